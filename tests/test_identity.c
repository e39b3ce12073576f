/* Names, numbers, keys and flags, in programs of their own: they start from the
 * first object. */
#include <stdio.h>
#include <string.h>

#include "src/multiprocessing.h"
#include "tests/support/child.h"
#include "tests/support/cmocka.h"
#include "tests/support/target.h"

/* Runs a scenario and compares all that it says. */
static void
expect_output(const char *scenario, const char *argument, const char *output)
{
    struct child *child = child_run(scenario, argument);

    assert_string_equal(child->err.text, "");
    assert_string_equal(child->out.text, output);
    child_assert_code(child, 0);
    child_free(child);
}

/* A01 */
static void
test_fresh_object(void **state)
{
    (void) state;
    expect_output(
        "getters", NULL, "Process-1 0 0 0 0 process not started Process-2\n");
}

/* A02 A03: only a refused group takes no number. */
static void
test_numbers(void **state)
{
    (void) state;
    expect_output(
        "names", NULL,
        "x\nProcess-2\nProcess-3\n"
        "AssertionError: group argument must be None for now\n"
        "Process-4\nWorker-5\n");
}

/* A05 */
static void
test_tree(void **state)
{
    (void) state;
    expect_output(
        "tree", NULL,
        "Process-3\nProcess-3:2\nProcess-3:2:2\nProcess-3:2:3\n"
        "Process-3:3\nProcess-3:3:2\nProcess-3:3:3\n");
}

/* A06 */
static void
test_classes(void **state)
{
    (void) state;
    expect_output(
        "classes", NULL, "boss\nWorker-1:1\nProcess-1:1:1\nWorker-1:1:2\n");
}

/* A14 */
static void
test_start_method(void **state)
{
    (void) state;
    expect_output(
        "methods", NULL,
        "Invalid argument\nno error\ncontext has already been set\n"
        "context has already been set\nProcess-1\n");
    expect_output(
        "methods", "after a start",
        "Invalid argument\nProcess-1\ncontext has already been set\n"
        "context has already been set\ncontext has already been set\n"
        "Process-2\n");
}

/* I01 I03: 32 random bytes, inherited as of the construction, of this program
 * alone. */
static void
test_keys(void **state)
{
    struct child *children[2];
    char keys[2][80];

    (void) state;
    for (int i = 0; i < 2; i++) {
        char line[80];
        const char *text;

        children[i] = child_run("keys", NULL);
        child_assert_code(children[i], 0);
        text = children[i]->out.text;
        assert_int_equal(sscanf(text, "%79[^\n]", keys[i]), 1);
        assert_int_equal(strlen(keys[i]), 3 + 64);
        assert_memory_equal(keys[i], "32 ", 3);
        for (int row = 0; row < 4; row++) {
            assert_int_equal(sscanf(text, "%79[^\n]", line), 1);
            assert_string_equal(line, keys[i]);
            text += strlen(line) + 1;
        }
        assert_string_equal(text, "2 abcd\n");
        child_free(children[i]);
    }
    assert_string_not_equal(keys[0], keys[1]);
}

/* I02: any bytes, at any time; what was handed out stays valid. */
static void
test_setting_a_key(void **state)
{
    mp_process *process = target_new(NULL, (mp_args){ 0 });
    char copy[32];
    size_t size = 0;
    const void *first = mp_process_authkey(process, &size);
    const void *second;

    (void) state;
    assert_int_equal(size, 32);
    memcpy(copy, first, 32);
    assert_int_equal(mp_process_set_authkey(process, "a\0b", 3), 0);
    second = mp_process_authkey(process, &size);
    assert_int_equal(size, 3);
    assert_memory_equal(second, "a\0b", 3);
    assert_memory_equal(first, copy, 32);
    assert_int_equal(mp_process_set_authkey(process, NULL, 5), -22);
    assert_memory_equal(mp_process_authkey(process, NULL), "a\0b", 3);
    assert_int_equal(mp_process_set_authkey(process, NULL, 0), 0);
    mp_process_authkey(process, &size);
    assert_int_equal(size, 0);
    assert_memory_equal(second, "a\0b", 3);
    assert_memory_equal(first, copy, 32);
    mp_process_free(process);
}

/* A04 A07: renamed at any time, to anything; the old text stays valid. */
static void
test_renaming(void **state)
{
    mp_process_options options = { .name = "first" };
    mp_process *process;
    const char *first;
    char name[] = "second";

    (void) state;
    assert_int_equal(mp_process_new(&process, &options), 0);
    first = mp_process_name(process);
    assert_int_equal(mp_process_set_name(process, name), 0);
    name[0] = 'x';
    assert_string_equal(mp_process_name(process), "second");
    assert_int_equal(mp_process_set_name(process, NULL), MP_ENAME);
    assert_string_equal(mp_process_name(process), "second");
    assert_int_equal(mp_process_set_name(process, ""), 0);
    assert_string_equal(mp_process_name(process), "");
    for (int i = 0; i < 1000; i++)
        assert_int_equal(mp_process_set_name(process, "again"), 0);
    assert_string_equal(first, "first");
    mp_process_free(process);
}

/* B03 B11 */
static void
test_main_process_as_a_daemon(void **state)
{
    (void) state;
    expect_output(
        "main-daemon", NULL,
        "0 1\ndaemonic processes are not allowed to have children\n"
        "daemonic processes are not allowed to have children\n"
        "Process-1 0\nProcess-2 1\n");
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_fresh_object),
        cmocka_unit_test(test_numbers),
        cmocka_unit_test(test_tree),
        cmocka_unit_test(test_classes),
        cmocka_unit_test(test_start_method),
        cmocka_unit_test(test_keys),
        cmocka_unit_test(test_setting_a_key),
        cmocka_unit_test(test_renaming),
        cmocka_unit_test(test_main_process_as_a_daemon),
    };

    return cmocka_run_group_tests_name("identity", tests, NULL, NULL);
}
