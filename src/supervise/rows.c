#include "src/supervise/rows.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "src/supervise/dependency.h"
#include "src/supervise/describe.h"
#include "src/supervise/life.h"
#include "src/supervise/restart.h"
#include "src/supervise/set.h"
#include "src/supervise/text.h"
#include "src/supervise/translate.h"
#include "src/supervise/worker_new.h"

/* Copy a worker's policy with the names that those it depends on have now,
 * without those that are gone; *list is to be freed. */
static struct policy
present_policy(struct worker *worker, struct policy_dependency **list)
{
    struct policy policy = *worker->policy;
    size_t kept = 0;

    *list = calloc(policy.dependency_count + 1, sizeof(**list));
    for (size_t i = 0; *list != NULL && i < policy.dependency_count; i++) {
        const struct worker *other = dependency_get(worker, i);

        if (other != NULL) {
            (*list)[kept++] =
                (struct policy_dependency){ other->name,
                                            policy.dependencies[i].condition };
        }
    }
    policy.dependencies = *list;
    policy.dependency_count = kept;
    return policy;
}

int
rows_duplicate(struct worker *worker)
{
    struct supervisor *supervisor = worker->supervisor;
    struct policy_dependency *list;
    const struct policy policy = present_policy(worker, &list);
    char name[DESCRIBE_NAME_SIZE];
    struct worker_spec spec = {
        .target = worker->target,
        .function = worker->function,
        .seconds = worker->seconds,
        .daemon = worker->daemon,
        .policy = worker->policy == policy_none() ? NULL : &policy,
    };
    struct worker *copy;
    int result;

    if (worker->function == NULL) {
        names_find_copy(&supervisor->names, worker->name, name, sizeof(name));
        spec.name = name;
        spec.command = (const char *const *) worker->command;
    }
    result = list != NULL ? supervisor_add(supervisor, &spec, &copy) : -ENOMEM;
    free(list);
    if (result >= 0) {
        copy->daemon_switched = worker->daemon_switched;
    } else {
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
            worker->alive
                ? N_("it is running (t terminates it)")
                : N_("others of its group live on (t terminates them)"));
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
    worker_free(worker);
    return 0;
}

int
supervisor_rename(
    struct supervisor *supervisor, struct worker *worker, const char *name)
{
    struct event event = { .type = EVENT_RENAMED, .worker = worker };
    char safe[DESCRIBE_NAME_SIZE];
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
    dependency_renaming(worker);
    worker->name = copy;
    if (worker->started == 0) {
        life_renew(worker); /* else its next life has the name */
    }
    event.text = old;
    set_emit(supervisor, &event);
    names_remove(&supervisor->names, old);
    free(old);
    return 0;
}
