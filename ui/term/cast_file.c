#include "ui/term/cast_file.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* What a handler of a signal sees. */
static const struct cast_file *volatile open_file;

int
cast_file_open(struct cast_file *file, int fd)
{
    *file = (struct cast_file){ .fd = fd, .lines = malloc(CAST_FILE_ROOM) };
    if (!file->lines) {
        close(fd);
        return -ENOMEM;
    }
    open_file = file;
    return 0;
}

/* Write lines; where they do not all go in, take back what did. */
static int
write_lines(struct cast_file *file, const char *lines, size_t size)
{
    size_t done = 0;

    while (done < size) {
        ssize_t count = write(file->fd, lines + done, size - done);

        if (count < 0 && errno != EINTR) {
            int error = -errno;

            if (done > 0 && ftruncate(file->fd, file->size) < 0) {
                return error; /* a pipe, say: it cannot be taken back */
            }
            return error;
        }
        done += count > 0 ? (size_t) count : 0;
    }
    file->size += (off_t) size;
    return 0;
}

int
cast_file_flush(struct cast_file *file)
{
    size_t count = file->count;

    file->count = 0;
    return write_lines(file, file->lines, count);
}

int
cast_file_add(struct cast_file *file, const char *line, size_t size)
{
    if (size > CAST_FILE_ROOM - file->count) {
        int result = cast_file_flush(file);

        if (result < 0) {
            return result;
        }
    }
    if (size > CAST_FILE_ROOM) {
        return write_lines(file, line, size);
    }
    memcpy(file->lines + file->count, line, size);
    /* A handler sees whole lines only. */
    __atomic_signal_fence(__ATOMIC_SEQ_CST);
    file->count += size;
    return 0;
}

void
cast_file_close(struct cast_file *file)
{
    open_file = NULL;
    close(file->fd);
    free(file->lines);
}

void
cast_file_rescue(void)
{
    const struct cast_file *file = open_file;
    size_t done = 0;

    while (file && done < file->count) {
        ssize_t count = write(file->fd, file->lines + done, file->count - done);

        if (count < 0 && errno != EINTR) {
            return;
        }
        done += count > 0 ? (size_t) count : 0;
    }
}
