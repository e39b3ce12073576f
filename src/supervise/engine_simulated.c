#include "src/supervise/engine_simulated.h"

#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "src/supervise/simulated.h"
#include "src/supervise/supervisor.h"
#include "src/supervise/worker.h"

/* Find what a process is to do. */
static int
find_script(const struct engine_spec *spec, struct script *script)
{
    if (spec->target != NULL) {
        return script_of_function(
            script, spec->target, mp_as_float(mp_args_get(&spec->args, 0)));
    }
    return script_of_command(script, spec->command, NULL, 0);
}

static int
simulated_create(
    struct engine *engine,
    const struct engine_spec *spec,
    const struct engine_listener *listener,
    void *context,
    struct engine_process **out)
{
    struct engine_process *process = calloc(1, sizeof(*process));
    int result;

    if (process == NULL) {
        return -ENOMEM;
    }
    process->engine = (struct engine_simulated *) engine;
    process->listener = listener;
    process->context = context;
    process->daemon = spec->daemon;
    process->timer.function = simulated_on_timer;
    process->timer.context = process;
    process->references = 1;
    process->name = strdup(spec->name);
    result =
        process->name == NULL ? -ENOMEM : find_script(spec, &process->script);
    if (result < 0) {
        simulated_release(process);
        return result;
    }
    *out = process;
    return 0;
}

/* Put a process at the end of those that run. */
static void
link_running(struct engine_process *process)
{
    struct engine_simulated *engine = process->engine;

    process->previous = engine->last;
    if (engine->last != NULL) {
        engine->last->next = process;
    } else {
        engine->first = process;
    }
    engine->last = process;
}

/* Read the clock that the processes live by. */
static int64_t
now_of(const struct engine_process *process)
{
    const struct clock *clock = loop_clock(process->engine->loop);

    return clock->monotonic(clock);
}

static int
simulated_start(struct engine_process *process)
{
    struct engine_simulated *engine = process->engine;
    int64_t now = now_of(process);
    int result;

    if (process->life != LIFE_INITIAL) {
        return MP_ESTARTED;
    }
    result = loop_timer_set(engine->loop, &process->timer, now);
    if (result < 0) {
        return result;
    }
    engine->last_pid++;
    process->moment = now;
    process->pid = engine->last_pid;
    process->life = LIFE_RUNNING;
    link_running(process);
    return 0;
}

static int
simulated_join(struct engine_process *process)
{
    if (process->life == LIFE_INITIAL) {
        return MP_ENOTSTARTED;
    }
    return simulated_lives(process);
}

/* Let the time of a process stand still. */
static void
halt(struct engine_process *process)
{
    if (process->life == LIFE_RUNNING && process->signum == 0) {
        process->moment -= now_of(process); /* what is left of its sleep */
        loop_timer_cancel(process->engine->loop, &process->timer);
        process->life = LIFE_HALTED;
    }
}

/* Let a process that is halted go on. */
static int
go_on(struct engine_process *process)
{
    int64_t now = now_of(process);

    if (process->life != LIFE_HALTED) {
        return 0;
    }
    process->life = LIFE_RUNNING;
    process->moment += now;
    return loop_timer_set(
        process->engine->loop, &process->timer,
        process->signum != 0 ? now : process->moment);
}

/* Let a process end in the next turn; one that is halted when it goes on,
 * unless it is killed. */
static int
ask_to_end(struct engine_process *process, int signum)
{
    if (process->signum == 0 || signum == SIGKILL) {
        process->signum = signum;
    }
    if (process->life == LIFE_HALTED && signum != SIGKILL) {
        return 0;
    }
    return loop_timer_set(
        process->engine->loop, &process->timer, now_of(process));
}

/* Do what the system does by default when a signal comes. */
static int
simulated_send_signal(struct engine_process *process, int signum)
{
    if (signum < 0 || signum > SIGRTMAX) {
        return -EINVAL;
    }
    if (process->life == LIFE_INITIAL) {
        return MP_ENOPOPEN;
    }
    if (process->life == LIFE_ENDED || signum == 0) {
        return 0;
    }
    switch (signum) {
    case SIGCHLD:
    case SIGURG:
    case SIGWINCH:
        return 0;
    case SIGSTOP:
    case SIGTSTP:
    case SIGTTIN:
    case SIGTTOU:
        halt(process);
        return 0;
    case SIGCONT:
        return go_on(process);
    default:
        return ask_to_end(process, signum);
    }
}

/* The group of a simulated process is the process. */
static int
simulated_signal_group(struct engine_process *process, int signum)
{
    return process->life == LIFE_ENDED ? -ESRCH
                                       : simulated_send_signal(process, signum);
}

static bool
simulated_group_lives(struct engine_process *process)
{
    return simulated_lives(process);
}

static int
simulated_set_daemon(struct engine_process *process, bool daemon)
{
    if (process->life != LIFE_INITIAL) {
        return MP_EDAEMONSET;
    }
    process->daemon = daemon;
    return 0;
}

static pid_t
simulated_pid(const struct engine_process *process)
{
    return process->pid;
}

/* Write what the library's repr has between the parent and the daemon flag. */
static void
state_text(const struct engine_process *process, char *text, size_t size)
{
    char name[32];

    if (process->life == LIFE_INITIAL) {
        snprintf(text, size, "initial");
    } else if (process->life != LIFE_ENDED) {
        snprintf(text, size, "started");
    } else if (process->exitcode < 0) {
        snprintf(
            text, size, "stopped exitcode=-SIG%s",
            worker_signal_name(-process->exitcode, name, sizeof(name)));
    } else {
        snprintf(text, size, "stopped exitcode=%d", process->exitcode);
    }
}

/* The library describes a process of the name, and quotes that as Python does;
 * pids and state are then ours. */
static int
simulated_repr(struct engine_process *process, char *text, size_t size)
{
    const mp_process_options options = { .name = process->name };
    mp_process *model;
    char *named;
    char state[64];
    char pid[32] = "";
    int length;
    int result = mp_process_new(&model, &options);

    if (result < 0) {
        return result;
    }
    length = mp_process_repr(model, NULL, 0);
    named = calloc((size_t) length + 1, 1);
    if (named == NULL) {
        mp_process_free(model);
        return -ENOMEM;
    }
    mp_process_repr(model, named, (size_t) length + 1);
    mp_process_free(model);
    for (char *rest = named; (rest = strstr(rest + 1, " parent=")) != NULL;) {
        length = (int) (rest - named); /* the last one: names may have it too */
    }
    state_text(process, state, sizeof(state));
    if (process->pid > 0) {
        snprintf(pid, sizeof(pid), " pid=%d", (int) process->pid);
    }
    length = snprintf(
        text, size, "%.*s%s parent=%d %s%s>", length, named, pid,
        ENGINE_SIMULATED_PARENT, state, process->daemon ? " daemon" : "");
    free(named);
    return length;
}

/* Keys are random, and a simulation comes out the same each time. */
static const void *
simulated_authkey(const struct engine_process *process, size_t *size)
{
    (void) process;
    *size = 0;
    return NULL;
}

static void
simulated_destroy(struct engine_process *process)
{
    if (process == NULL) {
        return;
    }
    if (simulated_lives(process)) {
        loop_timer_cancel(process->engine->loop, &process->timer);
        simulated_unlink(process);
        process->life = LIFE_ENDED;
    }
    process->listener = NULL;
    simulated_release(process);
}

static size_t
simulated_active_children(struct engine *engine, void **contexts, size_t n)
{
    const struct engine_simulated *simulated =
        (const struct engine_simulated *) engine;
    size_t count = 0;

    for (const struct engine_process *process = simulated->first;
         process != NULL; process = process->next) {
        if (count < n) {
            contexts[count] = process->context;
        }
        count++;
    }
    return count;
}

static void
simulated_free(struct engine *engine)
{
    free(engine);
}

int
engine_simulated_new(struct engine **out, struct loop *loop)
{
    static const struct engine_functions functions = {
        .create = simulated_create,
        .start = simulated_start,
        .join = simulated_join,
        .send_signal = simulated_send_signal,
        .signal_group = simulated_signal_group,
        .stop_group = simulated_signal_group,
        .group_lives = simulated_group_lives,
        .set_daemon = simulated_set_daemon,
        .pid = simulated_pid,
        .repr = simulated_repr,
        .authkey = simulated_authkey,
        .destroy = simulated_destroy,
        .active_children = simulated_active_children,
        .free = simulated_free,
    };
    struct engine_simulated *simulated = calloc(1, sizeof(*simulated));

    if (simulated == NULL) {
        return -ENOMEM;
    }
    simulated->engine.functions = &functions;
    simulated->engine.simulated = true;
    simulated->loop = loop;
    simulated->last_pid = ENGINE_SIMULATED_PARENT;
    *out = &simulated->engine;
    return 0;
}

int
engine_simulated_add(
    struct supervisor *supervisor,
    const char *name,
    double seconds,
    int exitcode)
{
    char text[128];
    char target[64];
    const struct worker_spec spec = {
        .name = name,
        .target = target,
        .shell = text,
    };

    if (!(seconds >= 0) || seconds > 1e9 || exitcode < 0 || exitcode > 255) {
        return -EINVAL;
    }
    snprintf(target, sizeof(target), "worker(%.6g)", seconds);
    snprintf(
        text, sizeof(text), "date; sleep %.9f; exit %d", seconds, exitcode);
    return supervisor_add(supervisor, &spec, NULL);
}
