/* Errors: every code with Python's class and exact message, and what becomes of
 * a NULL where an object is needed. */
#include <errno.h>
#include <limits.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "src/multiprocessing.h"
#include "tests/support/cmocka.h"
#include "tests/support/proc.h"

/* What semantics say of each code, written out a second time by hand. */
static const struct own_error {
    int code;
    int number;
    const char *class_name;
    const char *message;
} own_errors[] = {
    { MP_ECLOSED, 1, "ValueError", "process object is closed" },
    { MP_ESTARTED, 2, "AssertionError", "cannot start a process twice" },
    { MP_ECREATOR, 3, "AssertionError",
      "can only start a process object created by current process" },
    { MP_EDAEMONKID, 4, "AssertionError",
      "daemonic processes are not allowed to have children" },
    { MP_ENOTSTARTED, 5, "AssertionError", "can only join a started process" },
    { MP_EJOINCHILD, 6, "AssertionError", "can only join a child process" },
    { MP_ETESTCHILD, 7, "AssertionError", "can only test a child process" },
    { MP_EDAEMONSET, 8, "AssertionError", "process has already started" },
    { MP_ENAME, 9, "AssertionError", "name must be a string" },
    { MP_EGROUP, 10, "AssertionError", "group argument must be None for now" },
    { MP_ERUNNING, 11, "ValueError",
      "Cannot close a process while it is still running. You should first call "
      "join() or terminate()." },
    { MP_ENOSENTINEL, 12, "ValueError", "process not started" },
    { MP_ENOPOPEN, 13, "ValueError", "process not started" },
    { MP_EDROPPED, 14, "AttributeError",
      "'Process' object has no attribute '_target'" },
    { MP_ENOCPU, 15, "NotImplementedError", "cannot determine number of cpus" },
    { MP_ECONTEXT, 16, "RuntimeError", "context has already been set" },
    { MP_ELOST, 17, "ChildProcessError", NULL },
    { MP_ECOMMAND, 18, "ValueError", NULL },
    { MP_ENOGROUP, 19, "ValueError", NULL },
    { MP_EPOINTER, 20, "TypeError", NULL },
    { MP_ECONTEXTPOINTER, 21, "TypeError", NULL },
};

static void
test_own_codes(void **state)
{
    (void) state;
    for (size_t i = 0; i < sizeof own_errors / sizeof *own_errors; i++) {
        const struct own_error *row = &own_errors[i];

        assert_int_equal(row->code, -(4096 + row->number));
        assert_string_equal(mp_error_class(row->code), row->class_name);
        if (row->message)
            assert_string_equal(mp_strerror(row->code), row->message);
        else
            assert_true(strlen(mp_strerror(row->code)) > 10);
    }
}

static void
test_system_texts(void **state)
{
    (void) state;
    for (int number = 1; number < 134; number++) {
        const char *text = strerrordesc_np(number);

        if (text)
            assert_string_equal(mp_strerror(-number), text);
    }
}

/* The classes are those that Python's OSError turns into. */
static void
test_system_classes(void **state)
{
    static const struct {
        int number;
        const char *class_name;
    } rows[] = {
        { EAGAIN, "BlockingIOError" },
        { EWOULDBLOCK, "BlockingIOError" },
        { EALREADY, "BlockingIOError" },
        { EINPROGRESS, "BlockingIOError" },
        { EPIPE, "BrokenPipeError" },
        { ESHUTDOWN, "BrokenPipeError" },
        { ECHILD, "ChildProcessError" },
        { ECONNABORTED, "ConnectionAbortedError" },
        { ECONNREFUSED, "ConnectionRefusedError" },
        { ECONNRESET, "ConnectionResetError" },
        { EEXIST, "FileExistsError" },
        { ENOENT, "FileNotFoundError" },
        { EINTR, "InterruptedError" },
        { EISDIR, "IsADirectoryError" },
        { ENOTDIR, "NotADirectoryError" },
        { EACCES, "PermissionError" },
        { EPERM, "PermissionError" },
        { ESRCH, "ProcessLookupError" },
        { ETIMEDOUT, "TimeoutError" },
        { EMFILE, "OSError" },
        { ENOSPC, "OSError" },
        { EBADF, "OSError" },
    };

    (void) state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        assert_string_equal(
            mp_error_class(-rows[i].number), rows[i].class_name);
}

static void
test_no_error(void **state)
{
    static const int good[] = { 0, 1, 42, 4097, INT_MAX };

    (void) state;
    for (size_t i = 0; i < sizeof good / sizeof *good; i++) {
        assert_string_equal(mp_strerror(good[i]), "no error");
        assert_string_equal(mp_error_class(good[i]), "");
    }
}

/* Numbers that nobody gave out still have a text, and it does not change. */
static void
test_unknown_codes(void **state)
{
    static const int strange[] = { -4000, -4095, -4096, -5000, -9999, INT_MIN };

    (void) state;
    for (size_t i = 0; i < sizeof strange / sizeof *strange; i++) {
        char copy[256];
        const char *text = mp_strerror(strange[i]);

        assert_non_null(text);
        assert_true(*text != '\0');
        snprintf(copy, sizeof copy, "%s", text);
        mp_strerror(-3999);
        mp_strerror(-ENOENT);
        assert_string_equal(text, copy);
        assert_non_null(mp_error_class(strange[i]));
        assert_true(*mp_error_class(strange[i]) != '\0');
    }
}

static void
test_version(void **state)
{
    int major;
    int minor;
    int patch;

    (void) state;
    assert_int_equal(
        sscanf(mp_version(), "%d.%d.%d", &major, &minor, &patch), 3);
    assert_true(major >= 0 && minor >= 0 && patch >= 0);
}

/* A NULL object is -EINVAL where the result is a number. */
static void
test_null_object_numbers(void **state)
{
    int code = 1234;
    char text[8] = "before";
    mp_process *none[1] = { NULL };
    bool ready[1];

    (void) state;
    assert_int_equal(mp_process_start(NULL), -EINVAL);
    assert_int_equal(mp_process_run(NULL), -EINVAL);
    assert_int_equal(mp_process_join(NULL, 0), -EINVAL);
    assert_int_equal(mp_process_is_alive(NULL), -EINVAL);
    assert_int_equal(mp_process_terminate(NULL), -EINVAL);
    assert_int_equal(mp_process_kill(NULL), -EINVAL);
    assert_int_equal(mp_process_send_signal(NULL, 0), -EINVAL);
    assert_int_equal(mp_process_signal_group(NULL, 0), -EINVAL);
    assert_int_equal(mp_process_close(NULL), -EINVAL);
    assert_int_equal(mp_process_set_name(NULL, "x"), -EINVAL);
    assert_int_equal(mp_process_set_daemon(NULL, true), -EINVAL);
    assert_int_equal(mp_process_set_authkey(NULL, "x", 1), -EINVAL);
    assert_int_equal(mp_process_pid(NULL), -EINVAL);
    assert_int_equal(mp_process_exitcode(NULL, &code), -EINVAL);
    assert_int_equal(code, 1234);
    assert_int_equal(mp_process_sentinel(NULL), -EINVAL);
    assert_int_equal(mp_process_repr(NULL, text, sizeof text), -EINVAL);
    assert_int_equal(mp_wait(NULL, 1, 0, ready), -EINVAL);
    assert_int_equal(mp_wait(none, 1, 0, ready), -EINVAL);
}

/* And NULL or false where it is none. */
static void
test_null_object_others(void **state)
{
    size_t size = 5;

    (void) state;
    assert_null(mp_process_name(NULL));
    assert_false(mp_process_daemon(NULL));
    assert_null(mp_process_authkey(NULL, &size));
    assert_null(mp_process_authkey(NULL, NULL));
    assert_null(mp_process_context(NULL));
    assert_null(mp_process_ref(NULL));
    mp_process_free(NULL);
}

static int
run_seven(mp_process *process)
{
    (void) process;
    return 7;
}

static int
target_seven(const mp_args *args, const mp_kwargs *kwargs)
{
    (void) args;
    (void) kwargs;
    return 7;
}

/* A03: what the constructor refuses, with the object untouched. */
static void
test_refused_options(void **state)
{
    static const char *const argv[] = { "true", NULL };
    static const char *const empty[] = { NULL };
    static const mp_kwarg nameless[] = { { .name = NULL } };
    static const mp_child tty = { .size = sizeof tty, .flags = MP_CHILD_CTTY };
    static const mp_child strange = { .size = sizeof strange,
                                      .stdio[1].kind = (mp_stdio_kind) 77 };
    const struct {
        int error;
        mp_process_options options;
    } rows[] = {
        { MP_EGROUP, { .group = argv } },
        { MP_ECOMMAND, { .command = argv, .target = target_seven } },
        { MP_ECOMMAND, { .command = argv, .run = run_seven } },
        { MP_ECOMMAND, { .command = argv, .args = MP_ARGS(1) } },
        { MP_ECOMMAND,
          { .command = argv, .kwargs = MP_KWARGS({ "a", MP_VALUE(1) }) } },
        { -EINVAL, { .command = empty } },
        { -EINVAL, { .kwargs = { nameless, 1 } } },
        { -EINVAL, { .daemon = (mp_daemon) 3 } },
        { -EINVAL, { .child = &tty } },
        { -EINVAL, { .child = &strange } },
    };
    int descriptors = proc_descriptors();

    (void) state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        mp_process *process = (mp_process *) &process;

        print_message("# row %zu\n", i);
        assert_int_equal(
            mp_process_new(&process, &rows[i].options), rows[i].error);
        assert_ptr_equal(process, &process);
    }
    assert_int_equal(proc_descriptors(), descriptors);
}

static void
test_refused_constructor_calls(void **state)
{
    mp_process *process = NULL;
    mp_process_options options = { .target = target_seven };
    struct {
        mp_process_options known;
        char later[16];
    } larger = { { .target = target_seven }, { 0 } };

    (void) state;
    assert_int_equal(mp_process_new(NULL, &options), -EINVAL);
    assert_int_equal(mp_process_new(&process, NULL), -EINVAL);
    larger.later[15] = 1;
    assert_int_equal(
        mp_process_new_sized(&process, &larger.known, sizeof larger), -E2BIG);
    assert_null(process);
    larger.later[15] = 0;
    assert_int_equal(
        mp_process_new_sized(&process, &larger.known, sizeof larger), 0);
    mp_process_free(process);
}

/* A caller with an older, shorter struct: the rest counts as zero. */
static void
test_shorter_options(void **state)
{
    mp_process *process = NULL;
    mp_process_options options = { .target = target_seven,
                                   .name = "short",
                                   .command = (const char *const *) 1,
                                   .child = (const mp_child *) 1 };

    (void) state;
    assert_int_equal(
        mp_process_new_sized(
            &process, &options, offsetof(mp_process_options, command)),
        0);
    assert_string_equal(mp_process_name(process), "short");
    assert_int_equal(mp_process_run(process), 7);
    mp_process_free(process);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_own_codes),
        cmocka_unit_test(test_system_texts),
        cmocka_unit_test(test_system_classes),
        cmocka_unit_test(test_no_error),
        cmocka_unit_test(test_unknown_codes),
        cmocka_unit_test(test_version),
        cmocka_unit_test(test_null_object_numbers),
        cmocka_unit_test(test_null_object_others),
        cmocka_unit_test(test_refused_options),
        cmocka_unit_test(test_refused_constructor_calls),
        cmocka_unit_test(test_shorter_options),
    };

    return cmocka_run_group_tests_name("error", tests, NULL, NULL);
}
