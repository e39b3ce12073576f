/* repr: Python's line for an object, in every state and with every name. */
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>

#include "src/multiprocessing.h"
#include "tests/support/cmocka.h"
#include "tests/support/kernel.h"
#include "tests/support/shared.h"
#include "tests/support/target.h"

static char line[1024];

static const char *
repr(mp_process *process)
{
    int length = mp_process_repr(process, line, sizeof line);

    assert_int_equal(length, strlen(line));
    return line;
}

/* Writes an expected text; $N is the child's pid, $P this process's. */
static const char *
expected(const char *pattern, pid_t pid)
{
    static char text[1024];
    size_t size = 0;

    for (; *pattern; pattern++) {
        if (pattern[0] == '$' && (pattern[1] == 'N' || pattern[1] == 'P')) {
            pid_t number = pattern[1] == 'N' ? pid : getpid();

            size += (size_t) sprintf(text + size, "%d", (int) number);
            pattern++;
        } else {
            text[size++] = *pattern;
        }
    }
    text[size] = '\0';
    return text;
}

static mp_process *
make(const char *name, mp_target *target, mp_args args, mp_daemon daemon)
{
    mp_process_options options = {
        .name = name, .target = target, .args = args, .daemon = daemon
    };
    mp_process *process;

    assert_int_equal(mp_process_new(&process, &options), 0);
    return process;
}

/* I05: initial, started, stopped, closed, as a daemon or not. */
static void
check_states(mp_daemon daemon, const char *const patterns[5])
{
    mp_process *process = make("p", target_sleep, (mp_args){ 0 }, daemon);
    mp_process *unstarted = make("p", NULL, (mp_args){ 0 }, daemon);
    pid_t pid;

    assert_string_equal(repr(process), expected(patterns[0], 0));
    assert_int_equal(mp_process_start(process), 0);
    pid = mp_process_pid(process);
    assert_string_equal(repr(process), expected(patterns[1], pid));
    assert_int_equal(mp_process_terminate(process), 0);
    target_zombie(process);
    assert_string_equal(repr(process), expected(patterns[2], pid));
    assert_int_equal(mp_process_join(process, 0), 0);
    assert_string_equal(repr(process), expected(patterns[2], pid));
    assert_int_equal(mp_process_close(process), 0);
    assert_string_equal(repr(process), expected(patterns[3], pid));
    assert_int_equal(mp_process_close(unstarted), 0);
    assert_string_equal(repr(unstarted), expected(patterns[3], 0));
    mp_process_free(process);
    mp_process_free(unstarted);
    process = make("p", target_return, MP_ARGS(3), daemon);
    assert_int_equal(mp_process_start(process), 0);
    assert_int_equal(target_code(process), 3);
    pid = mp_process_pid(process);
    assert_string_equal(repr(process), expected(patterns[4], pid));
    mp_process_free(process);
}

static void
test_states(void **state)
{
    static const char *const patterns[] = {
        "<Process name='p' parent=$P initial>",
        "<Process name='p' pid=$N parent=$P started>",
        "<Process name='p' pid=$N parent=$P stopped exitcode=-SIGTERM>",
        "<Process name='p' parent=$P closed>",
        "<Process name='p' pid=$N parent=$P stopped exitcode=3>",
    };

    (void) state;
    check_states(MP_DAEMON_FALSE, patterns);
}

static void
test_states_of_a_daemon(void **state)
{
    static const char *const patterns[] = {
        "<Process name='p' parent=$P initial daemon>",
        "<Process name='p' pid=$N parent=$P started daemon>",
        "<Process name='p' pid=$N parent=$P stopped exitcode=-SIGTERM daemon>",
        "<Process name='p' parent=$P closed daemon>",
        "<Process name='p' pid=$N parent=$P stopped exitcode=3 daemon>",
    };

    (void) state;
    check_states(MP_DAEMON_TRUE, patterns);
}

/* I07: itself in a child, and the parent's objects there. */
struct board {
    mp_process *objects[4]; /* running daemon, initial, joined, closed */
    char lines[4][256];
    char self[256];
    char parent[256];
    mp_process *main;
    char main_line[256];
};

static int
target_reprs(const mp_args *args, const mp_kwargs *kwargs)
{
    struct board *board = mp_as_ptr(mp_args_get(args, 0));

    (void) kwargs;
    for (int i = 0; i < 4; i++)
        mp_process_repr(
            board->objects[i], board->lines[i], sizeof board->lines[i]);
    mp_process_repr(mp_current_process(), board->self, sizeof board->self);
    mp_process_repr(mp_parent_process(), board->parent, sizeof board->parent);
    mp_process_repr(board->main, board->main_line, sizeof board->main_line);
    return 0;
}

static void
test_in_a_child(void **state)
{
    struct board *board = shared_new(sizeof *board);
    mp_process **objects = board->objects;
    mp_process *process =
        make("c", target_reprs, MP_ARGS((void *) board), MP_DAEMON_TRUE);

    (void) state;
    board->main = mp_current_process();
    objects[0] = make("p", target_sleep, (mp_args){ 0 }, MP_DAEMON_TRUE);
    objects[1] = make("i", NULL, (mp_args){ 0 }, MP_DAEMON_FALSE);
    objects[2] = make("j", target_return, MP_ARGS(3), MP_DAEMON_FALSE);
    objects[3] = make("k", NULL, (mp_args){ 0 }, MP_DAEMON_FALSE);
    assert_int_equal(mp_process_start(objects[0]), 0);
    assert_int_equal(mp_process_start(objects[2]), 0);
    assert_int_equal(target_code(objects[2]), 3);
    assert_int_equal(mp_process_close(objects[3]), 0);
    assert_int_equal(mp_process_start(process), 0);
    assert_int_equal(target_code(process), 0);
    assert_string_equal(
        board->lines[0],
        expected(
            "<Process name='p' pid=$N parent=$P unknown daemon>",
            mp_process_pid(objects[0])));
    assert_string_equal(
        board->lines[1], expected("<Process name='i' parent=$P unknown>", 0));
    assert_string_equal(
        board->lines[2],
        expected(
            "<Process name='j' pid=$N parent=$P unknown>",
            mp_process_pid(objects[2])));
    assert_string_equal(
        board->lines[3], expected("<Process name='k' parent=$P closed>", 0));
    assert_string_equal(
        board->self,
        expected("<Process name='c' parent=$P started daemon>", 0));
    assert_string_equal(
        board->parent,
        "<_ParentProcess name='MainProcess' parent=None unknown>");
    assert_string_equal(
        board->main_line,
        "<_MainProcess name='MainProcess' parent=None unknown>");
    for (int i = 0; i < 4; i++)
        target_end(objects[i]);
    mp_process_free(process);
    shared_free(board, sizeof *board);
}

static void
test_main_process(void **state)
{
    (void) state;
    assert_string_equal(
        repr(mp_current_process()),
        "<_MainProcess name='MainProcess' parent=None started>");
}

static void
test_class_name(void **state)
{
    mp_process_options options = { .class_name = "ForkProcess", .name = "x" };
    mp_process *process;

    (void) state;
    assert_int_equal(mp_process_new(&process, &options), 0);
    assert_string_equal(
        repr(process), expected("<ForkProcess name='x' parent=$P initial>", 0));
    mp_process_free(process);
}

/* I06: a name is written as Python writes a str. */
static void
test_names(void **state)
{
    static const char *const rows[][2] = {
        { "plain name", "'plain name'" },
        { "it's", "\"it's\"" },
        { "say \"so\"", "'say \"so\"'" },
        { "it's \"so\"", "'it\\'s \"so\"'" },
        { "a\nb\tc\rd", "'a\\nb\\tc\\rd'" },
        { "back\\slash", "'back\\\\slash'" },
        { "\a\b\v\f\x1b\x7f\x01", "'\\x07\\x08\\x0b\\x0c\\x1b\\x7f\\x01'" },
        { "caf\xc3\xa9", "'caf\xc3\xa9'" },
        { "\xe6\xbc\xa2\xe5\xad\x97", "'\xe6\xbc\xa2\xe5\xad\x97'" },
        { "\xf0\x9f\x98\x80", "'\xf0\x9f\x98\x80'" },
        { "\xc2\x85\xc2\xa0\xc2\xad", "'\\x85\\xa0\\xad'" },
        { "\xe2\x80\x8b\xe2\x80\xa8", "'\\u200b\\u2028'" },
        { "\xee\x80\x80", "'\\ue000'" },
        { "\xf4\x8f\xbf\xbf", "'\\U0010ffff'" },
    };
    mp_process *process = make("x", NULL, (mp_args){ 0 }, MP_DAEMON_FALSE);

    (void) state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        char text[256];

        assert_int_equal(mp_process_set_name(process, rows[i][0]), 0);
        snprintf(
            text, sizeof text, "<Process name=%s parent=%d initial>",
            rows[i][1], (int) getpid());
        assert_string_equal(repr(process), text);
    }
    assert_int_equal(mp_process_set_name(process, ""), 0);
    assert_string_equal(
        repr(process), expected("<Process name='' parent=$P initial>", 0));
    mp_process_free(process);
}

/* No byte of a name that is no UTF-8 comes out raw. */
static void
test_names_that_are_no_text(void **state)
{
    static const char *const names[] = { "\xff",
                                         "a\xc3",
                                         "\xc0\xaf",
                                         "\xed\xa0\x80",
                                         "\xf8\x88\x80\x80",
                                         "\x9b"
                                         "31m" };
    mp_process *process = make("x", NULL, (mp_args){ 0 }, MP_DAEMON_FALSE);

    (void) state;
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        assert_int_equal(mp_process_set_name(process, names[i]), 0);
        for (const char *byte = repr(process); *byte; byte++)
            assert_true(*byte >= ' ' && *byte <= '~');
        assert_string_equal(mp_process_name(process), names[i]);
    }
    mp_process_free(process);
}

/* As snprintf() does: the whole length, cut to fit, ended with a NUL. */
static void
test_cut(void **state)
{
    mp_process *process = make("name", NULL, (mp_args){ 0 }, MP_DAEMON_FALSE);
    char text[256];
    int length = mp_process_repr(process, text, sizeof text);

    (void) state;
    assert_int_equal(length, strlen(text));
    assert_int_equal(mp_process_repr(process, NULL, 0), length);
    for (int size = 1; size <= length + 1; size++) {
        char small[256];

        memset(small, '#', sizeof small);
        assert_int_equal(
            mp_process_repr(process, small, (size_t) size), length);
        assert_int_equal(strlen(small), size - 1);
        assert_memory_equal(small, text, (size_t) size - 1);
        assert_int_equal(small[size], '#');
    }
    mp_process_free(process);
}

/* ------------------------------------------------------------- exit codes */

static int
target_kills_itself(const mp_args *args, const mp_kwargs *kwargs)
{
    int number = (int) mp_as_int(mp_args_get(args, 0));
    struct rlimit none = { 0, 0 };
    sigset_t mask;

    (void) kwargs;
    setrlimit(RLIMIT_CORE, &none);
    signal(number, SIG_DFL);
    sigemptyset(&mask);
    sigaddset(&mask, number);
    sigprocmask(SIG_UNBLOCK, &mask, NULL);
    kill(getpid(), number);
    return target_sleep(&(mp_args){ 0 }, NULL);
}

/* F04 F05: death by a signal is -N, with the name where Python has one. */
static void
test_signal_names(void **state)
{
    static const struct {
        int number;
        const char *name;
    } rows[] = {
        { 1, "-SIGHUP" },     { 2, "-SIGINT" },   { 3, "-SIGQUIT" },
        { 4, "-SIGILL" },     { 5, "-SIGTRAP" },  { 6, "-SIGABRT" },
        { 7, "-SIGBUS" },     { 8, "-SIGFPE" },   { 9, "-SIGKILL" },
        { 10, "-SIGUSR1" },   { 11, "-SIGSEGV" }, { 12, "-SIGUSR2" },
        { 13, "-SIGPIPE" },   { 14, "-SIGALRM" }, { 15, "-SIGTERM" },
        { 16, "-SIGSTKFLT" }, { 24, "-SIGXCPU" }, { 25, "-SIGXFSZ" },
        { 26, "-SIGVTALRM" }, { 27, "-SIGPROF" }, { 29, "-SIGPOLL" },
        { 30, "-SIGPWR" },    { 31, "-SIGSYS" },  { 34, "-SIGRTMIN" },
        { 35, "-35" },        { 40, "-40" },      { 63, "-63" },
        { 64, "-SIGRTMAX" },
    };

    (void) state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        mp_process *process;
        char text[128];

        if (kernel_is_valgrind()
            && (rows[i].number == SIGSTKFLT || rows[i].number == SIGSYS
                || rows[i].number == SIGRTMAX))
            continue; /* it has these for itself, or does not know them */
        process = make("p", target_kills_itself, MP_ARGS(rows[i].number), 0);
        assert_int_equal(mp_process_start(process), 0);
        assert_int_equal(target_code(process), -rows[i].number);
        snprintf(
            text, sizeof text,
            "<Process name='p' pid=$N parent=$P stopped exitcode=%s>",
            rows[i].name);
        assert_string_equal(
            repr(process), expected(text, mp_process_pid(process)));
        mp_process_free(process);
    }
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_states),
        cmocka_unit_test(test_states_of_a_daemon),
        cmocka_unit_test(test_in_a_child),
        cmocka_unit_test(test_main_process),
        cmocka_unit_test(test_class_name),
        cmocka_unit_test(test_names),
        cmocka_unit_test(test_names_that_are_no_text),
        cmocka_unit_test(test_cut),
        cmocka_unit_test(test_signal_names),
    };

    return cmocka_run_group_tests_name("repr", tests, NULL, NULL);
}
