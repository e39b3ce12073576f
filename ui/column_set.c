#include "ui/column_set.h"

#include <string.h>

void
column_set_default(struct column_set *set)
{
    set->count = 0;
    for (int i = 0; i <= COLUMN_RSS; i++) {
        set->list[set->count++] = (enum column) i;
    }
}

int
column_set_place(const struct column_set *set, enum column column)
{
    for (int i = 0; i < set->count; i++) {
        if (set->list[i] == column) {
            return i;
        }
    }
    return -1;
}

void
column_set_add(struct column_set *set, enum column column)
{
    if (column_set_place(set, column) < 0) {
        set->list[set->count++] = column;
    }
}

bool
column_set_remove(struct column_set *set, enum column column)
{
    int place = column_set_place(set, column);

    if (column == COLUMN_NAME) {
        return false;
    }
    if (place >= 0) {
        set->count--;
        memmove(
            set->list + place, set->list + place + 1,
            (size_t) (set->count - place) * sizeof(*set->list));
    }
    return true;
}

int
column_set_move(struct column_set *set, int place, int steps)
{
    enum column column = set->list[place];
    int target = place + steps;

    target = target < 0 ? 0 : target;
    target = target < set->count ? target : set->count - 1;
    while (place != target) {
        int next = place + (target > place ? 1 : -1);

        set->list[place] = set->list[next];
        place = next;
    }
    set->list[place] = column;
    return place;
}

unsigned
column_set_more(const struct column_set *set)
{
    unsigned more = 0;

    for (int i = 0; i < set->count; i++) {
        more |= column_info(set->list[i])->more;
    }
    return more;
}
