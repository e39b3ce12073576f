/* Every key of the dashboard, on every page where it is valid, in the real
 * program: it does what tests/support/key_cases.c says.  A key without a case
 * fails here. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "tests/support/cmocka.h"
#include "tests/support/folder.h"
#include "tests/support/key_cases.h"
#include "tests/support/mptop.h"
#include "ui/keymap.h"

enum {
    ROWS = 30,
    COLUMNS = 120
};

/* How each page is reached from the main page, and what tells that it is. */
static const struct {
    const char *name;
    const char *keys;
    const char *text;
} ways[PAGE_COUNT] = {
    [PAGE_MAIN] = { "main", "", "ALIVE +DAEMON +EXITCODE" },
    [PAGE_CHILDREN] = { "children", "c", "^─ Active children" },
    [PAGE_OUTPUT] = { "output", "l", "Search .* Type" },
    [PAGE_TIMELINE] = { "timeline", "T", "^─ Timeline" },
    [PAGE_INFO] = { "info", "i", "repr +<" },
    [PAGE_TERMINAL] = { "terminal", "\t", "Take the keys back" },
    [PAGE_HELP] = { "help", "?", "^─ Help" },
    [PAGE_MESSAGES] = { "messages", "M", "^─ Messages" },
    [PAGE_QUIT] = { "quit", "q", "─ Quit:" },
};

/* A key that is pressed on a page, and what it is to do. */
struct trial {
    const struct key_case *is;
    enum page page;
    key code;
    char text[128]; /* of the case, with the key in it */
    size_t from;    /* how much was written before the key */
};

/* Press a key, as the terminal sends it. */
static void
press(struct harness *harness, key code)
{
    static const struct {
        key code;
        VTermKey key;
    } others[] = {
        { KEYCODE_UP, VTERM_KEY_UP },
        { KEYCODE_DOWN, VTERM_KEY_DOWN },
        { KEYCODE_LEFT, VTERM_KEY_LEFT },
        { KEYCODE_RIGHT, VTERM_KEY_RIGHT },
        { KEYCODE_PAGE_UP, VTERM_KEY_PAGEUP },
        { KEYCODE_PAGE_DOWN, VTERM_KEY_PAGEDOWN },
        { KEYCODE_HOME, VTERM_KEY_HOME },
        { KEYCODE_END, VTERM_KEY_END },
        { KEYCODE_F1, VTERM_KEY_FUNCTION(1) },
    };

    if (code < 0x80) {
        harness_type(harness, (const char[]){ (char) code, '\0' });
        return;
    }
    for (size_t i = 0; i < sizeof others / sizeof *others; i++) {
        if (others[i].code == code) {
            harness_press(harness, others[i].key);
            return;
        }
    }
    harness_fail(harness, __FILE__, __LINE__, "no way to press this key");
}

/* Name a trial, for failures. */
static const char *
name_of(const struct trial *trial)
{
    static char text[128];
    char command[24];
    char code[16];

    snprintf(
        text, sizeof text, "%s by '%s' on the page %s",
        keymap_command_name(trial->is->command, command, sizeof command),
        keymap_key_name(trial->code, code, sizeof code),
        ways[trial->page].name);
    return text;
}

/* Put the key into the text of a case. */
static void
fill_in(struct trial *trial)
{
    const char *text = trial->is->text ? trial->is->text : "";
    const char *gap = strstr(text, "%c");

    snprintf(trial->text, sizeof trial->text, "%s", text);
    if (gap) {
        trial->text[gap - text] = (char) trial->code;
        memmove(trial->text + (gap - text) + 1, gap + 2, strlen(gap + 2) + 1);
    }
}

/* Wait until all that was typed has been done: a key that means nothing says so
 * after it. */
static void
catch_up(struct harness *harness, enum page page)
{
    if (page != PAGE_TERMINAL) {
        harness_type(harness, "\"");
        harness_expect(harness, "No action on '\"'");
    }
}

/* Start mptop, and go to the page. */
static struct harness *
arrive(const struct trial *trial)
{
    const struct key_case *is = trial->is;
    struct harness *harness = mptop_start(
        is->rows ? is->rows : ROWS, COLUMNS,
        is->worker ? WORDS(is->worker) : key_cases_simulated, NULL);

    harness_expect_match(
        harness, is->worker ? "^▌● [a-z]+ +[0-9]+ +yes " : "sleep-2 +1003 ");
    harness_type(harness, is->first ? is->first : "");
    harness_type(harness, ways[trial->page].keys);
    harness_expect_match(harness, ways[trial->page].text);
    harness_type(harness, is->before ? is->before : "");
    if (is->ready) {
        harness_expect_match(harness, is->ready);
    } else {
        catch_up(harness, trial->page);
    }
    return harness;
}

/* Tell whether the text of a trial stands somewhere. */
static bool
stands(struct harness *harness, void *context)
{
    const struct trial *trial = context;

    return harness_match(harness, trial->text) >= 0;
}

static bool
is_gone(struct harness *harness, void *context)
{
    return !stands(harness, context);
}

static bool
is_written(struct harness *harness, void *context)
{
    const struct trial *trial = context;

    return harness_wrote(harness, trial->from, trial->text);
}

/* See that it is not yet as it will be, where it will show. */
static void
look_before(struct harness *harness, struct trial *trial)
{
    const struct key_case *is = trial->is;
    bool is_so = false;

    if (is->look) {
        harness_type(harness, is->look);
        catch_up(harness, trial->page);
    }
    if (is->effect == KEY_HIDES) {
        is_so = !harness_wait(harness, stands, trial, HARNESS_DEADLINE);
    } else if (is->effect == KEY_SHOWS) {
        is_so = stands(harness, trial);
    }
    if (is_so || harness_has_ended(harness)) {
        harness_fail(
            harness, __FILE__, __LINE__, "%s: it is so without the key",
            name_of(trial));
    }
    if (is->look) {
        harness_type(harness, "\033");
        catch_up(harness, trial->page);
    }
}

/* See that it is as it should be. */
static void
look_after(struct harness *harness, struct trial *trial)
{
    static harness_condition *const conditions[] = {
        [KEY_SHOWS] = stands,
        [KEY_HIDES] = is_gone,
        [KEY_WRITES] = is_written,
    };

    harness_type(harness, trial->is->look ? trial->is->look : "");
    if (!harness_wait(
            harness, conditions[trial->is->effect], trial, HARNESS_DEADLINE)) {
        harness_fail(
            harness, __FILE__, __LINE__, "%s: not done", name_of(trial));
    }
}

static bool
has_the_screen(struct harness *harness, void *context)
{
    (void) context;
    return harness->alternate_screen;
}

/* Press a key on a page, in a program of its own. */
static void
try(struct trial *trial)
{
    struct harness *harness;

    fill_in(trial);
    harness = arrive(trial);
    look_before(harness, trial);
    trial->from = harness->count;
    press(harness, trial->code);
    if (trial->is->effect == KEY_ENDS) {
        mptop_expect_end(harness, 0);
        return;
    }
    look_after(harness, trial);
    /* While it is suspended Ctrl-\ is SIGQUIT. */
    harness_expect_that(harness, has_the_screen, NULL);
    harness_type(harness, "\034\033"); /* out of what may be open */
    mptop_finish(harness);
}

/* Try all keys of a command, on all its pages. */
static void
each_key_does_it(void **state)
{
    enum command command = *(enum command *) *state;
    const struct command_info *info = keymap_info(command);

    folder_make();
    assert_int_equal(chdir(folder_path(".")), 0); /* where it records to */
    for (int page = 0; page < PAGE_COUNT; page++) {
        const struct key_case *is = key_cases_find(command, (enum page) page);

        for (int k = 0; is && k < COMMAND_KEYS && info->keys[k]; k++) {
            try(&(struct trial){
                .is = is, .page = (enum page) page, .code = info->keys[k] });
        }
    }
    assert_int_equal(chdir("/"), 0);
}

/* Check a command's keys on a page; returns how many have no case, or are
 * another command's there. */
static int
count_faults(enum command command, enum page page)
{
    const struct command_info *info = keymap_info(command);
    int faults = 0;

    for (int k = 0; k < COMMAND_KEYS && info->keys[k]; k++) {
        bool is_taken = keymap_find(page, info->keys[k]) != command;
        char name[16];

        if (is_taken || !key_cases_find(command, page)) {
            print_error(
                "%s by '%s' on the page %s: %s\n", info->name,
                keymap_key_name(info->keys[k], name, sizeof name),
                ways[page].name,
                is_taken ? "another command has it"
                         : "tests/support/key_cases.c does not have it");
            faults++;
        }
    }
    return faults;
}

static void
every_key_has_a_case(void **state)
{
    int faults = 0;

    (void) state;
    for (int command = 0; command < COMMAND_COUNT; command++) {
        const struct command_info *info = keymap_info((enum command) command);

        for (int page = 0; page < PAGE_COUNT; page++) {
            if (info->pages >> page & 1) {
                faults +=
                    count_faults((enum command) command, (enum page) page);
            }
        }
    }
    assert_int_equal(faults, 0);
}

/* And no case is for what is no key. */
static void
every_case_has_a_key(void **state)
{
    (void) state;
    for (size_t i = 0; i < key_cases_count; i++) {
        const struct key_case *is = &key_cases[i];
        const struct command_info *info = keymap_info(is->command);

        if (!info->keys[0] || is->pages & ~info->pages) {
            print_error("%s has a case too many\n", info->name);
            fail();
        }
    }
}

int
main(void)
{
    static enum command commands[COMMAND_COUNT];
    static struct CMUnitTest tests[COMMAND_COUNT + 2] = {
        cmocka_unit_test(every_key_has_a_case),
        cmocka_unit_test(every_case_has_a_key),
    };

    for (int i = 0; i < COMMAND_COUNT; i++) {
        commands[i] = (enum command) i;
        tests[i + 2] = (struct CMUnitTest){
            .name = keymap_info(commands[i])->name,
            .test_func = each_key_does_it,
            .teardown_func = mptop_teardown,
            .initial_state = &commands[i],
        };
    }
    return cmocka_run_group_tests_name(
        "keys", tests, mptop_setup, mptop_teardown);
}
