/* The set of active children. */
#include <signal.h>
#include <unistd.h>

#include "src/multiprocessing.h"
#include "tests/support/cmocka.h"
#include "tests/support/proc.h"
#include "tests/support/shared.h"
#include "tests/support/target.h"

/* Checks that exactly these children are active, in this order. */
static void
expect_active(mp_process *const *expected, int count)
{
    mp_process *list[16];

    assert_int_equal(mp_active_children(list, 16), count);
    for (int i = 0; i < count; i++) {
        assert_ptr_equal(list[i], expected[i]);
        mp_process_free(list[i]);
    }
}

/* L01 L02: in the order of their start, from the start to the end, the same
 * objects each time. */
static void
test_over_life(void **state)
{
    mp_process *made[4];
    mp_process *started[4];

    (void) state;
    expect_active(NULL, 0);
    for (int i = 0; i < 4; i++)
        made[i] = target_new(target_sleep, (mp_args){ 0 });
    expect_active(NULL, 0);
    for (int i = 0; i < 4; i++) {
        started[i] = made[3 - i];
        assert_int_equal(mp_process_start(started[i]), 0);
        expect_active(started, i + 1);
    }
    expect_active(started, 4);
    assert_int_equal(mp_process_kill(started[1]), 0);
    target_zombie(started[1]);
    expect_active((mp_process *[]){ started[0], started[2], started[3] }, 3);
    assert_int_equal(proc_state(mp_process_pid(started[1])), 0);
    assert_int_equal(target_code(started[1]), -SIGKILL);
    assert_int_equal(mp_process_kill(started[0]), 0);
    assert_int_equal(target_code(started[0]), -SIGKILL);
    expect_active(&started[2], 2);
    for (int i = 0; i < 4; i++)
        target_end(made[i]);
    expect_active(NULL, 0);
}

/* How many there are is told in full, however few places there are. */
static void
test_few_places(void **state)
{
    mp_process *started[3];
    mp_process *list[3] = { NULL, NULL, NULL };

    (void) state;
    for (int i = 0; i < 3; i++)
        started[i] = target_start(target_sleep, (mp_args){ 0 });
    assert_int_equal(mp_active_children(NULL, 0), 3);
    assert_int_equal(mp_active_children(list, 1), 3);
    assert_ptr_equal(list[0], started[0]);
    assert_null(list[1]);
    mp_process_free(list[0]);
    for (int i = 0; i < 3; i++)
        target_end(started[i]);
}

/* L04: a running child whose object the caller dropped stays there, can be
 * found and joined, and is reaped when nobody does. */
static void
test_dropped_object(void **state)
{
    int before = proc_descriptors();
    atomic_int *end = shared_new(sizeof *end);
    mp_process *process = target_start(target_wait, MP_ARGS((void *) end, 3));
    mp_process *found = NULL;
    pid_t pid = mp_process_pid(process);

    (void) state;
    mp_process_free(process);
    assert_int_equal(mp_active_children(&found, 1), 1);
    assert_int_equal(mp_process_pid(found), pid);
    assert_int_equal(mp_process_join(found, 0), 1);
    mp_process_free(found);
    atomic_store(end, 1);
    assert_true(proc_wait_state(pid, 'Z', SOON));
    assert_int_equal(mp_active_children(NULL, 0), 0);
    assert_int_equal(proc_state(pid), 0);
    assert_int_equal(proc_descriptors(), before);
    shared_free(end, sizeof *end);
}

/* References are counted: each is dropped once. */
static void
test_references(void **state)
{
    mp_process *process = target_new(target_return, MP_ARGS(5));

    (void) state;
    assert_ptr_equal(mp_process_ref(process), process);
    mp_process_free(process);
    assert_int_equal(mp_process_start(process), 0);
    assert_ptr_equal(mp_process_ref(process), process);
    mp_process_free(process);
    assert_int_equal(target_code(process), 5);
    mp_process_free(process);
}

static int
target_counts_children(const mp_args *args, const mp_kwargs *kwargs)
{
    mp_process *child;
    int before = mp_active_children(NULL, 0);
    int count;

    (void) args;
    (void) kwargs;
    if (mp_process_new(&child, &(mp_process_options){ .target = target_sleep })
            < 0
        || mp_process_start(child) < 0)
        return 99;
    count = mp_active_children(NULL, 0);
    mp_process_kill(child);
    mp_process_join(child, SOON);
    mp_process_free(child);
    return before * 10 + count;
}

/* L03: a new child has none; and only its direct ones. */
static void
test_in_a_child(void **state)
{
    mp_process *sibling = target_start(target_sleep, (mp_args){ 0 });
    mp_process *process = target_start(target_counts_children, (mp_args){ 0 });

    (void) state;
    assert_int_equal(target_code(process), 1);
    expect_active(&sibling, 1);
    mp_process_free(process);
    target_end(sibling);
}

/* C12: many short ones, and many terminated at once; no zombie is left. */
static void
test_hundred(void **state)
{
    enum {
        COUNT = 100
    };
    static mp_process *list[COUNT];

    (void) state;
    for (int i = 0; i < COUNT; i++)
        list[i] = target_start(target_return, MP_ARGS(i));
    for (int i = 0; i < COUNT; i++)
        assert_int_equal(target_code(list[i]), i);
    for (int i = 0; i < COUNT; i++)
        mp_process_free(list[i]);
    for (int i = 0; i < COUNT; i++)
        list[i] = target_start(target_sleep, (mp_args){ 0 });
    assert_int_equal(mp_active_children(NULL, 0), COUNT);
    for (int i = 0; i < COUNT; i++)
        assert_int_equal(mp_process_terminate(list[i]), 0);
    for (int i = 0; i < COUNT; i++)
        assert_int_equal(target_code(list[i]), -SIGTERM);
    for (int i = 0; i < COUNT; i++)
        mp_process_free(list[i]);
    assert_int_equal(mp_active_children(NULL, 0), 0);
    assert_int_equal(proc_children(getpid(), NULL, 0), 0);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_over_life),
        cmocka_unit_test(test_few_places),
        cmocka_unit_test(test_dropped_object),
        cmocka_unit_test(test_references),
        cmocka_unit_test(test_in_a_child),
        cmocka_unit_test(test_hundred),
    };

    return cmocka_run_group_tests_name("children", tests, NULL, NULL);
}
