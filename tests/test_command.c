/* Commands in place of targets: what runs, with what, and what fails. */
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "src/multiprocessing.h"
#include "tests/support/cmocka.h"
#include "tests/support/command.h"
#include "tests/support/folder.h"
#include "tests/support/kernel.h"
#include "tests/support/proc.h"
#include "tests/support/shared.h"
#include "tests/support/target.h"

static const char *folder;

/* ------------------------------------------------------------- programs */

static void
test_exit_codes(void **state)
{
    (void) state;
    assert_int_equal(command_shell_code("exit 0", NULL), 0);
    assert_int_equal(command_shell_code("exit 7", NULL), 7);
    assert_int_equal(command_shell_code("exit 255", NULL), 255);
    assert_int_equal(command_shell_code("kill -9 $$", NULL), -SIGKILL);
    assert_int_equal(command_shell_code("kill -TERM $$", NULL), -SIGTERM);
}

/* The words are copied at construction and reach the program as they are. */
static void
test_words(void **state)
{
    char blank[] = "two words";
    const char *argv[] = { "printf", "<%s>\n", "", blank, "*", "$HOME", NULL };
    int ends[2];
    mp_child child = { .size = sizeof child };
    char text[128];
    ssize_t count;
    mp_process *process;

    (void) state;
    assert_int_equal(pipe2(ends, O_CLOEXEC), 0);
    child.stdio[1] = (mp_stdio){ MP_STDIO_FD, ends[1] };
    process = command_new(argv, &child);
    memset(blank, 'x', sizeof blank - 1);
    memset(argv, 0, sizeof argv);
    memset(&child, 0, sizeof child);
    assert_int_equal(mp_process_start(process), 0);
    assert_int_equal(target_code(process), 0);
    count = read(ends[0], text, sizeof text - 1);
    assert_true(count > 0);
    text[count] = '\0';
    assert_string_equal(text, "<>\n<two words>\n<*>\n<$HOME>\n");
    close(ends[0]);
    close(ends[1]);
    mp_process_free(process);
}

/* A command runs only by start(); it has a name like any process. */
static void
test_run_is_refused(void **state)
{
    const char *argv[] = { "true", NULL };
    mp_process *process = command_new(argv, NULL);

    (void) state;
    assert_int_equal(mp_process_run(process), MP_ECOMMAND);
    assert_true(strncmp(mp_process_name(process), "Process-", 8) == 0);
    assert_int_equal(mp_process_start(process), 0);
    assert_int_equal(target_code(process), 0);
    assert_int_equal(mp_process_start(process), MP_ESTARTED);
    mp_process_free(process);
}

/* Puts an executable script into the folder. */
static void
make_script(const char *name, const char *text)
{
    assert_int_equal(chmod(folder_write(name, text), 0755), 0);
}

/* Runs a program with an environment of its own; returns what start() says, or
 * the exit code. */
static int
code_with_environment(const char *program, const char *const *environment)
{
    const char *argv[] = { program, NULL };
    mp_child child = { .size = sizeof child, .environment = environment };
    mp_process *process = command_new(argv, &child);
    int result = mp_process_start(process);

    if (result == 0)
        result = target_code(process);
    mp_process_free(process);
    return result;
}

/* A name is looked for along the PATH that the child will have. */
static void
test_path(void **state)
{
    char path[128];
    const char *with[] = { path, NULL };
    const char *without[] = { "PATH=/no/such/folder", NULL };
    const char *first_of_two[] = { "PATH=/no/such/folder:/usr/bin:/bin", NULL };

    (void) state;
    snprintf(path, sizeof path, "PATH=/no/such/folder:%s:/bin", folder);
    make_script("ours", "#!/bin/sh\nexit 6\n");
    assert_int_equal(code_with_environment("ours", with), 6);
    assert_int_equal(code_with_environment("ours", first_of_two), -ENOENT);
    assert_int_equal(code_with_environment("ours", NULL), -ENOENT);
    assert_int_equal(code_with_environment("true", first_of_two), 0);
    assert_int_equal(code_with_environment("true", without), -ENOENT);
    assert_int_equal(code_with_environment("true", NULL), 0);
    assert_int_equal(code_with_environment(folder_path("ours"), without), 6);
}

/* What cannot be executed fails in start() with the system's reason, leaves
 * nothing behind, and can be started when the reason is gone. */
static void
test_failures(void **state)
{
    const char *plain = folder_write("plain", "#!/bin/sh\nexit 5\n");
    const char *lost = folder_path("lost");
    struct {
        const char *program;
        int error;
    } rows[] = {
        { "/no/such/program", -ENOENT },
        { "no-such-program-anywhere", -ENOENT },
        { folder, -EACCES },
        { plain, -EACCES },
        { lost, -ENOENT },
        { "/dev/null/x", -ENOTDIR },
        { "", -ENOENT },
    };

    (void) state;
    make_script("lost", "#!/no/such/interpreter\n");
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        const char *argv[] = { rows[i].program, NULL };
        mp_process *process = command_new(argv, NULL);
        int descriptors = proc_descriptors();

        if (rows[i].program == lost && kernel_is_valgrind()) {
            /* it ends a process whose exec fails for the interpreter */
            mp_process_free(process);
            continue;
        }
        print_message("# %s\n", rows[i].program);
        assert_int_equal(mp_process_start(process), rows[i].error);
        assert_int_equal(proc_descriptors(), descriptors);
        assert_int_equal(proc_children(getpid(), NULL, 0), 0);
        assert_int_equal(mp_active_children(NULL, 0), 0);
        assert_int_equal(mp_process_pid(process), 0);
        assert_int_equal(mp_process_join(process, 0), MP_ENOTSTARTED);
        assert_int_equal(mp_process_set_daemon(process, false), 0);
        if (rows[i].program == plain) {
            assert_int_equal(chmod(plain, 0755), 0);
            assert_int_equal(mp_process_start(process), 0);
            assert_int_equal(target_code(process), 5);
        }
        mp_process_free(process);
    }
}

/* A script that asks for its buffered text to be kept apart: nothing that the
 * parent has buffered is written a second time by a failing start. */
static void
test_failure_writes_nothing(void **state)
{
    const char *argv[] = { "/no/such/program", NULL };
    mp_process *process = command_new(argv, NULL);
    FILE *file = fopen(folder_path("buffered"), "w+");
    struct stat info;

    (void) state;
    assert_non_null(file);
    fputs("once", file);
    assert_int_equal(mp_process_start(process), -ENOENT);
    assert_int_equal(fclose(file), 0);
    assert_int_equal(stat(folder_path("buffered"), &info), 0);
    assert_int_equal(info.st_size, 4);
    mp_process_free(process);
}

/* -------------------------------------------------- directory, environment */

static void
test_directory(void **state)
{
    char text[128];

    (void) state;
    snprintf(text, sizeof text, "%s\n", folder);
    assert_string_equal(
        command_shell_output("pwd -P", (mp_child){ .cwd = folder }), text);
    assert_string_equal(
        command_shell_output("pwd -P", (mp_child){ .cwd = "/" }), "/\n");
}

static void
test_no_directory(void **state)
{
    static const struct {
        const char *cwd;
        int error;
    } rows[] = { { "/no/such/folder", -ENOENT }, { "/dev/null", -ENOTDIR } };
    const char *argv[] = { "true", NULL };
    int descriptors = proc_descriptors();

    (void) state;
    for (int i = 0; i < 2; i++) {
        mp_child child = { .size = sizeof child, .cwd = rows[i].cwd };
        mp_process *process = command_new(argv, &child);

        assert_int_equal(mp_process_start(process), rows[i].error);
        assert_int_equal(proc_descriptors(), descriptors);
        assert_int_equal(proc_children(getpid(), NULL, 0), 0);
        mp_process_free(process);
    }
}

/* The given environment in whole, nothing of the parent's; copied. */
static void
test_environment(void **state)
{
    char value[] = "ONE=1";
    const char *environment[] = { value, "TWO=a b=c", "EMPTY=", NULL };
    const char *none[] = { NULL };
    const char *argv[] = { "/usr/bin/env", NULL };

    (void) state;
    assert_string_equal(
        command_output(argv, (mp_child){ .environment = environment }, 1),
        "ONE=1\nTWO=a b=c\nEMPTY=\n");
    assert_string_equal(
        command_output(argv, (mp_child){ .environment = none }, 1), "");
    setenv("TEST_COMMAND", "inherited", 1);
    assert_string_equal(
        command_shell_output("echo $TEST_COMMAND", (mp_child){ 0 }),
        "inherited\n");
}

static int
setup(void **state)
{
    (void) state;
    /* Folders that may not be looked into would change the errors. */
    setenv("PATH", "/usr/local/bin:/usr/bin:/bin", 1);
    folder = folder_make();
    return 0;
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_exit_codes),
        cmocka_unit_test(test_words),
        cmocka_unit_test(test_run_is_refused),
        cmocka_unit_test(test_path),
        cmocka_unit_test(test_failures),
        cmocka_unit_test(test_failure_writes_nothing),
        cmocka_unit_test(test_directory),
        cmocka_unit_test(test_no_directory),
        cmocka_unit_test(test_environment),
    };

    return cmocka_run_group_tests_name(
        "command", tests, setup, folder_teardown);
}
