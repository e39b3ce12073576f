/* options: the command line of mptop. */
#ifndef UI_OPTIONS_H
#define UI_OPTIONS_H

#include <stdbool.h>
#include <stddef.h>

/* Least and most seconds of --delay. */
#define OPTIONS_DELAY_LEAST 0.1
#define OPTIONS_DELAY_MOST 86400.0

/* Least and most MiB of output that is kept of all workers. */
#define OPTIONS_SCROLLBACK_LEAST 1.0
#define OPTIONS_SCROLLBACK_MOST 65536.0

/* What the program is asked to be. */
enum options_mode {
    OPTIONS_DASHBOARD,
    OPTIONS_TUTORIAL, /* run an example as a plain program */
    OPTIONS_CHECK,    /* say what a file would run */
    OPTIONS_PLAY,     /* play a recording */
    OPTIONS_HELP,
    OPTIONS_VERSION
};

/* When the program ends by itself. */
enum options_exit {
    OPTIONS_EXIT_NEVER,
    OPTIONS_EXIT_ALL, /* all workers have ended */
    OPTIONS_EXIT_ANY  /* the first worker has ended */
};

enum options_color {
    OPTIONS_COLOR_AUTO, /* if the terminal can and NO_COLOR is not set */
    OPTIONS_COLOR_ALWAYS,
    OPTIONS_COLOR_NEVER
};

/* Which workers make the program's status. */
enum options_exit_code {
    OPTIONS_EXIT_CODE_ANY,   /* 1 if the last life of one failed */
    OPTIONS_EXIT_CODE_FIRST, /* that of the first that ended */
    OPTIONS_EXIT_CODE_LAST,  /* that of the last that ended */
    OPTIONS_EXIT_CODE_NAME,  /* that of the one with a name */
    OPTIONS_EXIT_CODE_ZERO   /* always 0 */
};

/* How to print the table once. */
enum options_once {
    OPTIONS_ONCE_NO,
    OPTIONS_ONCE_TABLE,
    OPTIONS_ONCE_JSON,
    OPTIONS_ONCE_CSV
};

/* What is said about recordings. */
struct options_record {
    const char *path;  /* or NULL */
    bool overwrite;    /* a file that is there already */
    bool input;        /* keys too */
    int version;       /* of the format: 2 or 3 */
    double idle_limit; /* seconds that a pause lasts at most; 0: no limit */
};

/* What is said about playing one. */
struct options_play {
    const char *path; /* of the recording; "-": standard input */
    const char *svg;  /* make a picture, here; "-": standard output; or NULL */
    double speed;     /* how many times as fast as it was; 0: not said */
};

struct options {
    enum options_mode mode;
    const char *example;   /* OPTIONS_TUTORIAL: which */
    const char **commands; /* shell commands, a worker each; owned array of
                              borrowed texts */
    size_t command_count;
    char **program;      /* after "--": a program and its arguments, NULL-ended,
                       borrowed; or NULL */
    const char *file;    /* that says which workers there are; or NULL */
    const char *log_dir; /* where each worker's output goes too; or NULL */
    bool start;
    enum options_exit exit;
    double delay;    /* seconds between two samples of the numbers */
    bool delay_said; /* it is not the one that is taken otherwise */
    enum options_color color;
    bool ascii;
    bool headless;    /* no screen that anybody sees */
    const char *tape; /* file, "-": standard input; or NULL */
    struct options_record record;
    struct options_play play; /* OPTIONS_PLAY: what, and how */
    int rows;                 /* of a screen that nobody sees */
    int columns;
    bool no_mouse;
    bool no_tty;       /* pipes for commands, not terminals */
    double scrollback; /* MiB that are kept of all output; 0: the usual */
    enum options_once once;
    enum options_exit_code exit_code;
    const char *exit_name; /* OPTIONS_EXIT_CODE_NAME: whose */
    bool simulate;         /* simulated workers and virtual time */
    bool plain;            /* in words, without a screen */
    const char *theme;     /* its name; NULL: not said */
};

/**
 * Read the command line.
 *
 * options  Receives what it says, to be freed with options_free().
 * argc     As main() got it.
 * argv     As main() got it; borrowed as long as the options are used.
 * error    Receives what is wrong with it: a sentence to stand after "mptop:
 *          ", without a full stop.
 * size     Bytes at error.
 *
 * Returns 0, or -EINVAL (nothing is to be freed), or -ENOMEM.
 */
int options_parse(
    struct options *options, int argc, char **argv, char *error, size_t size);

/**
 * Give back what options hold.
 *
 * options  Borrowed.
 */
void options_free(struct options *options);

/**
 * Get the text of --help.
 *
 * Returns a static text of several lines.
 */
const char *options_help(void);

#endif
