#include "src/supervise/care.h"

#include <errno.h>
#include <signal.h>
#include <stdlib.h>

#include "src/supervise/dependency.h"
#include "src/supervise/life.h"
#include "src/supervise/liveness.h"
#include "src/supervise/readiness.h"
#include "src/supervise/restart.h"
#include "src/supervise/set.h"
#include "src/supervise/stop.h"

int
care_new(struct worker *worker)
{
    const struct policy_probe *ready = &worker->policy->ready;
    struct care *care = calloc(1, sizeof(*care));

    if (care == NULL) {
        return -ENOMEM;
    }
    worker->care = care;
    if (ready->kind == POLICY_READY_LOG) {
        int result =
            regcomp(&care->pattern, ready->text, REG_EXTENDED | REG_NOSUB);

        if (result != 0) {
            return result == REG_ESPACE ? -ENOMEM : -EINVAL;
        }
        care->has_pattern = true;
    }
    return 0;
}

void
care_free(struct worker *worker)
{
    struct care *care = worker->care;

    if (care == NULL) {
        return;
    }
    restart_cancel(worker);
    stop_ended(worker);
    stop_gone(worker);
    readiness_end(worker);
    liveness_end(worker);
    dependency_forget(worker);
    logfile_close(&care->log);
    logfile_close(&care->error_log);
    if (care->has_pattern) {
        regfree(&care->pattern);
    }
    free(care);
    worker->care = NULL;
}

/* Open the log files of a new life. */
static void
open_logs(struct worker *worker)
{
    const struct policy_log *log = &worker->policy->log;
    char error[LOGFILE_ERROR_SIZE];

    if (log->file != NULL
        && !logfile_open(&worker->care->log, log->file, worker, error)) {
        set_warn(worker, ACTION_START, error);
    }
    if (log->error_file != NULL
        && !logfile_open(
            &worker->care->error_log, log->error_file, worker, error)) {
        set_warn(worker, ACTION_START, error);
    }
}

void
care_started(struct worker *worker)
{
    if (worker->care == NULL) {
        return;
    }
    worker->care->commanded = worker->care->unwell = false;
    worker->care->returned = false;
    open_logs(worker);
    dependency_changed(worker);
    readiness_begin(worker);
    liveness_begin(worker);
}

/* Write to a log file, if there is one. */
static void
write_log(
    struct worker *worker,
    enum output_stream stream,
    const char *bytes,
    size_t size)
{
    struct care *care = worker->care;
    char error[LOGFILE_ERROR_SIZE] = "";

    logfile_write(
        stream == OUTPUT_STDERR && worker->policy->log.error_file != NULL
            ? &care->error_log
            : &care->log,
        bytes, size, error);
    if (error[0] != '\0') {
        set_warn(worker, ACTION_START, error);
    }
}

/* Write what came from a terminal, without the carriage returns that it puts
 * before the newlines. */
static void
write_log_of_terminal(struct worker *worker, const char *bytes, size_t size)
{
    struct care *care = worker->care;
    char text[4096];
    size_t used = 0;

    for (size_t i = 0; i < size; i++) {
        if (care->returned && bytes[i] != '\n') {
            text[used++] = '\r';
        }
        care->returned = bytes[i] == '\r';
        if (!care->returned) {
            text[used++] = bytes[i];
        }
        if (used > sizeof(text) - 2 || i + 1 == size) {
            write_log(worker, OUTPUT_STDOUT, text, used);
            used = 0;
        }
    }
}

void
care_output(
    struct worker *worker,
    enum output_stream stream,
    const char *bytes,
    size_t size)
{
    if (worker->care == NULL) {
        return;
    }
    if (!worker->terminal) {
        write_log(worker, stream, bytes, size);
    } else if (worker->care->log.path != NULL) {
        write_log_of_terminal(worker, bytes, size);
    }
    readiness_output(worker);
}

void
care_ended(struct worker *worker)
{
    if (worker->care == NULL) {
        return;
    }
    stop_ended(worker);
    readiness_end(worker);
    liveness_end(worker);
    /* Whoever is left of a group is in the way of its next life. */
    if (worker->group_left && !worker->stopping && restart_is_wanted(worker)) {
        stop_worker(worker);
    }
}

void
care_gone(struct worker *worker)
{
    if (worker->care == NULL) {
        return;
    }
    stop_gone(worker);
    restart_decide(worker);
    dependency_changed(worker);
}
