/* bootstrap: being the child of an object, from the fork to its end. */
#ifndef MULTIPROCESSING_BOOTSTRAP_H
#define MULTIPROCESSING_BOOTSTRAP_H

#include "src/multiprocessing.h"
#include "src/multiprocessing/child.h"

/**
 * Be the child: set it up, run the object's work, and end.
 * [BaseProcess._bootstrap]
 *
 * process  The object; becomes the current process.
 * setup    How the child stands in the system.
 * report   Pipe that gets the error when it cannot be set up, closed when it
 *          can; -1: none.
 */
MP_NORETURN void mp__bootstrap(
    mp_process *process, const struct mp__child_setup *setup, int report);

/**
 * Open a pipe for the report.
 *
 * ends  Receives the ends to read from and to write to, close-on-exec; -1 both
 *       on error.
 *
 * Returns 0 or -errno.
 */
int mp__bootstrap_pipe(int ends[2]);

/**
 * Hear through the pipe whether a child was set up, and close the pipe.
 *
 * report  From mp__bootstrap_pipe(), taken, or -1 both where there is none.
 * pid     The child, or the -errno why there is none.
 *
 * Returns pid, or the -errno why the child could not be set up; it was waited
 * for then.
 */
pid_t mp__bootstrap_conclude(const int report[2], pid_t pid);

#endif
