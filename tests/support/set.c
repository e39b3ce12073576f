#include "tests/support/set.h"

#include <stdio.h>
#include <string.h>

#include "tests/support/cmocka.h"

/* How far time goes before the loop turns. */
#define STEP (NANOSECONDS_PER_SECOND / 20)

struct set set;

static int
target(const mp_args *args, const mp_kwargs *kwargs)
{
    (void) args;
    (void) kwargs;
    return 0;
}

static void
on_event(void *context, const struct event *event)
{
    (void) context;
    assert_true(set.count < SET_EVENTS);
    set.events[set.count].type = event->type;
    set.events[set.count].time = event->time;
    set.events[set.count].id = event->worker != NULL ? event->worker->id : 0;
    set.events[set.count].signum = event->signum;
    set.events[set.count].result = event->result;
    event_text(event, set.events[set.count].text, sizeof(set.events[0].text));
    set.count++;
    if (set.reaction != ACTION_COUNT && event->type == set.reacts_to) {
        enum action reaction = set.reaction;

        set.reaction = ACTION_COUNT;
        set_act(reaction, (struct worker *) event->worker);
    }
}

int
set_setup(void **state)
{
    (void) state;
    memset(&set, 0, sizeof(set));
    set.reaction = ACTION_COUNT;
    fake_clock_init(&set.clock);
    fake_engine_init(&set.engine);
    if (loop_new(&set.loop, &set.clock.clock) < 0
        || supervisor_new(&set.supervisor, set.loop, &set.engine.engine) < 0) {
        return -1;
    }
    supervisor_listen(set.supervisor, on_event, NULL);
    return 0;
}

int
set_teardown(void **state)
{
    (void) state;
    supervisor_free(set.supervisor);
    loop_free(set.loop);
    return 0;
}

struct worker *
set_add(const char *name)
{
    const struct worker_spec spec = {
        .name = name,
        .function = target,
        .function_name = "worker",
        .seconds = 3,
    };
    struct worker *worker = NULL;

    assert_int_equal(supervisor_add(set.supervisor, &spec, &worker), 0);
    set.count = 0;
    return worker;
}

struct worker *
set_start(const char *name)
{
    struct worker *worker = set_add(name);

    assert_int_equal(set_act(ACTION_START, worker), 0);
    set.count = 0;
    return worker;
}

struct fake_process *
set_process(const struct worker *worker)
{
    return (struct fake_process *) worker->process;
}

int
set_act(enum action action, struct worker *worker)
{
    return supervisor_act(set.supervisor, action, worker, MP_FOREVER);
}

void
set_pass(double seconds)
{
    int64_t left = clock_from_seconds(seconds);

    while (left > 0) {
        int64_t step = left < STEP ? left : STEP;

        set.clock.monotonic += step;
        set.clock.wall += step;
        left -= step;
        while (loop_turn(set.loop, false) > 0) {
        }
    }
}

void
set_told(const char *expected)
{
    char told[SET_EVENTS * 192] = "";
    size_t size = 0;

    for (unsigned i = 0; i < set.count; i++) {
        size += (size_t) snprintf(
            told + size, sizeof(told) - size, "%s%s %s", i > 0 ? "\n" : "",
            event_name(set.events[i].type), set.events[i].text);
    }
    set.count = 0;
    assert_string_equal(told, expected);
}
