#include "src/supervise/joining.h"

#include "src/supervise/set.h"

double
joining_end(struct worker *worker)
{
    struct supervisor *supervisor = worker->supervisor;
    int64_t since = worker->join_since;

    if (since == 0) {
        return -1;
    }
    loop_timer_cancel(supervisor->loop, &worker->join_timer);
    worker->join_since = 0;
    worker->join_forever = false;
    set_state(worker);
    return clock_to_seconds(set_now(supervisor) - since);
}

void
joining_tell(struct worker *worker, int result, double seconds)
{
    struct event event = {
        .type = EVENT_JOINED,
        .worker = worker,
        .action = ACTION_JOIN,
        .seconds = seconds,
        .result = result,
    };

    set_emit(worker->supervisor, &event);
}

/* Timer: the time limit has passed. */
static void
on_limit(void *context)
{
    struct worker *worker = context;
    double limit =
        clock_to_seconds(worker->join_timer.due - worker->join_since);

    joining_end(worker);
    joining_tell(worker, 1, limit);
}

int
joining_begin(struct worker *worker, double timeout)
{
    struct supervisor *supervisor = worker->supervisor;
    int64_t now = set_now(supervisor);
    bool forever = timeout == MP_FOREVER;

    loop_timer_cancel(supervisor->loop, &worker->join_timer);
    if (!forever) {
        int result;

        worker->join_timer.function = on_limit;
        worker->join_timer.context = worker;
        result = loop_timer_set(
            supervisor->loop, &worker->join_timer,
            now + clock_from_seconds(timeout));
        if (result < 0) {
            joining_end(worker);
            return result;
        }
    }
    worker->join_forever = forever;
    worker->join_since = now;
    set_state(worker);
    set_tell(worker, EVENT_CHANGED, ACTION_JOIN);
    return 0;
}

void
joining_give_up(struct worker *worker)
{
    double seconds = joining_end(worker);

    if (seconds >= 0) {
        joining_tell(worker, 2, seconds);
    }
}
