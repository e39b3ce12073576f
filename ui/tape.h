/* tape: a script of keys, waits and marks, in VHS's grammar and a little more:
 * what its text says, as a list of steps. */
#ifndef UI_TAPE_H
#define UI_TAPE_H

#include <regex.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "src/supervise/worker.h"
#include "ui/term/key.h"

/* Most that is said about one tape. */
#define TAPE_ERRORS_MOST 10

/* Most bytes of a tape. */
#define TAPE_SIZE_MOST (1 << 20)

enum tape_verb {
    TAPE_KEY,         /* a key, several times */
    TAPE_TYPE,        /* each character of a text is a key */
    TAPE_SLEEP,       /* for a time */
    TAPE_WAIT_SCREEN, /* until the screen matches a pattern */
    TAPE_WAIT_STATE,  /* until a worker is in a state */
    TAPE_SELECT,      /* a worker's row */
    TAPE_MARK,        /* say what happens here */
    TAPE_SCREENSHOT,  /* write the screen to a file */
    TAPE_HIDE,        /* what follows is not recorded ... */
    TAPE_SHOW         /* ... and from here on it is again */
};

struct tape_step {
    enum tape_verb verb;
    const char *file; /* where it stands; the tape's */
    int line;
    int column;
    key code;       /* KEY */
    unsigned count; /* KEY: how often */
    int64_t time;   /* nanoseconds: KEY, TYPE: after each key; SLEEP; waits:
                       the limit */
    char *text;     /* TYPE, MARK: the text; SELECT, WAIT_STATE: the worker;
                       SCREENSHOT: the file; WAIT_SCREEN: the pattern */
    enum worker_state state; /* WAIT_STATE */
    regex_t *pattern;        /* WAIT_SCREEN */
};

/* A worker that the tape brings along, for a simulation. */
struct tape_worker {
    char *name;
    double seconds;
    int exitcode; /* 0 to 255 */
};

/* A variable of the environment that the tape sets. */
struct tape_variable {
    char *name;
    char *value;
};

struct tape {
    struct tape_step *steps;
    size_t step_count;
    struct tape_worker *workers;
    size_t worker_count;
    struct tape_variable *variables;
    size_t variable_count;
    char **files; /* names of the tape and of those it has taken in */
    size_t file_count;
    const char *worker_file; /* where the first worker stands, or NULL */
    int worker_line;
    char *errors; /* what is wrong: "FILE:LINE:COLUMN: ...", a line each, or
                     NULL */
    size_t error_count;
    char *notes; /* what is passed over, likewise */
};

/**
 * Read a tape from a file.
 *
 * out   Receives the tape, to be freed with tape_free(), also where there are
 *       errors in it: then it is not to be played.
 * path  Its file; "-": standard input.
 *
 * Returns 0; -EINVAL: its errors tell what is wrong, one of them perhaps that
 * the file cannot be read; -ENOMEM, without a tape.
 */
int tape_load(struct tape **out, const char *path);

/**
 * Read a tape from memory.
 *
 * out   As for tape_load().
 * name  What errors call it; a tape it takes in with Source lies beside it.
 * text  Borrowed; any bytes.
 * size  How many.
 *
 * Returns as tape_load() does.
 */
int tape_parse(
    struct tape **out, const char *name, const char *text, size_t size);

/**
 * Free a tape.
 *
 * tape  Taken; NULL does nothing.
 */
void tape_free(struct tape *tape);

/**
 * Name a verb as tapes do.
 *
 * verb  Any verb.
 *
 * Returns a static text, such as "Wait+Screen".
 */
const char *tape_verb_name(enum tape_verb verb);

#endif
