/* settings_parts: what the readers of the settings' parts share.  Only
 * settings*.c include this. */
#ifndef UI_SETTINGS_PARTS_H
#define UI_SETTINGS_PARTS_H

#include <stdbool.h>
#include <yaml.h>

#include "ui/settings.h"

/* A file that is being read. */
struct settings_reader {
    struct settings *settings;
    const char *path;
    yaml_document_t document;
};

/* Reads what is to one name of a mapping. */
typedef void settings_entry(
    struct settings_reader *reader,
    void *context,
    const yaml_node_t *name,
    const yaml_node_t *value);

/**
 * Keep a warning.
 *
 * settings  Receives it.
 * text      Taken; NULL does nothing.
 */
void settings_keep(struct settings *settings, char *text);

/**
 * Warn of what stands at a place of the file.
 *
 * reader  Borrowed.
 * mark    The place.
 * format  As for printf(), followed by what it asks for.
 */
void settings_warn(
    struct settings_reader *reader, yaml_mark_t mark, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

/**
 * Get the text of a scalar.
 *
 * node  Borrowed.
 *
 * Returns it, the node's; NULL: it is none.
 */
const char *settings_scalar(const yaml_node_t *node);

/**
 * Tell whether a node is null.
 *
 * node  Borrowed.
 *
 * Returns whether it is.
 */
bool settings_is_null(const yaml_node_t *node);

/**
 * Read a mapping, entry by entry.
 *
 * reader    Borrowed.
 * node      Borrowed; null has no entries, anything else is warned of.
 * expected  What should stand there, for the warning.
 * read      Called for each entry.
 * context   For read.
 */
void settings_mapping(
    struct settings_reader *reader,
    const yaml_node_t *node,
    const char *expected,
    settings_entry *read,
    void *context);

/**
 * Read themes of the user's, if this entry has them.
 *
 * reader   Borrowed.
 * context  Not used.
 * name     Borrowed: the entry's name.
 * value    Borrowed.
 */
void settings_read_themes(
    struct settings_reader *reader,
    void *context,
    const yaml_node_t *name,
    const yaml_node_t *value);

/**
 * Read what a key does.
 *
 * reader   Borrowed.
 * context  Not used.
 * name     Borrowed: the key.
 * value    Borrowed: the command, or null.
 */
void settings_read_key(
    struct settings_reader *reader,
    void *context,
    const yaml_node_t *name,
    const yaml_node_t *value);

/**
 * Read the columns of the table.
 *
 * reader  Borrowed.
 * node    Borrowed: a sequence of their names.
 */
void settings_read_columns(
    struct settings_reader *reader, const yaml_node_t *node);

/**
 * Read the order of the rows.
 *
 * reader  Borrowed.
 * node    Borrowed: a column, and perhaps rising or falling.
 */
void settings_read_sort(
    struct settings_reader *reader, const yaml_node_t *node);

#endif
