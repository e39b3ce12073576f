/* Signals: reported once each, in time; the terminal is whole whichever of them
 * ends the program, and nothing is left of what was taken over. */
#include <dirent.h>
#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <termios.h>
#include <unistd.h>

#include "tests/support/cmocka.h"
#include "tests/support/proc.h"
#include "tests/support/stage.h"
#include "ui/term/signals.h"

#define WORDS(...) ((const char *const[]){ __VA_ARGS__, NULL })

/* A flag that libc adds to each action that it sets: SA_RESTORER. */
#define OWN_OF_LIBC 0x04000000

/* What a process has of signals and descriptors. */
struct possessions {
    struct sigaction actions[NSIG];
    sigset_t mask;
    stack_t stack;
    unsigned alarm;
    int descriptors;
};

static int
count_descriptors(void)
{
    DIR *list = opendir("/proc/self/fd");
    int count = 0;

    assert_non_null(list);
    while (readdir(list)) {
        count++;
    }
    closedir(list);
    return count;
}

static void
look(struct possessions *now)
{
    memset(now, 0, sizeof *now);
    for (int signum = 1; signum < NSIG; signum++) {
        sigaction(signum, NULL, &now->actions[signum]);
    }
    sigprocmask(SIG_SETMASK, NULL, &now->mask);
    sigaltstack(NULL, &now->stack);
    now->alarm = alarm(0);
    now->descriptors = count_descriptors();
}

static void
check_same(const struct possessions *before)
{
    struct possessions now;

    look(&now);
    for (int signum = 1; signum < NSIG; signum++) {
        assert_ptr_equal(
            now.actions[signum].sa_handler, before->actions[signum].sa_handler);
        assert_int_equal(
            now.actions[signum].sa_flags & ~OWN_OF_LIBC,
            before->actions[signum].sa_flags & ~OWN_OF_LIBC);
    }
    assert_memory_equal(&now.mask, &before->mask, sizeof now.mask);
    assert_ptr_equal(now.stack.ss_sp, before->stack.ss_sp);
    assert_int_equal(now.stack.ss_flags, before->stack.ss_flags);
    assert_int_equal(now.alarm, before->alarm);
    assert_int_equal(now.descriptors, before->descriptors);
}

static bool
is_readable(int fd)
{
    struct pollfd wait = { fd, POLLIN, 0 };

    return poll(&wait, 1, 0) == 1;
}

static void
reports_each_once(void **state)
{
    struct possessions before;

    (void) state;
    look(&before);
    assert_int_equal(signals_fd(), -1);
    assert_int_equal(signals_read(), 0);
    assert_int_equal(signals_open(NULL), 0);
    assert_false(is_readable(signals_fd()));
    assert_int_equal(signals_read(), 0);
    raise(SIGWINCH);
    raise(SIGWINCH);
    raise(SIGCONT);
    raise(SIGINT);
    raise(SIGTSTP); /* stops nothing */
    assert_true(is_readable(signals_fd()));
    assert_int_equal(signals_read(), SIGINT);
    assert_int_equal(signals_read(), SIGWINCH);
    assert_true(is_readable(signals_fd()));
    assert_int_equal(signals_read(), SIGTSTP);
    assert_int_equal(signals_read(), SIGCONT);
    assert_int_equal(signals_read(), 0);
    assert_false(is_readable(signals_fd()));
    raise(SIGWINCH);
    assert_true(is_readable(signals_fd()));
    assert_int_equal(signals_read(), SIGWINCH);
    assert_int_equal(signals_read(), 0);
    signals_close();
    check_same(&before);
}

/* A signal that is to end the program sets the alarm, reading it unsets it. */
static void
reading_disarms_the_alarm(void **state)
{
    static const int ending[] = { SIGTERM, SIGHUP, SIGINT };

    (void) state;
    assert_int_equal(signals_open(NULL), 0);
    for (int i = 0; i < 3; i++) {
        unsigned left;

        raise(ending[i]);
        left = alarm(60);
        assert_in_range(left, 1, SIGNALS_PATIENCE);
        assert_int_equal(signals_read(), ending[i]);
        assert_int_equal(alarm(0), 0);
        assert_int_equal(signals_read(), 0);
    }
    raise(SIGALRM); /* a late one does nothing */
    signals_close();
}

static void
opens_once(void **state)
{
    struct possessions before;

    (void) state;
    look(&before);
    assert_int_equal(signals_open(NULL), 0);
    assert_int_equal(signals_open(NULL), -EBUSY);
    signals_close();
    signals_close();
    check_same(&before);
    assert_int_equal(signals_open(NULL), 0);
    raise(SIGTERM);
    signals_close();
    assert_int_equal(signals_open(NULL), 0);
    assert_int_equal(signals_read(), 0); /* of the time before */
    signals_close();
    check_same(&before);
}

static void
changes_nothing_without_descriptors(void **state)
{
    struct possessions before;
    struct rlimit limit, none;
    int result;

    (void) state;
    look(&before);
    assert_int_equal(getrlimit(RLIMIT_NOFILE, &limit), 0);
    none = limit;
    none.rlim_cur = 0;
    assert_int_equal(setrlimit(RLIMIT_NOFILE, &none), 0);
    result = signals_open(NULL);
    assert_int_equal(setrlimit(RLIMIT_NOFILE, &limit), 0);
    assert_int_equal(result, -EMFILE);
    check_same(&before);
}

/* A system call that blocks comes back for a signal that ends the program, and
 * goes on for the others. */
static void
interrupts_what_blocks(void **state)
{
    struct sigaction now;

    (void) state;
    assert_int_equal(signals_open(NULL), 0);
    sigaction(SIGTERM, NULL, &now);
    assert_false(now.sa_flags & SA_RESTART);
    sigaction(SIGWINCH, NULL, &now);
    assert_true(now.sa_flags & SA_RESTART);
    sigaction(SIGSEGV, NULL, &now);
    assert_true(now.sa_flags & SA_ONSTACK);
    signals_close();
}

/* Check that the program ended by a signal, with a whole terminal. */
static void
check_ended_by(struct harness *harness, int signum)
{
    harness_expect_end(harness);
    harness_check(harness, WIFSIGNALED(harness->status));
    harness_check(harness, WTERMSIG(harness->status) == signum);
    if (harness_modes_left(harness)) {
        harness_fail(
            harness, __FILE__, __LINE__, "%s", harness_modes_left(harness));
    }
    harness_free(harness);
}

static void
fatal_signals_leave_a_whole_terminal(void **state)
{
    static const int fatal[] = { SIGSEGV, SIGABRT, SIGBUS,
                                 SIGFPE,  SIGILL,  SIGQUIT };

    (void) state;
    for (int i = 0; i < 6; i++) {
        struct harness *harness = stage_start(24, 80, WORDS("mouse"), NULL);

        kill(harness->pid, fatal[i]);
        check_ended_by(harness, fatal[i]);
    }
}

static void
own_faults_leave_a_whole_terminal(void **state)
{
    static const struct {
        const char *key;
        int signum;
    } faults[] = { { "S", SIGSEGV }, { "O", SIGSEGV }, { "A", SIGABRT } };

    (void) state;
    for (int i = 0; i < 3; i++) {
        struct harness *harness = stage_start(24, 80, NULL, NULL);

        harness_type(harness, faults[i].key);
        check_ended_by(harness, faults[i].signum);
    }
}

static void
check_exited(struct harness *harness, int status)
{
    harness_expect_end(harness);
    harness_check(harness, WIFEXITED(harness->status));
    harness_check(harness, WEXITSTATUS(harness->status) == status);
    if (harness_modes_left(harness)) {
        harness_fail(
            harness, __FILE__, __LINE__, "%s", harness_modes_left(harness));
    }
}

static void
ending_signals_are_told_to_the_program(void **state)
{
    static const int ending[] = { SIGTERM, SIGHUP };
    struct harness *harness;

    (void) state;
    for (int i = 0; i < 2; i++) {
        harness = stage_start(24, 80, NULL, NULL);
        kill(harness->pid, ending[i]);
        check_exited(harness, 128 + ending[i]);
        harness_check(
            harness,
            harness_find(harness, "stage: ended by a signal", NULL, NULL));
        harness_free(harness);
    }
    harness = stage_start(24, 80, NULL, NULL);
    kill(harness->pid, SIGINT);
    harness_expect(harness, "signal SIGINT");
    harness_type(harness, "q");
    check_exited(harness, 0);
    harness_free(harness);
}

/* Get the pid of the program's worker from its screen. */
static pid_t
worker_of(struct harness *harness)
{
    int row = 0;
    char *text;
    pid_t pid;

    harness_expect(harness, "worker ");
    harness_check(harness, harness_find(harness, "worker ", &row, NULL));
    text = harness_row(harness, row);
    pid = atoi(text + strlen("worker "));
    free(text);
    harness_check(harness, pid > 0);
    harness_check(harness, proc_alive(pid));
    return pid;
}

/* A program that looks after nothing any more is ended all the same, and what
 * it has started with it. */
static void
hanging_program_is_ended(void **state)
{
    static const int ending[] = { SIGTERM, SIGHUP, SIGINT };
    struct harness *harness[3];
    pid_t worker[3];

    (void) state;
    for (int i = 0; i < 3; i++) {
        harness[i] = stage_start(24, 80, WORDS("child"), NULL);
        worker[i] = worker_of(harness[i]);
        harness_type(harness[i], "H");
        harness_settle(harness[i], 0.05, HARNESS_DEADLINE);
        kill(harness[i]->pid, ending[i]);
    }
    for (int i = 0; i < 3; i++) {
        check_exited(harness[i], 128 + ending[i]);
        assert_true(proc_wait_end(worker[i], HARNESS_DEADLINE));
        harness_free(harness[i]);
    }
}

static bool
is_in_write(struct harness *harness, void *context)
{
    char path[64], text[64] = "";
    FILE *file;

    (void) context;
    snprintf(path, sizeof path, "/proc/%d/wchan", (int) harness->pid);
    file = fopen(path, "r");
    if (file) {
        if (!fgets(text, sizeof text, file)) {
            text[0] = '\0';
        }
        fclose(file);
    }
    return proc_state(harness->pid) == 'S' && strstr(text, "wait_woken");
}

/* Also one that waits for ever for a terminal that nobody reads. */
static void
blocked_program_is_ended(void **state)
{
    struct harness *harness = stage_start(24, 80, WORDS("child"), NULL);
    pid_t worker = worker_of(harness);
    double end = harness_now() + HARNESS_DEADLINE;
    struct termios modes;

    (void) state;
    harness_type(harness, "B");
    while (!is_in_write(harness, NULL) && harness_now() < end) {
        poll(NULL, 0, 5);
    }
    kill(harness->pid, SIGTERM);
    assert_int_equal(waitpid(harness->pid, &harness->status, 0), harness->pid);
    harness->ended = true;
    assert_true(WIFEXITED(harness->status));
    assert_int_equal(WEXITSTATUS(harness->status), 128 + SIGTERM);
    assert_true(proc_wait_end(worker, HARNESS_DEADLINE));
    tcgetattr(harness->master, &modes);
    assert_true(modes.c_lflag & ICANON);
    while (harness_pump(harness, 0.2)) {
    }
    assert_false(harness->alternate_screen);
    assert_true(harness->cursor_visible);
    harness_free(harness);
}

/* What nohup and the like had ignored stays so. */
static void
ignored_signals_stay_ignored(void **state)
{
    const char *argv[] = { "sh", "-c", NULL, NULL };
    static const int ignored[] = { SIGHUP, SIGINT, SIGTSTP, SIGQUIT };
    char line[8192];
    struct harness *harness;

    (void) state;
    snprintf(
        line, sizeof line, "trap '' HUP INT TSTP QUIT; exec %s",
        stage_command());
    argv[2] = line;
    harness = harness_start(24, 80, argv, NULL);
    harness_expect(harness, "worker 0");
    for (int i = 0; i < 4; i++) {
        kill(harness->pid, ignored[i]);
    }
    kill(harness->pid, SIGWINCH);
    harness_expect(harness, "signal SIGWINCH");
    harness_type(harness, "\032"); /* Ctrl-Z: would not come back */
    harness_expect(harness, "key Ctrl+Z 1");
    harness_type(harness, "x");
    harness_expect(harness, "key x 2");
    kill(harness->pid, SIGTERM);
    check_exited(harness, 128 + SIGTERM);
    harness_free(harness);
}

int
main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reports_each_once),
        cmocka_unit_test(reading_disarms_the_alarm),
        cmocka_unit_test(opens_once),
        cmocka_unit_test(changes_nothing_without_descriptors),
        cmocka_unit_test(interrupts_what_blocks),
        cmocka_unit_test(fatal_signals_leave_a_whole_terminal),
        cmocka_unit_test(own_faults_leave_a_whole_terminal),
        cmocka_unit_test(ending_signals_are_told_to_the_program),
        cmocka_unit_test(hanging_program_is_ended),
        cmocka_unit_test(blocked_program_is_ended),
        cmocka_unit_test(ignored_signals_stay_ignored),
    };

    stage_main(argc, argv);
    return cmocka_run_group_tests_name("signals", tests, NULL, NULL);
}
