/* The prompt and the picker: what the keys do while one is open, and screens of
 * both, compared with literal ones in tests/screens/. */
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "tests/support/cmocka.h"
#include "tests/support/fixture.h"

static struct fixture fixture;

/* What the functions of the prompt and the picker were told. */
static struct {
    char text[LINE_ROOM];
    int changed;
    int accepted;
    int cancelled;
    size_t index;
    key code;
} told;

static int
open_fixture(void **state)
{
    (void) state;
    memset(&told, 0, sizeof(told));
    fixture_open(&fixture, false);
    fixture_add_all_states(&fixture);
    return 0;
}

static void
on_changed(void *context, struct model *model, const char *text)
{
    assert_ptr_equal(context, &told);
    assert_ptr_equal(model, &fixture.model);
    told.changed++;
    snprintf(told.text, sizeof(told.text), "%s", text);
}

static bool
on_accepted(void *context, struct model *model, const char *text)
{
    assert_ptr_equal(context, &told);
    told.accepted++;
    snprintf(told.text, sizeof(told.text), "%s", text);
    if (strcmp(text, "bad") == 0) {
        prompt_refuse(model, "'%s' is not\033[2J accepted", text);
        return false;
    }
    return true;
}

static void
on_cancelled(void *context, struct model *model)
{
    assert_ptr_equal(context, &told);
    (void) model;
    told.cancelled++;
}

static void
on_complete(
    void *context,
    struct model *model,
    const char *text,
    struct choices *choices)
{
    static const char *const fruits[][3] = {
        { "apple", "1", "A round one." },
        { "pineapple", "2", "One with leaves on top, sweet and sour." },
        { "plum", "3", "A small one." },
        { "Apricot", "4", "Likewise, and orange." },
        { "grape", "5", "Comes in bunches." },
    };

    (void) context;
    (void) model;
    snprintf(choices->title, sizeof(choices->title), "Fruit");
    for (size_t i = 0; i < sizeof(fruits) / sizeof(fruits[0]); i++) {
        choices_add(
            choices, choices_rank(fruits[i][0], text), fruits[i][0],
            fruits[i][1], fruits[i][2]);
    }
}

static const struct prompt_use filter = {
    .label = "Filter:",
    .changed = on_changed,
    .accepted = on_accepted,
    .cancelled = on_cancelled,
};

static const struct prompt_use menu = {
    .label = "Fruit:",
    .is_menu = true,
    .accepted = on_accepted,
    .complete = on_complete,
};

static void
keys_are_letters(void **state)
{
    (void) state;
    prompt_open(&fixture.model, &filter, &told, "we");
    fixture_expect(&fixture, "prompt", 80, 24);
    fixture_type(&fixture, "b KQq?");
    assert_string_equal(told.text, "web KQq?");
    assert_int_equal(told.changed, 6);
    assert_int_equal(fixture.model.page, PAGE_MAIN);
    assert_int_equal(fixture.model.leave.phase, LEAVE_NO);
    assert_int_equal(fixture_process(&fixture, 0)->signals, 0);
    fixture_key(&fixture, KEYCODE_ALT | KEYCODE_BACKSPACE);
    assert_string_equal(told.text, "web ");
    assert_non_null(fixture.model.prompt.use);
    fixture_key(&fixture, KEYCODE_ENTER);
    assert_int_equal(told.accepted, 1);
    assert_string_equal(told.text, "web ");
    assert_null(fixture.model.prompt.use);
    fixture_type(&fixture, "?"); /* a key again */
    assert_int_equal(fixture.model.page, PAGE_HELP);
    assert_int_equal(told.cancelled, 0);
}

static void
escape_cancels(void **state)
{
    static const key ways[] = { KEYCODE_ESCAPE, KEYCODE_CTRL_C };

    (void) state;
    for (int i = 0; i < 2; i++) {
        prompt_open(&fixture.model, &filter, &told, "web");
        fixture_key(&fixture, ways[i]);
        assert_int_equal(told.cancelled, i + 1);
        assert_int_equal(told.accepted, 0);
        assert_null(fixture.model.prompt.use);
    }
    assert_int_equal(fixture.model.leave.phase, LEAVE_NO);
    fixture_type(&fixture, "?");
    assert_int_equal(fixture.model.page, PAGE_HELP);
}

static void
keys_of_the_program_stay(void **state)
{
    (void) state;
    prompt_open(&fixture.model, &filter, &told, "web");
    fixture_key(&fixture, KEYCODE_CTRL_L);
    assert_int_equal(fixture.request, SHELL_REDRAW);
    fixture_key(&fixture, KEYCODE_CTRL_Z);
    assert_int_equal(fixture.request, SHELL_SUSPEND);
    assert_non_null(fixture.model.prompt.use);
    model_leave(&fixture.model, LEAVE_ASKED); /* as a signal does */
    fixture_expect_text(&fixture, 80, 24, "Quit: as Python exits");
    assert_null(fixture.model.prompt.use);
    assert_int_equal(told.cancelled, 1);
}

static void
a_refusal_keeps_it_open(void **state)
{
    (void) state;
    prompt_open(&fixture.model, &filter, &told, "bad");
    fixture_key(&fixture, KEYCODE_ENTER);
    assert_non_null(fixture.model.prompt.use);
    fixture_expect(&fixture, "prompt-refused", 80, 24);
    fixture_type(&fixture, "!");
    assert_false(fixture_shows(&fixture, 80, 24, "is not accepted"));
    fixture_key(&fixture, KEYCODE_ENTER);
    assert_null(fixture.model.prompt.use);
    assert_string_equal(told.text, "bad!");
}

/* The line moves to the left where it is longer than its place; nothing is cut
 * that stands before the cursor. */
static void
a_long_line_scrolls(void **state)
{
    (void) state;
    prompt_open(
        &fixture.model, &filter, &told,
        "0123456789 0123456789 漢字漢字漢字漢字漢字 end");
    fixture_expect(&fixture, "prompt-long", 40, 10);
    fixture_key(&fixture, KEYCODE_HOME);
    fixture_expect_text(&fixture, 40, 10, " Filter: 0123456789 0123456789");
}

static void
the_cursor_is_seen(void **state)
{
    const struct grid_cell *last;

    (void) state;
    prompt_open(&fixture.model, &filter, &told, "ab漢");
    fixture_key(&fixture, KEYCODE_LEFT);
    free(fixture_screen(&fixture, 80, 24));
    last = fixture.grid.cells + (size_t) 23 * 80;
    for (int column = 9; column < 14; column++) {
        bool reversed = last[column].style.attributes & GRID_REVERSE;

        assert_int_equal(reversed, column == 11 || column == 12);
    }
}

static void
choices_are_listed_and_chosen(void **state)
{
    (void) state;
    prompt_open(&fixture.model, &menu, &told, "");
    fixture_expect_all_sizes(&fixture, "choices");
    fixture_type(&fixture, "ap"); /* Apricot, apple; pineapple; grape */
    fixture_expect(&fixture, "choices-typed", 80, 24);
    fixture_key(&fixture, KEYCODE_DOWN);
    fixture_key(&fixture, KEYCODE_TAB);
    assert_string_equal(fixture.model.prompt.line.text, "Apricot");
    fixture_key(&fixture, KEYCODE_CTRL_N); /* the only one: stays */
    fixture_key(&fixture, KEYCODE_ENTER);
    assert_string_equal(told.text, "Apricot");
    prompt_open(&fixture.model, &menu, &told, "");
    fixture_key(&fixture, KEYCODE_UP); /* from the first to the last */
    fixture_key(&fixture, KEYCODE_ENTER);
    assert_string_equal(told.text, "grape");
    prompt_open(&fixture.model, &menu, &told, "nothing");
    fixture_key(&fixture, KEYCODE_ENTER);
    assert_string_equal(told.text, "nothing");
}

static void
ranks(void **state)
{
    (void) state;
    assert_int_equal(choices_rank("kill", "Kill"), 0);
    assert_int_equal(choices_rank("kill and restart", "kill"), 1);
    assert_int_equal(choices_rank("kill and restart", "rest"), 2);
    assert_int_equal(choices_rank("restart", "start"), 3);
    assert_int_equal(choices_rank("kill and restart", "kar"), 4);
    assert_int_equal(choices_rank("kill", "killer"), -1);
    assert_int_equal(choices_rank("kill", ""), 1);
}

static void
choices_are_bounded(void **state)
{
    struct choices choices = { 0 };

    (void) state;
    choices_move(&choices, 1);
    assert_null(choices_selected(&choices));
    for (int i = 0; i < CHOICES_MOST + 10; i++) {
        choices_add(&choices, i % 2, i % 2 ? "odd" : "even", "", "");
    }
    assert_int_equal(choices.count, CHOICES_MOST);
    assert_string_equal(choices.list[CHOICES_MOST / 2 - 1].text, "even");
    assert_string_equal(choices.list[CHOICES_MOST / 2].text, "odd");
    choices_free(&choices);
}

static size_t
count_columns(void *context, const struct model *model)
{
    assert_ptr_equal(context, &told);
    (void) model;
    return 12;
}

static void
column_row(
    void *context,
    const struct model *model,
    size_t index,
    struct picker_row *row)
{
    static const char *const names[] = { "NAME",   "PID",      "ALIVE",
                                         "DAEMON", "EXITCODE", "STATE",
                                         "TARGET", "TIME",     "CPU%",
                                         "RSS",    "THREADS",  "START" };

    (void) context;
    (void) model;
    snprintf(row->mark, sizeof(row->mark), "%s", index == 3 ? "✓" : "");
    snprintf(row->text, sizeof(row->text), "%s", names[index]);
    snprintf(
        row->detail, sizeof(row->detail), "%s",
        index == 0 ? "What it is called." : "");
}

static bool
column_chosen(void *context, struct model *model, size_t index)
{
    assert_ptr_equal(context, &told);
    (void) model;
    told.accepted++;
    told.index = index;
    return index != 0;
}

static bool
column_key(void *context, struct model *model, size_t index, key code)
{
    (void) context;
    if (code != ' ') {
        return false;
    }
    told.code = code;
    model->picker.selected = index + 1;
    return true;
}

static const struct picker_use columns = {
    .title = "Sort by",
    .count = count_columns,
    .row = column_row,
    .chosen = column_chosen,
    .key = column_key,
    .cancelled = on_cancelled,
};

static void
a_picker_picks(void **state)
{
    (void) state;
    picker_open(&fixture.model, &columns, &told, 3);
    fixture_expect_all_sizes(&fixture, "picker");
    fixture_type(&fixture, "t"); /* the next that begins so */
    assert_int_equal(fixture.model.picker.selected, 6);
    fixture_type(&fixture, "tt");
    assert_int_equal(fixture.model.picker.selected, 10);
    fixture_type(&fixture, "G");
    assert_int_equal(fixture.model.picker.selected, 11);
    fixture_type(&fixture, "j");
    assert_int_equal(fixture.model.picker.selected, 11);
    fixture_type(&fixture, "kK"); /* no action on the workers below */
    assert_int_equal(fixture_process(&fixture, 0)->signals, 0);
    assert_int_equal(fixture.model.picker.selected, 10);
    fixture_key(&fixture, KEYCODE_PAGE_UP);
    assert_int_equal(fixture.model.picker.selected, 2);
    fixture_type(&fixture, " ");
    assert_int_equal(told.code, ' ');
    assert_int_equal(fixture.model.picker.selected, 3);
    fixture_type(&fixture, "2");
    fixture_key(&fixture, KEYCODE_ENTER);
    assert_int_equal(told.index, 1);
    assert_null(fixture.model.picker.use);
    assert_int_equal(told.cancelled, 0);
}

static void
a_picker_is_left(void **state)
{
    static const key ways[] = { KEYCODE_ESCAPE, KEYCODE_CTRL_C, 'q' };

    (void) state;
    for (int i = 0; i < 3; i++) {
        picker_open(&fixture.model, &columns, &told, 0);
        fixture_key(&fixture, KEYCODE_ENTER); /* the first says: stay */
        assert_non_null(fixture.model.picker.use);
        fixture_key(&fixture, ways[i]);
        assert_null(fixture.model.picker.use);
        assert_int_equal(told.cancelled, i + 1);
    }
    assert_int_equal(fixture.model.leave.phase, LEAVE_NO);
    assert_int_equal(told.accepted, 3);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
#define TEST(name)                                                             \
    cmocka_unit_test_setup_teardown(name, open_fixture, fixture_teardown)
        TEST(keys_are_letters),
        TEST(escape_cancels),
        TEST(keys_of_the_program_stay),
        TEST(a_refusal_keeps_it_open),
        TEST(a_long_line_scrolls),
        TEST(the_cursor_is_seen),
        TEST(choices_are_listed_and_chosen),
        cmocka_unit_test(ranks),
        cmocka_unit_test(choices_are_bounded),
        TEST(a_picker_picks),
        TEST(a_picker_is_left),
    };

    setlocale(LC_CTYPE, "C.UTF-8");
    return cmocka_run_group_tests_name("prompt", tests, NULL, NULL);
}
