#include "src/supervise/guard_sweep.h"

#include <dirent.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/pidfd.h>
#include <unistd.h>

/* The longest pause between two rounds, in milliseconds. */
#define PAUSE_MOST 100

/* Rounds without a find after which nobody is left: one may have forked behind
 * our back and ended before we came to it. */
#define EMPTY_ROUNDS 2

/* An environment, read again and again. */
struct buffer {
    char *bytes;
    size_t room;
    size_t size;
};

/* Read all of a file; returns whether there is something. */
static bool
read_all(struct buffer *buffer, int fd)
{
    ssize_t part = 0;

    buffer->size = 0;
    do {
        buffer->size += (size_t) part;
        if (buffer->size + 1 >= buffer->room) {
            size_t room = buffer->room > 0 ? buffer->room * 2 : 65536;
            char *bytes = realloc(buffer->bytes, room);

            if (bytes == NULL) {
                break;
            }
            buffer->bytes = bytes;
            buffer->room = room;
        }
        part = read(
            fd, buffer->bytes + buffer->size, buffer->room - buffer->size - 1);
    } while (part > 0);
    if (buffer->room > 0) {
        buffer->bytes[buffer->size] = '\0';
    }
    return buffer->size > 0;
}

/* Tell whether an environment has a variable with a word in its value. */
static bool
has_word(const struct buffer *buffer, const char *name, const char *word)
{
    size_t length = strlen(name);

    for (const char *one = buffer->bytes; one < buffer->bytes + buffer->size;
         one += strlen(one) + 1) {
        if (strncmp(one, name, length) == 0 && one[length] == '='
            && strstr(one + length, word) != NULL) {
            return true;
        }
    }
    return false;
}

/* Tell whether a process is between two programs: it has left one, and what it
 * is given for the next, its environment too, is not there yet.  Without either
 * are kernel threads and those that have ended as well, but they have no
 * program. */
static bool
is_between(struct buffer *buffer, int proc, const char *pid)
{
    char path[300], program[2];
    bool bare;
    int fd;

    snprintf(path, sizeof(path), "%s/exe", pid);
    if (readlinkat(proc, path, program, sizeof(program)) < 0) {
        return false;
    }
    snprintf(path, sizeof(path), "%s/cmdline", pid);
    fd = openat(proc, path, O_RDONLY | O_CLOEXEC);
    if (fd < 0) {
        return false;
    }
    bare = !read_all(buffer, fd);
    close(fd);
    return bare;
}

/* Kill a process if it carries the word; returns whether it did, or may do so
 * before long. */
static bool
kill_carrier(
    struct buffer *buffer,
    int proc,
    const char *pid,
    const char *name,
    const char *word)
{
    char path[300];
    int process, fd;
    bool found = false;

    snprintf(path, sizeof(path), "%s/environ", pid);
    fd = openat(proc, path, O_RDONLY | O_CLOEXEC);
    if (fd < 0) {
        return false;
    }
    process = pidfd_open((pid_t) atoi(pid), 0);
    /* What is read after that is of the process that would be killed. */
    if (process >= 0 && read_all(buffer, fd)) {
        found = has_word(buffer, name, word)
            && pidfd_send_signal(process, SIGKILL, NULL, 0) == 0;
    } else if (process >= 0) {
        found = is_between(buffer, proc, pid);
    }
    if (process >= 0) {
        close(process);
    }
    close(fd);
    return found;
}

/* Kill all that carry the word now; returns how many did, or may. */
static size_t
kill_all(struct buffer *buffer, DIR *proc, const char *name, const char *word)
{
    const struct dirent *entry;
    size_t count = 0;

    rewinddir(proc);
    while ((entry = readdir(proc)) != NULL) {
        const char *pid = entry->d_name;

        if (pid[0] >= '1' && pid[0] <= '9' && atoi(pid) != getpid()) {
            count += kill_carrier(buffer, dirfd(proc), pid, name, word);
        }
    }
    return count;
}

size_t
guard_sweep(const char *name, const char *word, int patience)
{
    struct buffer buffer = { 0 };
    DIR *proc = opendir("/proc");
    size_t found = 0;
    int waited = 0, pause = 0;
    int empty = 0;

    while (proc != NULL && empty < EMPTY_ROUNDS && waited < patience) {
        found = kill_all(&buffer, proc, name, word);
        empty = found > 0 ? 0 : empty + 1;
        if (found > 0) {
            pause = pause == 0 ? 1 : pause < PAUSE_MOST ? pause * 2 : pause;
            poll(NULL, 0, pause);
            waited += pause;
        }
    }
    if (proc != NULL) {
        closedir(proc);
    }
    free(buffer.bytes);
    return found;
}
