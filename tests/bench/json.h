/* json: writes JSON, one value after the other; commas and indents come by
 * themselves.  In an array the key of a value is NULL. */
#ifndef TESTS_BENCH_JSON_H
#define TESTS_BENCH_JSON_H

#include <stdbool.h>
#include <stdio.h>

/* Where it is written and how far it is; zero but for the file at first. */
struct json {
    FILE *file; /* borrowed */
    int depth;
    bool after_value;
};

/**
 * Begin an object or an array.
 *
 * json     Borrowed.
 * key      Its name in the object around it; NULL: none.
 * bracket  '{' or '['.
 */
void json_open(struct json *json, const char *key, char bracket);

/**
 * End it.
 *
 * json     Borrowed.
 * bracket  '}' or ']'.
 */
void json_close(struct json *json, char bracket);

/**
 * Write a number.
 *
 * json    Borrowed.
 * key     As for json_open().
 * number  Any; one that is not finite becomes null.
 */
void json_number(struct json *json, const char *key, double number);

/**
 * Write a text.
 *
 * json  Borrowed.
 * key   As for json_open().
 * text  UTF-8; NULL becomes null.
 */
void json_text(struct json *json, const char *key, const char *text);

/**
 * Write a truth value.
 *
 * json   Borrowed.
 * key    As for json_open().
 * truth  The value.
 */
void json_truth(struct json *json, const char *key, bool truth);

#endif
