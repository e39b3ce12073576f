/* Without a screen: events as NDJSON, the table once, and the exit status. */
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "tests/support/cmocka.h"
#include "tests/support/command.h"

/* Nothing to say about how a child stands. */
static const mp_child plain = { .size = sizeof(mp_child) };

/* Check that a text is lines of JSON with the keys that all events have, and
 * write "EVENT NAME" of each, or "EVENT NAME: TEXT". */
static char *
summary(const char *text)
{
    static const char *const keys[] = { "time",  "event",    "id",
                                        "name",  "pid",      "daemon",
                                        "alive", "exitcode", "target" };
    char *result = calloc(strlen(text) * 2 + 1, 1);
    char *end = result;

    assert_non_null(result);
    while (*text) {
        size_t size = strcspn(text, "\n");
        json_t *event = json_loadb(text, size, JSON_ALLOW_NUL, NULL);
        const char *said;

        assert_non_null(event);
        assert_int_equal(text[size], '\n');
        for (size_t i = 0; i < sizeof(keys) / sizeof(keys[0]); i++) {
            assert_non_null(json_object_get(event, keys[i]));
        }
        said = json_string_value(json_object_get(event, "text"));
        end += sprintf(
            end, "%s %s%s%s\n",
            json_string_value(json_object_get(event, "event")),
            json_string_value(json_object_get(event, "name")), said ? ": " : "",
            said ? said : "");
        json_decref(event);
        text += size + 1;
    }
    return result;
}

/* Run a shell command that writes events, and check their summary. */
static void
assert_events(const char *script, const char *expected)
{
    char *text = summary(command_shell_output(script, plain));

    assert_string_equal(text, expected);
    free(text);
}

static void
commands_tell_events(void **state)
{
    (void) state;
    assert_events(
        "\"$MPTOP\" --headless --exit-code zero 'echo a; exit 3' </dev/null",
        "created echo\nstarted echo\noutput echo: a\nstopped echo\n");
    assert_events(
        "\"$MPTOP\" --headless 'printf \"x\\377y\\033[1m\"'",
        "created printf\nstarted printf\n"
        "output printf: x\xef\xbf\xbdy\x1b[1m\nstopped printf\n");
}

static void
the_tutorial_runs_to_its_end(void **state)
{
    const char *text =
        command_shell_output("\"$MPTOP\" --headless --simulate", plain);
    static const char stopped[] =
        "{\"time\":\"2026-11-23T02:11:18.000Z\",\"event\":\"stopped\","
        "\"id\":1,\"name\":\"Process-1\",\"pid\":1001,\"daemon\":false,"
        "\"alive\":false,\"exitcode\":0,\"target\":\"worker(3)\","
        "\"reason\":\"exit\",\"seconds\":18.0}\n";
    char *first = strdup(text);
    char *told = summary(first);
    int count = 0;

    (void) state;
    for (const char *at = told; (at = strstr(at, "time is Mon Nov 23")); at++) {
        count++;
    }
    assert_int_equal(count, 6 + 4 + 2 * 2);
    assert_string_equal(first + strlen(first) - strlen(stopped), stopped);
    assert_string_equal(
        command_shell_output("\"$MPTOP\" --headless --simulate", plain), first);
    free(told);
    free(first);
}

static void
the_status_follows_the_policy(void **state)
{
    static const struct {
        const char *options;
        int status;
    } cases[] = {
        { "", 1 },
        { "--exit-code any", 1 },
        { "--exit-code first", 4 },
        { "--exit-code last", 7 },
        { "--exit-code name:exit", 4 },
        { "--exit-code name:nobody", 2 },
        { "--exit-code zero", 0 },
        { "--exit-code neither", 2 },
    };

    (void) state;
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        char script[256];

        snprintf(
            script, sizeof(script),
            "\"$MPTOP\" --headless --simulate %s 'exit 4' 'sleep 1; exit 7' "
            ">/dev/null 2>&1",
            cases[i].options);
        assert_int_equal(command_shell_code(script, &plain), cases[i].status);
    }
    assert_int_equal(
        command_shell_code(
            "\"$MPTOP\" --headless --exit-code first 'kill -9 $$' >/dev/null",
            &plain),
        137);
    assert_int_equal(
        command_shell_code("\"$MPTOP\" --headless no-such >/dev/null", &plain),
        1);
}

static void
signals_end_it(void **state)
{
    /* Who runs the tests in the background has SIGINT ignored. */
    const mp_child child = { .size = sizeof child,
                             .flags = MP_CHILD_RESET_SIGNALS };

    (void) state;
    assert_int_equal(
        command_shell_code(
            "\"$MPTOP\" --headless 'kill -TERM $PPID; exec sleep 600' "
            ">/dev/null",
            &child),
        143);
    assert_int_equal(
        command_shell_code(
            "\"$MPTOP\" --headless 'kill -INT $PPID; exec sleep 600' "
            ">/dev/null",
            &child),
        0);
}

/* Who is forked while its group is signalled, and does not hear it, holds up
 * nobody: in a shell that starts another command now and then, in one whose
 * trap does so always. */
static void
latecomers_hold_up_nobody(void **state)
{
    const mp_child child = { .size = sizeof child,
                             .flags = MP_CHILD_RESET_SIGNALS };

    (void) state;
    assert_int_equal(
        command_shell_code(
            "timeout 30 \"$MPTOP\" --headless 'kill -INT $PPID; sleep 600' "
            ">/dev/null",
            &child),
        0);
    assert_int_equal(
        command_shell_code(
            "timeout 30 \"$MPTOP\" --headless 'trap \"sleep 600 & exit\" TERM; "
            "kill -INT $PPID; while :; do sleep 1; done' >/dev/null",
            &child),
        0);
}

/* The reader goes away, before there is something to write: the workers end,
 * and so do we. */
static void
the_reader_goes_away(void **state)
{
    (void) state;
    assert_string_equal(
        command_shell_output(
            "exec 3>&1; { \"$MPTOP\" --headless 'sleep 600'; echo $? >&3; } "
            "| head -n 2 >/dev/null",
            plain),
        "141\n");
}

/* Events that cannot be written are told of, and the workers end. */
static void
a_full_disk_is_told(void **state)
{
    (void) state;
    assert_string_equal(
        command_shell_output(
            "\"$MPTOP\" --headless 'sleep 600' 2>&1 >/dev/full; echo $?",
            plain),
        "mptop: standard output: No space left on device\n1\n");
}

/* Nobody reads for a while: the workers go on, and what was left out is
 * counted. */
static void
a_slow_reader_blocks_nobody(void **state)
{
    char *text;
    char *dropped;

    (void) state;
    text = strdup(command_shell_output(
        "dir=$(mktemp -d); \"$MPTOP\" --headless "
        "\"seq 200000; : >$dir/done\" | "
        "{ until [ -e $dir/done ]; do sleep 0.05; done; rm -r $dir; grep -e "
        "dropped -e stopped; }",
        plain));
    dropped = strstr(text, "\"dropped\":");
    assert_non_null(dropped);
    assert_non_null(strstr(text, "\"event\":\"stopped\""));
    free(text);
}

static void
the_table_once(void **state)
{
    (void) state;
    assert_string_equal(
        command_shell_output(
            "\"$MPTOP\" --once --simulate --exit-code zero -s 'exit 3' 'echo "
            "a,\"b\"'",
            plain),
        "NAME  PID   ALIVE  DAEMON  EXITCODE  STATE    TARGET      TIME\n"
        "exit  1001  no     yes     3         stopped  exit 3      0.0s\n"
        "echo  1002  no     yes     0         stopped  echo a,\"b\"  0.0s\n");
    assert_string_equal(
        command_shell_output(
            "\"$MPTOP\" --once=csv --simulate -s 'echo a,\"b\"; sleep 1.5' "
            "| tr -d '\\r'",
            plain),
        "time,event,id,name,pid,daemon,alive,exitcode,target,state,seconds\n"
        "2026-11-23T02:11:01.500Z,stopped,1,echo,1001,true,false,0,"
        "\"echo a,\"\"b\"\"; sleep 1.5\",stopped,1.5\n");
}

static void
the_table_as_json(void **state)
{
    json_t *rows = json_loads(
        command_shell_output("\"$MPTOP\" --once=json", plain), 0, NULL);
    json_t *row;

    (void) state;
    assert_int_equal(json_array_size(rows), 7);
    row = json_array_get(rows, 6);
    assert_string_equal(
        json_string_value(json_object_get(row, "state")), "initial");
    assert_true(json_is_true(json_object_get(row, "daemon")));
    assert_true(json_is_null(json_object_get(row, "seconds")));
    json_decref(rows);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(commands_tell_events),
        cmocka_unit_test(the_tutorial_runs_to_its_end),
        cmocka_unit_test(the_status_follows_the_policy),
        cmocka_unit_test(signals_end_it),
        cmocka_unit_test(latecomers_hold_up_nobody),
        cmocka_unit_test(the_reader_goes_away),
        cmocka_unit_test(a_full_disk_is_told),
        cmocka_unit_test(a_slow_reader_blocks_nobody),
        cmocka_unit_test(the_table_once),
        cmocka_unit_test(the_table_as_json),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
