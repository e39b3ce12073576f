#include <stdio.h>
#include <string.h>

#include "src/supervise/yaml_reading.h"

/* How deep mappings may be merged into each other. */
#define DEPTH_MOST 20

/* Tell whether a pair has a key. */
static bool
has_key(const struct pair *pairs, size_t count, const char *key)
{
    for (size_t i = 0; i < count; i++) {
        if (strcmp(pairs[i].key, key) == 0) {
            return true;
        }
    }
    return false;
}

/* A mapping's pairs while they are gathered. */
struct gathering {
    struct pair *pairs;
    size_t count;
    size_t room;
};

/* Add a pair. */
static void
gather_pair(
    struct reading *reading, struct gathering *gathering, struct pair pair)
{
    if (gathering->count == gathering->room) {
        size_t room = gathering->room > 0 ? gathering->room * 2 : 16;
        struct pair *pairs = obstack_alloc(
            &reading->file->memory, (int) (room * sizeof(*pairs)));

        if (gathering->count > 0) {
            memcpy(pairs, gathering->pairs, gathering->count * sizeof(*pairs));
        }
        gathering->pairs = pairs;
        gathering->room = room;
    }
    gathering->pairs[gathering->count++] = pair;
}

static void gather(
    struct reading *reading, yaml_node_t *node, struct gathering *gathering);

/* Add what is merged into a mapping: another one, or a list of them. */
static void
gather_merged(
    struct reading *reading, yaml_node_t *node, struct gathering *gathering)
{
    if (reading->depth == DEPTH_MOST) {
        reading_error(reading, node, "too much is merged (<<) here");
        return;
    }
    reading->depth++;
    if (node->type == YAML_SEQUENCE_NODE) {
        for (yaml_node_item_t *item = node->data.sequence.items.start;
             item < node->data.sequence.items.top; item++) {
            gather(
                reading, yaml_document_get_node(reading->document, *item),
                gathering);
        }
    } else {
        gather(reading, node, gathering);
    }
    reading->depth--;
}

/* Add the pairs of a mapping that are not there yet; its own first. */
static void
gather(struct reading *reading, yaml_node_t *node, struct gathering *gathering)
{
    size_t before = gathering->count;
    yaml_node_pair_t *first;

    if (node->type != YAML_MAPPING_NODE) {
        reading_expected(reading, node, "a mapping");
        return;
    }
    first = node->data.mapping.pairs.start;
    for (int merged = 0; merged < 2; merged++) {
        for (yaml_node_pair_t *one = first; one < node->data.mapping.pairs.top;
             one++) {
            yaml_node_t *key =
                yaml_document_get_node(reading->document, one->key);
            yaml_node_t *value =
                yaml_document_get_node(reading->document, one->value);
            const char *text = (const char *) key->data.scalar.value;

            if (key->type != YAML_SCALAR_NODE) {
                if (!merged) {
                    reading_expected(reading, key, "a key");
                }
            } else if (
                strcmp(text, "<<") == 0
                && key->data.scalar.style == YAML_PLAIN_SCALAR_STYLE) {
                if (merged) {
                    gather_merged(reading, value, gathering);
                }
            } else if (!merged && !has_key(gathering->pairs, before, text)) {
                if (has_key(
                        gathering->pairs + before, gathering->count - before,
                        text)) {
                    reading_error(
                        reading, key, "the key '%s' is there twice", text);
                    continue;
                }
                gather_pair(
                    reading, gathering, (struct pair){ text, key, value });
            }
        }
    }
}

size_t
reading_pairs(struct reading *reading, yaml_node_t *node, struct pair **pairs)
{
    struct gathering gathering = { 0 };

    gather(reading, node, &gathering);
    *pairs = gathering.pairs;
    return gathering.count;
}

/* Go down to a key; returns where the path ended before. */
static size_t
go_down(struct reading *reading, const char *key)
{
    size_t size = strlen(reading->path);

    snprintf(
        reading->path + size, sizeof(reading->path) - size, "%s%s",
        size > 0 ? "." : "", key);
    return size;
}

/* Tell whether a value is `$select: os` with what there is for each system;
 * then it becomes what is there for this one. */
static yaml_node_t *
select_system(struct reading *reading, yaml_node_t *node)
{
    struct pair *pairs;
    size_t count;
    yaml_node_t *other = NULL;

    if (node->type != YAML_MAPPING_NODE
        || reading->file->format != WORKERFILE_MPROCS) {
        return node;
    }
    count = reading_pairs(reading, node, &pairs);
    if (count == 0 || strcmp(pairs[0].key, "$select") != 0) {
        return node;
    }
    if (pairs[0].value->type != YAML_SCALAR_NODE
        || strcmp((const char *) pairs[0].value->data.scalar.value, "os")
            != 0) {
        reading_expected(reading, pairs[0].value, "$select: os");
        return NULL;
    }
    for (size_t i = 1; i < count; i++) {
        if (strcmp(pairs[i].key, "linux") == 0) {
            return pairs[i].value;
        }
        if (strcmp(pairs[i].key, "$else") == 0) {
            other = pairs[i].value;
        }
    }
    if (other == NULL) {
        reading_error(
            reading, node, "neither 'linux' nor '$else' is among the systems");
    }
    return other;
}

/* Find a key in a table; NULL: it is not there. */
static const struct key *
find_key(const struct key *keys, const char *name)
{
    while (keys->name != NULL && strcmp(keys->name, name) != 0) {
        keys++;
    }
    return keys->name != NULL ? keys : NULL;
}

/* Tell whether a key was not warned of yet, and note that it is now: in a file
 * of many processes once is enough. */
static bool
is_new(struct reading *reading, const char *key)
{
    for (size_t i = 0; i < reading->told.count; i++) {
        if (strcmp(reading->told.items[i], key) == 0) {
            return false;
        }
    }
    workerfile_append(reading->file, &reading->told, key);
    return true;
}

/* Read a value by a key of either table. */
static void
take_key(
    struct reading *reading,
    const struct pair *pair,
    const struct key *keys,
    const struct key *more)
{
    const struct key *key = find_key(keys, pair->key);
    yaml_node_t *value;

    if (key == NULL && more != NULL) {
        key = find_key(more, pair->key);
    }
    if (key == NULL && strncmp(pair->key, "x-", 2) != 0) {
        reading_warn(
            reading, pair->key_node, "this key is not known; it is left out");
    } else if (key != NULL && key->take == NULL) {
        if (is_new(reading, key->name)) {
            reading_warn(
                reading, pair->key_node,
                "this key is not served by mptop; it is left out");
        }
    } else if (key != NULL) {
        value = select_system(reading, pair->value);
        if (value != NULL) {
            key->take(reading, value);
        }
    }
}

void
reading_keys(
    struct reading *reading,
    yaml_node_t *node,
    const struct key *keys,
    const struct key *more)
{
    struct pair *pairs;
    size_t count = reading_pairs(reading, node, &pairs);

    for (size_t i = 0; i < count; i++) {
        size_t size = go_down(reading, pairs[i].key);

        take_key(reading, &pairs[i], keys, more);
        reading->path[size] = '\0';
    }
}

void
reading_each(
    struct reading *reading,
    yaml_node_t *node,
    void (*take)(struct reading *reading, const struct pair *pair))
{
    struct pair *pairs;
    size_t count = reading_pairs(reading, node, &pairs);

    for (size_t i = 0; i < count; i++) {
        size_t size = go_down(reading, pairs[i].key);

        pairs[i].value = select_system(reading, pairs[i].value);
        if (pairs[i].value != NULL) {
            take(reading, &pairs[i]);
        }
        reading->path[size] = '\0';
    }
}
