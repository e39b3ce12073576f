/* yaml_writing: writes YAML, one value after the other.  The first failure is
 * kept, and nothing more is written after it. */
#ifndef SUPERVISE_YAML_WRITING_H
#define SUPERVISE_YAML_WRITING_H

#include <stdbool.h>
#include <stdio.h>
#include <yaml.h>

struct writing {
    yaml_emitter_t emitter;
    int error; /* 0, or the first one: -errno */
};

/**
 * Begin a document that is a mapping.
 *
 * writing  Receives what the other functions take.
 * stream   Borrowed until writing_end().
 *
 * Returns 0, or -ENOMEM: writing_end() is not to be called.
 */
int writing_begin(struct writing *writing, FILE *stream);

/**
 * End the document.
 *
 * writing  Borrowed; of no use after this.
 *
 * Returns 0 or the first error: -EILSEQ when a text was no UTF-8, -EIO when the
 * stream took no more, -ENOMEM.
 */
int writing_end(struct writing *writing);

/**
 * Write a text as a key or a value, quoted where it would be read as something
 * else, over several lines where it has several.
 *
 * writing  Borrowed.
 * text     Any.
 */
void writing_text(struct writing *writing, const char *text);

/**
 * Write a value that is no text.
 *
 * writing  Borrowed.
 * text     "null", "true", a number.
 */
void writing_plain(struct writing *writing, const char *text);

/**
 * Write a key and its text.
 *
 * writing  Borrowed.
 * key      The key.
 * text     Its text; NULL: nothing is written.
 */
void writing_pair(struct writing *writing, const char *key, const char *text);

/**
 * Write a key and its number.
 *
 * writing  Borrowed.
 * key      The key.
 * number   Its number.
 */
void writing_number(struct writing *writing, const char *key, double number);

/**
 * Write a key and its truth value, unless it goes without saying.
 *
 * writing  Borrowed.
 * key      The key.
 * value    Its value.
 * usual    The one that goes without saying.
 */
void writing_bool(
    struct writing *writing, const char *key, bool value, bool usual);

/**
 * Open a mapping.
 *
 * writing  Borrowed.
 * key      Its key.
 */
void writing_open_mapping(struct writing *writing, const char *key);

/**
 * Close the mapping that was opened last.
 *
 * writing  Borrowed.
 */
void writing_close_mapping(struct writing *writing);

/**
 * Open a list.
 *
 * writing  Borrowed.
 * key      Its key.
 */
void writing_open_list(struct writing *writing, const char *key);

/**
 * Close the list that was opened last.
 *
 * writing  Borrowed.
 */
void writing_close_list(struct writing *writing);

#endif
