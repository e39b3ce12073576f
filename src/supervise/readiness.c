#include "src/supervise/readiness.h"

#include <stdio.h>
#include <string.h>

#include "src/supervise/care.h"
#include "src/supervise/dependency.h"
#include "src/supervise/set.h"
#include "src/supervise/text.h"
#include "src/supervise/translate.h"

/* Of a longer line, only the beginning can tell that a worker is ready. */
#define LINE_SIZE 4096

/* The longest warning here. */
#define TEXT_SIZE (CARE_SAID_SIZE + 64)

/* Note that a worker is ready. */
static void
is_ready(struct worker *worker)
{
    readiness_end(worker);
    worker->ready = true;
    worker->care->said[0] = '\0';
    if (worker->policy->ready.kind != POLICY_READY_STARTED) {
        set_say(worker, ACTION_START, N_("it is ready"));
    }
    dependency_changed(worker);
}

static void on_probe_time(void *context);

/* Try after a while. */
static void
try_after(struct worker *worker, int64_t nanoseconds)
{
    struct supervisor *supervisor = worker->supervisor;
    struct loop_timer *timer = &worker->care->probe_timer;

    timer->function = on_probe_time;
    timer->context = worker;
    if (loop_timer_set(
            supervisor->loop, timer, set_now(supervisor) + nanoseconds)
        < 0) {
        set_warn(worker, ACTION_START, N_("cannot be tried: no memory"));
    }
}

/* Note that a try has failed; tell so once in a row of them. */
static void
note_failure(struct worker *worker, const char *what)
{
    struct care *care = worker->care;
    char text[TEXT_SIZE];

    care->successes = 0;
    snprintf(care->said, sizeof(care->said), "%s", what);
    if (++care->failures == worker->policy->ready.failures) {
        snprintf(text, sizeof(text), "not ready: %s", what);
        set_warn(worker, ACTION_START, text);
    }
}

const char *
readiness_explain(
    const struct policy_probe *probe,
    int exitcode,
    bool in_time,
    const char *line,
    char *text)
{
    if (!in_time) {
        snprintf(text, CARE_SAID_SIZE, "no answer in %.3g s", probe->timeout);
    } else if (exitcode != 0 && line[0] != '\0') {
        snprintf(text, CARE_SAID_SIZE, "%s", line);
    } else if (exitcode != 0) {
        snprintf(text, CARE_SAID_SIZE, "its probe gave exitcode %d", exitcode);
    } else {
        return NULL;
    }
    return text;
}

/* Helper: a try is over. */
static void
on_probe_done(
    struct worker *worker, int exitcode, bool in_time, const char *line)
{
    const struct policy_probe *ready = &worker->policy->ready;
    struct care *care = worker->care;
    char text[CARE_SAID_SIZE];
    int64_t next = care->probed + clock_from_seconds(ready->period);
    int64_t now = set_now(worker->supervisor);

    care->probe = NULL;
    if (readiness_explain(ready, exitcode, in_time, line, text) != NULL) {
        note_failure(worker, text);
    } else {
        care->failures = 0;
        if (++care->successes >= ready->successes) {
            is_ready(worker);
            return;
        }
    }
    try_after(worker, next > now ? next - now : 0);
}

int
readiness_ask(
    struct worker *worker,
    const struct policy_probe *probe,
    helper_done *done,
    struct helper **out)
{
    bool http = probe->kind == POLICY_READY_HTTP;
    mp_value values[4] = { mp_value_none(), mp_value_none(), mp_value_none(),
                           mp_value_int(probe->status) };
    struct helper_task task = {
        .shell = http ? NULL : probe->text,
        .target = http ? readiness_ask_http : NULL,
        .cwd = probe->cwd,
        .timeout = probe->timeout,
        .done = done,
    };

    if (http) {
        values[0] = mp_value_str(probe->host);
        values[1] = mp_value_str(probe->port);
        values[2] = mp_value_str(probe->text);
        task.args = (mp_args){ values, 4 };
    }
    return helper_start(worker, &task, out);
}

/* Timer: the time for a try has come. */
static void
on_probe_time(void *context)
{
    struct worker *worker = context;
    const struct policy_probe *ready = &worker->policy->ready;
    int result;

    worker->care->probed = set_now(worker->supervisor);
    result = readiness_ask(worker, ready, on_probe_done, &worker->care->probe);
    if (result < 0) {
        note_failure(worker, mp_strerror(result));
        try_after(worker, clock_from_seconds(ready->period));
    }
}

void
readiness_begin(struct worker *worker)
{
    struct care *care = worker->care;

    care->successes = care->failures = 0;
    care->said[0] = '\0';
    care->next_line = output_end(worker->output);
    switch (worker->policy->ready.kind) {
    case POLICY_READY_STARTED:
        is_ready(worker);
        break;
    case POLICY_READY_LOG:
        break;
    case POLICY_READY_COMMAND:
    case POLICY_READY_HTTP:
        try_after(worker, clock_from_seconds(worker->policy->ready.delay));
        break;
    }
}

/* Tell whether a line tells that a worker is ready. */
static bool
matches(const struct care *care, const struct output_line *line)
{
    char text[LINE_SIZE];

    text_sanitize(line->bytes, line->size, text, sizeof(text));
    return regexec(&care->pattern, text, 0, NULL, 0) == 0;
}

void
readiness_output(struct worker *worker)
{
    struct care *care = worker->care;
    struct output_line line;
    uint64_t first = output_first(worker->output);

    if (worker->ready || !care->has_pattern || !worker->alive) {
        return;
    }
    if (care->next_line < first) {
        care->next_line = first; /* it came faster than anybody could look */
    }
    while (output_get(worker->output, care->next_line, &line) && line.ended) {
        care->next_line++;
        if (matches(care, &line)) {
            is_ready(worker);
            return;
        }
    }
}

void
readiness_end(struct worker *worker)
{
    loop_timer_cancel(worker->supervisor->loop, &worker->care->probe_timer);
    helper_end(worker->care->probe);
    worker->care->probe = NULL;
}
