#include "src/supervise/life.h"

#include <errno.h>
#include <signal.h>
#include <stdio.h>

#include "src/supervise/care.h"
#include "src/supervise/joining.h"
#include "src/supervise/set.h"
#include "src/supervise/translate.h"

/* One that is not stopping is looked at only for a while after its leader or
 * its output has ended, ever less. */
#define LOOK_LAST (4 * NANOSECONDS_PER_SECOND)

/* Who is still there so long after a SIGKILL cannot be ended by anybody: it
 * hangs in the kernel, or nobody reaps it. */
#define KILL_TAKES (5 * NANOSECONDS_PER_SECOND)

/* Who of a group outlives its leader so long is worth a message. */
#define LEFT_TOLD_AFTER (NANOSECONDS_PER_SECOND / 4)

/* The longest message here. */
#define TEXT_SIZE 256

static void on_group_timer(void *context);

/* Engine: a worker wrote something. */
static void
on_output(
    void *context, enum output_stream stream, const char *bytes, size_t size)
{
    struct worker *worker = context;
    const struct clock *clock = loop_clock(worker->supervisor->loop);

    output_append(worker->output, stream, clock->wall(clock), bytes, size);
    care_output(worker, stream, bytes, size);
    set_tell(worker, EVENT_OUTPUT, ACTION_START);
}

void
life_look_after(struct worker *worker, int64_t wait)
{
    struct supervisor *supervisor = worker->supervisor;

    worker->group_wait = wait;
    worker->group_timer.function = on_group_timer;
    worker->group_timer.context = worker;
    if (loop_timer_set(
            supervisor->loop, &worker->group_timer, set_now(supervisor) + wait)
        < 0) {
        set_warn(worker, ACTION_TERMINATE, mp_strerror(-ENOMEM));
    }
}

/* Tell whether somebody is in a worker's group. */
static bool
group_has_members(const struct worker *worker)
{
    const struct engine *engine = worker->supervisor->engine;
    int result = engine->functions->signal_group(worker->process, 0);

    return result == 0 || result == -EPERM;
}

/* Start anew if that was asked for, or do as the policy says, once nobody of
 * the old life is left. */
static void
go_on(struct worker *worker)
{
    if (worker->alive || worker->group_left) {
        return;
    }
    if (worker->restart) {
        life_start_anew(worker);
    } else {
        care_gone(worker);
    }
}

/* Note that nobody is left of a group. */
static void
group_gone(struct worker *worker)
{
    loop_timer_cancel(worker->supervisor->loop, &worker->group_timer);
    worker->stopping = false;
    set_presence(worker, false, false);
    set_tell(worker, EVENT_CHANGED, ACTION_TERMINATE);
    go_on(worker);
}

bool
life_look(struct worker *worker)
{
    if (worker->group_left && !group_has_members(worker)) {
        group_gone(worker);
    }
    return worker->group_left;
}

/* Give up ending what is left of a group. */
static void
leave_group(struct worker *worker)
{
    set_warn(
        worker, ACTION_KILL,
        N_("others of its group cannot be ended; they are left behind"));
    group_gone(worker);
}

void
life_tell_asked(struct worker *worker, enum action action)
{
    double passed =
        clock_to_seconds(set_now(worker->supervisor) - worker->asked);
    char text[TEXT_SIZE];

    snprintf(
        text, sizeof(text), "already asked to end %.1f s ago%s", passed,
        action == ACTION_RESTART
            ? "; will be started again when it has ended (R kills it)"
            : " (K kills it)");
    set_warn(worker, action, text);
}

/* Tell, once, that a group lives on without its leader: others of it often end
 * a moment after it. */
static void
tell_left(struct worker *worker)
{
    char text[TEXT_SIZE];
    struct event event = {
        .type = EVENT_CHANGED,
        .worker = worker,
        .action = ACTION_SIGNAL,
        .text = text,
    };

    if (worker->left_told
        || set_now(worker->supervisor) - worker->ended < LEFT_TOLD_AFTER) {
        return;
    }
    worker->left_told = true;
    snprintf(
        text, sizeof(text), "%s has ended; others of its group live on",
        worker->name);
    set_emit(worker->supervisor, &event);
}

/* Timer: look at a group.  Those of one that is stopping are looked for
 * themselves: one may not have heard that it is to end, and some systems reap
 * late, or never. */
static void
on_group_timer(void *context)
{
    struct worker *worker = context;
    const struct engine *engine = worker->supervisor->engine;

    if (worker->alive && worker->restart) {
        life_tell_asked(worker, ACTION_RESTART);
    }
    if (!life_look(worker)) {
        return;
    }
    if (!worker->stopping) {
        tell_left(worker);
        if (worker->group_wait < LOOK_LAST) {
            life_look_after(worker, worker->group_wait * 2);
        }
        return;
    }
    if (!engine->functions->group_lives(worker->process)) {
        group_gone(worker);
        return;
    }
    tell_left(worker);
    if (worker->killed != 0
        && set_now(worker->supervisor) - worker->killed > KILL_TAKES) {
        leave_group(worker);
    } else {
        life_look_after(worker, LIFE_LOOK_EVERY);
    }
}

/* Engine: nobody can write any more, so that others of the group have probably
 * ended, or are about to. */
static void
on_closed(void *context)
{
    struct worker *worker = context;

    if (life_look(worker)) {
        life_look_after(worker, LIFE_LOOK_EVERY);
    }
}

/* Tell whether a life was ended because it was not well, and nobody asked. */
static bool
is_unwell(const struct worker *worker)
{
    return worker->care != NULL && worker->care->unwell;
}

/* Find why a life ended. */
static enum worker_reason
reason_of(const struct worker *worker)
{
    int code = worker->exitcode;

    if (is_unwell(worker)) {
        return code < 0 ? WORKER_REASON_SIGNAL : WORKER_REASON_EXIT;
    }
    if (worker->care != NULL && worker->care->commanded) {
        return WORKER_REASON_ASKED;
    }
    if (worker->asked_signal != 0
        && (code >= 0 || code == -SIGTERM || code == -worker->asked_signal
            || (worker->terminal && code == -SIGHUP))) {
        return WORKER_REASON_ASKED;
    }
    return code < 0 ? WORKER_REASON_SIGNAL : WORKER_REASON_EXIT;
}

/* Note how a life ended. */
static void
note_end(struct worker *worker, bool lost, int exitcode)
{
    worker->ended = set_now(worker->supervisor);
    worker->lost = lost;
    worker->has_exitcode = !lost;
    worker->exitcode = lost ? 0 : exitcode;
    if (worker->sent_signal != 0 && worker->exitcode == -worker->sent_signal
        && worker->asked_signal == 0) {
        worker->asked_signal = worker->sent_signal; /* it was meant to */
    }
    worker->reason = reason_of(worker);
    output_finish(worker->output);
    set_failed(
        worker,
        is_unwell(worker)
            || (!policy_is_success(worker->policy, worker->exitcode)
                && worker->reason != WORKER_REASON_ASKED));
}

/* Engine: a worker has ended. */
static void
on_ended(void *context, bool lost, int exitcode)
{
    struct worker *worker = context;
    struct supervisor *supervisor = worker->supervisor;
    bool left = group_has_members(worker);
    double waited;

    note_end(worker, lost, exitcode);
    worker->stopping = worker->stopping && left;
    set_presence(worker, false, left);
    waited = joining_end(worker);
    if (left) {
        life_look_after(worker, LIFE_LOOK_EVERY);
    }
    set_tell(worker, EVENT_STOPPED, ACTION_START);
    if (waited >= 0) {
        joining_tell(worker, 0, waited);
    }
    if (supervisor->exit_signal != 0 && worker->group_left
        && !worker->stopping) {
        life_signal(worker, supervisor->exit_signal);
    }
    care_ended(worker);
    go_on(worker);
}

const struct engine_listener life_listener = { on_output, on_ended, on_closed };
