#include "ui/options.h"

#include <errno.h>
#include <getopt.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "src/supervise/tutorial.h"

/* Most rows and columns of --size. */
#define SIZE_MOST 1000

/* Long options without a letter. */
enum {
    OPTION_COLOR = 256,
    OPTION_ASCII,
    OPTION_HEADLESS,
    OPTION_TAPE,
    OPTION_SIZE,
    OPTION_NO_MOUSE,
    OPTION_NO_TTY,
    OPTION_SIMULATE,
    OPTION_LOG_DIR,
    OPTION_ONCE,
    OPTION_EXIT_CODE,
    OPTION_THEME,
    OPTION_PLAIN,
    OPTION_RECORD,
    OPTION_OVERWRITE,
    OPTION_CAST_VERSION,
    OPTION_IDLE_LIMIT,
    OPTION_RECORD_INPUT,
    OPTION_SPEED,
    OPTION_SVG
};

static const struct option long_options[] = {
    { "file", required_argument, NULL, 'f' },
    { "log-dir", required_argument, NULL, OPTION_LOG_DIR },
    { "start", no_argument, NULL, 's' },
    { "exit", optional_argument, NULL, 'e' },
    { "delay", required_argument, NULL, 'd' },
    { "color", required_argument, NULL, OPTION_COLOR },
    { "ascii", no_argument, NULL, OPTION_ASCII },
    { "headless", no_argument, NULL, OPTION_HEADLESS },
    { "tape", required_argument, NULL, OPTION_TAPE },
    { "size", required_argument, NULL, OPTION_SIZE },
    { "record", required_argument, NULL, OPTION_RECORD },
    { "overwrite", no_argument, NULL, OPTION_OVERWRITE },
    { "cast-version", required_argument, NULL, OPTION_CAST_VERSION },
    { "idle-limit", required_argument, NULL, OPTION_IDLE_LIMIT },
    { "record-input", no_argument, NULL, OPTION_RECORD_INPUT },
    { "speed", required_argument, NULL, OPTION_SPEED },
    { "svg", required_argument, NULL, OPTION_SVG },
    { "no-mouse", no_argument, NULL, OPTION_NO_MOUSE },
    { "no-tty", no_argument, NULL, OPTION_NO_TTY },
    { "once", optional_argument, NULL, OPTION_ONCE },
    { "exit-code", required_argument, NULL, OPTION_EXIT_CODE },
    { "simulate", no_argument, NULL, OPTION_SIMULATE },
    { "plain", no_argument, NULL, OPTION_PLAIN },
    { "theme", required_argument, NULL, OPTION_THEME },
    { "help", no_argument, NULL, 'h' },
    { "version", no_argument, NULL, 'V' },
    { NULL, 0, NULL, 0 },
};

/* First words that are no commands but will be something of their own. */
static const char *const later[] = { "ctl", "attach", "serve" };

static const char help_text[] =
    "usage: mptop [OPTION...] [COMMAND...] [-- PROGRAM ARG...]\n"
    "       mptop tutorial NAME\n"
    "       mptop check -f FILE\n"
    "       mptop play [OPTION...] FILE.cast\n"
    "\n"
    "Show and control processes: Python's multiprocessing.Process, made "
    "visible.\n"
    "Without a command: the seven workers of the tutorial, not started.\n"
    "\n"
    "  COMMAND...             each argument is a shell command, a worker of "
    "its "
    "own\n"
    "  -- PROGRAM ARG...      one program with its arguments, as a worker\n"
    "  tutorial NAME          run one example as a plain program: single,\n"
    "                         multiple, daemon-off or daemon-on\n"
    "  check -f FILE          say what a file would run\n"
    "  play FILE.cast         play a recording (\"-\": standard input)\n"
    "\n"
    "  -f, --file FILE        workers from a Procfile, mprocs.yaml or\n"
    "                         process-compose.yaml (-: standard input)\n"
    "      --log-dir DIR      write the output of each worker to DIR too\n"
    "  -s, --start            start all workers at once\n"
    "  -e, --exit[=all|any]   end when all workers, or the first, have ended\n"
    "  -d, --delay SECONDS    how often numbers refresh (default 1)\n"
    "      --tape FILE        play keys from a tape (\"-\": standard input)\n"
    "      --headless         no screen: events as NDJSON; with --tape: on a\n"
    "                         screen that nobody sees\n"
    "      --once[=FORMAT]    print the table (or json, csv) once and end; "
    "with\n"
    "                         --start: after all workers have ended\n"
    "      --exit-code POLICY whose status is ours: any (1 if one failed, the\n"
    "                         default), first, last, name:NAME or zero\n"
    "      --size COLSxROWS   size of that screen (default 80x24)\n"
    "      --simulate         run nothing: simulated workers in virtual time\n"
    "      --record FILE.cast record the screen as an asciicast\n"
    "      --overwrite        replace that file where it exists\n"
    "      --cast-version N   its format's version, 2 or 3 (default 3)\n"
    "      --idle-limit SECONDS\n"
    "                         shorten longer pauses in it, or in play\n"
    "      --record-input     record keys too\n"
    "      --speed N          play: N times as fast\n"
    "      --svg FILE.svg     play: make an animated picture instead\n"
    "      --color WHEN       auto, always or never (NO_COLOR is honoured)\n"
    "      --ascii            draw with ASCII characters only\n"
    "      --theme NAME       auto, dark, light, paper, contrast, "
    "blue-orange, mono,\n"
    "                         or one of the settings file\n"
    "      --plain            for screen readers: a line for each change\n"
    "      --no-mouse         leave the mouse to the terminal (Ctrl-O takes "
    "it)\n"
    "      --no-tty           pipes for the workers, not terminals\n"
    "  -h, --help             show this help\n"
    "  -V, --version          show the version\n"
    "\n"
    "Inside, ? shows the keys and q quits.  mptop(1) tells more.\n";

const char *
options_help(void)
{
    return help_text;
}

/* Find a word among those an option knows; -1: it is none. */
static int
find_word(const char *const *words, size_t count, const char *word)
{
    for (size_t i = 0; i < count; i++) {
        if (strcmp(words[i], word) == 0) {
            return (int) i;
        }
    }
    return -1;
}

/* Read the value of --exit. */
static int
set_exit(struct options *options, const char *value, char *error, size_t size)
{
    static const char *const words[] = { "all", "any" };
    int word = value ? find_word(words, 2, value) : 0;

    if (word < 0) {
        snprintf(error, size, "--exit: '%s' is neither all nor any", value);
        return -EINVAL;
    }
    options->exit = word == 0 ? OPTIONS_EXIT_ALL : OPTIONS_EXIT_ANY;
    return 0;
}

/* Read the value of --once. */
static int
set_once(struct options *options, const char *value, char *error, size_t size)
{
    static const char *const words[] = { "table", "json", "csv" };
    int word = value ? find_word(words, 3, value) : 0;

    if (word < 0) {
        snprintf(
            error, size, "--once: '%s' is none of table, json, csv", value);
        return -EINVAL;
    }
    options->once = (enum options_once)(OPTIONS_ONCE_TABLE + word);
    return 0;
}

/* Read the value of --exit-code. */
static int
set_exit_code(
    struct options *options, const char *value, char *error, size_t size)
{
    static const char *const words[] = { "any", "first", "last",
                                         "name:", "zero" };
    bool named = strncmp(value, "name:", 5) == 0 && value[5] != '\0';
    int word = named ? OPTIONS_EXIT_CODE_NAME : find_word(words, 5, value);

    if (word < 0 || (word == OPTIONS_EXIT_CODE_NAME && !named)) {
        snprintf(
            error, size,
            "--exit-code: '%s' is none of any, first, last, name:NAME, zero",
            value);
        return -EINVAL;
    }
    options->exit_code = (enum options_exit_code) word;
    options->exit_name = named ? value + 5 : NULL;
    return 0;
}

/* Read the value of --color. */
static int
set_color(struct options *options, const char *value, char *error, size_t size)
{
    static const char *const words[] = { "auto", "always", "never" };
    int word = find_word(words, 3, value);

    if (word < 0) {
        snprintf(
            error, size, "--color: '%s' is none of auto, always, never", value);
        return -EINVAL;
    }
    options->color = (enum options_color) word;
    return 0;
}

/* Read the value of --delay. */
static int
set_delay(struct options *options, const char *value, char *error, size_t size)
{
    char *end;
    double seconds = strtod(value, &end);

    if (end == value || *end || !isfinite(seconds)) {
        snprintf(error, size, "--delay: '%s' is not a number", value);
        return -EINVAL;
    }
    if (seconds < OPTIONS_DELAY_LEAST || seconds > OPTIONS_DELAY_MOST) {
        snprintf(
            error, size, "--delay: %s is not between %g and %g seconds", value,
            OPTIONS_DELAY_LEAST, OPTIONS_DELAY_MOST);
        return -EINVAL;
    }
    options->delay = seconds;
    options->delay_said = true;
    return 0;
}

/* Read the value of --size. */
static int
set_size(struct options *options, const char *value, char *error, size_t size)
{
    int end = 0;

    if (sscanf(value, "%5dx%5d%n", &options->columns, &options->rows, &end) != 2
        || value[end] || options->columns < 1 || options->columns > SIZE_MOST
        || options->rows < 1 || options->rows > SIZE_MOST) {
        snprintf(
            error, size, "--size: '%s' is not COLSxROWS, such as 80x24", value);
        return -EINVAL;
    }
    return 0;
}

/* Read the value of --file. */
static int
set_file(struct options *options, const char *value, char *error, size_t size)
{
    if (options->file) {
        snprintf(error, size, "--file: one file is enough");
        return -EINVAL;
    }
    options->file = value;
    return 0;
}

/* Say what is wrong with the option that getopt_long() stumbled over. */
static int
bad_option(int found, char **argv, char *error, size_t size)
{
    const char *word = argv[optind - 1];

    if (found == ':' && optopt > 0 && optopt < 256 && word[1] != '-') {
        snprintf(error, size, "option '-%c' needs a value", optopt);
    } else if (found == ':') {
        snprintf(error, size, "option '%s' needs a value", word);
    } else if (optopt > 255 || (optopt && strncmp(word, "--", 2) == 0)) {
        snprintf(
            error, size, "option '%.*s' takes no value",
            (int) strcspn(word, "="), word);
    } else if (optopt) {
        snprintf(error, size, "unknown option '-%c'", optopt);
    } else {
        snprintf(
            error, size, "unknown option '%.*s'", (int) strcspn(word, "="),
            word);
    }
    return -EINVAL;
}

/* Take in a word that is no option; the first may be a subcommand of later
 * versions, whose options nobody knows yet. */
static int
take_word(struct options *options, char *word, char *error, size_t size)
{
    options->commands[options->command_count++] = word;
    if (options->command_count == 1
        && find_word(later, sizeof(later) / sizeof(later[0]), word) >= 0) {
        snprintf(error, size, "this version has no '%s' yet", word);
        return -EINVAL;
    }
    return 0;
}

/* Take in one thing that getopt_long() found. */
static int
take(struct options *options, int found, char **argv, char *error, size_t size)
{
    switch (found) {
    case 1:
        return take_word(options, optarg, error, size);
    case 'f':
        return set_file(options, optarg, error, size);
    case OPTION_LOG_DIR:
        options->log_dir = optarg;
        return 0;
    case 's':
        options->start = true;
        return 0;
    case 'e':
        return set_exit(options, optarg, error, size);
    case 'd':
        return set_delay(options, optarg, error, size);
    case OPTION_COLOR:
        return set_color(options, optarg, error, size);
    case OPTION_ASCII:
        options->ascii = true;
        return 0;
    case OPTION_HEADLESS:
        options->headless = true;
        return 0;
    case OPTION_TAPE:
        options->tape = optarg;
        return 0;
    case OPTION_SIZE:
        return set_size(options, optarg, error, size);
    case OPTION_PLAIN:
        options->plain = true;
        return 0;
    case OPTION_THEME:
        options->theme = optarg;
        return 0;
    case OPTION_RECORD:
        options->record.path = optarg;
        return 0;
    case OPTION_OVERWRITE:
        options->record.overwrite = true;
        return 0;
    case OPTION_CAST_VERSION:
        return options_cast_version(&options->record, optarg, error, size);
    case OPTION_IDLE_LIMIT:
        return options_idle_limit(&options->record, optarg, error, size);
    case OPTION_RECORD_INPUT:
        options->record.input = true;
        return 0;
    case OPTION_SPEED:
        return options_speed(&options->play, optarg, error, size);
    case OPTION_SVG:
        options->play.svg = optarg;
        return 0;
    case OPTION_NO_MOUSE:
        options->no_mouse = true;
        return 0;
    case OPTION_NO_TTY:
        options->no_tty = true;
        return 0;
    case OPTION_ONCE:
        return set_once(options, optarg, error, size);
    case OPTION_EXIT_CODE:
        return set_exit_code(options, optarg, error, size);
    case OPTION_SIMULATE:
        options->simulate = true;
        return 0;
    case 'h':
        options->mode = OPTIONS_HELP;
        return 0;
    case 'V':
        options->mode = OPTIONS_VERSION;
        return 0;
    default:
        return bad_option(found, argv, error, size);
    }
}

/* See whether the first word is a subcommand, and what is with it. */
static int
find_subcommand(struct options *options, char *error, size_t size)
{
    const char *first = options->command_count > 0 ? options->commands[0] : "";

    if (strcmp(first, "check") == 0) {
        options->mode = OPTIONS_CHECK;
        if (options->file && options->command_count == 1 && !options->program) {
            return 0;
        }
        snprintf(error, size, "check: -f FILE is expected, and nothing else");
        return -EINVAL;
    }
    if (strcmp(first, "play") == 0) {
        options->mode = OPTIONS_PLAY;
        options->play.path = options->commands[1];
        if (options->command_count == 2 && !options->program) {
            return 0;
        }
        snprintf(error, size, "play: one FILE.cast is expected");
        return -EINVAL;
    }
    if (strcmp(first, "tutorial") != 0) {
        return 0;
    }
    if (options->command_count != 2 || options->program) {
        snprintf(
            error, size,
            "tutorial: name one example: single, multiple, daemon-off or "
            "daemon-on");
        return -EINVAL;
    }
    if (!tutorial_has(options->commands[1])) {
        snprintf(
            error, size,
            "tutorial: no example '%s'; there are single, multiple, "
            "daemon-off and daemon-on",
            options->commands[1]);
        return -EINVAL;
    }
    options->mode = OPTIONS_TUTORIAL;
    options->example = options->commands[1];
    return 0;
}

/* Take in what follows "--", if it is there. */
static int
take_program(
    struct options *options, int argc, char **argv, char *error, size_t size)
{
    if (optind < argc) {
        options->program = argv + optind;
        return 0;
    }
    if (argc > 1 && optind == argc && strcmp(argv[argc - 1], "--") == 0) {
        snprintf(error, size, "'--' wants a program after it");
        return -EINVAL;
    }
    return 0;
}

/* Find a command with nothing in it. */
static int
check_commands(const struct options *options, char *error, size_t size)
{
    for (size_t i = 0; i < options->command_count; i++) {
        if (options->commands[i][strspn(options->commands[i], " \t\n")]
            == '\0') {
            snprintf(error, size, "a command is empty");
            return -EINVAL;
        }
    }
    if (options->program && !options->program[0][0]) {
        snprintf(error, size, "the program after '--' is empty");
        return -EINVAL;
    }
    return 0;
}

/* Find options that do not go together. */
static int
check_together(const struct options *options, char *error, size_t size)
{
    if (options->play.svg || options->play.speed > 0) {
        snprintf(
            error, size, "%s goes with mptop play FILE.cast only",
            options->play.svg ? "--svg" : "--speed");
        return -EINVAL;
    }
    if (options->once != OPTIONS_ONCE_NO
        && (options->headless || options->tape)) {
        snprintf(
            error, size, "--once goes neither with --headless nor with --tape");
        return -EINVAL;
    }
    if (options->record.path
        && (options->plain || options->once != OPTIONS_ONCE_NO
            || (options->headless && !options->tape))) {
        snprintf(
            error, size, "--record: nothing is drawn with %s",
            options->plain          ? "--plain"
                : options->headless ? "--headless, unless there is a --tape"
                                    : "--once");
        return -EINVAL;
    }
    return 0;
}

int
options_parse(
    struct options *options, int argc, char **argv, char *error, size_t size)
{
    int found;
    int result = 0;

    *options = (struct options){
        .delay = 1, .rows = 24, .columns = 80, .record.version = 3
    };
    options->commands = calloc((size_t) argc + 1, sizeof(*options->commands));
    if (!options->commands) {
        snprintf(error, size, "%s", strerror(ENOMEM));
        return -ENOMEM;
    }
    opterr = 0;
    optind = 0;
    while (
        result == 0
        && (found = getopt_long(argc, argv, "-:f:se::d:hV", long_options, NULL))
            != -1) {
        result = take(options, found, argv, error, size);
    }
    if (result == 0 && options->mode == OPTIONS_DASHBOARD) {
        result = take_program(options, argc, argv, error, size);
    }
    if (result == 0 && options->mode == OPTIONS_DASHBOARD) {
        result = check_commands(options, error, size);
    }
    if (result == 0 && options->mode == OPTIONS_DASHBOARD) {
        result = find_subcommand(options, error, size);
    }
    if (result == 0 && options->mode == OPTIONS_DASHBOARD) {
        result = check_together(options, error, size);
    }
    if (result < 0) {
        options_free(options);
    }
    return result;
}

void
options_free(struct options *options)
{
    free(options->commands);
    *options = (struct options){ 0 };
}
