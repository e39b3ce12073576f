#include "ui/view/lines.h"

#include <stdio.h>
#include <string.h>

#include "src/supervise/text.h"

/* In one line no more that fits a pattern stands out. */
enum {
    MATCHES_MOST = 256
};

/* A line made safe. */
struct text {
    struct output_line line;
    char bytes[LINES_TEXT_ROOM];
};

/* What stands out in a line. */
struct marks {
    bool marked; /* all of it */
    size_t count;
    struct pattern_match matches[MATCHES_MOST];
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
    if (size > LINES_TEXT_ROOM) {
        const char *back = memrchr(bytes, '\r', size - 1);

        if (back) {
            size -= (size_t) (back + 1 - bytes);
            bytes = back + 1;
        }
        size = size > LINES_TEXT_ROOM ? LINES_TEXT_ROOM : size;
    }
    text_sanitize(bytes, size, text->bytes, sizeof(text->bytes));
    return true;
}

size_t
lines_text(
    const struct output *output, uint64_t number, char *text, size_t room)
{
    struct text line;
    size_t size;

    if (!get(output, number, &line)) {
        line.bytes[0] = '\0';
    }
    size = strlen(line.bytes);
    size = size < room ? size : room - 1;
    memcpy(text, line.bytes, size);
    text[size] = '\0';
    return size;
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

struct lines_place
lines_find(
    const struct output *output, uint64_t number, size_t offset, int width)
{
    struct lines_place place = { number, 0 };
    struct text text;
    const char *rest = text.bytes;

    if (!get(output, number, &text)) {
        return place;
    }
    width -= margin(width);
    for (;;) {
        rest += fitting(rest, width);
        if (!*rest || offset < (size_t) (rest - text.bytes)) {
            return place;
        }
        place.part++;
    }
}

/* Find what stands out in a line. */
static void
find_marks(
    const struct lines_marks *marks,
    const struct text *text,
    struct marks *found)
{
    struct pattern_match match;
    size_t from = 0;

    found->marked =
        text->line.number >= marks->first && text->line.number < marks->end;
    found->count = 0;
    while (marks->pattern && found->count < MATCHES_MOST
           && pattern_find(marks->pattern, text->bytes, from, &match)) {
        from = match.start + match.size;
        if (match.size > 0) {
            found->matches[found->count++] = match;
        } else if (text->bytes[from]) {
            from += character_size(text->bytes + from);
        } else {
            break;
        }
    }
}

/* Count the cells of the first bytes of a text. */
static int
cells_of(const char *text, size_t size)
{
    char copy[2048];

    snprintf(copy, sizeof(copy), "%.*s", (int) size, text);
    return grid_width(copy);
}

/* Let what fits the pattern stand out in a row that shows a part of a line,
 * from one byte to another. */
static void
draw_matches(
    const struct canvas *area,
    const struct text *text,
    const struct marks *marks,
    size_t from,
    size_t to)
{
    struct grid_style style = theme_style(area->theme, ROLE_MATCH);

    for (size_t i = 0; i < marks->count; i++) {
        size_t start = marks->matches[i].start;
        size_t end = start + marks->matches[i].size;
        int column;

        start = start > from ? start : from;
        end = end < to ? end : to;
        if (start < end) {
            column = cells_of(text->bytes + from, start - from);
            grid_overlay(
                &area->area, 0, column,
                cells_of(text->bytes + start, end - start), style);
        }
    }
}

/* Draw a row: a part of a line, with what stands before it. */
static void
draw_row(
    const struct canvas *canvas,
    int row,
    const struct text *text,
    const struct marks *marks,
    const char *part,
    size_t size)
{
    bool error = text->line.stream == OUTPUT_STDERR;
    int left = margin(canvas->area.columns);
    struct canvas area =
        canvas_part(canvas, row, left, 1, canvas->area.columns - left);
    size_t from = (size_t) (part - text->bytes);
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
    if (marks->marked) {
        canvas_select(canvas, row);
    }
    draw_matches(&area, text, marks, from, from + size);
}

/* Draw a line from one of its parts on; returns the row after it. */
static int
draw_line(
    const struct canvas *canvas,
    int row,
    const struct text *text,
    const struct marks *marks,
    int skip)
{
    int width = canvas->area.columns - margin(canvas->area.columns);
    const char *rest = text->bytes;

    do {
        size_t size = fitting(rest, width);

        if (skip-- <= 0) {
            draw_row(canvas, row++, text, marks, rest, size);
        }
        rest += size;
    } while (*rest && row < canvas->area.rows);
    return row;
}

void
lines_draw(
    const struct canvas *canvas,
    const struct worker *worker,
    struct lines_place place,
    const struct lines_marks *marks)
{
    struct text text;
    struct marks found;
    int row = 0;

    if (output_end(worker->output) == 0) {
        draw_safe(worker->why, text.bytes, sizeof(text.bytes));
        canvas_text(canvas, 0, 1, text.bytes, ROLE_FAILED);
        return;
    }
    while (row < canvas->area.rows && get(worker->output, place.line, &text)) {
        find_marks(marks, &text, &found);
        row = draw_line(canvas, row, &text, &found, place.part);
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
