/* How a child stands in the system: its streams, descriptors and terminal. */
#include <errno.h>
#include <fcntl.h>
#include <pty.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <termios.h>
#include <unistd.h>

#include "src/multiprocessing.h"
#include "tests/support/child.h"
#include "tests/support/cmocka.h"
#include "tests/support/command.h"
#include "tests/support/proc.h"
#include "tests/support/shared.h"
#include "tests/support/target.h"

/* -------------------------------------------------- streams */

/* stdin is /dev/null by default and by request, or a given descriptor. */
static void
test_input(void **state)
{
    int ends[2];

    (void) state;
    assert_string_equal(
        command_shell_output("readlink /proc/self/fd/0; cat", (mp_child){ 0 }),
        "/dev/null\n");
    assert_int_equal(pipe2(ends, O_CLOEXEC), 0);
    assert_int_equal(write(ends[1], "given\n", 6), 6);
    close(ends[1]);
    assert_string_equal(
        command_shell_output(
            "cat", (mp_child){ .stdio[0] = { MP_STDIO_FD, ends[0] } }),
        "given\n");
    close(ends[0]);
}

static void
test_output_and_error(void **state)
{
    const char *both[] = { "sh", "-c", "echo out; echo err >&2", NULL };

    (void) state;
    assert_string_equal(
        command_output(both, (mp_child){ .stdio[2].kind = MP_STDIO_NULL }, 1),
        "out\n");
    assert_string_equal(
        command_output(both, (mp_child){ .stdio[1].kind = MP_STDIO_NULL }, 2),
        "err\n");
    assert_string_equal(
        command_shell_output(
            "readlink /proc/self/fd/2",
            (mp_child){ .stdio[2].kind = MP_STDIO_NULL }),
        "/dev/null\n");
}

/* Two streams on one descriptor, and two streams that change places. */
static void
test_streams_that_cross(void **state)
{
    const char *script = "echo out; echo err >&2";
    const char *argv[] = { "sh", "-c", script, NULL };
    int ends[2];
    int other[2];
    int saved[] = { dup(1), dup(2) };
    mp_child child = {
        .size = sizeof child,
        .stdio = { [1] = { MP_STDIO_FD, 2 }, [2] = { MP_STDIO_FD, 1 } }
    };
    mp_process *process = command_new(argv, &child);
    char text[16];

    (void) state;
    assert_int_equal(pipe2(ends, O_CLOEXEC), 0);
    assert_int_equal(pipe2(other, O_CLOEXEC), 0);
    fflush(NULL);
    dup2(ends[1], 1);
    dup2(other[1], 2);
    /* A test that failed here would say so into the pipes: check later. */
    int started = mp_process_start(process);
    dup2(saved[0], 1);
    dup2(saved[1], 2);
    assert_int_equal(started, 0);
    assert_int_equal(target_code(process), 0);
    assert_int_equal(read(ends[0], text, sizeof text), 4);
    assert_memory_equal(text, "err\n", 4);
    assert_int_equal(read(other[0], text, sizeof text), 4);
    assert_memory_equal(text, "out\n", 4);
    for (int i = 0; i < 2; i++) {
        close(ends[i]);
        close(other[i]);
        close(saved[i]);
    }
    mp_process_free(process);
}

/* A descriptor that is not open: start() says so, nothing is left. */
static void
test_bad_descriptor(void **state)
{
    int fd = open("/dev/null", O_RDONLY | O_CLOEXEC);
    mp_child child = { .size = sizeof child, .stdio[1] = { MP_STDIO_FD, fd } };
    const char *argv[] = { "true", NULL };
    mp_process *process = command_new(argv, &child);
    mp_process_options options = { .target = target_return, .child = &child };
    mp_process *function;
    int descriptors;

    (void) state;
    assert_int_equal(mp_process_new(&function, &options), 0);
    close(fd);
    descriptors = proc_descriptors();
    assert_int_equal(mp_process_start(process), -EBADF);
    assert_int_equal(proc_descriptors(), descriptors);
    assert_int_equal(proc_children(getpid(), NULL, 0), 0);
    assert_int_equal(mp_process_pid(process), 0);
    /* A function's start may fail, or its child ends in error. */
    if (mp_process_start(function) == 0)
        assert_int_not_equal(target_code(function), 0);
    assert_int_equal(proc_children(getpid(), NULL, 0), 0);
    mp_process_free(process);
    mp_process_free(function);
}

/* What a function target finds on its streams. */
static int
target_prints(const mp_args *args, const mp_kwargs *kwargs)
{
    char text[32] = "";

    (void) args;
    (void) kwargs;
    if (!fgets(text, sizeof text, stdin))
        return 1;
    printf("out %s", text);
    fprintf(stderr, "err %s", text);
    return 0;
}

static void
test_streams_of_a_function(void **state)
{
    int in[2], out[2], err[2];
    mp_child child = { .size = sizeof child };
    mp_process_options options = { .target = target_prints, .child = &child };
    mp_process *process;
    char text[32] = "";

    (void) state;
    assert_int_equal(pipe2(in, O_CLOEXEC), 0);
    assert_int_equal(pipe2(out, O_CLOEXEC), 0);
    assert_int_equal(pipe2(err, O_CLOEXEC), 0);
    child.stdio[0] = (mp_stdio){ MP_STDIO_FD, in[0] };
    child.stdio[1] = (mp_stdio){ MP_STDIO_FD, out[1] };
    child.stdio[2] = (mp_stdio){ MP_STDIO_FD, err[1] };
    assert_int_equal(write(in[1], "line\n", 5), 5);
    assert_int_equal(mp_process_new(&process, &options), 0);
    assert_int_equal(mp_process_start(process), 0);
    assert_int_equal(target_code(process), 0);
    assert_int_equal(read(out[0], text, sizeof text), 9);
    assert_memory_equal(text, "out line\n", 9);
    assert_int_equal(read(err[0], text, sizeof text), 9);
    assert_memory_equal(text, "err line\n", 9);
    for (int i = 0; i < 2; i++) {
        close(in[i]);
        close(out[i]);
        close(err[i]);
    }
    mp_process_free(process);
}

/* A stream may be told to stay what it is, close-on-exec or not. */
static void
test_stream_on_itself(void **state)
{
    int ends[2];
    int saved = dup(2);
    int started;
    char text[8];
    const char *argv[] = { "sh", "-c", "echo self >&2", NULL };
    mp_child child = { .size = sizeof child, .stdio[2] = { MP_STDIO_FD, 2 } };
    mp_process *process = command_new(argv, &child);

    (void) state;
    assert_int_equal(pipe2(ends, O_CLOEXEC), 0);
    dup3(ends[1], 2, O_CLOEXEC);
    started = mp_process_start(process);
    dup2(saved, 2);
    assert_int_equal(started, 0);
    assert_int_equal(target_code(process), 0);
    assert_int_equal(read(ends[0], text, sizeof text), 5);
    assert_memory_equal(text, "self\n", 5);
    close(ends[0]);
    close(ends[1]);
    close(saved);
    mp_process_free(process);
}

/* ------------------------------------------------------------ descriptors */

/* Tells whether a number stands in a line of its own. */
static bool
has_line(const char *text, int number)
{
    char line[16];

    snprintf(line, sizeof line, "\n%d\n", number);
    return strstr(text, line) != NULL;
}

/* An executed program gets the descriptors that are not close-on-exec and none
 * of the library's, whoever else runs; with MP_CHILD_CLOSE_FDS the standard
 * ones alone. */
static void
test_descriptors_of_a_command(void **state)
{
    const char *argv[] = { child_program("scenario"), "descriptors", NULL };
    mp_process *others[3];
    int null = open("/dev/null", O_RDONLY | O_CLOEXEC);
    int inherited = fcntl(null, F_DUPFD, 100);
    char text[512];

    (void) state;
    assert_true(inherited >= 100);
    for (int i = 0; i < 3; i++)
        others[i] = target_start(target_sleep, (mp_args){ 0 });
    snprintf(
        text, sizeof text, "\n%s", command_output(argv, (mp_child){ 0 }, 1));
    assert_true(has_line(text, inherited));
    assert_false(has_line(text, null));
    for (int i = 0; i < 3; i++)
        assert_false(has_line(text, mp_process_sentinel(others[i])));
    assert_string_equal(
        command_output(argv, (mp_child){ .flags = MP_CHILD_CLOSE_FDS }, 1),
        "0\n1\n2\n");
    for (int i = 0; i < 3; i++)
        target_end(others[i]);
    close(inherited);
    close(null);
}

/* Starts a command that gets the standard streams only, and joins it. */
static int
start_alone(const char *program)
{
    const char *argv[] = { program, NULL };
    const mp_child child = { .size = sizeof child,
                             .flags = MP_CHILD_CLOSE_FDS };
    mp_process *process = command_new(argv, &child);
    int result = mp_process_start(process);

    if (result == 0)
        assert_int_equal(target_code(process), 0);
    mp_process_free(process);
    return result;
}

/* A child that needs none of them leaves the parent's descriptors as they are,
 * the standard ones too, whether it finds its program or not. */
static void
test_descriptors_of_the_parent(void **state)
{
    int null = open("/dev/null", O_RDONLY | O_CLOEXEC);
    int high = fcntl(null, F_DUPFD, 500);
    struct stat before[3];
    struct stat after;
    int count;

    (void) state;
    for (int i = 0; i < 3; i++)
        fstat(i, &before[i]);
    count = proc_descriptors();
    for (int i = 0; i < 3; i++) { /* what is learnt from the first counts */
        assert_int_equal(start_alone("true"), 0);
        assert_int_equal(start_alone("/nonexistent/program"), -ENOENT);
        assert_int_equal(proc_descriptors(), count);
    }
    assert_int_equal(fcntl(null, F_GETFD), FD_CLOEXEC);
    assert_int_equal(fcntl(high, F_GETFD), 0);
    for (int i = 0; i < 3; i++) {
        assert_int_equal(fstat(i, &after), 0);
        assert_int_equal(after.st_ino, before[i].st_ino);
        assert_int_equal(after.st_dev, before[i].st_dev);
    }
    close(high);
    close(null);
}

static int
target_descriptors(const mp_args *args, const mp_kwargs *kwargs)
{
    (void) args;
    (void) kwargs;
    return proc_descriptors();
}

static void
test_close_fds_of_a_function(void **state)
{
    mp_child child = { .size = sizeof child, .flags = MP_CHILD_CLOSE_FDS };
    mp_process_options options = { .target = target_descriptors,
                                   .child = &child };
    mp_process *process;
    int extra = open("/dev/null", O_RDONLY);

    (void) state;
    assert_int_equal(mp_process_new(&process, &options), 0);
    assert_int_equal(mp_process_start(process), 0);
    assert_int_equal(target_code(process), 3);
    mp_process_free(process);
    close(extra);
}

/* --------------------------------------------------------------- terminal */

/* With MP_CHILD_SESSION and MP_CHILD_CTTY the stdin given is the session's
 * terminal: /dev/tty opens, and ^C of the terminal reaches the child. */
static void
test_controlling_terminal(void **state)
{
    const char *argv[] = {
        "sh", "-c", "exec 3</dev/tty || exit 9; echo ready; exec sleep 30", NULL
    };
    mp_child child = { .size = sizeof child,
                       .flags = MP_CHILD_SESSION | MP_CHILD_CTTY
                           | MP_CHILD_RESET_SIGNALS };
    mp_process *process;
    char text[64];
    size_t size = 0;
    int master, terminal;
    double end;

    (void) state;
    assert_int_equal(openpty(&master, &terminal, NULL, NULL, NULL), 0);
    for (int i = 0; i < 3; i++)
        child.stdio[i] = (mp_stdio){ MP_STDIO_FD, terminal };
    process = command_new(argv, &child);
    assert_int_equal(mp_process_start(process), 0);
    close(terminal);
    while (size < 7) {
        ssize_t count = read(master, text + size, sizeof text - size);

        assert_true(count > 0);
        size += (size_t) count;
    }
    assert_memory_equal(text, "ready\r\n", 7);
    assert_int_equal(tcgetpgrp(master), mp_process_pid(process));
    end = shared_now() + SOON;
    do { /* the shell loses one that comes before its exec */
        assert_int_equal(write(master, "\003", 1), 1);
        assert_true(shared_now() < end);
    } while (mp_process_join(process, 0.05) == 1);
    assert_int_equal(target_code(process), -SIGINT);
    close(master);
    mp_process_free(process);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_input),
        cmocka_unit_test(test_output_and_error),
        cmocka_unit_test(test_streams_that_cross),
        cmocka_unit_test(test_bad_descriptor),
        cmocka_unit_test(test_streams_of_a_function),
        cmocka_unit_test(test_stream_on_itself),
        cmocka_unit_test(test_descriptors_of_a_command),
        cmocka_unit_test(test_descriptors_of_the_parent),
        cmocka_unit_test(test_close_fds_of_a_function),
        cmocka_unit_test(test_controlling_terminal),
    };

    return cmocka_run_group_tests_name("stdio", tests, NULL, NULL);
}
