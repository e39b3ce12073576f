/* What a child inherits of its parent, and what it does not. */
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/sysmacros.h>
#include <unistd.h>

#include "src/multiprocessing.h"
#include "tests/support/cmocka.h"
#include "tests/support/command.h"
#include "tests/support/shared.h"
#include "tests/support/target.h"

struct stance {
    sigset_t mask;
    bool handler;
    bool ignored;
    bool pipe_default;
    mode_t umask;
    char directory[4096];
    char variable[64];
    pid_t group, session, parent;
    bool descriptor;
};

static void
on_signal(int number)
{
    (void) number;
}

static int
target_stance(const mp_args *args, const mp_kwargs *kwargs)
{
    struct stance *stance = mp_as_ptr(mp_args_get(args, 0));
    int fd = (int) mp_as_int(mp_args_get(args, 1));
    const char *variable = getenv("TEST_START");
    struct sigaction action;

    (void) kwargs;
    sigprocmask(SIG_BLOCK, NULL, &stance->mask);
    sigaction(SIGUSR1, NULL, &action);
    stance->handler = action.sa_handler == on_signal;
    sigaction(SIGUSR2, NULL, &action);
    stance->ignored = action.sa_handler == SIG_IGN;
    sigaction(SIGPIPE, NULL, &action);
    stance->pipe_default = action.sa_handler == SIG_DFL;
    stance->umask = umask(0);
    if (!getcwd(stance->directory, sizeof stance->directory))
        return 1;
    snprintf(stance->variable, sizeof stance->variable, "%s", variable);
    stance->group = getpgrp();
    stance->session = getsid(0);
    stance->parent = getppid();
    stance->descriptor = write(fd, "x", 1) == 1;
    return 0;
}

static void
expect_same_mask(const sigset_t *one, const sigset_t *other)
{
    for (int number = 1; number < 65; number++)
        assert_int_equal(sigismember(one, number), sigismember(other, number));
}

/* C13 B12 N13 N24: handlers, mask, directory, umask, environment, group and
 * descriptors are the caller's.  A daemon's too. */
static void
check_stance(mp_daemon daemon)
{
    struct stance *stance = shared_new(sizeof *stance);
    sigset_t mask, before, after;
    char directory[4096];
    int ends[2];
    mp_process_options options = { .target = target_stance, .daemon = daemon };
    mp_process *process;

    sigemptyset(&mask);
    sigaddset(&mask, SIGALRM);
    sigaddset(&mask, SIGRTMIN + 3);
    sigprocmask(SIG_BLOCK, &mask, NULL);
    signal(SIGUSR1, on_signal);
    signal(SIGUSR2, SIG_IGN);
    umask(027);
    setenv("TEST_START", "inherited", 1);
    assert_int_equal(pipe(ends), 0);
    sigprocmask(SIG_BLOCK, NULL, &before);
    options.args = MP_ARGS((void *) stance, ends[1]);
    assert_int_equal(mp_process_new(&process, &options), 0);
    assert_int_equal(mp_process_start(process), 0);
    sigprocmask(SIG_BLOCK, NULL, &after);
    expect_same_mask(&before, &after);
    assert_int_equal(target_code(process), 0);
    expect_same_mask(&before, &stance->mask);
    assert_true(stance->handler);
    assert_true(stance->ignored);
    assert_true(stance->pipe_default);
    assert_int_equal(stance->umask, 027);
    assert_string_equal(stance->directory, getcwd(directory, sizeof directory));
    assert_string_equal(stance->variable, "inherited");
    assert_int_equal(stance->group, getpgrp());
    assert_int_equal(stance->session, getsid(0));
    assert_int_equal(stance->parent, getpid());
    assert_true(stance->descriptor);
    mp_process_free(process);
    close(ends[0]);
    close(ends[1]);
    signal(SIGUSR1, SIG_DFL);
    signal(SIGUSR2, SIG_DFL);
    sigprocmask(SIG_UNBLOCK, &mask, NULL);
    shared_free(stance, sizeof *stance);
}

static void
test_inheritance(void **state)
{
    (void) state;
    check_stance(MP_DAEMON_FALSE);
}

static void
test_inheritance_of_a_daemon(void **state)
{
    (void) state;
    check_stance(MP_DAEMON_TRUE);
}

/* ---------------------------------------------------------------- signals */

/* Blocks, ignores and handles signals of its own, or takes all that back. */
static void
unusual_signals(bool on)
{
    sigset_t mask;

    sigemptyset(&mask);
    sigaddset(&mask, SIGUSR2);
    sigaddset(&mask, SIGRTMIN + 5);
    sigprocmask(on ? SIG_BLOCK : SIG_UNBLOCK, &mask, NULL);
    signal(SIGHUP, on ? SIG_IGN : SIG_DFL);
    signal(SIGRTMIN + 6, on ? SIG_IGN : SIG_DFL);
    signal(SIGTERM, on ? on_signal : SIG_DFL);
}

/* The bits of signals in a mask of /proc; 32 and 33 are the C library's own,
 * which its posix_spawn() leaves ignored. */
#define SIGNAL_BIT(number) (1ULL << ((number) -1))
#define RESERVED (SIGNAL_BIT(32) | SIGNAL_BIT(33))

/* Runs a program and reads from its status which signals are blocked and which
 * ignored. */
static void
read_signals(mp_child child, unsigned long long *masks)
{
    const char *argv[] = { "sed", "-n", "/^Sig[BI]/p", "/proc/self/status",
                           NULL };

    assert_int_equal(
        sscanf(
            command_output(argv, child, 1), "SigBlk: %llx SigIgn: %llx",
            &masks[0], &masks[1]),
        2);
    masks[0] &= ~RESERVED;
    masks[1] &= ~RESERVED;
}

/* N24: signals are left alone, but with MP_CHILD_RESET_SIGNALS all are as by
 * default; in the program's own status. */
static void
test_signals_of_a_command(void **state)
{
    unsigned long long left[2];
    unsigned long long reset[2];

    (void) state;
    unusual_signals(true);
    read_signals((mp_child){ .flags = MP_CHILD_RESET_SIGNALS }, reset);
    read_signals((mp_child){ 0 }, left);
    unusual_signals(false);
    assert_int_equal(reset[0], 0);
    assert_int_equal(reset[1], 0);
    assert_int_equal(left[0], SIGNAL_BIT(SIGUSR2) | SIGNAL_BIT(SIGRTMIN + 5));
    assert_int_equal(
        left[1] & (SIGNAL_BIT(SIGHUP) | SIGNAL_BIT(SIGRTMIN + 6)),
        SIGNAL_BIT(SIGHUP) | SIGNAL_BIT(SIGRTMIN + 6));
}

static int
target_signals(const mp_args *args, const mp_kwargs *kwargs)
{
    sigset_t mask;

    (void) args;
    (void) kwargs;
    sigprocmask(SIG_BLOCK, NULL, &mask);
    for (int number = 1; number < 65; number++) {
        struct sigaction action;

        if (number == 32 || number == 33) /* the C library's own */
            continue;
        if (sigaction(number, NULL, &action) != 0
            || action.sa_handler != SIG_DFL || sigismember(&mask, number) != 0)
            return number;
    }
    return 0;
}

static void
test_reset_signals_of_a_function(void **state)
{
    mp_child child = { .size = sizeof child, .flags = MP_CHILD_RESET_SIGNALS };
    mp_process_options options = { .target = target_signals, .child = &child };
    mp_process *process;

    (void) state;
    unusual_signals(true);
    assert_int_equal(mp_process_new(&process, &options), 0);
    assert_int_equal(mp_process_start(process), 0);
    unusual_signals(false);
    assert_int_equal(target_code(process), 0);
    mp_process_free(process);
}

/* ----------------------------------------------------------------- stdin */

static bool
is_null_device(int fd)
{
    struct stat info;

    return fstat(fd, &info) == 0 && S_ISCHR(info.st_mode)
        && info.st_rdev == makedev(1, 3);
}

static int
target_input(const mp_args *args, const mp_kwargs *kwargs)
{
    char byte;

    (void) args;
    (void) kwargs;
    if (!is_null_device(0))
        return 1;
    if (fgetc(stdin) != EOF)
        return 2;
    return read(0, &byte, 1) == 0 ? 0 : 3;
}

static int
child_input_code(void)
{
    mp_process *process = target_start(target_input, (mp_args){ 0 });
    int code = target_code(process);

    mp_process_free(process);
    return code;
}

/* N13: a child's stdin is /dev/null at descriptor 0, and what the parent has
 * read ahead stays the parent's; it reads on where it was. */
static void
test_input(void **state)
{
    int saved = dup(0);
    int ends[2];
    char line[16];

    (void) state;
    assert_int_equal(pipe(ends), 0);
    assert_int_equal(write(ends[1], "one\ntwo\nthree\n", 14), 14);
    assert_int_equal(dup2(ends[0], 0), 0);
    assert_string_equal(fgets(line, sizeof line, stdin), "one\n");
    assert_int_equal(child_input_code(), 0);
    assert_string_equal(fgets(line, sizeof line, stdin), "two\n");
    assert_false(is_null_device(0));
    close(0);
    assert_int_equal(child_input_code(), 0);
    assert_int_equal(fcntl(0, F_GETFD), -1);
    if (saved >= 0)
        dup2(saved, 0);
    close(saved);
    close(ends[0]);
    close(ends[1]);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_inheritance),
        cmocka_unit_test(test_inheritance_of_a_daemon),
        cmocka_unit_test(test_signals_of_a_command),
        cmocka_unit_test(test_reset_signals_of_a_function),
        cmocka_unit_test(test_input),
    };

    return cmocka_run_group_tests_name("inherit", tests, NULL, NULL);
}
