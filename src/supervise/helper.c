#include "src/supervise/helper.h"

#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>

#include "src/supervise/environment.h"
#include "src/supervise/set.h"
#include "src/supervise/text.h"

struct helper {
    struct worker *worker;
    struct engine_process *process;
    helper_done *done;
    struct loop_timer timer;
    bool late;
    size_t size; /* of line */
    bool line_ended;
    char line[HELPER_LINE_SIZE];
};

/* Engine: it wrote something; the last line is kept, cut. */
static void
on_output(
    void *context, enum output_stream stream, const char *bytes, size_t size)
{
    struct helper *helper = context;

    (void) stream;
    for (size_t i = 0; i < size; i++) {
        if (bytes[i] == '\n') {
            helper->line_ended = true;
            continue;
        }
        if (helper->line_ended) {
            helper->line_ended = false;
            helper->size = 0;
        }
        if (helper->size < sizeof(helper->line)) {
            helper->line[helper->size++] = bytes[i];
        }
    }
}

/* Free a helper that was started or is none. */
static void
free_helper(struct helper *helper)
{
    struct supervisor *supervisor = helper->worker->supervisor;

    loop_timer_cancel(supervisor->loop, &helper->timer);
    supervisor->engine->functions->destroy(helper->process);
    free(helper);
}

/* Engine: it has ended.  Whom it left behind ends too. */
static void
on_ended(void *context, bool lost, int exitcode)
{
    struct helper *helper = context;
    struct worker *worker = helper->worker;
    const struct engine *engine = worker->supervisor->engine;
    helper_done *done = helper->done;
    char line[HELPER_LINE_SIZE];
    bool in_time = !helper->late;

    engine->functions->signal_group(helper->process, SIGKILL);
    text_sanitize(helper->line, helper->size, line, sizeof(line));
    free_helper(helper);
    done(worker, lost ? 0 : exitcode, in_time, line);
}

/* Engine: nobody can write any more. */
static void
on_closed(void *context)
{
    (void) context;
}

/* Timer: its time is up. */
static void
on_late(void *context)
{
    struct helper *helper = context;
    const struct engine *engine = helper->worker->supervisor->engine;

    helper->late = true;
    engine->functions->signal_group(helper->process, SIGKILL);
    engine->functions->send_signal(helper->process, SIGKILL);
}

/* Make a helper's process. */
static int
create(struct helper *helper, const struct helper_task *task)
{
    static const struct engine_listener listener = { on_output, on_ended,
                                                     on_closed };
    const struct worker *worker = helper->worker;
    const struct policy *policy = worker->policy;
    struct engine *engine = worker->supervisor->engine;
    const char *const shell[] = { "/bin/sh", "-c", task->shell, NULL };
    struct engine_spec spec = {
        .name = worker->name,
        .daemon = true,
        .target = task->target,
        .args = task->args,
        .command = task->shell != NULL ? shell : NULL,
        .cwd = task->cwd != NULL ? task->cwd : policy->cwd,
        .auxiliary = true,
    };
    const char **environment = NULL;
    int result = 0;

    if (policy->environment != NULL) {
        result = environment_make(policy->environment, NULL, &environment);
        spec.environment = environment;
    }
    if (result == 0) {
        result = engine->functions->create(
            engine, &spec, &listener, helper, &helper->process);
    }
    free(environment);
    return result;
}

int
helper_start(
    struct worker *worker, const struct helper_task *task, struct helper **out)
{
    struct supervisor *supervisor = worker->supervisor;
    struct helper *helper = calloc(1, sizeof(*helper));
    int result;

    if (helper == NULL) {
        return -ENOMEM;
    }
    helper->worker = worker;
    helper->done = task->done;
    helper->timer.function = on_late;
    helper->timer.context = helper;
    result = create(helper, task);
    if (result == 0 && task->timeout > 0) {
        result = loop_timer_set(
            supervisor->loop, &helper->timer,
            set_now(supervisor) + clock_from_seconds(task->timeout));
    }
    if (result == 0) {
        result = supervisor->engine->functions->start(helper->process);
    }
    if (result < 0) {
        free_helper(helper);
        return result;
    }
    *out = helper;
    return 0;
}

void
helper_end(struct helper *helper)
{
    const struct engine *engine;

    if (helper == NULL) {
        return;
    }
    engine = helper->worker->supervisor->engine;
    engine->functions->signal_group(helper->process, SIGKILL);
    engine->functions->send_signal(helper->process, SIGKILL);
    free_helper(helper);
}
