/* Writes what was chosen on the screen into the settings file.  The user's own
 * lines and comments stay: values are replaced where they stand. */
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "src/supervise/replacement.h"
#include "ui/settings_parts.h"

/* The most of a settings file that is read. */
#define FILE_MOST ((size_t) 1 << 20)

enum {
    VALUE_SIZE = 512
};

/* What is written. */
struct entry {
    const char *name;
    char value[VALUE_SIZE];
    bool usual; /* as without the entry */
    bool found; /* it was in the file */
};

/* A file that is being written anew. */
struct edit {
    const char *text; /* as it was */
    size_t size;
    size_t done; /* bytes of it that were copied or replaced */
    FILE *out;
    struct entry *entries;
    size_t entry_count;
};

/* Fill in the theme. */
static void
put_theme(struct entry *entry, const struct model *model)
{
    *entry = (struct entry){ .name = "theme" };
    snprintf(entry->value, VALUE_SIZE, "%s", model->theme);
    entry->usual = strcmp(model->theme, "auto") == 0;
}

/* Fill in the columns. */
static void
put_columns(struct entry *entry, const struct model *model)
{
    const struct column_set *set = &model->columns;
    struct column_set usual;
    size_t used = 0;

    column_set_default(&usual);
    *entry = (struct entry){ .name = "columns" };
    entry->usual = set->count == usual.count
        && memcmp(
               set->list, usual.list, (size_t) set->count * sizeof(*set->list))
            == 0;
    for (int i = 0; i < set->count && used < VALUE_SIZE; i++) {
        used += (size_t) snprintf(
            entry->value + used, VALUE_SIZE - used, "%s%s", i == 0 ? "[" : ", ",
            column_info(set->list[i])->name);
    }
    if (used < VALUE_SIZE) {
        snprintf(entry->value + used, VALUE_SIZE - used, "]");
    }
}

/* Fill in the order of the rows. */
static void
put_order(struct entry *entry, const struct model *model)
{
    const struct rows *rows = &model->rows;

    *entry = (struct entry){ .name = "sort" };
    entry->usual = rows->column == COLUMN_COUNT && !rows->descending;
    snprintf(
        entry->value, VALUE_SIZE, "%s %s",
        rows->column == COLUMN_COUNT ? "creation"
                                     : column_info(rows->column)->name,
        rows->descending ? "falling" : "rising");
}

/* Fill in what is to be written; returns how much that is. */
static size_t
list_entries(
    const struct model *model, unsigned look, struct entry entries[static 3])
{
    size_t count = 0;

    if (look & LOOK_THEME) {
        put_theme(&entries[count++], model);
    }
    if (look & LOOK_COLUMNS) {
        put_columns(&entries[count++], model);
    }
    if (look & LOOK_ORDER) {
        put_order(&entries[count++], model);
    }
    return count;
}

/* Find the byte at a mark: marks count characters. */
static size_t
byte_at(const struct edit *edit, const yaml_mark_t *mark)
{
    size_t at = 0;

    if (edit->size >= 3 && memcmp(edit->text, "\xef\xbb\xbf", 3) == 0) {
        at = 3; /* a byte order mark is not counted */
    }
    for (size_t left = mark->index; left > 0 && at < edit->size; left--) {
        at++;
        while (at < edit->size && (edit->text[at] & 0xC0) == 0x80) {
            at++;
        }
    }
    return at;
}

/* Find where a value ends: a list in lines ends with its last item, and not
 * where the next thing begins. */
static const yaml_mark_t *
value_end(yaml_document_t *document, const yaml_node_t *node)
{
    if (node->type == YAML_SEQUENCE_NODE
        && node->data.sequence.style == YAML_BLOCK_SEQUENCE_STYLE
        && node->data.sequence.items.top > node->data.sequence.items.start) {
        return &yaml_document_get_node(
                    document, node->data.sequence.items.top[-1])
                    ->end_mark;
    }
    return &node->end_mark;
}

/* Put other values in the places of those that are there. */
static void
replace(struct edit *edit, yaml_document_t *document, const yaml_node_t *root)
{
    const yaml_node_pair_t *pair = root->data.mapping.pairs.start;

    for (; pair < root->data.mapping.pairs.top; pair++) {
        const yaml_node_t *name = yaml_document_get_node(document, pair->key);
        const yaml_node_t *value =
            yaml_document_get_node(document, pair->value);
        const char *text = settings_scalar(name);

        for (size_t i = 0; text && i < edit->entry_count; i++) {
            struct entry *entry = &edit->entries[i];
            size_t end;

            if (strcmp(entry->name, text) != 0) {
                continue;
            }
            end = byte_at(edit, &name->end_mark);
            fwrite(edit->text + edit->done, 1, end - edit->done, edit->out);
            fprintf(edit->out, ": %s", entry->value);
            edit->done = byte_at(edit, value_end(document, value));
            entry->found = true;
        }
    }
}

/* Copy the rest, and add what was not there. */
static void
complete(struct edit *edit)
{
    bool open = edit->size > 0 && edit->text[edit->size - 1] != '\n';

    fwrite(edit->text + edit->done, 1, edit->size - edit->done, edit->out);
    for (size_t i = 0; i < edit->entry_count; i++) {
        const struct entry *entry = &edit->entries[i];

        if (!entry->found && !entry->usual) {
            fprintf(
                edit->out, "%s%s: %s\n", open ? "\n" : "", entry->name,
                entry->value);
            open = false;
        }
    }
}

/* Load a text as a document, which is to be deleted after 0. */
static int
load(const char *text, size_t size, yaml_document_t *document)
{
    yaml_parser_t parser;
    bool loaded;

    if (!yaml_parser_initialize(&parser)) {
        return -ENOMEM;
    }
    yaml_parser_set_input_string(&parser, (const unsigned char *) text, size);
    loaded = yaml_parser_load(&parser, document);
    yaml_parser_delete(&parser);
    return loaded ? 0 : -EINVAL;
}

/* Tell whether a text is settings in lines, or nothing. */
static bool
is_in_lines(yaml_document_t *document)
{
    const yaml_node_t *root = yaml_document_get_root_node(document);

    return !root || settings_is_null(root)
        || (root->type == YAML_MAPPING_NODE
            && root->data.mapping.style != YAML_FLOW_MAPPING_STYLE);
}

/* Make the new text of a file, to be freed.  Returns 0 or -errno. */
static int
make_text(struct edit *edit, char **text, size_t *size)
{
    yaml_document_t document;
    const yaml_node_t *root;
    int result = load(edit->text, edit->size, &document);

    if (result < 0) {
        return result;
    }
    edit->out = open_memstream(text, size);
    root = yaml_document_get_root_node(&document);
    if (!edit->out) {
        result = -ENOMEM;
    } else if (!is_in_lines(&document)) {
        result = -EINVAL;
    } else {
        if (root && root->type == YAML_MAPPING_NODE) {
            replace(edit, &document, root);
        }
        complete(edit);
    }
    yaml_document_delete(&document);
    if (edit->out && fclose(edit->out) != 0) {
        result = -ENOMEM;
    }
    if (result == 0 && (result = load(*text, *size, &document)) == 0) {
        yaml_document_delete(&document);
    }
    return result;
}

/* Read a file, which may not be there; *text is to be freed. */
static int
read_text(const char *path, char **text, size_t *size)
{
    FILE *file = fopen(path, "re");
    int result = 0;

    *text = malloc(FILE_MOST);
    *size = 0;
    if (!*text) {
        result = -ENOMEM;
    } else if (file) {
        *size = fread(*text, 1, FILE_MOST, file);
        result = ferror(file) ? -EIO : *size == FILE_MOST ? -EFBIG : 0;
    } else if (errno != ENOENT) {
        result = -errno;
    }
    if (file) {
        fclose(file);
    }
    return result;
}

/* Make the folder of a file, and the one above it. */
static void
make_folder(const char *path)
{
    char folder[PATH_MAX];
    char *slash;

    snprintf(folder, sizeof(folder), "%s", path);
    slash = strrchr(folder, '/');
    if (slash) {
        *slash = '\0';
        slash = strrchr(folder, '/');
        if (slash) {
            *slash = '\0';
            mkdir(folder, 0700);
            *slash = '/';
        }
        mkdir(folder, 0700);
    }
}

/* Write the file. */
static int
write_text(const char *path, const char *text, size_t size)
{
    struct replacement replacement;
    int result = replacement_begin(&replacement, path);

    if (result == 0 && fwrite(text, 1, size, replacement.stream) != size) {
        return replacement_end(&replacement, -errno, true);
    }
    return result < 0 ? result : replacement_end(&replacement, 0, true);
}

int
settings_save(
    const char *path,
    const struct model *model,
    unsigned look,
    char *error,
    size_t size)
{
    struct entry entries[3];
    struct edit edit = { .entries = entries };
    char *before = NULL, *after = NULL;
    size_t after_size = 0;
    int result;

    if (!path[0]) {
        snprintf(error, size, "neither XDG_CONFIG_HOME nor HOME is set");
        return -ENOENT;
    }
    make_folder(path);
    edit.entry_count = list_entries(model, look, entries);
    result = read_text(path, &before, &edit.size);
    if (result == 0) {
        edit.text = before;
        result = make_text(&edit, &after, &after_size);
    }
    if (result == 0) {
        result = write_text(path, after, after_size);
    }
    if (result == -EINVAL) {
        snprintf(error, size, "%s: is not YAML of lines \"NAME: VALUE\"", path);
    } else if (result < 0) {
        snprintf(error, size, "%s: %s", path, strerror(-result));
    }
    free(before);
    free(after);
    return result;
}
