/* setup: what every way of running workers has in common: the clock, the loop,
 * the engine, the supervisor, and the workers that the command line asks for.
 */
#ifndef UI_SETUP_H
#define UI_SETUP_H

#include <stddef.h>
#include <sys/types.h>

#include "src/supervise/clock_virtual.h"
#include "src/supervise/engine.h"
#include "src/supervise/guard.h"
#include "src/supervise/loop.h"
#include "src/supervise/supervisor.h"
#include "src/supervise/workerfile.h"
#include "ui/options.h"

/* Statuses of the program. */
enum {
    STATUS_FAILED = 1,
    STATUS_USAGE = 2,
    STATUS_SIGNAL = 128
};

/* Zero-initialised: closed. */
struct setup {
    const struct options *options; /* borrowed */
    struct workerfile *file;       /* that the workers come from; or NULL */
    struct clock_virtual clock;    /* of simulated workers */
    struct loop *loop;
    struct engine *engine;
    struct supervisor *supervisor;
    struct guard *guard; /* NULL: nothing real is run */
};

/**
 * Make what runs the workers, and the workers.  Simulated ones live in UTC:
 * that becomes the program's time zone.
 *
 * setup    Receives it; to be closed with setup_close(), also after an error.
 * options  Borrowed; must outlive it.
 * pace     Of the clock, where the workers are simulated.
 *
 * Returns 0, or the program's exit status: what is wrong has been said on
 * stderr.
 */
int setup_open(
    struct setup *setup, const struct options *options, enum clock_pace pace);

/**
 * Free it.  Processes that run are not touched.
 *
 * setup  Borrowed.
 */
void setup_close(struct setup *setup);

/**
 * Name on stderr the workers that could not be ended, and end the program
 * there: leaving by exit() would wait for them for ever.  Returns where there
 * are none.
 *
 * setup   Borrowed.
 * status  That the program is to end with.
 */
void setup_name_survivors(struct setup *setup, int status);

/**
 * Tell the pid that the program shows as its own.
 *
 * setup  Borrowed.
 *
 * Returns it: the real one, or that of a simulation.
 */
pid_t setup_pid(const struct setup *setup);

/**
 * Say on stderr why the program goes no further.
 *
 * status  That it is to end with.
 * text    What stands after "mptop: ".
 *
 * Returns status.
 */
int setup_refuse(int status, const char *text);

#endif
