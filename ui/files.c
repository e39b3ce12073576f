#include "ui/files.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* The program's exit status for input that cannot be used. */
#define STATUS_BAD 2

/* Read a file, and say on stderr what is wrong with it. */
static int
read_file(const char *path, struct workerfile **out)
{
    int result = workerfile_read(out, path);

    if (result == -ENOMEM) {
        fprintf(stderr, "mptop: %s\n", mp_strerror(result));
        return 1;
    }
    if (result < 0) {
        problems_print(workerfile_problems(*out), stderr);
        workerfile_free(*out);
        *out = NULL;
        return STATUS_BAD;
    }
    return 0;
}

int
files_check(const char *path)
{
    struct workerfile *file = NULL;
    int status = read_file(path, &file);

    if (status == 0) {
        problems_print(workerfile_problems(file), stderr);
        workerfile_print(file, stdout);
        workerfile_free(file);
    }
    return status;
}

int
files_take_terminal(void)
{
    int fd = open("/dev/tty", O_RDWR | O_CLOEXEC);

    if (fd < 0 || dup2(fd, STDIN_FILENO) < 0) {
        int number = errno;

        if (fd >= 0) {
            close(fd);
        }
        return -number;
    }
    close(fd);
    return 0;
}

int
files_open(const char *path, struct workerfile **out)
{
    int status = read_file(path, out);

    if (status == 0 && strcmp(path, "-") == 0) {
        int result = files_take_terminal();

        if (result < 0) {
            fprintf(stderr, "mptop: /dev/tty: %s\n", strerror(-result));
            workerfile_free(*out);
            *out = NULL;
            return STATUS_BAD;
        }
    }
    return status;
}

void
files_tell_warnings(struct workerfile *file, struct model *model)
{
    struct problems *problems = workerfile_problems(file);
    char text[512];

    for (size_t i = 0; i < problems->count; i++) {
        problems_get(problems, i, text, sizeof(text));
        messages_add(
            &model->messages, model->wall, MESSAGE_WARNING, text, NULL);
    }
}

const char *
files_hint(char *text, size_t size)
{
    const char *name = workerfile_nearby();

    text[0] = '\0';
    if (name) {
        snprintf(
            text, size, "there is a %s here: mptop -f %s runs it", name, name);
    }
    return text;
}

int
files_log_to(struct supervisor *supervisor, const char *folder)
{
    char *file = NULL;
    int result;

    if (asprintf(&file, "%s/{name}.log", folder) < 0) {
        return -ENOMEM;
    }
    result = supervisor_log_to(supervisor, file);
    free(file);
    return result;
}
