#include "tests/support/local.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "tests/support/cmocka.h"
#include "tests/support/proc.h"
#include "tests/support/shared.h"

struct local local;

static void
on_event(void *context, const struct event *event)
{
    (void) context;
    local.events[event->type]++;
    if (event->type == EVENT_WARNING) {
        snprintf(local.warning, sizeof(local.warning), "%s", event->text);
    }
}

int
local_setup(void **state)
{
    (void) state;
    memset(&local, 0, sizeof(local));
    local.descriptors = proc_descriptors();
    if (loop_new(&local.loop, clock_real()) < 0
        || engine_local_new(&local.engine, local.loop) < 0
        || supervisor_new(&local.supervisor, local.loop, local.engine) < 0) {
        return -1;
    }
    supervisor_listen(local.supervisor, on_event, NULL);
    return 0;
}

/* Condition: nobody is left at all. */
static bool
all_gone(const struct worker *worker)
{
    (void) worker;
    return supervisor_alive(local.supervisor) == 0;
}

int
local_teardown(void **state)
{
    bool gone;

    (void) state;
    supervisor_exit(local.supervisor, SUPERVISOR_EXIT_KILL);
    gone = local_wait(all_gone, NULL, SOON);
    supervisor_free(local.supervisor);
    local.engine->functions->free(local.engine);
    loop_free(local.loop);
    if (!gone || proc_descriptors() != local.descriptors
        || proc_count_children(getpid(), false) > 0
        || proc_count_children(getpid(), true) > 0) {
        print_error("something is left behind\n");
        return -1;
    }
    return 0;
}

struct worker *
local_add(const char *text)
{
    const struct worker_spec spec = { .shell = text, .daemon = true };
    struct worker *worker = NULL;

    assert_int_equal(supervisor_add(local.supervisor, &spec, &worker), 0);
    return worker;
}

struct worker *
local_start(const char *text)
{
    struct worker *worker = local_add(text);

    assert_int_equal(local_act(ACTION_START, worker), 0);
    return worker;
}

struct worker *
local_start_function(mp_target *function, double seconds)
{
    const struct worker_spec spec = { .function = function,
                                      .seconds = seconds };
    struct worker *worker = NULL;

    assert_int_equal(supervisor_add(local.supervisor, &spec, &worker), 0);
    assert_int_equal(local_act(ACTION_START, worker), 0);
    return worker;
}

int
local_act(enum action action, struct worker *worker)
{
    return supervisor_act(local.supervisor, action, worker, MP_FOREVER);
}

static void
on_limit(void *context)
{
    *(bool *) context = true;
}

bool
local_wait(
    local_condition *condition, const struct worker *worker, double seconds)
{
    bool over = false;
    struct loop_timer limit = { .function = on_limit, .context = &over };
    int64_t now = clock_real()->monotonic(clock_real());

    assert_int_equal(
        loop_timer_set(local.loop, &limit, now + clock_from_seconds(seconds)),
        0);
    while (!over && !condition(worker)) {
        int called = loop_turn(local.loop, true);

        assert_true(called >= 0);
        local.turns++;
        local.handlers += (unsigned) called;
    }
    loop_timer_cancel(local.loop, &limit);
    return !over || condition(worker);
}

static bool
never(const struct worker *worker)
{
    (void) worker;
    return false;
}

void
local_pass(double seconds)
{
    local_wait(never, NULL, seconds);
}

bool
local_ended(const struct worker *worker)
{
    return !worker->alive;
}

bool
local_gone(const struct worker *worker)
{
    return !worker->alive && !worker->group_left;
}

bool
local_line(const struct worker *worker)
{
    struct output_line line;

    return output_get(worker->output, 0, &line) && line.ended;
}

const char *
local_text(const struct worker *worker, uint64_t number)
{
    static char text[256];
    struct output_line line = { 0 };

    if (!output_get(worker->output, number, &line)) {
        return "";
    }
    snprintf(text, sizeof(text), "%.*s", (int) line.size, line.bytes);
    return text;
}
