#include "ui/model_leave.h"

#include "ui/model.h"

/* A force ends by itself: the supervisor kills after 5 s, and what is alive
 * some time later cannot be killed. */
#define FORCE_TIME (8 * NANOSECONDS_PER_SECOND)

/* Enter a phase of leaving. */
static void
enter(struct model *model, enum leave_phase phase)
{
    model->leave.phase = phase;
    model->leave.since = model->now;
    model->dirty |= DIRTY_LEAVE | DIRTY_ROWS;
}

/* Stay after all, with what is left. */
static void
stay(struct model *model)
{
    if (model->leave.final) {
        return;
    }
    if (model->leave.phase > LEAVE_ASKED) {
        supervisor_exit_cancel(model->supervisor);
    }
    enter(model, LEAVE_NO);
}

void
model_leave(struct model *model, enum leave_phase phase)
{
    static const enum supervisor_exit how[] = {
        [LEAVE_JOINING] = SUPERVISOR_EXIT_PYTHON,
        [LEAVE_TERMINATING] = SUPERVISOR_EXIT_TERMINATE,
        [LEAVE_KILLING] = SUPERVISOR_EXIT_KILL,
        [LEAVE_FORCING] = SUPERVISOR_EXIT_FORCE,
    };

    if (model->leave.phase == LEAVE_DONE) {
        return;
    }
    if (phase == LEAVE_NO) {
        stay(model);
        return;
    }
    if (supervisor_alive(model->supervisor) == 0 || phase == LEAVE_DONE) {
        enter(model, LEAVE_DONE);
        return;
    }
    if (phase == LEAVE_ASKED && model->leave.phase == LEAVE_NO) {
        enter(model, LEAVE_ASKED);
        return;
    }
    if (phase == LEAVE_ASKED) {
        phase = LEAVE_FORCING;
    }
    if (phase == LEAVE_FORCING && model->leave.phase == LEAVE_FORCING) {
        supervisor_exit(model->supervisor, SUPERVISOR_EXIT_KILL);
        return;
    }
    enter(model, phase);
    supervisor_exit(model->supervisor, how[phase]);
}

void
model_leave_check(struct model *model)
{
    const struct leave *leave = &model->leave;

    if (leave->phase <= LEAVE_ASKED || leave->phase == LEAVE_DONE) {
        return;
    }
    if (supervisor_alive(model->supervisor) == 0
        || (leave->phase == LEAVE_FORCING
            && model->now - leave->since >= FORCE_TIME)) {
        enter(model, LEAVE_DONE);
    }
}
