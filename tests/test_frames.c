/* Frames: not more than a person can see, but who types waits for no other. */
#include "tests/support/cmocka.h"
#include "tests/support/fixture.h"
#include "ui/frames.h"

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

static struct fixture fixture;
static struct frames frames;

static int
set_up(void **state)
{
    (void) state;
    fixture_open(&fixture, false);
    fixture_add_all_states(&fixture);
    frames_open(&frames, fixture.loop, NULL);
    frames_set_size(&frames, 24, 80);
    frames_turn(&frames, fixture.shell, &fixture.model);
    return 0;
}

static int
tear_down(void **state)
{
    (void) state;
    frames_close(&frames);
    fixture_close(&fixture);
    return 0;
}

/* Let time pass and the frames have their turn; whether one was drawn. */
static bool
turn(double seconds)
{
    fixture_pass(&fixture, seconds); /* the clock is drawn anew */
    frames_turn(&frames, fixture.shell, &fixture.model);
    return frames_settled(&frames, &fixture.model) != NULL;
}

static void
two_frames_have_some_time_between_them(void **state)
{
    (void) state;
    assert_true(turn(1));
    assert_false(turn(0.005));
    assert_int_not_equal(frames.timer.place, 0);
    assert_true(turn(0.012));
}

static void
a_key_waits_for_no_other_frame(void **state)
{
    (void) state;
    assert_true(turn(1));
    assert_false(turn(0.002));
    frames_urge(&frames);
    assert_true(turn(0.002));
}

static void
keys_that_are_held_down_make_no_more_frames(void **state)
{
    (void) state;
    frames_urge(&frames);
    assert_true(turn(1));
    for (int i = 0; i < 3; i++) {
        frames_urge(&frames);
        assert_false(turn(0.005));
    }
    frames_urge(&frames);
    assert_true(turn(0.005));
}

static void
a_key_sets_the_timer_to_its_own_moment(void **state)
{
    int64_t due;

    (void) state;
    frames_urge(&frames);
    assert_true(turn(1));
    assert_false(turn(0.010));
    assert_true(turn(0.010)); /* of the clock, 20 ms after the key's */
    frames_urge(&frames);
    assert_true(turn(0.001));
    assert_false(turn(0.001));
    due = frames.timer.due;
    frames_urge(&frames);
    assert_false(turn(0.001));
    assert_int_equal(frames.timer.due, due); /* both after the same frame */
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(two_frames_have_some_time_between_them),
        TEST(a_key_waits_for_no_other_frame),
        TEST(keys_that_are_held_down_make_no_more_frames),
        TEST(a_key_sets_the_timer_to_its_own_moment),
    };

    return cmocka_run_group_tests_name("frames", tests, NULL, NULL);
}
