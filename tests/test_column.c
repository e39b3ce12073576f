/* The columns: each row of their table is whole, and found by its name. */
#include <ctype.h>
#include <string.h>

#include "tests/support/cmocka.h"
#include "ui/column.h"

static void
every_row_is_whole(void **state)
{
    (void) state;
    for (int i = 0; i < COLUMN_COUNT; i++) {
        const struct column_info *info = column_info((enum column) i);

        assert_non_null(info->head);
        assert_non_null(info->brief);
        assert_non_null(info->name);
        assert_non_null(info->help);
        assert_true(strlen(info->brief) <= strlen(info->head));
        assert_in_range(info->width, 1, 60);
        assert_in_range(info->least, 1, 60);
        assert_true((info->text == NULL) != (info->number == NULL));
        for (const char *c = info->name; *c; c++) {
            assert_true(islower((unsigned char) *c) || *c == '-');
        }
    }
}

static void
a_name_finds_its_column(void **state)
{
    (void) state;
    for (int i = 0; i < COLUMN_COUNT; i++) {
        assert_int_equal(column_find(column_info((enum column) i)->name), i);
    }
    assert_int_equal(column_find("NAME"), COLUMN_COUNT);
    assert_int_equal(column_find(""), COLUMN_COUNT);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_row_is_whole),
        cmocka_unit_test(a_name_finds_its_column),
    };

    return cmocka_run_group_tests_name("column", tests, NULL, NULL);
}
