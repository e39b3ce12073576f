#include "src/supervise/worker_new.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "src/supervise/care.h"
#include "src/supervise/describe.h"
#include "src/supervise/life.h"
#include "src/supervise/set.h"

/* How large a log file gets, and how many older ones are kept, where nobody
 * says otherwise. */
#define LOG_SIZE 10000000
#define LOG_BACKUPS 5

/* Free a list of texts that ends with NULL. */
static void
free_texts(char **texts)
{
    for (char **text = texts; text != NULL && *text != NULL; text++) {
        free(*text);
    }
    free(texts);
}

/* Copy a list of texts that ends with NULL. */
static char **
copy_texts(const char *const *texts)
{
    size_t count = 0;
    char **copy;

    while (texts[count] != NULL) {
        count++;
    }
    copy = calloc(count + 1, sizeof(*copy));
    for (size_t i = 0; copy != NULL && i < count; i++) {
        copy[i] = strdup(texts[i]);
        if (copy[i] == NULL) {
            free_texts(copy);
            return NULL;
        }
    }
    return copy;
}

/* Find how a new worker is to live; with a log file, if all have one. */
static const struct policy *
make_policy(const struct supervisor *supervisor, const struct worker_spec *spec)
{
    struct policy policy =
        spec->policy != NULL ? *spec->policy : *policy_none();

    if (spec->policy == NULL && supervisor->log_file == NULL) {
        return policy_none();
    }
    if (policy.log.file == NULL && supervisor->log_file != NULL) {
        policy.log.file = supervisor->log_file;
        policy.log.size_most = LOG_SIZE;
        policy.log.backups = LOG_BACKUPS;
    }
    return policy_copy(&policy);
}

int
worker_new(
    struct supervisor *supervisor,
    const struct worker_spec *spec,
    const char *name,
    struct worker **out)
{
    struct worker *worker = calloc(1, sizeof(*worker));
    const char *const shell[] = { "/bin/sh", "-c", spec->shell, NULL };
    char target[DESCRIBE_TARGET_SIZE];
    int result = -ENOMEM;

    if (worker == NULL) {
        return -ENOMEM;
    }
    describe_target(spec, target);
    worker->supervisor = supervisor;
    worker->name = strdup(name);
    worker->target = strdup(target);
    worker->daemon = spec->daemon;
    worker->function = spec->function;
    worker->seconds = spec->seconds;
    worker->policy = make_policy(supervisor, spec);
    if (spec->function == NULL) {
        worker->command = copy_texts(spec->shell ? shell : spec->command);
    }
    if (worker->name != NULL && worker->target != NULL && worker->policy != NULL
        && (spec->function != NULL || worker->command != NULL)) {
        result = output_new(&worker->output, OUTPUT_LIMIT_DEFAULT);
        if (result == 0) {
            output_share(worker->output, &supervisor->budget);
        }
        worker->history =
            history_new(set_now(supervisor), set_wall(supervisor));
    }
    if (result == 0 && worker->history == NULL) {
        result = -ENOMEM;
    }
    if (result == 0 && worker->policy != policy_none()) {
        result = care_new(worker);
    }
    if (result == 0) {
        result = life_create(worker);
    }
    if (result < 0) {
        worker_free(worker);
        return result;
    }
    *out = worker;
    return 0;
}

void
worker_free(struct worker *worker)
{
    const struct supervisor *supervisor = worker->supervisor;

    care_free(worker);
    loop_timer_cancel(supervisor->loop, &worker->join_timer);
    loop_timer_cancel(supervisor->loop, &worker->group_timer);
    supervisor->engine->functions->destroy(worker->process);
    output_free(worker->output);
    history_free(worker->history);
    free_texts(worker->command);
    if (worker->policy != policy_none()) {
        free((struct policy *) worker->policy);
    }
    free(worker->why);
    free(worker->target);
    free(worker->name);
    free(worker);
}
