#include "src/supervise/mprocs.h"

#include <signal.h>
#include <stdlib.h>
#include <string.h>

/* Seconds that a process has to end, and its back-off, as mprocs has them. */
#define STOP_TIMEOUT 10
#define BACKOFF 0.1
#define BACKOFF_MOST 30

/* Put the folder of the file in the place of a leading <CONFIG_DIR>. */
const char *
mprocs_folder(struct reading *reading, const char *path)
{
    static const char word[] = "<CONFIG_DIR>";
    size_t size = sizeof(word) - 1;
    char *folder;
    const char *result = path;

    if (path == NULL || strncmp(path, word, size) != 0) {
        return path;
    }
    folder = realpath(reading->file->folder, NULL);
    if (folder != NULL) {
        result = workerfile_format(reading->file, "%s%s", folder, path + size);
    }
    free(folder);
    return result;
}

static void
take_shell(struct reading *reading, yaml_node_t *value)
{
    reading->entry->shell =
        reading_text(reading, value, "a text for the shell");
}

static void
take_cmd(struct reading *reading, yaml_node_t *value)
{
    struct texts words = { 0 };

    if (value->type != YAML_SEQUENCE_NODE) {
        reading_expected(reading, value, "a list of texts");
        return;
    }
    reading_texts(reading, value, "a text", &words);
    if (words.count
        < (size_t) (value->data.sequence.items.top - value->data.sequence.items.start)) {
        return;
    }
    if (words.count == 0 || words.items[0][0] == '\0') {
        reading_error(reading, value, "a program is expected, not nothing");
        return;
    }
    reading->entry->command = words.items;
}

static void
take_cwd(struct reading *reading, yaml_node_t *value)
{
    if (!reading_is_null(value)) {
        reading->entry->policy.cwd =
            mprocs_folder(reading, reading_text(reading, value, "a folder"));
    }
}

/* Read a variable. */
static void
take_variable(struct reading *reading, const struct pair *pair)
{
    struct workerfile *file = reading->file;
    const char *text;

    if (pair->key[0] == '\0' || strchr(pair->key, '=') != NULL) {
        reading_error(reading, pair->key_node, "this is no name of a variable");
    } else if (reading_is_null(pair->value)) {
        workerfile_append(
            file, &reading->entry->environment,
            workerfile_copy(file, pair->key, strlen(pair->key)));
    } else {
        text = reading_text(reading, pair->value, "a text in quotes, or null,");
        if (text != NULL) {
            workerfile_append(
                file, &reading->entry->environment,
                workerfile_format(file, "%s=%s", pair->key, text));
        }
    }
}

static void
take_env(struct reading *reading, yaml_node_t *value)
{
    if (!reading_is_null(value)) {
        reading_each(reading, value, take_variable);
    }
}

static void
take_add_path(struct reading *reading, yaml_node_t *value)
{
    const char *path = getenv("PATH");
    struct texts folders = { 0 };
    struct obstack *memory = &reading->file->memory;

    if (reading_is_null(value)) {
        return;
    }
    reading_texts(reading, value, "a folder", &folders);
    for (size_t i = 0; i < folders.count; i++) {
        folders.items[i] = mprocs_folder(reading, folders.items[i]);
    }
    obstack_printf(memory, "PATH=%s", path != NULL ? path : "");
    for (size_t i = 0; i < folders.count; i++) {
        obstack_printf(memory, ":%s", folders.items[i]);
    }
    obstack_1grow(memory, '\0');
    workerfile_append(
        reading->file, &reading->entry->environment, obstack_finish(memory));
}

static void
take_autostart(struct reading *reading, yaml_node_t *value)
{
    bool autostart;

    if (reading_bool(reading, value, &autostart)) {
        reading->entry->policy.manual = !autostart;
    }
}

static void
take_autorestart(struct reading *reading, yaml_node_t *value)
{
    bool restart;

    if (reading_bool(reading, value, &restart) && restart) {
        reading->entry->policy.restart = POLICY_RESTART_ON_FAILURE;
    }
}

static void
take_deps(struct reading *reading, yaml_node_t *value)
{
    yaml_node_t **items = NULL;
    size_t count;

    if (reading_is_null(value)) {
        return;
    }
    count = reading_items(reading, value, "a list of names", &items);
    for (size_t i = 0; i < count; i++) {
        const char *name = reading_text(reading, items[i], "a name");

        if (name != NULL) {
            workerfile_depend(
                reading->file, reading->entry, name, POLICY_READY,
                reading_place(reading, items[i]));
        }
    }
}

/* Read the name of a signal. */
static void
take_signal(struct reading *reading, yaml_node_t *value)
{
    const char *name = value->type == YAML_SCALAR_NODE
        ? (const char *) value->data.scalar.value
        : "";
    int signum =
        strcmp(name, "hard-kill") == 0 ? SIGKILL : reading_signal(name);

    if (signum == 0) {
        reading_expected(reading, value, "a signal such as SIGTERM");
    }
    reading->entry->policy.stop_signal = signum;
}

static void
take_stop_command(struct reading *reading, yaml_node_t *value)
{
    reading->entry->policy.stop_command =
        reading_text(reading, value, "a text for the shell");
}

static void
take_stop_timeout(struct reading *reading, yaml_node_t *value)
{
    reading_number(
        reading, value, 0, 86400, false, &reading->entry->policy.stop_timeout);
}

static void
take_leader_only(struct reading *reading, yaml_node_t *value)
{
    reading_bool(reading, value, &reading->entry->policy.stop_leader_only);
}

static void
take_send_keys(struct reading *reading, yaml_node_t *value)
{
    reading_warn(
        reading, value,
        "keys that stop a process are not served; SIGTERM is sent instead");
}

static void
take_stop(struct reading *reading, yaml_node_t *value)
{
    static const struct key keys[] = {
        { "signal", take_signal },
        { "cmd", take_stop_command },
        { "command", take_stop_command },
        { "timeout", take_stop_timeout },
        { "leader_only", take_leader_only },
        { "send-keys", take_send_keys },
        { NULL, NULL },
    };

    if (value->type == YAML_MAPPING_NODE) {
        reading_keys(reading, value, keys, NULL);
    } else {
        take_signal(reading, value);
    }
}

static const struct key process_keys[] = {
    { "shell", take_shell },
    { "cmd", take_cmd },
    { "cwd", take_cwd },
    { "env", take_env },
    { "add_path", take_add_path },
    { "autostart", take_autostart },
    { "autorestart", take_autorestart },
    { "stop", take_stop },
    { "deps", take_deps },
    { "log", mprocs_log },
    { NULL, NULL },
};

/* Read a process. */
static void
take_process(struct reading *reading, const struct pair *pair)
{
    yaml_node_t *value = pair->value;
    struct entry *entry;

    if (reading_is_null(value)) {
        return;
    }
    if (pair->key[0] == '\0') {
        reading_error(reading, pair->key_node, "a name is expected");
        return;
    }
    entry = workerfile_entry(
        reading->file,
        workerfile_copy(reading->file, pair->key, strlen(pair->key)),
        reading_place(reading, pair->key_node));
    entry->policy.stop_timeout = STOP_TIMEOUT;
    entry->policy.backoff = BACKOFF;
    entry->policy.backoff_most = BACKOFF_MOST;
    reading->entry = entry;
    reading->log = reading->log_of_all;
    if (value->type == YAML_SEQUENCE_NODE) {
        take_cmd(reading, value);
    } else if (value->type == YAML_SCALAR_NODE) {
        take_shell(reading, value);
    } else {
        size_t errors = reading->file->problems.errors;

        reading_keys(reading, value, process_keys, policy_keys);
        if ((entry->shell != NULL) == (entry->command != NULL)
            && errors == reading->file->problems.errors) {
            reading_error(
                reading, pair->key_node,
                "%s 'shell' or 'cmd' is expected, not %s",
                entry->shell == NULL ? "either" : "one of",
                entry->shell == NULL ? "nothing" : "both");
        }
    }
    mprocs_settle_log(reading);
}

static void
take_processes(struct reading *reading, yaml_node_t *value)
{
    if (!reading_is_null(value)) {
        reading_each(reading, value, take_process);
    }
}

/* What was read before all others. */
static void
take_nothing(struct reading *reading, yaml_node_t *value)
{
    (void) reading;
    (void) value;
}

void
mprocs_read(struct reading *reading, yaml_node_t *root)
{
    static const struct key keys[] = {
        { "procs", take_processes },
        { "proc_log", take_nothing },
        { "server", NULL },
        { "hide_keymap_window", NULL },
        { "mouse_scroll_speed", NULL },
        { "scrollback", NULL },
        { "proc_list_width", NULL },
        { "proc_list_title", NULL },
        { "on_init", NULL },
        { "on_all_finished", NULL },
        { "keymap_procs", NULL },
        { "keymap_term", NULL },
        { "keymap_copy", NULL },
        { NULL, NULL },
    };
    struct pair *pairs;
    size_t count = reading_pairs(reading, root, &pairs);

    for (size_t i = 0; i < count; i++) {
        if (strcmp(pairs[i].key, "proc_log") == 0) {
            strcpy(reading->path, "proc_log");
            mprocs_log_of_all(reading, pairs[i].value);
            reading->path[0] = '\0';
        }
    }
    reading_keys(reading, root, keys, NULL);
}
