#include "ui/status.h"

#include <string.h>

/* Tell what a worker's last life makes of the program's status. */
static int
code_of(const struct worker *worker)
{
    if (!worker->has_exitcode) {
        return worker->failed || worker->lost;
    }
    return worker->exitcode < 0 ? 128 - worker->exitcode : worker->exitcode;
}

/* Find the worker that ended first, or last; one that could not be started
 * counts as the first of all.  NULL: none has ended. */
static const struct worker *
find_ended(const struct supervisor *supervisor, bool last)
{
    const struct worker *found = NULL;

    for (size_t i = 0; i < supervisor_count(supervisor); i++) {
        const struct worker *worker = supervisor_worker(supervisor, i);

        if (worker->alive || (worker->ended == 0 && !worker->failed)) {
            continue;
        }
        if (!found
            || (last ? worker->ended >= found->ended
                     : worker->ended < found->ended)) {
            found = worker;
        }
    }
    return found;
}

/* Find a worker by its name, or NULL. */
static const struct worker *
find_name(const struct supervisor *supervisor, const char *name)
{
    for (size_t i = 0; i < supervisor_count(supervisor); i++) {
        const struct worker *worker = supervisor_worker(supervisor, i);

        if (strcmp(worker->name, name) == 0) {
            return worker;
        }
    }
    return NULL;
}

bool
status_has_worker(
    const struct supervisor *supervisor, const struct options *options)
{
    return options->exit_code != OPTIONS_EXIT_CODE_NAME
        || find_name(supervisor, options->exit_name) != NULL;
}

int
status_of(const struct supervisor *supervisor, const struct options *options)
{
    const struct worker *worker = NULL;

    switch (options->exit_code) {
    case OPTIONS_EXIT_CODE_ANY:
        return supervisor_failed(supervisor) > 0;
    case OPTIONS_EXIT_CODE_ZERO:
        return 0;
    case OPTIONS_EXIT_CODE_FIRST:
    case OPTIONS_EXIT_CODE_LAST:
        worker = find_ended(
            supervisor, options->exit_code == OPTIONS_EXIT_CODE_LAST);
        break;
    case OPTIONS_EXIT_CODE_NAME:
        worker = find_name(supervisor, options->exit_name);
        break;
    }
    return worker ? code_of(worker) : 0;
}
