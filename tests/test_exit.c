/* How processes end: exit codes, and what is done about children before. */
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "src/multiprocessing.h"
#include "tests/support/child.h"
#include "tests/support/cmocka.h"
#include "tests/support/proc.h"
#include "tests/support/shared.h"
#include "tests/support/target.h"

/* ------------------------------------------------------------- exit codes */

static int
target_mp_exit(const mp_args *args, const mp_kwargs *kwargs)
{
    (void) kwargs;
    mp_exit((int) mp_as_int(mp_args_get(args, 0)));
}

static int
target__exit(const mp_args *args, const mp_kwargs *kwargs)
{
    (void) kwargs;
    _exit((int) mp_as_int(mp_args_get(args, 0)));
}

/* F01 F08: the low 8 bits, by whatever way. */
static void
test_codes(void **state)
{
    static mp_target *const ways[] = { target_return, target_mp_exit,
                                       target__exit };
    static const struct {
        int code;
        int expected;
    } rows[] = {
        { 0, 0 },
        { 1, 1 },
        { 7, 7 },
        { 255, 255 },
        { 256, 0 },
        { 257, 1 },
        { -1, 255 },
        { -9, 247 },
        { 300, 44 },
        { 4096, 0 },
        { 2147483647, 255 },
        { -2147483647 - 1, 0 },
    };

    (void) state;
    for (size_t way = 0; way < 3; way++)
        for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
            mp_process *process =
                target_start(ways[way], MP_ARGS(rows[i].code));
            int code = target_code(process);

            if (code != rows[i].expected)
                print_error("way %zu, code %d\n", way, rows[i].code);
            assert_int_equal(code, rows[i].expected);
            mp_process_free(process);
        }
}

static void
on_term(int number)
{
    (void) number;
    _exit(9);
}

static int
target_ends_on_term(const mp_args *args, const mp_kwargs *kwargs)
{
    signal(SIGTERM, on_term);
    return target_sleep(args, kwargs);
}

/* F06: a handler of SIGTERM chooses the code. */
static void
test_code_of_a_handler(void **state)
{
    atomic_int *ready = shared_new(sizeof *ready);
    mp_process *process =
        target_start(target_ends_on_term, MP_ARGS((void *) ready));

    (void) state;
    assert_true(shared_wait(ready, 1, SOON));
    assert_int_equal(mp_process_terminate(process), 0);
    assert_int_equal(target_code(process), 9);
    mp_process_free(process);
    shared_free(ready, sizeof *ready);
}

static int
target_prints(const mp_args *args, const mp_kwargs *kwargs)
{
    (void) kwargs;
    if (args->count > 0) {
        close(1);
        return 0;
    }
    printf("text that does not fit");
    return 0;
}

/* F12: a closed stdout is no failure.  F14: one that cannot be written is. */
static void
test_unusable_stdout(void **state)
{
    int full = open("/dev/full", O_WRONLY | O_CLOEXEC);
    mp_child child = { .size = sizeof child,
                       .stdio[1] = { MP_STDIO_FD, full } };
    mp_process_options options = { .target = target_prints, .child = &child };
    mp_process *process;

    (void) state;
    assert_true(full >= 0);
    process = target_start(target_prints, MP_ARGS(1));
    assert_int_equal(target_code(process), 0);
    mp_process_free(process);
    assert_int_equal(mp_process_new(&process, &options), 0);
    assert_int_equal(mp_process_start(process), 0);
    assert_int_equal(target_code(process), 1);
    mp_process_free(process);
    close(full);
}

/* ---------------------------------------------------------- exit function */

/* Runs a scenario; checks output, exit code and least duration. */
static void
expect_end(
    const char *scenario,
    const char *argument,
    const char *output,
    int code,
    double least)
{
    struct child *child = child_run(scenario, argument);

    assert_string_equal(child->out.text, output);
    assert_string_equal(child->err.text, "");
    child_assert_code(child, code);
    assert_true(child->seconds >= least);
    assert_true(child->seconds < least + SOON);
    child_free(child);
}

/* B07 */
static void
test_daemon_and_child(void **state)
{
    (void) state;
    expect_end(
        "daemon-and-child", NULL, "main end\ndaemon got SIGTERM\nchild done\n",
        0, 0.35);
}

/* B08 */
static void
test_deaf_daemon(void **state)
{
    (void) state;
    expect_end("deaf-daemon", NULL, "main end\ndaemon done\n", 0, 0.45);
}

/* B09 */
static void
test_daemon_of_a_child(void **state)
{
    (void) state;
    expect_end(
        "in-a-child", NULL,
        "main end\ndaemon got SIGTERM\nchild done\njoined\n", 0, 0.35);
}

/* B10: none of them is left when main has gone. */
static void
test_daemons_that_hardly_ran(void **state)
{
    struct child *child = child_run("many-daemons", NULL);

    (void) state;
    child_assert_code(child, 0);
    assert_false(proc_alive((pid_t) child_number(child, "pid0")));
    assert_false(proc_alive((pid_t) child_number(child, "pid1")));
    assert_false(proc_alive((pid_t) child_number(child, "pid2")));
    child_free(child);
}

/* N08 N09 N22: every orderly end flushes, waits and keeps its status. */
static void
test_ends_of_main(void **state)
{
    static const char *const ways[] = { "return", "exit", "mp_exit",
                                        "mp_exit 261" };

    (void) state;
    for (size_t i = 0; i < sizeof ways / sizeof *ways; i++)
        expect_end("ending", ways[i], "buffered\nchild done\n", 5, 0.25);
    expect_end("buffered-line", NULL, "main line\nchild done\n", 0, 0.15);
}

/* N08: an exception's text comes before the wait. */
static void
test_raise_in_main(void **state)
{
    static const char *const rows[][2] = { { "mp_raise", "it was bad\n" },
                                           { "mp_raise nothing", "\n" } };

    (void) state;
    for (size_t i = 0; i < 2; i++) {
        struct child *child = child_scenario("ending", rows[i][0]);

        while (child->err.size == 0 && child->out.fd >= 0)
            if (child_wait_text(child, "child done", 0.02))
                break;
        assert_string_equal(child->err.text, rows[i][1]);
        assert_null(strstr(child->out.text, "child done"));
        assert_true(child_wait_end(child, SOON));
        assert_true(child_drain(child, SOON));
        assert_string_equal(child->err.text, rows[i][1]);
        assert_string_equal(child->out.text, "buffered\nchild done\n");
        child_assert_code(child, 1);
        child_free(child);
    }
}

/* N03: main's handlers run once, in main; a child's own do not. */
static void
test_handlers(void **state)
{
    (void) state;
    expect_end(
        "handlers", NULL, "child ran\nchild ran\nmain's handler\n", 0, 0);
}

/* N21: works, or is refused; no hang, and nothing wrong with the status. */
static void
test_start_in_a_handler(void **state)
{
    static const char *const when[] = { "before", "after" };

    (void) state;
    for (size_t i = 0; i < 2; i++) {
        struct child *child = child_run("start-in-handler", when[i]);

        child_assert_code(child, 0);
        if (strstr(child->out.text, "start 1"))
            assert_non_null(strstr(child->out.text, "late done"));
        child_free(child);
    }
}

static void
test_end_during_a_join(void **state)
{
    (void) state;
    expect_end("end-during-join", NULL, "main end\ndaemon got SIGTERM\n", 3, 0);
}

/* N05 N06 N18 G05: a child waits for its own children when its end is orderly,
 * and then says what was wrong. */
static void
test_ends_of_a_child(void **state)
{
    static const struct {
        const char *way;
        const char *joined;
        bool waits;
        bool prints;
    } rows[] = {
        { "0", "joined 3\n", true, true },
        { "1", "joined 4\n", true, true },
        { "2", "joined 1\n", true, true },
        { "3", "joined 6\n", false, false },
        { "4", "joined -15\n", false, false },
    };

    (void) state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct child *child = child_run("child-ending", rows[i].way);
        const char *done = strstr(child->out.text, "child done\n");
        const char *joined = strstr(child->out.text, rows[i].joined);

        child_assert_code(child, 0);
        assert_non_null(done);
        assert_non_null(joined);
        assert_int_equal(done < joined, rows[i].waits);
        assert_int_equal(
            strstr(child->out.text, "buffered\n") != NULL, rows[i].prints);
        assert_string_equal(
            child->err.text,
            rows[i].way[0] == '2' ? "Process Process-1:\nit was bad\n" : "");
        child_free(child);
    }
}

/* -------------------------------------------------------------------- log */

/* N02: silent unless asked for; at INFO exactly this. */
static void
test_log(void **state)
{
    static const char *const silent[] = { "0", "25", "30", "50" };
    struct child *child = child_run("log", "20");

    (void) state;
    assert_string_equal(
        child->err.text,
        "[INFO/Process-1] child process calling self.run()\n"
        "[INFO/Process-1] process shutting down\n"
        "[INFO/Process-1] process exiting with exitcode 0\n"
        "[INFO/Process-2] child process calling self.run()\n"
        "[INFO/Process-2] process shutting down\n"
        "[INFO/Process-2] process exiting with exitcode 3\n"
        "[INFO/MainProcess] process shutting down\n");
    child_assert_code(child, 0);
    child_free(child);
    for (size_t i = 0; i < 4; i++)
        expect_end("log", silent[i], "", 0, 0);
    assert_int_equal(mp_log_to_stderr(-1), -22);
}

/* N01: at DEBUG, with a daemon.  What main still finds to be joined depends on
 * who is quicker. */
static void
test_log_of_a_daemon(void **state)
{
    static const char *const lines[] = {
        "[INFO/daemon] child process calling self.run()\n",
        "[INFO/child] child process calling self.run()\n",
        "[INFO/child] process shutting down\n",
        "[DEBUG/child] running all \"atexit\" finalizers with priority >= 0\n",
        "[DEBUG/child] running the remaining \"atexit\" finalizers\n",
        "[INFO/child] process exiting with exitcode 0\n",
        "[INFO/MainProcess] process shutting down\n",
        "[DEBUG/MainProcess] running all \"atexit\" finalizers with priority "
        ">= 0\n",
        "[INFO/MainProcess] calling terminate() for daemon daemon\n",
        "[DEBUG/MainProcess] running the remaining \"atexit\" finalizers\n",
    };
    static const char *const join[] = {
        "[INFO/MainProcess] calling join() for process daemon\n",
        "[INFO/MainProcess] calling join() for process child\n",
    };
    struct child *child = child_run("log-daemon", "10");
    size_t size = 0;

    (void) state;
    for (size_t i = 0; i < sizeof lines / sizeof *lines; i++) {
        assert_non_null(strstr(child->err.text, lines[i]));
        size += strlen(lines[i]);
    }
    for (size_t i = 0; i < 2; i++)
        if (strstr(child->err.text, join[i]))
            size += strlen(join[i]);
    assert_int_equal(child->err.size, size);
    child_assert_code(child, 0);
    child_free(child);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_codes),
        cmocka_unit_test(test_code_of_a_handler),
        cmocka_unit_test(test_unusable_stdout),
        cmocka_unit_test(test_daemon_and_child),
        cmocka_unit_test(test_deaf_daemon),
        cmocka_unit_test(test_daemon_of_a_child),
        cmocka_unit_test(test_daemons_that_hardly_ran),
        cmocka_unit_test(test_ends_of_main),
        cmocka_unit_test(test_raise_in_main),
        cmocka_unit_test(test_handlers),
        cmocka_unit_test(test_start_in_a_handler),
        cmocka_unit_test(test_end_during_a_join),
        cmocka_unit_test(test_ends_of_a_child),
        cmocka_unit_test(test_log),
        cmocka_unit_test(test_log_of_a_daemon),
    };

    return cmocka_run_group_tests_name("exit", tests, NULL, NULL);
}
