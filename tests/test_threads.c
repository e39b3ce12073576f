/* Every call from several threads at once, also on one object. */
#include <pthread.h>
#include <sched.h>
#include <signal.h>
#include <stdint.h>
#include <stdlib.h>
#include <unistd.h>

#include "src/multiprocessing.h"
#include "tests/support/cmocka.h"
#include "tests/support/kernel.h"
#include "tests/support/proc.h"
#include "tests/support/shared.h"
#include "tests/support/target.h"

/* Tells how often to do what takes valgrind long, which runs one thread at a
 * time. */
static int
rounds(int count)
{
    return kernel_is_valgrind() ? count / 10 + 1 : count;
}

struct joiner {
    mp_process *process;
    double limit;
    int result;
    int found;
    int code;
};

static void *
join_in_thread(void *argument)
{
    struct joiner *joiner = argument;

    joiner->result = mp_process_join(joiner->process, joiner->limit);
    joiner->found = mp_process_exitcode(joiner->process, &joiner->code);
    return NULL;
}

/* D09: three threads join one process, with and without limits. */
static void
test_three_joiners(void **state)
{
    static const double limits[] = { MP_FOREVER, SOON, MP_FOREVER };

    (void) state;
    for (int turn = 0; turn < 20; turn++) {
        atomic_int *end = shared_new(sizeof *end);
        mp_process *process =
            target_start(target_wait, MP_ARGS((void *) end, 6));
        struct joiner joiners[3];
        pthread_t threads[3];

        for (int i = 0; i < 3; i++) {
            joiners[i] =
                (struct joiner){ .process = process, .limit = limits[i] };
            assert_int_equal(
                pthread_create(&threads[i], NULL, join_in_thread, &joiners[i]),
                0);
        }
        atomic_store(end, 1);
        for (int i = 0; i < 3; i++) {
            pthread_join(threads[i], NULL);
            assert_int_equal(joiners[i].result, 0);
            assert_int_equal(joiners[i].found, 1);
            assert_int_equal(joiners[i].code, 6);
        }
        mp_process_free(process);
        shared_free(end, sizeof *end);
    }
}

/* A join without limit in one thread does not hold up the others' calls on the
 * same object. */
static void
test_calls_during_a_join(void **state)
{
    mp_process *process = target_start(target_sleep, (mp_args){ 0 });
    struct joiner joiner = { .process = process, .limit = MP_FOREVER };
    pthread_t thread;
    mp_process *other;
    char text[128];

    (void) state;
    assert_int_equal(pthread_create(&thread, NULL, join_in_thread, &joiner), 0);
    for (int i = 0; i < 50; i++) {
        assert_int_equal(mp_process_is_alive(process), 1);
        assert_int_equal(mp_process_join(process, 0.001), 1);
        assert_true(mp_process_repr(process, text, sizeof text) > 0);
        assert_int_equal(mp_active_children(NULL, 0), 1);
    }
    other = target_start(target_return, MP_ARGS(1));
    assert_int_equal(target_code(other), 1);
    mp_process_free(other);
    assert_int_equal(mp_process_terminate(process), 0);
    pthread_join(thread, NULL);
    assert_int_equal(joiner.result, 0);
    assert_int_equal(joiner.code, -SIGTERM);
    mp_process_free(process);
}

enum {
    STARTERS = 4,
    STARTS = 25
};

/* Starts and joins children, one by one; returns how many went wrong. */
static void *
start_in_thread(void *argument)
{
    static const char *const names[] = { "a", "b", "c" };
    intptr_t wrong = 0;

    (void) argument;
    for (int i = 0; i < rounds(STARTS); i++) {
        mp_process_options options = { .target = target_return,
                                       .args = MP_ARGS(i) };
        mp_process *process = NULL;
        int code = -1;

        wrong += mp_process_new(&process, &options) != 0;
        wrong += mp_process_start(process) != 0;
        wrong += mp_process_set_name(process, names[i % 3]) != 0;
        wrong += mp_process_join(process, SOON) != 0;
        wrong += mp_process_exitcode(process, &code) != 1 || code != i;
        wrong += mp_process_close(process) != 0;
        mp_process_free(process);
    }
    return (void *) wrong;
}

/* Starts, joins and lists at once; every child's own code comes back, and
 * nothing is left. */
static void
test_many_threads(void **state)
{
    pthread_t threads[STARTERS];
    int descriptors = proc_descriptors();
    double end = shared_now() + 2 * SOON;
    int running = STARTERS;

    (void) state;
    for (int i = 0; i < STARTERS; i++)
        assert_int_equal(
            pthread_create(&threads[i], NULL, start_in_thread, NULL), 0);
    while (running > 0) {
        mp_process *list[STARTERS];
        int count = mp_active_children(list, STARTERS);
        void *wrong;

        assert_in_range(count, 0, STARTERS);
        for (int i = 0; i < count; i++) {
            assert_non_null(mp_process_name(list[i]));
            mp_process_free(list[i]);
        }
        assert_true(shared_now() < end);
        if (pthread_tryjoin_np(threads[running - 1], &wrong) == 0) {
            assert_int_equal((intptr_t) wrong, 0);
            running--;
        }
        sched_yield();
    }
    assert_int_equal(mp_active_children(NULL, 0), 0);
    assert_int_equal(proc_descriptors(), descriptors);
    assert_int_equal(proc_children(getpid(), NULL, 0), 0);
}

static void *
start_daemon_in_thread(void *argument)
{
    mp_process **process = argument;
    mp_process_options options = { .target = target_sleep,
                                   .daemon = MP_DAEMON_TRUE };
    intptr_t result = mp_process_new(process, &options);

    if (result == 0)
        result = mp_process_start(*process);
    return (void *) result;
}

/* A daemon lives as long as its parent, not as the thread that started it. */
static void
test_daemon_outlives_its_thread(void **state)
{
    (void) state;
    for (int i = 0; i < 10; i++) {
        mp_process *process = NULL;
        pthread_t thread;
        void *result;

        assert_int_equal(
            pthread_create(&thread, NULL, start_daemon_in_thread, &process), 0);
        pthread_join(thread, &result);
        assert_int_equal((intptr_t) result, 0);
        assert_int_equal(mp_process_join(process, 0.02), 1);
        target_end(process);
    }
}

/* ----------------------------------------------- threads while one forks */

static atomic_int hammering;

/* Uses all that has a lock, again and again; returns how much went wrong. */
static void *
hammer(void *argument)
{
    mp_process_options options = { .target = target_return };
    intptr_t wrong = 0;

    (void) argument;
    while (atomic_load(&hammering)) {
        mp_process *process = NULL;
        char text[128];

        wrong += mp_process_new(&process, &options) != 0;
        wrong += mp_process_set_name(process, "hammered") != 0;
        wrong += mp_process_repr(process, text, sizeof text) < 0;
        wrong += mp_active_children(NULL, 0) < 0;
        mp_process_free(process);
        free(malloc(1000));
    }
    return (void *) wrong;
}

/* Does the same in a child, where none of the other threads is. */
static int
target_uses_all(const mp_args *args, const mp_kwargs *kwargs)
{
    mp_process_options options = { .target = target_return,
                                   .args = MP_ARGS(5) };
    mp_process *process;
    char text[128];
    int code = 99;

    (void) args;
    (void) kwargs;
    if (mp_process_new(&process, &options) != 0
        || mp_process_set_name(mp_current_process(), "child") != 0
        || mp_process_repr(process, text, sizeof text) < 0
        || mp_active_children(NULL, 0) != 0 || mp_process_start(process) != 0
        || mp_process_join(process, SOON) != 0)
        return 98;
    mp_process_exitcode(process, &code);
    mp_process_free(process);
    return code;
}

/* A child never waits for a lock that another thread of its parent held. */
static void
test_forks_between_threads(void **state)
{
    pthread_t threads[3];

    (void) state;
    atomic_store(&hammering, 1);
    for (int i = 0; i < 3; i++)
        assert_int_equal(pthread_create(&threads[i], NULL, hammer, NULL), 0);
    for (int i = 0; i < rounds(60); i++) {
        mp_process *process = target_start(target_uses_all, (mp_args){ 0 });

        assert_int_equal(target_code(process), 5);
        mp_process_free(process);
    }
    atomic_store(&hammering, 0);
    for (int i = 0; i < 3; i++) {
        void *wrong;

        pthread_join(threads[i], &wrong);
        assert_int_equal((intptr_t) wrong, 0);
    }
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_three_joiners),
        cmocka_unit_test(test_calls_during_a_join),
        cmocka_unit_test(test_many_threads),
        cmocka_unit_test(test_daemon_outlives_its_thread),
        cmocka_unit_test(test_forks_between_threads),
    };

    return cmocka_run_group_tests_name("threads", tests, NULL, NULL);
}
