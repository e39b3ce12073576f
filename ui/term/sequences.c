#include "ui/term/sequences.h"

#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#include "ui/term/utf8.h"

#define BELL '\a'
#define CANCEL '\030'
#define SUBSTITUTE '\032'
#define ESCAPE '\033'
#define DELETE '\177'

/* End control sequences that libvterm does not do, or does not survive: repeat
 * a character, keep the cursor, and put it back. */
#define REPEAT 'b'
#define SAVE 's'
#define RESTORE 'u'

/* Keep the cursor and put it back.  With its own sequence for that ("ESC 8")
 * libvterm puts it outside of a terminal that has become smaller. */
#define SAVE_CURSOR "\0337"
#define RESTORE_CURSOR "\033[?1048l"

/* Begin anew; libvterm alone would stay on the alternate screen, keep the mouse
 * and have nothing to put the cursor back to. */
#define RESET "\033[?1047l\033[?1000l\033[?1006l\033c" SAVE_CURSOR

/* Control characters that move the cursor or choose a set of characters. */
static const char controls[] = "\b\t\n\v\f\r\016\017";

/* What an escape may end in. */
static const char escapes[] = "=>DEHM7";

/* Begin a string that asks the terminal something, and others that we drop. */
#define QUESTION 'P'
static const char strings[] = "P]X^_";

/* The questions that libvterm knows (DECRQSS).  With others it hands a number
 * to printf() as a text. */
static const char *const questions[] = { "$qm", "$qr", "$qs", "$q q", "$q\"q" };

/* Marks in a row that libvterm gets.  It keeps all of them for one character,
 * and looks through them for each more. */
#define MARKS_MOST 1024

/* Where all the marks are, that is characters that it joins to the one before,
 * among others that are no marks. */
static const struct {
    uint32_t first;
    uint32_t last;
} marks[] = {
    { 0x300, 0x36f },     { 0x483, 0x489 },     { 0x591, 0x1dff },
    { 0x200b, 0x20ff },   { 0x302a, 0x302f },   { 0x3099, 0x309a },
    { 0xa800, 0xa8ff },   { 0xfb1e, 0xfb1e },   { 0xfe00, 0xfe2f },
    { 0xfeff, 0xfeff },   { 0xfff9, 0xfffb },   { 0x10a00, 0x10aff },
    { 0x1d100, 0x1d2ff }, { 0xe0000, 0xe01ef },
};

/* Write what is ready. */
static void
flush(struct sequences *sequences)
{
    if (sequences->size > 0) {
        sequences->write(sequences->context, sequences->ready, sequences->size);
        sequences->size = 0;
    }
}

/* See that there is room for some bytes in one piece. */
static void
make_room(struct sequences *sequences, size_t size)
{
    if (size > sizeof(sequences->ready) - sequences->size) {
        flush(sequences);
    }
}

/* Write bytes, in one piece. */
static void
put(struct sequences *sequences, const char *bytes, size_t size)
{
    make_room(sequences, size);
    memcpy(sequences->ready + sequences->size, bytes, size);
    sequences->size += size;
}

/* Write a sequence. */
static void
put_sequence(struct sequences *sequences, const char *text)
{
    put(sequences, text, strlen(text));
}

/* Tell whether a byte is one of a few. */
static bool
is_among(const char *few, char byte)
{
    return byte && strchr(few, byte);
}

/* Tell whether a byte is visible ASCII, or a blank. */
static bool
is_plain(char byte)
{
    return byte >= ' ' && byte <= '~';
}

/* Tell whether a character may be a mark. */
static bool
may_be_mark(uint32_t point)
{
    for (size_t i = 0; i < sizeof(marks) / sizeof(*marks); i++) {
        if (point >= marks[i].first && point <= marks[i].last) {
            return true;
        }
    }
    return false;
}

/* Write a character that is not ASCII; the control characters among them, of
 * which libvterm thinks that they go back by one, are dropped. */
static void
put_character(struct sequences *sequences, uint32_t point)
{
    char bytes[UTF8_LONGEST];

    sequences->last = '\0';
    if (point < 0xa0) {
        return;
    }
    if (!may_be_mark(point)) {
        sequences->marks = 0;
    } else if (++sequences->marks > MARKS_MOST) {
        put(sequences, " ", 1);
        sequences->marks = 1;
    }
    put(sequences, bytes, utf8_write(bytes, point));
}

/* Write that a character was broken off, if one was. */
static void
break_off(struct sequences *sequences)
{
    if (utf8_decoder_break_off(&sequences->decoder)) {
        put_character(sequences, UTF8_REPLACEMENT);
    }
}

/* Take a byte of a character that is not ASCII. */
static void
take_character(struct sequences *sequences, char byte)
{
    uint32_t points[UTF8_DECODER_MOST];
    size_t count = utf8_decoder_take(&sequences->decoder, byte, points);

    for (size_t i = 0; i < count; i++) {
        put_character(sequences, points[i]);
    }
}

/* Take plain characters, as many as there are; returns how many. */
static size_t
take_plain(struct sequences *sequences, const char *bytes, size_t size)
{
    size_t used = 0;

    while (used < size && used < sizeof(sequences->ready)
           && is_plain(bytes[used])) {
        used++;
    }
    if (used > 0) {
        break_off(sequences);
        put(sequences, bytes, used);
        sequences->last = bytes[used - 1];
        sequences->marks = 0;
    }
    return used;
}

/* Repeat the last character (REP), where that is known.  libvterm would repeat
 * one without width for ever. */
static void
repeat(struct sequences *sequences)
{
    const struct control_sequence *control = &sequences->control;
    int count = control->count > 0 ? control->arguments[0] : 1;

    if (!control_sequence_is_plain(control) || !sequences->last) {
        sequences->last = '\0';
        return;
    }
    count = count > 0 ? count : 1;
    for (int i = 0; i < count && i < sequences->columns; i++) {
        put(sequences, &sequences->last, 1);
    }
}

/* End a control sequence. */
static void
end_control(struct sequences *sequences, char byte)
{
    const struct control_sequence *control = &sequences->control;

    sequences->state = SEQUENCES_TEXT;
    if (byte == REPEAT) {
        repeat(sequences);
        return;
    }
    sequences->last = '\0';
    if (byte == SAVE || byte == RESTORE) {
        if (control_sequence_is_plain(control) && control->count == 0) {
            put_sequence(
                sequences, byte == SAVE ? SAVE_CURSOR : RESTORE_CURSOR);
        }
        return;
    }
    make_room(sequences, CONTROL_SEQUENCE_LONGEST);
    sequences->size += control_sequence_write(
        control, byte, sequences->ready + sequences->size);
}

/* End an escape with something between it and its end: one that chooses a set
 * of characters is known. */
static void
end_escape_between(struct sequences *sequences, char byte)
{
    const char bytes[] = { ESCAPE, sequences->between, byte };

    if (is_among("()", sequences->between) && is_among("0AB", byte)) {
        put(sequences, bytes, sizeof(bytes));
    }
}

/* End an escape. */
static void
end_escape(struct sequences *sequences, char byte)
{
    const char bytes[] = { ESCAPE, byte };

    sequences->state = SEQUENCES_TEXT;
    if (byte == '[' && !sequences->between) {
        sequences->state = SEQUENCES_CONTROL;
        sequences->control = (struct control_sequence){ .count = 0 };
        return;
    }
    sequences->last = '\0';
    if (sequences->between) {
        end_escape_between(sequences, byte);
    } else if (is_among(strings, byte)) {
        sequences->state = SEQUENCES_STRING;
        sequences->kind = byte;
        sequences->string_size = 0;
    } else if (byte == '8') {
        put_sequence(sequences, RESTORE_CURSOR);
    } else if (byte == 'c') {
        put_sequence(sequences, RESET);
    } else if (is_among(escapes, byte)) {
        put(sequences, bytes, sizeof(bytes));
    }
}

/* Take a byte behind an escape. */
static void
take_escape(struct sequences *sequences, char byte)
{
    sequences->state = SEQUENCES_ESCAPE;
    if (byte >= '0') {
        end_escape(sequences, byte);
    } else {
        /* Of several none is known. */
        sequences->between = sequences->between ? '!' : byte;
    }
}

/* End a string: a question that is known is asked. */
static void
end_string(struct sequences *sequences)
{
    sequences->state = SEQUENCES_TEXT;
    for (size_t i = 0; i < sizeof(questions) / sizeof(*questions); i++) {
        if (sequences->kind == QUESTION
            && sequences->string_size == strlen(questions[i])
            && memcmp(sequences->string, questions[i], sequences->string_size)
                == 0) {
            make_room(sequences, sizeof(sequences->string) + 4);
            put_sequence(sequences, "\033P");
            put_sequence(sequences, questions[i]);
            put_sequence(sequences, "\033\\");
        }
    }
}

/* Take a byte of a string, of which but the beginning is kept. */
static void
take_string(struct sequences *sequences, char byte)
{
    if (sequences->string_size < sizeof(sequences->string)) {
        sequences->string[sequences->string_size++] = byte;
    }
}

/* Take a control character, which may come within a sequence, too. */
static void
take_control(struct sequences *sequences, char byte)
{
    bool in_string = sequences->state == SEQUENCES_STRING;

    if (byte == CANCEL || byte == SUBSTITUTE) {
        sequences_cancel(sequences);
    } else if (byte == ESCAPE) {
        sequences->state = in_string ? SEQUENCES_STRING_END : SEQUENCES_ESCAPE;
        sequences->between = '\0';
    } else if (in_string) {
        if (byte == BELL) {
            end_string(sequences);
        }
    } else if (is_among(controls, byte)) {
        put(sequences, &byte, 1);
        sequences->last = '\0';
    }
}

/* Take a byte that is neither plain text nor a control character. */
static void
take_rest(struct sequences *sequences, char byte)
{
    bool is_ascii = is_plain(byte);

    if (sequences->state == SEQUENCES_STRING_END && byte == '\\') {
        end_string(sequences);
    } else if (sequences->state == SEQUENCES_STRING) {
        take_string(sequences, byte);
    } else if (!is_ascii) {
        sequences->state = SEQUENCES_TEXT;
        take_character(sequences, byte);
    } else if (sequences->state == SEQUENCES_CONTROL) {
        if (byte < '@') {
            control_sequence_take(&sequences->control, byte);
        } else {
            end_control(sequences, byte);
        }
    } else {
        take_escape(sequences, byte); /* which a string does not outlast */
    }
}

/* Take a byte that is not plain text. */
static void
take(struct sequences *sequences, char byte)
{
    bool is_control = (unsigned char) byte < ' ';

    if (byte == DELETE) {
        return;
    }
    if (is_control || is_plain(byte)) {
        break_off(sequences);
    }
    if (is_control) {
        take_control(sequences, byte);
    } else {
        take_rest(sequences, byte);
    }
}

void
sequences_pass(struct sequences *sequences, const char *bytes, size_t size)
{
    const char *end = bytes + size;

    while (bytes < end) {
        size_t used = sequences->state == SEQUENCES_TEXT
            ? take_plain(sequences, bytes, (size_t) (end - bytes))
            : 0;

        if (used == 0) {
            take(sequences, *bytes);
            used = 1;
        }
        bytes += used;
    }
    flush(sequences);
}

void
sequences_cancel(struct sequences *sequences)
{
    sequences->state = SEQUENCES_TEXT;
    utf8_decoder_break_off(&sequences->decoder);
}
