#include "src/supervise/workerfile_save.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <unistd.h>
#include <yaml.h>

#include "src/supervise/supervisor.h"

/* What need not be written: it is so unless something else is said. */
#define STOP_TIMEOUT 10

/* A file that is being written. */
struct saving {
    yaml_emitter_t emitter;
    bool failed;
};

/* Emit an event that was made, or was not for want of memory. */
static void
emit(struct saving *saving, int made, yaml_event_t *event)
{
    if (saving->failed) {
        if (made) {
            yaml_event_delete(event);
        }
        return;
    }
    saving->failed = !made || !yaml_emitter_emit(&saving->emitter, event);
}

/* Tell whether a text would be read as something else, were it not quoted. */
static bool
needs_quotes(const char *text)
{
    static const char *const words[] = { "",      "~",   "null", "true",
                                         "false", "yes", "no",   "on",
                                         "off",   "y",   "n" };
    char *end;

    for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++) {
        if (strcasecmp(text, words[i]) == 0) {
            return true;
        }
    }
    strtod(text, &end);
    return *end == '\0' || text[0] == '.' || strncmp(text, "<<", 2) == 0;
}

/* Write a scalar. */
static void
put_scalar(struct saving *saving, const char *text, bool quoted)
{
    yaml_event_t event;
    int made = yaml_scalar_event_initialize(
        &event, NULL, NULL, (const yaml_char_t *) text, (int) strlen(text),
        !quoted, 1,
        quoted ? YAML_DOUBLE_QUOTED_SCALAR_STYLE : YAML_ANY_SCALAR_STYLE);

    emit(saving, made, &event);
}

/* Write a text. */
static void
put_text(struct saving *saving, const char *text)
{
    put_scalar(saving, text, needs_quotes(text));
}

/* Write a key and its text; NULL: neither. */
static void
put_pair(struct saving *saving, const char *key, const char *text)
{
    if (text != NULL) {
        put_text(saving, key);
        put_text(saving, text);
    }
}

/* Write a key and its number. */
static void
put_number(struct saving *saving, const char *key, double number)
{
    char text[32];

    snprintf(text, sizeof(text), "%.10g", number);
    put_text(saving, key);
    put_scalar(saving, text, false);
}

/* Write a key and its truth value, if that is not what it is anyway. */
static void
put_bool(struct saving *saving, const char *key, bool value, bool usual)
{
    if (value != usual) {
        put_text(saving, key);
        put_scalar(saving, value ? "true" : "false", false);
    }
}

static void
open_mapping(struct saving *saving, const char *key)
{
    yaml_event_t event;

    if (key != NULL) {
        put_text(saving, key);
    }
    emit(
        saving,
        yaml_mapping_start_event_initialize(
            &event, NULL, NULL, 1, YAML_BLOCK_MAPPING_STYLE),
        &event);
}

static void
close_mapping(struct saving *saving)
{
    yaml_event_t event;

    emit(saving, yaml_mapping_end_event_initialize(&event), &event);
}

static void
open_list(struct saving *saving, const char *key)
{
    yaml_event_t event;

    put_text(saving, key);
    emit(
        saving,
        yaml_sequence_start_event_initialize(
            &event, NULL, NULL, 1, YAML_FLOW_SEQUENCE_STYLE),
        &event);
}

static void
close_list(struct saving *saving)
{
    yaml_event_t event;

    emit(saving, yaml_sequence_end_event_initialize(&event), &event);
}

/* Write what a worker runs. */
static void
put_command(struct saving *saving, const struct worker *worker)
{
    char **command = worker->command;
    bool shell = strcmp(command[0], "/bin/sh") == 0 && command[1] != NULL
        && strcmp(command[1], "-c") == 0 && command[2] != NULL
        && command[3] == NULL;

    if (shell) {
        put_pair(saving, "shell", command[2]);
        return;
    }
    open_list(saving, "cmd");
    for (; *command != NULL; command++) {
        put_text(saving, *command);
    }
    close_list(saving);
}

/* Write variables. */
static void
put_environment(struct saving *saving, const struct policy *policy)
{
    const char *const *one = policy->environment;

    if (one == NULL || *one == NULL) {
        return;
    }
    open_mapping(saving, "env");
    for (; *one != NULL; one++) {
        size_t size = strcspn(*one, "=");
        char *name = strndup(*one, size);
        bool last = true;

        for (const char *const *more = one + 1; *more != NULL; more++) {
            last = last
                && !(strncmp(*more, *one, size) == 0
                     && ((*more)[size] == '=' || (*more)[size] == '\0'));
        }
        saving->failed = saving->failed || name == NULL;
        if (last && name != NULL) {
            put_text(saving, name);
            if ((*one)[size] == '=') {
                put_scalar(saving, *one + size + 1, true);
            } else {
                put_scalar(saving, "null", false);
            }
        }
        free(name);
    }
    close_mapping(saving);
}

/* Write how it is found out that a worker is ready. */
static void
put_ready(struct saving *saving, const struct policy_probe *ready)
{
    char *address = NULL;

    if (ready->kind == POLICY_READY_STARTED) {
        return;
    }
    open_mapping(saving, "ready");
    if (ready->kind == POLICY_READY_LOG) {
        put_pair(saving, "log", ready->text);
        close_mapping(saving);
        return;
    }
    if (ready->kind == POLICY_READY_COMMAND) {
        put_pair(saving, "command", ready->text);
    } else if (
        asprintf(
            &address,
            strchr(ready->host, ':') ? "http://[%s]:%s%s" : "http://%s:%s%s",
            ready->host, ready->port, ready->text)
        >= 0) {
        put_pair(saving, "http", address);
        put_number(saving, "status", ready->status);
        free(address);
    } else {
        saving->failed = true;
    }
    put_number(saving, "delay", ready->delay);
    put_number(saving, "period", ready->period);
    put_number(saving, "timeout", ready->timeout);
    put_number(saving, "successes", ready->successes);
    put_number(saving, "failures", ready->failures);
    close_mapping(saving);
}

/* Write what becomes of a worker that has ended. */
static void
put_restart(struct saving *saving, const struct policy *policy)
{
    put_bool(saving, "exit_on_end", policy->exit_on_end, false);
    if (policy->restart == POLICY_RESTART_NO) {
        return;
    }
    put_text(saving, "restart");
    put_scalar(saving, policy_restart_name(policy->restart), false);
    open_mapping(saving, "backoff");
    put_number(saving, "first", policy->backoff);
    put_number(saving, "most", policy->backoff_most);
    close_mapping(saving);
    if (policy->restarts_most > 0) {
        put_number(saving, "max_restarts", policy->restarts_most);
    }
}

/* Write how a worker is stopped. */
static void
put_stop(struct saving *saving, const struct policy *policy)
{
    char name[32];
    char text[40];

    if (policy->stop_signal == 0 && policy->stop_command == NULL
        && !policy->stop_leader_only && policy->stop_timeout == STOP_TIMEOUT) {
        return;
    }
    open_mapping(saving, "stop");
    if (policy->stop_signal != 0) {
        worker_signal_name(policy->stop_signal, name, sizeof(name));
        snprintf(text, sizeof(text), "SIG%s", name);
        put_pair(saving, "signal", text);
    }
    put_pair(saving, "command", policy->stop_command);
    put_bool(saving, "leader_only", policy->stop_leader_only, false);
    put_number(saving, "timeout", policy->stop_timeout);
    close_mapping(saving);
}

/* Write what else a policy says. */
static void
put_policy(struct saving *saving, const struct policy *policy)
{
    if (policy->dependency_count > 0) {
        open_mapping(saving, "depends_on");
        for (size_t i = 0; i < policy->dependency_count; i++) {
            put_pair(
                saving, policy->dependencies[i].name,
                policy_condition_name(policy->dependencies[i].condition));
        }
        close_mapping(saving);
    }
    put_ready(saving, &policy->ready);
    put_restart(saving, policy);
    put_stop(saving, policy);
    for (int code = 0, any = 0; code <= 256; code++) {
        bool good = code > 0 && code < 256 && policy_is_success(policy, code);

        if (good && !any++) {
            open_list(saving, "success_exit_codes");
        }
        if (good) {
            char text[8];

            snprintf(text, sizeof(text), "%d", code);
            put_scalar(saving, text, false);
        } else if (code == 256 && any) {
            close_list(saving);
        }
    }
    if (policy->log.file != NULL) {
        open_mapping(saving, "log");
        put_pair(saving, "file", policy->log.file);
        put_pair(saving, "stderr", policy->log.error_file);
        put_pair(saving, "mode", policy->log.truncate ? "truncate" : "append");
        put_number(saving, "max_size_mb", (double) policy->log.size_most / 1e6);
        put_number(saving, "max_backups", policy->log.backups);
        close_mapping(saving);
    }
}

/* Write a worker. */
static void
put_worker(struct saving *saving, const struct worker *worker)
{
    const struct policy *policy = worker->policy;

    open_mapping(saving, worker->name);
    put_command(saving, worker);
    put_pair(saving, "description", policy->description);
    put_pair(saving, "cwd", policy->cwd);
    put_environment(saving, policy);
    put_bool(saving, "daemon", worker->daemon, true);
    put_bool(saving, "tty", !policy->no_terminal, true);
    put_bool(saving, "autostart", !policy->manual, true);
    put_policy(saving, policy);
    close_mapping(saving);
}

/* Write all to a stream; returns how many. */
static size_t
put_all(
    struct saving *saving, const struct supervisor *supervisor, FILE *stream)
{
    yaml_event_t event;
    size_t saved = 0;

    yaml_emitter_set_output_file(&saving->emitter, stream);
    yaml_emitter_set_unicode(&saving->emitter, 1);
    yaml_emitter_set_width(&saving->emitter, -1);
    emit(
        saving, yaml_stream_start_event_initialize(&event, YAML_UTF8_ENCODING),
        &event);
    emit(
        saving,
        yaml_document_start_event_initialize(&event, NULL, NULL, NULL, 1),
        &event);
    open_mapping(saving, NULL);
    open_mapping(saving, "procs");
    for (size_t i = 0; i < supervisor_count(supervisor); i++) {
        const struct worker *worker = supervisor_worker(supervisor, i);

        if (worker->command != NULL) {
            put_worker(saving, worker);
            saved++;
        }
    }
    close_mapping(saving);
    close_mapping(saving);
    emit(saving, yaml_document_end_event_initialize(&event, 1), &event);
    emit(saving, yaml_stream_end_event_initialize(&event), &event);
    return saved;
}

/* Write all to a file. */
static int
save_to(const struct supervisor *supervisor, const char *path, size_t *saved)
{
    struct saving saving = { .failed = false };
    FILE *stream;
    int result = 0;

    if (!yaml_emitter_initialize(&saving.emitter)) {
        return -ENOMEM;
    }
    stream = fopen(path, "we");
    if (stream == NULL) {
        result = -errno;
        yaml_emitter_delete(&saving.emitter);
        return result;
    }
    *saved = put_all(&saving, supervisor, stream);
    if (saving.failed) {
        result = saving.emitter.error == YAML_WRITER_ERROR ? -EIO : -ENOMEM;
    }
    yaml_emitter_delete(&saving.emitter);
    if (fclose(stream) != 0 && result == 0) {
        result = -errno;
    }
    return result;
}

int
workerfile_save(
    const struct supervisor *supervisor, const char *path, size_t *saved)
{
    char *beside = NULL;
    int result;

    *saved = 0;
    if (asprintf(&beside, "%s.new", path) < 0) {
        return -ENOMEM;
    }
    result = save_to(supervisor, beside, saved);
    if (result == 0 && rename(beside, path) < 0) {
        result = -errno;
    }
    if (result < 0) {
        unlink(beside);
    }
    free(beside);
    return result;
}
