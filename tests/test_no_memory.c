/* No memory, at each place in turn: an error, nothing changed, nothing lost,
 * and all goes on when there is memory again. */
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/epoll.h>
#include <unistd.h>

#include "src/supervise/stats.h"
#include "src/supervise/tutorial.h"
#include "tests/support/cmocka.h"
#include "tests/support/local.h"
#include "tests/support/memory.h"
#include "tests/support/proc.h"
#include "tests/support/shared.h"

/* Far more allocations than anything here needs. */
#define MOST 200

static int
target(const mp_args *args, const mp_kwargs *kwargs)
{
    (void) args;
    (void) kwargs;
    return 0;
}

/* Add rows until it works; each failure leaves all as it was. */
static void
add_in_spite(const struct worker_spec *spec)
{
    size_t before = supervisor_count(local.supervisor);
    int result = -ENOMEM;

    for (int call = 1; result < 0; call++) {
        size_t used = memory.used;

        assert_true(call < MOST);
        memory.countdown = call;
        result = supervisor_add(local.supervisor, spec, NULL);
        memory.countdown = 0;
        if (result < 0) {
            assert_int_equal(result, -ENOMEM);
            assert_int_equal(supervisor_count(local.supervisor), before);
            /* A table that has grown may stay so. */
            assert_in_range(memory.used - used, 0, 4096);
        } else {
            assert_true(call > 5);
        }
    }
    assert_int_equal(supervisor_count(local.supervisor), before + 1);
}

static void
test_add(void **state)
{
    const struct worker_spec function = { .function = target,
                                          .function_name = "target",
                                          .seconds = 1 };
    const struct worker_spec shell = { .shell = "true" };

    assert_int_equal(local_setup(state), 0);
    add_in_spite(&function);
    add_in_spite(&shell);
    assert_string_equal(supervisor_worker(local.supervisor, 1)->name, "true");
    assert_int_equal(local_teardown(state), 0);
}

/* Start, join, terminate, restart: whatever fails is told, and the row can be
 * started all the same. */
static void
test_life(void **state)
{
    assert_int_equal(local_setup(state), 0);
    for (int call = 1; call < 40; call++) {
        struct worker *worker = local_add("sleep 300");
        int result;

        memory.countdown = call;
        result = local_act(ACTION_START, worker);
        memory.countdown = 0;
        assert_int_equal(worker->alive, result == 0);
        assert_true(result == 0 || result == -ENOMEM);
        if (result < 0) {
            assert_int_equal(worker->state, WORKER_INITIAL);
            assert_int_equal(local_act(ACTION_START, worker), 0);
        }
        memory.countdown = call;
        supervisor_act(local.supervisor, ACTION_JOIN, worker, 1000);
        local_act(ACTION_RESTART, worker);
        memory.countdown = 0;
        local_act(ACTION_KILL, worker);
        assert_true(local_wait(local_gone, worker, SOON));
        memory.countdown = call;
        result = local_act(ACTION_RESTART, worker);
        memory.countdown = 0;
        assert_int_equal(worker->alive, result == 0);
        local_act(ACTION_KILL, worker);
        assert_true(local_wait(local_gone, worker, SOON));
    }
    assert_int_equal(local_teardown(state), 0);
}

/* The makers, each with what it makes. */
static void
test_makers(void **state)
{
    int made = 0;

    (void) state;
    for (int call = 1; made < 4; call++) {
        int descriptors = proc_descriptors();
        size_t used = memory.used;
        struct supervisor *supervisor = NULL;
        struct engine *engine = NULL;
        struct stats *stats = NULL;
        struct loop *loop = NULL;

        assert_true(call < MOST);
        memory.countdown = call;
        made = loop_new(&loop, clock_real()) == 0;
        made += loop != NULL && engine_local_new(&engine, loop) == 0;
        made +=
            engine != NULL && supervisor_new(&supervisor, loop, engine) == 0;
        made += stats_new(&stats) == 0;
        memory.countdown = 0;
        stats_free(stats);
        supervisor_free(supervisor);
        if (engine != NULL) {
            engine->functions->free(engine);
        }
        loop_free(loop);
        assert_int_equal(memory.used, used);
        assert_int_equal(proc_descriptors(), descriptors);
    }
}

static void
ignore(void *context, int fd, uint32_t events)
{
    (void) context;
    (void) fd;
    (void) events;
}

/* What could not be watched or set is not; the next time it is. */
static void
test_loop(void **state)
{
    struct loop_timer timer = { 0 };
    struct loop *loop;
    int fds[2];

    (void) state;
    assert_int_equal(loop_new(&loop, clock_real()), 0);
    assert_int_equal(pipe(fds), 0);
    memory.none = true;
    assert_int_equal(loop_watch(loop, fds[0], EPOLLIN, ignore, NULL), -ENOMEM);
    assert_int_equal(loop_timer_set(loop, &timer, 1), -ENOMEM);
    memory.none = false;
    assert_int_equal(timer.place, 0);
    assert_int_equal(loop_watch(loop, fds[0], EPOLLIN, ignore, NULL), 0);
    assert_int_equal(loop_timer_set(loop, &timer, 1), 0);
    loop_timer_cancel(loop, &timer);
    loop_unwatch(loop, fds[0]);
    close(fds[0]);
    close(fds[1]);
    loop_free(loop);
}

static void
test_descendants(void **state)
{
    const struct stats_process *list;
    const pid_t roots[] = { 1, 1 };
    size_t starts[3], n;
    struct stats *stats;
    int result = -ENOMEM;

    (void) state;
    for (int call = 1; result < 0; call++) {
        assert_int_equal(stats_new(&stats), 0);
        memory.countdown = call;
        result = stats_descendants(stats, roots, 2, &list, &n, starts);
        if (memory.countdown == 0) {
            assert_int_equal(result, -ENOMEM);
            assert_int_equal(n + starts[0] + starts[1] + starts[2], 0);
        }
        memory.countdown = 0;
        if (call > MOST) {
            break; /* as many processes: enough seen */
        }
        stats_free(stats);
        stats = NULL;
    }
    stats_free(stats);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_add),         cmocka_unit_test(test_life),
        cmocka_unit_test(test_makers),      cmocka_unit_test(test_loop),
        cmocka_unit_test(test_descendants),
    };

    return cmocka_run_group_tests_name("no memory", tests, NULL, NULL);
}
