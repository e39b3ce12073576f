/* Output: lines of two streams, the newest of them. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "src/supervise/output.h"
#include "tests/support/cmocka.h"
#include "tests/support/scrollback.h"

static void
test_empty(void **state)
{
    struct output_line line;

    (void) state;
    assert_int_equal(output_first(scrollback), 0);
    assert_int_equal(output_end(scrollback), 0);
    assert_false(output_get(scrollback, 0, &line));
    output_append(scrollback, OUTPUT_STDOUT, 1, "", 0);
    output_finish(scrollback);
    assert_int_equal(output_end(scrollback), 0);
}

static void
test_lines(void **state)
{
    struct output_line line;

    (void) state;
    scrollback_append(OUTPUT_STDOUT, 10, "one\n\nthree");
    assert_int_equal(output_end(scrollback), 3);
    scrollback_assert_line(0, "one");
    scrollback_assert_line(1, "");
    scrollback_assert_line(2, "three");
    assert_true(
        scrollback_get(0).ended && scrollback_get(1).ended
        && !scrollback_get(2).ended);
    scrollback_append(OUTPUT_STDOUT, 20, " and more");
    scrollback_append(OUTPUT_STDOUT, 30, "\n");
    scrollback_assert_line(2, "three and more");
    line = scrollback_get(2);
    assert_true(line.ended && !line.cut);
    assert_int_equal(line.time, 10);
    assert_int_equal(line.stream, OUTPUT_STDOUT);
    assert_int_equal(output_end(scrollback), 3);
    assert_false(output_get(scrollback, 3, &line));
}

/* Each stream has its own unfinished line; lines stand in the order of their
 * first bytes. */
static void
test_two_streams(void **state)
{
    (void) state;
    scrollback_append(OUTPUT_STDOUT, 1, "out ");
    scrollback_append(OUTPUT_STDERR, 2, "err ");
    scrollback_append(OUTPUT_STDOUT, 3, "put\nnext");
    scrollback_append(OUTPUT_STDERR, 4, "or\n");
    scrollback_append(OUTPUT_STDOUT, 5, "\n");
    assert_int_equal(output_end(scrollback), 3);
    scrollback_assert_line(0, "out put");
    scrollback_assert_line(1, "err or");
    scrollback_assert_line(2, "next");
    assert_int_equal(scrollback_get(1).stream, OUTPUT_STDERR);
    assert_int_equal(scrollback_get(1).time, 2);
    assert_int_equal(scrollback_get(2).time, 3);
}

static void
test_finish(void **state)
{
    (void) state;
    scrollback_append(OUTPUT_STDOUT, 1, "no newline");
    scrollback_append(OUTPUT_STDERR, 2, "nor here");
    output_finish(scrollback);
    assert_true(scrollback_get(0).ended && scrollback_get(1).ended);
    scrollback_append(OUTPUT_STDOUT, 3, "next life\n");
    scrollback_assert_line(0, "no newline");
    scrollback_assert_line(2, "next life");
}

/* The oldest lines go; numbers go on; what is kept is what was written. */
static void
test_limit(void **state)
{
    enum {
        LINES = 10000
    };
    char text[64];

    (void) state;
    for (int i = 0; i < LINES; i++) {
        snprintf(text, sizeof(text), "line %d, 40 bytes or so, and no end", i);
        scrollback_append(i % 3 ? OUTPUT_STDOUT : OUTPUT_STDERR, i, text);
        scrollback_append(i % 3 ? OUTPUT_STDOUT : OUTPUT_STDERR, i, "\n");
        assert_true(scrollback_bytes() <= 4096);
    }
    assert_int_equal(output_end(scrollback), LINES);
    assert_true(scrollback_bytes() > 4096 - 64);
    for (uint64_t i = output_first(scrollback); i < LINES; i++) {
        snprintf(
            text, sizeof(text), "line %d, 40 bytes or so, and no end", (int) i);
        scrollback_assert_line(i, text);
        assert_int_equal(scrollback_get(i).time, i);
        assert_false(scrollback_get(i).cut);
    }
}

/* A line that is longer than everything loses its start, and keeps its
 * number. */
static void
test_endless_line(void **state)
{
    char part[1000];
    uint64_t written = 0;

    (void) state;
    scrollback_append(OUTPUT_STDOUT, 1, "before\n");
    for (int i = 0; i < 100; i++) {
        struct output_line line;

        for (size_t j = 0; j < sizeof(part); j++) {
            part[j] = (char) ('a' + written++ % 26);
        }
        output_append(scrollback, OUTPUT_STDOUT, i, part, sizeof(part));
        line = scrollback_get(1);
        assert_int_equal(output_end(scrollback), 2);
        assert_int_equal(line.size, written < 4096 ? written : 4096);
        assert_int_equal(line.cut, written > 4096);
        for (size_t j = 0; j < line.size; j++) {
            assert_int_equal(
                line.bytes[j], 'a' + (written - line.size + j) % 26);
        }
    }
    scrollback_append(OUTPUT_STDOUT, 1, "\n");
    assert_true(scrollback_get(1).ended && scrollback_get(1).cut);
    scrollback_append(OUTPUT_STDOUT, 1, "after\n");
    assert_int_equal(output_first(scrollback), 2);
    scrollback_assert_line(2, "after");
    assert_false(scrollback_get(2).cut);
}

/* One write that is longer than everything. */
static void
test_huge_write(void **state)
{
    char *part = malloc(20000);

    (void) state;
    memset(part, 'x', 20000);
    part[19999] = 'z';
    scrollback_append(OUTPUT_STDOUT, 1, "start ");
    output_append(scrollback, OUTPUT_STDOUT, 2, part, 20000);
    assert_int_equal(output_end(scrollback), 1);
    assert_int_equal(scrollback_get(0).size, 4096);
    assert_int_equal(scrollback_get(0).bytes[4095], 'z');
    assert_true(scrollback_get(0).cut);
    free(part);
}

/* An unfinished line that is dropped for the other stream's sake goes on as a
 * new one that is marked so. */
static void
test_dropped_unfinished(void **state)
{
    (void) state;
    scrollback_append(OUTPUT_STDOUT, 1, "progress: ");
    for (int i = 0; i < 500; i++) {
        scrollback_append(OUTPUT_STDERR, 2, "something else is written here\n");
    }
    assert_true(output_first(scrollback) > 0);
    scrollback_append(OUTPUT_STDOUT, 3, "100%\n");
    assert_int_equal(output_end(scrollback), 502);
    scrollback_assert_line(501, "100%");
    assert_true(scrollback_get(501).cut && scrollback_get(501).ended);
    scrollback_append(OUTPUT_STDOUT, 4, "whole\n");
    assert_false(scrollback_get(502).cut);
}

/* Whatever is written in whatever pieces comes back the same: compared with a
 * plain copy of each line. */
static void
test_random_pieces(void **state)
{
    enum {
        LINES = 3000
    };
    char(*expected)[128] = calloc(LINES, sizeof(*expected));
    size_t open[2] = { LINES, LINES };
    size_t lines = 0;

    (void) state;
    scrollback_renew(1 << 20);
    srandom(3);
    while (lines < LINES) {
        enum output_stream stream = (enum output_stream)(random() % 2);
        char piece[64];
        size_t most = 1 + (size_t) random() % (sizeof(piece) - 1);
        size_t size = 0;

        while (size < most && lines < LINES) {
            char *line;

            if (open[stream] == LINES) {
                open[stream] = lines++;
            }
            line = expected[open[stream]];
            piece[size] = (char) ('a' + random() % 26);
            if (random() % 20 == 0 || strlen(line) > 100) {
                piece[size] = '\n';
                open[stream] = LINES;
            } else {
                line[strlen(line)] = piece[size];
            }
            size++;
        }
        output_append(scrollback, stream, 0, piece, size);
    }
    assert_int_equal(output_first(scrollback), 0);
    for (size_t i = 0; i < LINES; i++) {
        scrollback_assert_line(i, expected[i]);
    }
    free(expected);
}

/* Whatever is dropped, what is kept has its number, its text and its time: one
 * stream, in pieces of all sizes. */
static void
test_random_drops(void **state)
{
    enum {
        LINES = 20000,
        PIECE = 9000
    };
    size_t *starts = calloc(LINES + 1, sizeof(*starts));
    int64_t *times = calloc(LINES + 1, sizeof(*times));
    char *all = malloc((size_t) LINES * 128);
    size_t lines = 0, size = 0, written = 0;

    (void) state;
    srandom(4);
    while (lines < LINES) {
        size_t length = (size_t) random() % (lines % 50 == 0 ? 127 : 40);

        memset(all + size, 'a' + (int) (lines % 26), length);
        all[size + length] = '\n';
        size += length + 1;
        starts[++lines] = size;
    }
    for (int64_t time = 1; written < size; time++) {
        size_t piece = 1 + (size_t) random() % (time % 3 ? 100 : PIECE);
        uint64_t last;

        piece = piece < size - written ? piece : size - written;
        output_append(scrollback, OUTPUT_STDOUT, time, all + written, piece);
        written += piece;
        last = output_end(scrollback);
        assert_true(starts[last - 1] < written && written <= starts[last]);
        for (uint64_t i = last; i > 0 && times[i - 1] == 0; i--) {
            times[i - 1] = time;
        }
        assert_true(scrollback_bytes() <= 4096);
        for (uint64_t i = output_first(scrollback); i < last; i++) {
            struct output_line line = scrollback_get(i);
            size_t end = i + 1 < last ? starts[i + 1] : written;

            end -= line.ended;
            assert_int_equal(line.ended, written >= starts[i + 1]);
            assert_true(line.cut || line.size == end - starts[i]);
            assert_memory_equal(line.bytes, all + end - line.size, line.size);
            assert_int_equal(line.time, times[i]);
        }
    }
    free(all);
    free(times);
    free(starts);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
#define TEST(name)                                                             \
    cmocka_unit_test_setup_teardown(name, scrollback_setup, scrollback_teardown)
        TEST(test_empty),         TEST(test_lines),
        TEST(test_two_streams),   TEST(test_finish),
        TEST(test_limit),         TEST(test_endless_line),
        TEST(test_huge_write),    TEST(test_dropped_unfinished),
        TEST(test_random_pieces), TEST(test_random_drops),
#undef TEST
    };

    return cmocka_run_group_tests_name("output", tests, NULL, NULL);
}
