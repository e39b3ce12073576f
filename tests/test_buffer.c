/* Buffered output: nothing lost that should come, nothing twice, in order. */
#include <stdlib.h>
#include <string.h>

#include "tests/support/child.h"
#include "tests/support/cmocka.h"
#include "tests/support/folder.h"
#include "tests/support/shared.h"

/* C06 */
static void
test_order_around_a_start(void **state)
{
    struct child *child = child_run("order", NULL);

    (void) state;
    assert_string_equal(child->out.text, "[buffered][child][parent]");
    child_assert_code(child, 0);
    child_free(child);
}

/* C07 */
static void
test_another_file(void **state)
{
    struct child *child;
    char *text;

    (void) state;
    folder_make();
    child = child_run("other-file", folder_write("other", ""));
    child_assert_code(child, 0);
    text = folder_read("other");
    assert_string_equal(text, "once");
    free(text);
    child_free(child);
}

/* N15 G05 F02: printed text comes with every orderly end, and only there. */
static void
test_endings(void **state)
{
    struct child *child = child_run("endings", NULL);

    (void) state;
    assert_string_equal(
        child->out.text, "<return>0\n<exit>1\n<raise>1\n3\n-15\n");
    assert_string_equal(child->err.text, "Process my proc:\nbad\n");
    child_assert_code(child, 0);
    child_free(child);
}

/* N16 F02: on one pipe, what was wrong stands before what was printed. */
static void
test_raise(void **state)
{
    const char *argv[] = { child_program("scenario"), "raise", NULL };
    struct child *child = child_start(argv, CHILD_MERGED);

    (void) state;
    assert_true(child_wait_end(child, SOON));
    assert_true(child_drain(child, SOON));
    assert_string_equal(
        child->out.text,
        "Process my proc:\nit was\nbad\nprinted\n"
        "Process my proc:\n\nprinted\n");
    child_assert_code(child, 0);
    child_free(child);
}

/* N23: the start fails as the flush does, and works when that works. */
static void
test_full_device(void **state)
{
    struct child *child = child_run("full", NULL);

    (void) state;
    assert_non_null(
        strstr(child->out.text, "No space left on device pid 0 children 0\n"));
    assert_non_null(strstr(child->out.text, "\nno error\n0\n"));
    child_assert_code(child, 0);
    child_free(child);
}

/* N23: a program without standard streams. */
static void
test_closed_streams(void **state)
{
    struct child *child = child_run("closed", NULL);

    (void) state;
    child_assert_code(child, 0);
    child_free(child);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_order_around_a_start),
        cmocka_unit_test_teardown(test_another_file, folder_teardown),
        cmocka_unit_test(test_endings),
        cmocka_unit_test(test_raise),
        cmocka_unit_test(test_full_device),
        cmocka_unit_test(test_closed_streams),
    };

    return cmocka_run_group_tests_name("buffer", tests, NULL, NULL);
}
