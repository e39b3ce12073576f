/* The keymap: one table, in which nothing is lost. */
#include <string.h>

#include "tests/support/cmocka.h"
#include "ui/keymap.h"

/* Each command can be reached by a key, wherever it is valid. */
static void
every_command_has_a_key(void **state)
{
    (void) state;
    for (int c = 0; c < COMMAND_COUNT; c++) {
        const struct command_info *info = keymap_info((enum command) c);

        if (c == COMMAND_THEME || c == COMMAND_SAVE_SETTINGS) {
            continue; /* the palette has them */
        }
        assert_int_not_equal(info->keys[0], KEYCODE_NONE);
        for (int page = 0; page < PAGE_COUNT; page++) {
            bool found = false;

            for (int k = 0; k < COMMAND_KEYS && info->keys[k]; k++) {
                found |= keymap_find((enum page) page, info->keys[k])
                    == (enum command) c;
            }
            assert_int_equal(found, info->pages >> page & 1);
        }
    }
}

/* A key that is valid somewhere is not hidden there by another command's. */
static void
no_key_means_two_things(void **state)
{
    (void) state;
    for (int c = 0; c < COMMAND_COUNT; c++) {
        const struct command_info *info = keymap_info((enum command) c);

        for (int page = 0; page < PAGE_COUNT; page++) {
            for (int k = 0; k < COMMAND_KEYS && info->keys[k]; k++) {
                if (info->pages >> page & 1) {
                    assert_int_equal(
                        keymap_find((enum page) page, info->keys[k]), c);
                }
            }
        }
    }
}

/* All that can be done to processes has a key and its own words. */
static void
every_action_is_there(void **state)
{
    (void) state;
    for (int action = 0; action < ACTION_COUNT; action++) {
        int found = 0;

        for (int c = 0; c < COMMAND_COUNT; c++) {
            const struct command_info *info = keymap_info((enum command) c);

            if (info->is_action && (int) info->action == action) {
                const struct action_info *words =
                    action_info((enum action) action);

                found++;
                assert_string_equal(
                    keymap_label((enum command) c), words->label);
                assert_string_equal(keymap_help((enum command) c), words->help);
            }
        }
        assert_int_equal(found, 1);
    }
}

/* What is in a key line is valid there and has a label; all have help. */
static void
key_lines_are_true(void **state)
{
    (void) state;
    for (int c = 0; c < COMMAND_COUNT; c++) {
        const struct command_info *info = keymap_info((enum command) c);

        assert_int_equal(info->key_line & ~info->pages, 0);
        assert_true(strlen(keymap_help((enum command) c)) > 5);
        if (info->key_line) {
            assert_true(strlen(keymap_label((enum command) c)) > 0);
        }
        assert_in_range(info->group, 0, GROUP_COUNT - 1);
        assert_non_null(keymap_group_title(info->group));
    }
}

static void
keys_of_the_contract(void **state)
{
    static const struct {
        enum page page;
        key code;
        enum command command;
    } rows[] = {
        { PAGE_MAIN, 's', COMMAND_START },
        { PAGE_MAIN, 'J', COMMAND_JOIN },
        { PAGE_MAIN, 'w', COMMAND_JOIN },
        { PAGE_MAIN, 't', COMMAND_TERMINATE },
        { PAGE_MAIN, 'x', COMMAND_TERMINATE },
        { PAGE_MAIN, 'K', COMMAND_KILL },
        { PAGE_MAIN, 'X', COMMAND_KILL },
        { PAGE_MAIN, 'r', COMMAND_RESTART },
        { PAGE_MAIN, 'R', COMMAND_KILL_RESTART },
        { PAGE_MAIN, 'D', COMMAND_DAEMON },
        { PAGE_MAIN, 'c', COMMAND_CHILDREN },
        { PAGE_MAIN, 'l', COMMAND_OUTPUT },
        { PAGE_MAIN, KEYCODE_ENTER, COMMAND_OUTPUT },
        { PAGE_MAIN, KEYCODE_SPACE, COMMAND_TAG },
        { PAGE_MAIN, 'A', COMMAND_TAG_ALL },
        { PAGE_MAIN, 'U', COMMAND_UNTAG },
        { PAGE_MAIN, KEYCODE_ESCAPE, COMMAND_STOP_JOINING },
        { PAGE_OUTPUT, KEYCODE_ESCAPE, COMMAND_BACK },
        { PAGE_OUTPUT, 'F', COMMAND_FOLLOW },
        { PAGE_OUTPUT, '/', COMMAND_SEARCH },
        { PAGE_OUTPUT, 'n', COMMAND_SEARCH_NEXT },
        { PAGE_OUTPUT, 'N', COMMAND_SEARCH_PREVIOUS },
        { PAGE_OUTPUT, '!', COMMAND_NEXT_ERROR },
        { PAGE_OUTPUT, 'v', COMMAND_SELECT_LINES },
        { PAGE_OUTPUT, 'y', COMMAND_COPY_LINES },
        { PAGE_QUIT, 't', COMMAND_TERMINATE_ALL },
        { PAGE_QUIT, 'K', COMMAND_KILL_ALL },
        { PAGE_QUIT, KEYCODE_ESCAPE, COMMAND_STAY },
        { PAGE_QUIT, 'q', COMMAND_QUIT },
        { PAGE_HELP, 'q', COMMAND_QUIT },
        { PAGE_MAIN, 'Q', COMMAND_FORCE },
        { PAGE_MAIN, KEYCODE_CTRL_C, COMMAND_QUIT },
        { PAGE_MAIN, KEYCODE_CTRL_L, COMMAND_REDRAW },
        { PAGE_MAIN, KEYCODE_CTRL_Z, COMMAND_SUSPEND },
        { PAGE_HELP, 's', COMMAND_NONE },
        { PAGE_QUIT, 's', COMMAND_NONE },
        { PAGE_MAIN, KEYCODE_NONE, COMMAND_NONE },
        { PAGE_MAIN, KEYCODE_ALT | 's', COMMAND_NONE },
    };

    (void) state;
    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        assert_int_equal(
            keymap_find(rows[i].page, rows[i].code), rows[i].command);
    }
}

static void
names(void **state)
{
    char text[64];

    (void) state;
    assert_string_equal(keymap_names(COMMAND_JOIN, text, sizeof(text)), "J w");
    assert_string_equal(
        keymap_names(COMMAND_DIGIT, text, sizeof(text)), "0 … 9");
    assert_string_equal(
        keymap_names(COMMAND_PAGE_UP, text, sizeof(text)), "PgUp");
    assert_string_equal(
        keymap_names(COMMAND_OUTPUT, text, sizeof(text)), "l Enter z");
    assert_string_equal(keymap_names(COMMAND_OUTPUT, text, 5), "l En");
    assert_string_equal(
        keymap_key_name(KEYCODE_ESCAPE, text, sizeof(text)), "Esc");
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_command_has_a_key),
        cmocka_unit_test(no_key_means_two_things),
        cmocka_unit_test(every_action_is_there),
        cmocka_unit_test(key_lines_are_true),
        cmocka_unit_test(keys_of_the_contract),
        cmocka_unit_test(names),
    };

    return cmocka_run_group_tests_name("keymap", tests, NULL, NULL);
}
