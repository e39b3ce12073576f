#include "ui/term/utf8_decoder.h"

/* Begin a character; returns whether a byte may begin one. */
static bool
begin(struct utf8_decoder *decoder, unsigned char byte)
{
    if (byte < 0xc2 || byte > 0xf4) {
        return false;
    }
    decoder->bytes[0] = (char) byte;
    decoder->size = 1;
    decoder->whole = byte < 0xe0 ? 2 : byte < 0xf0 ? 3 : 4;
    return true;
}

size_t
utf8_decoder_take(
    struct utf8_decoder *decoder, char byte, uint32_t points[UTF8_DECODER_MOST])
{
    const char *bytes = decoder->bytes;
    size_t count = 0;

    if (decoder->size == 0 || (unsigned char) byte >= 0xc0) {
        if (utf8_decoder_break_off(decoder)) {
            points[count++] = UTF8_REPLACEMENT;
        }
        if (!begin(decoder, (unsigned char) byte)) {
            points[count++] = UTF8_REPLACEMENT;
        }
        return count;
    }
    decoder->bytes[decoder->size++] = byte;
    if (decoder->size == decoder->whole) {
        decoder->bytes[decoder->size] = '\0';
        decoder->size = 0;
        points[count++] = utf8_next(&bytes);
    }
    return count;
}
