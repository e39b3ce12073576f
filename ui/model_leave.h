/* model_leave: the way out of the program. */
#ifndef UI_MODEL_LEAVE_H
#define UI_MODEL_LEAVE_H

#include <stdbool.h>
#include <stdint.h>

/* How far we are in leaving the program. */
enum leave_phase {
    LEAVE_NO,
    LEAVE_ASKED, /* the dialog stands; nothing is signalled */
    LEAVE_JOINING,
    LEAVE_TERMINATING,
    LEAVE_KILLING,
    LEAVE_FORCING,
    LEAVE_DONE /* the program ends now */
};

struct leave {
    enum leave_phase phase;
    int64_t since; /* monotonic nanoseconds: when this phase began */
    bool final;    /* a signal asked for it: no way back */
};

struct model;

/**
 * Begin or go on to leave, as a key or a signal asks.
 *
 * model  Borrowed.
 * phase  LEAVE_ASKED: with nothing alive it is done at once, and where it was
 *        asked already it is forced.  LEAVE_JOINING and above: how.
 *        LEAVE_NO: stay; signals that were sent stay sent.
 */
void model_leave(struct model *model, enum leave_phase phase);

/**
 * See whether leaving has come to its end; once a turn.
 *
 * model  Borrowed.
 */
void model_leave_check(struct model *model);

#endif
