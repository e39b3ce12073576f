#include "tests/support/fake.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

static int64_t
fake_monotonic(const struct clock *clock)
{
    return ((const struct fake_clock *) clock)->monotonic;
}

static int64_t
fake_wall(const struct clock *clock)
{
    return ((const struct fake_clock *) clock)->wall;
}

void
fake_clock_init(struct fake_clock *clock)
{
    clock->clock = (struct clock){
        .monotonic = fake_monotonic,
        .wall = fake_wall,
    };
    clock->monotonic = 1000 * NANOSECONDS_PER_SECOND;
    clock->wall = 1000000 * NANOSECONDS_PER_SECOND;
}

void
fake_clock_pass(struct fake_clock *clock, double seconds)
{
    clock->monotonic += clock_from_seconds(seconds);
    clock->wall += clock_from_seconds(seconds);
}

/* An engine's process is one of the fake engine's. */
static struct fake_process *
fake(const struct engine_process *process)
{
    return (struct fake_process *) process;
}

/* Give an error once. */
static int
take(int *error)
{
    int result = *error;

    *error = 0;
    return result;
}

/* The engine that the calls without an engine belong to: one at a time. */
static struct fake_engine *current;

static int
fake_create(
    struct engine *engine,
    const struct engine_spec *spec,
    const struct engine_listener *listener,
    void *context,
    struct engine_process **out)
{
    struct fake_engine *maker = (struct fake_engine *) engine;
    struct fake_process *process = &maker->processes[maker->count];

    if (maker->create_error != 0 || maker->count == FAKE_PROCESSES) {
        return maker->create_error != 0 ? take(&maker->create_error) : -ENOMEM;
    }
    maker->count++;
    *process = (struct fake_process){
        .listener = listener,
        .context = context,
        .daemon = spec->daemon,
    };
    snprintf(process->name, sizeof(process->name), "%s", spec->name);
    *out = (struct engine_process *) process;
    return 0;
}

static int
fake_start(struct engine_process *process)
{
    if (fake(process)->started) {
        return MP_ESTARTED;
    }
    if (current->start_error != 0) {
        return take(&current->start_error);
    }
    fake(process)->started = fake(process)->running = true;
    current->next_pid++;
    return 0;
}

static int
fake_join(struct engine_process *process)
{
    if (!fake(process)->started) {
        return MP_ENOTSTARTED;
    }
    return fake(process)->lost ? MP_ELOST : fake(process)->running;
}

/* Note a signal. */
static int
note(struct engine_process *process, int signum)
{
    if (current->signal_error != 0) {
        return take(&current->signal_error);
    }
    fake(process)->last_signal = signum;
    fake(process)->signals++;
    return 0;
}

static int
fake_send_signal(struct engine_process *process, int signum)
{
    if (!fake(process)->started) {
        return MP_ENOPOPEN;
    }
    return fake(process)->running ? note(process, signum) : 0;
}

static int
fake_signal_group(struct engine_process *process, int signum)
{
    bool left = fake(process)->running || fake(process)->others;

    if (!fake(process)->started) {
        return MP_ENOPOPEN;
    }
    if (signum == 0) {
        current->looks++;
        return left ? 0 : -ESRCH;
    }
    return left ? note(process, signum) : -ESRCH;
}

static int
fake_stop_group(struct engine_process *process, int signum)
{
    current->stops++;
    return fake_signal_group(process, signum);
}

static bool
fake_group_lives(struct engine_process *process)
{
    current->searches++;
    return !fake(process)->unreaped;
}

static int
fake_set_daemon(struct engine_process *process, bool daemon)
{
    if (fake(process)->started) {
        return MP_EDAEMONSET;
    }
    fake(process)->daemon = daemon;
    return 0;
}

static pid_t
fake_pid(const struct engine_process *process)
{
    return fake(process)->started ? current->next_pid : 0;
}

static int
fake_repr(struct engine_process *process, char *text, size_t size)
{
    return snprintf(text, size, "<Process name='%s'>", fake(process)->name);
}

static const void *
fake_authkey(const struct engine_process *process, size_t *size)
{
    (void) process;
    *size = 3;
    return "abc";
}

static void
fake_destroy(struct engine_process *process)
{
    if (process != NULL) {
        fake(process)->destroyed = true;
    }
}

static size_t
fake_active_children(struct engine *engine, void **contexts, size_t n)
{
    const struct fake_engine *maker = (const struct fake_engine *) engine;
    size_t count = 0;

    for (unsigned i = 0; i < maker->count; i++) {
        if (maker->processes[i].running) {
            if (count < n) {
                contexts[count] = maker->processes[i].context;
            }
            count++;
        }
    }
    return count;
}

static void
fake_free(struct engine *engine)
{
    (void) engine;
}

void
fake_engine_init(struct fake_engine *engine)
{
    static const struct engine_functions functions = {
        .create = fake_create,
        .start = fake_start,
        .join = fake_join,
        .send_signal = fake_send_signal,
        .signal_group = fake_signal_group,
        .stop_group = fake_stop_group,
        .group_lives = fake_group_lives,
        .set_daemon = fake_set_daemon,
        .pid = fake_pid,
        .repr = fake_repr,
        .authkey = fake_authkey,
        .destroy = fake_destroy,
        .active_children = fake_active_children,
        .free = fake_free,
    };

    memset(engine, 0, sizeof(*engine));
    engine->engine.functions = &functions;
    engine->next_pid = 1000;
    current = engine;
}

void
fake_process_end(struct fake_process *process, int exitcode)
{
    process->running = false;
    process->listener->ended(process->context, process->lost, exitcode);
}
