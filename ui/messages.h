/* messages: the last things that happened, in lines to show. */
#ifndef UI_MESSAGES_H
#define UI_MESSAGES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Lines kept; older ones are dropped. */
#define MESSAGES_KEPT 256

enum message_kind {
    MESSAGE_PLAIN,
    MESSAGE_GOOD,    /* it went well */
    MESSAGE_ASKED,   /* it ended because somebody here asked for it */
    MESSAGE_BAD,     /* it failed */
    MESSAGE_WARNING, /* it was refused, or needs a look */
    MESSAGE_WAITING  /* it takes time */
};

struct message {
    int64_t time; /* wall clock nanoseconds */
    enum message_kind kind;
    size_t name_size; /* leading bytes of text that are a worker's name */
    char *text;       /* one line, safe to show */
};

/* Zero-initialised: empty. */
struct messages {
    struct message ring[MESSAGES_KEPT];
    size_t first;
    size_t count;
    uint64_t added; /* in all, also those that were dropped */
};

/**
 * Add a line.  Without memory it is lost.
 *
 * messages   Borrowed.
 * time       Wall clock nanoseconds.
 * kind       What sort of line it is.
 * text       Copied, made safe to show.
 * name       Worker's name that text may start with, or NULL.
 */
void messages_add(
    struct messages *messages,
    int64_t time,
    enum message_kind kind,
    const char *text,
    const char *name);

/**
 * Give the newest line another time, if it says the same.
 *
 * messages  Borrowed.
 * time      Wall clock nanoseconds.
 * text      As for messages_add().
 *
 * Returns whether it does; else nothing is changed.
 */
bool messages_renew(struct messages *messages, int64_t time, const char *text);

/**
 * Get a line.
 *
 * messages  Borrowed.
 * index     From 0, the oldest; less than messages->count.
 *
 * Returns the line, the ring's, valid until the next messages_add().
 */
const struct message *messages_get(
    const struct messages *messages, size_t index);

/**
 * Give back the memory; the ring is empty then.
 *
 * messages  Borrowed.
 */
void messages_free(struct messages *messages);

#endif
