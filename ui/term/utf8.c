#include "ui/term/utf8.h"

/* Tell how many bytes follow a first byte, and bound the first of them, which
 * keeps out overlong forms, surrogates and all beyond U+10FFFF; -1: none. */
static int
following(unsigned char first, unsigned char *least, unsigned char *most)
{
    *least = 0x80;
    *most = 0xbf;
    if (first < 0xc2 || first > 0xf4) {
        return -1;
    }
    if (first == 0xe0) {
        *least = 0xa0;
    } else if (first == 0xed) {
        *most = 0x9f;
    } else if (first == 0xf0) {
        *least = 0x90;
    } else if (first == 0xf4) {
        *most = 0x8f;
    }
    return first < 0xe0 ? 1 : first < 0xf0 ? 2 : 3;
}

uint32_t
utf8_next(const char **text)
{
    const unsigned char *byte = (const unsigned char *) *text;
    unsigned char least, most;
    uint32_t point = *byte++;
    int count;

    if (point >= 0x80) {
        count = following((unsigned char) point, &least, &most);
        point &= 0x3fU >> (count > 0 ? count : 0);
        for (; count > 0 && *byte >= least && *byte <= most; count--) {
            point = point << 6 | (*byte++ & 0x3f);
            least = 0x80;
            most = 0xbf;
        }
        if (count != 0) {
            point = UTF8_REPLACEMENT;
        }
    }
    *text = (const char *) byte;
    return point;
}

size_t
utf8_write(char *bytes, uint32_t point)
{
    if (point < 0x80) {
        bytes[0] = (char) point;
        return 1;
    }
    if (point < 0x800) {
        bytes[0] = (char) (0xc0 | point >> 6);
        bytes[1] = (char) (0x80 | (point & 0x3f));
        return 2;
    }
    if (point > 0x10ffff || (point >= 0xd800 && point <= 0xdfff)) {
        point = UTF8_REPLACEMENT;
    }
    if (point < 0x10000) {
        bytes[0] = (char) (0xe0 | point >> 12);
        bytes[1] = (char) (0x80 | (point >> 6 & 0x3f));
        bytes[2] = (char) (0x80 | (point & 0x3f));
        return 3;
    }
    bytes[0] = (char) (0xf0 | point >> 18);
    bytes[1] = (char) (0x80 | (point >> 12 & 0x3f));
    bytes[2] = (char) (0x80 | (point >> 6 & 0x3f));
    bytes[3] = (char) (0x80 | (point & 0x3f));
    return 4;
}
