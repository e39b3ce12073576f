#include "src/supervise/life.h"

#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "src/supervise/care.h"
#include "src/supervise/environment.h"
#include "src/supervise/guard.h"
#include "src/supervise/joining.h"
#include "src/supervise/set.h"
#include "src/supervise/text.h"

/* One that is not stopping is looked at only for a while after its leader or
 * its output has ended, ever less. */
#define LOOK_LAST (4 * NANOSECONDS_PER_SECOND)

/* Who is still there so long after a SIGKILL cannot be ended by anybody: it
 * hangs in the kernel, or nobody reaps it. */
#define KILL_TAKES (5 * NANOSECONDS_PER_SECOND)

/* The longest reason why something could not be started. */
#define WHY_SIZE 256

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
        "others of its group cannot be ended; they are left behind");
    group_gone(worker);
}

/* Timer: look at a group.  Those of one that is stopping are looked for
 * themselves: one may not have heard that it is to end, and some systems reap
 * late, or never. */
static void
on_group_timer(void *context)
{
    struct worker *worker = context;
    const struct engine *engine = worker->supervisor->engine;

    if (!life_look(worker)) {
        return;
    }
    if (!worker->stopping) {
        if (worker->group_wait < LOOK_LAST) {
            life_look_after(worker, worker->group_wait * 2);
        }
    } else if (!engine->functions->group_lives(worker->process)) {
        group_gone(worker);
    } else if (
        worker->killed != 0
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

/* Tell whether a worker is to have a terminal: not where its errors are to be
 * told from the rest, for a terminal does not; nor where it is to outlive us,
 * for a terminal that goes hangs up. */
static bool
wants_terminal(const struct worker *worker)
{
    const struct supervisor *supervisor = worker->supervisor;

    return supervisor->terminal.rows > 0 && supervisor->engine->has_terminals
        && worker->command != NULL && worker->daemon
        && !worker->policy->no_terminal
        && worker->policy->log.error_file == NULL;
}

/* Make the environment of a worker that has one of its own.  What runs in a
 * terminal of ours is told which kind that is, and its size by that alone. */
static int
make_environment(const struct worker *worker, bool terminal, const char ***out)
{
    static const char *const ours[] = { "TERM=xterm-256color", "LINES",
                                        "COLUMNS", NULL };
    const char *const *changes = worker->policy->environment;
    const char *last = worker->daemon || worker->command == NULL
        ? NULL
        : guard_change(worker->supervisor->guard);
    const char **with_ours = NULL;
    size_t count = 0;
    int result;

    *out = NULL;
    if (!terminal) {
        return changes != NULL || last != NULL
            ? environment_make(changes, last, out)
            : 0;
    }
    while (changes != NULL && changes[count] != NULL) {
        count++;
    }
    with_ours = calloc(count + sizeof(ours) / sizeof(*ours), sizeof(*changes));
    if (with_ours == NULL) {
        return -ENOMEM;
    }
    memcpy(with_ours, ours, sizeof(ours));
    if (count > 0) {
        memcpy(
            with_ours + sizeof(ours) / sizeof(*ours) - 1, changes,
            count * sizeof(*changes));
    }
    result = environment_make(with_ours, last, out);
    free(with_ours);
    return result;
}

/* Make a process for a worker. */
static int
create_process(
    struct worker *worker, bool terminal, struct engine_process **out)
{
    static const struct engine_listener listener = { on_output, on_ended,
                                                     on_closed };
    struct engine *engine = worker->supervisor->engine;
    struct engine_spec spec = {
        .name = worker->name,
        .daemon = worker->daemon,
        .target = worker->function,
        .command = (const char *const *) worker->command,
        .cwd = worker->policy->cwd,
    };
    double seconds = worker->seconds;
    bool whole = seconds == (double) (int) seconds;
    mp_value value =
        whole ? mp_value_int((int) seconds) : mp_value_float(seconds);
    const char **environment;
    int result = make_environment(worker, terminal, &environment);

    if (worker->function != NULL) {
        spec.args = (mp_args){ &value, 1 };
    }
    if (terminal) {
        spec.terminal = worker->supervisor->terminal;
    }
    if (result == 0) {
        spec.environment = environment;
        result =
            engine->functions->create(engine, &spec, &listener, worker, out);
    }
    if (result == 0) {
        worker->terminal = terminal;
    }
    free(environment);
    return result;
}

int
life_create(struct worker *worker)
{
    return create_process(worker, wants_terminal(worker), &worker->process);
}

/* Forget all that is known of the last life. */
static void
forget_life(struct worker *worker)
{
    loop_timer_cancel(worker->supervisor->loop, &worker->group_timer);
    free(worker->why);
    worker->why = NULL;
    worker->pid = 0;
    worker->has_exitcode = worker->lost = false;
    worker->exitcode = worker->asked_signal = worker->sent_signal = 0;
    worker->reason = WORKER_REASON_NONE;
    worker->started = worker->ended = worker->killed = 0;
    worker->stopping = worker->restart = worker->ready = false;
    set_wait(worker, WORKER_WAIT_NONE);
    set_failed(worker, false);
    set_presence(worker, false, false);
}

/* Tell whether an error is about the command rather than about the system. */
static bool
is_about_command(const struct worker *worker, int error)
{
    return worker->command != NULL && error > MP_ECLOSED && error != -EAGAIN
        && error != -ENOMEM && error != -EMFILE && error != -ENFILE;
}

/* Note and tell why a worker could not be started; it is as before its first
 * start. */
static void
note_failure(struct worker *worker, int error)
{
    char text[WHY_SIZE];
    char why[WHY_SIZE];
    size_t size =
        (size_t) snprintf(text, sizeof(text), "%s", mp_strerror(error));

    if (is_about_command(worker, error)) {
        const char *cwd = worker->policy->cwd;
        bool in_vain = cwd != NULL && access(cwd, X_OK) < 0;

        snprintf(
            text + size, sizeof(text) - size, ": %s",
            in_vain ? cwd : worker->command[0]);
    }
    text_sanitize(text, strlen(text), why, sizeof(why));
    worker->why = strdup(why);
    set_failed(worker, true);
    set_warn(worker, ACTION_START, why);
    care_gone(worker);
}

/* Give a worker a new process in place of the one it has. */
static int
renew_process(struct worker *worker, bool terminal)
{
    const struct engine *engine = worker->supervisor->engine;
    struct engine_process *process;
    int result = create_process(worker, terminal, &process);

    if (result == 0) {
        engine->functions->destroy(worker->process);
        worker->process = process;
    }
    return result;
}

int
life_renew(struct worker *worker)
{
    return renew_process(worker, wants_terminal(worker));
}

/* Start a process with pipes, as there is no terminal left for it; said once. */
static int
start_with_pipes(struct worker *worker)
{
    struct supervisor *supervisor = worker->supervisor;
    int result = renew_process(worker, false);

    if (result < 0) {
        return result;
    }
    if (!supervisor->terminals_gone) {
        supervisor->terminals_gone = true;
        set_warn(
            worker, ACTION_START,
            "no terminal is left for it, nor for those after it: they get "
            "pipes");
    }
    return supervisor->engine->functions->start(worker->process);
}

/* Start the process that a worker has, and tell so. */
static int
start_process(struct worker *worker, enum event_type type)
{
    const struct engine_functions *functions =
        worker->supervisor->engine->functions;
    int64_t now = set_now(worker->supervisor);
    int result;

    forget_life(worker);
    worker->first_line = output_end(worker->output);
    result = functions->start(worker->process);
    if (result == -ENOTTY && worker->terminal) {
        result = start_with_pipes(worker);
    }
    if (result < 0) {
        if (functions->pid(worker->process) != 0) {
            life_renew(worker); /* it ran, but could not be watched */
        }
        note_failure(worker, result);
        return result;
    }
    worker->pid = functions->pid(worker->process);
    worker->lives++;
    worker->started = now;
    set_presence(worker, true, false);
    set_tell(worker, type, ACTION_START);
    care_started(worker);
    return 0;
}

int
life_start(struct worker *worker)
{
    return start_process(worker, EVENT_STARTED);
}

int
life_start_anew(struct worker *worker)
{
    int result = life_renew(worker);

    worker->restart = false;
    if (result < 0) {
        set_warn(worker, ACTION_START, mp_strerror(result));
        return result;
    }
    return start_process(worker, EVENT_RESTARTED);
}
