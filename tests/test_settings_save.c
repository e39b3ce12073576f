/* What was chosen on the screen is written into the settings, and nothing else
 * in them is touched. */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "tests/support/cmocka.h"
#include "tests/support/fixture.h"
#include "tests/support/folder.h"
#include "ui/model_look.h"
#include "ui/settings.h"

enum {
    ALL = LOOK_THEME | LOOK_COLUMNS | LOOK_ORDER
};

static struct fixture fixture;
static char path[128];

static int
open_all(void **state)
{
    (void) state;
    fixture_open(&fixture, false);
    folder_make();
    snprintf(path, sizeof(path), "%s", folder_path("mptop/settings.yaml"));
    return 0;
}

static int
close_all(void **state)
{
    size_t left;

    (void) state;
    fixture_close(&fixture);
    unlink(path);
    unlink(folder_path("link"));
    rmdir(folder_path("mptop"));
    left = folder_count();
    folder_remove();
    assert_int_equal(left, 0); /* no temporary file is left */
    return 0;
}

/* Put a text into the file. */
static void
put(const char *text)
{
    mkdir(folder_path("mptop"), 0700);
    folder_write("mptop/settings.yaml", text);
}

/* Save some of the look, and compare the file with a text. */
static void
expect_saved(unsigned look, const char *text)
{
    char error[256] = "";
    char *found;

    assert_int_equal(
        settings_save(path, &fixture.model, look, error, sizeof(error)), 0);
    found = folder_read("mptop/settings.yaml");
    assert_non_null(found);
    assert_string_equal(found, text);
    free(found);
}

/* Save all, and compare the file with a text. */
static void
expect(const char *text)
{
    expect_saved(ALL, text);
}

static void
only_what_is_not_usual(void **state)
{
    (void) state;
    expect("");
    model_set_theme(&fixture.model, "paper");
    expect("theme: paper\n");
}

static void
values_change_where_they_stand(void **state)
{
    (void) state;
    put("# mine: ä\ncolumns:   # which\n- name\n- pid\n\n# keys\nkeys:\n"
        "  W: start # go\ntheme:\nsort: cpu falling # busy first\ndelay: 2");
    model_set_theme(&fixture.model, "light");
    fixture.model.columns.count = 3;
    expect("# mine: ä\ncolumns: [name, pid, alive]\n\n# keys\nkeys:\n"
           "  W: start # go\ntheme: light\nsort: creation rising # busy first\n"
           "delay: 2");
}

static void
what_is_missing_comes_last(void **state)
{
    (void) state;
    put("delay: 2");
    rows_sort(&fixture.model.rows, COLUMN_CPU, true);
    expect("delay: 2\nsort: cpu falling\n");
    expect("delay: 2\nsort: cpu falling\n");
}

/* What was not chosen stays as it is, though the screen shows something else. */
static void
only_what_was_chosen(void **state)
{
    static const char text[] = "theme: paper\nsort: cpu falling\n";

    (void) state;
    put(text);
    model_set_theme(&fixture.model, "mono");
    rows_sort(&fixture.model.rows, COLUMN_TIME, true);
    expect_saved(LOOK_COLUMNS, text);
    fixture.model.columns.count = 2;
    expect_saved(
        LOOK_COLUMNS,
        "theme: paper\nsort: cpu falling\ncolumns: [name, pid]\n");
    expect_saved(
        LOOK_THEME, "theme: mono\nsort: cpu falling\ncolumns: [name, pid]\n");
    expect_saved(
        LOOK_ORDER, "theme: mono\nsort: time falling\ncolumns: [name, pid]\n");
}

/* What is written is read again. */
static void
there_and_back(void **state)
{
    struct settings settings;

    (void) state;
    column_set_add(&fixture.model.columns, COLUMN_COMMAND);
    column_set_move(
        &fixture.model.columns, fixture.model.columns.count - 1, -5);
    rows_sort(&fixture.model.rows, COLUMN_TARGET, true);
    model_set_theme(&fixture.model, "mono");
    assert_int_equal(
        settings_save(path, &fixture.model, ALL, (char[64]){ 0 }, 64), 0);
    settings_load(&settings, path);
    assert_int_equal(settings.warning_count, 0);
    assert_string_equal(settings.theme, "mono");
    assert_memory_equal(
        &settings.columns, &fixture.model.columns,
        sizeof(int) + (size_t) settings.columns.count * sizeof(enum column));
    assert_int_equal(settings.sort, COLUMN_TARGET);
    assert_true(settings.descending);
    settings_free(&settings);
}

static void
what_is_no_yaml_is_left_alone(void **state)
{
    char error[256];
    struct stat before, after;

    (void) state;
    model_set_theme(&fixture.model, "mono");
    for (int i = 0; i < 3; i++) {
        static const char *const texts[] = { "a: [b", "{delay: 2}", "- list" };

        put(texts[i]);
        assert_int_equal(stat(path, &before), 0);
        assert_int_equal(
            settings_save(path, &fixture.model, ALL, error, sizeof(error)),
            -EINVAL);
        assert_non_null(strstr(error, path));
        assert_int_equal(stat(path, &after), 0);
        assert_int_equal(before.st_ino, after.st_ino);
        assert_int_equal(after.st_size, strlen(texts[i]));
    }
}

static void
a_link_stays_one(void **state)
{
    const char *link = folder_path("link");
    char error[256];
    struct stat found;

    (void) state;
    put("delay: 2\n");
    assert_int_equal(symlink(path, link), 0);
    assert_int_equal(chmod(path, 0600), 0);
    model_set_theme(&fixture.model, "dark");
    assert_int_equal(
        settings_save(link, &fixture.model, ALL, error, sizeof(error)), 0);
    assert_int_equal(lstat(link, &found), 0);
    assert_true(S_ISLNK(found.st_mode));
    assert_int_equal(stat(path, &found), 0);
    assert_int_equal(found.st_mode & 0777, 0600);
    expect("delay: 2\ntheme: dark\n");
}

static void
nowhere_to_write(void **state)
{
    char error[256];

    (void) state;
    assert_true(
        settings_save("", &fixture.model, ALL, error, sizeof(error)) < 0);
    assert_non_null(strstr(error, "HOME"));
    assert_true(
        settings_save(
            "/proc/no/such/settings.yaml", &fixture.model, ALL, error,
            sizeof(error))
        < 0);
    assert_non_null(strstr(error, "/proc/no/such"));
}

#define WITH_FILE(test)                                                        \
    cmocka_unit_test_setup_teardown(test, open_all, close_all)

int
main(void)
{
    const struct CMUnitTest tests[] = {
        WITH_FILE(only_what_is_not_usual),
        WITH_FILE(values_change_where_they_stand),
        WITH_FILE(what_is_missing_comes_last),
        WITH_FILE(only_what_was_chosen),
        WITH_FILE(there_and_back),
        WITH_FILE(what_is_no_yaml_is_left_alone),
        WITH_FILE(a_link_stays_one),
        WITH_FILE(nowhere_to_write),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
