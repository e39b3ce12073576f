#include "config.h"

#include "src/multiprocessing/log.h"

#include <errno.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdio.h>

#include "src/multiprocessing.h"

#define LEVEL_WARNING 30
#define LEVEL_OFF 1000

static atomic_int threshold = LEVEL_OFF;

/* Name a level as Python's logging does. */
static const char *
level_name(int level)
{
    return level == MP__LOG_DEBUG ? "DEBUG" : "INFO";
}

void
mp__log(int level, const char *format, ...)
{
    char text[512];
    va_list arguments;

    if (level < threshold) {
        return;
    }
    va_start(arguments, format);
    vsnprintf(text, sizeof(text), format, arguments);
    va_end(arguments);
    /* one call: lines of several processes must not mix */
    fprintf(
        stderr, "[%s/%s] %s\n", level_name(level),
        mp_process_name(mp_current_process()), text);
}

int
mp_log_to_stderr(int level)
{
    if (level < 0) {
        return -EINVAL;
    }
    threshold = level > 0 ? level : LEVEL_WARNING;
    return 0;
}
