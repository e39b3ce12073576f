#include "ui/view/draw.h"

#include <stdio.h>
#include <string.h>
#include <time.h>

#include "src/supervise/clock.h"
#include "src/supervise/text.h"

/* What rules are drawn with: "─". */
#define LINE 0x2500

/* What stands for our own signs where only ASCII may be shown. */
static const struct {
    const char *sign;
    const char *ascii;
} ascii_signs[] = {
    { "─", "-" }, { "│", "|" },  { "┃", "|" }, { "├", "|" }, { "└", "`" },
    { "╭", "+" }, { "╮", "+" },  { "╰", "+" }, { "╯", "+" }, { "●", "*" },
    { "○", "." }, { "◐", "~" },  { "■", "#" }, { "✓", "+" }, { "✗", "x" },
    { "▌", ">" }, { "→", "->" }, { "—", "-" }, { "·", "-" }, { "…", "..." },
    { "▸", "=" }, { "▲", "^" },  { "┄", "." }, { "░", ":" }, { "█", "=" },
    { "▓", "~" }, { "▒", "-" },  { "▶", ">" }, { "↓", "v" }, { "†", "!" },
    { "┊", ":" }, { "┆", "!" },  { "▼", "v" }, { "▁", "_" }, { "▂", "." },
    { "▃", "-" }, { "▄", "-" },  { "▅", "=" }, { "▆", "=" }, { "▇", "#" },
};

/* Find what stands for the character at text; tells its bytes in *size. */
static const char *
ascii_of(const char *text, size_t *size)
{
    for (size_t i = 0; i < sizeof(ascii_signs) / sizeof(ascii_signs[0]); i++) {
        size_t length = strlen(ascii_signs[i].sign);

        if (strncmp(text, ascii_signs[i].sign, length) == 0) {
            *size = length;
            return ascii_signs[i].ascii;
        }
    }
    *size = 1;
    while (((unsigned char) text[*size] & 0xc0) == 0x80) {
        (*size)++;
    }
    return "?";
}

/* Write a text in ASCII. */
static const char *
to_ascii(const char *text, char *out, size_t room)
{
    size_t used = 0;

    while (*text && used + 4 < room) {
        if ((unsigned char) *text < 0x80) {
            out[used++] = *text++;
        } else {
            size_t size;
            const char *ascii = ascii_of(text, &size);

            memcpy(out + used, ascii, strlen(ascii));
            used += strlen(ascii);
            text += size;
        }
    }
    out[used] = '\0';
    return out;
}

struct canvas
canvas_part(
    const struct canvas *canvas, int row, int column, int rows, int columns)
{
    struct canvas part = *canvas;

    part.area = grid_part(&canvas->area, row, column, rows, columns);
    return part;
}

void
canvas_fill(const struct canvas *canvas, enum role role)
{
    grid_fill(&canvas->area, theme_style(canvas->theme, role));
}

int
canvas_write(
    const struct canvas *canvas,
    int row,
    int column,
    const char *text,
    struct grid_style style)
{
    char ascii[1024];

    if (canvas->ascii) {
        text = to_ascii(text, ascii, sizeof(ascii));
    }
    return grid_write(&canvas->area, row, column, text, style);
}

int
canvas_text(
    const struct canvas *canvas,
    int row,
    int column,
    const char *text,
    enum role role)
{
    return canvas_write(
        canvas, row, column, text, theme_style(canvas->theme, role));
}

void
canvas_field(
    const struct canvas *canvas,
    int row,
    const struct field *field,
    const char *text,
    enum role role)
{
    char ascii[1024];

    if (canvas->ascii) {
        text = to_ascii(text, ascii, sizeof(ascii));
    }
    grid_field(
        &canvas->area, row, field->column, field->width, field->right, text,
        theme_style(canvas->theme, role));
}

void
canvas_line(const struct canvas *canvas, int row, int column, enum role role)
{
    grid_rule(
        &canvas->area, row, column, canvas->ascii ? '-' : LINE,
        theme_style(canvas->theme, role));
}

void
canvas_rule(
    const struct canvas *canvas, int row, const char *title, const char *detail)
{
    int column = canvas_text(canvas, row, 0, "─ ", ROLE_RULE);

    column = canvas_text(canvas, row, column, title, ROLE_TITLE);
    if (detail[0]) {
        column = canvas_text(canvas, row, column, " ", ROLE_RULE);
        column = canvas_text(canvas, row, column, detail, ROLE_TITLE_DETAIL);
    }
    column = canvas_text(canvas, row, column, " ", ROLE_RULE);
    canvas_line(canvas, row, column, ROLE_RULE);
}

void
canvas_select(const struct canvas *canvas, int row)
{
    struct grid_style style = theme_style(canvas->theme, ROLE_SELECTED);

    grid_overlay(&canvas->area, row, 0, canvas->area.columns, style);
    canvas_text(canvas, row, 0, "▌", ROLE_SELECTED_EDGE);
}

const char *
draw_safe(const char *bytes, char *text, size_t size)
{
    text_sanitize(bytes ? bytes : "", bytes ? strlen(bytes) : 0, text, size);
    return text;
}

const char *
draw_moment(int64_t wall, bool milliseconds, char *text, size_t size)
{
    time_t seconds = (time_t) (wall / NANOSECONDS_PER_SECOND);
    int rest = (int) (wall % NANOSECONDS_PER_SECOND / 1000000);
    struct tm parts;

    if (!localtime_r(&seconds, &parts)) {
        parts = (struct tm){ 0 };
    }
    if (milliseconds) {
        snprintf(
            text, size, "%02d:%02d:%02d.%03d", parts.tm_hour, parts.tm_min,
            parts.tm_sec, rest);
    } else {
        snprintf(
            text, size, "%02d:%02d:%02d", parts.tm_hour, parts.tm_min,
            parts.tm_sec);
    }
    return text;
}

/* Find the local date of a moment; false: there is none. */
static bool
find_date(int64_t wall, struct tm *date)
{
    time_t seconds = (time_t) (wall / NANOSECONDS_PER_SECOND);

    return localtime_r(&seconds, date) != NULL;
}

const char *
draw_dated_moment(int64_t wall, int64_t today, char *text, size_t size)
{
    struct tm date, now;
    size_t used = 0;

    text[0] = '\0';
    if (find_date(wall, &date) && find_date(today, &now)
        && (date.tm_yday != now.tm_yday || date.tm_year != now.tm_year)) {
        used = strftime(text, size, "%Y-%m-%d ", &date);
    }
    draw_moment(wall, true, text + used, size - used);
    return text;
}

const char *
draw_duration(int64_t nanoseconds, char *text, size_t size)
{
    long long seconds = (long long) (nanoseconds / NANOSECONDS_PER_SECOND);

    if (nanoseconds < 0) {
        snprintf(text, size, "-");
    } else if (seconds < 60) {
        snprintf(
            text, size, "%lld.%llds", seconds,
            (long long) (nanoseconds % NANOSECONDS_PER_SECOND / 100000000));
    } else if (seconds < 3600) {
        snprintf(text, size, "%lldm%02llds", seconds / 60, seconds % 60);
    } else if (seconds < 86400) {
        snprintf(
            text, size, "%lldh%02lldm", seconds / 3600, seconds % 3600 / 60);
    } else {
        snprintf(
            text, size, "%lldd%02lldh", seconds / 86400,
            seconds % 86400 / 3600);
    }
    return text;
}

const char *
draw_bytes(uint64_t bytes, char *text, size_t size)
{
    static const char units[] = "\0KMGTPE";
    double number = (double) bytes;
    int unit = 0;

    while (number >= 999.5 && unit < 6) {
        number /= 1024;
        unit++;
    }
    if (unit > 0 && number < 9.95) {
        snprintf(text, size, "%.1f%c", number, units[unit]);
    } else {
        snprintf(text, size, "%.0f%.1s", number, &units[unit]);
    }
    return text;
}
