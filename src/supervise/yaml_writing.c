#include "src/supervise/yaml_writing.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "src/supervise/utf8.h"

/* Emit an event that was made, or was not for want of memory. */
static void
emit(struct writing *writing, int made, yaml_event_t *event)
{
    if (writing->error != 0) {
        if (made) {
            yaml_event_delete(event);
        }
    } else if (!made) {
        writing->error = -ENOMEM;
    } else if (!yaml_emitter_emit(&writing->emitter, event)) {
        writing->error =
            writing->emitter.error == YAML_WRITER_ERROR ? -EIO : -ENOMEM;
    }
}

/* Open a mapping that has no key of its own here. */
static void
open_mapping(struct writing *writing)
{
    yaml_event_t event;
    int made = yaml_mapping_start_event_initialize(
        &event, NULL, NULL, 1, YAML_BLOCK_MAPPING_STYLE);

    emit(writing, made, &event);
}

int
writing_begin(struct writing *writing, FILE *stream)
{
    yaml_event_t event;

    writing->error = 0;
    if (!yaml_emitter_initialize(&writing->emitter)) {
        return -ENOMEM;
    }
    yaml_emitter_set_output_file(&writing->emitter, stream);
    yaml_emitter_set_unicode(&writing->emitter, 1);
    yaml_emitter_set_width(&writing->emitter, -1);
    emit(
        writing, yaml_stream_start_event_initialize(&event, YAML_UTF8_ENCODING),
        &event);
    emit(
        writing,
        yaml_document_start_event_initialize(&event, NULL, NULL, NULL, 1),
        &event);
    open_mapping(writing);
    return 0;
}

int
writing_end(struct writing *writing)
{
    yaml_event_t event;

    writing_close_mapping(writing);
    emit(writing, yaml_document_end_event_initialize(&event, 1), &event);
    emit(writing, yaml_stream_end_event_initialize(&event), &event);
    yaml_emitter_delete(&writing->emitter);
    return writing->error;
}

/* Tell whether a text would be read as something else, were it not quoted: by
 * us or by another reader of YAML. */
static bool
needs_quotes(const char *text)
{
    static const char *const words[] = {
        "",   "~",   "null", "true", "false", "yes",  "no",
        "on", "off", "y",    "n",    "<<",    ".inf", ".nan",
    };
    char *end;

    for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++) {
        if (strcasecmp(text, words[i]) == 0) {
            return true;
        }
    }
    strtod(text, &end);
    return *end == '\0';
}

/* Tell whether a text is UTF-8. */
static bool
is_utf8(const char *text)
{
    size_t size = strlen(text);

    while (size > 0) {
        uint32_t character;
        int length =
            utf8_decode((const unsigned char *) text, size, &character);

        if (length < 0) {
            return false;
        }
        text += length;
        size -= (size_t) length;
    }
    return true;
}

/* Write a scalar in a style. */
static void
put_scalar(struct writing *writing, const char *text, yaml_scalar_style_t style)
{
    yaml_event_t event;
    bool quoted = style == YAML_DOUBLE_QUOTED_SCALAR_STYLE;

    if (!is_utf8(text)) {
        writing->error = writing->error != 0 ? writing->error : -EILSEQ;
        return;
    }
    emit(
        writing,
        yaml_scalar_event_initialize(
            &event, NULL, NULL, (const yaml_char_t *) text, (int) strlen(text),
            !quoted, 1, style),
        &event);
}

void
writing_text(struct writing *writing, const char *text)
{
    yaml_scalar_style_t style = needs_quotes(text)
        ? YAML_DOUBLE_QUOTED_SCALAR_STYLE
        : strchr(text, '\n') != NULL ? YAML_LITERAL_SCALAR_STYLE
                                     : YAML_ANY_SCALAR_STYLE;

    put_scalar(writing, text, style);
}

void
writing_plain(struct writing *writing, const char *text)
{
    put_scalar(writing, text, YAML_PLAIN_SCALAR_STYLE);
}

void
writing_pair(struct writing *writing, const char *key, const char *text)
{
    if (text != NULL) {
        writing_text(writing, key);
        writing_text(writing, text);
    }
}

void
writing_number(struct writing *writing, const char *key, double number)
{
    char text[32];

    snprintf(text, sizeof(text), "%.10g", number);
    writing_text(writing, key);
    writing_plain(writing, text);
}

void
writing_bool(struct writing *writing, const char *key, bool value, bool usual)
{
    if (value != usual) {
        writing_text(writing, key);
        writing_plain(writing, value ? "true" : "false");
    }
}

void
writing_open_mapping(struct writing *writing, const char *key)
{
    writing_text(writing, key);
    open_mapping(writing);
}

void
writing_close_mapping(struct writing *writing)
{
    yaml_event_t event;

    emit(writing, yaml_mapping_end_event_initialize(&event), &event);
}

void
writing_open_list(struct writing *writing, const char *key)
{
    yaml_event_t event;

    writing_text(writing, key);
    emit(
        writing,
        yaml_sequence_start_event_initialize(
            &event, NULL, NULL, 1, YAML_FLOW_SEQUENCE_STYLE),
        &event);
}

void
writing_close_list(struct writing *writing)
{
    yaml_event_t event;

    emit(writing, yaml_sequence_end_event_initialize(&event), &event);
}
