/* The tree of children: folds, and the path to a line. */
#include <string.h>

#include "tests/support/cmocka.h"
#include "tests/support/fixture.h"

static struct fixture fixture;
static struct worker *workers[2];

/* What the system tells: the first worker has a shell with two children, one
 * of them with another. */
static char names[][8] = { "first", "sh", "a", "b", "c\033[2J", "second" };
static struct stats_process list[] = {
    { .pid = 10, .depth = 1, .command = names[0] },
    { .pid = 11, .parent = 10, .depth = 2, .command = names[1] },
    { .pid = 12, .parent = 11, .depth = 3, .command = names[2] },
    { .pid = 13, .parent = 12, .depth = 4, .command = names[3] },
    { .pid = 14, .parent = 11, .depth = 3, .command = names[4] },
    { .pid = 20, .depth = 1, .command = names[5] },
};

static int
open_two(void **state)
{
    (void) state;
    fixture_open(&fixture, false);
    for (int i = 0; i < 2; i++) {
        workers[i] = fixture_add(&fixture, NULL, "worker(1)", false);
        workers[i]->pid = 10 + 10 * i;
    }
    return 0;
}

static int
close_two(void **state)
{
    (void) state;
    fixture_close(&fixture);
    return 0;
}

/* Build the tree, and compare the pids of its lines. */
static void
expect(const pid_t *pids, size_t count)
{
    struct tree *tree = &fixture.model.tree;

    assert_int_equal(
        tree_build(tree, workers, 2, list, sizeof(list) / sizeof(list[0])), 0);
    assert_false(tree->stale);
    assert_int_equal(tree->count, count);
    for (size_t i = 0; i < count; i++) {
        assert_int_equal(tree->lines[i].pid, pids[i]);
    }
}

#define EXPECT(...)                                                            \
    expect(                                                                    \
        (const pid_t[]){ __VA_ARGS__ },                                        \
        sizeof((const pid_t[]){ __VA_ARGS__ }) / sizeof(pid_t))

static void
a_fold_hides_what_is_below(void **state)
{
    struct tree *tree = &fixture.model.tree;

    (void) state;
    EXPECT(10, 11, 12, 13, 14, 20);
    assert_true(tree_fold(tree, 12));
    assert_true(tree->stale);
    EXPECT(10, 11, 12, 14, 20);
    assert_int_equal(tree->lines[2].hidden, 1);
    assert_int_equal(tree->lines[3].hidden, 0);
    assert_true(tree_fold(tree, 11));
    EXPECT(10, 11, 20);
    assert_int_equal(tree->lines[1].hidden, 3);
    assert_true(tree_fold(tree, 11));
    EXPECT(10, 11, 12, 13, 14, 20);
}

static void
all_workers_fold_and_unfold(void **state)
{
    struct tree *tree = &fixture.model.tree;

    (void) state;
    EXPECT(10, 11, 12, 13, 14, 20);
    tree_fold_all(tree);
    EXPECT(10, 20);
    assert_int_equal(tree->lines[0].hidden, 4);
    assert_int_equal(tree->lines[1].hidden, 0);
    tree_fold_all(tree);
    EXPECT(10, 11, 12, 13, 14, 20);
}

static void
only_so_many_folds(void **state)
{
    struct tree *tree = &fixture.model.tree;

    (void) state;
    for (int i = 0; i < TREE_FOLDS; i++) {
        assert_true(tree_fold(tree, 1000 + i));
    }
    assert_false(tree_fold(tree, 2000));
    /* Nobody bears these pids: they are forgotten. */
    EXPECT(10, 11, 12, 13, 14, 20);
    assert_int_equal(tree->folds, 0);
}

static void
the_path_to_a_line(void **state)
{
    struct tree *tree = &fixture.model.tree;
    char text[128], brief[8];

    (void) state;
    EXPECT(10, 11, 12, 13, 14, 20);
    assert_string_equal(tree_path(tree, 0, "P-1", text, sizeof(text)), "P-1");
    assert_string_equal(
        tree_path(tree, 3, "P-1", text, sizeof(text)), "P-1 → sh → a → b");
    tree_path(tree, 4, "P-1", text, sizeof(text));
    assert_null(strchr(text, '\033'));
    assert_non_null(strstr(text, "P-1 → sh → c"));
    tree_path(tree, 4, "P-1", brief, sizeof(brief));
}

#define WITH_TWO(test)                                                         \
    cmocka_unit_test_setup_teardown(test, open_two, close_two)

int
main(void)
{
    const struct CMUnitTest tests[] = {
        WITH_TWO(a_fold_hides_what_is_below),
        WITH_TWO(all_workers_fold_and_unfold),
        WITH_TWO(only_so_many_folds),
        WITH_TWO(the_path_to_a_line),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
