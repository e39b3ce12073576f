#include <stdlib.h>
#include <string.h>

#include "src/supervise/text.h"
#include "src/supervise/workerfile.h"
#include "src/supervise/workerfile_parts.h"

/* The longest cell. */
#define CELL_SIZE 1024

/* The columns; one that has nothing but defaults is left out. */
enum column {
    COLUMN_NAME,
    COLUMN_STARTS,
    COLUMN_DEPENDS_ON,
    COLUMN_READY,
    COLUMN_ALIVE,
    COLUMN_RESTART,
    COLUMN_STOP,
    COLUMN_FOLDER,
    COLUMN_COMMAND,
    COLUMNS
};

static const char *const heads[COLUMNS] = {
    "NAME",    "STARTS", "DEPENDS ON", "READY",   "ALIVE",
    "RESTART", "STOP",   "FOLDER",     "COMMAND",
};

/* Append to a text that is cut to fit. */
static void
append(char *text, const char *more)
{
    size_t size = strlen(text);

    snprintf(text + size, CELL_SIZE - size, "%s", more);
}

/* Say what a worker depends on. */
static void
write_dependencies(const struct policy *policy, char *text)
{
    for (size_t i = 0; i < policy->dependency_count; i++) {
        const struct policy_dependency *one = &policy->dependencies[i];

        append(text, i > 0 ? ", " : "");
        append(text, one->name);
        append(text, ": ");
        append(text, policy_condition_name(one->condition));
    }
}

/* Say how it is found out that a worker is ready. */
static void
write_ready(const struct policy_probe *ready, char *text)
{
    switch (ready->kind) {
    case POLICY_READY_STARTED:
        break;
    case POLICY_READY_LOG:
        snprintf(text, CELL_SIZE, "a line matches %s", ready->text);
        break;
    case POLICY_READY_COMMAND:
        snprintf(text, CELL_SIZE, "%s", ready->text);
        break;
    case POLICY_READY_HTTP:
        snprintf(
            text, CELL_SIZE, "http://%s:%s%s", ready->host, ready->port,
            ready->text);
        break;
    }
}

/* Say when a worker is restarted. */
static void
write_restart(const struct policy *policy, char *text)
{
    char more[64];

    if (policy->restart == POLICY_RESTART_NO) {
        snprintf(text, CELL_SIZE, "%s", policy->exit_on_end ? "ends all" : "");
        return;
    }
    append(text, policy_restart_name(policy->restart));
    if (policy->restart != POLICY_EXIT_ON_FAILURE) {
        snprintf(more, sizeof(more), " after %.4g s", policy->backoff);
        append(text, more);
        if (policy->backoff_most > 0) {
            snprintf(more, sizeof(more), "..%.4g s", policy->backoff_most);
            append(text, more);
        }
    }
    if (policy->restarts_most > 0) {
        snprintf(more, sizeof(more), ", %u times", policy->restarts_most);
        append(text, more);
    }
}

/* Say how a worker is stopped, unless that is as its file's format has it. */
static void
write_stop(
    enum workerfile_format format, const struct policy *policy, char *text)
{
    double usual = format == WORKERFILE_PROCFILE ? 5 : 10;
    char more[64];
    const char *name =
        policy->stop_signal != 0 ? sigabbrev_np(policy->stop_signal) : "TERM";

    if (policy->stop_command == NULL && policy->stop_signal == 0
        && policy->stop_timeout == usual) {
        return;
    }
    if (policy->stop_command != NULL) {
        append(text, policy->stop_command);
    } else {
        snprintf(text, CELL_SIZE, "SIG%s", name != NULL ? name : "?");
    }
    if (policy->stop_timeout > 0) {
        snprintf(
            more, sizeof(more), ", SIGKILL after %.4g s", policy->stop_timeout);
        append(text, more);
    }
}

/* Say what a worker runs. */
static void
write_command(const struct entry *entry, char *text)
{
    if (entry->shown != NULL || entry->shell != NULL) {
        append(text, entry->shown != NULL ? entry->shown : entry->shell);
        return;
    }
    for (size_t i = 0; entry->command[i] != NULL; i++) {
        append(text, i > 0 ? " " : "");
        append(text, entry->command[i]);
    }
}

/* Write a cell, safe to show; "" where it says nothing. */
static void
write_cell(
    const struct workerfile *file,
    const struct entry *entry,
    enum column column,
    char *text)
{
    char raw[CELL_SIZE] = "";
    const struct policy *policy = &entry->policy;

    switch (column) {
    case COLUMN_NAME:
        append(raw, entry->name);
        break;
    case COLUMN_STARTS:
        append(raw, policy->manual ? "by hand" : "");
        break;
    case COLUMN_DEPENDS_ON:
        write_dependencies(policy, raw);
        break;
    case COLUMN_READY:
        write_ready(&policy->ready, raw);
        break;
    case COLUMN_ALIVE:
        write_ready(&policy->alive, raw);
        break;
    case COLUMN_RESTART:
        write_restart(policy, raw);
        break;
    case COLUMN_STOP:
        write_stop(file->format, policy, raw);
        break;
    case COLUMN_FOLDER:
        append(raw, policy->cwd != NULL ? policy->cwd : "");
        break;
    case COLUMN_COMMAND:
    case COLUMNS:
        write_command(entry, raw);
        break;
    }
    for (char *end = strchr(raw, '\n'); end != NULL; end = strchr(end, '\n')) {
        *end = ' ';
    }
    text_sanitize(raw, strlen(raw), text, CELL_SIZE);
}

/* Count the characters of a text. */
static size_t
width_of(const char *text)
{
    size_t width = 0;

    for (; *text != '\0'; text++) {
        width += ((unsigned char) *text & 0xc0) != 0x80;
    }
    return width;
}

/* Find how wide the columns are; 0: left out. */
static void
measure(const struct workerfile *file, size_t widths[COLUMNS])
{
    char text[CELL_SIZE];

    memset(widths, 0, COLUMNS * sizeof(*widths));
    for (const struct entry *entry = file->entries; entry != NULL;
         entry = entry->next) {
        for (int i = 0; i < COLUMNS; i++) {
            size_t width;

            write_cell(file, entry, (enum column) i, text);
            width = width_of(text);
            widths[i] = width > widths[i] ? width : widths[i];
        }
    }
    for (int i = 0; i < COLUMNS; i++) {
        if (widths[i] > 0 && strlen(heads[i]) > widths[i]) {
            widths[i] = strlen(heads[i]);
        }
    }
}

/* Print a cell and fill it up, but for the last one. */
static void
print_cell(FILE *out, const char *text, size_t width, bool last)
{
    size_t used = width_of(text);

    fputs(text, out);
    for (; !last && used < width + 2; used++) {
        fputc(' ', out);
    }
}

void
workerfile_print(const struct workerfile *file, FILE *out)
{
    static const char *const formats[] = {
        [WORKERFILE_PROCFILE] = "Procfile",
        [WORKERFILE_MPROCS] = "mprocs.yaml",
        [WORKERFILE_PROCESS_COMPOSE] = "process-compose.yaml",
    };
    char text[CELL_SIZE];
    size_t widths[COLUMNS];

    measure(file, widths);
    text_sanitize(file->path, strlen(file->path), text, sizeof(text));
    fprintf(
        out, "%s: %s, %zu process%s\n\n", text, formats[file->format],
        file->count, file->count == 1 ? "" : "es");
    for (int i = 0; i < COLUMNS; i++) {
        if (widths[i] > 0) {
            print_cell(out, heads[i], widths[i], i == COLUMN_COMMAND);
        }
    }
    fputc('\n', out);
    for (const struct entry *entry = file->entries; entry != NULL;
         entry = entry->next) {
        for (int i = 0; i < COLUMNS; i++) {
            if (widths[i] > 0) {
                write_cell(file, entry, (enum column) i, text);
                print_cell(
                    out, text[0] != '\0' ? text : "-", widths[i],
                    i == COLUMN_COMMAND);
            }
        }
        fputc('\n', out);
    }
}
