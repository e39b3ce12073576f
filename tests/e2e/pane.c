/* Programs in the pane of a worker look and work as in a terminal of that
 * size: vim, less, htop, top, and a shell. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "tests/support/bare.h"
#include "tests/support/cmocka.h"
#include "tests/support/mptop.h"

#define LEAVE "\034" /* Ctrl-\ */

static void
vim_looks_as_in_a_terminal(void **state)
{
    const char *vim =
        bare_program((const char *const[]){ "vim.tiny", "vim.basic", NULL });
    const char *file = bare_file();
    char command[256];
    struct harness *harness;
    struct harness *bare;

    (void) state;
    snprintf(command, sizeof command, "%s -u NONE -N -n -i NONE %s", vim, file);
    harness = mptop_start(BARE_SCREEN_ROWS, BARE_COLUMNS, WORDS(command), NULL);
    bare = harness_start(
        BARE_ROWS, BARE_COLUMNS,
        WORDS(vim, "-u", "NONE", "-N", "-n", "-i", "NONE", file), NULL);
    harness_type(harness, "l");
    harness_expect(harness, "line 20: plain");
    bare_expect(harness, bare, "the start");
    harness_type(harness, "\t");
    harness_expect(harness, "keys go to it");
    bare_type(harness, bare, "GA, changed in the pane\033ggV3jd:set nu\r");
    bare_type(harness, bare, "/line 77\r:set hls\rn");
    harness_type(harness, LEAVE);
    harness_expect_absent(harness, "keys go to it");
    bare_expect(harness, bare, "changes and a search");
    harness_resize(harness, 40, 70);
    harness_resize(bare, 40 - BARE_BESIDE, 70);
    bare_expect(harness, bare, "a resize");
    harness_resize(harness, BARE_SCREEN_ROWS, BARE_COLUMNS);
    harness_resize(bare, BARE_ROWS, BARE_COLUMNS);
    bare_expect(harness, bare, "another resize");
    harness_type(harness, "\033l"); /* away, and back: it catches up */
    harness_expect(harness, "line 77");
    bare_expect(harness, bare, "it was away");
    harness_type(harness, "\t:wq\r" LEAVE "\033");
    mptop_expect_cell(harness, strrchr(vim, '/') + 1, "EXITCODE", "0");
    harness_free(bare);
    mptop_finish(harness);
    unlink(file);
}

static void
less_looks_as_in_a_terminal(void **state)
{
    const char *less = bare_program((const char *const[]){ "less", NULL });
    const char *file = bare_file();
    char command[256];
    struct harness *harness;
    struct harness *bare;

    (void) state;
    snprintf(command, sizeof command, "%s %s", less, file);
    harness = mptop_start(
        BARE_SCREEN_ROWS, BARE_COLUMNS, WORDS(command),
        WORDS("LESS=", "LESSHISTFILE=-"));
    bare = harness_start(
        BARE_ROWS, BARE_COLUMNS, WORDS(less, file),
        WORDS("LESS=", "LESSHISTFILE=-"));
    mptop_expect_cell(harness, "less", "ALIVE", "yes");
    harness_type(harness, "\t"); /* from the table too */
    harness_expect(harness, "keys go to it");
    harness_expect(harness, "line 20: plain");
    bare_type(harness, bare, "G");
    harness_expect(harness, "line 200: plain");
    bare_type(harness, bare, "?line 1[34]0\r");
    harness_expect(harness, "line 140");
    harness_type(harness, LEAVE);
    harness_expect_absent(harness, "keys go to it");
    bare_expect(harness, bare, "a search");
    harness_type(harness, "\tq");
    harness_expect(harness, "it has ended · Esc goes back");
    harness_type(harness, "K"); /* was meant for the program */
    harness_expect(harness, "Nobody is there to type to; Esc goes back");
    harness_type(harness, "\033");
    harness_expect_absent(harness, "Esc goes back");
    harness_type(harness, "\033");
    mptop_expect_cell(harness, "less", "EXITCODE", "0");
    harness_free(bare);
    mptop_finish(harness);
    unlink(file);
}

/* Condition: htop has taken up its new size. */
static bool
keys_are_at_the_bottom(struct harness *harness, void *context)
{
    int row;

    (void) context;
    return harness_find(harness, "F1Help", &row, NULL) && row == 24 - 2;
}

static void
htop_takes_keys_and_the_mouse(void **state)
{
    const char *htop = bare_program((const char *const[]){ "htop", NULL });
    struct harness *harness =
        mptop_start(BARE_SCREEN_ROWS, BARE_COLUMNS, WORDS(htop), NULL);
    int row, column;

    (void) state;
    mptop_expect_cell(harness, "htop", "ALIVE", "yes");
    harness_type(harness, "\t");
    harness_expect(harness, "Load average");
    harness_expect(harness, "F10Quit");
    harness_type(harness, "h");
    harness_expect(harness, "Hisham Muhammad");
    harness_type(harness, "\033");
    harness_expect_absent(harness, "Hisham Muhammad");
    harness_resize(harness, 24, 80);
    harness_expect_that(harness, keys_are_at_the_bottom, NULL);
    harness_find(harness, "F1Help", &row, &column);
    /* The mouse presses its key for help. */
    vterm_mouse_move(harness->vterm, row, column + 3, VTERM_MOD_NONE);
    vterm_mouse_button(harness->vterm, 1, true, VTERM_MOD_NONE);
    vterm_mouse_button(harness->vterm, 1, false, VTERM_MOD_NONE);
    harness_expect(harness, "Hisham Muhammad");
    harness_type(harness, "\033");
    harness_expect_absent(harness, "Hisham Muhammad");
    harness_press(harness, VTERM_KEY_FUNCTION(10));
    harness_expect(harness, "terminal, ended");
    harness_type(harness, LEAVE "\033");
    mptop_expect_cell(harness, "htop", "EXITCODE", "0");
    mptop_finish(harness);
}

static void
top_runs(void **state)
{
    const char *top = bare_program((const char *const[]){ "top", NULL });
    struct harness *harness =
        mptop_start(BARE_SCREEN_ROWS, BARE_COLUMNS, WORDS(top), NULL);

    (void) state;
    harness_type(harness, "l");
    harness_expect(harness, "load average");
    harness_expect_match(harness, "PID +USER.*COMMAND");
    harness_type(harness, "\th");
    harness_expect(harness, "Help for Interactive Commands");
    harness_type(harness, "q");
    harness_expect_absent(harness, "Help for Interactive Commands");
    harness_resize(harness, 14, 80); /* its cursor is above what it wrote */
    harness_expect_match(harness, "load average");
    harness_type(harness, "h");
    harness_expect(harness, "to continue");
    harness_type(harness, "q");
    harness_expect_absent(harness, "to continue");
    harness_type(harness, "q");
    harness_expect(harness, "terminal, ended");
    harness_type(harness, LEAVE "\033");
    mptop_expect_cell(harness, "top", "EXITCODE", "0");
    mptop_finish(harness);
}

/* A shell: line editing, signals by keys, and what comes before as lines. */
static void
a_shell_is_interactive(void **state)
{
    struct harness *harness = mptop_start(
        BARE_SCREEN_ROWS, BARE_COLUMNS, WORDS("bash --norc -i"),
        WORDS("PS1=ready> "));

    (void) state;
    mptop_expect_cell(harness, "bash", "ALIVE", "yes");
    harness_type(harness, "\t");
    harness_expect(harness, "ready>");
    harness_type(harness, "sh -c 'echo $((6 * 7))-it; exec sleep 1000'\r");
    harness_expect_match(harness, "^42-it$");
    harness_type(harness, "\003");
    harness_expect_match(harness, "^\\^C$");
    harness_expect_match(harness, "^ready>$");
    harness_type(harness, "echo status-$?\r");
    harness_expect_match(harness, "^status-130$");
    harness_type(harness, "seq 1 300\r");
    harness_expect_match(harness, "^300$");
    harness_type(harness, LEAVE "k");
    harness_expect_match(harness, "^ [0-9:.]{12} 299$");
    harness_type(harness, "G");
    harness_expect_match(harness, "^300$");
    harness_type(harness, "t"); /* which a shell at a terminal ignores */
    harness_expect(harness, "terminal, ended");
    harness_type(harness, "\033");
    mptop_expect_cell(harness, "bash", "STATE", "stopped");
    mptop_finish(harness);
}

/* What is pasted is told from what is typed. */
static void
a_paste_is_bracketed(void **state)
{
    struct harness *harness = mptop_start(
        BARE_SCREEN_ROWS, BARE_COLUMNS,
        WORDS("stty raw -echo; printf '\\033[?2004hready '; cat -v"), NULL);

    (void) state;
    mptop_expect_cell(harness, "stty", "ALIVE", "yes");
    harness_type(harness, "\t");
    harness_expect(harness, "ready");
    harness_expect(harness, "keys go to it");
    harness_type(harness, "\033[200~one\033[201~");
    harness_expect(harness, "^[[200~one^[[201~");
    harness_type(harness, LEAVE);
    harness_expect_absent(harness, "keys go to it");
    harness_type(harness, "\033[200~\033[201~"); /* nothing to paste to */
    mptop_finish(harness);
}

/* Nothing of a worker reaches the terminal but cells. */
static void
nothing_gets_through(void **state)
{
    struct harness *harness = mptop_start(
        BARE_SCREEN_ROWS, BARE_COLUMNS,
        WORDS("e='\\033'; printf \"$e]0;evil%stitle\\007$e]52;c;ZXZpbA==\\007"
              "$e[?1003h$e[5i${e}Pq#0$e\\\\\\\\$e[>1u\\a%s\" - -after-;"
              " exec sleep 1000"),
        NULL);

    (void) state;
    harness_type(harness, "l");
    harness_expect_match(harness, "^-after-$");
    harness_check(harness, !harness_wrote(harness, 0, "evil-title"));
    harness_check(harness, !harness_wrote(harness, 0, "]52"));
    harness_check(harness, !harness_wrote(harness, 0, "[?1003h"));
    harness_check(harness, !harness_wrote(harness, 0, "[5i"));
    harness_check(harness, !harness_wrote(harness, 0, "Pq#0"));
    harness_check(harness, harness->bells == 0);
    mptop_finish(harness);
}

/* Pipes have no terminal to type to, and say so. */
static void
pipes_say_so(void **state)
{
    struct harness *harness = mptop_start(
        BARE_SCREEN_ROWS, BARE_COLUMNS,
        WORDS(
            "--no-tty",
            "test -t 1 || echo pipe; cat; "
            "exec sleep 1000"),
        NULL);

    (void) state;
    harness_expect_match(harness, "[0-9] pipe$");
    harness_type(harness, "\t");
    harness_expect(harness, "it has no terminal");
    mptop_finish(harness);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
#define TEST(name) cmocka_unit_test_teardown(name, mptop_teardown)
        TEST(vim_looks_as_in_a_terminal),    TEST(less_looks_as_in_a_terminal),
        TEST(htop_takes_keys_and_the_mouse), TEST(top_runs),
        TEST(a_shell_is_interactive),        TEST(a_paste_is_bracketed),

        TEST(nothing_gets_through),          TEST(pipes_say_so),
    };

    return cmocka_run_group_tests_name(
        "pane", tests, mptop_setup, mptop_teardown);
}
