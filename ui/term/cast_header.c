#include "ui/term/cast_header.h"

#include <stdlib.h>
#include <string.h>

#include "ui/term/cast.h"
#include "ui/term/cast_lines.h"

#define NANOSECONDS 1e9

/* Read a colour "#rrggbb"; -1: it is none. */
static int32_t
color_of(const char *text)
{
    if (!text || text[0] != '#' || strlen(text) != 7
        || strspn(text + 1, "0123456789abcdefABCDEF") != 6) {
        return -1;
    }
    return (int32_t) strtol(text + 1, NULL, 16);
}

/* Read the 16 colours of a palette, or 8 that stand for both halves; returns
 * whether it is one. */
static bool
read_palette(int32_t *palette, const char *text)
{
    int count = 0;
    char color[8];

    while (text && count < 16) {
        snprintf(color, sizeof(color), "%.7s", text);
        palette[count] = color_of(color);
        if (palette[count] < 0 || (text[7] != ':' && text[7] != '\0')) {
            return false;
        }
        count++;
        text = text[7] == ':' ? text + 8 : NULL;
    }
    if (count == 8) {
        memcpy(palette + 8, palette, 8 * sizeof(*palette));
    }
    return text == NULL && (count == 8 || count == 16);
}

/* Make colours of texts; returns whether all of them are colours. */
static bool
make_theme(
    struct cast_theme *theme,
    const char *foreground,
    const char *background,
    const char *palette)
{
    theme->foreground = color_of(foreground);
    theme->background = color_of(background);
    return read_palette(theme->palette, palette) && theme->foreground >= 0
        && theme->background >= 0;
}

/* Read the colours; where one of them is none, they are ours. */
static void
read_theme(struct cast_theme *theme, const json_t *value)
{
    theme->given = make_theme(
        theme, json_string_value(json_object_get(value, "fg")),
        json_string_value(json_object_get(value, "bg")),
        json_string_value(json_object_get(value, "palette")));
    if (!theme->given) {
        make_theme(theme, CAST_FOREGROUND, CAST_BACKGROUND, CAST_PALETTE);
    }
}

/* Read a number of rows or columns; 0: it is none, or there are too many. */
static int
extent(const json_t *object, const char *name)
{
    const json_t *value = json_object_get(object, name);
    json_int_t number = json_integer_value(value);

    return number >= 1 && number <= CAST_SIZE_MOST ? (int) number : 0;
}

/* Read the screen's size. */
static int
read_size(
    struct cast_header *header,
    const struct cast_lines *lines,
    const json_t *object,
    char *error,
    size_t size)
{
    const char *columns = header->version == 2 ? "width" : "cols";
    const char *rows = header->version == 2 ? "height" : "rows";
    const char *of = header->version == 2 ? "" : "term.";

    if (header->version == 3) {
        object = json_object_get(object, "term");
    }
    header->columns = extent(object, columns);
    header->rows = extent(object, rows);
    if (header->columns == 0 || header->rows == 0) {
        return cast_lines_refuse(
            lines, error, size, "%s%s is no number from 1 to %d", of,
            header->columns == 0 ? columns : rows, CAST_SIZE_MOST);
    }
    read_theme(&header->theme, json_object_get(object, "theme"));
    return 0;
}

int
cast_header_read(
    struct cast_header *header,
    const struct cast_lines *lines,
    char *error,
    size_t size)
{
    const json_t *object = lines->value;
    const json_t *version = json_object_get(object, "version");
    const json_t *limit = json_object_get(object, "idle_time_limit");
    const char *title = json_string_value(json_object_get(object, "title"));

    if (!json_is_object(object)) {
        return cast_lines_refuse(
            lines, error, size,
            "this is no asciicast: its first line is no JSON object");
    }
    if (!json_is_integer(version)) {
        return cast_lines_refuse(
            lines, error, size,
            "this is no asciicast: its first line has no \"version\"");
    }
    if (json_integer_value(version) != 2 && json_integer_value(version) != 3) {
        return cast_lines_refuse(
            lines, error, size,
            "version %" JSON_INTEGER_FORMAT " of the format is neither 2 nor 3",
            json_integer_value(version));
    }
    header->version = (int) json_integer_value(version);
    if (limit && !json_is_null(limit)) {
        double seconds = json_number_value(limit);

        if (seconds <= 0 || seconds > CAST_SECONDS_MOST) {
            return cast_lines_refuse(
                lines, error, size,
                "idle_time_limit is no number of seconds above 0");
        }
        header->idle_limit = (int64_t) (seconds * NANOSECONDS);
    }
    snprintf(header->title, sizeof(header->title), "%s", title ? title : "");
    return read_size(header, lines, object, error, size);
}
