#include "src/supervise/starter.h"

#include "src/supervise/set.h"

/* How long it may keep all others waiting. */
#define START_TIME (NANOSECONDS_PER_SECOND / 100)

/* Tell whether a worker is to be started: it was not yet, by whomever. */
static bool
is_wanted(const struct starter *starter, const struct worker *worker)
{
    return worker->lives == 0 && worker->why == NULL
        && worker->wait == WORKER_WAIT_NONE
        && (starter->manual || !worker->policy->manual);
}

/* Timer: start some; none once the set is brought to its end. */
static void
on_time(void *context)
{
    struct starter *starter = context;
    struct supervisor *supervisor = starter->supervisor;
    const struct clock *clock = loop_clock(starter->loop);
    int64_t until = clock->monotonic(clock) + START_TIME;

    while (supervisor->exit_signal == 0 && starter->next < supervisor->count) {
        struct worker *worker = supervisor->workers[starter->next++];

        if (is_wanted(starter, worker)) {
            supervisor_act(supervisor, ACTION_START, worker, 0);
        }
        if (clock->monotonic(clock) >= until
            && loop_timer_set(starter->loop, &starter->timer, until) == 0) {
            return;
        }
    }
    starter->done(starter->context);
}

int
starter_begin(
    struct starter *starter,
    struct supervisor *supervisor,
    struct loop *loop,
    bool manual,
    starter_done *done,
    void *context)
{
    const struct clock *clock = loop_clock(loop);

    *starter = (struct starter){
        .supervisor = supervisor,
        .loop = loop,
        .manual = manual,
        .done = done,
        .context = context,
        .timer = { .function = on_time, .context = starter },
    };
    return loop_timer_set(loop, &starter->timer, clock->monotonic(clock));
}

void
starter_cancel(struct starter *starter)
{
    if (starter->loop != NULL) {
        loop_timer_cancel(starter->loop, &starter->timer);
    }
}

bool
starter_is_busy(const struct starter *starter)
{
    return starter->timer.place != 0;
}

void
starter_removed(struct starter *starter)
{
    if (starter->next > 0) {
        starter->next--;
    }
}
