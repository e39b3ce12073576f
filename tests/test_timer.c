/* The loop: timers, and rest until the next one is due. */
#include <stdlib.h>

#include "src/supervise/loop.h"
#include "tests/support/cmocka.h"
#include "tests/support/fake.h"
#include "tests/support/shared.h"

#define SECOND NANOSECONDS_PER_SECOND
#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)

static struct fake_clock fake_clock;
static struct loop *loop;

static int
setup(void **state)
{
    (void) state;
    fake_clock_init(&fake_clock);
    return loop_new(&loop, &fake_clock.clock);
}

static int
teardown(void **state)
{
    (void) state;
    loop_free(loop);
    return 0;
}

/* A timer that notes when it fired. */
struct alarm {
    struct loop_timer timer;
    int64_t due;   /* 0: not to fire */
    int64_t again; /* set anew to this moment by its handler; 0: not */
    unsigned fired;
    unsigned order;
};

static unsigned alarms_fired;

static void
on_alarm(void *context)
{
    struct alarm *alarm = context;

    alarm->fired++;
    alarm->order = ++alarms_fired;
    assert_int_equal(alarm->timer.place, 0);
    if (alarm->again != 0) {
        loop_timer_set(loop, &alarm->timer, alarm->again);
    }
}

static void
alarm_set(struct alarm *alarm, int64_t due)
{
    alarm->timer.function = on_alarm;
    alarm->timer.context = alarm;
    alarm->due = due;
    assert_int_equal(loop_timer_set(loop, &alarm->timer, due), 0);
}

/* Timers fire when they are due, the earliest first, once. */
static void
test_timers(void **state)
{
    struct alarm late = { 0 }, soon = { 0 }, unset = { 0 };
    int64_t now = fake_clock.monotonic;

    (void) state;
    alarms_fired = 0;
    alarm_set(&late, now + 2 * SECOND);
    alarm_set(&unset, now + 1 * SECOND);
    alarm_set(&soon, now + 9 * SECOND);
    alarm_set(&soon, now + 1 * SECOND); /* anew */
    loop_timer_cancel(loop, &unset.timer);
    loop_timer_cancel(loop, &unset.timer);
    assert_int_equal(loop_turn(loop, false), 0);
    fake_clock.monotonic = now + SECOND - 1;
    assert_int_equal(loop_turn(loop, false), 0);
    fake_clock.monotonic = now + 3 * SECOND;
    assert_int_equal(loop_turn(loop, true), 2);
    assert_int_equal(soon.order, 1);
    assert_int_equal(late.order, 2);
    assert_int_equal(unset.fired, 0);
    fake_clock.monotonic = now + 20 * SECOND;
    assert_int_equal(loop_turn(loop, false), 0);
}

/* A handler that sets a past moment has its next turn, not this one again. */
static void
test_timer_set_inside(void **state)
{
    struct alarm alarm = { .again = 1 };

    (void) state;
    alarm_set(&alarm, 5);
    assert_int_equal(loop_turn(loop, true), 1);
    fake_clock.monotonic++;
    assert_int_equal(loop_turn(loop, true), 1);
    loop_timer_cancel(loop, &alarm.timer);
    fake_clock.monotonic++;
    assert_int_equal(loop_turn(loop, false), 0);
}

/* Any number of timers, set, set anew and cancelled at random, fire in order:
 * compared with what each of them knows. */
static void
test_many_timers(void **state)
{
    enum {
        ALARMS = 1000,
        ROUNDS = 20000
    };
    struct alarm *alarms = calloc(ALARMS, sizeof(*alarms));

    (void) state;
    srandom(7);
    for (int i = 0; i < ROUNDS; i++) {
        struct alarm *alarm = &alarms[random() % ALARMS];

        if (random() % 4 == 0) {
            loop_timer_cancel(loop, &alarm->timer);
            alarm->due = 0;
        } else {
            alarm_set(alarm, fake_clock.monotonic + random() % 5000);
        }
        if (random() % 50 == 0) {
            fake_clock.monotonic += random() % 1000;
            loop_turn(loop, false);
            for (int j = 0; j < ALARMS; j++) {
                bool due =
                    alarms[j].due != 0 && alarms[j].due <= fake_clock.monotonic;

                assert_int_equal(alarms[j].fired, due);
                assert_int_equal(
                    alarms[j].timer.place != 0, alarms[j].due != 0 && !due);
                alarms[j].fired = 0;
                alarms[j].due = due ? 0 : alarms[j].due;
            }
        }
    }
    for (int i = 0; i < ALARMS; i++) {
        loop_timer_cancel(loop, &alarms[i].timer);
    }
    free(alarms);
}

/* A waiting turn rests until its timer is due: one wake-up. */
static void
test_rests(void **state)
{
    struct alarm alarm = { 0 };
    struct loop *real;
    double before = shared_now();
    int turns = 0;

    (void) state;
    assert_int_equal(loop_new(&real, clock_real()), 0);
    assert_ptr_equal(loop_clock(real), clock_real());
    alarm.timer.function = on_alarm;
    alarm.timer.context = &alarm;
    loop_timer_set(
        real, &alarm.timer,
        clock_real()->monotonic(clock_real()) + SECOND / 20);
    while (alarm.fired == 0) {
        assert_true(loop_turn(real, true) >= 0);
        turns++;
    }
    assert_int_equal(turns, 1);
    assert_true(shared_now() - before >= 0.05);
    loop_free(real);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_timers),
        TEST(test_timer_set_inside),
        TEST(test_many_timers),
        TEST(test_rests),
    };

    return cmocka_run_group_tests_name("timer", tests, NULL, NULL);
}
