/* Output: its memory is bounded, whatever is written, and may run out. */
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "src/supervise/output.h"
#include "src/supervise/ring.h"
#include "tests/support/cmocka.h"
#include "tests/support/memory.h"
#include "tests/support/scrollback.h"

/* Memory stays bounded, whatever is written. */
static void
test_memory(void **state)
{
    static const char *const patterns[] = { "\n", "x",
                                            "a line of thirty characters ..\n",
                                            "y\n", "\n\nabc" };
    size_t before = memory.used;
    static char bytes[1 << 16];

    (void) state;
    for (size_t i = 0; i < sizeof(patterns) / sizeof(*patterns); i++) {
        size_t period = strlen(patterns[i]);

        scrollback_renew(OUTPUT_LIMIT_DEFAULT);
        assert_true(memory.used - before < 2048);
        for (size_t j = 0; j < sizeof(bytes); j++) {
            bytes[j] = patterns[i][j % period];
        }
        for (int j = 0; j < 512; j++) {
            output_append(
                scrollback, (enum output_stream)(j / 32 % 2), j, bytes,
                sizeof(bytes));
        }
        assert_true(scrollback_bytes() <= OUTPUT_LIMIT_DEFAULT);
        /* Two rings, the index, and two lines put together. */
        assert_true(memory.used - before < 5 * OUTPUT_LIMIT_DEFAULT);
        assert_true(output_end(scrollback) > output_first(scrollback));
    }
}

/* Without memory the newest text still gets in, as far as there is room: a
 * stream that had none yet loses it. */
static void
test_no_memory(void **state)
{
    struct output *none;

    (void) state;
    memory.none = true;
    assert_int_equal(output_new(&none, 4096), -ENOMEM);
    scrollback_append(OUTPUT_STDOUT, 1, "lost\n");
    memory.none = false;
    assert_int_equal(output_end(scrollback), 0);
    scrollback_append(OUTPUT_STDOUT, 1, "kept\n");
    scrollback_assert_line(0, "kept");
    assert_true(scrollback_get(0).cut && scrollback_get(0).ended);
    memory.none = true;
    for (int i = 0; i < 1000; i++) {
        scrollback_append(OUTPUT_STDOUT, i, "the same again and again\n");
        scrollback_append(OUTPUT_STDERR, i, "and errors\n");
    }
    memory.none = false;
    assert_int_equal(output_end(scrollback), 1001);
    scrollback_assert_line(1000, "the same again and again");
    scrollback_append(OUTPUT_STDERR, 1, "errors\n");
    scrollback_assert_line(1001, "errors");
    assert_true(scrollback_get(1001).cut);
}

/* A run around the end of a ring comes in one piece, or without memory in
 * part. */
static void
test_ring_around_end(void **state)
{
    struct ring ring = { 0 };
    char bytes[1024];
    size_t size = 100;
    const char *run;

    (void) state;
    for (size_t i = 0; i < sizeof(bytes); i++) {
        bytes[i] = (char) i;
    }
    assert_true(ring_reserve(&ring, 1000));
    ring_append(&ring, bytes, 1000);
    ring_drop(&ring, 1000);
    ring_append(&ring, bytes, 100);
    memory.none = true;
    run = ring_get(&ring, 1000, &size);
    memory.none = false;
    assert_int_equal(size, 76);
    assert_memory_equal(run, bytes + 24, 76);
    size = 100;
    run = ring_get(&ring, 1000, &size);
    assert_int_equal(size, 100);
    assert_memory_equal(run, bytes, 100);
    assert_true(ring_reserve(&ring, 5000)); /* grows, and keeps */
    assert_memory_equal(ring_get(&ring, 1000, &size), bytes, 100);
    ring_free(&ring);
}

/* A byte is found on either side of a ring's end, and is not where it is not.
 */
static void
test_ring_find(void **state)
{
    struct ring ring = { 0 };
    char bytes[1000];

    (void) state;
    assert_int_equal(ring_find(&ring, 0, 'x'), 0);
    assert_int_equal(ring_straight(&ring, 0), 0);
    memset(bytes, '.', sizeof(bytes));
    assert_true(ring_reserve(&ring, sizeof(bytes)));
    ring_append(&ring, bytes, 1000);
    ring_drop(&ring, 1000);
    bytes[10] = bytes[50] = 'x'; /* at 1010 and 1050; the end is at 1024 */
    ring_append(&ring, bytes, 100);
    assert_int_equal(ring_straight(&ring, 1000), 24);
    assert_int_equal(ring_straight(&ring, 1024), 76);
    assert_int_equal(ring_straight(&ring, 1100), 0);
    assert_int_equal(ring_find(&ring, 1000, 'x'), 1010);
    assert_int_equal(ring_find(&ring, 1011, 'x'), 1050);
    assert_int_equal(ring_find(&ring, 1051, 'x'), 1100);
    assert_int_equal(ring_find(&ring, 1100, '.'), 1100);
    ring_free(&ring);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
#define TEST(name)                                                             \
    cmocka_unit_test_setup_teardown(name, scrollback_setup, scrollback_teardown)
        TEST(test_memory),
        TEST(test_no_memory),
        TEST(test_ring_around_end),
        TEST(test_ring_find),
#undef TEST
    };

    return cmocka_run_group_tests_name("output memory", tests, NULL, NULL);
}
