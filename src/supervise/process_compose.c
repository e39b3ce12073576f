#include "src/supervise/process_compose.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "src/supervise/yaml_probe.h"

/* What process-compose has when nothing is said. */
#define STOP_TIMEOUT 10
#define BACKOFF 1

static void
take_command(struct reading *reading, yaml_node_t *value)
{
    const char *text =
        process_compose_text(reading, value, "a text for the shell");
    const char **words;

    if (text == NULL) {
        return;
    }
    if (strstr(text, "{{") != NULL) {
        reading_warn(
            reading, value, "templates such as {{.NAME}} are not served");
    }
    words = obstack_alloc(&reading->file->memory, (int) (4 * sizeof(*words)));
    words[0] = reading->shell_words[0];
    words[1] = reading->shell_words[1];
    words[2] = text;
    words[3] = NULL;
    reading->entry->command = words;
    reading->entry->shown = text;
}

static void
take_entrypoint(struct reading *reading, yaml_node_t *value)
{
    struct entry *entry = reading->entry;
    yaml_node_t **items = NULL;
    size_t count = reading_items(reading, value, "a list of texts", &items);
    struct texts words = { 0 };

    if (entry->shown != NULL) {
        reading_warn(
            reading, value, "'command' counts; the entrypoint is left out");
        return;
    }
    for (size_t i = 0; i < count; i++) {
        const char *word = process_compose_text(reading, items[i], "a text");

        if (word != NULL) {
            workerfile_append(reading->file, &words, word);
        }
    }
    entry->command = words.items;
}

static void
take_working_dir(struct reading *reading, yaml_node_t *value)
{
    reading->entry->policy.cwd =
        process_compose_text(reading, value, "a folder");
}

/* Read a variable of a mapping. */
static void
take_variable(struct reading *reading, const struct pair *pair)
{
    const char *text = "";

    if (pair->value->type == YAML_SCALAR_NODE
        && reading_scalar(pair->value) != SCALAR_TEXT) {
        text = (const char *) pair->value->data.scalar.value;
    } else {
        text = process_compose_text(reading, pair->value, "a text");
    }
    if (text != NULL) {
        workerfile_append(
            reading->file, &reading->environment,
            workerfile_format(reading->file, "%s=%s", pair->key, text));
    }
}

/* Read variables, as a list of "NAME=value" or as a mapping, to the end of
 * reading->environment. */
static void
take_variables(struct reading *reading, yaml_node_t *value)
{
    yaml_node_t **items = NULL;
    size_t count;

    if (value->type == YAML_MAPPING_NODE) {
        reading_each(reading, value, take_variable);
        return;
    }
    count = reading_items(reading, value, "a list of NAME=value", &items);
    for (size_t i = 0; i < count; i++) {
        const char *text =
            process_compose_text(reading, items[i], "NAME=value");

        if (text != NULL && (strchr(text, '=') == NULL || text[0] == '=')) {
            reading_expected(reading, items[i], "NAME=value");
        } else if (text != NULL) {
            workerfile_append(reading->file, &reading->environment, text);
        }
    }
}

static void
take_environment(struct reading *reading, yaml_node_t *value)
{
    struct texts of_all = reading->environment;

    reading->environment = (struct texts){ 0 };
    take_variables(reading, value);
    for (size_t i = 0; i < reading->environment.count; i++) {
        workerfile_append(
            reading->file, &reading->entry->environment,
            reading->environment.items[i]);
    }
    reading->environment = of_all;
}

static void
take_env_file(struct reading *reading, yaml_node_t *value)
{
    struct texts *environment = &reading->entry->environment;
    struct texts variables = { 0 };
    const char *path = process_compose_text(reading, value, "a file");

    if (path == NULL) {
        return;
    }
    envfile_read(
        reading->file, path, reading_place(reading, value), false, &variables);
    for (size_t i = 0; i < environment->count; i++) {
        workerfile_append(reading->file, &variables, environment->items[i]);
    }
    *environment = variables;
}

static void
take_dotenv_disabled(struct reading *reading, yaml_node_t *value)
{
    reading_bool(reading, value, &reading->entry->no_variables);
}

static void
take_description(struct reading *reading, yaml_node_t *value)
{
    reading->entry->policy.description =
        process_compose_text(reading, value, "a text");
}

static void
take_disabled(struct reading *reading, yaml_node_t *value)
{
    reading_bool(reading, value, &reading->entry->policy.manual);
}

static void
take_log_location(struct reading *reading, yaml_node_t *value)
{
    static const char word[] = "{PC_REPLICA_NUM}";
    struct workerfile *file = reading->file;
    const char *text = process_compose_text(reading, value, "a file");
    const char *place = text != NULL ? strstr(text, word) : NULL;

    if (place != NULL) {
        text = workerfile_format(
            file, "%.*s{name}%s", (int) (place - text), text,
            place + strlen(word));
    }
    reading->entry->policy.log.file = text;
}

static void
take_truncate_log(struct reading *reading, yaml_node_t *value)
{
    reading_bool(reading, value, &reading->entry->policy.log.truncate);
}

/* Read what tells that a process is ready, unless a probe does. */
static void
take_ready_line(struct reading *reading, yaml_node_t *value)
{
    if (reading->entry->policy.ready.kind != POLICY_READY_STARTED) {
        reading_error(
            reading, value,
            "'ready_log_line' and 'readiness_probe' exclude "
            "each other");
        return;
    }
    yaml_probe_line(reading, value);
}

static const struct key process_keys[] = {
    { "command", take_command },
    { "entrypoint", take_entrypoint },
    { "working_dir", take_working_dir },
    { "environment", take_environment },
    { "env_file", take_env_file },
    { "is_dotenv_disabled", take_dotenv_disabled },
    { "description", take_description },
    { "disabled", take_disabled },
    { "depends_on", process_compose_depends_on },
    { "availability", process_compose_availability },
    { "shutdown", process_compose_shutdown },
    { "readiness_probe", process_compose_readiness },
    { "liveness_probe", process_compose_liveness },
    { "ready_log_line", take_ready_line },
    { "replicas", reading_replicas },
    { "success_exit_codes", reading_success_codes },
    { "log_location", take_log_location },
    { "truncate_log", take_truncate_log },
    { "namespace", NULL },
    { "vars", NULL },
    { "extends", NULL },
    { "is_disabled", NULL },
    { "is_foreground", NULL },
    { "is_tty", reading_terminal },
    { "is_interactive", NULL },
    { "is_elevated", NULL },
    { "is_daemon", NULL },
    { "launch_timeout_seconds", NULL },
    { "disable_ansi_colors", NULL },
    { "is_template_disabled", NULL },
    { "log_configuration", NULL },
    { "schedule", NULL },
    { "watch", NULL },
    { "monitor_for", NULL },
    { "monitor_silence_threshold", NULL },
    { NULL, NULL },
};

/* Put the variables of the .env file and of all before a process's own. */
static void
settle_environment(struct reading *reading)
{
    struct entry *entry = reading->entry;
    struct texts all = { 0 };
    const struct texts *const parts[] = {
        entry->no_variables ? &all : &reading->variables,
        &reading->environment,
        &entry->environment,
    };

    for (size_t part = entry->no_variables; part < 3; part++) {
        for (size_t i = 0; i < parts[part]->count; i++) {
            workerfile_append(reading->file, &all, parts[part]->items[i]);
        }
    }
    entry->environment = all;
}

/* Read a process. */
static void
take_process(struct reading *reading, const struct pair *pair)
{
    struct workerfile *file = reading->file;
    size_t errors = file->problems.errors;
    struct entry *entry = workerfile_entry(
        file, workerfile_copy(file, pair->key, strlen(pair->key)),
        reading_place(reading, pair->key_node));

    entry->policy.stop_timeout = STOP_TIMEOUT;
    entry->policy.backoff = BACKOFF;
    entry->policy.log.truncate = false;
    reading->entry = entry;
    reading_keys(reading, pair->value, process_keys, NULL);
    settle_environment(reading);
    if (entry->command == NULL && errors == file->problems.errors) {
        reading_error(
            reading, pair->key_node, "'command' or 'entrypoint' is expected");
    }
}

static void
take_processes(struct reading *reading, yaml_node_t *value)
{
    if (!reading_is_null(value)) {
        reading_each(reading, value, take_process);
    }
}

static void
take_shell_command(struct reading *reading, yaml_node_t *value)
{
    const char *text = process_compose_text(reading, value, "a program");

    if (text != NULL) {
        reading->shell_words[0] = text;
    }
}

static void
take_shell_argument(struct reading *reading, yaml_node_t *value)
{
    const char *text = process_compose_text(reading, value, "an argument");

    if (text != NULL) {
        reading->shell_words[1] = text;
    }
}

static void
take_shell(struct reading *reading, yaml_node_t *value)
{
    static const struct key keys[] = {
        { "shell_command", take_shell_command },
        { "shell_argument", take_shell_argument },
        { NULL, NULL },
    };

    reading_keys(reading, value, keys, NULL);
}

/* What means nothing to mptop, and nothing is lost by that. */
static void
take_nothing(struct reading *reading, yaml_node_t *value)
{
    (void) reading;
    (void) value;
}

static const struct key project_keys[] = {
    { "processes", take_processes },
    { "version", take_nothing },
    { "name", take_nothing },
    { "environment", take_nothing }, /* read before, as is the shell */
    { "shell", take_nothing },
    { "log_level", take_nothing },
    { "is_strict", take_nothing },
    { "is_tui_disabled", take_nothing },
    { "vars", NULL },
    { "env_cmds", NULL },
    { "log_location", NULL },
    { "log_length", NULL },
    { "log_configuration", NULL },
    { "disable_env_expansion", NULL },
    { "ordered_shutdown", NULL },
    { "extends", NULL },
    { "mcp_server", NULL },
    { NULL, NULL },
};

/* Choose the shell, as process-compose does: bash, where it is. */
static void
choose_shell(struct reading *reading)
{
    const char *shell = getenv("COMPOSE_SHELL");
    bool bash = access("/bin/bash", X_OK) == 0;

    reading->shell_words[0] = shell != NULL && shell[0] != '\0' ? shell
        : bash                                                  ? "bash"
                                                                : "/bin/sh";
    reading->shell_words[1] = "-c";
}

void
process_compose_read(struct reading *reading, yaml_node_t *root)
{
    static const struct key first_keys[] = {
        { "environment", take_variables },
        { "shell", take_shell },
        { NULL, NULL },
    };
    struct place place = { reading->file->path, 0, 0 };
    struct pair *pairs;
    size_t count;

    choose_shell(reading);
    envfile_read(reading->file, ".env", place, true, &reading->variables);
    count = reading_pairs(reading, root, &pairs);
    for (size_t i = 0; i < count; i++) {
        for (const struct key *key = first_keys; key->name != NULL; key++) {
            if (strcmp(pairs[i].key, key->name) == 0) {
                snprintf(reading->path, sizeof(reading->path), "%s", key->name);
                key->take(reading, pairs[i].value);
                reading->path[0] = '\0';
            }
        }
    }
    reading_keys(reading, root, project_keys, NULL);
}
