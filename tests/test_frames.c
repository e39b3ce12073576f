/* Frames: not more than a person can see, but who types waits for no other. */
#include <stdlib.h>
#include <string.h>

#include "tests/support/cmocka.h"
#include "tests/support/fixture.h"
#include "ui/frames.h"

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

static struct fixture fixture;
static struct frames frames;

/* Draw what the fixture has. */
static void
begin(void)
{
    frames_open(&frames, fixture.loop, NULL);
    frames_set_size(&frames, 24, 80);
    frames_turn(&frames, fixture.shell, &fixture.model);
}

static int
set_up(void **state)
{
    (void) state;
    fixture_open(&fixture, false);
    fixture_add_all_states(&fixture);
    begin();
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

/* Write over the row of the worker, which stays until it is drawn. */
static void
write_over_row(void)
{
    struct grid_area all = grid_all(&frames.grid);
    const struct grid_style plain = { GRID_DEFAULT, GRID_DEFAULT, 0 };

    grid_write(&all, 3, 3, "1-ssecorP", plain);
}

/* Tell whether it has been drawn since. */
static bool
is_row_drawn(void)
{
    char *text = grid_text(&frames.grid);
    bool drawn =
        strstr(text, "1-ssecorP") == NULL && strstr(text, "Process-1") != NULL;

    free(text);
    return drawn;
}

static void
a_second_draws_a_row_only_if_that_changes_it(void **state)
{
    (void) state;
    tear_down(NULL);
    fixture_open(&fixture, false);
    fixture_add(&fixture, NULL, "worker(3)", false);
    begin();
    assert_true(turn(1));
    assert_true(is_row_drawn());
    write_over_row();
    assert_true(turn(1));
    assert_false(is_row_drawn());
    fixture_type(&fixture, "s"); /* it runs */
    assert_true(turn(1));
    for (int i = 0; i < 5; i++) {
        write_over_row();
        assert_true(turn(1));
        assert_true(is_row_drawn());
    }
    fake_process_end(fixture_process(&fixture, 0), 0);
    /* That stands out at first. */
    assert_true(turn(0.1));
    write_over_row();
    assert_true(turn(1));
    assert_true(is_row_drawn());
    write_over_row();
    assert_true(turn(1));
    assert_false(is_row_drawn());
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(two_frames_have_some_time_between_them),
        TEST(a_key_waits_for_no_other_frame),
        TEST(keys_that_are_held_down_make_no_more_frames),
        TEST(a_key_sets_the_timer_to_its_own_moment),
        TEST(a_second_draws_a_row_only_if_that_changes_it),
    };

    return cmocka_run_group_tests_name("frames", tests, NULL, NULL);
}
