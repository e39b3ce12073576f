/* What a start gives to the child, and what it leaves with the parent. */
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "src/multiprocessing.h"
#include "tests/support/cmocka.h"
#include "tests/support/proc.h"
#include "tests/support/shared.h"
#include "tests/support/target.h"

/* ------------------------------------------------------------- arguments */

static int shared_number = 1;

static int
target_arguments(const mp_args *args, const mp_kwargs *kwargs)
{
    const mp_value *bytes = mp_args_get(args, 1);
    size_t size;

    if (args->count != 3 || kwargs->count != 2)
        return 1;
    if (strcmp(mp_as_str(mp_args_get(args, 0)), "text") != 0)
        return 2;
    if (memcmp(mp_as_bytes(bytes, &size), "a\0c", 3) != 0 || size != 3)
        return 3;
    if (*(int *) mp_as_ptr(mp_args_get(args, 2)) != 2)
        return 4;
    if (strcmp(mp_as_str(mp_kwargs_get(kwargs, "key")), "value") != 0)
        return 5;
    return mp_as_float(mp_kwargs_get(kwargs, "ti")) == 3.5 ? 0 : 6;
}

/* A11: args and kwargs are as of the construction, what a pointer points to as
 * of the fork; all that the caller gave may be changed and freed before. */
static void
test_arguments_are_copied(void **state)
{
    char text[] = "text";
    char bytes[] = { 'a', '\0', 'c' };
    char key[] = "key";
    char value[] = "value";
    char name[] = "named";
    mp_value args[] = { mp_value_str(text), mp_value_bytes(bytes, 3),
                        mp_value_ptr(&shared_number) };
    mp_kwarg kwargs[] = { { key, mp_value_str(value) },
                          { "ti", mp_value_float(3.5) } };
    mp_process_options options = { .target = target_arguments,
                                   .name = name,
                                   .args = { args, 3 },
                                   .kwargs = { kwargs, 2 } };
    mp_process *process;

    (void) state;
    assert_int_equal(mp_process_new(&process, &options), 0);
    shared_number = 2;
    memset(text, 'x', sizeof text - 1);
    memset(bytes, 'x', sizeof bytes);
    memset(key, 'x', sizeof key - 1);
    memset(value, 'x', sizeof value - 1);
    memset(name, 'x', sizeof name - 1);
    memset(args, 0, sizeof args);
    memset(kwargs, 0, sizeof kwargs);
    memset(&options, 0, sizeof options);
    assert_string_equal(mp_process_name(process), "named");
    assert_int_equal(mp_process_run(process), 0);
    assert_int_equal(mp_process_start(process), 0);
    shared_number = 3;
    assert_int_equal(target_code(process), 0);
    mp_process_free(process);
}

static int
target_changes_arguments(const mp_args *args, const mp_kwargs *kwargs)
{
    (void) kwargs;
    *(int *) mp_as_ptr(mp_args_get(args, 0)) = 99;
    return 0;
}

/* What a child writes through a pointer stays its own. */
static void
test_pointers_are_copies(void **state)
{
    int number = 5;
    mp_process *process =
        target_start(target_changes_arguments, MP_ARGS((void *) &number));

    (void) state;
    assert_int_equal(target_code(process), 0);
    assert_int_equal(number, 5);
    mp_process_free(process);
}

/* ------------------------------------------------------------------- run */

/* A10: nothing to do is exit code 0. */
static void
test_no_target(void **state)
{
    mp_process *process = target_start(NULL, MP_ARGS(1, 2));

    (void) state;
    assert_int_equal(target_code(process), 0);
    assert_int_equal(mp_process_run(process), MP_EDROPPED);
    mp_process_free(process);
}

static int
target_own_pid(const mp_args *args, const mp_kwargs *kwargs)
{
    (void) kwargs;
    return getpid() == mp_as_int(mp_args_get(args, 0)) ? 4 : 5;
}

/* L06: run() runs here, may be called again, and does not start anything. */
static void
test_run_in_the_caller(void **state)
{
    mp_process *process = target_new(target_own_pid, MP_ARGS(getpid()));
    mp_process *nothing = target_new(NULL, (mp_args){ 0 });

    (void) state;
    assert_int_equal(mp_process_run(process), 4);
    assert_int_equal(mp_process_run(process), 4);
    assert_int_equal(mp_process_run(nothing), 0);
    assert_int_equal(mp_process_pid(process), 0);
    assert_int_equal(mp_process_is_alive(process), 0);
    assert_int_equal(mp_process_start(process), 0);
    assert_int_equal(target_code(process), 5);
    mp_process_free(process);
    mp_process_free(nothing);
}

/* L06: the low 8 bits count, as at an end. */
static void
test_run_codes(void **state)
{
    static const int codes[][2] = { { 0, 0 },   { 7, 7 },   { 255, 255 },
                                    { 256, 0 }, { 257, 1 }, { -1, 255 },
                                    { -9, 247 } };

    (void) state;
    for (size_t i = 0; i < sizeof codes / sizeof *codes; i++) {
        mp_process *process = target_new(target_return, MP_ARGS(codes[i][0]));

        assert_int_equal(mp_process_run(process), codes[i][1]);
        mp_process_free(process);
    }
}

struct worker {
    int number;
    atomic_int *runs;
};

/* An overriding run() that calls the one it overrides. */
static int
run_worker(mp_process *self)
{
    struct worker *worker = mp_process_context(self);
    int code;

    worker->number++;
    if (strcmp(mp_process_name(self), "Worker") != 0)
        return 90;
    code = mp_process_run(self);
    if (worker->runs)
        atomic_fetch_add(worker->runs, 1);
    return code < 0 ? 91 : code + worker->number;
}

/* L07: run() gets the object; its own fields are the child's own; super().run()
 * calls the target. */
static void
test_overridden_run(void **state)
{
    atomic_int *runs = shared_new(sizeof *runs);
    struct worker worker = { .number = 10, .runs = runs };
    mp_process_options options = { .target = target_return,
                                   .args = MP_ARGS(30),
                                   .name = "Worker",
                                   .run = run_worker,
                                   .context = &worker };
    mp_process *process;

    (void) state;
    assert_int_equal(mp_process_new(&process, &options), 0);
    assert_ptr_equal(mp_process_context(process), &worker);
    assert_int_equal(mp_process_run(process), 41);
    assert_int_equal(worker.number, 11);
    assert_int_equal(mp_process_start(process), 0);
    assert_int_equal(target_code(process), 42);
    assert_int_equal(worker.number, 11);
    assert_int_equal(atomic_load(runs), 2);
    mp_process_free(process);
    shared_free(runs, sizeof *runs);
}

/* ---------------------------------------------- reaping and descriptors */

static int
reap_start(mp_process *process)
{
    mp_process *other = target_start(NULL, (mp_args){ 0 });

    (void) process;
    target_end(other);
    return 0;
}

static int
reap_join(mp_process *process)
{
    return mp_process_join(process, 0);
}

static int
reap_exitcode(mp_process *process)
{
    return mp_process_exitcode(process, NULL) - 1;
}

static int
reap_active_children(mp_process *process)
{
    (void) process;
    return mp_active_children(NULL, 0);
}

static int
reap_repr(mp_process *process)
{
    return mp_process_repr(process, NULL, 0) > 0 ? 0 : -1;
}

static int
look_pid(mp_process *process)
{
    return mp_process_pid(process) > 0 ? 0 : -1;
}

static int
look_sentinel(mp_process *process)
{
    return mp_process_sentinel(process) >= 0 ? 0 : -1;
}

static int
look_wait(mp_process *process)
{
    return mp_wait(&process, 1, 0, NULL) - 1;
}

/* C08 E03 G02 H03: which calls reap an ended child, and which do not. */
static void
test_who_reaps(void **state)
{
    static const struct {
        const char *name;
        int (*call)(mp_process *);
        char state;
    } rows[] = {
        { "start of another", reap_start, 0 },
        { "join", reap_join, 0 },
        { "is_alive", mp_process_is_alive, 0 },
        { "exitcode", reap_exitcode, 0 },
        { "active_children", reap_active_children, 0 },
        { "repr", reap_repr, 0 },
        { "close", mp_process_close, 0 },
        { "pid", look_pid, 'Z' },
        { "sentinel", look_sentinel, 'Z' },
        { "wait", look_wait, 'Z' },
        { "terminate", mp_process_terminate, 'Z' },
    };

    (void) state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        mp_process *process = target_start(target_return, MP_ARGS(3));
        pid_t pid = mp_process_pid(process);

        target_zombie(process);
        assert_int_equal(proc_state(pid), 'Z');
        assert_int_equal(rows[i].call(process), 0);
        if (proc_state(pid) != rows[i].state)
            print_error("%s\n", rows[i].name);
        assert_int_equal(proc_state(pid), rows[i].state);
        target_end(process);
        assert_int_equal(proc_state(pid), 0);
    }
}

/* C11: at most one descriptor for a process, close-on-exec, given back by close
 * and by the end of the object, also when the process had never ended. */
static void
test_descriptors(void **state)
{
    enum {
        COUNT = 5
    };
    mp_process *list[COUNT];
    int before;

    (void) state;
    target_end(target_start(NULL, (mp_args){ 0 }));
    before = proc_descriptors();
    for (int i = 0; i < COUNT; i++)
        list[i] = target_start(target_sleep, (mp_args){ 0 });
    assert_true(proc_descriptors() <= before + COUNT);
    for (int i = 0; i < COUNT; i++) {
        int fd = mp_process_sentinel(list[i]);

        assert_int_equal(fcntl(fd, F_GETFD) & FD_CLOEXEC, FD_CLOEXEC);
        assert_int_equal(mp_process_kill(list[i]), 0);
        assert_int_equal(mp_process_join(list[i], SOON), 0);
        assert_int_equal(mp_process_sentinel(list[i]), fd);
    }
    assert_true(proc_descriptors() >= before + COUNT);
    for (int i = 0; i < COUNT; i++) {
        if (i % 2 == 0)
            assert_int_equal(mp_process_close(list[i]), 0);
        mp_process_free(list[i]);
        assert_int_equal(proc_descriptors(), before + COUNT - 1 - i);
    }
}

/* A child holds nothing of its siblings that it could leak further. */
static int
target_count_descriptors(const mp_args *args, const mp_kwargs *kwargs)
{
    (void) args;
    (void) kwargs;
    return proc_descriptors();
}

/* Whatever was closed by the parent is closed in its next child too. */
static void
test_descriptors_of_a_child(void **state)
{
    mp_process *process;
    int alone;

    (void) state;
    process = target_start(target_count_descriptors, (mp_args){ 0 });
    alone = target_code(process);
    mp_process_free(process);
    for (int i = 0; i < 3; i++) {
        process = target_start(target_count_descriptors, (mp_args){ 0 });
        assert_int_equal(target_code(process), alone);
        mp_process_free(process);
    }
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_arguments_are_copied),
        cmocka_unit_test(test_pointers_are_copies),
        cmocka_unit_test(test_no_target),
        cmocka_unit_test(test_run_in_the_caller),
        cmocka_unit_test(test_run_codes),
        cmocka_unit_test(test_overridden_run),
        cmocka_unit_test(test_who_reaps),
        cmocka_unit_test(test_descriptors),
        cmocka_unit_test(test_descriptors_of_a_child),
    };

    return cmocka_run_group_tests_name("start", tests, NULL, NULL);
}
