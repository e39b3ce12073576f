/* A system that has no processes or descriptors left, or does not permit. */
#include <errno.h>
#include <unistd.h>

#include "tests/support/child.h"
#include "tests/support/cmocka.h"

/* C04: EAGAIN for functions and commands, nothing leaked, startable again. */
static void
test_no_processes(void **state)
{
    struct child *child = child_run("no-processes", NULL);

    (void) state;
    assert_string_equal(child->out.text, "11\n11\n0 0 0\nno error\n8\n");
    child_assert_code(child, 0);
    child_free(child);
}

/* C05: EMFILE with any number of descriptors left, nothing leaked. */
static void
test_no_descriptors(void **state)
{
    static const char *const arguments[] = { NULL, "command" };

    (void) state;
    for (int i = 0; i < 2; i++) {
        struct child *child = child_run("no-descriptors", arguments[i]);

        child_assert_code(child, 0);
        child_free(child);
    }
}

/* G06: EPERM where root's child is out of an ordinary user's reach. */
static void
test_not_permitted(void **state)
{
    struct child *child;

    (void) state;
    if (geteuid() != 0) {
        print_message("# only root has children that it cannot signal\n");
        skip();
    }
    child = child_scenario("not-permitted", NULL);
    assert_non_null(child_wait_text(child, "\n", 10));
    assert_string_equal(child->out.text, "-1 -1 -1 1\n");
    assert_true(child_wait_end(child, 10));
    child_assert_code(child, 0);
    child_free(child);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_no_processes),
        cmocka_unit_test(test_no_descriptors),
        cmocka_unit_test(test_not_permitted),
    };

    return cmocka_run_group_tests_name("limit", tests, NULL, NULL);
}
