#include "ui/term/sequences.h"

#include <string.h>

#define ESCAPE '\033'
#define CANCEL '\030'
#define SUBSTITUTE '\032'

/* Ends a control sequence that repeats a character. */
#define REPEAT 'b'

/* Arguments of a control sequence for which libvterm has room, which it does
 * not look after. */
#define ARGUMENTS_MOST 16

/* Begins a sequence that sets modes. */
#define MODES "\033[?"

/* Begin a string that asks the terminal something, and one that means nothing
 * to it. */
#define QUESTION 'P'
#define NOTHING ']'

/* The questions that libvterm knows (DECRQSS).  With others it hands a number
 * to printf() as a text. */
static const char *const questions[] = {
    "\033P$qm\033\\",  "\033P$qr\033\\",   "\033P$qs\033\\",
    "\033P$q q\033\\", "\033P$q\"q\033\\",
};

/* Write bytes. */
static void
put(struct sequences *sequences, const char *bytes, size_t size)
{
    if (size > 0) {
        sequences->write(sequences->context, bytes, size);
    }
}

/* Tell whether a byte comes between an escape and what it is about. */
static bool
is_between(char byte)
{
    return byte >= ' ' && byte <= '/';
}

/* Tell whether a byte says what an escape is about. */
static bool
is_final(char byte)
{
    return byte >= '0' && byte <= '~';
}

/* Set modes one by one: "ESC [ ? 1006 ; 1000 h" is held back, of which libvterm
 * would take the first alone. */
static void
set_modes(struct sequences *sequences)
{
    const char *mode = sequences->held + strlen(MODES);
    const char *final = sequences->held + sequences->held_size - 1;

    while (mode < final) {
        size_t size = strspn(mode, "0123456789"); /* to ';' or the end */

        put(sequences, MODES, strlen(MODES));
        put(sequences, mode, size);
        put(sequences, final, 1);
        mode += size + 1;
    }
    sequences->held_size = 0;
    sequences->last = '\0';
}

/* Hold a byte back that goes on with what sets modes; returns whether it
 * does. */
static bool
hold_modes(struct sequences *sequences)
{
    size_t size = sequences->held_size;
    char byte = sequences->held[size - 1];

    if (size <= strlen(MODES)) {
        return memcmp(sequences->held, MODES, size) == 0;
    }
    if (sequences->held[1] != MODES[1]) {
        return false; /* a question */
    }
    if (byte == 'h' || byte == 'l') {
        set_modes(sequences);
        return true;
    }
    return (byte >= '0' && byte <= '9') || byte == ';';
}

/* Hold a byte back that goes on with a question; returns whether it does. */
static bool
hold_question(struct sequences *sequences)
{
    size_t size = sequences->held_size;

    for (size_t i = 0; i < sizeof(questions) / sizeof(*questions); i++) {
        size_t whole = strlen(questions[i]);

        if (size > whole || memcmp(questions[i], sequences->held, size) != 0) {
            continue;
        }
        if (size == whole) {
            put(sequences, sequences->held, size);
            sequences->held_size = 0;
            sequences->last = '\0';
        }
        return true;
    }
    return false;
}

/* Tell whether what is held back is an escape with no more than what comes
 * between. */
static bool
is_bare(const struct sequences *sequences)
{
    for (size_t i = 1; i < sequences->held_size; i++) {
        if (!is_between(sequences->held[i])) {
            return false;
        }
    }
    return sequences->held_size > 0;
}

/* Note that the beginning of a control sequence was written. */
static void
begin_control(struct sequences *sequences, bool is_repeatable)
{
    sequences->in_control = true;
    sequences->is_repeatable = is_repeatable;
    sequences->count = 0;
    sequences->arguments = 0;
}

/* End an escape: with the byte that says what it is about both are written, in
 * one piece; with any other but an escape it is none.  Returns whether the byte
 * was taken. */
static bool
end_escape(struct sequences *sequences, char byte)
{
    size_t size = sequences->held_size;
    bool is_whole = is_final(byte) && byte != QUESTION;
    bool is_control = is_whole && byte == MODES[1];

    sequences->held_size = 0;
    sequences->last = '\0';
    if (is_whole) {
        sequences->held[size] = byte;
        put(sequences, sequences->held, size + 1);
        if (is_control) {
            begin_control(sequences, false);
        }
    } else if (byte != ESCAPE) {
        sequences_cancel(sequences);
    }
    return is_whole;
}

/* Repeat the last character (REP), where that is known.  libvterm would repeat
 * one without width for ever. */
static void
repeat(struct sequences *sequences)
{
    int count = sequences->count > 0 ? sequences->count : 1;

    sequences_cancel(sequences);
    if (!sequences->is_repeatable || !sequences->last) {
        return;
    }
    for (int i = 0; i < count && i < sequences->columns; i++) {
        put(sequences, &sequences->last, 1);
    }
}

/* Note a byte of a control sequence. */
static void
note_control(struct sequences *sequences, char byte)
{
    if (byte >= '0' && byte <= '9') {
        if (sequences->count <= sequences->columns) {
            sequences->count = sequences->count * 10 + (byte - '0');
        }
    } else {
        sequences->is_repeatable = false;
        sequences->arguments += byte == ';' || byte == ':' ? 1 : 0;
    }
}

/* Tell whether a control sequence has more arguments than libvterm has room
 * for. */
static bool
is_too_long(const struct sequences *sequences)
{
    return sequences->arguments >= ARGUMENTS_MOST;
}

/* Write the rest of a control sequence, as far as it is there; returns how many
 * bytes were taken. */
static size_t
pass_control(struct sequences *sequences, const char *bytes, size_t size)
{
    size_t used = 0;

    while (used < size && bytes[used] != ESCAPE && bytes[used] != CANCEL
           && bytes[used] != SUBSTITUTE
           && !(bytes[used] >= '@' && bytes[used] <= '~')) {
        note_control(sequences, bytes[used++]);
    }
    if (used == size || bytes[used] == ESCAPE) {
        put(sequences, bytes, is_too_long(sequences) ? 0 : used);
        return used;
    }
    sequences->in_control = false;
    if (is_too_long(sequences)) {
        sequences_cancel(sequences);
    } else if (bytes[used] == REPEAT) {
        repeat(sequences);
    } else {
        put(sequences, bytes, used + 1);
        sequences->last = '\0';
    }
    return used + 1;
}

/* Write what was held back, to which the next byte does not belong; a question
 * that is none of those known becomes a string that means nothing. */
static void
let_go(struct sequences *sequences)
{
    size_t size = sequences->held_size;

    if (sequences->held[1] == QUESTION) {
        sequences->held[1] = NOTHING;
    }
    sequences->held_size = 0;
    if (sequences->held[1] != MODES[1]) {
        /* An escape at its end begins what comes next. */
        sequences->held_size = sequences->held[size - 1] == ESCAPE ? 1 : 0;
        put(sequences, sequences->held, size - sequences->held_size);
        return;
    }
    put(sequences, sequences->held, 2);
    begin_control(sequences, true);
    if (size > 2) {
        pass_control(sequences, sequences->held + 2, size - 2);
    }
}

/* Begin a sequence, or go on with one; returns whether the byte was taken. */
static bool
go_on(struct sequences *sequences, char byte)
{
    size_t size = sequences->held_size;
    bool has_room = size < sizeof(sequences->held) - 1;
    bool bare = is_bare(sequences);

    sequences->held[size] = byte;
    sequences->held_size = size + 1;
    if (has_room
        && (hold_modes(sequences) || hold_question(sequences)
            || (bare && is_between(byte)))) {
        return true;
    }
    sequences->held_size = size;
    if (bare) {
        return end_escape(sequences, byte);
    }
    let_go(sequences);
    return false;
}

/* Write text up to the next escape; returns how many bytes were taken. */
static size_t
pass_text(struct sequences *sequences, const char *bytes, size_t size)
{
    const char *escape = memchr(bytes, ESCAPE, size);
    size_t used = escape ? (size_t) (escape - bytes) : size;
    char last = bytes[used - 1];

    put(sequences, bytes, used);
    sequences->last = last >= ' ' && last <= '~' ? last : '\0';
    return used;
}

void
sequences_pass(struct sequences *sequences, const char *bytes, size_t size)
{
    const char *end = bytes + size;

    while (bytes < end) {
        if (sequences->held_size > 0 || *bytes == ESCAPE) {
            sequences->in_control = false;
            bytes += go_on(sequences, *bytes) ? 1 : 0;
        } else if (sequences->in_control) {
            bytes += pass_control(sequences, bytes, (size_t) (end - bytes));
        } else {
            bytes += pass_text(sequences, bytes, (size_t) (end - bytes));
        }
    }
}

void
sequences_cancel(struct sequences *sequences)
{
    sequences->held_size = 0;
    sequences->in_control = false;
    put(sequences, &(const char){ CANCEL }, 1);
}
