#include "src/supervise/history.h"

#include <stdlib.h>

/* Places of the first ring; most workers need no more. */
enum {
    ROOM_FIRST = 4
};

struct history {
    int64_t created;
    int64_t created_wall;
    struct history_moment *moments; /* a ring */
    uint16_t head;                  /* the oldest */
    uint16_t count;
    uint16_t room;
    unsigned lives_dropped;
};

struct history *
history_new(int64_t created, int64_t wall)
{
    struct history *history = calloc(1, sizeof(*history));

    if (history != NULL) {
        history->created = created;
        history->created_wall = wall;
    }
    return history;
}

void
history_free(struct history *history)
{
    if (history != NULL) {
        free(history->moments);
        free(history);
    }
}

/* Find a moment in the ring. */
static struct history_moment *
moment_at(const struct history *history, size_t place)
{
    return &history->moments[(history->head + place) % history->room];
}

/* Make the ring larger; returns whether there was memory. */
static bool
grow(struct history *history)
{
    size_t room = history->room > 0 ? history->room * 2 : ROOM_FIRST;
    struct history_moment *moments = malloc(room * sizeof(*moments));

    if (moments == NULL) {
        return false;
    }
    for (size_t i = 0; i < history->count; i++) {
        moments[i] = *moment_at(history, i);
    }
    free(history->moments);
    history->moments = moments;
    history->room = (uint16_t) room;
    history->head = 0;
    return true;
}

/* Drop the oldest moment. */
static void
drop(struct history *history)
{
    history->lives_dropped += moment_at(history, 0)->type == HISTORY_STARTED;
    history->head = (uint16_t) ((history->head + 1) % history->room);
    history->count--;
}

/* Make a place in a ring that is full: a life goes as a whole when nothing but
 * its start and its end is left. */
static void
make_place(struct history *history)
{
    struct history_moment *first = moment_at(history, 0);
    struct history_moment *second = moment_at(history, 1);

    if (first->type == HISTORY_STARTED && second->type != HISTORY_STARTED
        && second->type != HISTORY_STOPPED) {
        *second = *first;
        history->head = (uint16_t) ((history->head + 1) % history->room);
        history->count--;
        return;
    }
    do {
        drop(history);
    } while (history->count > 0
             && moment_at(history, 0)->type != HISTORY_STARTED);
}

void
history_add(struct history *history, const struct history_moment *moment)
{
    if (history->count == history->room && history->room < HISTORY_LIMIT
        && !grow(history) && history->room == 0) {
        return;
    }
    if (history->count == history->room) {
        make_place(history);
    }
    *moment_at(history, history->count) = *moment;
    history->count++;
}

int64_t
history_created(const struct history *history, int64_t *wall)
{
    if (wall != NULL) {
        *wall = history->created_wall;
    }
    return history->created;
}

size_t
history_count(const struct history *history)
{
    return history->count;
}

const struct history_moment *
history_at(const struct history *history, size_t place)
{
    return moment_at(history, place);
}

size_t
history_after(const struct history *history, int64_t time)
{
    size_t low = 0;
    size_t high = history->count;

    while (low < high) {
        size_t middle = low + (high - low) / 2;

        if (moment_at(history, middle)->time <= time) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low;
}

/* Count the lives that begin before a place. */
static unsigned
lives_before(const struct history *history, size_t place)
{
    unsigned lives = history->lives_dropped;

    for (size_t i = 0; i < place; i++) {
        lives += moment_at(history, i)->type == HISTORY_STARTED;
    }
    return lives;
}

/* Add to a life what one of its moments tells. */
static void
tell_life(struct history_life *life, const struct history_moment *moment)
{
    if (moment->type == HISTORY_SIGNALLED) {
        life->signum = moment->value;
    } else if (moment->type == HISTORY_STOPPED) {
        life->ended = moment->time;
        life->ended_wall = moment->wall;
        life->has_exitcode = moment->has_value;
        life->exitcode = moment->value;
        life->reason = moment->reason;
        life->failed = moment->failed;
    }
}

bool
history_next_life(
    const struct history *history, size_t *place, struct history_life *life)
{
    const struct history_moment *moment;
    size_t i = *place;

    while (i < history->count
           && moment_at(history, i)->type != HISTORY_STARTED) {
        i++;
    }
    if (i == history->count) {
        return false;
    }
    moment = moment_at(history, i);
    *life = (struct history_life){
        .number = lives_before(history, i) + 1,
        .pid = moment->value,
        .started = moment->time,
        .started_wall = moment->wall,
    };
    while (++i < history->count
           && moment_at(history, i)->type != HISTORY_STARTED) {
        tell_life(life, moment_at(history, i));
    }
    *place = i;
    return true;
}

unsigned
history_lives_dropped(const struct history *history)
{
    return history->lives_dropped;
}
