/* The local engine: processes that have a terminal of their own. */
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include "tests/support/cmocka.h"
#include "tests/support/local.h"
#include "tests/support/proc.h"
#include "tests/support/shared.h"

/* Whether there is no terminal left. */
static bool none_left;

int __real_posix_openpt(int flags);
int __wrap_posix_openpt(int flags);

int
__wrap_posix_openpt(int flags)
{
    errno = ENOSPC;
    return none_left ? -1 : __real_posix_openpt(flags);
}

/* Fixture: commands get terminals. */
static int
setup(void **state)
{
    none_left = false;
    local_setup(state);
    supervisor_give_terminals(local.supervisor, 31, 97);
    return 0;
}

/* Where a test's log goes. */
static const char log_path[] = "test_engine_terminal.log";

/* The line that is waited for. */
static const char *wanted;

static bool
wanted_came(const struct worker *worker)
{
    for (uint64_t i = output_first(worker->output);
         i < output_end(worker->output); i++) {
        if (strstr(local_text(worker, i), wanted) != NULL) {
            return true;
        }
    }
    return false;
}

/* Wait until a line holds a text. */
static bool
wait_text(const struct worker *worker, const char *text)
{
    wanted = text;
    return local_wait(wanted_came, worker, SOON);
}

static void
test_surroundings(void **state)
{
    struct worker *worker;

    (void) state;
    setenv("LINES", "7", 1);
    setenv("TERM", "dumb", 1);
    worker = local_start(
        "test -t 0 && test -t 1 && test -t 2 && echo tty; stty size; "
        "echo $TERM-${LINES-none}; ps -o pgid=,sid=,tpgid= -p $$ | "
        "{ read a b c; test $a = $b && test $a = $c && echo leads; }; "
        "echo err >&2; ls /proc/self/fd | wc -l; exit 3");
    assert_true(worker->terminal);
    assert_true(local_wait(local_ended, worker, SOON));
    unsetenv("LINES");
    assert_int_equal(worker->exitcode, 3);
    assert_string_equal(local_text(worker, 0), "tty\r");
    assert_string_equal(local_text(worker, 1), "31 97\r");
    assert_string_equal(local_text(worker, 2), "xterm-256color-none\r");
    assert_string_equal(local_text(worker, 3), "leads\r");
    assert_string_equal(local_text(worker, 4), "err\r");
    assert_string_equal(local_text(worker, 5), "4\r");
    assert_int_equal(output_end(worker->output), 6);
}

/* All that was written is there when the end is told. */
static void
test_read_to_the_end(void **state)
{
    (void) state;
    for (int i = 0; i < 20; i++) {
        struct worker *worker = local_start("seq 12000; echo END");

        assert_true(local_wait(local_ended, worker, SOON));
        assert_int_equal(output_end(worker->output), 12001);
        assert_string_equal(local_text(worker, 12000), "END\r");
    }
}

static void
test_type(void **state)
{
    struct worker *worker = local_start("cat; echo bye");

    (void) state;
    assert_int_equal(
        supervisor_type(local.supervisor, worker, "hello\r", 6), 0);
    assert_true(local_wait(local_line, worker, SOON));
    assert_true(wait_text(worker, "hello"));
    assert_int_equal(supervisor_type(local.supervisor, worker, "\004", 1), 0);
    assert_true(local_wait(local_ended, worker, SOON));
    assert_true(wait_text(worker, "bye"));
    assert_int_equal(
        supervisor_type(local.supervisor, worker, "late", 4), -ENOTTY);
}

/* What is typed faster than it is read waits, within bounds, and all comes. */
static void
test_type_much(void **state)
{
    struct worker *worker = local_start(
        "stty raw -echo; echo ready; sleep 0.2; head -c 60000 | md5sum");
    char bytes[1000];
    int result = 0;

    (void) state;
    assert_true(wait_text(worker, "ready"));
    memset(bytes, 'a', sizeof(bytes));
    for (int i = 0; i < 60; i++) {
        assert_int_equal(
            supervisor_type(local.supervisor, worker, bytes, sizeof(bytes)), 0);
    }
    for (int i = 0; i < 200 && result == 0; i++) {
        result =
            supervisor_type(local.supervisor, worker, bytes, sizeof(bytes));
    }
    assert_int_equal(result, -EAGAIN);
    assert_true(local_wait(local_ended, worker, SOON));
    assert_true(wait_text(worker, "f24ca962018f79d639362103c22fb933"));
}

static void
test_resize(void **state)
{
    struct worker *worker = local_start(
        "trap 'stty size' WINCH; echo ready; while :; do sleep 0.02; done");
    struct worker *later = local_add("stty size");

    (void) state;
    assert_true(wait_text(worker, "ready"));
    supervisor_resize_terminals(local.supervisor, 12, 34);
    assert_true(wait_text(worker, "12 34"));
    local_act(ACTION_START, later);
    assert_true(wait_text(later, "12 34"));
}

/* A shell's jobs lead groups of their own; signals go to them too. */
static void
test_jobs(void **state)
{
    struct worker *worker =
        local_start("exec bash --norc -i -c 'sleep 1000 & echo job-$!.; wait'");
    pid_t job;

    (void) state;
    assert_true(wait_text(worker, "job-"));
    for (uint64_t i = 0;; i++) {
        const char *at = strstr(local_text(worker, i), "job-");

        if (at != NULL) {
            job = atoi(at + 4);
            break;
        }
    }
    assert_int_equal(getpgid(job), job);
    local_act(ACTION_KILL, worker);
    assert_true(local_wait(local_gone, worker, SOON));
    assert_true(proc_wait_end(job, SOON));
    waitpid(job, NULL, 0);
}

/* A shell at a terminal ignores SIGTERM. */
static void
test_shell_ends(void **state)
{
    struct worker *worker =
        local_start("echo ready; PS1='> ' exec bash --norc -i");

    (void) state;
    assert_true(wait_text(worker, "> "));
    /* A shell that is just about to read its keys sees a signal only with the
     * next one. */
    for (int i = 0; i < 20 && !local_wait(local_gone, worker, SOON / 20); i++) {
        local_act(ACTION_TERMINATE, worker);
    }
    assert_false(worker->alive);
    assert_int_equal(worker->reason, WORKER_REASON_ASKED);
    assert_false(worker->failed);
}

/* Without terminals there are pipes, and one warning. */
static void
test_none_left(void **state)
{
    struct worker *workers[2];
    unsigned warnings;

    (void) state;
    for (int i = 0; i < 2; i++) {
        none_left = true;
        workers[i] = local_start("test -t 1 || echo pipe");
        none_left = false;
        assert_true(local_wait(local_ended, workers[i], SOON));
        assert_string_equal(local_text(workers[i], 0), "pipe");
        assert_false(workers[i]->terminal);
        warnings = local.events[EVENT_WARNING];
    }
    assert_int_equal(warnings, 1);
    assert_non_null(strstr(local.warning, "no terminal is left"));
    local_act(ACTION_RESTART, workers[0]);
    assert_true(workers[0]->terminal);
    assert_true(local_wait(local_ended, workers[0], SOON));
}

/* Functions have pipes, and so has what says so. */
static void
test_pipes(void **state)
{
    static const struct policy pipes = { .no_terminal = true };
    static const struct policy apart = { .log = { .file = "/dev/null",
                                                  .error_file = "/dev/null" } };
    struct worker_spec spec = { .shell = "test -t 1 || echo pipe" };
    struct worker *worker;

    (void) state;
    spec.policy = &pipes;
    assert_int_equal(supervisor_add(local.supervisor, &spec, &worker), 0);
    assert_false(worker->terminal);
    local_act(ACTION_START, worker);
    assert_true(wait_text(worker, "pipe"));
    spec.policy = &apart;
    assert_int_equal(supervisor_add(local.supervisor, &spec, &worker), 0);
    assert_false(worker->terminal);
}

/* Log files hold lines as pipes give them; other carriage returns stay. */
static void
test_log(void **state)
{
    struct policy policy = { .log = { .file = log_path, .truncate = true } };
    struct worker_spec spec = {
        .shell = "echo one; printf 'a\\rb'; sleep 0.1; printf '\\r'; sleep 0.1;"
                 " printf '\\nend\\n'",
        .policy = &policy,
    };
    struct worker *worker;
    char text[64];
    FILE *file;
    size_t size;

    (void) state;
    assert_int_equal(supervisor_add(local.supervisor, &spec, &worker), 0);
    local_act(ACTION_START, worker);
    assert_true(local_wait(local_ended, worker, SOON));
    file = fopen(log_path, "re");
    assert_non_null(file);
    size = fread(text, 1, sizeof(text) - 1, file);
    text[size] = '\0';
    fclose(file);
    unlink(log_path);
    /* The terminal puts a return before each newline: of two, one stays. */
    assert_string_equal(text, "one\na\rb\r\nend\n");
}

/* Readiness sees lines as pipes give them. */
static void
test_ready(void **state)
{
    struct policy policy = { .ready = { .kind = POLICY_READY_LOG,
                                        .text = "^it is up$" } };
    struct worker_spec spec = {
        .shell = "echo it is up; exec sleep 1000",
        .policy = &policy,
    };
    struct worker *worker;

    (void) state;
    assert_int_equal(supervisor_add(local.supervisor, &spec, &worker), 0);
    local_act(ACTION_START, worker);
    for (int i = 0; i < 500 && !worker->ready; i++) {
        local_pass(0.01);
    }
    assert_true(worker->ready);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, local_teardown)
        TEST(test_surroundings), TEST(test_read_to_the_end), TEST(test_type),
        TEST(test_type_much),    TEST(test_resize),          TEST(test_jobs),
        TEST(test_shell_ends),   TEST(test_none_left),       TEST(test_pipes),
        TEST(test_log),          TEST(test_ready),
    };

    prctl(PR_SET_CHILD_SUBREAPER, 1);
    return cmocka_run_group_tests_name("engine terminal", tests, NULL, NULL);
}
