/* The screen in Chinese: every text of the tables has its translation, and the
 * columns stand straight; compared with literal screens in tests/screens/. */
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "tests/support/cmocka.h"
#include "tests/support/fixture.h"
#include "ui/column.h"
#include "ui/line.h"
#include "ui/translate.h"

static struct fixture fixture;

/* Nine workers, the second selected. */
static int
open_all_states(void **state)
{
    (void) state;
    fixture_open(&fixture, false);
    fixture_add_all_states(&fixture);
    fixture_type(&fixture, "j");
    return 0;
}

/* Without msgfmt nothing was translated. */
static void
need_translations(void)
{
    if (access("ui/po/zh_CN/LC_MESSAGES/mptop.mo", R_OK) < 0) {
        print_message("# there was no msgfmt to make ui/po/zh_CN\n");
        skip();
    }
}

/* Assert that a text has Chinese in it; some stay as they are. */
static void
expect_chinese(const char *text)
{
    for (const char *at = text; *at; at++) {
        if ((unsigned char) *at >= 0xE0) {
            return;
        }
    }
    fail_msg("'%s' is not translated", text);
}

static void
every_text_of_the_tables(void **state)
{
    (void) state;
    need_translations();
    for (int i = 0; i < COMMAND_COUNT; i++) {
        if (keymap_label((enum command) i)[0]) {
            expect_chinese(keymap_label((enum command) i));
        }
        expect_chinese(keymap_help((enum command) i));
    }
    for (int i = 0; i < GROUP_COUNT; i++) {
        expect_chinese(keymap_group_title((enum command_group) i));
    }
    for (int i = 0; i < COLUMN_COUNT; i++) {
        expect_chinese(_(column_info((enum column) i)->help));
    }
    for (int i = 0; line_bindings[i].edit; i++) {
        expect_chinese(_(line_bindings[i].help));
    }
}

static void
pages(void **state)
{
    (void) state;
    need_translations();
    fixture_expect(&fixture, "chinese-main", 120, 30);
    fixture_expect(&fixture, "chinese-main", 80, 24);
    fixture_expect(&fixture, "chinese-main", 40, 10);
    fixture_type(&fixture, "q");
    fixture_expect(&fixture, "chinese-quit", 80, 24);
    fixture_type(&fixture, "\033?");
    fixture_expect(&fixture, "chinese-help", 80, 24);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
#define ALL(name)                                                              \
    cmocka_unit_test_setup_teardown(name, open_all_states, fixture_teardown)
        ALL(every_text_of_the_tables),
        ALL(pages),
    };

    setlocale(LC_ALL, "C.UTF-8");
    setenv("LC_ALL", "C.UTF-8", 1);
    setenv("LANGUAGE", "zh_CN", 1);
    translate_open("ui/po");
    return cmocka_run_group_tests_name("translations", tests, NULL, NULL);
}
