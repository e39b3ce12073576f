#include <string.h>

#include "src/supervise/process_compose.h"
#include "src/supervise/yaml_probe.h"

/* What process-compose has when nothing is said. */
#define PROBE_PERIOD 10
#define PROBE_TIMEOUT 1
#define PROBE_FAILURES 3

static void
take_probe_command(struct reading *reading, yaml_node_t *value)
{
    struct policy_probe *ready = reading->probe;

    ready->kind = POLICY_READY_COMMAND;
    ready->text = process_compose_text(reading, value, "a text for the shell");
}

static void
take_probe_dir(struct reading *reading, yaml_node_t *value)
{
    reading->probe->cwd = process_compose_text(reading, value, "a folder");
}

static void
take_exec(struct reading *reading, yaml_node_t *value)
{
    static const struct key keys[] = { { "command", take_probe_command },
                                       { "working_dir", take_probe_dir },
                                       { NULL, NULL } };

    reading_keys(reading, value, keys, NULL);
}

static void
take_host(struct reading *reading, yaml_node_t *value)
{
    reading->probe->host = process_compose_text(reading, value, "a host");
}

static void
take_path(struct reading *reading, yaml_node_t *value)
{
    const char *text = process_compose_text(reading, value, "a path");

    if (text != NULL) {
        reading->probe->text = text[0] == '/'
            ? text
            : workerfile_format(reading->file, "/%s", text);
    }
}

static void
take_scheme(struct reading *reading, yaml_node_t *value)
{
    static const char *const words[] = { "http", NULL };
    size_t word;

    reading_word(reading, value, words, &word);
}

/* Read a port: a number, or a text that holds one. */
static void
take_port(struct reading *reading, yaml_node_t *value)
{
    struct workerfile *file = reading->file;
    double number;

    if (value->type == YAML_SCALAR_NODE
        && reading_scalar(value) == SCALAR_TEXT) {
        const char *text = process_compose_text(reading, value, "a port");

        reading->probe->port = text;
        if (text != NULL
            && (text[0] == '\0' || text[strspn(text, "0123456789")] != '\0')) {
            reading_expected(reading, value, "the number of a port");
        }
    } else if (reading_number(reading, value, 1, 65535, true, &number)) {
        reading->probe->port = workerfile_format(file, "%d", (int) number);
    }
}

static void
take_http(struct reading *reading, yaml_node_t *value)
{
    static const struct key keys[] = {
        { "host", take_host }, { "scheme", take_scheme },
        { "path", take_path }, { "port", take_port },
        { "headers", NULL },   { "status_code", yaml_probe_status },
        { NULL, NULL },
    };
    struct policy_probe *ready = reading->probe;

    ready->kind = POLICY_READY_HTTP;
    ready->host = "127.0.0.1";
    ready->text = "/";
    ready->port = "80";
    reading_keys(reading, value, keys, NULL);
}

static void
take_delay(struct reading *reading, yaml_node_t *value)
{
    reading_number(
        reading, value, 0, READING_TIME_MOST, true, &reading->probe->delay);
}

static void
take_period(struct reading *reading, yaml_node_t *value)
{
    reading_number(
        reading, value, 1, READING_TIME_MOST, true, &reading->probe->period);
}

static void
take_timeout(struct reading *reading, yaml_node_t *value)
{
    reading_number(
        reading, value, 1, READING_TIME_MOST, true, &reading->probe->timeout);
}

/* Read a probe. */
static void
take_probe(
    struct reading *reading, yaml_node_t *value, struct policy_probe *probe)
{
    static const struct key keys[] = {
        { "exec", take_exec },
        { "http_get", take_http },
        { "initial_delay_seconds", take_delay },
        { "period_seconds", take_period },
        { "timeout_seconds", take_timeout },
        { "success_threshold", yaml_probe_successes },
        { "failure_threshold", yaml_probe_failures },
        { NULL, NULL },
    };

    reading->probe = probe;
    *probe = (struct policy_probe){
        .status = 200,
        .period = PROBE_PERIOD,
        .timeout = PROBE_TIMEOUT,
        .successes = 1,
        .failures = PROBE_FAILURES,
    };
    reading_keys(reading, value, keys, NULL);
    if (probe->kind == POLICY_READY_STARTED) {
        reading_error(reading, value, "'exec' or 'http_get' is expected");
    }
}

void
process_compose_readiness(struct reading *reading, yaml_node_t *value)
{
    struct policy_probe *ready = &reading->entry->policy.ready;

    if (ready->kind == POLICY_READY_LOG) {
        reading_error(
            reading, value,
            "'ready_log_line' and 'readiness_probe' exclude "
            "each other");
        return;
    }
    take_probe(reading, value, ready);
}

void
process_compose_liveness(struct reading *reading, yaml_node_t *value)
{
    take_probe(reading, value, &reading->entry->policy.alive);
}
