#include "ui/plain_words.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

#include "ui/translate.h"
#include "ui/view/draw.h"

/* Lines of the output that are said when it comes up. */
enum {
    OUTPUT_LINES = 10
};

/* What is to be seen rather than to be heard. */
static const struct {
    const char *sign;
    const char *words;
} signs[] = {
    { " · ", ", " },
    { " → ", ", " },
    { " — ", ", " },
    { "…", "..." },
};

/* Write a text, with words for signs. */
static void
write_words(bool ascii, const char *text)
{
    while (*text) {
        size_t size = 1;
        const char *words = NULL;

        for (size_t i = 0; i < sizeof(signs) / sizeof(signs[0]); i++) {
            size_t length = strlen(signs[i].sign);

            if (!words && strncmp(text, signs[i].sign, length) == 0) {
                words = signs[i].words;
                size = length;
            }
        }
        if (words) {
            fputs(words, stdout);
        } else if (!ascii || (unsigned char) *text < 0x80) {
            putchar(*text);
        } else if ((unsigned char) *text >= 0xc0) {
            putchar('?'); /* one for the whole character */
        }
        text += size;
    }
}

void
plain_say(bool ascii, int64_t wall, const char *format, ...)
{
    time_t seconds = (time_t) (wall / NANOSECONDS_PER_SECOND);
    char moment[16];
    char text[1200];
    struct tm local;
    va_list arguments;

    localtime_r(&seconds, &local);
    strftime(moment, sizeof(moment), "%H:%M:%S", &local);
    va_start(arguments, format);
    vsnprintf(text, sizeof(text), format, arguments);
    va_end(arguments);
    printf("%s ", moment);
    write_words(ascii, text);
    putchar('\n');
}

/* Make a text that came from a worker safe to show. */
static const char *
safe(const char *bytes, char *text, size_t size)
{
    text_sanitize(bytes ? bytes : "", bytes ? strlen(bytes) : 0, text, size);
    return text;
}

void
plain_say_row(bool ascii, const struct model *model)
{
    const struct worker *worker = model_selected(model);
    char name[256];
    char exit[32] = "";

    if (!worker) {
        plain_say(ascii, model->wall, _("There is no process"));
        return;
    }
    if (worker->has_exitcode) {
        snprintf(exit, sizeof(exit), _(", exit code %d"), worker->exitcode);
    }
    plain_say(
        ascii, model->wall, _("%s, %s, daemon %s%s, %zu of %zu"),
        safe(worker->name, name, sizeof(name)),
        worker_state_name(worker->state), worker->daemon ? "yes" : "no", exit,
        model->place + 1, rows_count(&model->rows));
}

/* Say all keys. */
static void
say_keys(bool ascii, const struct model *model)
{
    char keys[64];

    for (int i = 0; i < COMMAND_COUNT; i++) {
        enum command command = (enum command) i;

        plain_say(
            ascii, model->wall, "%s: %s",
            keymap_names(command, keys, sizeof(keys)), keymap_help(command));
    }
}

/* Say who runs, and what they have started. */
static void
say_children(bool ascii, const struct model *model)
{
    const struct tree *tree = &model->tree;
    char name[256];

    plain_say(
        ascii, model->wall, _("Active children: %zu, and what they started"),
        tree->children);
    for (size_t i = 0; i < tree->count; i++) {
        const struct tree_line *line = &tree->lines[i];
        const struct worker *worker =
            supervisor_find(model->supervisor, line->worker);

        if (line->depth == 0) {
            plain_say(
                ascii, model->wall, _("%s, pid %d"),
                safe(worker ? worker->name : NULL, name, sizeof(name)),
                (int) line->pid);
        } else {
            plain_say(
                ascii, model->wall, _("%s, pid %d, started by %d"),
                safe(line->command, name, sizeof(name)), (int) line->pid,
                (int) line->parent);
        }
    }
}

/* Say when each was started, and how long it ran. */
static void
say_timeline(bool ascii, const struct model *model)
{
    for (size_t i = 0; i < rows_count(&model->rows); i++) {
        const struct worker *worker = rows_worker(&model->rows, i);
        char name[256];
        char moment[32];
        char lasted[16];

        safe(worker->name, name, sizeof(name));
        if (worker->started == 0) {
            plain_say(ascii, model->wall, _("%s, never started"), name);
            continue;
        }
        draw_moment(
            model->wall - (model->now - worker->started), false, moment,
            sizeof(moment));
        draw_duration(
            worker_lifetime(worker, model->now), lasted, sizeof(lasted));
        plain_say(
            ascii, model->wall, _("%s, started at %s, %s, %s, lives: %u"), name,
            moment, worker_state_name(worker->state), lasted, worker->lives);
    }
}

void
plain_say_page(bool ascii, const struct model *model)
{
    const struct worker *worker = model_selected(model);
    char name[256];

    switch (model->page) {
    case PAGE_MAIN:
        plain_say(
            ascii, model->wall, _("Processes: %zu, alive %zu"),
            supervisor_count(model->supervisor),
            supervisor_alive(model->supervisor));
        break;
    case PAGE_CHILDREN:
        say_children(ascii, model);
        break;
    case PAGE_OUTPUT:
        plain_say(
            ascii, model->wall, _("Output of %s"),
            safe(worker ? worker->name : NULL, name, sizeof(name)));
        break;
    case PAGE_TIMELINE:
        plain_say(ascii, model->wall, _("Timeline"));
        say_timeline(ascii, model);
        break;
    case PAGE_HELP:
        say_keys(ascii, model);
        break;
    default:
        break;
    }
}

uint64_t
plain_say_output(bool ascii, const struct model *model, uint64_t from)
{
    const struct worker *worker = model_selected(model);
    struct output_line line;
    uint64_t end;
    char text[1024];

    if (!worker) {
        return 0;
    }
    end = output_end(worker->output);
    if (from == 0 && end > OUTPUT_LINES) {
        from = end - OUTPUT_LINES;
    }
    if (from < output_first(worker->output)) {
        from = output_first(worker->output);
    }
    while (from < end && output_get(worker->output, from, &line)
           && (line.ended || !worker->alive)) {
        text_sanitize(line.bytes, line.size, text, sizeof(text));
        plain_say(
            ascii, line.time, "%s%s",
            line.stream == OUTPUT_STDERR ? "stderr: " : "", text);
        from++;
    }
    return from;
}

void
plain_say_leave(bool ascii, const struct model *model)
{
    size_t alive = supervisor_alive(model->supervisor);

    switch (model->leave.phase) {
    case LEAVE_ASKED:
        plain_say(
            ascii, model->wall,
            _("Quit? Alive: %zu. Nothing is signalled yet. Enter quits: "
              "daemons "
              "are terminated, the others are joined. Escape stays"),
            alive);
        break;
    case LEAVE_JOINING:
        plain_say(
            ascii, model->wall,
            _("Waiting for those alive: %zu. t terminates them, K kills them, "
              "Escape stays"),
            alive);
        break;
    case LEAVE_TERMINATING:
        plain_say(ascii, model->wall, _("Terminating those alive: %zu"), alive);
        break;
    case LEAVE_KILLING:
        plain_say(ascii, model->wall, _("Killing those alive: %zu"), alive);
        break;
    case LEAVE_FORCING:
        plain_say(
            ascii, model->wall,
            _("Terminating those alive: %zu. What is left after 5 seconds is "
              "killed"),
            alive);
        break;
    case LEAVE_NO:
        plain_say(ascii, model->wall, _("Back from quitting"));
        break;
    default:
        break;
    }
}
