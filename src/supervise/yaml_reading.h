/* yaml_reading: what the readers of YAML formats share: keys by table, values by
 * type, and errors with their places.  Only they include this. */
#ifndef SUPERVISE_YAML_READING_H
#define SUPERVISE_YAML_READING_H

#include <stdbool.h>
#include <stddef.h>
#include <yaml.h>

#include "src/supervise/workerfile_parts.h"

/* The longest way to a key that is told: "procs.web.stop". */
#define READING_PATH_SIZE 256

/* The longest time that may be asked for, in seconds. */
#define READING_TIME_MOST 1e6

/* What an mprocs.yaml says about log files. */
struct log_keys {
    bool enabled;
    const char *dir;
    const char *file;
    const char *error_file;
    bool truncate;
    double size_most;
    unsigned backups;
};

/* A file that is being read. */
struct reading {
    struct workerfile *file;
    yaml_document_t *document;
    char path[READING_PATH_SIZE]; /* to the key that is being read */
    struct entry *entry;          /* that is being read */
    struct policy_probe *probe;   /* that is being read */
    struct texts told;            /* keys that were warned of */
    struct texts variables;       /* process-compose: of its .env file */
    struct texts environment;     /* process-compose: of all */
    struct log_keys log;          /* mprocs: that is being read */
    struct log_keys log_of_all;   /* mprocs */
    const char *shell_words[2];   /* process-compose: program and argument */
    unsigned depth;               /* of merged mappings */
};

/* A key and its value. */
struct pair {
    const char *key;
    yaml_node_t *key_node;
    yaml_node_t *value;
};

/* A key that is known, and who reads its value; NULL: it is not served. */
struct key {
    const char *name;
    void (*take)(struct reading *reading, yaml_node_t *value);
};

/* What a scalar means when it is not quoted. */
enum scalar {
    SCALAR_NULL,
    SCALAR_BOOL,
    SCALAR_NUMBER,
    SCALAR_TEXT
};

/**
 * Tell where a node is.
 *
 * reading  Borrowed.
 * node     Borrowed.
 *
 * Returns its place.
 */
struct place reading_place(
    const struct reading *reading, const yaml_node_t *node);

/**
 * Note an error about a node: "PATH: text".
 *
 * reading  Borrowed.
 * node     Where.
 * format   As printf().
 */
void reading_error(
    struct reading *reading, const yaml_node_t *node, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

/**
 * Note a warning about a node: "PATH: text".
 *
 * reading  Borrowed.
 * node     Where.
 * format   As printf().
 */
void reading_warn(
    struct reading *reading, const yaml_node_t *node, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

/**
 * Note that a node has the wrong type: "PATH: WANTED is expected, not a list".
 *
 * reading  Borrowed.
 * node     Where.
 * wanted   What is expected, with its article.
 */
void reading_expected(
    struct reading *reading, const yaml_node_t *node, const char *wanted);

/**
 * Find what a scalar means.
 *
 * node  Borrowed.
 *
 * Returns SCALAR_TEXT also for what is quoted.
 */
enum scalar reading_scalar(const yaml_node_t *node);

/**
 * Tell whether a node is null.
 *
 * node  Borrowed.
 *
 * Returns whether it is.
 */
bool reading_is_null(const yaml_node_t *node);

/**
 * Get the keys and values of a mapping, with those of the mappings that are
 * merged into it (<<).
 *
 * reading  Borrowed.
 * node     Any node; one that is no mapping is an error.
 * pairs    Receives them, in the file's memory.
 *
 * Returns how many.
 */
size_t reading_pairs(
    struct reading *reading, yaml_node_t *node, struct pair **pairs);

/**
 * Read the keys of a mapping by tables.
 *
 * reading  Borrowed.
 * node     Any node; one that is no mapping is an error.
 * keys     A table, ended by a name that is NULL.
 * more     Another one, or NULL.
 */
void reading_keys(
    struct reading *reading,
    yaml_node_t *node,
    const struct key *keys,
    const struct key *more);

/**
 * Call a function for each pair of a mapping, with the path to it.
 *
 * reading  Borrowed.
 * node     Any node; one that is no mapping is an error.
 * take     Called with each.
 */
void reading_each(
    struct reading *reading,
    yaml_node_t *node,
    void (*take)(struct reading *reading, const struct pair *pair));

/**
 * Get the items of a list.
 *
 * reading  Borrowed.
 * node     Any node; one that is no list is an error.
 * wanted   What is expected, with its article.
 * items    Receives them, in the file's memory.
 *
 * Returns how many.
 */
size_t reading_items(
    struct reading *reading,
    yaml_node_t *node,
    const char *wanted,
    yaml_node_t ***items);

/**
 * Get a text.
 *
 * reading  Borrowed.
 * node     Any node; another type is an error.
 * wanted   What is expected, with its article.
 *
 * Returns it in the file's memory; NULL: it is none.
 */
const char *reading_text(
    struct reading *reading, yaml_node_t *node, const char *wanted);

/**
 * Get a text or a list of texts.
 *
 * reading  Borrowed.
 * node     Any node; another type is an error.
 * wanted   What is expected, with its article.
 * texts    Receives them.
 */
void reading_texts(
    struct reading *reading,
    yaml_node_t *node,
    const char *wanted,
    struct texts *texts);

/**
 * Get a truth value.
 *
 * reading  Borrowed.
 * node     Any node; another type is an error.
 * value    Receives it.
 *
 * Returns whether it is one.
 */
bool reading_bool(struct reading *reading, yaml_node_t *node, bool *value);

/**
 * Get a number.
 *
 * reading  Borrowed.
 * node     Any node; another type is an error.
 * least    What it may be at least.
 * most     What it may be at most.
 * whole    Whether it must be a whole one.
 * value    Receives it.
 *
 * Returns whether it is one.
 */
bool reading_number(
    struct reading *reading,
    yaml_node_t *node,
    double least,
    double most,
    bool whole,
    double *value);

/**
 * Get one of some words.
 *
 * reading  Borrowed.
 * node     Any node; another type or word is an error.
 * words    Ended by NULL.
 * word     Receives its place among them.
 *
 * Returns whether it is one.
 */
bool reading_word(
    struct reading *reading,
    yaml_node_t *node,
    const char *const *words,
    size_t *word);

/**
 * Find a signal by its name ("SIGTERM", "TERM") or its number.
 *
 * name  Any text.
 *
 * Returns it; 0: there is none.
 */
int reading_signal(const char *name);

/**
 * Read when to restart into reading->entry.
 *
 * reading  Borrowed.
 * value    Any node; another type is an error.
 */
void reading_restart(struct reading *reading, yaml_node_t *value);

/**
 * Read whether it has a terminal into reading->entry.
 *
 * reading  Borrowed.
 * value    Any node; another type is an error.
 */
void reading_terminal(struct reading *reading, yaml_node_t *value);

/**
 * Read how often to restart in a row into reading->entry.
 *
 * reading  Borrowed.
 * value    Any node; another type is an error.
 */
void reading_restarts_most(struct reading *reading, yaml_node_t *value);

/**
 * Read whether its end is the end of all into reading->entry.
 *
 * reading  Borrowed.
 * value    Any node; another type is an error.
 */
void reading_exit_on_end(struct reading *reading, yaml_node_t *value);

/**
 * Read how many there are to be into reading->entry.
 *
 * reading  Borrowed.
 * value    Any node; another type is an error.
 */
void reading_replicas(struct reading *reading, yaml_node_t *value);

/**
 * Read a list of exit codes that are no failures into reading->entry.
 *
 * reading  Borrowed.
 * value    Any node; another type is an error.
 */
void reading_success_codes(struct reading *reading, yaml_node_t *value);

/**
 * Read an mprocs.yaml.
 *
 * reading  Borrowed.
 * root     Its mapping.
 */
void mprocs_read(struct reading *reading, yaml_node_t *root);

/**
 * Read a process-compose.yaml.
 *
 * reading  Borrowed.
 * root     Its mapping.
 */
void process_compose_read(struct reading *reading, yaml_node_t *root);

/* The keys of our own format beyond those of mprocs.yaml. */
extern const struct key policy_keys[];

#endif
