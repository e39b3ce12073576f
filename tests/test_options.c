/* The command line: what it means, and what is wrong with it. */
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "tests/support/cmocka.h"
#include "ui/commands.h"
#include "ui/options.h"

enum {
    WORDS = 8
};

/* Count words up to a NULL. */
static int
count_words(const char *const *words)
{
    int count = 0;

    while (count < WORDS && words[count]) {
        count++;
    }
    return count;
}

/* Parse words; they must outlive the options.  Nobody writes to them. */
static int
parse(struct options *options, const char **argv, char *error, size_t size)
{
    return options_parse(
        options, count_words(argv), (char **) argv, error, size);
}

#define ARGV(...)                                                              \
    {                                                                          \
        "mptop", __VA_ARGS__                                                   \
    }

static void
good_ones(void **state)
{
    static struct {
        const char *argv[WORDS];
        struct options expected;
    } rows[] = {
        { { "mptop" }, { .delay = 1 } },
        { ARGV("-s"), { .delay = 1, .start = true } },
        { ARGV("--start"), { .delay = 1, .start = true } },
        { ARGV("-e"), { .delay = 1, .exit = OPTIONS_EXIT_ALL } },
        { ARGV("-eany"), { .delay = 1, .exit = OPTIONS_EXIT_ANY } },
        { ARGV("--exit=all"), { .delay = 1, .exit = OPTIONS_EXIT_ALL } },
        { ARGV("-d", "2.5"), { .delay = 2.5 } },
        { ARGV("--delay=0.1"), { .delay = 0.1 } },
        { ARGV("--color", "never"),
          { .delay = 1, .color = OPTIONS_COLOR_NEVER } },
        { ARGV("--color=always"),
          { .delay = 1, .color = OPTIONS_COLOR_ALWAYS } },
        { ARGV("--tape", "a.tape"), { .delay = 1, .tape = "a.tape" } },
        { ARGV("--tape=-", "--headless", "--size=100x30"),
          { .delay = 1,
            .tape = "-",
            .headless = true,
            .rows = 30,
            .columns = 100 } },
        { ARGV("--ascii"), { .delay = 1, .ascii = true } },
        { ARGV("--no-mouse"), { .delay = 1, .no_mouse = true } },
        { ARGV("--no-tty"), { .delay = 1, .no_tty = true } },
        { ARGV("-h"), { .delay = 1, .mode = OPTIONS_HELP } },
        { ARGV("--version"), { .delay = 1, .mode = OPTIONS_VERSION } },
        { ARGV("echo a", "b", "-s"),
          { .delay = 1, .command_count = 2, .start = true } },
        { ARGV("tutorial", "single"),
          { .delay = 1, .command_count = 2, .mode = OPTIONS_TUTORIAL } },
        { ARGV("play", "a.cast", "--speed=0.5", "--svg", "a.svg"),
          { .delay = 1,
            .command_count = 2,
            .mode = OPTIONS_PLAY,
            .play = { "a.cast", "a.svg", 0.5 } } },
        { ARGV("play", "-"),
          { .delay = 1,
            .command_count = 2,
            .mode = OPTIONS_PLAY,
            .play.path = "-" } },
    };

    (void) state;
    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        const struct options *expected = &rows[i].expected;
        struct options options;
        char error[256] = "";

        assert_int_equal(
            parse(&options, rows[i].argv, error, sizeof(error)), 0);
        assert_int_equal(options.mode, expected->mode);
        assert_int_equal(options.start, expected->start);
        assert_int_equal(options.headless, expected->headless);
        assert_int_equal(options.rows, expected->rows ? expected->rows : 24);
        assert_int_equal(
            options.columns, expected->columns ? expected->columns : 80);
        if (expected->play.path) {
            assert_string_equal(options.play.path, expected->play.path);
        }
        if (expected->play.svg) {
            assert_string_equal(options.play.svg, expected->play.svg);
        }
        assert_float_equal(options.play.speed, expected->play.speed, 0);
        if (expected->tape) {
            assert_string_equal(options.tape, expected->tape);
        } else {
            assert_null(options.tape);
        }
        assert_int_equal(options.exit, expected->exit);
        assert_int_equal(options.color, expected->color);
        assert_int_equal(options.ascii, expected->ascii);
        assert_int_equal(options.no_mouse, expected->no_mouse);
        assert_int_equal(options.no_tty, expected->no_tty);
        assert_int_equal(options.command_count, expected->command_count);
        assert_float_equal(options.delay, expected->delay, 0);
        assert_null(options.program);
        options_free(&options);
    }
}

static void
bad_ones(void **state)
{
    static struct {
        const char *argv[WORDS];
        const char *error;
    } rows[] = {
        { ARGV("--x"), "unknown option '--x'" },
        { ARGV("--x=3"), "unknown option '--x'" },
        { ARGV("-x"), "unknown option '-x'" },
        { ARGV("-sx"), "unknown option '-x'" },
        { ARGV("--once", "--headless"),
          "--once goes neither with --headless nor with --tape" },
        { ARGV("--record=a.cast", "--plain"),
          "--record: nothing is drawn with --plain" },
        { ARGV("--record=a.cast", "--once"),
          "--record: nothing is drawn with --once" },
        { ARGV("--record=a.cast", "--headless"),
          "--record: nothing is drawn with --headless, unless there is a "
          "--tape" },
        { ARGV("--once=xml"), "--once: 'xml' is none of table, json, csv" },
        { ARGV("--exit-code", "name:"),
          "--exit-code: 'name:' is none of any, first, last, name:NAME, zero" },
        { ARGV("--tape"), "option '--tape' needs a value" },
        { ARGV("--size", "80"),
          "--size: '80' is not COLSxROWS, such as 80x24" },
        { ARGV("--size=0x5"), "--size: '0x5' is not COLSxROWS, such as 80x24" },
        { ARGV("--size=5x5x"),
          "--size: '5x5x' is not COLSxROWS, such as 80x24" },
        { ARGV("-f"), "option '-f' needs a value" },
        { ARGV("-f", "a", "-f", "b"), "--file: one file is enough" },
        { ARGV("--delay"), "option '--delay' needs a value" },
        { ARGV("-d"), "option '-d' needs a value" },
        { ARGV("--start=3"), "option '--start' takes no value" },
        { ARGV("-d", "soon"), "--delay: 'soon' is not a number" },
        { ARGV("-d", ""), "--delay: '' is not a number" },
        { ARGV("-dnan"), "--delay: 'nan' is not a number" },
        { ARGV("-d0"), "--delay: 0 is not between 0.1 and 86400 seconds" },
        { ARGV("-d-1"), "--delay: -1 is not between 0.1 and 86400 seconds" },
        { ARGV("--exit=some"), "--exit: 'some' is neither all nor any" },
        { ARGV("--color=blue"),
          "--color: 'blue' is none of auto, always, never" },
        { ARGV("--"), "'--' wants a program after it" },
        { ARGV("a", "--"), "'--' wants a program after it" },
        { ARGV(""), "a command is empty" },
        { ARGV("--", ""), "the program after '--' is empty" },
        { ARGV("tutorial"),
          "tutorial: name one example: single, multiple, daemon-off or "
          "daemon-on" },
        { ARGV("tutorial", "third"),
          "tutorial: no example 'third'; there are single, multiple, "
          "daemon-off and daemon-on" },
        { ARGV("check"), "check: -f FILE is expected, and nothing else" },
        { ARGV("check", "-f", "a", "b"),
          "check: -f FILE is expected, and nothing else" },
        { ARGV("play"), "play: one FILE.cast is expected" },
        { ARGV("play", "a.cast", "b.cast"), "play: one FILE.cast is expected" },
        { ARGV("play", "--speed=0", "a.cast"),
          "--speed: 0 is not between 0.0625 and 64" },
        { ARGV("--speed=fast", "play"), "--speed: 'fast' is not a number" },
        { ARGV("--speed=2"), "--speed goes with mptop play FILE.cast only" },
        { ARGV("--svg=a.svg"), "--svg goes with mptop play FILE.cast only" },
        { ARGV("ctl"), "this version has no 'ctl' yet" },
        { ARGV("attach"), "this version has no 'attach' yet" },
        { ARGV("serve"), "this version has no 'serve' yet" },
    };

    (void) state;
    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        struct options options;
        char error[256] = "";

        assert_int_equal(
            parse(&options, rows[i].argv, error, sizeof(error)), -EINVAL);
        assert_string_equal(error, rows[i].error);
        assert_null(options.commands);
    }
}

/* Words before "--" are commands, words after it one program. */
static void
commands_and_program(void **state)
{
    const char *argv[WORDS] = ARGV("echo a", "--", "sleep", "-s", "--", "x");
    struct options options;
    char error[256] = "";

    (void) state;
    assert_int_equal(parse(&options, argv, error, sizeof(error)), 0);
    assert_int_equal(options.command_count, 1);
    assert_string_equal(options.commands[0], "echo a");
    assert_false(options.start);
    assert_non_null(options.program);
    assert_string_equal(options.program[0], "sleep");
    assert_string_equal(options.program[1], "-s");
    assert_string_equal(options.program[2], "--");
    assert_string_equal(options.program[3], "x");
    assert_null(options.program[4]);
    options_free(&options);
}

/* After "--" no word is a subcommand. */
static void
a_program_named_as_a_subcommand(void **state)
{
    const char *argv[WORDS] = ARGV("--", "play");
    struct options options;
    char error[256] = "";

    (void) state;
    assert_int_equal(parse(&options, argv, error, sizeof(error)), 0);
    assert_int_equal(options.mode, OPTIONS_DASHBOARD);
    assert_string_equal(options.program[0], "play");
    options_free(&options);
}

/* One command line in several words is pointed to "--". */
static void
hints(void **state)
{
    static struct {
        const char *argv[WORDS];
        const char *hint;
    } rows[] = {
        { ARGV("ls", "nosuch-word", "nosuch-too"),
          "each word is a worker; for one command line: mptop -- ls "
          "nosuch-word nosuch-too" },
        { ARGV("/bin/ls", "100"),
          "each word is a worker; for one command line: mptop -- /bin/ls "
          "100" },
        { ARGV("ls"), "" },
        { ARGV("ls", "cat"), "" },
        { ARGV("nosuch-word", "nosuch-too"), "" },
        { ARGV("ls -l", "nosuch-word"), "" },
        { ARGV("ls", "nosuch-word -l"), "" },
        { ARGV("ls", "nosuch-word", "--", "ls"), "" },
    };

    (void) state;
    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        struct options options;
        char error[256] = "";
        char hint[256];

        assert_int_equal(
            parse(&options, rows[i].argv, error, sizeof(error)), 0);
        assert_string_equal(
            commands_hint(&options, hint, sizeof(hint)), rows[i].hint);
        options_free(&options);
    }
}

/* The help names every option that there is. */
static void
help_is_complete(void **state)
{
    static const char *const names[] = { "--start",   "--exit",  "--delay",
                                         "--color",   "--ascii", "--help",
                                         "--version", "-s,",     "-e,",
                                         "-d,",       "-h,",     "-V,",
                                         "tutorial",  "COMMAND", "PROGRAM" };

    (void) state;
    for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
        assert_non_null(strstr(options_help(), names[i]));
    }
    for (const char *line = options_help(); *line;) {
        size_t size = strcspn(line, "\n");

        assert_in_range(size, 0, 80);
        line += size + 1;
    }
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(good_ones),
        cmocka_unit_test(bad_ones),
        cmocka_unit_test(commands_and_program),
        cmocka_unit_test(a_program_named_as_a_subcommand),
        cmocka_unit_test(hints),
        cmocka_unit_test(help_is_complete),
    };

    setenv("PATH", "/usr/local/bin:/usr/bin:/bin", 1);
    return cmocka_run_group_tests_name("options", tests, NULL, NULL);
}
