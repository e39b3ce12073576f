/* note: which events become moments of a worker's history.  Only the
 * supervisor's own files include this. */
#ifndef SUPERVISE_NOTE_H
#define SUPERVISE_NOTE_H

#include <stdint.h>

#include "src/supervise/event.h"

/**
 * Keep an event in its worker's history, if it belongs there.
 *
 * event  Borrowed; of a worker.
 * now    Monotonic nanoseconds.
 */
void note_event(const struct event *event, int64_t now);

#endif
