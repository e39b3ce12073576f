#include "ui/rescue.h"

#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>

/* The groups; 0: a free place.  Read by a handler at any moment: a larger
 * table is complete before it takes the place of the old one. */
static struct table {
    size_t room;
    size_t free; /* no place before this one is */
    size_t look; /* where the next one to go is looked for first */
    volatile pid_t groups[];
} *volatile table;

/* Replace the table by one with twice the room. */
static int
grow(void)
{
    struct table *old = table;
    size_t room = old ? old->room * 2 : 64;
    struct table *larger =
        calloc(1, sizeof(*larger) + room * sizeof(larger->groups[0]));

    if (!larger) {
        return -ENOMEM;
    }
    larger->room = room;
    larger->free = old ? old->room : 0;
    for (size_t i = 0; old && i < old->room; i++) {
        larger->groups[i] = old->groups[i];
    }
    table = larger;
    free(old);
    return 0;
}

int
rescue_add(pid_t group)
{
    for (;;) {
        struct table *now = table;
        int result;

        for (size_t i = now ? now->free : 0; now && i < now->room; i++) {
            if (now->groups[i] == 0) {
                now->groups[i] = group;
                now->free = i + 1;
                return 0;
            }
        }
        result = grow();
        if (result < 0) {
            return result;
        }
    }
}

void
rescue_remove(pid_t group)
{
    struct table *now = table;

    /* many end in the order in which they began */
    for (size_t n = 0; now && n < now->room; n++) {
        size_t i = (now->look + n) % now->room;

        if (now->groups[i] == group) {
            now->groups[i] = 0;
            now->free = now->free < i ? now->free : i;
            now->look = i + 1;
            return;
        }
    }
}

void
rescue_kill(int signum)
{
    const struct table *now = table;

    (void) signum;
    for (size_t i = 0; now && i < now->room; i++) {
        if (now->groups[i] > 0) {
            kill(-now->groups[i], SIGKILL);
        }
    }
}
