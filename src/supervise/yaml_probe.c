#include "src/supervise/yaml_probe.h"

#include <regex.h>
#include <string.h>

#include "src/supervise/mprocs.h"

void
yaml_probe_line(struct reading *reading, yaml_node_t *value)
{
    struct policy_probe *ready = &reading->entry->policy.ready;
    const char *text = reading_text(reading, value, "a regular expression");
    char wrong[128];
    regex_t pattern;
    int result;

    if (text == NULL) {
        return;
    }
    result = regcomp(&pattern, text, REG_EXTENDED | REG_NOSUB);
    if (result != 0) {
        regerror(result, &pattern, wrong, sizeof(wrong));
        reading_error(reading, value, "no regular expression: %s", wrong);
        return;
    }
    regfree(&pattern);
    ready->kind = POLICY_READY_LOG;
    ready->text = text;
}

static void
take_command(struct reading *reading, yaml_node_t *value)
{
    struct policy_probe *ready = reading->probe;

    ready->kind = POLICY_READY_COMMAND;
    ready->text = reading_text(reading, value, "a text for the shell");
}

static void
take_cwd(struct reading *reading, yaml_node_t *value)
{
    reading->probe->cwd =
        mprocs_folder(reading, reading_text(reading, value, "a folder"));
}

/* Read "http://HOST:PORT/PATH". */
static void
take_http(struct reading *reading, yaml_node_t *value)
{
    struct policy_probe *ready = reading->probe;
    const char *text = reading_text(reading, value, "an address http://...");
    struct workerfile *file = reading->file;
    size_t host, port = 0;

    if (text == NULL) {
        return;
    }
    if (strncmp(text, "http://", 7) != 0) {
        reading_expected(reading, value, "an address http://...");
        return;
    }
    text += 7;
    host = text[0] == '[' ? strcspn(text, "]") + 1 : strcspn(text, ":/");
    ready->kind = POLICY_READY_HTTP;
    ready->host = text[0] == '['
        ? workerfile_copy(file, text + 1, host > 2 ? host - 2 : 0)
        : workerfile_copy(file, text, host);
    text += strlen(text) < host ? strlen(text) : host;
    if (text[0] == ':') {
        port = strspn(++text, "0123456789");
    }
    ready->port = port > 0 ? workerfile_copy(file, text, port) : "80";
    text += port;
    ready->text = text[0] == '/' ? text : "/";
    if (ready->host[0] == '\0' || (text[0] != '/' && text[0] != '\0')) {
        reading_expected(reading, value, "an address http://HOST:PORT/PATH");
    }
}

void
yaml_probe_status(struct reading *reading, yaml_node_t *value)
{
    double status;

    if (reading_number(reading, value, 100, 599, true, &status)) {
        reading->probe->status = (int) status;
    }
}

static void
take_delay(struct reading *reading, yaml_node_t *value)
{
    reading_number(
        reading, value, 0, READING_TIME_MOST, false, &reading->probe->delay);
}

static void
take_period(struct reading *reading, yaml_node_t *value)
{
    reading_number(
        reading, value, 0.05, READING_TIME_MOST, false,
        &reading->probe->period);
}

static void
take_timeout(struct reading *reading, yaml_node_t *value)
{
    reading_number(
        reading, value, 0.05, READING_TIME_MOST, false,
        &reading->probe->timeout);
}

void
yaml_probe_successes(struct reading *reading, yaml_node_t *value)
{
    double number;

    if (reading_number(reading, value, 1, 1000, true, &number)) {
        reading->probe->successes = (unsigned) number;
    }
}

void
yaml_probe_failures(struct reading *reading, yaml_node_t *value)
{
    double number;

    if (reading_number(reading, value, 1, 1000, true, &number)) {
        reading->probe->failures = (unsigned) number;
    }
}

/* The keys of a probe; who is alive is not told by a line of the log. */
static const struct key probe_keys[] = {
    { "log", yaml_probe_line },
    { "command", take_command },
    { "cwd", take_cwd },
    { "http", take_http },
    { "status", yaml_probe_status },
    { "delay", take_delay },
    { "period", take_period },
    { "timeout", take_timeout },
    { "successes", yaml_probe_successes },
    { "failures", yaml_probe_failures },
    { NULL, NULL },
};
static const struct key *const alive_keys = probe_keys + 1;

/* Begin with a probe that says nothing but how often it is made. */
static void
begin_probe(struct reading *reading, struct policy_probe *probe, double period)
{
    reading->probe = probe;
    *probe = (struct policy_probe){
        .status = 200,
        .period = period,
        .timeout = 1,
        .successes = 1,
        .failures = 3,
    };
}

void
yaml_probe_ready(struct reading *reading, yaml_node_t *value)
{
    struct policy_probe *ready = &reading->entry->policy.ready;

    begin_probe(reading, ready, 1);
    if (value->type != YAML_MAPPING_NODE) {
        yaml_probe_line(reading, value);
        return;
    }
    reading_keys(reading, value, probe_keys, NULL);
    if (ready->kind == POLICY_READY_STARTED) {
        reading_error(
            reading, value, "one of log, command or http is expected");
    }
}

void
yaml_probe_alive(struct reading *reading, yaml_node_t *value)
{
    struct policy_probe *alive = &reading->entry->policy.alive;

    begin_probe(reading, alive, 10);
    reading_keys(reading, value, alive_keys, NULL);
    if (alive->kind == POLICY_READY_STARTED) {
        reading_error(reading, value, "one of command or http is expected");
    }
}
