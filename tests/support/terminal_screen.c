#include <regex.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "tests/support/cmocka.h"
#include "tests/support/terminal.h"

#define DUMPED_BYTES 400 /* of the last output, shown with every failure */

VTermScreenCell
harness_cell(struct harness *harness, int row, int column)
{
    VTermScreenCell cell;

    memset(&cell, 0, sizeof cell);
    vterm_screen_get_cell(
        harness->screen, (VTermPos){ .row = row, .col = column }, &cell);
    return cell;
}

/* Writes a code point as UTF-8; returns the end. */
static char *
put_utf8(char *out, uint32_t point)
{
    if (point < 0x80) {
        *out++ = (char) point;
    } else if (point < 0x800) {
        *out++ = (char) (0xc0 | point >> 6);
        *out++ = (char) (0x80 | (point & 63));
    } else if (point < 0x10000) {
        *out++ = (char) (0xe0 | point >> 12);
        *out++ = (char) (0x80 | (point >> 6 & 63));
        *out++ = (char) (0x80 | (point & 63));
    } else {
        *out++ = (char) (0xf0 | point >> 18);
        *out++ = (char) (0x80 | (point >> 12 & 63));
        *out++ = (char) (0x80 | (point >> 6 & 63));
        *out++ = (char) (0x80 | (point & 63));
    }
    return out;
}

/* Writes a cell's text as UTF-8: a blank where nothing was ever written, and
 * nothing for the right half of a wide character; returns the end. */
static char *
put_cell(char *out, const VTermScreenCell *cell)
{
    if (cell->chars[0] == (uint32_t) -1)
        return out;
    if (cell->chars[0] == 0)
        return put_utf8(out, ' ');
    for (int i = 0; i < VTERM_MAX_CHARS_PER_CELL && cell->chars[i]; i++)
        out = put_utf8(out, cell->chars[i]);
    return out;
}

char *
harness_cells(struct harness *harness, int row, int column, int columns)
{
    int end = columns < harness->columns - column ? column + columns
                                                  : harness->columns;
    size_t cells = end > column ? (size_t) (end - column) : 0;
    char *text = malloc(cells * 4 * VTERM_MAX_CHARS_PER_CELL + 1);
    char *out = text;

    if (!text)
        abort();
    for (int i = column; i < end; i++) {
        VTermScreenCell cell = harness_cell(harness, row, i);

        out = put_cell(out, &cell);
    }
    while (out > text && out[-1] == ' ')
        out--;
    *out = '\0';
    return text;
}

char *
harness_row(struct harness *harness, int row)
{
    return harness_cells(harness, row, 0, harness->columns);
}

/* Tells in which cell the byte at an offset of a row's text stands. */
static int
column_of(struct harness *harness, int row, size_t offset)
{
    char scratch[4 * VTERM_MAX_CHARS_PER_CELL];
    size_t bytes = 0;
    int column = 0;

    for (; column < harness->columns; column++) {
        VTermScreenCell cell = harness_cell(harness, row, column);

        if (bytes >= offset && cell.chars[0] != (uint32_t) -1)
            break;
        bytes += (size_t) (put_cell(scratch, &cell) - scratch);
    }
    return column;
}

bool
harness_find(struct harness *harness, const char *text, int *row, int *column)
{
    for (int i = 0; i < harness->rows; i++) {
        char *line = harness_row(harness, i);
        char *found = strstr(line, text);

        if (found && row)
            *row = i;
        if (found && column)
            *column = column_of(harness, i, (size_t) (found - line));
        free(line);
        if (found)
            return true;
    }
    return false;
}

int
harness_match(struct harness *harness, const char *pattern)
{
    regex_t regex;
    int found = -1;

    if (regcomp(&regex, pattern, REG_EXTENDED | REG_NOSUB) != 0)
        fail_msg("not a regular expression: %s", pattern);
    for (int i = 0; i < harness->rows && found < 0; i++) {
        char *line = harness_row(harness, i);

        if (regexec(&regex, line, 0, NULL, 0) == 0)
            found = i;
        free(line);
    }
    regfree(&regex);
    return found;
}

static bool
has_text(struct harness *harness, void *context)
{
    return harness_find(harness, context, NULL, NULL);
}

static bool
lacks_text(struct harness *harness, void *context)
{
    return !harness_find(harness, context, NULL, NULL);
}

static bool
has_match(struct harness *harness, void *context)
{
    return harness_match(harness, context) >= 0;
}

bool
harness_wait_text(struct harness *harness, const char *text, double seconds)
{
    return harness_wait(harness, has_text, (void *) text, seconds);
}

bool
harness_wait_absent(struct harness *harness, const char *text, double seconds)
{
    return harness_wait(harness, lacks_text, (void *) text, seconds);
}

bool
harness_wait_match(struct harness *harness, const char *pattern, double seconds)
{
    return harness_wait(harness, has_match, (void *) pattern, seconds);
}

bool
harness_wrote(struct harness *harness, size_t from, const char *bytes)
{
    return harness->count > from
        && memmem(
               harness->bytes + from, harness->count - from, bytes,
               strlen(bytes));
}

const char *
harness_modes_left(struct harness *harness)
{
    const struct termios *before = &harness->modes_before;
    struct termios after;

    if (harness->alternate_screen)
        return "the alternate screen was not left";
    if (!harness->cursor_visible)
        return "the cursor is hidden";
    if (harness->mouse != VTERM_PROP_MOUSE_NONE)
        return "the mouse is still reported";
    if (harness->reverse_screen)
        return "the screen is reversed";
    if (tcgetattr(harness->master, &after) < 0)
        return "tcgetattr failed";
    if (after.c_lflag != before->c_lflag)
        return "the terminal's local modes differ (canonical, echo ...)";
    if (after.c_iflag != before->c_iflag)
        return "the terminal's input modes differ";
    if (after.c_oflag != before->c_oflag)
        return "the terminal's output modes differ";
    if (after.c_cflag != before->c_cflag)
        return "the terminal's control modes differ";
    if (memcmp(after.c_cc, before->c_cc, sizeof after.c_cc) != 0)
        return "the terminal's control characters differ";
    return NULL;
}

/* Shows bytes with all that is not printable as \xNN. */
static void
dump_bytes(const char *bytes, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        unsigned char byte = (unsigned char) bytes[i];

        if (byte >= 0x20 && byte < 0x7f)
            fputc(byte, stderr);
        else
            fprintf(stderr, "\\x%02x", byte);
    }
    fputc('\n', stderr);
}

void
harness_dump(struct harness *harness)
{
    size_t shown =
        harness->count < DUMPED_BYTES ? harness->count : DUMPED_BYTES;

    fprintf(
        stderr, "--- screen %dx%d of pid %d, %s%s, %zu bytes read\n",
        harness->columns, harness->rows, (int) harness->pid,
        harness_has_ended(harness) ? "ended" : "running",
        harness->alternate_screen ? ", alternate screen" : "", harness->count);
    if (harness->ended)
        fprintf(stderr, "--- wait status 0x%04x\n", harness->status);
    for (int i = 0; i < harness->rows; i++) {
        char *line = harness_row(harness, i);

        fprintf(stderr, "|%s\n", line);
        free(line);
    }
    fprintf(stderr, "--- last bytes: ");
    if (harness->bytes)
        dump_bytes(harness->bytes + harness->count - shown, shown);
    else
        fputc('\n', stderr);
}

void
harness_fail(
    struct harness *harness,
    const char *file,
    int line,
    const char *format,
    ...)
{
    va_list arguments;

    if (harness) {
        harness_pump(harness, 0);
        harness_dump(harness);
    }
    fprintf(stderr, "--- ");
    va_start(arguments, format);
    vfprintf(stderr, format, arguments);
    va_end(arguments);
    fputc('\n', stderr);
    _fail(file, line);
    abort(); /* _fail() does not return */
}
