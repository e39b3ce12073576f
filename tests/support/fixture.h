/* fixture: a dashboard without a terminal, over workers that do what the test
 * says; its screens are compared with literal ones in tests/screens/. */
#ifndef TESTS_SUPPORT_FIXTURE_H
#define TESTS_SUPPORT_FIXTURE_H

#include <stdbool.h>

#include "tests/support/fake.h"
#include "ui/model.h"
#include "ui/term/grid.h"
#include "ui/view/shell.h"

struct fixture {
    struct fake_clock clock;
    struct fake_engine engine;
    struct loop *loop;
    struct supervisor *supervisor;
    struct model model;
    struct shell *shell;
    struct grid grid;
    enum shell_request request; /* of the last key */
};

/**
 * Make a dashboard without workers.  Local time is UTC, colours are those of
 * 256.
 *
 * fixture  Receives it; to be closed with fixture_close().
 * ascii    Whether nothing but ASCII may be drawn.
 */
void fixture_open(struct fixture *fixture, bool ascii);

/**
 * Give everything back.
 *
 * fixture  Borrowed.
 */
void fixture_close(struct fixture *fixture);

/**
 * Close the fixture that was opened last, if it is not: a cmocka teardown.
 *
 * state  Not used.
 *
 * Returns 0.
 */
int fixture_teardown(void **state);

/**
 * Add a worker that is a function, as the tutorial's are.
 *
 * fixture  Borrowed.
 * name     Its name, or NULL: Process-N.
 * target   What TARGET shows.
 * daemon   Its flag.
 *
 * Returns the worker, the supervisor's.
 */
struct worker *fixture_add(
    struct fixture *fixture, const char *name, const char *target, bool daemon);

/**
 * Add the nine workers of the reference screen, each in another state.
 *
 * fixture  Borrowed.
 */
void fixture_add_all_states(struct fixture *fixture);

/**
 * Note numbers of the worker in a row, as if the system had told them.
 *
 * fixture  Borrowed.
 * place    Row, from 0; the worker is alive.
 * cpu      Per cent of a CPU.
 * rss      Bytes.
 */
void fixture_measure(
    struct fixture *fixture, size_t place, float cpu, uint64_t rss);

/**
 * Get what the engine knows of the worker in a row, in its first life.
 *
 * fixture  Borrowed.
 * place    Row, from 0.
 *
 * Returns it, the engine's.
 */
struct fake_process *fixture_process(struct fixture *fixture, size_t place);

/**
 * Let the worker in a row write.
 *
 * fixture  Borrowed.
 * place    Row, from 0.
 * stream   Where to.
 * text     What.
 */
void fixture_write(
    struct fixture *fixture,
    size_t place,
    enum output_stream stream,
    const char *text);

/**
 * Let time pass, and what is due happen.
 *
 * fixture  Borrowed.
 * seconds  How much.
 */
void fixture_pass(struct fixture *fixture, double seconds);

/**
 * Type keys.
 *
 * fixture  Borrowed.
 * keys     ASCII characters: each is a key.
 */
void fixture_type(struct fixture *fixture, const char *keys);

/**
 * Type one key.
 *
 * fixture  Borrowed.
 * code     Any key.
 */
void fixture_key(struct fixture *fixture, key code);

/**
 * Do something with the mouse where a text is on the screen.
 *
 * fixture  Borrowed; it was drawn.
 * what     KEYCODE_PRESS, KEYCODE_WHEEL_UP, KEYCODE_WHEEL_DOWN.
 * text     ASCII, to be found within a line of the screen: its first place.
 */
void fixture_mouse(struct fixture *fixture, key what, const char *text);

/**
 * Draw, and get the screen as text.
 *
 * fixture  Borrowed.
 * columns  Of the screen.
 * rows     Of the screen.
 *
 * Returns the text, to be freed by the caller.
 */
char *fixture_screen(struct fixture *fixture, int columns, int rows);

/**
 * Draw, and assert that the screen is tests/screens/NAME-COLUMNSxROWS.txt.
 * With MPTOP_SCREENS=write in the environment it is written there instead.
 *
 * fixture  Borrowed.
 * name     First part of the file's name.
 * columns  Of the screen.
 * rows     Of the screen.
 */
void fixture_expect(
    struct fixture *fixture, const char *name, int columns, int rows);

/**
 * Do the same at all four sizes that each view is looked at: 80x24, 120x40,
 * 200x60, and 40x10.
 *
 * fixture  Borrowed.
 * name     First part of the files' names.
 */
void fixture_expect_all_sizes(struct fixture *fixture, const char *name);

/**
 * Draw, and assert that the screen has a text somewhere.
 *
 * fixture  Borrowed.
 * columns  Of the screen.
 * rows     Of the screen.
 * text     To be found within a line.
 */
void fixture_expect_text(
    struct fixture *fixture, int columns, int rows, const char *text);

/**
 * Draw, and tell whether the screen has a text somewhere.
 *
 * fixture  Borrowed.
 * columns  Of the screen.
 * rows     Of the screen.
 * text     To be found within a line.
 *
 * Returns whether it is there.
 */
bool fixture_shows(
    struct fixture *fixture, int columns, int rows, const char *text);

#endif
