#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/epoll.h>

#include "src/supervise/engine_local_parts.h"

void
engine_local_release(struct engine_process *process)
{
    if (--process->references == 0) {
        free(process);
    }
}

/* Tell what was read. */
static void
on_output(
    void *context, enum output_stream stream, const char *bytes, size_t size)
{
    const struct engine_process *process = context;

    process->listener->output(process->context, stream, bytes, size);
}

/* Tell that nobody writes any more; before the end it goes without saying. */
static void
on_closed(void *context)
{
    const struct engine_process *process = context;

    if (process->ended) {
        process->listener->closed(process->context);
    }
}

/* Do in the child what a terminal would do: every line appears at once. */
static int
run_line_buffered(mp_process *self)
{
    setvbuf(stdout, NULL, _IOLBF, 0);
    return mp_process_run(self);
}

/* Make the library's object. */
static int
make_process(
    const struct engine_local *local,
    const struct engine_spec *spec,
    mp_process **out)
{
    const int *slots = local->capturer->slots;
    bool terminal = spec->terminal.rows > 0;
    const mp_child child = {
        .size = sizeof(child),
        .stdio = { { terminal ? MP_STDIO_FD : MP_STDIO_NULL,
                     terminal ? slots[OUTPUT_STDOUT] : -1 },
                   { MP_STDIO_FD, slots[OUTPUT_STDOUT] },
                   { MP_STDIO_FD, slots[OUTPUT_STDERR] } },
        .flags = MP_CHILD_GROUP | MP_CHILD_RESET_SIGNALS | MP_CHILD_CLOSE_FDS
            | (terminal ? MP_CHILD_SESSION | MP_CHILD_CTTY : 0),
        .cwd = spec->cwd,
        .environment = spec->environment,
    };
    const mp_process_options options = {
        .target = spec->target,
        .name = spec->name,
        .args = spec->args,
        .daemon = spec->daemon ? MP_DAEMON_TRUE : MP_DAEMON_FALSE,
        .run = spec->target != NULL ? run_line_buffered : NULL,
        .command = spec->command,
        .child = &child,
    };

    return mp_process_new(out, &options);
}

static int
local_create(
    struct engine *engine,
    const struct engine_spec *spec,
    const struct engine_listener *listener,
    void *context,
    struct engine_process **out)
{
    static const struct capture_listener capture_listener = { on_output,
                                                              on_closed };
    struct engine_local *local = (struct engine_local *) engine;
    struct engine_process *process = calloc(1, sizeof(*process));
    int result;

    if (process == NULL) {
        return -ENOMEM;
    }
    result = make_process(local, spec, &process->process);
    if (result < 0) {
        free(process);
        return result;
    }
    process->engine = local;
    process->listener = listener;
    process->context = context;
    process->auxiliary = spec->auxiliary;
    process->terminal = spec->terminal;
    process->sentinel = -1;
    process->references = 1;
    capture_init(
        &process->capture, local->capturer, &capture_listener, process);
    *out = process;
    return 0;
}

/* Put a process at the end of those that run. */
static void
link_running(struct engine_process *process)
{
    struct engine_local *local = process->engine;

    process->previous = local->last;
    if (local->last != NULL) {
        local->last->next = process;
    } else {
        local->first = process;
    }
    local->last = process;
}

/* Take a process from those that run: it has ended, or is given up. */
static void
unlink_running(struct engine_process *process)
{
    struct engine_local *local = process->engine;

    if (process->previous != NULL) {
        process->previous->next = process->next;
    } else {
        local->first = process->next;
    }
    if (process->next != NULL) {
        process->next->previous = process->previous;
    } else {
        local->last = process->previous;
    }
}

/* Stop watching for the end of a process. */
static void
unwatch_end(struct engine_process *process)
{
    if (process->sentinel >= 0) {
        loop_unwatch(process->engine->loop, process->sentinel);
        process->sentinel = -1;
        unlink_running(process);
    }
}

/* Handler: a process has ended. */
static void
on_sentinel(void *context, int fd, uint32_t events)
{
    struct engine_process *process = context;
    int result = mp_process_join(process->process, 0);
    int exitcode = 0;

    (void) fd;
    (void) events;
    if (result > 0) {
        return;
    }
    if (result == 0) {
        mp_process_exitcode(process->process, &exitcode);
    }
    unwatch_end(process);
    sessions_ended(&process->engine->sessions);
    process->references++;
    capture_drain(&process->capture);
    if (process->listener != NULL) {
        process->ended = true;
        process->listener->ended(process->context, result < 0, exitcode);
    }
    engine_local_release(process);
}

/* Watch for the end of a process that was just started; when that fails, it is
 * ended: it could not be told from one that hangs. */
static int
watch_end(struct engine_process *process)
{
    int fd = mp_process_sentinel(process->process);
    int result = fd;

    if (fd >= 0) {
        result = loop_watch(
            process->engine->loop, fd, EPOLLIN, on_sentinel, process);
    }
    if (result < 0) {
        mp_process_kill(process->process);
        mp_process_join(process->process, MP_FOREVER);
        return result;
    }
    process->sentinel = fd;
    link_running(process);
    return 0;
}

static int
local_start(struct engine_process *process)
{
    struct engine_local *local = process->engine;
    int result;

    if (process->started) {
        return mp_process_start(process->process); /* which refuses */
    }
    result = capture_open(&process->capture, process->terminal);
    if (result == 0) {
        result = mp_process_start(process->process);
    }
    capture_release_slots(local->capturer);
    if (result == 0) {
        process->started = true;
        result = watch_end(process);
    }
    if (result < 0) {
        capture_close(&process->capture);
        return result;
    }
    limit_give(&local->descriptors, mp_process_pid(process->process));
    return 0;
}

static int
local_join(struct engine_process *process)
{
    return mp_process_join(process->process, 0);
}

static int
local_send_signal(struct engine_process *process, int signum)
{
    return mp_process_send_signal(process->process, signum);
}

pid_t
engine_local_pid(const struct engine_process *process)
{
    pid_t pid = mp_process_pid(process->process);

    return pid > 0 ? pid : 0;
}

static int
local_type(struct engine_process *process, const char *bytes, size_t size)
{
    return capture_write(&process->capture, bytes, size);
}

static void
local_resize(struct engine_process *process, struct pty_size size)
{
    if (process->terminal.rows > 0) {
        process->terminal = size;
        capture_resize(&process->capture, size);
    }
}

static int
local_set_daemon(struct engine_process *process, bool daemon)
{
    return mp_process_set_daemon(process->process, daemon);
}

static int
local_repr(struct engine_process *process, char *text, size_t size)
{
    return mp_process_repr(process->process, text, size);
}

static const void *
local_authkey(const struct engine_process *process, size_t *size)
{
    return mp_process_authkey(process->process, size);
}

static void
local_destroy(struct engine_process *process)
{
    if (process == NULL) {
        return;
    }
    unwatch_end(process);
    capture_close(&process->capture);
    latecomers_free(&process->latecomers);
    mp_process_free(process->process);
    process->listener = NULL;
    engine_local_release(process);
}

/* active_children() reaps, then lists those that are alive in the order of
 * start: so does this, for those that were made here. */
static size_t
local_active_children(struct engine *engine, void **contexts, size_t n)
{
    const struct engine_local *local = (const struct engine_local *) engine;
    size_t count = 0;

    for (const struct engine_process *process = local->first; process != NULL;
         process = process->next) {
        if (process->auxiliary || mp_process_is_alive(process->process) != 1) {
            continue;
        }
        if (count < n) {
            contexts[count] = process->context;
        }
        count++;
    }
    return count;
}

static void
local_free(struct engine *engine)
{
    struct engine_local *local = (struct engine_local *) engine;

    limit_restore(&local->descriptors);
    capturer_free(local->capturer);
    sessions_free(&local->sessions);
    census_free(&local->census);
    free(local);
}

int
engine_local_new(struct engine **out, struct loop *loop)
{
    static const struct engine_functions functions = {
        .create = local_create,
        .start = local_start,
        .join = local_join,
        .send_signal = local_send_signal,
        .signal_group = engine_local_signal_group,
        .stop_group = engine_local_stop_group,
        .group_lives = engine_local_group_lives,
        .set_daemon = local_set_daemon,
        .pid = engine_local_pid,
        .repr = local_repr,
        .authkey = local_authkey,
        .type = local_type,
        .resize = local_resize,
        .destroy = local_destroy,
        .active_children = local_active_children,
        .free = local_free,
    };
    struct engine_local *local = calloc(1, sizeof(*local));
    int result;

    if (local == NULL) {
        return -ENOMEM;
    }
    local->engine.functions = &functions;
    local->engine.has_terminals = true;
    local->loop = loop;
    result = capturer_new(&local->capturer, loop);
    if (result < 0) {
        free(local);
        return result;
    }
    sessions_init(
        &local->sessions, loop, &local->census, engine_local_session_sent);
    limit_raise(&local->descriptors); /* a worker takes three */
    *out = &local->engine;
    return 0;
}
