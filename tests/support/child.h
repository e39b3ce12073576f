/* child: runs another program with its output on pipes and looks at what it
 * says and how it ends.  Whatever is waited for has a deadline. */
#ifndef TESTS_SUPPORT_CHILD_H
#define TESTS_SUPPORT_CHILD_H

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

/* What came out of one pipe so far. */
struct child_text {
    int fd; /* -1: at its end */
    size_t size;
    char text[65536]; /* NUL-terminated */
};

/* A program that runs or has run.  Read it freely. */
struct child {
    pid_t pid; /* also its process group */
    struct child_text out;
    struct child_text err;
    bool ended;     /* was waited for: status and seconds are valid */
    int status;     /* as waitpid() gives it */
    double started; /* time */
    double seconds; /* how long it ran */
};

/* How child_start() connects the program. */
enum child_mode {
    CHILD_APART, /* stdout and stderr on a pipe each */
    CHILD_MERGED /* both on `out` */
};

/**
 * Run a program, in a process group of its own, without standard input.
 *
 * argv  Path of the program and its arguments, NULL-ended.
 * mode  How its output is connected.
 *
 * Returns the child, to be freed with child_free(), also when the program
 * cannot be executed: it then ends with 127.  Fails the running test when there
 * is no process.
 */
struct child *child_start(const char *const *argv, enum child_mode mode);

/**
 * Run a scenario of the scenario program.
 *
 * scenario  Its name.
 * argument  Passed on; may be NULL.
 *
 * Returns the child as child_start() does.
 */
struct child *child_scenario(const char *scenario, const char *argument);

/**
 * Run a scenario and wait for its end and that of its output.
 *
 * scenario  Its name.
 * argument  Passed on; may be NULL.
 *
 * Returns the child.  Fails the running test when it takes too long.
 */
struct child *child_run(const char *scenario, const char *argument);

/**
 * Find another program of the tests.
 *
 * name  Its name relative to the folder of the running one.
 *
 * Returns a path that is valid until the next call.
 */
const char *child_program(const char *name);

/**
 * Read until standard output contains a text.
 *
 * child    Borrowed.
 * text     To be found.
 * seconds  The limit.
 *
 * Returns the place of the text, NULL when it did not come in time.
 */
const char *child_wait_text(
    struct child *child, const char *text, double seconds);

/**
 * Wait until the program ends, whoever still holds its pipes.
 *
 * child    Borrowed.
 * seconds  The limit.
 *
 * Returns whether it ended in time.
 */
bool child_wait_end(struct child *child, double seconds);

/**
 * Read both pipes until nobody can write to them any more.
 *
 * child    Borrowed.
 * seconds  The limit.
 *
 * Returns whether the end came in time.
 */
bool child_drain(struct child *child, double seconds);

/**
 * Find a number that the program said: "NAME NUMBER" in a line of its own.
 *
 * child  Borrowed.
 * name   First word of the line.
 *
 * Returns the number, waiting for it; fails the running test when it does not
 * come soon.
 */
long child_number(struct child *child, const char *name);

/**
 * Fail the running test unless the program ended with an exit code.
 *
 * child  Borrowed; ended.
 * code   Exit code, or -N for signal N.
 */
void child_assert_code(const struct child *child, int code);

/**
 * End the program's whole process group and free the child.
 *
 * child  Taken; NULL does nothing.
 */
void child_free(struct child *child);

#endif
