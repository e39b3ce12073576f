#include "src/supervise/policy.h"

#include <stdlib.h>
#include <string.h>

const struct policy *
policy_none(void)
{
    static const struct policy none;

    return &none;
}

/* Where the texts of a policy are, beside its lists. */
static const size_t texts[] = {
    offsetof(struct policy, description),
    offsetof(struct policy, cwd),
    offsetof(struct policy, ready.text),
    offsetof(struct policy, ready.host),
    offsetof(struct policy, ready.port),
    offsetof(struct policy, ready.cwd),
    offsetof(struct policy, alive.text),
    offsetof(struct policy, alive.host),
    offsetof(struct policy, alive.port),
    offsetof(struct policy, alive.cwd),
    offsetof(struct policy, stop_command),
    offsetof(struct policy, log.file),
    offsetof(struct policy, log.error_file),
};

#define TEXTS (sizeof(texts) / sizeof(texts[0]))

/* Get the place of a text in a policy. */
static const char **
text_of(struct policy *policy, size_t i)
{
    return (const char **) (void *) ((char *) policy + texts[i]);
}

/* Count the texts of a list. */
static size_t
count_texts(const char *const *list)
{
    size_t count = 0;

    while (list != NULL && list[count] != NULL) {
        count++;
    }
    return count;
}

/* Find how many bytes the texts of a policy take. */
static size_t
text_size(struct policy *policy)
{
    size_t size = 0;

    for (size_t i = 0; i < TEXTS; i++) {
        const char *text = *text_of(policy, i);

        size += text != NULL ? strlen(text) + 1 : 0;
    }
    for (size_t i = 0; i < count_texts(policy->environment); i++) {
        size += strlen(policy->environment[i]) + 1;
    }
    for (size_t i = 0; i < policy->dependency_count; i++) {
        size += strlen(policy->dependencies[i].name) + 1;
    }
    return size;
}

/* Copy a text to a place that is moved past it. */
static const char *
put(char **place, const char *text)
{
    char *copy = *place;

    *place = stpcpy(copy, text) + 1;
    return copy;
}

struct policy *
policy_copy(const struct policy *policy)
{
    struct policy from = *policy;
    size_t variables = count_texts(from.environment);
    size_t lists = from.dependency_count * sizeof(*from.dependencies)
        + (variables + 1) * sizeof(char *);
    struct policy *copy = malloc(sizeof(*copy) + lists + text_size(&from));
    struct policy_dependency *dependencies;
    const char **environment;
    char *place;

    if (copy == NULL) {
        return NULL;
    }
    *copy = from;
    dependencies = (struct policy_dependency *) (copy + 1);
    environment = (const char **) (dependencies + from.dependency_count);
    place = (char *) (environment + variables + 1);
    for (size_t i = 0; i < from.dependency_count; i++) {
        dependencies[i] = from.dependencies[i];
        dependencies[i].name = put(&place, from.dependencies[i].name);
    }
    for (size_t i = 0; i < variables; i++) {
        environment[i] = put(&place, from.environment[i]);
    }
    environment[variables] = NULL;
    copy->dependencies = dependencies;
    copy->environment = from.environment != NULL ? environment : NULL;
    for (size_t i = 0; i < TEXTS; i++) {
        if (*text_of(&from, i) != NULL) {
            *text_of(copy, i) = put(&place, *text_of(&from, i));
        }
    }
    return copy;
}

bool
policy_is_success(const struct policy *policy, int exitcode)
{
    int code = exitcode < 0 ? 128 - exitcode : exitcode;

    return exitcode == 0
        || (code < 256 && policy->success_codes[code / 32] >> code % 32 & 1);
}

void
policy_add_success(struct policy *policy, long exitcode)
{
    if (exitcode >= 0 && exitcode < 256) {
        policy->success_codes[exitcode / 32] |= UINT32_C(1) << exitcode % 32;
    }
}

const char *
policy_condition_name(enum policy_condition condition)
{
    static const char *const names[] = {
        [POLICY_STARTED] = "started",
        [POLICY_READY] = "ready",
        [POLICY_COMPLETED] = "completed",
        [POLICY_SUCCEEDED] = "completed_successfully",
    };

    return names[condition];
}

const char *
policy_restart_name(enum policy_restart restart)
{
    static const char *const names[] = {
        [POLICY_RESTART_NO] = "no",
        [POLICY_RESTART_ON_FAILURE] = "on_failure",
        [POLICY_RESTART_ALWAYS] = "always",
        [POLICY_EXIT_ON_FAILURE] = "exit_on_failure",
    };

    return names[restart];
}
