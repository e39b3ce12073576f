#include "src/supervise/text.h"

#include <stdbool.h>
#include <stdint.h>
#include <string.h>
#include <wchar.h>

#include "src/supervise/utf8.h"

#define TAB_CELLS 8
#define REPLACEMENT "\xef\xbf\xbd"

enum {
    BACKSPACE = 0x08,
    CANCEL = 0x18,
    SUBSTITUTE = 0x1a,
    ESCAPE = 0x1b,
    DELETE = 0x7f,
    C1_DEVICE_CONTROL = 0x90,
    C1_START_OF_STRING = 0x98,
    C1_CONTROL_SEQUENCE = 0x9b,
    C1_STRING_END = 0x9c,
    C1_SYSTEM_COMMAND = 0x9d,
    C1_PRIVACY_MESSAGE = 0x9e,
    C1_PROGRAM_COMMAND = 0x9f
};

/* The bytes that are read. */
struct source {
    const unsigned char *at;
    const unsigned char *end;
    bool no_string_end; /* looked for in vain: none lies ahead */
};

/* The text that is made of them. */
struct result {
    char *text;
    size_t room;
    size_t size;
    size_t cells;  /* on its line */
    size_t beyond; /* characters that found no room */
    bool returned; /* a carriage return: what comes next starts anew */
};

/* Add a character, or note that it found no room. */
static void
put(struct result *result, const char *bytes, size_t size, size_t cells)
{
    if (result->returned) {
        result->size = result->cells = result->beyond = 0;
        result->returned = false;
    }
    result->cells += cells;
    if (result->beyond > 0 || size >= result->room - result->size) {
        result->beyond++;
        return;
    }
    memcpy(result->text + result->size, bytes, size);
    result->size += size;
}

/* Add printable ASCII. */
static void
put_ascii(struct result *result, const char *bytes, size_t size)
{
    size_t fits;

    put(result, bytes, 1, 1);
    bytes++;
    size--;
    fits = result->room - 1 - result->size;
    if (result->beyond > 0) {
        fits = 0;
    } else if (fits > size) {
        fits = size;
    }
    memcpy(result->text + result->size, bytes, fits);
    result->size += fits;
    result->beyond += size - fits;
    result->cells += size;
}

/* Count the cells of a character; every locale shows it in one at least. */
static size_t
cells_of(uint32_t character)
{
    int cells = wcwidth((wchar_t) character);

    return cells < 0 ? 1 : (size_t) cells;
}

/* Take the last character back, with the marks that stand on it. */
static void
take_back(struct result *result)
{
    if (result->returned) {
        return;
    }
    if (result->beyond > 0) {
        result->beyond--;
        return;
    }
    while (result->size > 0) {
        const unsigned char *text = (const unsigned char *) result->text;
        size_t start = result->size - 1;
        uint32_t character;
        size_t cells;

        while (start > 0 && (text[start] & 0xc0) == 0x80) {
            start--;
        }
        utf8_decode(text + start, result->size - start, &character);
        cells = cells_of(character);
        result->size = start;
        result->cells -= cells < result->cells ? cells : result->cells;
        if (cells > 0) {
            return;
        }
    }
}

/* Skip what follows a control sequence's introducer; tells whether the
 * sequence is whole. */
static bool
skip_control_sequence(struct source *source)
{
    for (; source->at < source->end; source->at++) {
        unsigned char byte = *source->at;

        if (byte == ESCAPE || byte >= 0x80) {
            return false;
        }
        if ((byte >= 0x40 && byte < DELETE) || byte == CANCEL
            || byte == SUBSTITUTE) {
            source->at++;
            return true;
        }
    }
    return false;
}

/* Skip what follows a string's introducer, with its end; tells whether the
 * string is whole. */
static bool
skip_string(struct source *source)
{
    while (source->at < source->end) {
        uint32_t character;
        size_t size = (size_t) (source->end - source->at);
        int length = utf8_decode(source->at, size, &character);

        if (length < 0) {
            /* A string's end as a bare byte; else garbage in the string. */
            character = *source->at;
            length = -length;
        }
        if (character == ESCAPE) {
            /* Its end is ESC \; any other escape sequence breaks it off. */
            if (size > 1 && source->at[1] == '\\') {
                source->at += 2;
            }
            return true;
        }
        source->at += length;
        if (character == '\a' || character == C1_STRING_END
            || character == CANCEL || character == SUBSTITUTE) {
            return true;
        }
    }
    source->no_string_end = true;
    return false;
}

/* Skip an escape sequence, from after its ESC. */
static void
skip_escape(struct source *source)
{
    unsigned char byte;

    if (source->at == source->end) {
        return;
    }
    byte = *source->at;
    if (byte == '[') {
        source->at++;
        skip_control_sequence(source);
    } else if (byte != '\0' && strchr("]PX^_", byte) != NULL) {
        source->at++;
        skip_string(source);
    } else {
        while (source->at < source->end && *source->at >= 0x20
               && *source->at <= 0x2f) {
            source->at++;
        }
        if (source->at < source->end && *source->at >= 0x30
            && *source->at < DELETE) {
            source->at++;
        }
    }
}

/* Skip what a C1 control character introduces; tells whether it is whole. */
static bool
skip_c1(struct source *source, uint32_t character)
{
    switch (character) {
    case C1_CONTROL_SEQUENCE:
        return skip_control_sequence(source);
    case C1_DEVICE_CONTROL:
    case C1_START_OF_STRING:
    case C1_SYSTEM_COMMAND:
    case C1_PRIVACY_MESSAGE:
    case C1_PROGRAM_COMMAND:
        return !source->no_string_end && skip_string(source);
    default:
        return false;
    }
}

/* Tell whether a character only acts on others: on their direction, joining
 * or look, or as a tag. */
static bool
is_hidden(uint32_t character)
{
    static const uint32_t ranges[][2] = {
        { 0x061c, 0x061c },   { 0x180b, 0x180f }, { 0x200b, 0x200f },
        { 0x202a, 0x202e },   { 0x2060, 0x206f }, { 0xfe00, 0xfe0f },
        { 0xfeff, 0xfeff },   { 0xfff9, 0xfffb }, { 0x1d173, 0x1d17a },
        { 0xe0000, 0xe0fff },
    };

    for (size_t i = 0; i < sizeof(ranges) / sizeof(*ranges); i++) {
        if (character <= ranges[i][1]) {
            return character >= ranges[i][0];
        }
    }
    return false;
}

/* Tell whether a code point is no character and never will be. */
static bool
is_no_character(uint32_t character)
{
    return (character & 0xfffe) == 0xfffe
        || (character >= 0xfdd0 && character <= 0xfdef);
}

/* Take in an ASCII control character. */
static void
take_control(struct source *source, struct result *result)
{
    unsigned char byte = *source->at++;

    switch (byte) {
    case ESCAPE:
        skip_escape(source);
        break;
    case '\t':
        do {
            put(result, " ", 1, 1);
        } while (result->cells % TAB_CELLS != 0);
        break;
    case '\n':
    case '\v':
    case '\f':
        put(result, " ", 1, 1);
        break;
    case '\r':
        result->returned = true;
        break;
    case BACKSPACE:
        take_back(result);
        break;
    default:
        break;
    }
}

/* Take in bytes that are no UTF-8: an 8-bit control with all that belongs to
 * it, or else a replacement character. */
static void
take_invalid(struct source *source, struct result *result, size_t size)
{
    unsigned char byte = *source->at;

    source->at += size;
    if (byte < 0xa0) {
        struct source rest = *source;

        if (skip_c1(&rest, byte)) {
            *source = rest;
            return;
        }
        source->no_string_end = rest.no_string_end;
    }
    put(result, REPLACEMENT, strlen(REPLACEMENT), 1);
}

/* Take in a character beyond ASCII. */
static void
take_character(struct source *source, struct result *result)
{
    const char *bytes = (const char *) source->at;
    uint32_t character;
    int size = utf8_decode(
        source->at, (size_t) (source->end - source->at), &character);

    if (size < 0) {
        take_invalid(source, result, (size_t) -size);
        return;
    }
    source->at += size;
    if (character < 0xa0) {
        skip_c1(source, character);
    } else if (character == 0x2028 || character == 0x2029) {
        put(result, " ", 1, 1);
    } else if (is_no_character(character)) {
        put(result, REPLACEMENT, strlen(REPLACEMENT), 1);
    } else if (!is_hidden(character)) {
        put(result, bytes, (size_t) size, cells_of(character));
    }
}

/* Find the end of the printable ASCII that lies ahead. */
static const unsigned char *
ascii_end(const struct source *source)
{
    const unsigned char *at = source->at;

    while (at < source->end && *at >= ' ' && *at < DELETE) {
        at++;
    }
    return at;
}

size_t
text_sanitize(const char *bytes, size_t size, char *text, size_t room)
{
    const unsigned char *start = (const unsigned char *) bytes;
    struct source source = { .at = start, .end = start + size };
    struct result result = { .text = text, .room = room };

    while (source.at < source.end) {
        const unsigned char *end = ascii_end(&source);

        if (end > source.at) {
            put_ascii(
                &result, (const char *) source.at, (size_t) (end - source.at));
            source.at = end;
        } else if (*source.at < 0x80) {
            take_control(&source, &result);
        } else {
            take_character(&source, &result);
        }
    }
    text[result.size] = '\0';
    return result.size;
}
