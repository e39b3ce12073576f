/* Terminal: a real program on a pseudo-terminal, read through libvterm. */
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <termios.h>
#include <unistd.h>

#include "tests/support/cmocka.h"
#include "tests/support/proc.h"
#include "tests/support/stage.h"
#include "ui/term/terminal.h"

#define WORDS(...) ((const char *const[]){ __VA_ARGS__, NULL })

/* Room for a command line of a shell. */
#define LINE_SIZE 8192

/* End the program by its key and check that the terminal is as it was. */
static void
finish(struct harness *harness)
{
    harness_type(harness, "q");
    harness_expect_end(harness);
    harness_check(harness, WIFEXITED(harness->status));
    harness_check(harness, WEXITSTATUS(harness->status) == 0);
    assert_null(harness_modes_left(harness));
    harness_check(harness, harness_find(harness, "stage: bye", NULL, NULL));
    harness_free(harness);
}

static VTermScreenCell
cell_of(struct harness *harness, const char *text)
{
    int row = 0, column = 0;

    harness_check(harness, harness_find(harness, text, &row, &column));
    return harness_cell(harness, row, column);
}

static bool
has_default_color(struct harness *harness, const char *text)
{
    VTermScreenCell cell = cell_of(harness, text);

    return VTERM_COLOR_IS_DEFAULT_FG(&cell.fg);
}

static void
takes_the_screen_and_gives_it_back(void **state)
{
    struct harness *harness = stage_start(24, 80, NULL, NULL);
    struct termios modes;

    (void) state;
    harness_expect(harness, "stage 80x24 colors 256");
    harness_check(harness, harness->alternate_screen);
    harness_check(harness, !harness->cursor_visible);
    tcgetattr(harness->master, &modes);
    harness_check(harness, !(modes.c_lflag & (ICANON | ECHO | ISIG)));
    finish(harness);
}

static void
shows_styles_and_wide_characters(void **state)
{
    struct harness *harness = stage_start(24, 80, NULL, NULL);
    VTermScreenCell cell;
    char *row;

    (void) state;
    cell = cell_of(harness, "green");
    assert_true(VTERM_COLOR_IS_INDEXED(&cell.fg));
    assert_int_equal(cell.fg.indexed.idx, 114);
    assert_true(VTERM_COLOR_IS_DEFAULT_BG(&cell.bg));
    cell = cell_of(harness, "red");
    assert_int_equal(cell.fg.indexed.idx, 203);
    assert_int_equal(cell.bg.indexed.idx, 236);
    assert_true(cell.attrs.bold);
    assert_true(cell_of(harness, "reverse").attrs.reverse);
    assert_true(cell_of(harness, "under").attrs.underline);
    row = harness_row(harness, 2);
    assert_string_equal(
        row,
        "wide [\xe6\xbc\xa2\xe5\xad\x97] marks [e\xcc\x81]"
        " signs \xe2\x97\x8f\xe2\x9c\x93|");
    free(row);
    finish(harness);
}

static void
colors_are_those_of_the_terminal(void **state)
{
    static const struct {
        const char *term;
        int colors;
        int green;
        int red;
    } cases[] = { { "TERM=xterm", 8, 2, 1 },
                  { "TERM=xterm-16color", 16, 2, 9 },
                  { "TERM=screen-256color", 256, 114, 203 },
                  { "TERM=linux", 8, 2, 1 } };

    (void) state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct harness *harness =
            stage_start(24, 80, NULL, WORDS(cases[i].term));
        char text[32];

        snprintf(text, sizeof text, "colors %d", cases[i].colors);
        harness_expect(harness, text);
        assert_int_equal(
            cell_of(harness, "green").fg.indexed.idx, cases[i].green);
        assert_int_equal(cell_of(harness, "red").fg.indexed.idx, cases[i].red);
        finish(harness);
    }
}

/* Check that no colour was ever set: no SGR of 30 to 49, 90 to 107. */
static void
check_colorless(struct harness *harness)
{
    const char *at = harness->bytes;

    while ((at = strstr(at, "\033["))) {
        size_t size = strspn(at += 2, "0123456789;");

        if (at[size] != 'm') {
            continue;
        }
        for (const char *end = at + size; at < end; at++) {
            long number = strtol(at, (char **) &at, 10);

            if (number >= 30) {
                harness_fail(harness, __FILE__, __LINE__, "SGR %ld", number);
            }
        }
    }
}

static void
does_without_colors(void **state)
{
    const struct {
        const char *const *arguments;
        const char *const *environment;
    } cases[] = { { WORDS("plain"), NULL }, { NULL, WORDS("TERM=vt100") } };

    (void) state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct harness *harness =
            stage_start(24, 80, cases[i].arguments, cases[i].environment);

        harness_expect(harness, "colors 0");
        assert_true(has_default_color(harness, "green"));
        assert_true(cell_of(harness, "red").attrs.bold);
        assert_true(cell_of(harness, "reverse").attrs.reverse);
        check_colorless(harness);
        finish(harness);
    }
}

static void
ascii_is_all_that_is_written_if_so_wished(void **state)
{
    const struct {
        const char *const *arguments;
        const char *const *environment;
    } cases[] = { { WORDS("ascii"), NULL },
                  { WORDS("ascii"), WORDS("LC_ALL=C") } };

    (void) state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct harness *harness =
            stage_start(24, 80, cases[i].arguments, cases[i].environment);

        harness_expect(harness, "signs ");
        for (size_t j = 0; j < harness->count; j++) {
            assert_true((unsigned char) harness->bytes[j] < 0x80);
        }
        finish(harness);
    }
}

static void
reads_keys(void **state)
{
    static const struct {
        const char *typed;
        const char *name;
    } cases[] = {
        { "a", "a" },
        { "\xc3\xa9", "\xc3\xa9" },
        { "\xf0\x9f\x90\x8d", "\xf0\x9f\x90\x8d" },
        { "\r", "Enter" },
        { "\n", "Ctrl+J" },
        { "\t", "Tab" },
        { "\x7f", "Backspace" },
        { "\003", "Ctrl+C" },
        { "\021", "Ctrl+Q" },
        { "\023", "Ctrl+S" },
        { "\034", "Ctrl+\\" },
        { "\033", "Escape" },
        { "\033x", "Alt+x" },
        { "\033OA", "Up" },
        { "\033[A", "Up" },
        { "\033\033OB", "Alt+Down" },
        { "\033[1;5C", "Right" },
        { "\033[1;3D", "Alt+Left" },
        { "\033[5~", "PageUp" },
        { "\033[Z", "Shift+Tab" },
        { "\033[15;2~z", "z" },
        { "\xff"
          "v",
          "v" },
        { "\xe6\xbc"
          "w",
          "w" },
    };
    static const struct {
        VTermKey key;
        const char *name;
    } keys[] = {
        { VTERM_KEY_UP, "Up" },
        { VTERM_KEY_LEFT, "Left" },
        { VTERM_KEY_HOME, "Home" },
        { VTERM_KEY_END, "End" },
        { VTERM_KEY_INS, "Insert" },
        { VTERM_KEY_DEL, "Delete" },
        { VTERM_KEY_PAGEDOWN, "PageDown" },
        { VTERM_KEY_FUNCTION(1), "F1" },
        { VTERM_KEY_FUNCTION(5), "F5" },
        { VTERM_KEY_FUNCTION(12), "F12" },
    };
    struct harness *harness = stage_start(24, 80, NULL, NULL);
    char text[64];

    (void) state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        harness_type(harness, cases[i].typed);
        snprintf(text, sizeof text, "key %s ", cases[i].name);
        harness_expect(harness, text);
    }
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
        harness_press(harness, keys[i].key);
        snprintf(text, sizeof text, "key %s ", keys[i].name);
        harness_expect(harness, text);
    }
    finish(harness);
}

/* Sequences that mean nothing are no keys: their characters do nothing. */
static void
passes_over_what_it_does_not_know(void **state)
{
    struct harness *harness = stage_start(24, 80, NULL, NULL);

    (void) state;
    harness_type(harness, "a");
    harness_expect(harness, "key a 1");
    harness_type(
        harness,
        "\033[27;5;113~\033[113u\033[?1;2c\033]0;qqq\007\033[202~"
        "\033[I\033[O\033[99;9~b");
    harness_expect(harness, "key b 2");
    finish(harness);
}

static void
the_mouse_is_reported_when_it_is_wanted(void **state)
{
    struct harness *harness = stage_start(24, 80, WORDS("mouse"), NULL);

    (void) state;
    harness_check(harness, harness->mouse != VTERM_PROP_MOUSE_NONE);
    harness_type(harness, "\033[<64;10;10M");
    harness_expect(harness, "key WheelUp 1");
    harness_expect(harness, "mouse 10x10");
    harness_type(harness, "\033[<65;200;10M");
    harness_expect(harness, "key WheelDown 2");
    harness_type(harness, "\033[<0;80;24M\033[<0;10;10m");
    harness_expect(harness, "key Press 3");
    harness_expect(harness, "mouse 80x24");
    harness_type(harness, "x");
    harness_expect(harness, "key x 4");
    finish(harness);
    harness = stage_start(24, 80, NULL, NULL);
    harness_check(harness, harness->mouse == VTERM_PROP_MOUSE_NONE);
    finish(harness);
}

/* A terminal whose entry knows no mouse never hears of it. */
static void
the_mouse_is_not_asked_of_every_terminal(void **state)
{
    static const char *const terms[] = { "TERM=vt100", "TERM=vt220" };

    (void) state;
    for (int i = 0; i < 2; i++) {
        struct harness *harness =
            stage_start(24, 80, WORDS("mouse"), WORDS(terms[i]));

        harness_type(harness, "q");
        harness_expect_end(harness);
        harness_check(harness, !strstr(harness->bytes, "?1000"));
        harness_check(harness, !strstr(harness->bytes, "?1006"));
        harness_free(harness);
    }
}

static void
follows_the_size(void **state)
{
    struct harness *harness =
        stage_start(50, 90, NULL, WORDS("LINES=10", "COLUMNS=33"));

    (void) state;
    harness_expect(harness, "stage 90x50");
    harness_resize(harness, 10, 40);
    harness_expect(harness, "stage 40x10");
    harness_expect(harness, "worker 0");
    harness_resize(harness, 60, 200);
    harness_expect(harness, "stage 200x60");
    harness_resize(harness, 1, 1);
    harness_expect(harness, "s");
    harness_expect_absent(harness, "st");
    harness_resize(harness, 24, 80);
    harness_expect(harness, "stage 80x24");
    harness_expect(harness, "signal SIGWINCH");
    finish(harness);
}

/* A terminal of no size at all, and one that loses it. */
static void
survives_a_size_of_nothing(void **state)
{
    const char *argv[] = { "sh", "-c", NULL, NULL };
    char line[LINE_SIZE];
    struct harness *harness;

    (void) state;
    snprintf(line, sizeof line, "stty rows 0 cols 0; exec %s", stage_command());
    argv[2] = line;
    harness = harness_start(24, 80, argv, NULL);
    harness_expect(harness, "stage 80x24");
    finish(harness);
}

static void
redraws_what_others_have_spoilt(void **state)
{
    struct harness *harness = stage_start(24, 80, NULL, NULL);

    (void) state;
    harness_type(harness, "X");
    harness_expect(harness, "scribble");
    harness_check(harness, harness->cursor_visible);
    harness_type(harness, "R");
    harness_expect_absent(harness, "scribble");
    harness_expect(harness, "signal -");
    harness_expect(harness, "key R 2");
    harness_check(harness, !harness->cursor_visible);
    assert_true(has_default_color(harness, "signal"));
    finish(harness);
}

/* Nothing is written while nothing changes, and little when little does. */
static void
writes_as_much_as_changes(void **state)
{
    struct harness *harness = stage_start(24, 80, NULL, NULL);
    size_t before;

    (void) state;
    harness_type(harness, "a");
    harness_expect(harness, "key a 1");
    harness_settle(harness, 0.1, HARNESS_DEADLINE);
    before = harness->count;
    harness_type(harness, "b");
    harness_expect(harness, "key b 2");
    harness_settle(harness, 0.1, HARNESS_DEADLINE);
    if (harness->count - before > 24) {
        harness_fail(
            harness, __FILE__, __LINE__, "%zu bytes for two cells",
            harness->count - before);
    }
    before = harness->count;
    kill(harness->pid, SIGWINCH); /* wakes it; the same is to be shown */
    harness_expect(harness, "signal SIGWINCH");
    harness_settle(harness, 0.1, HARNESS_DEADLINE);
    before = harness->count;
    kill(harness->pid, SIGWINCH);
    harness_settle(harness, 0.1, HARNESS_DEADLINE);
    assert_int_equal(harness->count, before);
    finish(harness);
}

static void
long_frames_are_synchronized_unless_told(void **state)
{
    struct harness *harness = stage_start(24, 80, NULL, NULL);

    (void) state;
    harness_expect(harness, "worker 0");
    assert_true(harness_wrote(harness, 0, "\033[?2026h"));
    assert_true(harness_wrote(harness, 0, "\033[?2026l"));
    finish(harness);
    harness = stage_start(24, 80, NULL, WORDS("MPTOP_SYNC=0"));
    harness_expect(harness, "worker 0");
    assert_false(harness_wrote(harness, 0, "2026"));
    finish(harness);
}

static void
asks_the_terminal_for_its_background(void **state)
{
    struct harness *harness = stage_start(24, 80, NULL, NULL);

    (void) state;
    harness_expect(harness, "background ffffff"); /* -1: not known */
    assert_true(harness_wrote(harness, 0, "\033]11;?\033\\"));
    harness_type(harness, "\033]11;rgb:1414/2828/3c3c\033\\");
    harness_expect(harness, "background 14283c");
    harness_expect(harness, "key - 0");
    finish(harness);
    harness = stage_start(24, 80, NULL, WORDS("TERM=vt100"));
    assert_false(harness_wrote(harness, 0, "\033]11"));
    finish(harness);
}

/* Start the program with arguments of a shell and check how it refuses. */
static void
check_refusal(
    const char *redirection,
    const char *const *environment,
    const char *message)
{
    const char *argv[] = { "sh", "-c", NULL, NULL };
    char line[LINE_SIZE];
    struct harness *harness;

    snprintf(line, sizeof line, "exec %s %s", stage_command(), redirection);
    argv[2] = line;
    harness = harness_start(24, 100, argv, environment);
    harness_expect(harness, message);
    harness_expect_end(harness);
    harness_check(harness, WEXITSTATUS(harness->status) == 2);
    harness_check(harness, strchr(harness->bytes, '\033') == NULL);
    assert_null(harness_modes_left(harness));
    harness_free(harness);
}

static void
refuses_what_is_no_terminal(void **state)
{
    (void) state;
    check_refusal(
        "2>&1 >/dev/null", NULL, "stage: standard output is not a terminal");
    check_refusal(
        "</dev/null", NULL, "stage: standard input is not a terminal");
}

static void
refuses_terminals_that_it_cannot_use(void **state)
{
    (void) state;
    check_refusal("", WORDS("TERM"), "stage: TERM is not set");
    check_refusal("", WORDS("TERM="), "stage: TERM is not set");
    check_refusal(
        "", WORDS("TERM=nonesuch"),
        "stage: TERM=nonesuch is not known here; try TERM=xterm-256color");
    check_refusal(
        "", WORDS("TERM=dumb"),
        "stage: a terminal of TERM=dumb cannot move the cursor");
    check_refusal(
        "", WORDS("TERM=\033[31mred\n\x9b"),
        "stage: TERM=?[31mred?? is not known here");
    check_refusal(
        "",
        WORDS(
            "TERM=xterm-256color", "TERMINFO=/nonexistent",
            "TERMINFO_DIRS=/nonexistent", "HOME=/nonexistent",
            "TERM=../../etc/passwd"),
        "is not known here");
}

/* The program goes on while nobody reads what it shows, and the screen is right
 * when somebody does again. */
static void
waits_for_nobody(void **state)
{
    struct harness *harness = stage_start(60, 200, NULL, NULL);
    char *row;

    (void) state;
    harness_type(harness, "F");
    /* It is blocked in no write: it reads on, though we do not. */
    for (int i = 0; i < 5; i++) {
        harness_type(harness, "a");
    }
    harness_expect(harness, "flood over");
    harness_expect(harness, "key a 6");
    harness_settle(harness, 0.1, HARNESS_DEADLINE);
    for (int i = 8; i < 60; i++) {
        row = harness_row(harness, i);
        assert_string_equal(row, i == 8 ? "flood over" : "");
        free(row);
    }
    finish(harness);
}

static bool
is_asleep(struct harness *harness, void *context)
{
    (void) context;
    return proc_state(harness->pid) == 'S';
}

/* Wait, without reading, until the program has nothing more to do. */
static void
wait_asleep(struct harness *harness)
{
    double end = harness_now() + HARNESS_DEADLINE;
    int seen = 0;

    while (seen < 20) {
        harness_check(harness, harness_now() < end);
        seen = is_asleep(harness, NULL) ? seen + 1 : 0;
        poll(NULL, 0, 5);
    }
}

/* A frame that the terminal takes in pieces arrives whole. */
static void
long_frame_arrives_whole(void **state)
{
    struct harness *harness = stage_start(200, 300, NULL, NULL);

    (void) state;
    harness_type(harness, "P");
    wait_asleep(harness); /* for the terminal, which holds less than that */
    harness_expect(harness, "key P 1");
    harness_settle(harness, 0.1, HARNESS_DEADLINE);
    for (int row = 8; row < 200; row++) {
        for (int column = 0; column < 300; column += 10) {
            char *cells = harness_cells(harness, row, column, 10);
            char expected[32];

            snprintf(expected, sizeof expected, STAGE_POSTER, row, column);
            assert_string_equal(cells, expected);
            free(cells);
        }
    }
    finish(harness);
}

static void
ends_though_nobody_reads(void **state)
{
    struct harness *harness = stage_start(60, 200, NULL, NULL);
    struct termios modes;
    double start;

    (void) state;
    harness_type(harness, "F");
    wait_asleep(harness);
    start = harness_now();
    kill(harness->pid, SIGTERM);
    assert_int_equal(waitpid(harness->pid, &harness->status, 0), harness->pid);
    harness->ended = true;
    assert_true(WIFEXITED(harness->status));
    assert_int_equal(WEXITSTATUS(harness->status), 128 + SIGTERM);
    /* By itself, not by the alarm of SIGNALS_PATIENCE. */
    assert_true(harness_now() - start < 2.5);
    tcgetattr(harness->master, &modes);
    assert_true(modes.c_lflag & ICANON);
    /* What was not read is thrown away, but for the way back. */
    while (harness_pump(harness, 0.2)) {
    }
    assert_false(harness->alternate_screen);
    assert_true(harness->cursor_visible);
    harness_free(harness);
}

static void
notices_a_hang_up(void **state)
{
    const char *argv[] = { "sh", "-c", NULL, NULL };
    char line[LINE_SIZE];
    struct harness *harness;

    (void) state;
    /* Without SIGHUP, which says the same. */
    snprintf(line, sizeof line, "trap '' HUP; exec %s", stage_command());
    argv[2] = line;
    harness = harness_start(24, 80, argv, NULL);
    harness_expect(harness, "worker 0");
    harness_hang_up(harness);
    harness_expect_end(harness);
    harness_check(harness, WIFEXITED(harness->status));
    harness_check(harness, WEXITSTATUS(harness->status) == 0);
    harness_free(harness);
}

/* Start the program in an interactive shell. */
static struct harness *
start_in_shell(void)
{
    struct harness *harness = harness_start(
        24, 100, WORDS("bash", "--norc", "--noprofile", "-i"),
        WORDS("PS1=PROMPT>", "BASH_SILENCE_DEPRECATION_WARNING=1"));

    harness_expect(harness, "PROMPT>");
    harness_type(harness, stage_command());
    harness_type(harness, "; echo status=$?.\r");
    harness_expect(harness, "worker 0");
    return harness;
}

static void
end_shell(struct harness *harness)
{
    harness_type(harness, "\rexit\r");
    harness_expect_end(harness);
    harness_free(harness);
}

static void
suspends_and_comes_back(void **state)
{
    struct harness *harness = start_in_shell();

    (void) state;
    for (int i = 0; i < 2; i++) {
        harness_type(harness, "\032");
        harness_expect(harness, "Stopped");
        harness_check(harness, !harness->alternate_screen);
        harness_check(harness, harness->cursor_visible);
        harness_type(harness, "echo $((6*7)).\r");
        harness_expect(harness, "42.");
        harness_resize(harness, 20 + i, 90);
        harness_type(harness, "fg\r");
        harness_expect(harness, i == 0 ? "stage 90x20" : "stage 90x21");
        harness_expect(harness, "worker 0");
        harness_check(harness, harness->alternate_screen);
        harness_check(harness, !harness->cursor_visible);
    }
    harness_type(harness, "q");
    harness_expect(harness, "stage: bye");
    harness_check(harness, !harness->alternate_screen);
    end_shell(harness);
}

/* Get the seconds of processor time that a process has used. */
static double
processor_time(pid_t pid)
{
    char path[64], text[512] = "";
    unsigned long user = 0, system = 0;
    FILE *file;
    const char *at;

    snprintf(path, sizeof path, "/proc/%d/stat", (int) pid);
    file = fopen(path, "r");
    assert_non_null(file);
    assert_non_null(fgets(text, sizeof text, file));
    fclose(file);
    at = strrchr(text, ')');
    assert_non_null(at);
    for (int field = 2; field < 14; field++) { /* to utime, proc(5) */
        at = strchr(at + 1, ' ');
        assert_non_null(at);
    }
    assert_int_equal(sscanf(at, "%lu %lu", &user, &system), 2);
    return (double) (user + system) / (double) sysconf(_SC_CLK_TCK);
}

/* In the background it writes nothing, does nothing about what is typed to
 * others, and in front again it shows all. */
static void
keeps_still_in_the_background(void **state)
{
    struct harness *harness = start_in_shell();
    pid_t program = 0;

    (void) state;
    assert_int_equal(proc_children(harness->pid, &program, 1), 1);
    harness_type(harness, "\032");
    harness_expect(harness, "Stopped");
    harness_type(harness, "bg\r");
    harness_expect(harness, "&");
    harness_type(harness, "sleep 0.7\recho $((6*7)).\r"); /* typed ahead */
    harness_expect(harness, "42.");
    harness_check(harness, proc_state(program) == 'S');
    harness_check(harness, processor_time(program) < 0.3);
    harness_type(harness, "kill -WINCH %1; echo $((7*7)).\r");
    harness_expect(harness, "49.");
    harness_settle(harness, 0.1, HARNESS_DEADLINE);
    harness_check(harness, !harness->alternate_screen);
    harness_type(
        harness, "pid=$(jobs -p); (sleep 0.2; kill -WINCH $pid) & fg %1\r");
    harness_expect(harness, "signal SIGWINCH");
    harness_check(harness, harness->alternate_screen);
    harness_type(harness, "q");
    harness_expect(harness, "stage: bye");
    end_shell(harness);
}

static bool
has_ended(struct harness *harness, void *context)
{
    const pid_t *pid = context;

    (void) harness;
    return !proc_alive(*pid);
}

/* What is told to end while it is stopped ends when it is continued, though it
 * is in the background then; and leaves the shell's terminal alone. */
static void
ends_while_suspended(void **state)
{
    struct harness *harness = start_in_shell();
    pid_t program = 0;

    (void) state;
    assert_int_equal(proc_children(harness->pid, &program, 1), 1);
    harness_type(harness, "\032");
    harness_expect(harness, "Stopped");
    harness_type(harness, "kill %1\r");
    harness_expect(harness, "stage: ended by a signal");
    harness_expect_that(harness, has_ended, &program);
    /* The shell tells of its end before some prompt, and then forgets it. */
    harness_type(harness, "\r");
    harness_expect(harness, "Exit 143");
    harness_check(harness, !harness->alternate_screen);
    end_shell(harness);
}

int
main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(takes_the_screen_and_gives_it_back),
        cmocka_unit_test(shows_styles_and_wide_characters),
        cmocka_unit_test(colors_are_those_of_the_terminal),
        cmocka_unit_test(does_without_colors),
        cmocka_unit_test(ascii_is_all_that_is_written_if_so_wished),
        cmocka_unit_test(reads_keys),
        cmocka_unit_test(passes_over_what_it_does_not_know),
        cmocka_unit_test(the_mouse_is_reported_when_it_is_wanted),
        cmocka_unit_test(the_mouse_is_not_asked_of_every_terminal),
        cmocka_unit_test(follows_the_size),
        cmocka_unit_test(survives_a_size_of_nothing),
        cmocka_unit_test(redraws_what_others_have_spoilt),
        cmocka_unit_test(writes_as_much_as_changes),
        cmocka_unit_test(long_frames_are_synchronized_unless_told),
        cmocka_unit_test(asks_the_terminal_for_its_background),
        cmocka_unit_test(refuses_what_is_no_terminal),
        cmocka_unit_test(refuses_terminals_that_it_cannot_use),
        cmocka_unit_test(waits_for_nobody),
        cmocka_unit_test(long_frame_arrives_whole),
        cmocka_unit_test(ends_though_nobody_reads),
        cmocka_unit_test(notices_a_hang_up),
        cmocka_unit_test(suspends_and_comes_back),
        cmocka_unit_test(keeps_still_in_the_background),
        cmocka_unit_test(ends_while_suspended),
    };

    stage_main(argc, argv);
    return cmocka_run_group_tests_name("terminal", tests, NULL, NULL);
}
