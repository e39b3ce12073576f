#include <signal.h>

#include "src/supervise/joining.h"
#include "src/supervise/life.h"
#include "src/supervise/restart.h"
#include "src/supervise/set.h"
#include "src/supervise/stop.h"

/* How long what is asked to end has for it before it is killed. */
#define FORCE_WAIT (5 * NANOSECONDS_PER_SECOND)

/* Ask a worker, or what is left of its group, to end for good. */
static void
ask(struct worker *worker, int signum)
{
    worker->restart = false;
    restart_cancel(worker);
    life_look(worker);
    if (worker->alive || worker->group_left) {
        int result = signum == SIGKILL ? life_signal(worker, signum)
                                       : stop_worker(worker);

        if (result < 0) {
            set_warn(
                worker, signum == SIGKILL ? ACTION_KILL : ACTION_TERMINATE,
                mp_strerror(result));
        }
    }
}

/* Ask all that is alive to end. */
static void
ask_all(struct supervisor *supervisor, int signum)
{
    supervisor->exit_signal = signum;
    for (size_t i = 0; i < supervisor->count; i++) {
        ask(supervisor->workers[i], signum);
    }
}

/* Do what Python does at exit: terminate the daemons, join the others. */
static void
exit_as_python(struct supervisor *supervisor)
{
    supervisor->exit_signal = SIGTERM;
    for (size_t i = 0; i < supervisor->count; i++) {
        struct worker *worker = supervisor->workers[i];

        if (worker->daemon || !worker->alive) {
            ask(worker, SIGTERM);
        }
    }
    for (size_t i = 0; i < supervisor->count; i++) {
        struct worker *worker = supervisor->workers[i];

        worker->restart = false;
        restart_cancel(worker);
        if (worker->alive && !worker->daemon && !worker->join_forever) {
            int result = joining_begin(worker, MP_FOREVER);

            if (result < 0) {
                set_warn(worker, ACTION_JOIN, mp_strerror(result));
            }
        }
    }
}

/* Timer: what was asked to end has had its time. */
static void
on_force(void *context)
{
    ask_all(context, SIGKILL);
}

void
supervisor_exit(struct supervisor *supervisor, enum supervisor_exit how)
{
    struct loop_timer *timer = &supervisor->force_timer;

    switch (how) {
    case SUPERVISOR_EXIT_PYTHON:
        exit_as_python(supervisor);
        break;
    case SUPERVISOR_EXIT_TERMINATE:
        ask_all(supervisor, SIGTERM);
        break;
    case SUPERVISOR_EXIT_KILL:
        ask_all(supervisor, SIGKILL);
        break;
    case SUPERVISOR_EXIT_FORCE:
        ask_all(supervisor, SIGTERM);
        timer->function = on_force;
        timer->context = supervisor;
        if (supervisor->alive > 0 && timer->place == 0
            && loop_timer_set(
                   supervisor->loop, timer, set_now(supervisor) + FORCE_WAIT)
                < 0) {
            on_force(supervisor);
        }
        break;
    }
}

void
supervisor_exit_cancel(struct supervisor *supervisor)
{
    supervisor->exit_signal = 0;
    loop_timer_cancel(supervisor->loop, &supervisor->force_timer);
    for (size_t i = 0; i < supervisor->count; i++) {
        joining_give_up(supervisor->workers[i]);
    }
}
