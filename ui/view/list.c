#include "ui/view/list.h"

#include <stdio.h>

#include "ui/translate.h"

void
list_show(struct list *list, size_t count, size_t room, size_t cursor)
{
    list->shown = room;
    if (room == 0) {
        return;
    }
    if (list->top + room > count) {
        list->top = count > room ? count - room : 0;
    }
    if (cursor < list->top) {
        list->top = cursor;
    } else if (cursor >= list->top + room) {
        list->top = cursor - room + 1;
    }
}

bool
list_move(
    const struct list *list,
    size_t count,
    size_t cursor,
    enum command command,
    unsigned times,
    size_t *target)
{
    size_t last = count > 0 ? count - 1 : 0;
    size_t step = times > 0 ? times : 1;

    switch (command) {
    case COMMAND_PAGE_DOWN:
        step *= list->shown > 1 ? list->shown - 1 : 1;
        /* fall through */
    case COMMAND_DOWN:
        *target = step > last - cursor ? last : cursor + step;
        return true;
    case COMMAND_PAGE_UP:
        step *= list->shown > 1 ? list->shown - 1 : 1;
        /* fall through */
    case COMMAND_UP:
        *target = step > cursor ? 0 : cursor - step;
        return true;
    case COMMAND_TOP:
        *target = 0;
        return true;
    case COMMAND_BOTTOM:
        *target = last;
        return true;
    default:
        return false;
    }
}

bool
list_find(const struct list *list, size_t count, int row, size_t *line)
{
    if (row < 0 || (size_t) row >= list->shown
        || list->top + (size_t) row >= count) {
        return false;
    }
    *line = list->top + (size_t) row;
    return true;
}

size_t
list_scroll(struct list *list, size_t count, size_t cursor, key wheel)
{
    size_t most = count > list->shown ? count - list->shown : 0;

    if (wheel == KEYCODE_WHEEL_UP) {
        list->top -= list->top < WHEEL_LINES ? list->top : WHEEL_LINES;
    } else {
        list->top += WHEEL_LINES;
    }
    list->top = list->top > most ? most : list->top;
    if (cursor < list->top) {
        return list->top;
    }
    if (list->shown > 0 && cursor >= list->top + list->shown) {
        return list->top + list->shown - 1;
    }
    return cursor;
}

const char *
list_position(const struct list *list, size_t count, char *text, size_t size)
{
    size_t last = list->top + list->shown;

    if (count <= list->shown) {
        text[0] = '\0';
    } else {
        snprintf(
            text, size, _("%zu-%zu of %zu"), list->top + 1,
            last < count ? last : count, count);
    }
    return text;
}
