#include "src/supervise/logfile.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "src/supervise/worker.h"

/* Note what is wrong, in plain words. */
static void
explain(const char *path, int number, char *error)
{
    const char *what = number == ENOSPC || number == EDQUOT
        ? "the disk is full; what does not fit is left out of the file"
        : strerror(number);

    snprintf(error, LOGFILE_ERROR_SIZE, "log file %s: %s", path, what);
}

/* Write a worker's name so that it is one part of a path. */
static int
put_name(char *text, size_t size, const char *name)
{
    int length = snprintf(text, size, "%s", name);

    for (char *slash = text; size > 0 && (slash = strchr(slash, '/'));) {
        *slash = '_';
    }
    if (size > 1 && text[0] == '.') {
        text[0] = '_';
    }
    return length;
}

/* Write what stands for a placeholder; returns its length, -1: it is none. */
static int
fill(
    const char *word,
    size_t length,
    const struct worker *worker,
    char *text,
    size_t size)
{
    time_t now = time(NULL);
    struct tm tm;

    if (length == 6 && strncmp(word, "{name}", length) == 0) {
        return put_name(text, size, worker->name);
    }
    if (length == 4 && strncmp(word, "{id}", length) == 0) {
        return snprintf(text, size, "%llu", (unsigned long long) worker->id);
    }
    if (length == 5 && strncmp(word, "{pid}", length) == 0) {
        return snprintf(text, size, "%d", (int) worker->pid);
    }
    if (length == 4 && strncmp(word, "{ts}", length) == 0
        && localtime_r(&now, &tm) != NULL) {
        return (int) strftime(text, size, "%Y%m%d-%H%M%S", &tm);
    }
    return -1;
}

/* Fill in the placeholders of a path; NULL: it gets too long. */
static char *
fill_path(const char *pattern, const struct worker *worker)
{
    char text[PATH_MAX];
    size_t used = 0;

    while (*pattern != '\0') {
        const char *end = *pattern == '{' ? strchr(pattern, '}') : NULL;
        size_t length = end != NULL ? (size_t) (end - pattern) + 1 : 1;
        int filled =
            fill(pattern, length, worker, text + used, sizeof(text) - used);

        if (filled < 0) {
            text[used] = *pattern;
            length = 1;
            filled = 1;
        }
        used += (size_t) filled;
        pattern += length;
        if (used >= sizeof(text)) {
            return NULL;
        }
    }
    text[used] = '\0';
    return strdup(text);
}

/* Make the folders on the way to a file; what fails shows at the opening. */
static void
make_folders(char *path)
{
    for (char *slash = path; (slash = strchr(slash + 1, '/')) != NULL;) {
        *slash = '\0';
        mkdir(path, 0777);
        *slash = '/';
    }
}

/* Open the file at the log's path. */
static bool
open_file(struct logfile *log, bool truncate)
{
    int flags = O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC | O_NOCTTY
        | O_NONBLOCK | (truncate ? O_TRUNC : 0);
    struct stat status;

    log->fd = open(log->path, flags, 0666);
    if (log->fd < 0) {
        return false;
    }
    log->size = fstat(log->fd, &status) == 0 ? (uint64_t) status.st_size : 0;
    return true;
}

bool
logfile_open(
    struct logfile *log,
    const char *pattern,
    const struct worker *worker,
    char *error)
{
    const struct policy_log *policy = &worker->policy->log;
    char *path = fill_path(pattern, worker);

    error[0] = '\0';
    logfile_close(log);
    *log = (struct logfile){
        .path = path,
        .fd = -1,
        .size_most = policy->size_most,
        .backups = policy->backups,
    };
    if (path == NULL) {
        explain(pattern, ENAMETOOLONG, error);
        return false;
    }
    make_folders(path);
    if (!open_file(log, policy->truncate)) {
        explain(path, errno, error);
        logfile_close(log);
        return false;
    }
    return true;
}

/* Name a rotated file: PATH.NUMBER, or the path itself for 0. */
static void
rotated_name(const struct logfile *log, unsigned number, char *text)
{
    if (number == 0) {
        snprintf(text, PATH_MAX, "%s", log->path);
    } else {
        snprintf(text, PATH_MAX, "%s.%u", log->path, number);
    }
}

/* Move FILE to FILE.1, FILE.1 to FILE.2, ...; the last one goes. */
static bool
rotate(struct logfile *log)
{
    char from[PATH_MAX], to[PATH_MAX];

    close(log->fd);
    for (unsigned i = log->backups; i > 0; i--) {
        rotated_name(log, i - 1, from);
        rotated_name(log, i, to);
        rename(from, to);
    }
    if (!open_file(log, log->backups == 0)) {
        return false;
    }
    log->size = 0; /* also where it could not be moved away */
    return true;
}

/* Write all, or as much as goes; returns whether all was written. */
static bool
write_all(struct logfile *log, const char *bytes, size_t size)
{
    while (size > 0) {
        ssize_t written = write(log->fd, bytes, size);

        if (written < 0 && errno == EINTR) {
            continue;
        }
        if (written <= 0) {
            return false;
        }
        bytes += written;
        size -= (size_t) written;
        log->mid_line = bytes[-1] != '\n';
        log->size += (uint64_t) written;
    }
    return true;
}

/* Find how much may be written before the file is to be rotated: whole lines
 * that fit, or the rest of one that has begun. */
static size_t
fitting(const struct logfile *log, const char *bytes, size_t size)
{
    uint64_t room = log->size_most > log->size ? log->size_most - log->size : 0;
    const char *end;

    if (log->size_most == 0 || size <= room) {
        return size;
    }
    end = memrchr(bytes, '\n', room);
    if (end == NULL && (log->mid_line || log->size == 0)) {
        end = memchr(bytes, '\n', size);
        return end != NULL ? (size_t) (end - bytes) + 1 : size;
    }
    return end != NULL ? (size_t) (end - bytes) + 1 : 0;
}

bool
logfile_write(struct logfile *log, const char *bytes, size_t size, char *error)
{
    bool good = true;

    error[0] = '\0';
    if (log->path == NULL) {
        return false;
    }
    while (good && size > 0) {
        size_t part = fitting(log, bytes, size);

        good = part > 0 ? write_all(log, bytes, part) : rotate(log);
        bytes += part;
        size -= part;
    }
    if (!good && !log->failed) {
        log->failed = true;
        explain(log->path, errno, error);
    }
    if (log->fd < 0) {
        logfile_close(log);
    }
    return good;
}

void
logfile_close(struct logfile *log)
{
    if (log->path == NULL) {
        return;
    }
    if (log->fd >= 0) {
        close(log->fd);
    }
    free(log->path);
    log->path = NULL;
    log->fd = -1;
}
