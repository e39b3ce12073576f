/* Programs in the pane of a worker look and work as in a terminal of that
 * size: vim, less, htop, top, and a shell. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "tests/support/cmocka.h"
#include "tests/support/mptop.h"

enum {
    ROWS = 30,
    COLUMNS = 100,
    BESIDE = 3 /* header, rule, key line */
};

#define LEAVE "\034" /* Ctrl-\ */

/* Find a program of those given, in PATH's usual folders; skips the test where
 * there is none. */
static const char *
find_program(const char *const *names)
{
    static char path[64];

    for (int i = 0; names[i]; i++) {
        snprintf(path, sizeof path, "/usr/bin/%s", names[i]);
        if (access(path, X_OK) == 0)
            return path;
    }
    print_message("%s is not installed\n", names[0]);
    skip();
    return NULL;
}

/* Make a file of numbered lines, some of them wide. */
static const char *
make_file(void)
{
    static char path[64];
    FILE *file;

    snprintf(path, sizeof path, "/tmp/mptop-pane-%d.txt", (int) getpid());
    file = fopen(path, "we");
    assert_non_null(file);
    for (int i = 1; i <= 200; i++)
        fprintf(file, "line %d: %s\n", i, i % 7 == 0 ? "漢字 é" : "plain");
    fclose(file);
    return path;
}

/* Tell whether two cells look alike: of a blank only the background is seen. */
static bool
is_alike(VTermScreenCell a, VTermScreenCell b)
{
    bool blank = (a.chars[0] == 0 || a.chars[0] == ' ') && !a.attrs.reverse;

    if (a.chars[0] == (uint32_t) -1)
        return b.chars[0] == a.chars[0]; /* libvterm gives it no style */
    for (int i = 0; i < 4; i++) {
        uint32_t first = a.chars[i] || i > 0 ? a.chars[i] : ' ';
        uint32_t second = b.chars[i] || i > 0 ? b.chars[i] : ' ';

        if (first != second)
            return false;
        if (first == 0 || first == ' ')
            break;
    }
    return a.attrs.reverse == b.attrs.reverse
        && !a.attrs.underline == !b.attrs.underline
        && (blank
            || (a.attrs.bold == b.attrs.bold
                && vterm_color_is_equal(&a.fg, &b.fg)))
        && vterm_color_is_equal(&a.bg, &b.bg);
}

/* A bare terminal to compare the pane with. */
struct comparison {
    struct harness *bare;
    int row; /* where they differ */
    int column;
};

/* Condition: the pane looks as the bare terminal. */
static bool
looks_as_bare(struct harness *harness, void *context)
{
    struct comparison *comparison = context;
    struct harness *bare = comparison->bare;

    while (harness_pump(bare, 0)) {
    }
    for (int row = 0; row < bare->rows; row++)
        for (int column = 0; column < bare->columns; column++)
            if (!is_alike(
                    harness_cell(harness, row + 2, column),
                    harness_cell(bare, row, column))) {
                comparison->row = row;
                comparison->column = column;
                return false;
            }
    return true;
}

/* Wait until the pane looks as the bare terminal. */
static void
expect_alike(struct harness *harness, struct harness *bare, const char *after)
{
    struct comparison comparison = { .bare = bare };

    if (!harness_wait(harness, looks_as_bare, &comparison, HARNESS_DEADLINE)) {
        harness_dump(bare);
        harness_fail(
            harness, __FILE__, __LINE__,
            "after %s they differ in row %d, column %d", after, comparison.row,
            comparison.column);
    }
}

/* Type the same in both. */
static void
type_both(struct harness *harness, struct harness *bare, const char *text)
{
    harness_type(harness, text);
    harness_type(bare, text);
}

static void
vim_looks_as_in_a_terminal(void **state)
{
    const char *vim =
        find_program((const char *const[]){ "vim.tiny", "vim.basic", NULL });
    const char *file = make_file();
    char command[256];
    struct harness *harness;
    struct harness *bare;

    (void) state;
    snprintf(command, sizeof command, "%s -u NONE -N -n -i NONE %s", vim, file);
    harness = mptop_start(ROWS, COLUMNS, WORDS(command), NULL);
    bare = harness_start(
        ROWS - BESIDE, COLUMNS,
        WORDS(vim, "-u", "NONE", "-N", "-n", "-i", "NONE", file), NULL);
    harness_type(harness, "l");
    harness_expect(harness, "line 20: plain");
    expect_alike(harness, bare, "the start");
    harness_type(harness, "\t");
    harness_expect(harness, "keys go to it");
    type_both(harness, bare, "GA, changed in the pane\033ggV3jd:set nu\r");
    type_both(harness, bare, "/line 77\r:set hls\rn");
    harness_type(harness, LEAVE);
    harness_expect_absent(harness, "keys go to it");
    expect_alike(harness, bare, "changes and a search");
    harness_resize(harness, 40, 70);
    harness_resize(bare, 40 - BESIDE, 70);
    expect_alike(harness, bare, "a resize");
    harness_resize(harness, ROWS, COLUMNS);
    harness_resize(bare, ROWS - BESIDE, COLUMNS);
    expect_alike(harness, bare, "another resize");
    harness_type(harness, "\033l"); /* away, and back: it catches up */
    harness_expect(harness, "line 77");
    expect_alike(harness, bare, "it was away");
    harness_type(harness, "\t:wq\r" LEAVE "\033");
    mptop_expect_cell(harness, strrchr(vim, '/') + 1, "EXITCODE", "0");
    harness_free(bare);
    mptop_finish(harness);
    unlink(file);
}

static void
less_looks_as_in_a_terminal(void **state)
{
    const char *less = find_program((const char *const[]){ "less", NULL });
    const char *file = make_file();
    char command[256];
    struct harness *harness;
    struct harness *bare;

    (void) state;
    snprintf(command, sizeof command, "%s %s", less, file);
    harness = mptop_start(
        ROWS, COLUMNS, WORDS(command), WORDS("LESS=", "LESSHISTFILE=-"));
    bare = harness_start(
        ROWS - BESIDE, COLUMNS, WORDS(less, file),
        WORDS("LESS=", "LESSHISTFILE=-"));
    mptop_expect_cell(harness, "less", "ALIVE", "yes");
    harness_type(harness, "\t"); /* from the table too */
    harness_expect(harness, "keys go to it");
    harness_expect(harness, "line 20: plain");
    type_both(harness, bare, "G");
    harness_expect(harness, "line 200: plain");
    type_both(harness, bare, "?line 1[34]0\r");
    harness_expect(harness, "line 140");
    harness_type(harness, LEAVE);
    harness_expect_absent(harness, "keys go to it");
    expect_alike(harness, bare, "a search");
    harness_type(harness, "\tq");
    harness_expect(harness, "ended");
    harness_type(harness, LEAVE "\033");
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
    const char *htop = find_program((const char *const[]){ "htop", NULL });
    struct harness *harness = mptop_start(ROWS, COLUMNS, WORDS(htop), NULL);
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
    const char *top = find_program((const char *const[]){ "top", NULL });
    struct harness *harness = mptop_start(ROWS, COLUMNS, WORDS(top), NULL);

    (void) state;
    harness_type(harness, "l");
    harness_expect(harness, "load average");
    harness_expect_match(harness, "PID +USER.*COMMAND");
    harness_type(harness, "\th");
    harness_expect(harness, "Help for Interactive Commands");
    harness_type(harness, "q");
    harness_expect_absent(harness, "Help for Interactive Commands");
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
        ROWS, COLUMNS, WORDS("bash --norc -i"), WORDS("PS1=ready> "));

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
        ROWS, COLUMNS,
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
        ROWS, COLUMNS,
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
        ROWS, COLUMNS,
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
