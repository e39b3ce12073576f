#include "src/supervise/replacement.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* Make a file beside another that no one else has, for all who may read what
 * they make; fills in the XXXXXX of its path.  Returns a stream, or NULL. */
static FILE *
open_beside(char *beside, const char *path)
{
    struct stat status;
    mode_t mask = umask(0);
    mode_t mode =
        stat(path, &status) == 0 ? status.st_mode & 0777 : 0666 & ~mask;
    int fd;
    FILE *stream = NULL;

    umask(mask);
    fd = mkostemp(beside, O_CLOEXEC);
    if (fd < 0) {
        return NULL;
    }
    if (fchmod(fd, mode) == 0) {
        stream = fdopen(fd, "w");
    }
    if (stream == NULL) {
        int number = errno;

        close(fd);
        unlink(beside);
        errno = number;
    }
    return stream;
}

/* Give a file the name that it is to have. */
static int
settle(const char *beside, const char *path, bool replace)
{
    int result = renameat2(
        AT_FDCWD, beside, AT_FDCWD, path, replace ? 0 : RENAME_NOREPLACE);

    if (result < 0 && errno == EINVAL && !replace) {
        /* Not every file system can do that; a link does not replace. */
        result = link(beside, path);
        if (result == 0) {
            unlink(beside);
        }
    }
    return result < 0 ? -errno : 0;
}

/* Free what a replacement holds. */
static void
release(struct replacement *replacement)
{
    free(replacement->beside);
    free(replacement->path);
}

int
replacement_begin(struct replacement *replacement, const char *path)
{
    char *real = realpath(path, NULL);
    int result = 0;

    *replacement = (struct replacement){
        .path = real != NULL ? real : strdup(path),
    };
    if (replacement->path == NULL
        || asprintf(&replacement->beside, "%s.XXXXXX", replacement->path) < 0) {
        replacement->beside = NULL;
        result = -ENOMEM;
    }
    if (result == 0) {
        replacement->stream =
            open_beside(replacement->beside, replacement->path);
        result = replacement->stream != NULL ? 0 : -errno;
    }
    if (result < 0) {
        release(replacement);
    }
    return result;
}

int
replacement_end(struct replacement *replacement, int result, bool replace)
{
    FILE *stream = replacement->stream;

    if (result == 0 && (fflush(stream) != 0 || fsync(fileno(stream)) < 0)) {
        result = -errno;
    }
    if (fclose(stream) != 0 && result == 0) {
        result = -errno;
    }
    if (result == 0) {
        result = settle(replacement->beside, replacement->path, replace);
    }
    if (result < 0) {
        unlink(replacement->beside);
    }
    release(replacement);
    return result;
}
