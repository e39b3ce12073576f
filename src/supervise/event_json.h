/* event_json: events as lines of NDJSON. */
#ifndef SUPERVISE_EVENT_JSON_H
#define SUPERVISE_EVENT_JSON_H

#include <jansson.h>
#include <stdint.h>

#include "src/supervise/event.h"

/**
 * Make the object that describes a worker, with the keys that all events have.
 *
 * time    Wall clock nanoseconds.
 * event   Name of what happened.
 * worker  Borrowed; NULL: of no worker, all of it is null.
 *
 * Returns it, to be freed with json_decref(), or NULL without memory.
 */
json_t *event_json_worker(
    int64_t time, const char *event, const struct worker *worker);

/**
 * Make the line of an event.
 *
 * event  Borrowed; neither OUTPUT nor CHANGED.
 *
 * Returns it without a newline, to be freed with free(), or NULL without
 * memory.
 */
char *event_json(const struct event *event);

/**
 * Make the line of an output event.
 *
 * worker  Borrowed; who wrote it.
 * line    Borrowed; bytes that are no UTF-8 become U+FFFD.
 *
 * Returns it as event_json() does.
 */
char *event_json_output(
    const struct worker *worker, const struct output_line *line);

/**
 * Make the line of a warning about lines of output that were dropped.
 *
 * time   Wall clock nanoseconds.
 * lines  How many.
 *
 * Returns it as event_json() does.
 */
char *event_json_dropped(int64_t time, uint64_t lines);

#endif
