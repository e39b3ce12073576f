#include <string.h>

#include "src/supervise/process_compose.h"

static void
take_condition(struct reading *reading, yaml_node_t *value)
{
    static const char *const words[] = {
        "process_started",   "process_healthy",
        "process_completed", "process_completed_successfully",
        "process_log_ready", NULL
    };
    struct entry_dependency *last = reading->entry->dependencies;
    size_t word;

    while (last->next != NULL) {
        last = last->next;
    }
    if (reading_word(reading, value, words, &word)) {
        last->needs_ready = word == 1 || word == 4;
        last->condition =
            word == 4 ? POLICY_READY : (enum policy_condition) word;
    }
}

/* Read what must have become of one other.  As process-compose does, which
 * says otherwise in its manual, it waits for its end when nothing is said. */
static void
take_dependency(struct reading *reading, const struct pair *pair)
{
    static const struct key keys[] = { { "condition", take_condition },
                                       { NULL, NULL } };
    struct pair *pairs = NULL;
    size_t count = 0;

    workerfile_depend(
        reading->file, reading->entry,
        workerfile_copy(reading->file, pair->key, strlen(pair->key)),
        POLICY_COMPLETED, reading_place(reading, pair->key_node));
    if (!reading_is_null(pair->value)) {
        reading_keys(reading, pair->value, keys, NULL);
        count = pair->value->type == YAML_MAPPING_NODE
            ? reading_pairs(reading, pair->value, &pairs)
            : 0;
    }
    for (size_t i = 0; i < count; i++) {
        if (strcmp(pairs[i].key, "condition") == 0) {
            return;
        }
    }
    reading_warn(
        reading, pair->key_node,
        "without a condition it waits until '%s' has ended, as "
        "process-compose does; write one",
        pair->key);
}

void
process_compose_depends_on(struct reading *reading, yaml_node_t *value)
{
    reading_each(reading, value, take_dependency);
}

static void
take_backoff(struct reading *reading, yaml_node_t *value)
{
    double seconds;

    if (reading_number(reading, value, 0, READING_TIME_MOST, true, &seconds)) {
        reading->entry->policy.backoff = seconds < 1 ? 1 : seconds;
    }
}

void
process_compose_availability(struct reading *reading, yaml_node_t *value)
{
    static const struct key keys[] = {
        { "restart", reading_restart },
        { "backoff_seconds", take_backoff },
        { "max_restarts", reading_restarts_most },
        { "exit_on_end", reading_exit_on_end },
        { "exit_on_skipped", NULL },
        { NULL, NULL },
    };

    reading_keys(reading, value, keys, NULL);
}

static void
take_stop_signal(struct reading *reading, yaml_node_t *value)
{
    double number;

    if (reading_number(reading, value, 1, 31, true, &number)) {
        reading->entry->policy.stop_signal = (int) number;
    }
}

static void
take_stop_timeout(struct reading *reading, yaml_node_t *value)
{
    reading_number(
        reading, value, 0, READING_TIME_MOST, true,
        &reading->entry->policy.stop_timeout);
}

static void
take_stop_command(struct reading *reading, yaml_node_t *value)
{
    reading->entry->policy.stop_command =
        process_compose_text(reading, value, "a text for the shell");
}

static void
take_parent_only(struct reading *reading, yaml_node_t *value)
{
    reading_bool(reading, value, &reading->entry->policy.stop_leader_only);
}

void
process_compose_shutdown(struct reading *reading, yaml_node_t *value)
{
    static const struct key keys[] = {
        { "command", take_stop_command },
        { "signal", take_stop_signal },
        { "timeout_seconds", take_stop_timeout },
        { "parent_only", take_parent_only },
        { "send_keys", NULL },
        { NULL, NULL },
    };

    reading_keys(reading, value, keys, NULL);
}
