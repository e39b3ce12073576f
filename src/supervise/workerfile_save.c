#include "src/supervise/workerfile_save.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "src/supervise/dependency.h"
#include "src/supervise/describe.h"
#include "src/supervise/replacement.h"
#include "src/supervise/supervisor.h"
#include "src/supervise/yaml_writing.h"

/* What need not be written: it is so unless something else is said. */
#define STOP_TIMEOUT 10

/* Get the text that the shell runs for a worker; NULL: it runs a command. */
static const char *
shell_text(char *const *command)
{
    bool shell = strcmp(command[0], "/bin/sh") == 0 && command[1] != NULL
        && strcmp(command[1], "-c") == 0 && command[2] != NULL
        && command[3] == NULL;

    return shell ? command[2] : NULL;
}

/* Write what a worker runs, and how that is shown where it is not as it would
 * be anyway. */
static void
put_command(struct writing *writing, const struct worker *worker)
{
    char target[DESCRIBE_TARGET_SIZE];
    struct worker_spec spec = { .shell = shell_text(worker->command) };

    if (spec.shell != NULL) {
        writing_pair(writing, "shell", spec.shell);
    } else {
        spec.command = (const char *const *) worker->command;
        writing_open_list(writing, "cmd");
        for (char **word = worker->command; *word != NULL; word++) {
            writing_text(writing, *word);
        }
        writing_close_list(writing);
    }
    if (strcmp(describe_target(&spec, target), worker->target) != 0) {
        writing_pair(writing, "target", worker->target);
    }
}

/* Tell whether a later change in a list is about the same variable. */
static bool
is_overruled(const char *const *change)
{
    size_t size = strcspn(*change, "=");

    for (const char *const *more = change + 1; *more != NULL; more++) {
        if (strcspn(*more, "=") == size && strncmp(*more, *change, size) == 0) {
            return true;
        }
    }
    return false;
}

/* Write variables. */
static void
put_environment(struct writing *writing, const char *const *changes)
{
    if (changes == NULL || *changes == NULL) {
        return;
    }
    writing_open_mapping(writing, "env");
    for (; *changes != NULL; changes++) {
        size_t size = strcspn(*changes, "=");
        char *name;

        if (is_overruled(changes)) {
            continue;
        }
        name = strndup(*changes, size);
        if (name == NULL) {
            writing->error = writing->error != 0 ? writing->error : -ENOMEM;
            break;
        }
        writing_text(writing, name);
        if ((*changes)[size] == '=') {
            writing_text(writing, *changes + size + 1);
        } else {
            writing_plain(writing, "null");
        }
        free(name);
    }
    writing_close_mapping(writing);
}

/* Write the address that a probe asks. */
static void
put_address(struct writing *writing, const struct policy_probe *probe)
{
    bool bracket = strchr(probe->host, ':') != NULL;
    char *address = NULL;

    if (asprintf(
            &address, "http://%s%s%s:%s%s", bracket ? "[" : "", probe->host,
            bracket ? "]" : "", probe->port, probe->text)
        < 0) {
        writing->error = writing->error != 0 ? writing->error : -ENOMEM;
        return;
    }
    writing_pair(writing, "http", address);
    writing_number(writing, "status", probe->status);
    free(address);
}

/* Write a probe, if there is one. */
static void
put_probe(
    struct writing *writing, const char *key, const struct policy_probe *probe)
{
    if (probe->kind == POLICY_READY_STARTED) {
        return;
    }
    writing_open_mapping(writing, key);
    if (probe->kind == POLICY_READY_LOG) {
        writing_pair(writing, "log", probe->text);
        writing_close_mapping(writing);
        return;
    }
    if (probe->kind == POLICY_READY_COMMAND) {
        writing_pair(writing, "command", probe->text);
        writing_pair(writing, "cwd", probe->cwd);
    } else {
        put_address(writing, probe);
    }
    writing_number(writing, "delay", probe->delay);
    writing_number(writing, "period", probe->period);
    writing_number(writing, "timeout", probe->timeout);
    writing_number(writing, "successes", probe->successes);
    writing_number(writing, "failures", probe->failures);
    writing_close_mapping(writing);
}

/* Write what becomes of a worker that has ended. */
static void
put_restart(struct writing *writing, const struct policy *policy)
{
    writing_bool(writing, "exit_on_end", policy->exit_on_end, false);
    if (policy->restart == POLICY_RESTART_NO) {
        return;
    }
    writing_text(writing, "restart");
    writing_plain(writing, policy_restart_name(policy->restart));
    writing_open_mapping(writing, "backoff");
    writing_number(writing, "first", policy->backoff);
    writing_number(writing, "most", policy->backoff_most);
    writing_close_mapping(writing);
    if (policy->restarts_most > 0) {
        writing_number(writing, "max_restarts", policy->restarts_most);
    }
}

/* Write how a worker is stopped. */
static void
put_stop(struct writing *writing, const struct policy *policy)
{
    const char *name = sigabbrev_np(policy->stop_signal);
    char text[40];

    if (policy->stop_signal == 0 && policy->stop_command == NULL
        && !policy->stop_leader_only && policy->stop_timeout == STOP_TIMEOUT) {
        return;
    }
    writing_open_mapping(writing, "stop");
    if (policy->stop_signal != 0 && name != NULL) {
        snprintf(text, sizeof(text), "SIG%s", name);
        writing_pair(writing, "signal", text);
    } else if (policy->stop_signal != 0) {
        writing_number(writing, "signal", policy->stop_signal);
    }
    writing_pair(writing, "command", policy->stop_command);
    writing_bool(writing, "leader_only", policy->stop_leader_only, false);
    writing_number(writing, "timeout", policy->stop_timeout);
    writing_close_mapping(writing);
}

/* Write what a worker waits for, by the names that the others have now. */
static void
put_dependencies(struct writing *writing, struct worker *worker)
{
    const struct policy *policy = worker->policy;
    bool any = false;

    for (size_t i = 0; i < policy->dependency_count; i++) {
        const struct worker *other = dependency_get(worker, i);

        if (other == NULL) {
            continue; /* removed: there is nothing to wait for */
        }
        if (!any) {
            writing_open_mapping(writing, "depends_on");
            any = true;
        }
        writing_pair(
            writing, other->name,
            policy_condition_name(policy->dependencies[i].condition));
    }
    if (any) {
        writing_close_mapping(writing);
    }
}

/* Write which exit codes are no failure, beside 0. */
static void
put_success_codes(struct writing *writing, const struct policy *policy)
{
    bool any = false;

    for (int code = 1; code < 256; code++) {
        char text[8];

        if (!policy_is_success(policy, code)) {
            continue;
        }
        if (!any) {
            writing_open_list(writing, "success_exit_codes");
            any = true;
        }
        snprintf(text, sizeof(text), "%d", code);
        writing_plain(writing, text);
    }
    if (any) {
        writing_close_list(writing);
    }
}

/* Write where the output goes. */
static void
put_log(struct writing *writing, const struct policy_log *log)
{
    if (log->file == NULL) {
        return;
    }
    writing_open_mapping(writing, "log");
    writing_pair(writing, "file", log->file);
    writing_pair(writing, "stderr", log->error_file);
    writing_pair(writing, "mode", log->truncate ? "truncate" : "append");
    writing_number(writing, "max_size_mb", (double) log->size_most / 1e6);
    writing_number(writing, "max_backups", log->backups);
    writing_close_mapping(writing);
}

/* Write a worker. */
static void
put_worker(struct writing *writing, struct worker *worker)
{
    const struct policy *policy = worker->policy;

    writing_open_mapping(writing, worker->name);
    put_command(writing, worker);
    writing_pair(writing, "description", policy->description);
    writing_pair(writing, "cwd", policy->cwd);
    put_environment(writing, policy->environment);
    writing_bool(writing, "daemon", worker->daemon, true);
    writing_bool(writing, "tty", !policy->no_terminal, true);
    writing_bool(writing, "autostart", !policy->manual, true);
    put_dependencies(writing, worker);
    put_probe(writing, "ready", &policy->ready);
    put_probe(writing, "alive", &policy->alive);
    put_restart(writing, policy);
    put_stop(writing, policy);
    put_success_codes(writing, policy);
    put_log(writing, &policy->log);
    writing_close_mapping(writing);
}

/* Write all to a stream. */
static int
put_all(const struct supervisor *supervisor, FILE *stream, size_t *saved)
{
    struct writing writing;
    int result = writing_begin(&writing, stream);

    if (result < 0) {
        return result;
    }
    writing_open_mapping(&writing, "procs");
    for (size_t i = 0; i < supervisor_count(supervisor); i++) {
        struct worker *worker = supervisor_worker(supervisor, i);

        if (worker->command != NULL) {
            put_worker(&writing, worker);
            ++*saved;
        }
    }
    writing_close_mapping(&writing);
    result = writing_end(&writing);
    return result == 0 && *saved == 0 ? -ENODATA : result;
}

int
workerfile_save(
    const struct supervisor *supervisor,
    const char *path,
    bool replace,
    size_t *saved)
{
    struct replacement replacement;
    int result = 0;

    *saved = 0;
    if (!replace && access(path, F_OK) == 0) {
        return -EEXIST;
    }
    result = replacement_begin(&replacement, path);
    return result < 0
        ? result
        : replacement_end(
            &replacement, put_all(supervisor, replacement.stream, saved),
            replace);
}
