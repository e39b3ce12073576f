#include "src/supervise/event_json.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "src/supervise/clock.h"
#include "src/supervise/utf8.h"

/* U+FFFD in UTF-8. */
#define REPLACEMENT "\xef\xbf\xbd"

/* Write a moment as RFC 3339 does, in UTC. */
static json_t *
moment(int64_t time)
{
    time_t seconds = (time_t) (time / NANOSECONDS_PER_SECOND);
    int milliseconds = (int) (time % NANOSECONDS_PER_SECOND / 1000000);
    struct tm parts;
    char text[40];
    size_t size;

    gmtime_r(&seconds, &parts);
    size = strftime(text, sizeof(text), "%Y-%m-%dT%H:%M:%S", &parts);
    snprintf(text + size, sizeof(text) - size, ".%03dZ", milliseconds);
    return json_string(text);
}

/* Make a string of bytes from anywhere. */
static json_t *
safe_string(const char *bytes, size_t size)
{
    const unsigned char *at = (const unsigned char *) bytes;
    char *text = malloc(size * 3 + 1);
    size_t used = 0;
    json_t *string;

    if (text == NULL) {
        return NULL;
    }
    while (size > 0) {
        uint32_t character;
        int length = utf8_decode(at, size, &character);
        size_t taken = (size_t) (length < 0 ? -length : length);

        if (length < 0) {
            memcpy(text + used, REPLACEMENT, 3);
            used += 3;
        } else {
            memcpy(text + used, at, taken);
            used += taken;
        }
        at += taken;
        size -= taken;
    }
    string = json_stringn(text, used);
    free(text);
    return string;
}

/* Round seconds to microseconds, so that they are written short. */
static json_t *
seconds_value(double seconds)
{
    return json_real(round(seconds * 1e6) / 1e6);
}

json_t *
event_json_worker(int64_t time, const char *event, const struct worker *worker)
{
    json_t *object = json_object();

    json_object_set_new(object, "time", moment(time));
    json_object_set_new(object, "event", json_string(event));
    if (worker == NULL) {
        static const char *const keys[] = { "id",     "name",  "pid",
                                            "daemon", "alive", "exitcode",
                                            "target" };

        for (size_t i = 0; i < sizeof(keys) / sizeof(keys[0]); i++) {
            json_object_set_new(object, keys[i], json_null());
        }
        return object;
    }
    json_object_set_new(object, "id", json_integer((json_int_t) worker->id));
    json_object_set_new(
        object, "name", safe_string(worker->name, strlen(worker->name)));
    json_object_set_new(
        object, "pid",
        worker->pid > 0 ? json_integer(worker->pid) : json_null());
    json_object_set_new(object, "daemon", json_boolean(worker->daemon));
    json_object_set_new(object, "alive", json_boolean(worker->alive));
    json_object_set_new(
        object, "exitcode",
        worker->has_exitcode ? json_integer(worker->exitcode) : json_null());
    json_object_set_new(
        object, "target", safe_string(worker->target, strlen(worker->target)));
    return object;
}

/* Write an object as a line, and free it. */
static char *
write_line(json_t *object)
{
    char *line = json_dumps(object, JSON_COMPACT | JSON_REAL_PRECISION(15));

    json_decref(object);
    return line;
}

/* Add what only a stopped event has. */
static void
add_end(json_t *object, const struct worker *worker)
{
    static const char *const reasons[] = {
        [WORKER_REASON_NONE] = "exit",
        [WORKER_REASON_EXIT] = "exit",
        [WORKER_REASON_SIGNAL] = "signal",
        [WORKER_REASON_ASKED] = "asked",
    };

    json_object_set_new(object, "reason", json_string(reasons[worker->reason]));
    json_object_set_new(
        object, "seconds",
        seconds_value(
            clock_to_seconds(worker_lifetime(worker, worker->ended))));
}

char *
event_json(const struct event *event)
{
    static const char *const results[] = { "ended", "timeout", "given up" };
    json_t *object =
        event_json_worker(event->time, event_name(event->type), event->worker);
    char name[32];
    char signal_name[40];

    switch (event->type) {
    case EVENT_STOPPED:
        add_end(object, event->worker);
        break;
    case EVENT_JOINED:
        json_object_set_new(
            object, "result", json_string(results[event->result]));
        json_object_set_new(object, "seconds", seconds_value(event->seconds));
        break;
    case EVENT_SIGNALLED:
        snprintf(
            signal_name, sizeof(signal_name), "SIG%s",
            worker_signal_name(event->signum, name, sizeof(name)));
        json_object_set_new(object, "signal", json_string(signal_name));
        break;
    case EVENT_MARK:
    case EVENT_WARNING:
        json_object_set_new(
            object, "text", safe_string(event->text, strlen(event->text)));
        break;
    default:
        break;
    }
    return write_line(object);
}

char *
event_json_output(const struct worker *worker, const struct output_line *line)
{
    json_t *object =
        event_json_worker(line->time, event_name(EVENT_OUTPUT), worker);

    json_object_set_new(
        object, "stream",
        json_string(line->stream == OUTPUT_STDOUT ? "stdout" : "stderr"));
    json_object_set_new(object, "text", safe_string(line->bytes, line->size));
    return write_line(object);
}

char *
event_json_dropped(int64_t time, uint64_t lines)
{
    json_t *object = event_json_worker(time, "warning", NULL);
    char text[96];

    snprintf(
        text, sizeof(text),
        "%llu lines of output dropped: they are not read fast enough",
        (unsigned long long) lines);
    json_object_set_new(object, "text", json_string(text));
    json_object_set_new(object, "dropped", json_integer((json_int_t) lines));
    return write_line(object);
}
