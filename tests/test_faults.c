/* Every call of the system that may fail, made to fail in turn: the error comes
 * back, and nothing is left behind: no descriptor, no child, no zombie, no
 * changed signal mask; what did not work can be tried again. */
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "src/multiprocessing.h"
#include "tests/support/cmocka.h"
#include "tests/support/fault.h"
#include "tests/support/kernel.h"
#include "tests/support/proc.h"
#include "tests/support/shared.h"
#include "tests/support/target.h"

/* More calls than any operation makes of one function. */
enum {
    MANY = 400
};

static const char *const command[] = { "sh", "-c", "exit 7", NULL };

/* The kinds of process that are started. */
static const struct kind {
    const char *name;
    bool command;
    mp_daemon daemon;
    unsigned flags; /* with any: also a directory and streams */
} kinds[] = {
    { "function", false, MP_DAEMON_FALSE, 0 },
    { "daemon", false, MP_DAEMON_TRUE, 0 },
    { "function that stands apart", false, MP_DAEMON_FALSE,
      MP_CHILD_GROUP | MP_CHILD_RESET_SIGNALS | MP_CHILD_CLOSE_FDS },
    { "function of a session", false, MP_DAEMON_FALSE, MP_CHILD_SESSION },
    { "command", true, MP_DAEMON_FALSE, 0 },
    { "command as a daemon", true, MP_DAEMON_TRUE, 0 },
    { "command that stands apart", true, MP_DAEMON_FALSE,
      MP_CHILD_GROUP | MP_CHILD_RESET_SIGNALS | MP_CHILD_CLOSE_FDS },
    { "command of a session", true, MP_DAEMON_FALSE, MP_CHILD_SESSION },
};

#define KINDS (sizeof kinds / sizeof *kinds)

/* A function and the ways in which it fails. */
struct failing {
    const char *function;
    int errors[4];
};

static int
make(const struct kind *kind, mp_process **process)
{
    mp_child child = {
        .size = sizeof child,
        .stdio = { [1] = { MP_STDIO_FD, 2 }, [2].kind = MP_STDIO_NULL },
        .flags = kind->flags,
        .cwd = "/"
    };
    mp_args args = MP_ARGS(7, "text", mp_value_bytes("bytes", 5));
    mp_kwargs kwargs = MP_KWARGS({ "key", MP_VALUE("value") });
    mp_process_options options = { .daemon = kind->daemon,
                                   .name = "a name of its own",
                                   .child = kind->flags ? &child : NULL };

    if (kind->command) {
        options.command = command;
    } else {
        options.target = target_return;
        options.args = args;
        options.kwargs = kwargs;
    }
    return mp_process_new(process, &options);
}

/* What must be the same after a failure. */
struct before {
    int descriptors;
    sigset_t mask;
};

static struct before
look(void)
{
    struct before before = { .descriptors = proc_descriptors() };

    sigprocmask(SIG_BLOCK, NULL, &before.mask);
    return before;
}

static void
expect_nothing_left(const struct before *before)
{
    struct before now = look();
    siginfo_t info;

    assert_int_equal(now.descriptors, before->descriptors);
    for (int number = 1; number < 65; number++)
        assert_int_equal(
            sigismember(&now.mask, number), sigismember(&before->mask, number));
    assert_int_equal(waitid(P_ALL, 0, &info, WEXITED | WNOHANG | WNOWAIT), -1);
    assert_int_equal(errno, ECHILD);
    assert_int_equal(mp_active_children(NULL, 0), 0);
}

/* Checks that an object is as if it had not been started, and start it. */
static void
expect_startable(mp_process *process)
{
    char text[256];

    assert_int_equal(mp_process_pid(process), 0);
    assert_int_equal(mp_process_is_alive(process), 0);
    assert_int_equal(mp_process_exitcode(process, NULL), 0);
    assert_int_equal(mp_process_join(process, 0), MP_ENOTSTARTED);
    assert_int_equal(mp_process_sentinel(process), MP_ENOSENTINEL);
    assert_true(mp_process_repr(process, text, sizeof text) > 0);
    assert_non_null(strstr(text, " initial"));
    assert_int_equal(
        mp_process_set_daemon(process, mp_process_daemon(process)), 0);
    assert_int_equal(mp_process_start(process), 0);
    assert_int_equal(target_code(process), 7);
}

/* Says where a failing check was. */
static void
say(const struct kind *kind, const char *function, int nth, int error)
{
    print_error(
        "%s, call %d of %s fails with %s\n", kind->name, nth, function,
        strerrorname_np(error));
}

/* Lets the nth call fail during a start.  Returns whether it was made. */
static bool
start_with_fault(
    const struct kind *kind, const char *function, int nth, int error)
{
    mp_process *process = NULL;
    struct before before;
    bool hit;
    int result;

    assert_int_equal(make(kind, &process), 0);
    before = look();
    fault_arm(function, nth, error, FAULT_HERE);
    result = mp_process_start(process);
    hit = fault_disarm();
    if (!hit || (result != 0 && result != -error))
        if (result != 0)
            say(kind, function, nth, error);
    if (result == 0) {
        assert_int_equal(target_code(process), 7);
    } else {
        assert_true(hit);
        assert_int_equal(result, -error);
        expect_nothing_left(&before);
        expect_startable(process);
    }
    mp_process_free(process);
    expect_nothing_left(&before);
    return hit;
}

/* Lets every call of a function fail in turn, in every way, during the start of
 * every kind of process.  Returns how many calls failed. */
static int
start_with_faults(const struct failing *row)
{
    int failures = 0;

    for (size_t kind = 0; kind < KINDS; kind++)
        for (int i = 0; i < 4 && row->errors[i]; i++)
            for (int nth = 1; nth < MANY; nth++) {
                if (!start_with_fault(
                        &kinds[kind], row->function, nth, row->errors[i]))
                    break;
                failures++;
            }
    return failures;
}

/* C04 C05: the parent's own calls. */
static void
test_start(void **state)
{
    static const struct failing rows[] = {
        { "fork", { EAGAIN, ENOMEM, ENOSYS } },
        { "clone", { EAGAIN, ENOMEM } },
        { "syscall", { EAGAIN, ENOMEM } },
        { "pipe2", { EMFILE, ENFILE } },
        { "eventfd", { EMFILE, ENFILE } },
        { "pidfd_open", { EMFILE, ENOMEM, ENOSYS, EPERM } },
        { "memory", { ENOMEM } },
        { "fcntl", { EMFILE } },
        { "open", { EMFILE, EACCES } },
    };
    int failures[sizeof rows / sizeof *rows];

    (void) state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        failures[i] = start_with_faults(&rows[i]);
    /* A process is made in one of three ways, and watched by a pidfd. */
    assert_true(failures[0] + failures[1] + failures[2] >= 16);
    assert_true(failures[5] > 0 || !kernel_has_pidfd());
}

/* Lets the nth call fail in the child of a start.  Returns whether it was made:
 * then the start fails with the error, or the child ends with a code of its
 * own, or could do without. */
static bool
start_with_fault_in_child(
    const struct kind *kind, const char *function, int nth, int error)
{
    mp_process *process = NULL;
    struct before before;
    bool hit;
    int result;
    int code = 7;

    assert_int_equal(make(kind, &process), 0);
    before = look();
    fault_arm(function, nth, error, FAULT_IN_CHILD);
    result = mp_process_start(process);
    if (result == 0)
        code = target_code(process);
    hit = fault_disarm();
    if (result > 0 || (result < 0 && (!hit || result != -error)) || code < 0
        || (!hit && code != 7))
        say(kind, function, nth, error);
    if (result < 0) {
        assert_true(hit);
        assert_int_equal(result, -error);
        expect_nothing_left(&before);
        expect_startable(process);
    } else {
        assert_int_equal(result, 0);
        assert_true(code >= 0);
        assert_true(hit || code == 7);
    }
    mp_process_free(process);
    expect_nothing_left(&before);
    return hit;
}

/* The child's own calls on its way to the target or the program.  What a caller
 * asked for and did not get is never passed over in silence. */
static void
test_start_in_the_child(void **state)
{
    static const struct failing rows[] = {
        { "open", { EMFILE, EACCES } }, { "dup2", { EMFILE, EBADF } },
        { "fcntl", { EMFILE } },        { "chdir", { ENOENT, EACCES } },
        { "setpgid", { EPERM } },       { "setsid", { EPERM } },
        { "close_range", { ENOSYS } },  { "memory", { ENOMEM } },
        { "prctl", { EINVAL } },        { "sigaction", { EINVAL } },
    };

    (void) state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        for (size_t kind = 0; kind < KINDS; kind++)
            for (int e = 0; e < 4 && rows[i].errors[e]; e++)
                for (int nth = 1; nth < MANY; nth++)
                    if (!start_with_fault_in_child(
                            &kinds[kind], rows[i].function, nth,
                            rows[i].errors[e]))
                        break;
}

/* A directory, a stream or a session that was asked for is not done without. */
static void
test_what_was_asked_for(void **state)
{
    static const char *const functions[] = { "chdir", "dup2", "open" };
    int failures = 0;

    (void) state;
    for (size_t kind = 0; kind < KINDS; kind++)
        for (size_t i = 0; i < 3; i++) {
            mp_process *process = NULL;
            int code = 0;
            int result;

            if (kinds[kind].flags == 0)
                continue;
            assert_int_equal(make(&kinds[kind], &process), 0);
            fault_arm(functions[i], 1, EMFILE, FAULT_IN_CHILD);
            result = mp_process_start(process);
            if (result == 0)
                code = target_code(process);
            if (fault_disarm()) {
                failures++;
                if (result == 0 && code == 7)
                    say(&kinds[kind], functions[i], 1, EMFILE);
                assert_true(result == -EMFILE || (result == 0 && code != 7));
            }
            mp_process_free(process);
        }
    assert_true(failures > 0);
}

/* --------------------------------------------------------- other operations */

/* Waiting goes on after an interruption, wherever it comes. */
static void
test_interrupted_calls(void **state)
{
    static const char *const functions[] = { "waitid", "ppoll" };

    (void) state;
    for (size_t i = 0; i < 2; i++)
        for (int nth = 1; nth < 4; nth++) {
            mp_process *process = NULL;
            double start;

            assert_int_equal(make(&kinds[0], &process), 0);
            assert_int_equal(mp_process_start(process), 0);
            fault_arm(functions[i], nth, EINTR, FAULT_HERE);
            assert_int_equal(mp_process_join(process, MP_FOREVER), 0);
            fault_disarm();
            assert_int_equal(target_code(process), 7);
            mp_process_free(process);
            process = target_start(target_sleep, (mp_args){ 0 });
            start = shared_now();
            fault_arm(functions[i], nth, EINTR, FAULT_HERE);
            assert_int_equal(mp_process_join(process, 0.05), 1);
            assert_int_equal(mp_wait(&process, 1, 0.05, NULL), 0);
            fault_disarm();
            assert_true(shared_now() - start >= 0.095);
            target_end(process);
        }
}

/* A status that cannot be had because somebody else has it. */
static void
test_status_lost(void **state)
{
    mp_process *process = NULL;
    int result;

    (void) state;
    assert_int_equal(make(&kinds[0], &process), 0);
    assert_int_equal(mp_process_start(process), 0);
    target_zombie(process);
    fault_arm("waitid", 1, ECHILD, FAULT_HERE);
    result = mp_process_join(process, SOON);
    assert_true(fault_disarm());
    assert_int_equal(result, MP_ELOST);
    assert_int_equal(mp_process_exitcode(process, NULL), MP_ELOST);
    assert_int_equal(mp_process_is_alive(process), 0);
    assert_int_equal(
        waitpid(mp_process_pid(process), NULL, 0), mp_process_pid(process));
    mp_process_free(process);
}

/* G06: what the system says of a signal comes back, and the child goes on. */
static void
test_signals_refused(void **state)
{
    const char *function = kernel_has_pidfd() ? "pidfd_send_signal" : "kill";
    mp_process *process = target_start(target_sleep, (mp_args){ 0 });

    (void) state;
    fault_arm(function, 1, EPERM, FAULT_HERE);
    assert_int_equal(mp_process_terminate(process), -EPERM);
    assert_true(fault_disarm());
    fault_arm(function, 1, ESRCH, FAULT_HERE);
    assert_int_equal(mp_process_kill(process), 0);
    assert_true(fault_disarm());
    assert_int_equal(mp_process_join(process, 0.02), 1);
    target_end(process);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_start),
        cmocka_unit_test(test_start_in_the_child),
        cmocka_unit_test(test_what_was_asked_for),
        cmocka_unit_test(test_interrupted_calls),
        cmocka_unit_test(test_status_lost),
        cmocka_unit_test(test_signals_refused),
    };

    return cmocka_run_group_tests_name("faults", tests, NULL, NULL);
}
