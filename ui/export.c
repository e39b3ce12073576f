#include "ui/export.h"

#include <errno.h>
#include <string.h>
#include <strings.h>
#include <unistd.h>

/* Find the writer for a file's name; NULL: there is none. */
static void (*find_writer(const char *path))(FILE *, const struct model *)
{
    const char *dot = strrchr(path, '.');

    if (dot && strcasecmp(dot, ".svg") == 0) {
        return export_svg;
    }
    return dot && strcasecmp(dot, ".csv") == 0 ? export_csv : NULL;
}

int
export_timeline(
    const char *path, const struct model *model, char *error, size_t size)
{
    void (*write)(FILE *, const struct model *) = find_writer(path);
    FILE *file;
    int result = 0;

    if (!write) {
        snprintf(error, size, "'%s' must end in .svg or .csv", path);
        return -EINVAL;
    }
    file = fopen(path, "wxe");
    if (!file) {
        result = -errno;
        snprintf(
            error, size, "%s: %s", path,
            result == -EEXIST ? "there is such a file; choose another name"
                              : strerror(-result));
        return result;
    }
    write(file, model);
    result = ferror(file) ? -EIO : 0;
    if (fclose(file) != 0) {
        result = -errno;
    }
    if (result < 0) {
        snprintf(error, size, "%s: %s", path, strerror(-result));
        unlink(path);
    }
    return result;
}
