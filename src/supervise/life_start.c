/* How a worker's life begins: its process is made, and started. */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "src/supervise/care.h"
#include "src/supervise/environment.h"
#include "src/supervise/guard.h"
#include "src/supervise/life.h"
#include "src/supervise/set.h"
#include "src/supervise/text.h"
#include "src/supervise/translate.h"

/* The longest reason why something could not be started. */
#define WHY_SIZE 256

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
        result = engine->functions->create(
            engine, &spec, &life_listener, worker, out);
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
    worker->started = worker->ended = worker->asked = worker->killed = 0;
    worker->stopping = worker->restart = worker->ready = false;
    worker->left_told = false;
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
            N_("no terminal is left for it, nor for those after it: they get "
               "pipes"));
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
