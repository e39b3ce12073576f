/* However mptop ends, no descendant of a daemon worker survives it, and the
 * terminal is whole again: shells, pipelines, double forks, sessions of their
 * own, nohup; who is no daemon lives on and is named. */
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>

#include "tests/support/cmocka.h"
#include "tests/support/folder.h"
#include "tests/support/mptop.h"
#include "tests/support/orphans.h"
#include "tests/support/proc.h"

/* Commands that each leave one process behind that nobody waits for. */
static const char *const shapes[] = {
    "(setsid sleep 1000 &); exec sleep 1001",
    "(nohup sleep 1002 >/dev/null 2>&1 &); exec sleep 1003",
    "((sleep 1004 &) &); exec sleep 1005",
    "(setsid sh -c 'sleep 1006 | cat; :' &); sleep 1007 | cat",
    "trap '' TERM HUP INT; (setsid sleep 1008 &); sleep 1009; sleep 1010",
};

enum {
    SHAPES = sizeof(shapes) / sizeof(shapes[0])
};

static bool
all_are_there(struct harness *harness, void *context)
{
    (void) harness;
    return orphans_count() == *(size_t *) context;
}

/* Waits until so many processes are left to themselves. */
static void
expect_orphans(struct harness *harness, size_t count)
{
    if (!harness_wait(harness, all_are_there, &count, HARNESS_DEADLINE)) {
        orphans_dump();
        harness_fail(
            harness, __FILE__, __LINE__, "%zu orphans, not %zu",
            orphans_count(), count);
    }
}

/* Starts mptop with an option, NULL: none, and all shapes. */
static struct harness *
start_with(const char *option)
{
    const char *words[SHAPES + 2] = { option };
    size_t count = option != NULL;
    struct harness *harness;

    for (size_t i = 0; i < SHAPES; i++) {
        words[count++] = shapes[i];
    }
    harness = mptop_start(40, 120, words, NULL);
    expect_orphans(harness, SHAPES);
    return harness;
}

static bool
has_guard(struct harness *harness, void *context)
{
    pid_t guard = mptop_guard(harness);

    return guard != 0 && guard != *(pid_t *) context;
}

/* Waits for a guard that is another one than before; returns its pid. */
static pid_t
expect_guard(struct harness *harness, pid_t before)
{
    harness_expect_that(harness, has_guard, &before);
    return mptop_guard(harness);
}

/* Checks that mptop ends and leaves nothing. */
static void
check_end(struct harness *harness)
{
    harness_expect_end(harness);
    mptop_check_nothing_left(harness);
    harness_free(harness);
}

/* Ends mptop by a signal, and checks what it leaves. */
static void
check_signal(int signum)
{
    struct harness *harness = start_with(NULL);

    harness_check(harness, harness->alternate_screen);
    kill(harness->pid, signum);
    check_end(harness);
}

static void
nothing_survives_sigkill(void **state)
{
    const char *rounds = getenv("MPTOP_GUARD_ROUNDS");

    (void) state;
    for (int i = rounds != NULL ? atoi(rounds) : 3; i > 0; i--) {
        check_signal(SIGKILL);
    }
}

static void
nothing_survives_a_fault(void **state)
{
    (void) state;
    check_signal(SIGSEGV);
    check_signal(SIGABRT);
}

static void
nothing_survives_signals_that_end(void **state)
{
    (void) state;
    check_signal(SIGTERM);
    check_signal(SIGHUP);
}

static void
nothing_survives_the_terminal(void **state)
{
    struct harness *harness = start_with(NULL);

    (void) state;
    harness_hang_up(harness);
    check_end(harness);
}

static void
nothing_survives_quitting(void **state)
{
    struct harness *harness = start_with(NULL);

    (void) state;
    harness_type(harness, "QK");
    check_end(harness);
}

static void
nothing_survives_without_a_screen(void **state)
{
    struct harness *harness = start_with("--headless");

    (void) state;
    kill(harness->pid, SIGKILL);
    check_end(harness);
}

static void
a_lost_guard_is_replaced(void **state)
{
    struct harness *harness = start_with(NULL);
    pid_t first = expect_guard(harness, 0), second;

    (void) state;
    kill(first, SIGTERM); /* which it does not mind */
    kill(first, SIGINT);
    kill(first, SIGKILL);
    second = expect_guard(harness, first);
    kill(second, SIGKILL);
    expect_guard(harness, second);
    kill(harness->pid, SIGKILL);
    check_end(harness);
}

static void
a_guard_under_a_guard(void **state)
{
    char command[512];
    struct harness *harness;

    (void) state;
    snprintf(
        command, sizeof command, "exec '%s' --headless '%s'", mptop_program(),
        shapes[0]);
    harness = mptop_start(40, 120, WORDS(command), NULL);
    expect_orphans(harness, 1);
    kill(harness->pid, SIGKILL);
    check_end(harness);
}

static void
who_is_no_daemon_lives_on_and_is_named(void **state)
{
    struct harness *harness;
    char text[128];
    pid_t pid;

    (void) state;
    folder_make();
    harness = mptop_start(
        24, 100,
        WORDS(
            "-f",
            folder_write(
                "mprocs.yaml",
                "procs:\n"
                "  web: {shell: exec sleep 1000, daemon: false}\n"
                "  job: exec sleep 1001\n")),
        NULL);
    mptop_expect_cell(harness, "job", "STATE", "started");
    pid = mptop_pid(harness, "web");
    kill(harness->pid, SIGKILL);
    harness_expect_end(harness);
    snprintf(
        text, sizeof text, "mptop: web (pid %d) is no daemon and lives on",
        (int) pid);
    harness_expect(harness, text);
    harness_check(harness, proc_alive(pid));
    kill(pid, SIGKILL);
    mptop_check_nothing_left(harness);
    harness_free(harness);
}

static void
who_scrubs_its_environment_escapes(void **state)
{
    struct harness *harness = mptop_start(
        24, 100,
        WORDS("(env -u MPTOP_GUARD setsid sh -c 'echo apart; exec sleep "
              "1000' &); exec sleep 1001"),
        NULL);

    (void) state;
    harness_expect_match(harness, "[0-9] apart *$");
    expect_orphans(harness, 1);
    harness_type(harness, "Q");
    harness_expect_end(harness);
    expect_orphans(harness, 1);
    harness_free(harness);
}

/* Keeps faults from leaving core files behind. */
static int
setup(void **state)
{
    struct rlimit none = { 0, 0 };

    setrlimit(RLIMIT_CORE, &none);
    return mptop_setup(state);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
#define TEST(name) cmocka_unit_test_teardown(name, mptop_teardown)
        TEST(nothing_survives_sigkill),
        TEST(nothing_survives_a_fault),
        TEST(nothing_survives_signals_that_end),
        TEST(nothing_survives_the_terminal),
        TEST(nothing_survives_quitting),
        TEST(nothing_survives_without_a_screen),
        TEST(a_lost_guard_is_replaced),
        TEST(a_guard_under_a_guard),
        TEST(who_is_no_daemon_lives_on_and_is_named),
        TEST(who_scrubs_its_environment_escapes),
    };

    return cmocka_run_group_tests_name("guard", tests, setup, mptop_teardown);
}
