/* Values, args and kwargs: what goes in comes out, and nothing else does. */
#include <limits.h>
#include <math.h>
#include <string.h>

#include "src/multiprocessing.h"
#include "tests/support/cmocka.h"

static int object;
static const char raw[] = { 'a', '\0', 'b', (char) 0xff };

/* A value and what every reader must make of it. */
struct reading {
    const char *label;
    mp_value value;
    mp_type type;
    int64_t integer;
    double real;
    const char *text; /* NULL: none */
    const void *bytes;
    size_t size;
    const void *pointer;
};

static void
check_reading(const struct reading *row)
{
    size_t size = 77;
    const char *text = mp_as_str(&row->value);
    const void *bytes = mp_as_bytes(&row->value, &size);

    print_message("# %s\n", row->label);
    assert_int_equal(mp_value_type(&row->value), row->type);
    assert_int_equal(mp_as_int(&row->value), row->integer);
    assert_true(mp_as_float(&row->value) == row->real);
    if (row->text)
        assert_string_equal(text, row->text);
    else
        assert_null(text);
    assert_int_equal(size, row->size);
    if (row->bytes)
        assert_memory_equal(bytes, row->bytes, row->size);
    else
        assert_null(bytes);
    assert_ptr_equal(mp_as_ptr(&row->value), row->pointer);
}

/* Every constructor through every reader: another type reads as nothing, an
 * integer also as a float, a truth as an integer. */
static void
test_constructors_and_readers(void **state)
{
    const struct reading rows[] = {
        { .label = "none", .value = mp_value_none(), .type = MP_NONE },
        { .label = "true",
          .value = mp_value_bool(true),
          .type = MP_BOOL,
          .integer = 1,
          .real = 1.0 },
        { .label = "false", .value = mp_value_bool(false), .type = MP_BOOL },
        { .label = "int",
          .value = mp_value_int(-42),
          .type = MP_INT,
          .integer = -42,
          .real = -42.0 },
        { .label = "int max",
          .value = mp_value_int(INT64_MAX),
          .type = MP_INT,
          .integer = INT64_MAX,
          .real = (double) INT64_MAX },
        { .label = "int min",
          .value = mp_value_int(INT64_MIN),
          .type = MP_INT,
          .integer = INT64_MIN,
          .real = (double) INT64_MIN },
        { .label = "float",
          .value = mp_value_float(2.5),
          .type = MP_FLOAT,
          .real = 2.5 },
        { .label = "infinity",
          .value = mp_value_float(-INFINITY),
          .type = MP_FLOAT,
          .real = -INFINITY },
        { .label = "text",
          .value = mp_value_str("h\xc3\xa9"),
          .type = MP_STR,
          .text = "h\xc3\xa9" },
        { .label = "empty text",
          .value = mp_value_str(""),
          .type = MP_STR,
          .text = "" },
        { .label = "no text", .value = mp_value_str(NULL), .type = MP_NONE },
        { .label = "bytes",
          .value = mp_value_bytes(raw, sizeof raw),
          .type = MP_BYTES,
          .bytes = raw,
          .size = sizeof raw },
        { .label = "no bytes",
          .value = mp_value_bytes(NULL, 4),
          .type = MP_NONE },
        { .label = "pointer",
          .value = mp_value_ptr(&object),
          .type = MP_PTR,
          .pointer = &object },
        { .label = "null pointer",
          .value = mp_value_ptr(NULL),
          .type = MP_PTR },
    };

    (void) state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        check_reading(&rows[i]);
}

/* Bytes of size 0 are bytes all the same, with or without an address. */
static void
test_empty_bytes(void **state)
{
    mp_value values[] = { mp_value_bytes(raw, 0), mp_value_bytes(NULL, 0) };

    (void) state;
    for (size_t i = 0; i < 2; i++) {
        size_t size = 77;

        assert_int_equal(mp_value_type(&values[i]), MP_BYTES);
        mp_as_bytes(&values[i], &size);
        assert_int_equal(size, 0);
    }
}

static void
test_nan(void **state)
{
    mp_value value = mp_value_float(NAN);

    (void) state;
    assert_int_equal(mp_value_type(&value), MP_FLOAT);
    assert_true(isnan(mp_as_float(&value)));
    assert_int_equal(mp_as_int(&value), 0);
}

static void
test_null_reads_as_none(void **state)
{
    size_t size = 77;

    (void) state;
    assert_int_equal(mp_value_type(NULL), MP_NONE);
    assert_int_equal(mp_as_int(NULL), 0);
    assert_true(mp_as_float(NULL) == 0.0);
    assert_null(mp_as_str(NULL));
    assert_null(mp_as_bytes(NULL, &size));
    assert_int_equal(size, 0);
    assert_null(mp_as_bytes(NULL, NULL));
    assert_null(mp_as_ptr(NULL));
    assert_null(mp_args_get(NULL, 0));
    assert_null(mp_kwargs_get(NULL, "x"));
}

/* A zeroed value is None, as every zeroed struct of the library is empty. */
static void
test_zeroed_value_is_none(void **state)
{
    mp_value value;

    (void) state;
    memset(&value, 0, sizeof value);
    assert_int_equal(mp_value_type(&value), MP_NONE);
    assert_null(mp_as_str(&value));
    assert_null(mp_as_ptr(&value));
}

static void
expect(mp_value value, mp_type type, int64_t integer, double real)
{
    assert_int_equal(mp_value_type(&value), type);
    assert_int_equal(mp_as_int(&value), integer);
    assert_true(mp_as_float(&value) == real);
}

/* MP_VALUE() takes its constructor from the type of the expression. */
static void
test_generic_numbers(void **state)
{
    bool truth = true;
    char letter = 'x';
    signed char small = -3;
    unsigned char octet = 200;
    short short_number = -300;
    unsigned short port = 65535;
    unsigned count = 4000000000U;
    long wide = LONG_MIN;
    unsigned long size = 5;
    long long wider = LLONG_MAX;
    unsigned long long widest = 6;
    float single = 0.5F;

    (void) state;
    expect(MP_VALUE(truth), MP_BOOL, 1, 1.0);
    expect(MP_VALUE(letter), MP_INT, 'x', 'x');
    expect(MP_VALUE(small), MP_INT, -3, -3.0);
    expect(MP_VALUE(octet), MP_INT, 200, 200.0);
    expect(MP_VALUE(short_number), MP_INT, -300, -300.0);
    expect(MP_VALUE(port), MP_INT, 65535, 65535.0);
    expect(MP_VALUE(-7), MP_INT, -7, -7.0);
    expect(MP_VALUE(count), MP_INT, 4000000000, 4000000000.0);
    expect(MP_VALUE(wide), MP_INT, LONG_MIN, (double) LONG_MIN);
    expect(MP_VALUE(size), MP_INT, 5, 5.0);
    expect(MP_VALUE(wider), MP_INT, LLONG_MAX, (double) LLONG_MAX);
    expect(MP_VALUE(widest), MP_INT, 6, 6.0);
    expect(MP_VALUE(single), MP_FLOAT, 0, 0.5);
    expect(MP_VALUE(3.25), MP_FLOAT, 0, 3.25);
}

static void
test_generic_others(void **state)
{
    char text[] = "changeable";
    const void *constant = &object;
    void *pointer = &object;
    mp_value made = mp_value_bytes(raw, 2);
    mp_value values[] = { MP_VALUE("literal"), MP_VALUE(text),
                          MP_VALUE(constant),  MP_VALUE(pointer),
                          MP_VALUE(made),      MP_VALUE((char *) NULL) };
    size_t size;

    (void) state;
    assert_string_equal(mp_as_str(&values[0]), "literal");
    assert_string_equal(mp_as_str(&values[1]), "changeable");
    assert_ptr_equal(mp_as_ptr(&values[2]), &object);
    assert_ptr_equal(mp_as_ptr(&values[3]), &object);
    assert_memory_equal(mp_as_bytes(&values[4], &size), raw, 2);
    assert_int_equal(size, 2);
    assert_int_equal(mp_value_type(&values[5]), MP_NONE);
}

/* Checks that args are the integers from 1 on. */
static void
expect_counting(mp_args args, size_t count)
{
    assert_int_equal(args.count, count);
    for (size_t i = 0; i < count; i++) {
        const mp_value *value = mp_args_get(&args, i);

        assert_ptr_equal(value, &args.items[i]);
        assert_int_equal(mp_value_type(value), MP_INT);
        assert_int_equal(mp_as_int(value), i + 1);
    }
    assert_null(mp_args_get(&args, count));
    assert_null(mp_args_get(&args, SIZE_MAX));
}

static void
test_args_of_every_count(void **state)
{
    mp_args none = { 0 };

    (void) state;
    expect_counting(none, 0);
    expect_counting(MP_ARGS(1), 1);
    expect_counting(MP_ARGS(1, 2), 2);
    expect_counting(MP_ARGS(1, 2, 3), 3);
    expect_counting(MP_ARGS(1, 2, 3, 4), 4);
    expect_counting(MP_ARGS(1, 2, 3, 4, 5), 5);
    expect_counting(MP_ARGS(1, 2, 3, 4, 5, 6), 6);
    expect_counting(MP_ARGS(1, 2, 3, 4, 5, 6, 7), 7);
    expect_counting(MP_ARGS(1, 2, 3, 4, 5, 6, 7, 8), 8);
    expect_counting(MP_ARGS(1, 2, 3, 4, 5, 6, 7, 8, 9), 9);
    expect_counting(MP_ARGS(1, 2, 3, 4, 5, 6, 7, 8, 9, 10), 10);
    expect_counting(MP_ARGS(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11), 11);
    expect_counting(MP_ARGS(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12), 12);
    expect_counting(MP_ARGS(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13), 13);
    expect_counting(MP_ARGS(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14), 14);
    expect_counting(
        MP_ARGS(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15), 15);
    expect_counting(
        MP_ARGS(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16), 16);
}

static void
test_args_of_mixed_types(void **state)
{
    mp_args args = MP_ARGS(
        3, "x", 2.5, mp_value_bytes(raw, sizeof raw), (void *) &object,
        mp_value_none(), (bool) true);
    size_t size;

    (void) state;
    assert_int_equal(args.count, 7);
    assert_int_equal(mp_as_int(mp_args_get(&args, 0)), 3);
    assert_string_equal(mp_as_str(mp_args_get(&args, 1)), "x");
    assert_true(mp_as_float(mp_args_get(&args, 2)) == 2.5);
    assert_memory_equal(
        mp_as_bytes(mp_args_get(&args, 3), &size), raw, sizeof raw);
    assert_int_equal(size, sizeof raw);
    assert_ptr_equal(mp_as_ptr(mp_args_get(&args, 4)), &object);
    assert_int_equal(mp_value_type(mp_args_get(&args, 5)), MP_NONE);
    assert_int_equal(mp_value_type(mp_args_get(&args, 6)), MP_BOOL);
}

static void
test_kwargs(void **state)
{
    mp_kwargs kwargs = MP_KWARGS(
        { "seconds", MP_VALUE(3.0) }, { "", MP_VALUE(1) },
        { "n\xc3\xa9", MP_VALUE("x") });
    mp_kwargs none = { 0 };

    (void) state;
    assert_int_equal(kwargs.count, 3);
    assert_true(mp_as_float(mp_kwargs_get(&kwargs, "seconds")) == 3.0);
    assert_int_equal(mp_as_int(mp_kwargs_get(&kwargs, "")), 1);
    assert_string_equal(mp_as_str(mp_kwargs_get(&kwargs, "n\xc3\xa9")), "x");
    assert_null(mp_kwargs_get(&kwargs, "Seconds"));
    assert_null(mp_kwargs_get(&kwargs, "second"));
    assert_null(mp_kwargs_get(&kwargs, "seconds "));
    assert_null(mp_kwargs_get(&kwargs, NULL));
    assert_null(mp_kwargs_get(&none, "seconds"));
}

/* Of two equal names the later counts, as in a dict. */
static void
test_kwargs_twice(void **state)
{
    mp_kwargs kwargs = MP_KWARGS(
        { "a", MP_VALUE(1) }, { "b", MP_VALUE(2) }, { "a", MP_VALUE(3) });

    (void) state;
    assert_int_equal(mp_as_int(mp_kwargs_get(&kwargs, "a")), 3);
    assert_int_equal(mp_as_int(mp_kwargs_get(&kwargs, "b")), 2);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_constructors_and_readers),
        cmocka_unit_test(test_empty_bytes),
        cmocka_unit_test(test_nan),
        cmocka_unit_test(test_null_reads_as_none),
        cmocka_unit_test(test_zeroed_value_is_none),
        cmocka_unit_test(test_generic_numbers),
        cmocka_unit_test(test_generic_others),
        cmocka_unit_test(test_args_of_every_count),
        cmocka_unit_test(test_args_of_mixed_types),
        cmocka_unit_test(test_kwargs),
        cmocka_unit_test(test_kwargs_twice),
    };

    return cmocka_run_group_tests_name("value", tests, NULL, NULL);
}
