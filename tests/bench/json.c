#include "tests/bench/json.h"

#include <math.h>

/* Write a text in quotes. */
static void
quote(FILE *file, const char *text)
{
    fputc('"', file);
    for (; *text != '\0'; text++) {
        if ((unsigned char) *text < ' ') {
            fprintf(file, "\\u%04x", (unsigned) *text);
            continue;
        }
        if (*text == '"' || *text == '\\') {
            fputc('\\', file);
        }
        fputc(*text, file);
    }
    fputc('"', file);
}

/* Go to the place of the next value. */
static void
advance(struct json *json, const char *key)
{
    if (json->after_value) {
        fputc(',', json->file);
    }
    if (json->depth > 0) {
        fprintf(json->file, "\n%*s", 2 * json->depth, "");
    }
    if (key != NULL) {
        quote(json->file, key);
        fputs(": ", json->file);
    }
    json->after_value = true;
}

void
json_open(struct json *json, const char *key, char bracket)
{
    advance(json, key);
    fputc(bracket, json->file);
    json->depth++;
    json->after_value = false;
}

void
json_close(struct json *json, char bracket)
{
    json->depth--;
    if (json->after_value) {
        fprintf(json->file, "\n%*s", 2 * json->depth, "");
    }
    fputc(bracket, json->file);
    if (json->depth == 0) {
        fputc('\n', json->file);
    }
    json->after_value = true;
}

void
json_number(struct json *json, const char *key, double number)
{
    advance(json, key);
    if (isfinite(number)) {
        fprintf(json->file, "%.10g", number);
    } else {
        fputs("null", json->file);
    }
}

void
json_text(struct json *json, const char *key, const char *text)
{
    advance(json, key);
    if (text != NULL) {
        quote(json->file, text);
    } else {
        fputs("null", json->file);
    }
}

void
json_truth(struct json *json, const char *key, bool truth)
{
    advance(json, key);
    fputs(truth ? "true" : "false", json->file);
}
