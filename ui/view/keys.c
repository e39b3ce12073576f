#include "ui/view/keys.h"

#include <stdio.h>

/* Commands at the end of a row that are the last to go. */
enum {
    KEPT = 2
};

int
keys_of_page(enum page page, enum command *commands)
{
    int n = 0;

    for (int i = 0; i < COMMAND_COUNT; i++) {
        if (keymap_info((enum command) i)->key_line & 1U << page) {
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

void
keys_draw(
    const struct canvas *canvas,
    int row,
    const enum command *commands,
    int n,
    const struct keys_style *style)
{
    int room = canvas->area.columns;
    int air = total_width(commands, n, 1) <= room ? 1 : 0;
    int first = air ? n : count_first(commands, n, room);
    int column = 0;

    for (int i = 0; i < n; i++) {
        char name[16];
        char text[24];

        if (i >= first && i < n - KEPT) {
            continue;
        }
        keymap_key_name(keymap_info(commands[i])->keys[0], name, sizeof(name));
        snprintf(text, sizeof(text), " %s ", name);
        column = canvas_text(canvas, row, column, text, style->key);
        column = canvas_text(
            canvas, row, column + air, keymap_label(commands[i]), style->label);
        column += 1 + air;
    }
}
