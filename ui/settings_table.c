/* The table in the settings: its columns and the order of its rows. */
#include <stdio.h>
#include <string.h>

#include "ui/settings_parts.h"

/* Warn of a column that is none, and tell those that there are. */
static void
warn_column(
    struct settings_reader *reader, const yaml_node_t *node, const char *what)
{
    char names[256] = "";
    size_t used = 0;

    for (int i = 0; i < COLUMN_COUNT && used < sizeof(names); i++) {
        used += (size_t) snprintf(
            names + used, sizeof(names) - used, "%s%s", i > 0 ? ", " : "",
            column_info((enum column) i)->name);
    }
    settings_warn(reader, node->start_mark, "expected %s: %s", what, names);
}

/* Read one column of the table. */
static void
read_column(struct settings_reader *reader, const yaml_node_t *node)
{
    const char *name = settings_scalar(node);
    enum column column = name ? column_find(name) : COLUMN_COUNT;

    if (column == COLUMN_COUNT) {
        warn_column(reader, node, "a column");
    } else if (column_set_place(&reader->settings->columns, column) >= 0) {
        settings_warn(
            reader, node->start_mark, "the column %s is there already", name);
    } else {
        column_set_add(&reader->settings->columns, column);
    }
}

void
settings_read_columns(struct settings_reader *reader, const yaml_node_t *node)
{
    struct column_set *set = &reader->settings->columns;

    if (node->type != YAML_SEQUENCE_NODE) {
        warn_column(reader, node, "a list of columns");
        return;
    }
    for (const yaml_node_item_t *item = node->data.sequence.items.start;
         item < node->data.sequence.items.top; item++) {
        read_column(reader, yaml_document_get_node(&reader->document, *item));
    }
    if (set->count > 0 && column_set_place(set, COLUMN_NAME) < 0) {
        column_set_add(set, COLUMN_NAME);
        column_set_move(set, set->count - 1, -set->count);
    }
}

void
settings_read_sort(struct settings_reader *reader, const yaml_node_t *node)
{
    struct settings *settings = reader->settings;
    const char *text = settings_scalar(node);
    size_t size = text ? strcspn(text, " ") : 0;
    const char *way = text ? text + size + strspn(text + size, " ") : "";
    char name[32];
    enum column column;
    bool creation;

    snprintf(name, sizeof(name), "%.*s", (int) size, text ? text : "");
    column = column_find(name);
    creation = strcmp(name, "creation") == 0;
    if (column == COLUMN_COUNT && !creation) {
        warn_column(reader, node, "creation or a column");
        return;
    }
    if (way[0] && strcmp(way, "rising") != 0 && strcmp(way, "falling") != 0) {
        settings_warn(
            reader, node->start_mark,
            "expected a column, and perhaps rising or falling after it");
        return;
    }
    settings->sorted = true;
    settings->sort = column;
    settings->descending =
        way[0] ? way[0] == 'f' : !creation && column_info(column)->descending;
}
