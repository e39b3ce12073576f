#include "ui/line.h"

#include <stdbool.h>
#include <string.h>

#include "ui/term/grid.h"
#include "ui/term/utf8.h"

/* Tell whether a key is a character that can be seen, or stands on one. */
static bool
is_printable(key code)
{
    return (code >= ' ' && code < KEYCODE_BACKSPACE)
        || (code >= 0xa0 && code < KEYCODE_UP);
}

/* Tell whether a character takes no cell of its own: it belongs to the one
 * before it. */
static bool
is_mark(const char *text)
{
    const char *end = text;
    char one[UTF8_LONGEST + 1] = "";

    if (*text == '\0') {
        return false;
    }
    utf8_next(&end);
    memcpy(one, text, (size_t) (end - text));
    return grid_width(one) == 0;
}

/* Find where the character behind a place ends. */
static size_t
next(const struct line *line, size_t place)
{
    const char *at = line->text + place;

    if (*at == '\0') {
        return place;
    }
    do {
        utf8_next(&at);
    } while (is_mark(at));
    return (size_t) (at - line->text);
}

/* Find where the character before a place begins. */
static size_t
previous(const struct line *line, size_t place)
{
    while (place > 0) {
        do {
            place--;
        } while (place > 0
                 && ((unsigned char) line->text[place] & 0xc0) == 0x80);
        if (!is_mark(line->text + place)) {
            break;
        }
    }
    return place;
}

/* Find where the word before the cursor begins. */
static size_t
word_start(const struct line *line)
{
    size_t place = line->cursor;

    while (place > 0 && line->text[place - 1] == ' ') {
        place--;
    }
    while (place > 0 && line->text[place - 1] != ' ') {
        place--;
    }
    return place;
}

/* Find where the word behind the cursor ends. */
static size_t
word_end(const struct line *line)
{
    size_t place = line->cursor + strspn(line->text + line->cursor, " ");

    return place + strcspn(line->text + place, " ");
}

/* Take out what lies between two places; the cursor stands there then. */
static enum line_result
cut(struct line *line, size_t from, size_t to)
{
    if (from == to) {
        return LINE_SAME;
    }
    memmove(line->text + from, line->text + to, line->size - to + 1);
    line->size -= to - from;
    line->cursor = from;
    return LINE_CHANGED;
}

static enum line_result
move(struct line *line, size_t place)
{
    line->cursor = place;
    return LINE_SAME;
}

static enum line_result
left(struct line *line)
{
    return move(line, previous(line, line->cursor));
}

static enum line_result
right(struct line *line)
{
    return move(line, next(line, line->cursor));
}

static enum line_result
word_left(struct line *line)
{
    return move(line, word_start(line));
}

static enum line_result
word_right(struct line *line)
{
    return move(line, word_end(line));
}

static enum line_result
home(struct line *line)
{
    return move(line, 0);
}

static enum line_result
end(struct line *line)
{
    return move(line, line->size);
}

static enum line_result
delete_before(struct line *line)
{
    return cut(line, previous(line, line->cursor), line->cursor);
}

static enum line_result
delete_behind(struct line *line)
{
    return cut(line, line->cursor, next(line, line->cursor));
}

static enum line_result
delete_word(struct line *line)
{
    return cut(line, word_start(line), line->cursor);
}

static enum line_result
delete_word_behind(struct line *line)
{
    return cut(line, line->cursor, word_end(line));
}

static enum line_result
delete_to_start(struct line *line)
{
    return cut(line, 0, line->cursor);
}

static enum line_result
delete_to_end(struct line *line)
{
    return cut(line, line->cursor, line->size);
}

#define CTRL(letter) ((letter) &0x1f)
#define ALT(code) (KEYCODE_ALT | (code))

const struct line_binding line_bindings[] = {
    { { KEYCODE_LEFT, CTRL('B') }, "One character to the left.", left },
    { { KEYCODE_RIGHT, CTRL('F') }, "One character to the right.", right },
    { { ALT('b') }, "A word to the left.", word_left },
    { { ALT('f') }, "A word to the right.", word_right },
    { { CTRL('A'), KEYCODE_HOME }, "To the start.", home },
    { { CTRL('E'), KEYCODE_END }, "To the end.", end },
    { { KEYCODE_BACKSPACE, CTRL('H') }, "Delete before it.", delete_before },
    { { KEYCODE_DELETE, CTRL('D') }, "Delete under it.", delete_behind },
    { { CTRL('W'), ALT(KEYCODE_BACKSPACE) },
      "Delete the word before it.",
      delete_word },
    { { ALT('d') }, "Delete the word behind it.", delete_word_behind },
    { { CTRL('U') }, "Delete all before it.", delete_to_start },
    { { CTRL('K') }, "Delete all behind it.", delete_to_end },
    { { KEYCODE_NONE }, NULL, NULL },
};

/* Insert a character, if there is room for it. */
static enum line_result
insert(struct line *line, key code)
{
    char bytes[UTF8_LONGEST];
    size_t size = utf8_write(bytes, code);

    if (line->size + size >= LINE_ROOM) {
        return LINE_SAME;
    }
    memmove(
        line->text + line->cursor + size, line->text + line->cursor,
        line->size - line->cursor + 1);
    memcpy(line->text + line->cursor, bytes, size);
    line->size += size;
    line->cursor += size;
    return LINE_CHANGED;
}

void
line_set(struct line *line, const char *text)
{
    line->size = line->cursor = 0;
    line->text[0] = '\0';
    while (*text) {
        key code = utf8_next(&text);

        if (is_printable(code)) {
            insert(line, code);
        }
    }
}

enum line_result
line_key(struct line *line, key code)
{
    if (is_printable(code)) {
        return insert(line, code);
    }
    for (int i = 0; code != KEYCODE_NONE && line_bindings[i].edit; i++) {
        for (int k = 0; k < LINE_KEYS && line_bindings[i].keys[k]; k++) {
            if (line_bindings[i].keys[k] == code) {
                return line_bindings[i].edit(line);
            }
        }
    }
    return LINE_IGNORED;
}
