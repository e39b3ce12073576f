/* event: what happened to a worker, as a value. */
#ifndef SUPERVISE_EVENT_H
#define SUPERVISE_EVENT_H

#include <stddef.h>
#include <stdint.h>

#include "src/supervise/action.h"
#include "src/supervise/output.h"
#include "src/supervise/worker.h"

#define EVENT_MAP(X)                                                           \
    X(CREATED, "created")                                                      \
    X(STARTED, "started")                                                      \
    X(OUTPUT, "output")                                                        \
    X(JOINED, "joined")                                                        \
    X(STOPPED, "stopped")                                                      \
    X(SIGNALLED, "signalled")                                                  \
    X(RESTARTED, "restarted")                                                  \
    X(REMOVED, "removed")                                                      \
    X(RENAMED, "renamed")                                                      \
    X(CHANGED, "changed")                                                      \
    X(MARK, "mark")                                                            \
    X(WARNING, "warning")

enum event_type {
#define EVENT_TYPE(type, name) EVENT_##type,
    EVENT_MAP(EVENT_TYPE)
#undef EVENT_TYPE
};

/* Valid during the call of the listener only. */
struct event {
    enum event_type type;
    int64_t time;                /* wall clock nanoseconds */
    const struct worker *worker; /* NULL: of no worker */
    enum action action;          /* WARNING, JOINED: the verb it is about */
    const char *text;            /* WARNING, MARK: what is to be said;
                                    CHANGED: so too, or NULL;
                                    RENAMED: the old name */
    const char *said;            /* the part of text behind the verb, which may
                                    have a translation; NULL: it has none */
    double seconds;              /* JOINED: how long it was waited for */
    int signum;                  /* SIGNALLED */
    int result; /* JOINED: 0 ended, 1 time was up, 2 given up */
};

/**
 * Name an event's type as the NDJSON does.
 *
 * type  Any type.
 *
 * Returns a static text, such as "started".
 */
const char *event_name(enum event_type type);

/**
 * Say something about a verb, in English as all that programs read:
 * "NAME verb(): text".
 *
 * event  Borrowed: its worker and its action.
 * said   What is to be said.
 * text   Receives the NUL-terminated line, cut to fit.
 * size   Bytes at text.
 *
 * Returns the length of the whole line.
 */
size_t event_about_verb(
    const struct event *event, const char *said, char *text, size_t size);

/**
 * Say what happened in a line, in the user's language, as the Messages panel does: "NAME verb(): text".
 *
 * event  Borrowed.  OUTPUT and CREATED have nothing to say.
 * text   Receives the NUL-terminated line, cut to fit; "" for nothing.
 * size   Bytes at text.
 *
 * Returns the length of the whole line.
 */
size_t event_text(const struct event *event, char *text, size_t size);

#endif
