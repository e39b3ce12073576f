/* Patterns, what tells of an error, and looking through what was written in
 * bounded pieces. */
#include <stdio.h>
#include <string.h>

#include "tests/support/cmocka.h"
#include "ui/view/find.h"

/* Make a scrollback of a text. */
static struct output *
output_of(const char *text)
{
    struct output *output;

    assert_int_equal(output_new(&output, OUTPUT_LIMIT_DEFAULT), 0);
    output_append(output, OUTPUT_STDOUT, 0, text, strlen(text));
    return output;
}

static void
parts_fit_whatever_the_case(void **state)
{
    struct pattern pattern = { .part = NULL };
    struct pattern_match match;
    char error[128];

    (void) state;
    assert_false(pattern_find(&pattern, "anything", 0, NULL));
    assert_int_equal(pattern_set(&pattern, "Two w", error, sizeof(error)), 0);
    assert_true(pattern_find(&pattern, "one TWO words two words", 0, &match));
    assert_int_equal(match.start, 4);
    assert_int_equal(match.size, 5);
    assert_true(pattern_find(&pattern, "one TWO words two words", 9, &match));
    assert_int_equal(match.start, 14);
    assert_false(pattern_find(&pattern, "one TWO words two words", 15, NULL));
    pattern_free(&pattern);
    assert_false(pattern_find(&pattern, "two words", 0, NULL));
}

static void
expressions_fit(void **state)
{
    struct pattern pattern = { .part = NULL };
    struct pattern_match match;
    char error[128];
    char text[PATTERN_EXPRESSION_MOST + 16];

    (void) state;
    assert_int_equal(pattern_set(&pattern, "re:^o|b+", error, 128), 0);
    assert_true(pattern_find(&pattern, "One bbb", 0, &match));
    assert_int_equal(match.start, 0);
    assert_true(pattern_find(&pattern, "ooo bbb", 1, &match)); /* not "^o" */
    assert_int_equal(match.start, 4);
    assert_int_equal(match.size, 3);
    memset(text, '-', sizeof(text));
    strcpy(text + PATTERN_EXPRESSION_MOST, "b");
    assert_false(pattern_find(&pattern, text, 0, NULL)); /* bounded */
    assert_false(pattern_find(&pattern, text, sizeof(text) - 16, NULL));
    strcpy(text + PATTERN_EXPRESSION_MOST - 1, "b");
    assert_true(pattern_find(&pattern, text, 0, NULL));
    pattern_free(&pattern);
}

static void
wrong_expressions_are_refused(void **state)
{
    struct pattern pattern = { .part = NULL };
    char error[128] = "";

    (void) state;
    assert_int_not_equal(pattern_set(&pattern, "re:(", error, 128), 0);
    assert_string_not_equal(error, "");
    error[0] = '\0';
    assert_int_not_equal(pattern_set(&pattern, "re:(a*)\\1b", error, 128), 0);
    assert_string_not_equal(error, "");
    assert_false(pattern_find(&pattern, "aab", 0, NULL));
    assert_int_equal(pattern_set(&pattern, "re:\\\\1", error, 128), 0);
    assert_true(pattern_find(&pattern, "a\\1", 0, NULL));
    pattern_free(&pattern);
}

static void
errors_are_told_from_other_words(void **state)
{
    static const char *const errors[] = {
        "ERROR: disk full",
        "main.c:3:1: error: expected ';'",
        "Traceback (most recent call last):",
        "ValueError: invalid literal",
        "Caused by: java.lang.NullPointerException: x",
        "panic: runtime error: index out of range",
        "thread 'main' panicked at src/main.rs:2:5",
        "fatal: not a git repository",
        "FAILED tests/test_one.py::test_two",
        "make: *** [Makefile:2: all] Error 1",
        "Segmentation fault (core dumped)",
        "npm ERR! code ELIFECYCLE",
        "2 tests failed, 0 errors",
        "level=error msg=\"no route\"",
        "err=\"connection refused\"",
        "errors: 03",
        "error: 0.5 is no integer",
        "error: null pointer dereference",
        "IndexError: no such thing",
        "failed: none of these could be read",
        "[critical] worker lost",
    };
    static const char *const others[] = {
        "",
        "all is well",
        "0 errors, 0 failures",
        "compiled without errors",
        "no error",
        "passed=12 failed=0",
        "{\"errors\": 0, \"err\": null}",
        "err: nil",
        "err=nil took=3s",
        "failed: 0 of 12",
        "error: none",
        "opened /var/log/error.log",
        "reading error.log",
        "error_handler installed",
        "--abort is an option",
        "terrors and mirrors",
        "an Exceptional case",
        "MyErrorHandler is ready",
    };

    (void) state;
    for (size_t i = 0; i < sizeof(errors) / sizeof(*errors); i++) {
        if (!find_tells_error(errors[i])) {
            fail_msg("no error: %s", errors[i]);
        }
    }
    for (size_t i = 0; i < sizeof(others) / sizeof(*others); i++) {
        if (find_tells_error(others[i])) {
            fail_msg("an error: %s", others[i]);
        }
    }
}

/* Search to the end; returns the line, or UINT64_MAX. */
static uint64_t
finish(struct find *find, const struct output *output)
{
    enum find_result result;
    uint64_t line;

    while ((result = find_piece(find, output, &line)) == FIND_MORE) {
    }
    return result == FIND_FOUND ? line : UINT64_MAX;
}

static void
a_search_goes_both_ways_and_round(void **state)
{
    struct output *output = output_of("a one\nb\na two\nc\na three\n");
    struct pattern a = { .part = "a " };
    struct pattern x = { .part = "x" };
    struct find find = { .left = 0 };

    (void) state;
    assert_int_equal(finish(&find, output), UINT64_MAX); /* no search */
    find_begin(&find, output, &a, 1, false);
    assert_int_equal(finish(&find, output), 2);
    assert_false(find.wrapped);
    find_begin(&find, output, &a, 4, false);
    find_pass_over(&find, output);
    assert_int_equal(finish(&find, output), 0);
    assert_true(find.wrapped);
    find_begin(&find, output, &a, 2, true);
    find_pass_over(&find, output);
    assert_int_equal(finish(&find, output), 0);
    assert_false(find.wrapped);
    find_begin(&find, output, &a, 0, true);
    find_pass_over(&find, output);
    assert_int_equal(finish(&find, output), 4);
    assert_true(find.wrapped);
    find_begin(&find, output, &x, 3, true);
    assert_int_equal(finish(&find, output), UINT64_MAX);
    output_free(output);
}

/* The only line that fits is found again, at last. */
static void
the_only_one_is_found_again(void **state)
{
    struct output *output = output_of("b\na\nb\n");
    struct pattern a = { .part = "a" };
    struct find find;

    (void) state;
    find_begin(&find, output, &a, 1, false);
    find_pass_over(&find, output);
    assert_int_equal(finish(&find, output), 1);
    output_free(output);
    output = output_of("");
    find_begin(&find, output, &a, 0, true);
    find_pass_over(&find, output);
    assert_int_equal(finish(&find, output), UINT64_MAX);
    output_free(output);
}

/* A full scrollback is looked through in some pieces, none of which is long,
 * also where lines go meanwhile. */
static void
pieces_are_bounded(void **state)
{
    static const char line[] = "an ordinary line of some 40 characters..\n";
    struct output *output;
    struct pattern x = { .part = "xyz" };
    struct pattern expression = { .part = NULL };
    struct find find;
    uint64_t found;
    char error[128];
    int pieces = 0;

    (void) state;
    assert_int_equal(output_new(&output, OUTPUT_LIMIT_DEFAULT), 0);
    for (int i = 0; i < 40000; i++) {
        output_append(output, OUTPUT_STDOUT, 0, line, sizeof(line) - 1);
    }
    find_begin(&find, output, &x, output_end(output) - 1, true);
    while (find_piece(&find, output, &found) == FIND_MORE) {
        pieces++;
        for (int i = 0; i < 1000; i++) {
            output_append(output, OUTPUT_STDOUT, 0, line, sizeof(line) - 1);
        }
    }
    assert_in_range(pieces, 3, 20);
    /* It looks back at the many bytes of each line, at each of them. */
    assert_int_equal(pattern_set(&expression, "re:a.*b.*c$", error, 128), 0);
    for (int i = 0; i < 100; i++) {
        for (int k = 0; k < 100; k++) {
            output_append(output, OUTPUT_STDOUT, 0, line, sizeof(line) - 2);
        }
        output_append(output, OUTPUT_STDOUT, 0, "\n", 1);
    }
    find_begin(&find, output, &expression, output_end(output) - 100, false);
    assert_int_equal(find_piece(&find, output, &found), FIND_MORE);
    assert_in_range(
        find.next, output_end(output) - 100, output_end(output) - 90);
    pattern_free(&expression);
    output_free(output);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(parts_fit_whatever_the_case),
        cmocka_unit_test(expressions_fit),
        cmocka_unit_test(wrong_expressions_are_refused),
        cmocka_unit_test(errors_are_told_from_other_words),
        cmocka_unit_test(a_search_goes_both_ways_and_round),
        cmocka_unit_test(the_only_one_is_found_again),
        cmocka_unit_test(pieces_are_bounded),
    };

    return cmocka_run_group_tests_name("find", tests, NULL, NULL);
}
