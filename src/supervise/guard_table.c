#include "src/supervise/guard_table.h"

#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "src/supervise/text.h"

/* Take a free place, + 1; 0: there is none. */
static size_t
take_place(struct guard_table *table)
{
    size_t place = table->free;
    size_t end = atomic_load(&table->end);

    if (place > 0) {
        table->free = table->places[place - 1].next;
    } else if (end < GUARD_TABLE_PLACES) {
        place = end + 1;
        atomic_store(&table->end, place);
    }
    return place;
}

size_t
guard_table_add(
    struct guard_table *table, pid_t group, const char *name, bool daemon)
{
    size_t number = take_place(table);
    struct guard_place *place;

    if (daemon) {
        atomic_store(&table->armed, true);
    }
    if (number > 0) {
        place = &table->places[number - 1];
        place->daemon = daemon;
        text_sanitize(name, strlen(name), place->name, sizeof(place->name));
        atomic_store(&place->group, group);
    }
    return number;
}

void
guard_table_remove(struct guard_table *table, size_t place)
{
    if (place > 0) {
        atomic_store(&table->places[place - 1].group, 0);
        table->places[place - 1].next = (unsigned) table->free;
        table->free = place;
    }
}

void
guard_table_kill(const struct guard_table *table, bool all)
{
    size_t end = atomic_load(&table->end);

    for (size_t i = 0; i < end; i++) {
        const struct guard_place *place = &table->places[i];
        pid_t group = atomic_load(&place->group);

        if (group > 0 && (all || place->daemon)) {
            kill(-group, SIGKILL);
        }
    }
}

void
guard_table_name_survivors(const struct guard_table *table)
{
    size_t end = atomic_load(&table->end);

    for (size_t i = 0; i < end; i++) {
        const struct guard_place *place = &table->places[i];
        pid_t group = atomic_load(&place->group);

        if (group > 0 && !place->daemon && kill(group, 0) == 0) {
            dprintf(
                STDERR_FILENO, "mptop: %s (pid %d) is no daemon and lives on\n",
                place->name, (int) group);
        }
    }
}
