/* problems: what is wrong with an input file, each with its place; told all
 * together, in the order of the file. */
#ifndef SUPERVISE_PROBLEMS_H
#define SUPERVISE_PROBLEMS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

struct problem;

/* Zero-initialised: none. */
struct problems {
    struct problem *list;
    size_t count;
    size_t room;
    size_t errors;
};

/* Where something is.  Lines and columns from 1; 0: not known. */
struct place {
    const char *file; /* as the user wrote it */
    size_t line;
    size_t column;
};

/**
 * Note an error: the file cannot be used.
 *
 * problems  Borrowed.
 * place     Where; its file must outlive the problems.
 * format    As printf(): what is wrong and what was expected, without a full
 *           stop.
 */
void problems_error(
    struct problems *problems, struct place place, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

/**
 * Note a warning: the file can be used without what is warned of.
 *
 * problems  Borrowed.
 * place     Where; its file must outlive the problems.
 * format    As printf(): a text without a full stop.
 */
void problems_warn(
    struct problems *problems, struct place place, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

/**
 * Get a problem as a line: "FILE:LINE:COLUMN: text".
 *
 * problems  Borrowed; put in order by this.
 * index     Less than problems->count.
 * text      Receives the line, safe to show, cut to fit.
 * size      Bytes at text.
 *
 * Returns whether it is an error.
 */
bool problems_get(
    struct problems *problems, size_t index, char *text, size_t size);

/**
 * Print them, a line each after "mptop: ".
 *
 * problems  Borrowed.
 * out       Where to.
 */
void problems_print(struct problems *problems, FILE *out);

/**
 * Free what they hold.
 *
 * problems  Borrowed; zero-initialised after this.
 */
void problems_free(struct problems *problems);

#endif
