/* The views over the table: active children, a row's output, help. */
#include <errno.h>
#include <fcntl.h>
#include <regex.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "tests/support/cmocka.h"
#include "tests/support/folder.h"
#include "tests/support/mptop.h"
#include "tests/support/proc.h"

/* Finds a descendant of a process by its command line, within the deadline. */
static pid_t
descendant(pid_t root, const char *command)
{
    double end = harness_now() + HARNESS_DEADLINE;

    do {
        pid_t list[16];
        size_t count = proc_children(root, list, 16);
        char text[256];

        for (size_t i = 0; i < count && i < 16; i++)
            if (strcmp(proc_command(list[i], text, sizeof text), command) == 0)
                return list[i];
    } while (harness_now() < end);
    return 0;
}

static void
children_are_shown_with_their_descendants(void **state)
{
    struct harness *harness = mptop_start(
        40, 120,
        WORDS("sleep 1001 & sleep 1002; true", "exec sleep 1003", "true"),
        NULL);
    pid_t worker;
    pid_t grandchild;
    char pattern[128];

    (void) state;
    mptop_expect_cell(harness, "true", "EXITCODE", "0");
    worker = mptop_pid(harness, "sleep");
    grandchild = descendant(worker, "sleep 1001");
    harness_check(harness, grandchild > 0);
    harness_type(harness, "c");
    harness_expect_match(harness, "Active children.*active_children\\(\\) = 2");
    snprintf(
        pattern, sizeof pattern, "sleep +%d +%d ", (int) worker,
        (int) harness->pid);
    harness_expect_match(harness, pattern);
    snprintf(
        pattern, sizeof pattern, "─ sleep 1001 +%d +%d +S ", (int) grandchild,
        (int) worker);
    harness_expect_match(harness, pattern);
    harness_expect_match(harness, "─ sleep 1002 +[0-9]+ ");
    /* nothing scrolled, though the screen is taller than terminfo's 24 rows */
    harness_check(harness, harness_match(harness, "mptop +MainProcess") == 0);
    snprintf(
        pattern, sizeof pattern, "exec +%d +%d ",
        (int) descendant(harness->pid, "sleep 1003"), (int) harness->pid);
    harness_expect_match(harness, pattern);
    harness_check(harness, harness_match(harness, "(●|✓|■) true ") < 0);
    harness_type(harness, "\033");
    harness_expect_absent(harness, "Active children");
    mptop_expect_cell(harness, "sleep", "ALIVE", "yes");
    mptop_finish(harness);
}

/* All about a process below a worker is shown, and a signal from there reaches
 * that one alone. */
static void
info_is_of_the_one_that_is_chosen(void **state)
{
    struct harness *harness =
        mptop_start(40, 120, WORDS("sleep 1001 & sleep 1002; wait"), NULL);
    pid_t worker, chosen;
    char pattern[128];

    (void) state;
    worker = mptop_pid(harness, "sleep");
    chosen = descendant(worker, "sleep 1001");
    harness_check(harness, chosen > 0);
    harness_type(harness, "i");
    harness_expect_match(harness, "threads +1");
    harness_expect_match(harness, "nice +-?[0-9]+");
    harness_type(harness, "\033c");
    harness_expect_match(harness, "─ sleep 1001 +[0-9]+ .* 0\\.[0-9] ");
    harness_type(harness, "ji");
    snprintf(pattern, sizeof pattern, "pid +%d", (int) chosen);
    harness_expect_match(harness, pattern);
    snprintf(pattern, sizeof pattern, "parent +%d", (int) worker);
    harness_expect_match(harness, pattern);
    harness_expect_match(harness, "command +sleep 1001");
    harness_expect_match(harness, "threads +1");
    harness_type(harness, "t");
    harness_expect_match(harness, "SIGTERM to [0-9]+ sleep 1001, not started");
    harness_type(harness, "y");
    harness_check(harness, proc_wait_end(chosen, HARNESS_DEADLINE));
    harness_expect(harness, "it has ended");
    harness_check(harness, proc_alive(worker));
    harness_check(harness, descendant(worker, "sleep 1002") > 0);
    harness_type(harness, "\033\033");
    mptop_expect_cell(harness, "sleep", "ALIVE", "yes");
    mptop_finish(harness);
}

static void
children_follow_what_happens(void **state)
{
    struct harness *harness = mptop_start(40, 120, NULL, NULL);

    (void) state;
    mptop_expect_cell(harness, "Process-7", "STATE", "initial");
    mptop_select(harness, "Process-5");
    harness_type(harness, "s");
    mptop_pid(harness, "Process-5");
    harness_type(harness, "c");
    harness_expect_match(harness, "active_children\\(\\) = 1");
    harness_expect_match(harness, "Process-5 +[0-9]+ ");
    harness_expect_match(harness, "active_children\\(\\) = 0"); /* it ended */
    harness_type(harness, "\033");
    mptop_expect_cell(harness, "Process-5", "EXITCODE", "0");
    mptop_finish(harness);
}

/* A worker that says 200 lines, and one more when it is told to. */
struct speaker {
    char fifo[192];
    char command[320];
};

static void
make_speaker(struct speaker *speaker)
{
    folder_make();
    snprintf(speaker->fifo, sizeof speaker->fifo, "%s", folder_path("fifo"));
    assert_int_equal(mkfifo(speaker->fifo, 0600), 0);
    snprintf(
        speaker->command, sizeof speaker->command,
        "seq -f 'line-%%03g.' 200; read x < %s; echo after-it; exec sleep 1000",
        speaker->fifo);
}

/* Lets the worker say its last line, as soon as it listens. */
static void
tell_speaker(struct harness *harness, struct speaker *speaker)
{
    double end = harness_now() + HARNESS_DEADLINE;
    int fd;

    do {
        fd = open(speaker->fifo, O_WRONLY | O_CLOEXEC | O_NONBLOCK);
    } while (fd < 0 && errno == ENXIO && harness_now() < end);
    harness_check(harness, fd >= 0);
    assert_int_equal(write(fd, "go\n", 3), 3);
    close(fd);
}

static void
output_scrolls_and_follows(void **state)
{
    struct speaker speaker;
    struct harness *harness;

    (void) state;
    make_speaker(&speaker);
    harness = mptop_start(40, 120, WORDS(speaker.command), NULL);
    harness_expect(harness, "line-200."); /* in the pane below the table */
    harness_type(harness, "l");
    harness_expect_absent(harness, "TARGET"); /* it has the whole screen */
    harness_expect(harness, "line-200.");
    harness_expect(harness, "line-180.");
    harness_type(harness, "g");
    harness_expect(harness, "line-001.");
    harness_expect_absent(harness, "line-200.");
    harness_press(harness, VTERM_KEY_PAGEDOWN);
    harness_expect_absent(harness, "line-001.");
    harness_expect(harness, "line-050.");
    harness_press(harness, VTERM_KEY_PAGEUP);
    harness_expect(harness, "line-001.");
    harness_type(harness, "j");
    harness_expect_absent(harness, "line-001.");
    harness_expect(harness, "line-002.");
    tell_speaker(harness, &speaker);
    harness_settle(harness, 0.3, HARNESS_DEADLINE);
    harness_type(harness, "k");
    harness_expect(harness, "line-001."); /* what is read stays in place */
    harness_check(harness, !harness_find(harness, "after-it", NULL, NULL));
    harness_type(harness, "F");
    harness_expect(harness, "after-it");
    harness_expect(harness, "line-200.");
    harness_type(harness, "\033");
    mptop_expect_cell(harness, "seq", "ALIVE", "yes");
    mptop_finish(harness);
}

static void
enter_opens_the_output_and_it_follows(void **state)
{
    struct speaker speaker;
    struct harness *harness;

    (void) state;
    make_speaker(&speaker);
    harness = mptop_start(40, 120, WORDS(speaker.command), NULL);
    harness_expect(harness, "line-200.");
    harness_type(harness, "\r");
    harness_expect_absent(harness, "TARGET");
    harness_expect(harness, "line-180.");
    tell_speaker(harness, &speaker);
    harness_expect(harness, "after-it");
    mptop_finish(harness);
}

/* Appends all rows of the screen to a text. */
static void
collect(struct harness *harness, char *text, size_t size)
{
    for (int i = 0; i < harness->rows; i++) {
        char *row = harness_row(harness, i);
        size_t length = strlen(text);

        snprintf(text + length, size - length, "%s\n", row);
        free(row);
    }
}

/* Tells whether a key stands as a word of its own in some line. */
static bool
lists_key(const char *text, const char *key)
{
    char pattern[64];
    regex_t regex;
    bool found;

    snprintf(pattern, sizeof pattern, "(^|[ ,/])%s([ ,/]|$)", key);
    assert_int_equal(
        regcomp(&regex, pattern, REG_EXTENDED | REG_NOSUB | REG_NEWLINE), 0);
    found = regexec(&regex, text, 0, NULL, 0) == 0;
    regfree(&regex);
    return found;
}

/* Reads which line of a page is the last on the screen, and of how many. */
static bool
read_position(struct harness *harness, int *last, int *total)
{
    bool found = false;

    for (int i = 0; i < harness->rows && !found; i++) {
        char *row = harness_row(harness, i);
        const char *at = strstr(row, " of ");

        while (at && at > row && at[-1] != '-') {
            at--;
        }
        found = at && sscanf(at, "%d of %d", last, total) == 2;
        free(row);
    }
    return found;
}

/* Tells whether a page was turned since its last line was that one. */
static bool
is_further(struct harness *harness, void *context)
{
    int last, total;

    return read_position(harness, &last, &total) && last > *(int *) context;
}

static void
help_lists_every_key(void **state)
{
    static const char *const keys[] = { "s",
                                        "J",
                                        "w",
                                        "t",
                                        "x",
                                        "K",
                                        "X",
                                        "D",
                                        "r",
                                        "R",
                                        "c",
                                        "l",
                                        "A",
                                        "U",
                                        "Space",
                                        "\\?",
                                        "q",
                                        "Q",
                                        "g",
                                        "G",
                                        "j",
                                        "k",
                                        "F",
                                        "Enter",
                                        "Esc(ape)?",
                                        "Ctrl.Z",
                                        "Ctrl.L",
                                        "Ctrl.C",
                                        "(PageUp|PgUp)",
                                        "(PageDown|PgDn)" };
    static char text[65536];
    struct harness *harness = mptop_start(40, 120, NULL, NULL);
    int last = 0;
    int total = 0;

    (void) state;
    text[0] = '\0';
    mptop_expect_cell(harness, "Process-7", "STATE", "initial");
    harness_type(harness, "?");
    harness_expect(harness, "Start the process.");
    while (read_position(harness, &last, &total) && last < total) {
        collect(harness, text, sizeof text);
        harness_press(harness, VTERM_KEY_PAGEDOWN);
        harness_expect_that(harness, is_further, &last);
    }
    assert_true(total > 0);
    collect(harness, text, sizeof text);
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++)
        if (!lists_key(text, keys[i]))
            harness_fail(
                harness, __FILE__, __LINE__, "no key %s in the help", keys[i]);
    harness_type(harness, "\033");
    mptop_expect_cell(harness, "Process-7", "STATE", "initial");
    mptop_finish(harness);
}

static void
keys_of_the_table_do_nothing_in_the_help(void **state)
{
    struct harness *harness = mptop_start(40, 120, NULL, NULL);

    (void) state;
    mptop_expect_cell(harness, "Process-7", "STATE", "initial");
    harness_type(harness, "?");
    harness_expect(harness, "Start the process.");
    harness_type(harness, "s");
    harness_settle(harness, 0.2, HARNESS_DEADLINE);
    harness_type(harness, "\033");
    mptop_expect_cell(harness, "Process-1", "STATE", "initial");
    assert_int_equal(mptop_count_workers(harness), 0);
    mptop_finish(harness);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
#define TEST(name) cmocka_unit_test_teardown(name, mptop_teardown)
        TEST(children_are_shown_with_their_descendants),
        TEST(info_is_of_the_one_that_is_chosen),
        TEST(children_follow_what_happens),
        TEST(output_scrolls_and_follows),
        TEST(enter_opens_the_output_and_it_follows),
        TEST(help_lists_every_key),
        TEST(keys_of_the_table_do_nothing_in_the_help),
    };

    return cmocka_run_group_tests_name(
        "views", tests, mptop_setup, mptop_teardown);
}
