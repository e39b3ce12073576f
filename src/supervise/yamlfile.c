#include <string.h>

#include "src/supervise/yaml_reading.h"

/* Tell whether a text ends with another one. */
static bool
ends_with(const char *text, const char *end)
{
    size_t size = strlen(text), end_size = strlen(end);

    return size >= end_size && strcmp(text + size - end_size, end) == 0;
}

/* Tell whether a file's name is that of YAML or JSON. */
static bool
is_named_yaml(const struct workerfile *file)
{
    return ends_with(file->path, ".yaml") || ends_with(file->path, ".yml")
        || ends_with(file->path, ".json");
}

/* Tell whether a line of the text begins one of the mappings that are looked
 * for; for a text that cannot be parsed. */
static bool
looks_like_yaml(const struct workerfile *file)
{
    static const char *const starts[] = { "procs:", "processes:", "{" };

    for (const char *line = file->text; line != NULL;
         line = strchr(line, '\n')) {
        line += *line == '\n';
        for (size_t i = 0; i < sizeof(starts) / sizeof(starts[0]); i++) {
            if (strncmp(line, starts[i], strlen(starts[i])) == 0) {
                return true;
            }
        }
    }
    return false;
}

/* Note what the parser stumbled over. */
static void
note_parse_error(struct workerfile *file, const yaml_parser_t *parser)
{
    const yaml_mark_t *mark = &parser->problem_mark;
    struct place place = { file->path, mark->line + 1, mark->column + 1 };

    if (parser->error == YAML_READER_ERROR) {
        place.line = place.column = 0;
    }
    if (parser->context != NULL) {
        problems_error(
            &file->problems, place, "%s, %s (line %zu)",
            parser->problem != NULL ? parser->problem : "it cannot be read",
            parser->context, parser->context_mark.line + 1);
    } else {
        problems_error(
            &file->problems, place, "%s",
            parser->problem != NULL ? parser->problem : "it cannot be read");
    }
}

/* Refuse tags of somebody's own: they mean nothing here. */
static void
refuse_tags(struct reading *reading)
{
    for (int i = 1;; i++) {
        yaml_node_t *node = yaml_document_get_node(reading->document, i);

        if (node == NULL) {
            return;
        }
        if (node->tag != NULL && node->tag[0] == '!' && node->tag[1] != '\0') {
            reading_error(
                reading, node, "tags such as %s are not served", node->tag);
        }
    }
}

/* Get the value of a key of the root. */
static yaml_node_t *
value_of(struct reading *reading, yaml_node_t *root, const char *key)
{
    yaml_node_pair_t *pair = root->data.mapping.pairs.start;

    for (; pair < root->data.mapping.pairs.top; pair++) {
        const yaml_node_t *node =
            yaml_document_get_node(reading->document, pair->key);

        if (node->type == YAML_SCALAR_NODE
            && strcmp((const char *) node->data.scalar.value, key) == 0) {
            return yaml_document_get_node(reading->document, pair->value);
        }
    }
    return NULL;
}

/* Tell whether a value can be the processes of a YAML file, rather than the
 * command of a Procfile's process that is called so. */
static bool
are_processes(const struct workerfile *file, const yaml_node_t *value)
{
    return value != NULL
        && (value->type != YAML_SCALAR_NODE || reading_is_null(value)
            || is_named_yaml(file));
}

/* Read a document as what it is; false: it is no file of ours in YAML. */
static bool
read_document(struct reading *reading, yaml_node_t *root)
{
    struct workerfile *file = reading->file;
    bool mapping = root != NULL && root->type == YAML_MAPPING_NODE;
    yaml_node_t *procs = mapping ? value_of(reading, root, "procs") : NULL;
    yaml_node_t *processes =
        mapping ? value_of(reading, root, "processes") : NULL;
    const yaml_node_t *services =
        mapping ? value_of(reading, root, "services") : NULL;
    struct place place = { file->path, 0, 0 };

    if (are_processes(file, procs)) {
        file->format = WORKERFILE_MPROCS;
        refuse_tags(reading);
        mprocs_read(reading, root);
    } else if (are_processes(file, processes)) {
        file->format = WORKERFILE_PROCESS_COMPOSE;
        process_compose_read(reading, root);
    } else if (services != NULL && services->type == YAML_MAPPING_NODE) {
        problems_error(
            &file->problems, place,
            "this is a file of docker compose (services:), which mptop does "
            "not run; procs: or processes: is expected");
    } else if (is_named_yaml(file)) {
        problems_error(
            &file->problems, place,
            "neither procs: (mprocs.yaml) nor processes: "
            "(process-compose.yaml) is in it");
    } else {
        return false;
    }
    return true;
}

bool
yamlfile_read(struct workerfile *file)
{
    yaml_parser_t parser;
    yaml_document_t document;
    struct reading reading = { .file = file, .document = &document };
    bool found;

    if (!yaml_parser_initialize(&parser)) {
        return false;
    }
    yaml_parser_set_input_string(
        &parser, (const unsigned char *) file->text, file->size);
    if (!yaml_parser_load(&parser, &document)) {
        found = is_named_yaml(file) || looks_like_yaml(file);
        if (found) {
            note_parse_error(file, &parser);
        }
        yaml_parser_delete(&parser);
        return found;
    }
    found = read_document(&reading, yaml_document_get_root_node(&document));
    yaml_document_delete(&document);
    yaml_parser_delete(&parser);
    return found;
}
