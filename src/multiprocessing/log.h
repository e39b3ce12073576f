/* log: what the library does, on stderr, for those who ask. */
#ifndef MULTIPROCESSING_LOG_H
#define MULTIPROCESSING_LOG_H

enum {
    MP__LOG_DEBUG = 10,
    MP__LOG_INFO = 20
};

/**
 * Write a line of the log, if mp_log_to_stderr() asked for its level.
 *
 * level   MP__LOG_...
 * format  As printf's.
 */
void mp__log(int level, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

#endif
