/* The keys of our own format, over those of mprocs.yaml. */
#include <string.h>

#include "src/supervise/yaml_probe.h"
#include "src/supervise/yaml_reading.h"

static void
take_daemon(struct reading *reading, yaml_node_t *value)
{
    bool daemon;

    if (reading_bool(reading, value, &daemon)) {
        reading->entry->no_daemon = !daemon;
    }
}

void
reading_terminal(struct reading *reading, yaml_node_t *value)
{
    bool terminal;

    if (reading_bool(reading, value, &terminal)) {
        reading->entry->policy.no_terminal = !terminal;
    }
}

static void
take_description(struct reading *reading, yaml_node_t *value)
{
    reading->entry->policy.description = reading_text(reading, value, "a text");
}

static void
take_target(struct reading *reading, yaml_node_t *value)
{
    reading->entry->shown = reading_text(reading, value, "a text");
}

/* Read a condition; those of process-compose are known too. */
static enum policy_condition
read_condition(struct reading *reading, yaml_node_t *value)
{
    static const char *const words[] = { "started", "ready", "completed",
                                         "completed_successfully", NULL };
    size_t word = POLICY_READY;

    reading_word(reading, value, words, &word);
    return word <= POLICY_SUCCEEDED ? (enum policy_condition) word
                                    : POLICY_READY;
}

/* Read `condition: WORD`, which the last dependency has. */
static void
take_condition(struct reading *reading, yaml_node_t *value)
{
    struct entry_dependency *last = reading->entry->dependencies;

    while (last->next != NULL) {
        last = last->next;
    }
    last->condition = read_condition(reading, value);
}

/* Read what must have become of one other. */
static void
take_dependency(struct reading *reading, const struct pair *pair)
{
    static const struct key keys[] = { { "condition", take_condition },
                                       { NULL, NULL } };
    struct entry_dependency *dependency = workerfile_depend(
        reading->file, reading->entry,
        workerfile_copy(reading->file, pair->key, strlen(pair->key)),
        POLICY_READY, reading_place(reading, pair->key_node));

    if (pair->value->type == YAML_MAPPING_NODE) {
        reading_keys(reading, pair->value, keys, NULL);
    } else if (!reading_is_null(pair->value)) {
        dependency->condition = read_condition(reading, pair->value);
    }
}

static void
take_depends_on(struct reading *reading, yaml_node_t *value)
{
    struct texts names = { 0 };

    if (value->type == YAML_MAPPING_NODE) {
        reading_each(reading, value, take_dependency);
        return;
    }
    reading_texts(reading, value, "a name", &names);
    for (size_t i = 0; i < names.count; i++) {
        const yaml_node_t *node = value->type != YAML_SEQUENCE_NODE
            ? value
            : yaml_document_get_node(
                reading->document, value->data.sequence.items.start[i]);

        workerfile_depend(
            reading->file, reading->entry, names.items[i], POLICY_READY,
            reading_place(reading, node));
    }
}

void
reading_restart(struct reading *reading, yaml_node_t *value)
{
    static const char *const words[] = { "no", "on_failure", "always",
                                         "exit_on_failure", NULL };
    size_t word;

    /* An older YAML reads an unquoted `no` as a truth value. */
    if (value->type == YAML_SCALAR_NODE
        && strcmp((const char *) value->data.scalar.value, "false") == 0) {
        return;
    }
    if (reading_word(reading, value, words, &word)) {
        reading->entry->policy.restart = (enum policy_restart) word;
    }
}

static void
take_backoff_first(struct reading *reading, yaml_node_t *value)
{
    reading_number(
        reading, value, 0, READING_TIME_MOST, false,
        &reading->entry->policy.backoff);
}

static void
take_backoff_most(struct reading *reading, yaml_node_t *value)
{
    reading_number(
        reading, value, 0, READING_TIME_MOST, false,
        &reading->entry->policy.backoff_most);
}

static void
take_backoff(struct reading *reading, yaml_node_t *value)
{
    static const struct key keys[] = { { "first", take_backoff_first },
                                       { "most", take_backoff_most },
                                       { NULL, NULL } };

    if (value->type == YAML_MAPPING_NODE) {
        reading_keys(reading, value, keys, NULL);
    } else {
        take_backoff_first(reading, value);
        reading->entry->policy.backoff_most = 0;
    }
}

void
reading_restarts_most(struct reading *reading, yaml_node_t *value)
{
    double number;

    if (reading_number(reading, value, 0, 1e6, true, &number)) {
        reading->entry->policy.restarts_most = (unsigned) number;
    }
}

void
reading_exit_on_end(struct reading *reading, yaml_node_t *value)
{
    reading_bool(reading, value, &reading->entry->policy.exit_on_end);
}

void
reading_replicas(struct reading *reading, yaml_node_t *value)
{
    double number;

    if (reading_number(reading, value, 1, WORKERFILE_MOST, true, &number)) {
        reading->entry->replicas = (unsigned) number;
    }
}

void
reading_success_codes(struct reading *reading, yaml_node_t *value)
{
    yaml_node_t **items = NULL;
    size_t count =
        reading_items(reading, value, "a list of exit codes", &items);
    double number;

    for (size_t i = 0; i < count; i++) {
        if (reading_number(reading, items[i], 0, 255, true, &number)) {
            policy_add_success(&reading->entry->policy, (long) number);
        }
    }
}

static void
take_env_file(struct reading *reading, yaml_node_t *value)
{
    struct texts files = { 0 }, variables = { 0 };
    struct texts *environment = &reading->entry->environment;

    reading_texts(reading, value, "a file", &files);
    for (size_t i = 0; i < files.count; i++) {
        envfile_read(
            reading->file, workerfile_beside(reading->file, files.items[i]),
            reading_place(reading, value), false, &variables);
    }
    /* What `env` says counts more, wherever it stands. */
    for (size_t i = 0; i < environment->count; i++) {
        workerfile_append(reading->file, &variables, environment->items[i]);
    }
    *environment = variables;
}

const struct key policy_keys[] = {
    { "daemon", take_daemon },
    { "tty", reading_terminal },
    { "description", take_description },
    { "target", take_target },
    { "depends_on", take_depends_on },
    { "ready", yaml_probe_ready },
    { "alive", yaml_probe_alive },
    { "restart", reading_restart },
    { "backoff", take_backoff },
    { "max_restarts", reading_restarts_most },
    { "exit_on_end", reading_exit_on_end },
    { "replicas", reading_replicas },
    { "success_exit_codes", reading_success_codes },
    { "env_file", take_env_file },
    { NULL, NULL },
};
