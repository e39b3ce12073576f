/* Leaving: the dialog, what it does and when. */
#include <locale.h>
#include <signal.h>

#include "tests/support/cmocka.h"
#include "tests/support/fixture.h"

static struct fixture fixture;

static int
open_fixture(void **state)
{
    (void) state;
    fixture_open(&fixture, false);
    fixture_add_all_states(&fixture);
    return 0;
}

/* End those of the nine workers that are alive. */
static void
end_all(void)
{
    static const size_t places[] = { 0, 1, 6, 7, 8 };

    for (size_t i = 0; i < sizeof(places) / sizeof(places[0]); i++) {
        struct fake_process *process = fixture_process(&fixture, places[i]);

        if (process->running) {
            fake_process_end(process, -15);
        }
    }
    fixture_pass(&fixture, 0.1);
}

/* Count the signals that the workers have got. */
static unsigned
signals(void)
{
    unsigned sum = 0;

    for (unsigned i = 0; i < fixture.engine.count; i++) {
        sum += fixture.engine.processes[i].signals;
    }
    return sum;
}

static void
nothing_alive(void **state)
{
    (void) state;
    end_all();
    fixture_type(&fixture, "q");
    assert_int_equal(fixture.model.leave.phase, LEAVE_DONE);
}

static void
asked(void **state)
{
    unsigned before = signals();

    (void) state;
    fixture_type(&fixture, "q");
    fixture_expect_all_sizes(&fixture, "quit-asked");
    fixture_expect(&fixture, "quit-asked", 20, 4);
    fixture_expect_text(&fixture, 34, 6, "Enter Quit  Esc Stay  Q Force");
    fixture_expect_text(&fixture, 30, 6, "Enter  Quit   Esc  Stay");
    fixture_type(&fixture, "tKsjJ"); /* nothing of this means anything yet */
    fixture_pass(&fixture, 60);
    assert_int_equal(signals(), before);
    assert_int_equal(fixture.model.leave.phase, LEAVE_ASKED);
    fixture_key(&fixture, KEYCODE_ESCAPE);
    assert_int_equal(fixture.model.page, PAGE_MAIN);
    assert_int_equal(fixture.model.leave.phase, LEAVE_NO);
    assert_int_equal(signals(), before);
}

static void
joining(void **state)
{
    (void) state;
    fixture_type(&fixture, "q");
    fixture_key(&fixture, KEYCODE_ENTER);
    assert_int_equal(fixture_process(&fixture, 0)->signals, 0);
    assert_int_equal(fixture_process(&fixture, 6)->last_signal, SIGTERM);
    assert_int_equal(fixture_process(&fixture, 7)->last_signal, SIGTERM);
    fixture_pass(&fixture, 3.4);
    fake_process_end(fixture_process(&fixture, 6), -15);
    fixture_process(&fixture, 7)->others = true;
    fake_process_end(fixture_process(&fixture, 7), -15);
    fixture_expect_all_sizes(&fixture, "quit-joining");
    fixture_process(&fixture, 7)->others = false;
    fixture_type(&fixture, "t");
    assert_int_equal(fixture_process(&fixture, 0)->last_signal, SIGTERM);
    fixture_pass(&fixture, 1);
    fixture_expect(&fixture, "quit-terminating", 80, 24);
    fixture_type(&fixture, "K");
    assert_int_equal(fixture_process(&fixture, 0)->last_signal, SIGKILL);
    end_all();
    assert_int_equal(fixture.model.leave.phase, LEAVE_DONE);
}

/* Escape returns to what is left. */
static void
staying(void **state)
{
    (void) state;
    fixture_type(&fixture, "q");
    fixture_key(&fixture, KEYCODE_ENTER);
    fake_process_end(fixture_process(&fixture, 7), -15);
    fixture_key(&fixture, KEYCODE_ESCAPE);
    assert_int_equal(fixture.model.leave.phase, LEAVE_NO);
    assert_true(fixture_process(&fixture, 0)->running);
    assert_int_equal(
        supervisor_worker(fixture.supervisor, 0)->state, WORKER_STARTED);
    fixture_pass(&fixture, 60);
    assert_int_equal(fixture.model.leave.phase, LEAVE_NO);
    fixture_expect(&fixture, "stayed", 80, 24);
}

static void
forcing(void **state)
{
    (void) state;
    fixture_type(&fixture, "qq");
    assert_int_equal(fixture.model.leave.phase, LEAVE_FORCING);
    assert_int_equal(fixture_process(&fixture, 0)->last_signal, SIGTERM);
    fixture_pass(&fixture, 2);
    fixture_expect(&fixture, "quit-forcing", 80, 24);
    fixture_pass(&fixture, 3.1);
    assert_int_equal(fixture_process(&fixture, 0)->last_signal, SIGKILL);
    assert_int_equal(fixture.model.leave.phase, LEAVE_FORCING);
    /* what nothing ends is left behind, in the end */
    fixture_pass(&fixture, 3);
    assert_int_equal(fixture.model.leave.phase, LEAVE_DONE);
}

static void
forcing_at_once(void **state)
{
    (void) state;
    fixture_type(&fixture, "?Q");
    assert_int_equal(fixture.model.leave.phase, LEAVE_FORCING);
    fixture_type(&fixture, "Q");
    assert_int_equal(fixture_process(&fixture, 0)->last_signal, SIGKILL);
    end_all();
    assert_int_equal(fixture.model.leave.phase, LEAVE_DONE);
}

/* From a signal there is no way back. */
static void
final(void **state)
{
    (void) state;
    fixture.model.leave.final = true;
    model_leave(&fixture.model, LEAVE_FORCING);
    assert_false(fixture_shows(&fixture, 80, 24, "Stay"));
    fixture_key(&fixture, KEYCODE_ESCAPE);
    assert_int_equal(fixture.model.leave.phase, LEAVE_FORCING);
    end_all();
    assert_int_equal(fixture.model.leave.phase, LEAVE_DONE);
}

/* While the dialog asks, all may end by itself: it does not go by itself. */
static void
ended_while_asked(void **state)
{
    (void) state;
    fixture_type(&fixture, "q");
    end_all();
    assert_int_equal(fixture.model.leave.phase, LEAVE_ASKED);
    fixture_expect_text(&fixture, 80, 24, "Nothing is alive any more.");
    fixture_key(&fixture, KEYCODE_ENTER);
    assert_int_equal(fixture.model.leave.phase, LEAVE_DONE);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
#define TEST(name)                                                             \
    cmocka_unit_test_setup_teardown(name, open_fixture, fixture_teardown)
        TEST(nothing_alive), TEST(asked),
        TEST(joining),       TEST(staying),
        TEST(forcing),       TEST(forcing_at_once),
        TEST(final),         TEST(ended_while_asked),
    };

    setlocale(LC_CTYPE, "C.UTF-8");
    return cmocka_run_group_tests_name("leave", tests, NULL, NULL);
}
