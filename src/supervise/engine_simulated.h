/* engine_simulated: workers that only seem to run: by the clock of a loop, with
 * made-up pids, and nothing real behind them. */
#ifndef SUPERVISE_ENGINE_SIMULATED_H
#define SUPERVISE_ENGINE_SIMULATED_H

#include "src/supervise/engine.h"

/* The pid that their parent seems to have; theirs follow. */
#define ENGINE_SIMULATED_PARENT 1000

struct supervisor;

/**
 * Make the engine of simulated processes.  It knows the tutorial's workers, and
 * what script.h understands of commands.  They write what the real ones would
 * at the same moments, the time being that of the loop's clock in UTC, and end
 * by signals as the real ones do.
 *
 * out   Receives the engine, to be freed with functions->free().
 * loop  Borrowed; must outlive the engine.
 *
 * Returns 0 or -ENOMEM.
 */
int engine_simulated_new(struct engine **out, struct loop *loop);

/**
 * Add a worker that tells the time, sleeps and exits, as a line "Set Worker
 * NAME SECONDS EXITCODE" of a tape asks for.
 *
 * supervisor  Borrowed; over an engine of simulated processes.
 * name        Its name; NULL: after its command.
 * seconds     How long it sleeps.
 * exitcode    0 to 255.
 *
 * Returns 0.
 *
 * Errors: -EEXIST  the name is taken.
 *         others of the library or -errno.
 */
int engine_simulated_add(
    struct supervisor *supervisor,
    const char *name,
    double seconds,
    int exitcode);

#endif
