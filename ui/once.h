/* once: the table as text, JSON or CSV. */
#ifndef UI_ONCE_H
#define UI_ONCE_H

#include "src/supervise/supervisor.h"
#include "ui/options.h"

/**
 * Print the table to standard output.
 *
 * supervisor  Borrowed.
 * loop        Borrowed; its clock tells what time it is.
 * format      Any but OPTIONS_ONCE_NO.
 *
 * Returns 0 or -errno.
 */
int once_print(
    const struct supervisor *supervisor,
    const struct loop *loop,
    enum options_once format);

#endif
