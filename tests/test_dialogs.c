/* The dialogs, the palette and the message log, by their keys; compared with
 * literal screens in tests/screens/. */
#include <locale.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "tests/support/cmocka.h"
#include "tests/support/fixture.h"
#include "tests/support/folder.h"

static struct fixture fixture;

static int
open_fixture(void **state)
{
    (void) state;
    fixture_open(&fixture, false);
    fixture_add_all_states(&fixture);
    return 0;
}

static void
a_signal_is_chosen(void **state)
{
    (void) state;
    fixture_type(&fixture, "S");
    fixture_expect_all_sizes(&fixture, "signal");
    fixture_type(&fixture, "hup\r");
    assert_int_equal(fixture_process(&fixture, 0)->last_signal, SIGHUP);
    assert_int_equal(
        supervisor_worker(fixture.supervisor, 0)->state, WORKER_STARTED);
    fixture_type(&fixture, "S\r"); /* the last one is selected */
    assert_int_equal(fixture_process(&fixture, 0)->signals, 2);
    assert_int_equal(fixture_process(&fixture, 0)->last_signal, SIGHUP);
    fixture_type(&fixture, "S10\r"); /* by its number */
    assert_int_equal(fixture_process(&fixture, 0)->last_signal, 10);
    fixture_type(&fixture, "Szzz\r");
    fixture_expect_text(&fixture, 80, 24, "There is no signal 'zzz'");
    fixture_key(&fixture, KEYCODE_ESCAPE);
    assert_int_equal(fixture_process(&fixture, 0)->signals, 3);
}

static void
several_are_asked_for_once(void **state)
{
    (void) state;
    fixture_type(&fixture, "  SUSR1\r"); /* the first two are tagged */
    fixture_expect_text(&fixture, 80, 24, "Signal 2 processes? y/n");
    assert_int_equal(fixture_process(&fixture, 0)->signals, 0);
    fixture_type(&fixture, "y");
    assert_int_equal(fixture_process(&fixture, 0)->last_signal, SIGUSR1);
    assert_int_equal(fixture_process(&fixture, 1)->last_signal, SIGUSR1);
}

static void
a_row_is_renamed(void **state)
{
    (void) state;
    fixture_type(&fixture, "e");
    fixture_expect_all_sizes(&fixture, "rename");
    fixture_key(&fixture, 21); /* Ctrl-U */
    fixture_type(&fixture, "web\r");
    fixture_expect_text(&fixture, 80, 24, "Another row has the name 'web'");
    fixture_type(&fixture, "-3\r");
    assert_string_equal(model_selected(&fixture.model)->name, "web-3");
    fixture_expect_text(&fixture, 80, 24, "web-3 renamed · was Process-1");
}

static void
a_command_is_added_and_started(void **state)
{
    (void) state;
    fixture_type(&fixture, "a\r");
    fixture_expect_text(&fixture, 80, 24, "Type a command line");
    fixture_type(&fixture, "sleep 5 | cat\r");
    assert_int_equal(supervisor_count(fixture.supervisor), 10);
    assert_string_equal(model_selected(&fixture.model)->name, "sleep");
    assert_string_equal(
        model_selected(&fixture.model)->target, "sleep 5 | cat");
    assert_true(model_selected(&fixture.model)->alive);
    fixture_type(&fixture, "C"); /* the copy is selected */
    assert_string_equal(model_selected(&fixture.model)->name, "sleep-2");
    assert_false(model_selected(&fixture.model)->alive);
}

static void
rows_are_removed(void **state)
{
    (void) state;
    fixture_type(&fixture, "d");
    fixture_expect_text(
        &fixture, 80, 24, "Process-1 remove: it is running (t terminates it)");
    fixture_type(&fixture, "jjd"); /* it was never started */
    assert_int_equal(supervisor_count(fixture.supervisor), 8);
    assert_string_equal(model_selected(&fixture.model)->name, "Process-4");
    fixture_type(&fixture, "Ad"); /* those that have ended */
    assert_int_equal(supervisor_count(fixture.supervisor), 5);
    assert_int_equal(fixture.model.tags.count, 5);
    assert_non_null(model_selected(&fixture.model));
}

static void
the_palette_runs_commands(void **state)
{
    (void) state;
    fixture_type(&fixture, ":");
    fixture_expect_all_sizes(&fixture, "palette");
    fixture_type(&fixture, "ki");
    fixture_expect(&fixture, "palette-typed", 80, 24);
    fixture_type(&fixture, "\r");
    assert_int_equal(fixture_process(&fixture, 0)->last_signal, SIGKILL);
    fixture_type(&fixture, ":help\r");
    assert_int_equal(fixture.model.page, PAGE_HELP);
    fixture_type(&fixture, ":back\r");
    assert_int_equal(fixture.model.page, PAGE_MAIN);
    fixture_type(&fixture, ":rename api\r");
    assert_string_equal(model_selected(&fixture.model)->name, "api");
    fixture_type(&fixture, "j:signal 1\r");
    assert_int_equal(fixture_process(&fixture, 1)->last_signal, SIGHUP);
    fixture_type(&fixture, ":nonsense\r");
    fixture_expect_text(&fixture, 80, 24, "There is no command 'nonsense'");
    fixture_key(&fixture, KEYCODE_ESCAPE);
    fixture_type(&fixture, ":rename"); /* without an argument it asks */
    fixture_key(&fixture, KEYCODE_ENTER);
    assert_string_equal(fixture.model.prompt.use->label, "Rename:");
}

/* A whole name counts before a shorter one with an argument. */
static void
the_palette_runs_what_it_says(void **state)
{
    static const char *const ways[] = { ":save settings\r", ":savese\r",
                                        ":SAVE Settings \r" };

    (void) state;
    for (size_t i = 0; i < 3; i++) {
        fixture_type(&fixture, ways[i]);
        assert_int_equal(fixture.request, SHELL_SAVE_SETTINGS);
        assert_null(fixture.model.prompt.use);
    }
    assert_int_equal(access("settings", F_OK), -1);
    fixture_type(&fixture, ":save settings");
    fixture_expect_text(&fixture, 80, 24, "─ Commands");
    fixture_type(&fixture, ".yaml"); /* and this is a file */
    fixture_expect_text(&fixture, 80, 24, "─ save FILE");
    fixture_key(&fixture, KEYCODE_ESCAPE);
    fixture_type(&fixture, ":sort next\r");
    assert_int_equal(fixture.model.rows.column, COLUMN_NAME);
}

/* Complete what is typed with Tab; returns the line, the fixture's. */
static const char *
completed(const char *typed)
{
    fixture_key(&fixture, KEYCODE_ESCAPE);
    fixture_type(&fixture, typed);
    fixture_key(&fixture, KEYCODE_TAB);
    return fixture.model.prompt.line.text;
}

static void
the_palette_completes_arguments(void **state)
{
    (void) state;
    assert_string_equal(completed(":theme pa"), "theme paper");
    assert_string_equal(completed(":theme "), "theme auto"); /* it is on */
    assert_string_equal(completed(":signal te"), "signal TERM");
    assert_string_equal(completed(":signal SIGUSR2"), "signal USR2");
    assert_string_equal(completed(":signal 9"), "signal KILL");
    assert_string_equal(completed(":stop-signal in"), "stop-signal INT");
    assert_string_equal(completed(":sort thr"), "sort THR");
    assert_string_equal(completed(":sort cpu"), "sort CPU%");
    assert_string_equal(completed(":sort inv"), "sort invert");
    /* any text may do */
    assert_string_equal(completed(":save s"), "save s");
    assert_string_equal(completed(":rename "), "rename ");
    fixture_key(&fixture, KEYCODE_ESCAPE);
    fixture_type(&fixture, ":sort ");
    fixture_expect(&fixture, "palette-argument", 80, 24);
    fixture_expect(&fixture, "palette-argument", 40, 10);
    fixture_type(&fixture, "ex\r"); /* Enter takes what is selected */
    assert_int_equal(fixture.model.rows.column, COLUMN_EXITCODE);
    fixture_type(&fixture, ":sort kernel-state\r");
    assert_int_equal(fixture.model.rows.column, COLUMN_KERNEL_STATE);
    fixture_type(&fixture, ":rename \r"); /* without one it asks */
    assert_string_equal(fixture.model.prompt.use->label, "Rename:");
}

/* No shell reads what is typed. */
static void
a_tilde_is_the_home_folder(void **state)
{
    (void) state;
    setenv("HOME", folder_make(), 1);
    fixture_type(&fixture, ":export ~/t.csv\r");
    assert_int_equal(fixture.request, SHELL_EXPORT);
    assert_string_equal(fixture.model.export_path, folder_path("t.csv"));
    fixture_type(&fixture, "a/bin/sleep 1\r:save ~/x.yaml\r");
    assert_null(fixture.model.prompt.use);
    assert_int_equal(unlink(folder_path("x.yaml")), 0);
    fixture_type(&fixture, ":export ~t.csv\r"); /* but nobody else's */
    assert_string_equal(fixture.model.export_path, "~t.csv");
    unsetenv("HOME");
    fixture_type(&fixture, ":export ~/t.csv\r");
    assert_string_equal(fixture.model.export_path, "~/t.csv");
    assert_int_equal(folder_count(), 0);
    folder_remove();
}

static void
the_message_log(void **state)
{
    (void) state;
    fixture_type(&fixture, "M");
    fixture_expect_all_sizes(&fixture, "log");
    fixture_type(&fixture, "g");
    fixture_expect_text(&fixture, 40, 10, "web started");
    fixture_type(&fixture, "G");
    fixture_expect(&fixture, "log", 40, 10);
    fixture_type(&fixture, "M");
    assert_int_equal(fixture.model.page, PAGE_MAIN);
}

/* What is longer than the screen is wide goes on in the next rows. */
static void
long_messages_are_folded(void **state)
{
    static const char text[] =
        "settings.yaml: line 3, column 11: expected a column: name, pid, alive,"
        " daemon, exitcode, state, target, time, cpu or rss (mptop(1) has "
        "more)";
    char name[100];
    struct worker *worker;

    (void) state;
    memset(name, 'n', sizeof(name) - 1);
    name[sizeof(name) - 1] = '\0';
    worker = fixture_add(&fixture, name, "worker(3)", false);
    supervisor_act(fixture.supervisor, ACTION_START, worker, 0);
    model_tell(&fixture.model, MESSAGE_WARNING, "%s", text);
    fixture_expect_text(&fixture, 80, 24, "nnn… started · pid");
    fixture_type(&fixture, "M");
    fixture_expect(&fixture, "log-folded", 80, 24);
    fixture_expect(&fixture, "log-folded", 40, 10);
    fixture_type(&fixture, "kk");
    fixture_expect(&fixture, "log-folded-up", 40, 10);
    fixture_type(&fixture, "g");
    fixture_expect_text(&fixture, 40, 10, "Messages 1-7 of ");
    fixture_expect_text(&fixture, 40, 10, "web started");
    fixture_type(&fixture, "G");
    fixture_expect_text(&fixture, 40, 10, "            has more)");
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
#define TEST(name)                                                             \
    cmocka_unit_test_setup_teardown(name, open_fixture, fixture_teardown)
        TEST(a_signal_is_chosen),
        TEST(several_are_asked_for_once),
        TEST(a_row_is_renamed),
        TEST(a_command_is_added_and_started),
        TEST(rows_are_removed),
        TEST(the_palette_runs_commands),
        TEST(the_palette_runs_what_it_says),
        TEST(the_palette_completes_arguments),
        TEST(a_tilde_is_the_home_folder),
        TEST(the_message_log),
        TEST(long_messages_are_folded),
    };

    setlocale(LC_CTYPE, "C.UTF-8");
    return cmocka_run_group_tests_name("dialogs", tests, NULL, NULL);
}
