/* Output: read on as it is written, and in a memory that several share. */
#include <stdlib.h>
#include <string.h>

#include "src/supervise/output.h"
#include "tests/support/cmocka.h"
#include "tests/support/scrollback.h"

/* Read all that is there from a place on, into a text. */
static bool
read_on(struct output_place *place, char *text)
{
    bool follows = true;
    const char *bytes;
    size_t size;

    do {
        follows &= output_read(scrollback, place, &bytes, &size);
        memcpy(text, bytes, size);
        text += size;
    } while (size > 0);
    *text = '\0';
    return follows;
}

static void
test_read_on(void **state)
{
    struct output_place place = { 0 };
    char text[256];

    (void) state;
    assert_true(read_on(&place, text));
    assert_string_equal(text, "");
    scrollback_append(OUTPUT_STDOUT, 1, "one\r\n\ntw");
    assert_true(read_on(&place, text));
    assert_string_equal(text, "one\r\n\ntw");
    assert_true(read_on(&place, text));
    assert_string_equal(text, "");
    scrollback_append(OUTPUT_STDOUT, 1, "o");
    scrollback_append(OUTPUT_STDOUT, 1, "\n");
    assert_true(read_on(&place, text));
    assert_string_equal(text, "o\n");
    scrollback_append(OUTPUT_STDOUT, 1, "end");
    output_finish(scrollback);
    assert_true(read_on(&place, text));
    assert_string_equal(text, "end\n");
    assert_true(read_on(&place, text));
    assert_string_equal(text, "");
}

/* What is not read in time may be gone: that is told, once. */
static void
test_read_too_late(void **state)
{
    struct output_place place = { 0 };
    static char long_line[3000];
    char text[8192];

    (void) state;
    memset(long_line, 'x', sizeof(long_line) - 1);
    scrollback_append(OUTPUT_STDOUT, 1, "begun");
    assert_true(read_on(&place, text));
    scrollback_append(OUTPUT_STDOUT, 1, long_line);
    scrollback_append(OUTPUT_STDOUT, 1, long_line);
    assert_false(read_on(&place, text)); /* the line was cut */
    assert_int_equal(strspn(text, "x"), 4096);
    scrollback_append(OUTPUT_STDOUT, 1, "y");
    assert_true(read_on(&place, text));
    assert_string_equal(text, "y");
    scrollback_append(OUTPUT_STDOUT, 1, "\na\n");
    scrollback_append(OUTPUT_STDOUT, 1, long_line);
    scrollback_append(OUTPUT_STDOUT, 1, "\n");
    scrollback_append(OUTPUT_STDOUT, 1, long_line);
    scrollback_append(OUTPUT_STDOUT, 1, "\nlast");
    assert_false(read_on(&place, text)); /* whole lines are gone */
    assert_non_null(strstr(text, "last"));
    assert_true(read_on(&place, text));
}

/* A line that all was read of may lose its start without a gap. */
static void
test_read_of_a_cut_line(void **state)
{
    struct output_place place = { 0 };
    static char part[2048];
    char text[8192];

    (void) state;
    memset(part, 'z', sizeof(part) - 1);
    for (int i = 0; i < 100; i++) {
        scrollback_append(OUTPUT_STDOUT, 1, part);
        assert_true(read_on(&place, text));
        assert_string_equal(text, part);
    }
}

/* Write lines until a scrollback is full. */
static void
fill(struct output *output, int64_t time)
{
    static const char line[] = "a line of thirty characters ..\n";

    for (int i = 0; i < 4000; i++) {
        output_append(output, OUTPUT_STDOUT, time, line, sizeof(line) - 1);
    }
}

/* Count the lines that are kept. */
static uint64_t
kept(const struct output *output)
{
    return output_end(output) - output_first(output);
}

static void
test_budget(void **state)
{
    struct output_budget budget = { .limit = 512 << 10 };
    struct output *outputs[8];
    uint64_t before;

    (void) state;
    for (int i = 0; i < 8; i++) {
        assert_int_equal(output_new(&outputs[i], OUTPUT_LIMIT_DEFAULT), 0);
        output_share(outputs[i], &budget);
    }
    for (int i = 0; i < 8; i++) {
        fill(outputs[i], 1000 * (i + 1));
        assert_true(budget.used <= budget.limit);
    }
    /* The newest has all, the oldest little, and it is their newest part. */
    assert_int_equal(kept(outputs[7]), 4000);
    assert_true(kept(outputs[0]) < 400);
    assert_int_equal(output_end(outputs[0]), 4000);
    /* What is written again is the newest again. */
    before = kept(outputs[1]);
    fill(outputs[0], 9000);
    assert_true(kept(outputs[0]) > 3000);
    assert_true(kept(outputs[1]) <= before);
    assert_true(budget.used <= budget.limit);
    for (int i = 0; i < 8; i++) {
        output_free(outputs[i]);
    }
    assert_int_equal(budget.used, 0);
    assert_null(budget.first);
}

/* One that is alone must do with the budget too, and keeps its newest. */
static void
test_small_budget(void **state)
{
    struct output_budget budget = { .limit = 64 << 10 };
    struct output *output;
    struct output_line line;

    (void) state;
    assert_int_equal(output_new(&output, OUTPUT_LIMIT_DEFAULT), 0);
    output_share(output, &budget);
    for (int i = 0; i < 10; i++) {
        fill(output, i);
        assert_true(budget.used <= budget.limit);
    }
    assert_true(output_get(output, output_end(output) - 1, &line));
    assert_memory_equal(line.bytes, "a line of thirty", 16);
    for (int i = 0; i < 100000; i++) {
        output_append(output, OUTPUT_STDERR, i, "\n", 1);
        assert_true(budget.used <= budget.limit);
    }
    output_free(output);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
#define TEST(name)                                                             \
    cmocka_unit_test_setup_teardown(name, scrollback_setup, scrollback_teardown)
        TEST(test_read_on),
        TEST(test_read_too_late),
        TEST(test_read_of_a_cut_line),
        TEST(test_budget),
        TEST(test_small_budget),
    };

    return cmocka_run_group_tests_name("output share", tests, NULL, NULL);
}
