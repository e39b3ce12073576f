/* The timeline as a table: a line for each moment, RFC 4180. */
#include <inttypes.h>
#include <string.h>
#include <time.h>

#include "ui/export.h"

static const char *const names[] = {
    [HISTORY_STARTED] = "started",     [HISTORY_JOINING] = "joining",
    [HISTORY_JOINED] = "joined",       [HISTORY_SIGNALLED] = "signalled",
    [HISTORY_STOPPED] = "stopped",     [HISTORY_GONE] = "group-gone",
    [HISTORY_FAILED] = "start-failed", [HISTORY_CHANGED] = "changed",
};

/* Write a field, in quotes where it needs them. */
static void
put_text(FILE *file, const char *text)
{
    if (text[strcspn(text, ",\"\r\n")] == '\0') {
        fputs(text, file);
        return;
    }
    putc('"', file);
    for (; *text; text++) {
        if (*text == '"') {
            putc('"', file);
        }
        putc(*text, file);
    }
    putc('"', file);
}

/* Write a moment in UTC, and in seconds since the dashboard was opened. */
static void
put_time(FILE *file, const struct model *model, int64_t time, int64_t wall)
{
    time_t seconds = (time_t) (wall / NANOSECONDS_PER_SECOND);
    int64_t passed = (time - model->opened) / 1000000;
    struct tm parts;
    char text[32];

    gmtime_r(&seconds, &parts);
    strftime(text, sizeof(text), "%Y-%m-%dT%H:%M:%S", &parts);
    fprintf(
        file, "%s.%03dZ,%s%" PRId64 ".%03" PRId64, text,
        (int) (wall % NANOSECONDS_PER_SECOND / 1000000), passed < 0 ? "-" : "",
        (passed < 0 ? -passed : passed) / 1000,
        (passed < 0 ? -passed : passed) % 1000);
}

/* Write what a moment's value is, under the head it belongs to. */
static void
put_values(FILE *file, const struct history_moment *moment)
{
    bool signalled = moment->type == HISTORY_SIGNALLED;
    bool stopped = moment->type == HISTORY_STOPPED && moment->has_value;
    char name[32];

    if (moment->type == HISTORY_STARTED) {
        fprintf(file, ",%d", (int) moment->value);
    } else {
        putc(',', file);
    }
    if (stopped) {
        fprintf(file, ",%d", (int) moment->value);
    } else {
        putc(',', file);
    }
    fprintf(
        file, ",%s%s", signalled ? "SIG" : "",
        signalled ? worker_signal_name(moment->value, name, sizeof(name)) : "");
    fprintf(file, ",%s", worker_state_name((enum worker_state) moment->state));
}

static void
put_worker(FILE *file, const struct model *model, const struct worker *worker)
{
    size_t count = history_count(worker->history);

    for (size_t i = 0; i < count; i++) {
        const struct history_moment *moment = history_at(worker->history, i);

        put_time(file, model, moment->time, moment->wall);
        fprintf(file, ",%" PRIu64 ",", worker->id);
        put_text(file, worker->name);
        fprintf(file, ",%s", names[moment->type]);
        put_values(file, moment);
        fputs(",\r\n", file);
    }
}

void
export_csv(FILE *file, const struct model *model)
{
    const struct marks *marks = supervisor_marks(model->supervisor);
    size_t count = rows_count(&model->rows);

    fputs(
        "time,seconds,id,name,event,pid,exitcode,signal,state,text\r\n", file);
    for (size_t i = 0; i < count; i++) {
        put_worker(file, model, rows_worker(&model->rows, i));
    }
    for (size_t i = 0; i < marks->count; i++) {
        const struct mark *mark = marks_at(marks, i);

        put_time(file, model, mark->time, mark->wall);
        fputs(",,,mark,,,,,", file);
        put_text(file, mark->text);
        fputs("\r\n", file);
    }
}
