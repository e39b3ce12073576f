#include "src/supervise/rows.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "src/supervise/dependency.h"
#include "src/supervise/life.h"
#include "src/supervise/restart.h"
#include "src/supervise/set.h"
#include "src/supervise/text.h"

/* The longest name; longer ones are cut. */
#define NAME_SIZE 128

int
rows_duplicate(struct worker *worker)
{
    struct supervisor *supervisor = worker->supervisor;
    char name[NAME_SIZE];
    struct worker_spec spec = {
        .target = worker->target,
        .function = worker->function,
        .seconds = worker->seconds,
        .daemon = worker->daemon,
        .policy = worker->policy == policy_none() ? NULL : worker->policy,
    };
    int result;

    if (worker->function == NULL) {
        names_find_free(&supervisor->names, worker->name, name, sizeof(name));
        spec.name = name;
        spec.command = (const char *const *) worker->command;
    }
    result = supervisor_add(supervisor, &spec, NULL);
    if (result < 0) {
        set_warn(worker, ACTION_DUPLICATE, mp_strerror(result));
    }
    return result;
}

int
rows_remove(struct worker *worker)
{
    struct supervisor *supervisor = worker->supervisor;
    size_t place = 0;

    life_look(worker);
    if (worker->alive || worker->group_left) {
        set_warn(
            worker, ACTION_REMOVE,
            worker->alive ? "it is running (t terminates it)"
                          : "others of its group live on (t terminates them)");
        return -EBUSY;
    }
    restart_cancel(worker);
    while (supervisor->workers[place] != worker) {
        place++;
    }
    supervisor->count--;
    memmove(
        supervisor->workers + place, supervisor->workers + place + 1,
        (supervisor->count - place) * sizeof(struct worker *));
    names_remove(&supervisor->names, worker->name);
    set_failed(worker, false);
    set_tell(worker, EVENT_REMOVED, ACTION_REMOVE);
    dependency_leave(worker);
    set_free_worker(worker);
    return 0;
}

int
supervisor_rename(
    struct supervisor *supervisor, struct worker *worker, const char *name)
{
    struct event event = { .type = EVENT_RENAMED, .worker = worker };
    char safe[NAME_SIZE];
    char *old = worker->name;
    char *copy;
    int result;

    if (text_sanitize(name, strlen(name), safe, sizeof(safe)) == 0) {
        return -EINVAL;
    }
    if (strcmp(safe, old) == 0) {
        return 0;
    }
    if (names_has(&supervisor->names, safe)) {
        return -EEXIST;
    }
    copy = strdup(safe);
    result = copy ? names_add(&supervisor->names, copy) : -ENOMEM;
    if (result < 0) {
        free(copy);
        return result;
    }
    worker->name = copy;
    if (worker->state == WORKER_INITIAL) {
        life_renew(worker); /* else its next life has the name */
    }
    event.text = old;
    set_emit(supervisor, &event);
    names_remove(&supervisor->names, old);
    free(old);
    return 0;
}
