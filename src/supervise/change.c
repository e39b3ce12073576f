/* What may be changed about how a worker lives, while it does. */
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "src/supervise/care.h"
#include "src/supervise/life.h"
#include "src/supervise/readiness.h"
#include "src/supervise/set.h"
#include "src/supervise/text.h"

/* The longest message here. */
#define TEXT_SIZE 256

/* Give a worker a copy of a policy; one that lives has it from now on, but the
 * environment of its process from its next start on. */
static int
adopt(struct worker *worker, const struct policy *policy)
{
    const struct policy *old = worker->policy;
    struct policy *copy = policy_copy(policy);
    int result = copy != NULL ? 0 : -ENOMEM;

    if (result == 0) {
        worker->policy = copy;
    }
    if (result == 0 && worker->care == NULL) {
        result = care_new(worker);
        if (result == 0 && worker->alive) {
            readiness_begin(worker);
        }
    }
    if (result == 0 && worker->started == 0) {
        result = life_renew(worker);
    }
    if (result < 0) {
        worker->policy = old;
        free(copy);
        return result;
    }
    if (old != policy_none()) {
        free((struct policy *) old);
    }
    return 0;
}

/* Tell of a change. */
static void
tell(
    struct worker *worker,
    enum action action,
    const char *before,
    const char *what,
    const char *after)
{
    char safe[TEXT_SIZE], text[TEXT_SIZE + 64];

    text_sanitize(what, strlen(what), safe, sizeof(safe));
    snprintf(text, sizeof(text), "%s%s%s", before, safe, after);
    set_say(worker, action, text);
}

int
supervisor_set_variable(
    struct supervisor *supervisor, struct worker *worker, const char *change)
{
    const char *const *own = worker->policy->environment;
    struct policy policy = *worker->policy;
    size_t size = strcspn(change, "=");
    size_t count = 0, kept = 0;
    const char **list;
    int result;

    (void) supervisor;
    if (size == 0) {
        return -EINVAL;
    }
    while (own != NULL && own[count] != NULL) {
        count++;
    }
    list = calloc(count + 2, sizeof(*list));
    if (list == NULL) {
        return -ENOMEM;
    }
    for (size_t i = 0; i < count; i++) {
        if (strcspn(own[i], "=") != size
            || strncmp(own[i], change, size) != 0) {
            list[kept++] = own[i];
        }
    }
    list[kept] = change;
    policy.environment = list;
    result = adopt(worker, &policy);
    free(list);
    if (result == 0) {
        tell(
            worker, ACTION_START, change[size] == '=' ? "" : "without ", change,
            " from its next start on");
    }
    return result;
}

int
supervisor_set_stop_signal(
    struct supervisor *supervisor, struct worker *worker, int signum)
{
    struct policy policy = *worker->policy;
    char name[32];
    int result;

    (void) supervisor;
    if (signum <= 0 || signum > SIGRTMAX) {
        return -EINVAL;
    }
    policy.stop_signal = signum;
    policy.stop_command = NULL;
    result = adopt(worker, &policy);
    if (result == 0) {
        tell(
            worker, ACTION_TERMINATE, "sends SIG",
            worker_signal_name(signum, name, sizeof(name)), " from now on");
    }
    return result;
}
