#include "ui/view/keys.h"

#include <stdio.h>
#include <string.h>

/* Commands at the end of a row that are the last to go. */
enum {
    KEPT = 2
};

int
keys_of_page(enum page page, enum command *commands)
{
    int n = 0;

    for (int i = 0; i < COMMAND_COUNT; i++) {
        const struct command_info *info = keymap_info((enum command) i);

        if (info->key_line & 1U << page && info->keys[0] != KEYCODE_NONE) {
            commands[n++] = (enum command) i;
        }
    }
    return n;
}

/* Cells that a command takes: " s Start ", or with more air " s  Start  ". */
static int
command_width(enum command command, int air)
{
    char name[16];

    keymap_key_name(keymap_info(command)->keys[0], name, sizeof(name));
    return grid_width(name) + grid_width(keymap_label(command)) + 3 + 2 * air;
}

static int
total_width(const enum command *commands, int n, int air)
{
    int sum = 0;

    for (int i = 0; i < n; i++) {
        sum += command_width(commands[i], air);
    }
    return sum;
}

bool
keys_fit(const enum command *commands, int n, int room)
{
    return total_width(commands, n, 0) <= room;
}

/* Find how many of the first commands have room before the last ones. */
static int
count_first(const enum command *commands, int n, int room)
{
    int last = n < KEPT ? n : KEPT;
    int first = n - last;

    room -= total_width(commands + first, last, 0);
    while (first > 0 && total_width(commands, first, 0) > room) {
        first--;
    }
    return first;
}

/* A command's place in a row. */
struct place {
    enum command command;
    int column;
    int air;
};

/* Find a place for each command that has room; returns how many have. */
static int
lay_out(const enum command *commands, int n, int room, struct place *places)
{
    int air = total_width(commands, n, 1) <= room ? 1 : 0;
    int first = air ? n : count_first(commands, n, room);
    int column = 0;
    int count = 0;

    for (int i = 0; i < n; i++) {
        if (i >= first && i < n - KEPT) {
            continue;
        }
        places[count++] = (struct place){ commands[i], column, air };
        column += command_width(commands[i], air);
    }
    return count;
}

void
keys_draw(
    const struct canvas *canvas,
    int row,
    const enum command *commands,
    int n,
    const struct keys_style *style)
{
    struct place places[COMMAND_COUNT];
    int count = lay_out(commands, n, canvas->area.columns, places);

    for (int i = 0; i < count; i++) {
        enum command command = places[i].command;
        char name[16];
        char text[24];
        int column;

        keymap_key_name(keymap_info(command)->keys[0], name, sizeof(name));
        snprintf(text, sizeof(text), " %s ", name);
        column = canvas_text(canvas, row, places[i].column, text, style->key);
        canvas_text(
            canvas, row, column + places[i].air, keymap_label(command),
            style->label);
    }
}

enum command
keys_find(const enum command *commands, int n, int room, int column)
{
    struct place places[COMMAND_COUNT];
    int count = lay_out(commands, n, room, places);

    for (int i = 0; i < count; i++) {
        int from = places[i].column;
        int width = command_width(places[i].command, places[i].air);

        if (column >= from && column < from + width && column < room) {
            return places[i].command;
        }
    }
    return COMMAND_NONE;
}

/* Find the last two blanks in a row before a place; NULL: there are none. */
static char *
gap_before(char *text, const char *place)
{
    char *found = NULL;

    for (char *gap = strstr(text, "  "); gap && gap < place;
         gap = strstr(gap + 2, "  ")) {
        found = gap;
    }
    return found;
}

const char *
keys_shorten(const char *text, int room, char *out, size_t size)
{
    snprintf(out, size, "%s", text);
    while (grid_width(out) > room) {
        char *last = gap_before(out, out + strlen(out));
        char *kept = last ? gap_before(out, last) : NULL;
        char *gone = kept ? gap_before(out, kept) : NULL;

        if (!kept) {
            break; /* two are left, or one */
        }
        kept += gone ? 0 : 2;
        gone = gone ? gone : out;
        memmove(gone, kept, strlen(kept) + 1);
    }
    return out;
}

/* Find the key that a word names. */
static key
key_of_word(const char *word)
{
    return strcmp(word, "Esc") == 0 ? KEYCODE_ESCAPE : keycode_find(word);
}

key
keys_in_text(const char *text, int column)
{
    key first = KEYCODE_NONE;
    int end = 0;

    while (*text && column >= 0) {
        size_t size = strcspn(text, " ");
        size_t blanks = strspn(text + size, " ");
        char word[64];
        key code;

        snprintf(word, sizeof(word), "%.*s", (int) size, text);
        code = key_of_word(word);
        first = first == KEYCODE_NONE ? code : first;
        end += grid_width(word) + (int) (blanks < 2 ? blanks : 0);
        if (column < end) {
            return code == KEYCODE_NONE ? first : code;
        }
        if (blanks > 1) {
            first = KEYCODE_NONE;
            end += (int) blanks;
            column = column < end ? -1 : column;
        }
        text += size + blanks;
    }
    return KEYCODE_NONE;
}
