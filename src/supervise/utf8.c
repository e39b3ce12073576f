#include "src/supervise/utf8.h"

/* Of a first byte: how many bytes the character has, and between what its
 * second one lies (which keeps out overlong forms, surrogates and all beyond
 * U+10FFFF). */
struct form {
    int length;
    unsigned char least;
    unsigned char most;
};

/* Find the form that a first byte announces; length 0: none. */
static struct form
form_of(unsigned char first)
{
    if (first < 0xc2 || first > 0xf4) {
        return (struct form){ 0, 0, 0 };
    }
    if (first < 0xe0) {
        return (struct form){ 2, 0x80, 0xbf };
    }
    if (first < 0xf0) {
        return (struct form){ 3, first == 0xe0 ? 0xa0 : 0x80,
                              first == 0xed ? 0x9f : 0xbf };
    }
    return (struct form){ 4, first == 0xf0 ? 0x90 : 0x80,
                          first == 0xf4 ? 0x8f : 0xbf };
}

int
utf8_decode(const unsigned char *bytes, size_t size, uint32_t *character)
{
    struct form form;
    uint32_t code;

    if (bytes[0] < 0x80) {
        *character = bytes[0];
        return 1;
    }
    *character = 0xfffd;
    form = form_of(bytes[0]);
    if (form.length == 0) {
        return -1;
    }
    code = bytes[0] & (0xffU >> (form.length + 1));
    for (int i = 1; i < form.length; i++) {
        if ((size_t) i == size || bytes[i] < form.least
            || bytes[i] > form.most) {
            return -i;
        }
        code = code << 6 | (bytes[i] & 0x3f);
        form.least = 0x80;
        form.most = 0xbf;
    }
    *character = code;
    return form.length;
}
