/* The timeline as a file. */
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>

#include "tests/support/cmocka.h"
#include "tests/support/fixture.h"
#include "tests/support/folder.h"
#include "ui/export.h"
#include "ui/model_ask.h"
#include "ui/model_rows.h"

static struct fixture fixture;

static int
open_all_states(void **state)
{
    (void) state;
    fixture_open(&fixture, false);
    fixture_add_all_states(&fixture);
    return 0;
}

/* Write with one of the writers; to be freed. */
static char *
text_of(void (*write)(FILE *, const struct model *))
{
    char *text = NULL;
    size_t size = 0;
    FILE *file = open_memstream(&text, &size);

    assert_non_null(file);
    write(file, &fixture.model);
    assert_int_equal(fclose(file), 0);
    return text;
}

/* Count how often a text stands in another. */
static size_t
count_of(const char *text, const char *part)
{
    size_t count = 0;

    for (; (text = strstr(text, part)); text += strlen(part)) {
        count++;
    }
    return count;
}

static void
a_line_for_each_moment(void **state)
{
    char *text;
    size_t moments = 0;

    (void) state;
    supervisor_mark(fixture.supervisor, "say \"now\", please");
    text = text_of(export_csv);
    for (size_t i = 0; i < supervisor_count(fixture.supervisor); i++) {
        moments +=
            history_count(supervisor_worker(fixture.supervisor, i)->history);
    }
    assert_int_equal(count_of(text, "\r\n"), 1 + moments + 1);
    assert_memory_equal(
        text, "time,seconds,id,name,event,pid,exitcode,signal,state,text\r\n",
        59);
    assert_non_null(strstr(text, ",4,Process-4,signalled,,,SIGTERM,"));
    assert_non_null(strstr(text, ",4,Process-4,stopped,,-15,,stopped,\r\n"));
    assert_non_null(
        strstr(text, "2026-11-23T02:11:56.800Z,56.800,1,Process-1,started,"));
    assert_non_null(
        strstr(text, ",,,mark,,,,,\"say \"\"now\"\", please\"\r\n"));
    /* Every line has all ten fields; the mark's commas are within quotes. */
    for (char *line = strtok(text, "\r\n"); line; line = strtok(NULL, "\r\n")) {
        assert_int_equal(count_of(line, ","), strstr(line, "mark") ? 10 : 9);
    }
    free(text);
}

static void
a_picture_of_all_lanes(void **state)
{
    char *text;

    (void) state;
    fixture_add(&fixture, "<a & \"b\">", "worker(1)", false);
    supervisor_mark(fixture.supervisor, "x < y");
    text = text_of(export_svg);
    assert_int_equal(count_of(text, "class=\"name\""), 10);
    assert_int_equal(count_of(text, "<svg "), 1);
    assert_int_equal(count_of(text, "</svg>\n"), 1);
    assert_non_null(strstr(text, "&lt;a &amp; &quot;b&quot;&gt;"));
    assert_non_null(strstr(text, "x &lt; y"));
    assert_non_null(strstr(text, "■ -15"));
    assert_non_null(strstr(text, "✗ 1"));
    assert_non_null(strstr(text, "✓ 0"));
    assert_int_equal(count_of(text, "<text"), count_of(text, "</text>"));
    assert_null(strstr(text, "nan"));
    assert_null(strstr(text, "inf"));
    free(text);
}

static void
nothing_has_happened_yet(void **state)
{
    char *text;

    (void) state;
    text = text_of(export_svg);
    assert_null(strstr(text, "nan"));
    free(text);
    text = text_of(export_csv);
    assert_int_equal(count_of(text, "\r\n"), 1);
    free(text);
}

static void
only_what_is_shown(void **state)
{
    char *text;

    (void) state;
    assert_true(model_filter(&fixture.model, "migrate"));
    model_settle(&fixture.model);
    text = text_of(export_svg);
    assert_int_equal(count_of(text, "class=\"name\""), 1);
    free(text);
}

static void
into_a_new_file(void **state)
{
    const char *path;
    char error[256];

    (void) state;
    folder_make();
    path = folder_path("t.CSV");
    assert_int_equal(
        export_timeline(path, &fixture.model, error, sizeof(error)), 0);
    assert_int_equal(
        export_timeline(path, &fixture.model, error, sizeof(error)), -EEXIST);
    assert_non_null(strstr(error, "choose another name"));
    unlink(path);
    path = folder_path("t.png");
    assert_int_equal(
        export_timeline(path, &fixture.model, error, sizeof(error)), -EINVAL);
    assert_non_null(strstr(error, "must end in .svg or .csv"));
    assert_int_equal(
        export_timeline(
            "/no/such/folder/t.svg", &fixture.model, error, sizeof(error)),
        -ENOENT);
    assert_int_equal(folder_count(), 0);
}

/* Of what cannot be written whole nothing stays. */
static void
onto_a_full_disk(void **state)
{
    const struct rlimit small = { 100, RLIM_INFINITY };
    const struct rlimit large = { RLIM_INFINITY, RLIM_INFINITY };
    const char *path;
    char error[256];

    (void) state;
    folder_make();
    path = folder_path("t.svg");
    signal(SIGXFSZ, SIG_IGN);
    assert_int_equal(setrlimit(RLIMIT_FSIZE, &small), 0);
    assert_true(
        export_timeline(path, &fixture.model, error, sizeof(error)) < 0);
    assert_int_equal(setrlimit(RLIMIT_FSIZE, &large), 0);
    signal(SIGXFSZ, SIG_DFL);
    assert_non_null(strstr(error, path));
    assert_int_equal(folder_count(), 0);
}

static int
close_all(void **state)
{
    folder_remove();
    return fixture_teardown(state);
}

#define WITH_ALL(test)                                                         \
    cmocka_unit_test_setup_teardown(test, open_all_states, close_all)

static int
open_empty(void **state)
{
    (void) state;
    fixture_open(&fixture, false);
    return 0;
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        WITH_ALL(a_line_for_each_moment),
        WITH_ALL(a_picture_of_all_lanes),
        WITH_ALL(only_what_is_shown),
        WITH_ALL(into_a_new_file),
        WITH_ALL(onto_a_full_disk),
        cmocka_unit_test_setup_teardown(
            nothing_has_happened_yet, open_empty, fixture_teardown),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
