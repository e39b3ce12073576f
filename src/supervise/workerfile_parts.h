/* workerfile_parts: what the readers of the file formats share.  Only they and
 * workerfile.c include this. */
#ifndef SUPERVISE_WORKERFILE_PARTS_H
#define SUPERVISE_WORKERFILE_PARTS_H

#include <obstack.h>
#include <stdbool.h>
#include <stddef.h>

#include "src/supervise/policy.h"
#include "src/supervise/problems.h"

/* The most rows that a file may ask for. */
#define WORKERFILE_MOST 100000

/* A list of texts that grows. */
struct texts {
    const char **items; /* NULL-ended, or NULL */
    size_t count;
    size_t room;
};

/* What another worker must have reached, and where that is written. */
struct entry_dependency {
    struct entry_dependency *next;
    const char *name;
    enum policy_condition condition;
    bool needs_ready; /* its readiness must be told by something */
    struct place place;
};

/* One worker of a file. */
struct entry {
    struct entry *next;
    const char *name;
    const char *plain; /* the name before it was made several */
    struct place place;
    const char *shell;
    const char *const *command;
    const char *shown; /* what to show of it; NULL: what it runs */
    bool no_daemon;
    bool no_variables; /* process-compose: not those of the .env file */
    unsigned replicas; /* 0: 1 */
    struct policy policy;
    struct texts environment;
    struct entry_dependency *dependencies;
    unsigned mark; /* for the search for cycles */
};

enum workerfile_format {
    WORKERFILE_PROCFILE,
    WORKERFILE_MPROCS,
    WORKERFILE_PROCESS_COMPOSE
};

struct workerfile {
    enum workerfile_format format;
    const char *path;   /* as it is to be told */
    const char *folder; /* where it lies; "." here */
    const char *text;   /* NUL-terminated */
    size_t size;
    struct obstack memory;
    struct entry *entries;
    struct entry **end; /* where the next one goes */
    size_t count;
    struct problems problems;
};

/**
 * Copy a text into a file's memory.
 *
 * file  Borrowed.
 * text  size bytes.
 *
 * Returns the copy.
 */
const char *workerfile_copy(
    struct workerfile *file, const char *text, size_t size);

/**
 * Make a text in a file's memory.
 *
 * file    Borrowed.
 * format  As printf().
 *
 * Returns the text.
 */
const char *workerfile_format(struct workerfile *file, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

/**
 * Name a path that is relative to a file's folder.
 *
 * file  Borrowed.
 * path  Any.
 *
 * Returns it in the file's memory.
 */
const char *workerfile_beside(struct workerfile *file, const char *path);

/**
 * Append a text to a list.
 *
 * file   Borrowed.
 * texts  Borrowed.
 * text   Borrowed as long as the list.
 */
void workerfile_append(
    struct workerfile *file, struct texts *texts, const char *text);

/**
 * Add a worker.
 *
 * file   Borrowed.
 * name   Borrowed as long as the file.
 * place  Where it is.
 *
 * Returns it.
 */
struct entry *workerfile_entry(
    struct workerfile *file, const char *name, struct place place);

/**
 * Let a worker depend on another.
 *
 * file       Borrowed.
 * entry      Borrowed.
 * name       The other one.
 * condition  What it must have reached.
 * place      Where that is written.
 *
 * Returns what was noted, to be changed.
 */
struct entry_dependency *workerfile_depend(
    struct workerfile *file,
    struct entry *entry,
    const char *name,
    enum policy_condition condition,
    struct place place);

/**
 * Make the workers what they will be: several of those that want it, all
 * dependencies found; finds what is wrong with that.
 *
 * file  Borrowed.
 */
void workerfile_finish(struct workerfile *file);

/**
 * Read the variables of an env file: lines of NAME=value.
 *
 * file      Borrowed; hears of problems.
 * path      The env file.
 * place     Where it is asked for.
 * optional  Whether it need not be there.
 * texts     Receives "NAME=value".
 */
void envfile_read(
    struct workerfile *file,
    const char *path,
    struct place place,
    bool optional,
    struct texts *texts);

/**
 * Read a file's text as a Procfile.
 *
 * file  Borrowed.
 */
void procfile_read(struct workerfile *file);

/**
 * Tell whether a text has a line that a Procfile has.
 *
 * file  Borrowed.
 *
 * Returns whether it has.
 */
bool procfile_is_one(const struct workerfile *file);

/**
 * Read a file's text as YAML or JSON, if it looks like it.
 *
 * file  Borrowed.
 *
 * Returns whether it does; what is wrong has then been noted.
 */
bool yamlfile_read(struct workerfile *file);

#endif
