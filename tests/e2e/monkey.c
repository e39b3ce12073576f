/* Keys and sizes at random: whatever is typed, the screen goes on answering and
 * quits clean.  The sequence is the same in every run; MPTOP_MONKEY_SEED gives
 * another one. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "tests/support/cmocka.h"
#include "tests/support/mptop.h"

#define STEPS 400

/* A small generator of its own, that is the same everywhere. */
static unsigned
next(unsigned *state, unsigned limit)
{
    *state = *state * 1664525u + 1013904223u;
    return (*state >> 16) % limit;
}

/* Types one thing of many; none of them may end mptop by itself. */
static void
step(struct harness *harness, unsigned *state)
{
    static const char keys[] = "sJwtKxXDrRcl?jkgGFUA nyz0123456789%\r\t\033";
    static const VTermKey pressed[] = { VTERM_KEY_UP,       VTERM_KEY_DOWN,
                                        VTERM_KEY_PAGEUP,   VTERM_KEY_HOME,
                                        VTERM_KEY_PAGEDOWN, VTERM_KEY_END,
                                        VTERM_KEY_LEFT,     VTERM_KEY_RIGHT,
                                        VTERM_KEY_DEL };
    static const char *const texts[] = { "\014",        "\033[<0;12;3M",
                                         "\033[99;99~", "\xf0\x9f\x90\x8d",
                                         "\xff\x80",    "999999999999J",
                                         "\033Oj",      "\033\033" };
    char key[2] = "";

    switch (next(state, 8)) {
    case 0:
        harness_press(harness, pressed[next(state, 9)]);
        break;
    case 1:
        harness_type(harness, texts[next(state, 8)]);
        break;
    case 2:
        harness_resize(
            harness, (int) (1 + next(state, 60)), (int) (1 + next(state, 200)));
        break;
    default:
        key[0] = keys[next(state, sizeof keys - 1)];
        harness_type(harness, key);
    }
}

/* Presses keys for a while, then goes back to the table, and out. */
static void
play(const char *const *arguments, unsigned seed)
{
    struct harness *harness = mptop_start(40, 120, arguments, NULL);
    unsigned state = seed;

    harness_expect(harness, "EXITCODE");
    for (int i = 0; i < STEPS; i++) {
        step(harness, &state);
        harness_pump(harness, next(&state, 4) == 0 ? 0.01 : 0);
        harness_check(harness, !harness_has_ended(harness));
    }
    harness_resize(harness, 40, 120);
    harness_settle(harness, 0.1, 2);
    for (int i = 0; i < 2; i++) { /* from a worker, if it has the keys */
        harness_type(harness, "\034");
        harness_settle(harness, 0.1, 2);
    }
    for (int i = 0; i < 4; i++) { /* a key that Escape goes before is Alt */
        harness_type(harness, "\033");
        harness_settle(harness, 0.1, 2);
    }
    harness_expect_match(harness, "NAME.*PID.*ALIVE.*DAEMON.*EXITCODE");
    mptop_finish(harness);
}

static unsigned
seed(void)
{
    const char *text = getenv("MPTOP_MONKEY_SEED");

    return text ? (unsigned) strtoul(text, NULL, 10) : 20261123;
}

static void
the_tutorial_survives_a_monkey(void **state)
{
    (void) state;
    play(NULL, seed());
}

static void
commands_survive_a_monkey(void **state)
{
    (void) state;
    play(
        WORDS(
            "sleep 1000", "while :; do echo $RANDOM-$$; sleep 0.01; done",
            "exit 3", "seq 100000", "trap '' TERM; sleep 1001",
            "sleep 1002 & sleep 1003", "nonesuch", "yes"),
        seed() + 1);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
#define TEST(name) cmocka_unit_test_teardown(name, mptop_teardown)
        TEST(the_tutorial_survives_a_monkey),
        TEST(commands_survive_a_monkey),
    };

    return cmocka_run_group_tests_name(
        "monkey", tests, mptop_setup, mptop_teardown);
}
