/* Events as lines of JSON: every key of every type, and text from anywhere. */
#include <signal.h>
#include <stdlib.h>
#include <string.h>

#include "src/supervise/event_json.h"
#include "tests/support/cmocka.h"

#define SECOND NANOSECONDS_PER_SECOND

/* 2026-11-23T02:11:03.120Z, and what is less than a millisecond. */
#define WHEN (INT64_C(1795399863) * SECOND + 120999999)

#define BEGINNING "{\"time\":\"2026-11-23T02:11:03.120Z\",\"event\":"

static char name[] = "Process-2";
static char target[] = "worker1(4)";

/* Check the line of an event. */
static void
check(const struct event *event, const char *expected)
{
    char *line = event_json(event);

    assert_non_null(line);
    assert_string_equal(line, expected);
    free(line);
}

static void
what_all_have(void **state)
{
    struct worker worker = { .id = 2, .name = name, .target = target };
    struct event event = { .type = EVENT_CREATED,
                           .time = WHEN,
                           .worker = &worker };

    (void) state;
    check(
        &event,
        BEGINNING "\"created\",\"id\":2,\"name\":\"Process-2\",\"pid\":null,"
                  "\"daemon\":false,\"alive\":false,\"exitcode\":null,"
                  "\"target\":\"worker1(4)\"}");
    worker.pid = 41881;
    worker.daemon = worker.alive = true;
    event.type = EVENT_STARTED;
    check(
        &event,
        BEGINNING "\"started\",\"id\":2,\"name\":\"Process-2\",\"pid\":41881,"
                  "\"daemon\":true,\"alive\":true,\"exitcode\":null,"
                  "\"target\":\"worker1(4)\"}");
}

static void
what_an_end_has(void **state)
{
    struct worker worker = {
        .id = 2,
        .name = name,
        .target = target,
        .pid = 7,
        .has_exitcode = true,
        .exitcode = -SIGTERM,
        .reason = WORKER_REASON_ASKED,
        .started = 5 * SECOND,
        .ended = 6 * SECOND + 500 * (SECOND / 1000000),
    };
    const struct event event = { .type = EVENT_STOPPED,
                                 .time = WHEN,
                                 .worker = &worker };
    static const char *const reasons[] = { "exit", "exit", "signal", "asked" };

    (void) state;
    for (int i = WORKER_REASON_NONE; i <= WORKER_REASON_ASKED; i++) {
        char expected[256];

        worker.reason = (enum worker_reason) i;
        snprintf(
            expected, sizeof expected,
            BEGINNING "\"stopped\",\"id\":2,\"name\":\"Process-2\",\"pid\":7,"
                      "\"daemon\":false,\"alive\":false,\"exitcode\":-15,"
                      "\"target\":\"worker1(4)\",\"reason\":\"%s\","
                      "\"seconds\":1.0005}",
            reasons[i]);
        check(&event, expected);
    }
}

/* Get what follows the keys that all events have. */
static const char *
rest(const struct event *event)
{
    static char text[512];
    char *line = event_json(event);
    const char *found;

    assert_non_null(line);
    found = strstr(line, "\"target\":\"worker1(4)\"");
    assert_non_null(found);
    snprintf(
        text, sizeof text, "%s", found + strlen("\"target\":\"worker1(4)\""));
    free(line);
    return text;
}

static void
what_else_some_have(void **state)
{
    const struct worker worker = { .id = 2, .name = name, .target = target };
    struct event event = { .type = EVENT_JOINED,
                           .worker = &worker,
                           .seconds = 2.1400001 };

    (void) state;
    assert_string_equal(
        rest(&event), ",\"result\":\"ended\",\"seconds\":2.14}");
    event.result = 1;
    assert_non_null(strstr(rest(&event), "\"result\":\"timeout\""));
    event.result = 2;
    assert_non_null(strstr(rest(&event), "\"result\":\"given up\""));
    event.type = EVENT_SIGNALLED;
    event.signum = SIGKILL;
    assert_string_equal(rest(&event), ",\"signal\":\"SIGKILL\"}");
    event.signum = SIGRTMIN + 3;
    assert_string_equal(rest(&event), ",\"signal\":\"SIGRTMIN+3\"}");
    event.type = EVENT_WARNING;
    event.text = "a \"word\"";
    assert_string_equal(rest(&event), ",\"text\":\"a \\\"word\\\"\"}");
    event.type = EVENT_RESTARTED;
    assert_string_equal(rest(&event), "}");
    event.type = EVENT_REMOVED;
    assert_string_equal(rest(&event), "}");
}

static void
what_belongs_to_no_worker(void **state)
{
    const struct event event = { .type = EVENT_MARK,
                                 .time = WHEN,
                                 .text = "here" };
    char *line = event_json_dropped(WHEN, 12);

    (void) state;
    check(
        &event,
        BEGINNING "\"mark\",\"id\":null,\"name\":null,\"pid\":null,"
                  "\"daemon\":null,\"alive\":null,\"exitcode\":null,"
                  "\"target\":null,\"text\":\"here\"}");
    assert_string_equal(
        line,
        BEGINNING "\"warning\",\"id\":null,\"name\":null,\"pid\":null,"
                  "\"daemon\":null,\"alive\":null,\"exitcode\":null,"
                  "\"target\":null,\"text\":\"12 lines of output dropped: "
                  "they are not read fast enough\",\"dropped\":12}");
    free(line);
}

static void
text_from_anywhere_is_json(void **state)
{
    static const char bytes[] = "a\xff\0\033[1m\"\\\n\xe6\xbc\xa2\xe6";
    char odd[] = "n\xfe";
    const struct worker worker = { .id = 2, .name = odd, .target = target };
    const struct output_line output = {
        .time = WHEN,
        .stream = OUTPUT_STDERR,
        .bytes = bytes,
        .size = sizeof bytes - 1,
    };
    char *line = event_json_output(&worker, &output);
    json_t *value = json_loads(line, JSON_ALLOW_NUL, NULL);
    const json_t *text = json_object_get(value, "text");

    (void) state;
    assert_non_null(value);
    assert_null(strchr(line, '\n'));
    assert_string_equal(
        json_string_value(json_object_get(value, "stream")), "stderr");
    assert_string_equal(
        json_string_value(json_object_get(value, "name")), "n\xef\xbf\xbd");
    assert_int_equal(json_string_length(text), 18);
    assert_memory_equal(
        json_string_value(text),
        "a\xef\xbf\xbd\0\033[1m\"\\\n\xe6\xbc\xa2\xef\xbf\xbd", 18);
    json_decref(value);
    free(line);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_all_have),
        cmocka_unit_test(what_an_end_has),
        cmocka_unit_test(what_else_some_have),
        cmocka_unit_test(what_belongs_to_no_worker),
        cmocka_unit_test(text_from_anywhere_is_json),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
