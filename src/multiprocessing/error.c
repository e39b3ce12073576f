#include "config.h"

#include <errno.h>
#include <string.h>

#include "src/multiprocessing.h"

struct error_row {
    int code;
    const char *class_name;
    const char *message;
};

static const struct error_row rows[] = {
#define ERROR_ROW(code, number, class_name, message)                           \
    { code, class_name, message },
    MP_ERROR_MAP(ERROR_ROW)
#undef ERROR_ROW
};

/* The subclasses of OSError that Python chooses by errno. */
static const struct {
    int number;
    const char *class_name;
} system_classes[] = {
    { EAGAIN, "BlockingIOError" },
    { EALREADY, "BlockingIOError" },
    { EINPROGRESS, "BlockingIOError" },
    { ECHILD, "ChildProcessError" },
    { EPIPE, "BrokenPipeError" },
    { ESHUTDOWN, "BrokenPipeError" },
    { ECONNABORTED, "ConnectionAbortedError" },
    { ECONNREFUSED, "ConnectionRefusedError" },
    { ECONNRESET, "ConnectionResetError" },
    { EEXIST, "FileExistsError" },
    { ENOENT, "FileNotFoundError" },
    { EINTR, "InterruptedError" },
    { EISDIR, "IsADirectoryError" },
    { ENOTDIR, "NotADirectoryError" },
    { EACCES, "PermissionError" },
    { EPERM, "PermissionError" },
    { ESRCH, "ProcessLookupError" },
    { ETIMEDOUT, "TimeoutError" },
};

/* Find the row of one of the library's own errors. */
static const struct error_row *
find_row(int error)
{
    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        if (rows[i].code == error) {
            return &rows[i];
        }
    }
    return NULL;
}

const char *
mp_strerror(int error)
{
    const struct error_row *row = find_row(error);
    const char *text;

    if (row != NULL) {
        return row->message;
    }
    if (error >= 0) {
        return "no error";
    }
    /* not strerror(): this one is not translated and is thread-safe */
    text = error < -4095 ? NULL : strerrordesc_np(-error);
    return text != NULL ? text : "unknown error";
}

const char *
mp_error_class(int error)
{
    const struct error_row *row = find_row(error);

    if (row != NULL) {
        return row->class_name;
    }
    if (error >= 0) {
        return "";
    }
    for (size_t i = 0; i < sizeof(system_classes) / sizeof(system_classes[0]);
         i++) {
        if (-system_classes[i].number == error) {
            return system_classes[i].class_name;
        }
    }
    return "OSError";
}

const char *
mp_version(void)
{
    return PACKAGE_VERSION;
}
