/* No memory at any place of a construction or a change: it is told, nothing is
 * made or changed, nothing is left behind. */
#include <errno.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "src/multiprocessing.h"
#include "tests/support/cmocka.h"
#include "tests/support/fault.h"
#include "tests/support/proc.h"
#include "tests/support/shared.h"
#include "tests/support/target.h"

/* More calls than any operation makes of one function. */
enum {
    MANY = 400
};

/* Makes an object with all that can be copied into it. */
static int
make(bool command, mp_process **process)
{
    static const char *const argv[] = { "sh", "-c", "exit 7", NULL };
    static const char *const environment[] = { "ONE=1", "TWO=2", NULL };
    mp_child child = { .size = sizeof child,
                       .cwd = "/",
                       .environment = environment };
    mp_args args = MP_ARGS(7, "text", mp_value_bytes("bytes", 5));
    mp_kwargs kwargs = MP_KWARGS({ "key", MP_VALUE("value") });
    mp_process_options options = { .name = "a name of its own",
                                   .class_name = "Worker",
                                   .child = &child };

    if (command) {
        options.command = argv;
    } else {
        options.target = target_return;
        options.args = args;
        options.kwargs = kwargs;
    }
    return mp_process_new(process, &options);
}

/* The very first use of the library, in a process of its own, while something
 * fails.  Returns 0 when that was told and could be tried again, 4 when the call
 * that was to fail was not made. */
static int
first_use(const char *function, int nth, int error)
{
    static const char zeros[32];
    mp_process *process = NULL;
    size_t size = 0;
    bool hit;
    int result;

    fault_arm(function, nth, error, FAULT_HERE);
    result = make(false, &process);
    hit = fault_disarm();
    if (result != 0 && (!hit || result != -error))
        return 1;
    if (result != 0 && make(false, &process) != 0)
        return 2;
    if (!mp_process_authkey(process, &size) || size != 32
        || memcmp(mp_process_authkey(process, NULL), zeros, 32) == 0)
        return 3;
    if (mp_process_start(process) != 0 || mp_process_join(process, SOON) != 0)
        return 5;
    mp_process_free(process);
    return hit ? 0 : 4;
}

/* Every object has a key of 32 random bytes or is not made. */
static void
test_first_use(void **state)
{
    static const struct {
        const char *function;
        int error;
    } rows[] = { { "memory", ENOMEM }, { "getrandom", EINTR } };

    (void) state;
    for (size_t i = 0; i < 2; i++) {
        int code = 0;

        for (int nth = 1; code == 0 && nth < MANY; nth++) {
            pid_t pid = fork();
            int status = 0;

            assert_true(pid >= 0);
            if (pid == 0)
                _exit(first_use(rows[i].function, nth, rows[i].error));
            assert_int_equal(waitpid(pid, &status, 0), pid);
            assert_true(WIFEXITED(status));
            code = WEXITSTATUS(status);
            if (code != 0 && code != 4)
                print_error("call %d of %s\n", nth, rows[i].function);
        }
        assert_int_equal(code, 4);
    }
}

/* No memory at any place of a construction or a change. */
static void
test_memory(void **state)
{
    int descriptors = proc_descriptors();
    int failures = 0;

    (void) state;
    for (int command = 0; command < 2; command++)
        for (int nth = 1; nth < MANY; nth++) {
            mp_process *untouched = (mp_process *) &descriptors;
            mp_process *process = untouched;
            int result;

            fault_arm("memory", nth, ENOMEM, FAULT_HERE);
            result = make(command, &process);
            if (!fault_disarm()) {
                assert_int_equal(result, 0);
                mp_process_free(process);
                break;
            }
            failures++;
            assert_int_equal(result, -ENOMEM);
            assert_ptr_equal(process, untouched);
            assert_int_equal(proc_descriptors(), descriptors);
        }
    assert_true(failures >= 4);
}

static void
test_memory_of_changes(void **state)
{
    mp_process *process = NULL;
    size_t size;

    (void) state;
    assert_int_equal(make(false, &process), 0);
    fault_arm("memory", 1, ENOMEM, FAULT_HERE);
    assert_int_equal(mp_process_set_name(process, "another"), -ENOMEM);
    assert_true(fault_disarm());
    assert_string_equal(mp_process_name(process), "a name of its own");
    assert_int_equal(mp_process_set_authkey(process, "first", 5), 0);
    fault_arm("memory", 1, ENOMEM, FAULT_HERE);
    assert_int_equal(mp_process_set_authkey(process, "second", 6), -ENOMEM);
    assert_true(fault_disarm());
    assert_memory_equal(mp_process_authkey(process, &size), "first", 5);
    assert_int_equal(size, 5);
    mp_process_free(process);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_first_use), /* before any other use */
        cmocka_unit_test(test_memory),
        cmocka_unit_test(test_memory_of_changes),
    };

    return cmocka_run_group_tests_name("memory", tests, NULL, NULL);
}
