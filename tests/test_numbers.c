/* The numbers of the workers: what follows from two samples, and that each
 * life has its own. */
#include <string.h>

#include "src/supervise/clock.h"
#include "tests/support/cmocka.h"
#include "ui/numbers.h"

#define SECOND NANOSECONDS_PER_SECOND

static struct numbers numbers;

static int
teardown(void **state)
{
    (void) state;
    numbers_free(&numbers);
    return 0;
}

/* A worker that was started at 1 s. */
static struct worker
worker_of(uint64_t id)
{
    return (struct worker){
        .id = id, .pid = (pid_t) id + 100, .alive = true, .started = SECOND
    };
}

/* Look at a worker at a moment, when it has run for so long. */
static bool
look(const struct worker *worker, double ran, double now)
{
    struct numbers_row *row = numbers_row(&numbers, worker);

    assert_non_null(row);
    return numbers_look(
        row, worker, clock_from_seconds(ran), clock_from_seconds(now));
}

static void
assert_cpu(const struct worker *worker, double cpu)
{
    const struct numbers_row *row = numbers_of(&numbers, worker);

    assert_non_null(row);
    assert_float_equal(row->cpu, cpu, 0.01);
}

static void
cpu_of_two_samples(void **state)
{
    struct worker worker = worker_of(1);

    (void) state;
    assert_null(numbers_of(&numbers, &worker));
    assert_true(look(&worker, 0.5, 2)); /* half of its life */
    assert_cpu(&worker, 50);
    assert_true(look(&worker, 0.75, 3));
    assert_cpu(&worker, 25);
    assert_true(look(&worker, 3.75, 4)); /* three threads */
    assert_cpu(&worker, 300);
    assert_false(look(&worker, 3.75, 5));
    assert_cpu(&worker, 0);
    /* Too soon to tell anything: nothing is lost, either. */
    assert_true(look(&worker, 3.76, 5.01));
    assert_cpu(&worker, 0);
    assert_true(look(&worker, 4.25, 6));
    assert_cpu(&worker, 50);
}

static void
graph_of_samples(void **state)
{
    struct worker worker = worker_of(1);
    const struct numbers_row *row;

    (void) state;
    for (int i = 0; i <= NUMBERS_GRAPH + 3; i++) {
        look(&worker, i * i / 100.0, 1 + i);
    }
    row = numbers_of(&numbers, &worker);
    assert_int_equal(row->points, NUMBERS_GRAPH);
    for (int i = 0; i < NUMBERS_GRAPH; i++) {
        int n = i + 4; /* from n - 1 to n */

        assert_int_equal(row->graph[i], n * n - (n - 1) * (n - 1));
    }
    look(&worker, 100, 100); /* nobody looked for a long time */
    assert_int_equal(numbers_of(&numbers, &worker)->points, 1);
    look(&worker, 110, 101);
    row = numbers_of(&numbers, &worker);
    assert_int_equal(row->points, 2);
    assert_int_equal(row->graph[1], 255);
}

static void
speeds_of_two_samples(void **state)
{
    struct worker worker = worker_of(1);
    struct stats_numbers read = { .pid = 101,
                                  .state = 'S',
                                  .nice = -5,
                                  .threads = 3,
                                  .rss = 4096,
                                  .read = 5000,
                                  .command = "sleep 1" };
    struct numbers_row *row = numbers_row(&numbers, &worker);

    (void) state;
    look(&worker, 0.1, 2);
    numbers_read(
        row, &read, STATS_IO | STATS_COMMAND | STATS_THREADS, 2 * SECOND);
    assert_float_equal(row->read_speed, 0, 0.01);
    assert_string_equal(row->command, "sleep 1");
    assert_int_equal(row->nice, -5);
    assert_int_equal(row->threads, 3);
    assert_int_equal(row->rss, 4096);
    read.read = 25000;
    read.written = 10;
    look(&worker, 0.2, 4);
    numbers_read(row, &read, STATS_IO, 4 * SECOND);
    assert_float_equal(row->read_speed, 10000, 0.01);
    assert_float_equal(row->write_speed, 5, 0.01);
    assert_string_equal(row->command, "sleep 1");
    assert_int_equal(row->threads, 0); /* not asked for */
    look(&worker, 0.2, 5);             /* it sleeps, and is not read again */
    assert_float_equal(row->read_speed, 0, 0.01);
    read = (struct stats_numbers){ .pid = 101 }; /* gone */
    numbers_read(row, &read, STATS_IO, 6 * SECOND);
    assert_int_equal(row->state, 'S');
}

/* Neither an ended life nor another one has the numbers of this one. */
static void
each_life_has_its_own(void **state)
{
    struct worker worker = worker_of(7);

    (void) state;
    look(&worker, 1, 2);
    worker.alive = false;
    assert_null(numbers_of(&numbers, &worker));
    worker.alive = true;
    worker.pid = 4711;
    assert_null(numbers_of(&numbers, &worker));
    worker.started = 2 * SECOND;
    look(&worker, 0.1, 3);
    assert_cpu(&worker, 10);
    assert_int_equal(numbers.count, 1);
}

static void
many_come_and_go(void **state)
{
    (void) state;
    for (uint64_t id = 1; id <= 3000; id++) {
        struct worker worker = worker_of(id * 3);

        look(&worker, 0.001 * (double) id, 2);
        assert_true(numbers.count * 4 <= numbers.room * 3);
    }
    for (uint64_t id = 1; id <= 3000; id += 2) {
        numbers_forget(&numbers, id * 3);
        numbers_forget(&numbers, id * 3 + 1); /* never there */
    }
    assert_int_equal(numbers.count, 1500);
    for (uint64_t id = 1; id <= 3000; id++) {
        struct worker worker = worker_of(id * 3);

        if (id % 2 == 1) {
            assert_null(numbers_of(&numbers, &worker));
        } else {
            assert_cpu(&worker, 0.1 * (double) id);
        }
    }
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
#define TEST(name) cmocka_unit_test_teardown(name, teardown)
        TEST(cpu_of_two_samples),    TEST(graph_of_samples),
        TEST(speeds_of_two_samples), TEST(each_life_has_its_own),
        TEST(many_come_and_go),
    };

    return cmocka_run_group_tests_name("numbers", tests, NULL, NULL);
}
