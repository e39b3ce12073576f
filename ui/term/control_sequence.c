#include "ui/term/control_sequence.h"

#include <stdio.h>
#include <string.h>

/* Largest argument.  libvterm adds them to places without a look. */
#define ARGUMENT_MOST 9999

/* Mode that gives the screen margins at its sides, which nobody needs. */
#define SIDE_MARGINS 69

/* Arguments of "m": those that colours follow, and the underline, which may
 * have a kind. */
enum {
    UNDERLINE = 4,
    FOREGROUND = 38,
    BACKGROUND = 48,
    UNDERLINE_COLOR = 58 /* which libvterm does not know */
};

/* Kinds of colours. */
enum {
    COLOR_RGB = 2,
    COLOR_INDEXED = 5
};

/* What libvterm knows and has no more than two arguments. */
static const struct {
    char leader;
    char between;
    const char *ends;
} known[] = {
    { '\0', '\0', "@ABCDEFGHIJKLMPSTXZ`acdefgjknr" },
    { '?', '\0', "JKn" },
    { '>', '\0', "c" },
    { '?', '$', "p" },
    { '\0', ' ', "q" },
    { '\0', '"', "q" },
};

/* Bytes that are written. */
struct writer {
    char *bytes;
    size_t size;
};

/* Write a byte. */
static void
put(struct writer *writer, char byte)
{
    if (byte) {
        writer->bytes[writer->size++] = byte;
    }
}

/* Write the beginning of a sequence. */
static void
begin(struct writer *writer, char leader)
{
    put(writer, '\033');
    put(writer, '[');
    put(writer, leader);
}

/* Write a number, unless it is left out. */
static void
put_number(struct writer *writer, int number)
{
    if (number >= 0) {
        writer->size += (size_t) sprintf(
            writer->bytes + writer->size, "%d",
            number < ARGUMENT_MOST ? number : ARGUMENT_MOST);
    }
}

/* Begin another argument. */
static void
add_argument(struct control_sequence *control, bool joined)
{
    if (control->count == CONTROL_SEQUENCE_ARGUMENTS) {
        control->is_wrong = true;
        return;
    }
    control->arguments[control->count] = -1;
    control->joined[control->count] = joined;
    control->count++;
}

/* Take a digit. */
static void
take_digit(struct control_sequence *control, char byte)
{
    int *argument;

    if (control->count == 0) {
        add_argument(control, false);
    }
    argument = &control->arguments[control->count - 1];
    if (*argument < 0) {
        *argument = 0;
    }
    if (*argument < ARGUMENT_MOST) {
        *argument = *argument * 10 + (byte - '0');
    }
}

void
control_sequence_take(struct control_sequence *control, char byte)
{
    if (byte < '0') {
        control->is_wrong = control->is_wrong || control->between;
        control->between = byte;
    } else if (control->between) {
        control->is_wrong = true;
    } else if (byte <= '9') {
        take_digit(control, byte);
    } else if (byte == ';' || byte == ':') {
        if (control->count == 0) {
            add_argument(control, false);
        }
        add_argument(control, byte == ':');
    } else {
        control->is_wrong =
            control->is_wrong || control->leader || control->count > 0;
        control->leader = byte;
    }
}

bool
control_sequence_is_plain(const struct control_sequence *control)
{
    return !control->leader && !control->between && !control->is_wrong
        && control->count <= 1;
}

/* Get an argument of "m"; one left out is 0. */
static int
look_argument(const struct control_sequence *control, int i)
{
    return control->arguments[i] > 0 ? control->arguments[i] : 0;
}

/* Tell how many arguments go together from one on, joined or as colours do. */
static int
count_together(const struct control_sequence *control, int first)
{
    int look = look_argument(control, first);
    int count = 1;

    while (first + count < control->count && control->joined[first + count]) {
        count++;
    }
    if (count == 1 && first + 1 < control->count
        && (look == FOREGROUND || look == BACKGROUND
            || look == UNDERLINE_COLOR)) {
        int kind = look_argument(control, first + 1);

        return kind == COLOR_RGB ? 5 : kind == COLOR_INDEXED ? 3 : 2;
    }
    return count;
}

/* Write a sequence that sets a colour, if that is whole.  Joined, an RGB colour
 * may name the space that it is of. */
static void
write_color(
    struct writer *writer,
    const struct control_sequence *control,
    int first,
    int count)
{
    int kind = look_argument(control, first + 1);
    int parts = kind == COLOR_RGB ? 3 : 1;
    int from = first + (kind == COLOR_RGB && count > 5 ? 3 : 2);

    if ((kind != COLOR_RGB && kind != COLOR_INDEXED) || count < 2 + parts) {
        return;
    }
    begin(writer, '\0');
    put_number(writer, look_argument(control, first));
    put(writer, ';');
    put_number(writer, kind);
    for (int i = from; i < from + parts; i++) {
        int part = look_argument(control, i);

        put(writer, ';');
        put_number(writer, part < 255 ? part : 255);
    }
    put(writer, 'm');
}

/* Write the look of text: one sequence for each part of it, for libvterm looks
 * for the parts of a colour behind the end of its arguments. */
static void
write_look(struct writer *writer, const struct control_sequence *control)
{
    int count;

    if (control->count == 0) {
        begin(writer, '\0');
        put(writer, 'm');
    }
    for (int first = 0; first < control->count; first += count) {
        int look = look_argument(control, first);

        count = count_together(control, first);
        if (first + count > control->count || look == UNDERLINE_COLOR) {
            continue;
        }
        if (look == FOREGROUND || look == BACKGROUND) {
            if (count > 1) {
                write_color(writer, control, first, count);
            }
        } else if (count == 1 || (count == 2 && look == UNDERLINE)) {
            begin(writer, '\0');
            put_number(writer, look);
            if (count == 2) {
                put(writer, ':');
                put_number(writer, control->arguments[first + 1]);
            }
            put(writer, 'm');
        }
    }
}

/* Write modes one by one: of several libvterm takes the first alone. */
static void
write_modes(
    struct writer *writer, const struct control_sequence *control, char end)
{
    for (int i = 0; i < control->count; i++) {
        int mode = control->arguments[i];

        if (mode >= 0 && (!control->leader || mode != SIDE_MARGINS)) {
            begin(writer, control->leader);
            put_number(writer, mode);
            put(writer, end);
        }
    }
}

/* Tell whether any arguments are joined. */
static bool
is_joined(const struct control_sequence *control)
{
    for (int i = 0; i < control->count; i++) {
        if (control->joined[i]) {
            return true;
        }
    }
    return false;
}

/* Tell whether libvterm knows a sequence, of those with few arguments. */
static bool
is_known(const struct control_sequence *control, char end)
{
    for (size_t i = 0; i < sizeof(known) / sizeof(*known); i++) {
        if (known[i].leader == control->leader
            && known[i].between == control->between
            && strchr(known[i].ends, end)) {
            return true;
        }
    }
    return false;
}

/* Write a sequence with two arguments at most. */
static void
write_known(
    struct writer *writer, const struct control_sequence *control, char end)
{
    begin(writer, control->leader);
    for (int i = 0; i < control->count && i < 2; i++) {
        if (i > 0) {
            put(writer, ';');
        }
        put_number(writer, control->arguments[i]);
    }
    put(writer, control->between);
    put(writer, end);
}

size_t
control_sequence_write(
    const struct control_sequence *control, char end, char *bytes)
{
    struct writer writer = { bytes, 0 };
    bool is_bare = !control->leader && !control->between;

    if (control->is_wrong) {
        return 0;
    }
    if (is_bare && end == 'm') {
        write_look(&writer, control);
    } else if (is_joined(control)) {
        return 0;
    } else if (
        (end == 'h' || end == 'l') && !control->between
        && (!control->leader || control->leader == '?')) {
        write_modes(&writer, control, end);
    } else if (is_known(control, end)) {
        write_known(&writer, control, end);
    }
    return writer.size;
}
