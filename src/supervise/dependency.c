#include "src/supervise/dependency.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "src/supervise/care.h"
#include "src/supervise/restart.h"
#include "src/supervise/set.h"

/* The longest reason to wait. */
#define TEXT_SIZE 256

/* Find a worker by its name. */
static struct worker *
find(const struct supervisor *supervisor, const char *name)
{
    for (size_t i = 0; i < supervisor->count; i++) {
        if (strcmp(supervisor->workers[i]->name, name) == 0) {
            return supervisor->workers[i];
        }
    }
    return NULL;
}

/* Note that a worker depends on another, so that it hears of it. */
static bool
add_dependent(struct worker *other, struct worker *worker)
{
    struct care *care = other->care;
    size_t room = care->dependent_room > 0 ? care->dependent_room * 2 : 4;

    if (care->dependent_count == care->dependent_room) {
        struct worker **list =
            realloc(care->dependents, room * sizeof(struct worker *));

        if (list == NULL) {
            return false;
        }
        care->dependents = list;
        care->dependent_room = room;
    }
    care->dependents[care->dependent_count++] = worker;
    return true;
}

/* Find those that a worker depends on, once. */
static void
resolve(struct worker *worker)
{
    struct care *care = worker->care;
    const struct policy *policy = worker->policy;

    if (care->resolved || policy->dependency_count == 0) {
        return;
    }
    care->others = calloc(policy->dependency_count, sizeof(struct worker *));
    if (care->others == NULL) {
        return;
    }
    care->resolved = true;
    for (size_t i = 0; i < policy->dependency_count; i++) {
        struct worker *other =
            find(worker->supervisor, policy->dependencies[i].name);

        if (other != NULL && other->care != NULL && other != worker
            && add_dependent(other, worker)) {
            care->others[i] = other;
        }
    }
}

struct worker *
dependency_get(struct worker *worker, size_t place)
{
    if (worker->care == NULL) {
        return NULL;
    }
    resolve(worker);
    return worker->care->resolved ? worker->care->others[place] : NULL;
}

/* Tell whether a worker was to depend on another of a name. */
static bool
names(const struct worker *worker, const char *name)
{
    const struct policy *policy = worker->policy;

    for (size_t i = 0; i < policy->dependency_count; i++) {
        if (strcmp(policy->dependencies[i].name, name) == 0) {
            return true;
        }
    }
    return false;
}

void
dependency_renaming(const struct worker *worker)
{
    const struct supervisor *supervisor = worker->supervisor;

    for (size_t i = 0; i < supervisor->count; i++) {
        struct worker *other = supervisor->workers[i];

        if (other->care != NULL && names(other, worker->name)) {
            resolve(other);
        }
    }
}

/* Tell whether the last life of a worker is over, and no other will follow by
 * itself. */
static bool
is_over(const struct worker *worker)
{
    return worker->ended != 0 && !worker->alive && !worker->group_left
        && !worker->restart && worker->wait != WORKER_WAIT_TIME;
}

/* Tell how far a worker is from what another one waits for. */
static enum dependency_verdict
look_at(const struct worker *other, enum policy_condition condition)
{
    bool unable = other->failed && other->ended == 0; /* could not be started */
    bool met = false;
    bool over = is_over(other);

    switch (condition) {
    case POLICY_STARTED:
        met = other->started != 0;
        break;
    case POLICY_READY:
        met = other->ready;
        break;
    case POLICY_COMPLETED:
        met = over;
        break;
    case POLICY_SUCCEEDED:
        met = over && other->has_exitcode
            && policy_is_success(other->policy, other->exitcode);
        break;
    }
    if (met) {
        return DEPENDENCY_MET;
    }
    return unable || over || other->wait == WORKER_WAIT_VAIN ? DEPENDENCY_VAIN
                                                             : DEPENDENCY_OPEN;
}

enum dependency_verdict
dependency_look(struct worker *worker, size_t *place)
{
    enum dependency_verdict worst = DEPENDENCY_MET;
    const struct policy *policy = worker->policy;

    *place = 0;
    if (worker->care == NULL) {
        return worst;
    }
    resolve(worker);
    for (size_t i = 0; i < policy->dependency_count && worker->care->resolved;
         i++) {
        const struct worker *other = worker->care->others[i];
        enum dependency_verdict verdict = other != NULL
            ? look_at(other, policy->dependencies[i].condition)
            : DEPENDENCY_MET; /* removed: there is nothing to wait for */

        if (verdict > worst) {
            worst = verdict;
            *place = i;
        }
    }
    return worst;
}

/* Say in plain words how it stands with another worker. */
static void
describe(
    const struct worker *other,
    enum policy_condition condition,
    char *text,
    size_t size)
{
    const char *name = other->name;

    if (other->wait == WORKER_WAIT_VAIN) {
        snprintf(text, size, "%s, which was not started", name);
    } else if (other->failed && other->ended == 0) {
        snprintf(text, size, "%s, which could not be started", name);
    } else if (is_over(other) && other->has_exitcode) {
        snprintf(
            text, size, "%s: %s (it ended with exitcode %d)", name,
            policy_condition_name(condition), other->exitcode);
    } else if (other->started == 0 && other->wait == WORKER_WAIT_NONE) {
        snprintf(
            text, size, "%s: %s (it is not started)", name,
            policy_condition_name(condition));
    } else {
        snprintf(text, size, "%s: %s", name, policy_condition_name(condition));
    }
}

const char *
dependency_text(struct worker *worker, char *text, size_t size)
{
    size_t place;

    text[0] = '\0';
    if (dependency_look(worker, &place) != DEPENDENCY_MET) {
        describe(
            worker->care->others[place],
            worker->policy->dependencies[place].condition, text, size);
    }
    return text;
}

/* Let a worker wait, for what may come or in vain, and tell so. */
static void
wait_for_others(struct worker *worker, bool in_vain)
{
    char other[TEXT_SIZE], text[TEXT_SIZE + 64];

    set_wait(worker, in_vain ? WORKER_WAIT_VAIN : WORKER_WAIT_OTHERS);
    dependency_text(worker, other, sizeof(other));
    if (in_vain) {
        snprintf(
            text, sizeof(text), "not started: it needs %s; s starts it now",
            other);
        set_warn(worker, ACTION_START, text);
    } else {
        snprintf(text, sizeof(text), "waiting for %s — s starts it now", other);
        set_say(worker, ACTION_START, text);
    }
}

bool
dependency_hold(struct worker *worker)
{
    size_t place;
    enum dependency_verdict verdict = dependency_look(worker, &place);

    if (verdict == DEPENDENCY_MET) {
        return false;
    }
    wait_for_others(worker, verdict == DEPENDENCY_VAIN);
    if (verdict == DEPENDENCY_VAIN) {
        dependency_changed(worker);
    }
    return true;
}

/* Look anew at a worker that waits. */
static void
reconsider(struct worker *worker)
{
    size_t place;
    enum dependency_verdict verdict;

    if (worker->wait != WORKER_WAIT_OTHERS
        && worker->wait != WORKER_WAIT_VAIN) {
        return;
    }
    verdict = dependency_look(worker, &place);
    if (verdict == DEPENDENCY_MET) {
        restart_after(worker, 0);
    } else if (
        (verdict == DEPENDENCY_VAIN) != (worker->wait == WORKER_WAIT_VAIN)) {
        wait_for_others(worker, verdict == DEPENDENCY_VAIN);
        dependency_changed(worker);
    }
}

void
dependency_changed(struct worker *worker)
{
    const struct care *care = worker->care;

    for (size_t i = 0; care != NULL && i < care->dependent_count; i++) {
        reconsider(care->dependents[i]);
    }
}

/* Take a worker from those that depend on another. */
static void
remove_dependent(struct care *care, const struct worker *worker)
{
    size_t kept = 0;

    for (size_t i = 0; i < care->dependent_count; i++) {
        if (care->dependents[i] != worker) {
            care->dependents[kept++] = care->dependents[i];
        }
    }
    care->dependent_count = kept;
}

/* Take a worker from those that another depends on. */
static void
remove_other(struct worker *dependent, const struct worker *worker)
{
    for (size_t i = 0; i < dependent->policy->dependency_count; i++) {
        if (dependent->care->others[i] == worker) {
            dependent->care->others[i] = NULL;
        }
    }
}

void
dependency_leave(struct worker *worker)
{
    const struct care *care = worker->care;

    for (size_t i = 0; care != NULL && i < care->dependent_count; i++) {
        remove_other(care->dependents[i], worker);
        reconsider(care->dependents[i]);
    }
}

void
dependency_forget(struct worker *worker)
{
    struct care *care = worker->care;

    for (size_t i = 0; i < care->dependent_count; i++) {
        remove_other(care->dependents[i], worker);
    }
    for (size_t i = 0;
         care->others != NULL && i < worker->policy->dependency_count; i++) {
        if (care->others[i] != NULL) {
            remove_dependent(care->others[i]->care, worker);
        }
    }
    free(care->others);
    free(care->dependents);
    care->others = care->dependents = NULL;
    care->dependent_count = care->dependent_room = 0;
    care->resolved = false;
}
