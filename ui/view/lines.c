#include "ui/view/lines.h"

#include <stdio.h>
#include <string.h>

#include "src/supervise/text.h"

/* Of a longer line only so many bytes are shown. */
enum {
    SHOWN = 16384
};

/* A line made safe, and how wide its parts are. */
struct text {
    struct output_line line;
    char bytes[SHOWN];
};

/* Cells before the text: mark of stderr, time stamp, blank. */
static int
margin(int width)
{
    if (width >= 60) {
        return 1 + 12 + 1;
    }
    return width >= 36 ? 1 + 8 + 1 : 1;
}

/* Get a line, safe to show.  What a carriage return has overwritten is not
 * looked at, so that the end of a long progress bar is shown, not its start. */
static bool
get(const struct output *output, uint64_t number, struct text *text)
{
    const char *bytes;
    size_t size;

    if (!output_get(output, number, &text->line)) {
        return false;
    }
    bytes = text->line.bytes;
    size = text->line.size;
    if (size > SHOWN) {
        const char *back = memrchr(bytes, '\r', size - 1);

        if (back) {
            size -= (size_t) (back + 1 - bytes);
            bytes = back + 1;
        }
        size = size > SHOWN ? SHOWN : size;
    }
    text_sanitize(bytes, size, text->bytes, sizeof(text->bytes));
    return true;
}

/* Count the bytes of the character at text. */
static size_t
character_size(const char *text)
{
    size_t size = 1;

    while (((unsigned char) text[size] & 0xc0) == 0x80) {
        size++;
    }
    return size;
}

/* Count the bytes that fill a row, at least one character of a text. */
static size_t
fitting(const char *text, int width)
{
    size_t used = 0;
    int cells = 0;

    while (text[used]) {
        size_t size = character_size(text + used);
        int more = 1;

        if ((unsigned char) text[used] >= 0x80) {
            char one[8] = "";

            memcpy(one, text + used, size < 7 ? size : 7);
            more = grid_width(one);
        }
        if (cells + more > width && used > 0) {
            break;
        }
        cells += more;
        used += size;
    }
    return used;
}

/* Count the rows that a line takes. */
static int
parts(const struct output *output, uint64_t number, int width)
{
    struct text text;
    const char *rest = text.bytes;
    int count = 0;

    width -= margin(width);
    if (!get(output, number, &text)) {
        return 1;
    }
    do {
        rest += fitting(rest, width);
        count++;
    } while (*rest);
    return count;
}

struct lines_place
lines_first(const struct output *output)
{
    return (struct lines_place){ output_first(output), 0 };
}

bool
lines_before(struct lines_place a, struct lines_place b)
{
    return a.line < b.line || (a.line == b.line && a.part < b.part);
}

/* Move up by rows. */
static struct lines_place
move_up(
    const struct output *output, struct lines_place place, long rows, int width)
{
    while (rows > place.part) {
        rows -= place.part + 1;
        if (place.line <= output_first(output)) {
            return lines_first(output);
        }
        place.line--;
        place.part = parts(output, place.line, width) - 1;
    }
    place.part -= (int) rows;
    return place;
}

/* Move down by rows. */
static struct lines_place
move_down(
    const struct output *output, struct lines_place place, long rows, int width)
{
    for (;;) {
        int last = parts(output, place.line, width) - 1;

        if (rows <= last - place.part) {
            place.part += (int) rows;
            return place;
        }
        if (place.line + 1 >= output_end(output)) {
            place.part = last;
            return place;
        }
        rows -= last - place.part + 1;
        place.line++;
        place.part = 0;
    }
}

struct lines_place
lines_move(
    const struct output *output, struct lines_place place, long rows, int width)
{
    if (place.line < output_first(output)) {
        place = lines_first(output);
    }
    if (output_first(output) == output_end(output)) {
        return lines_first(output);
    }
    return rows < 0 ? move_up(output, place, -rows, width)
                    : move_down(output, place, rows, width);
}

struct lines_place
lines_last(const struct output *output, int rows, int width)
{
    uint64_t end = output_end(output);
    struct lines_place last;

    if (end == output_first(output)) {
        return lines_first(output);
    }
    last.line = end - 1;
    last.part = parts(output, last.line, width) - 1;
    return move_up(output, last, rows - 1, width);
}

/* Draw a row: a part of a line, with what stands before it. */
static void
draw_row(
    const struct canvas *canvas,
    int row,
    const struct text *text,
    const char *part,
    size_t size)
{
    bool error = text->line.stream == OUTPUT_STDERR;
    int left = margin(canvas->area.columns);
    struct canvas area =
        canvas_part(canvas, row, left, 1, canvas->area.columns - left);
    char copy[2048];
    char moment[16];

    if (error) {
        canvas_text(canvas, row, 0, "!", ROLE_STDERR);
    }
    if (left > 1 && part == text->bytes) {
        draw_moment(text->line.time, left > 9 + 1, moment, sizeof(moment));
        canvas_text(canvas, row, 1, moment, ROLE_TIME);
    }
    snprintf(copy, sizeof(copy), "%.*s", (int) size, part);
    canvas_text(&area, 0, 0, copy, error ? ROLE_STDERR : ROLE_NORMAL);
}

/* Draw a line from one of its parts on; returns the row after it. */
static int
draw_line(
    const struct canvas *canvas, int row, const struct text *text, int skip)
{
    int width = canvas->area.columns - margin(canvas->area.columns);
    const char *rest = text->bytes;

    do {
        size_t size = fitting(rest, width);

        if (skip-- <= 0) {
            draw_row(canvas, row++, text, rest, size);
        }
        rest += size;
    } while (*rest && row < canvas->area.rows);
    return row;
}

void
lines_draw(
    const struct canvas *canvas,
    const struct worker *worker,
    struct lines_place place)
{
    struct text text;
    int row = 0;

    if (output_end(worker->output) == 0) {
        draw_safe(worker->why, text.bytes, sizeof(text.bytes));
        canvas_text(canvas, 0, 1, text.bytes, ROLE_FAILED);
        return;
    }
    while (row < canvas->area.rows && get(worker->output, place.line, &text)) {
        row = draw_line(canvas, row, &text, place.part);
        place.line++;
        place.part = 0;
    }
}

const char *
lines_title(
    const struct worker *worker, const char *where, char *text, size_t size)
{
    char name[128];

    draw_safe(worker->name, name, sizeof(name));
    if (worker->pid > 0) {
        snprintf(text, size, "%s · %d%s", name, (int) worker->pid, where);
    } else {
        snprintf(text, size, "%s%s", name, where);
    }
    return text;
}
