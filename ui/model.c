#include "ui/model.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "ui/term/grid.h"

/* How long a notice stays unless a key is pressed. */
#define NOTICE_TIME (5 * NANOSECONDS_PER_SECOND)

/* Room for what is told: a path may be in it. */
enum {
    TOLD_ROOM = 4400
};

/* Count the cells that a text from a worker takes when it is shown. */
static int
shown_width(const char *text)
{
    char safe[256];

    text_sanitize(text, strlen(text), safe, sizeof(safe));
    return grid_width(safe);
}

/* Widen what the columns must hold by a worker's texts. */
static void
measure(struct model *model, const struct worker *worker)
{
    int name = shown_width(worker->name);
    int target = shown_width(worker->target);
    int digits = 1;

    for (pid_t rest = worker->pid / 10; rest > 0; rest /= 10) {
        digits++;
    }
    model->name_width = name > model->name_width ? name : model->name_width;
    model->target_width =
        target > model->target_width ? target : model->target_width;
    model->pid_width = digits > model->pid_width ? digits : model->pid_width;
}

void
model_init(
    struct model *model,
    struct supervisor *supervisor,
    pid_t pid,
    int64_t now,
    int64_t wall)
{
    *model = (struct model){
        .supervisor = supervisor,
        .pid = pid,
        .opened = now,
        .now = now,
        .wall = wall,
        .dirty = DIRTY_ALL,
        .wish = COMMAND_NONE,
        .theme = "auto",
        .console = { .supervisor = supervisor },
    };
    rows_init(&model->rows, supervisor);
    column_set_default(&model->columns);
    for (size_t i = 0; i < supervisor_count(supervisor); i++) {
        measure(model, supervisor_worker(supervisor, i));
    }
    model_select(model, 0);
}

void
model_free(struct model *model)
{
    console_free(&model->console);
    messages_free(&model->messages);
    choices_free(&model->prompt.choices);
    tags_free(&model->tags);
    numbers_free(&model->numbers);
    stats_detail_free(&model->detail);
    free(model->export_path);
    free(model->copied.text);
    tree_free(&model->tree);
    rows_free(&model->rows);
}

void
model_set_time(struct model *model, int64_t now, int64_t wall)
{
    model->now = now;
    model->wall = wall;
    if (model->notice[0] && !model->asking && now >= model->notice_until) {
        model_notice_clear(model);
    }
}

/* Tell what sort of line an event makes. */
static enum message_kind
event_kind(const struct event *event)
{
    switch (event->type) {
    case EVENT_STOPPED:
        if (event->worker->reason == WORKER_REASON_ASKED) {
            return MESSAGE_ASKED;
        }
        return event->worker->failed ? MESSAGE_BAD : MESSAGE_GOOD;
    case EVENT_WARNING:
        return MESSAGE_WARNING;
    case EVENT_JOINED:
        return event->result == 0 ? MESSAGE_GOOD : MESSAGE_WARNING;
    case EVENT_CHANGED:
        return MESSAGE_WAITING;
    default:
        return MESSAGE_PLAIN;
    }
}

/* Show a text in the last line, unless a question stands there. */
static void
show(struct model *model, enum message_kind kind, bool kept, const char *text)
{
    if (model->asking) {
        return;
    }
    text_sanitize(text, strlen(text), model->notice, sizeof(model->notice));
    model->notice_kind = kind;
    model->notice_until = model->now + NOTICE_TIME;
    model->notice_kept = kept;
    model->dirty |= DIRTY_NOTICE;
}

/* Keep the line that an event makes; where the messages have no place on the
 * screen, a refusal goes to the last line. */
static void
keep_message(struct model *model, const struct event *event)
{
    char text[1024];
    enum message_kind kind = event_kind(event);

    event_text(event, text, sizeof(text));
    if (!text[0]) {
        return;
    }
    messages_add(
        &model->messages, event->time, kind, text,
        event->worker ? event->worker->name : NULL);
    model->dirty |= DIRTY_MESSAGES;
    if (kind == MESSAGE_WARNING && !model->messages_shown) {
        show(model, kind, true, text);
    }
}

void
model_event(struct model *model, const struct event *event)
{
    if (event->type == EVENT_OUTPUT) {
        if (event->worker->id == model->selected) {
            model->dirty |= DIRTY_OUTPUT;
        }
        return;
    }
    if (event->type == EVENT_MARK) {
        model->dirty |= DIRTY_ROWS; /* it stands in the timeline, too */
    }
    if (event->worker) {
        measure(model, event->worker);
        if (!event->worker->alive) {
            numbers_forget(&model->numbers, event->worker->id);
        }
        rows_event(&model->rows, event);
        model->dirty |= DIRTY_ROWS;
        if (event->worker->id == model->selected) {
            model->dirty |= DIRTY_OUTPUT;
        }
    }
    if (event->type == EVENT_CREATED || event->type == EVENT_REMOVED) {
        model->dirty |= DIRTY_LAYOUT;
        if (event->type == EVENT_REMOVED) {
            tags_remove(&model->tags, event->worker->id);
        }
        if (!model_selected(model)) {
            model_select(model, model->place);
        }
    }
    keep_message(model, event);
}

struct worker *
model_selected(const struct model *model)
{
    const struct supervisor *supervisor = model->supervisor;

    if (model->place < rows_count(&model->rows)) {
        struct worker *worker = rows_worker(&model->rows, model->place);

        if (worker->id == model->selected) {
            return worker;
        }
    }
    return model->selected ? supervisor_find(supervisor, model->selected)
                           : NULL;
}

void
model_select(struct model *model, size_t place)
{
    size_t count = rows_count(&model->rows);

    model->dirty |= DIRTY_SELECTION | DIRTY_OUTPUT;
    if (count == 0) {
        model->place = 0;
        model->selected = 0;
        return;
    }
    model->place = place < count ? place : count - 1;
    model->selected = rows_worker(&model->rows, model->place)->id;
}

void
model_select_id(struct model *model, uint64_t id)
{
    size_t place;

    if (rows_find(&model->rows, id, &place)) {
        model_select(model, place);
    } else if (supervisor_find(model->supervisor, id)) {
        model->selected = id; /* hidden: no row of the table is selected */
        model->dirty |= DIRTY_SELECTION | DIRTY_OUTPUT;
    }
}

void
model_move(struct model *model, long rows)
{
    size_t place = model->place;

    if (rows < 0 && (size_t) -rows > place) {
        place = 0;
    } else {
        place += (size_t) rows;
    }
    model_select(model, place);
}

void
model_tell(struct model *model, enum message_kind kind, const char *format, ...)
{
    char text[TOLD_ROOM];
    va_list arguments;
    bool kept;

    va_start(arguments, format);
    vsnprintf(text, sizeof(text), format, arguments);
    va_end(arguments);
    kept = !messages_renew(&model->messages, model->wall, text);
    if (kept) {
        messages_add(&model->messages, model->wall, kind, text, NULL);
    }
    model->dirty |= DIRTY_MESSAGES;
    show(model, kind, kept, text);
}

void
model_echo(struct model *model, const char *format, ...)
{
    char text[sizeof(model->notice)];
    va_list arguments;

    va_start(arguments, format);
    vsnprintf(text, sizeof(text), format, arguments);
    va_end(arguments);
    show(model, MESSAGE_PLAIN, false, text);
}

void
model_question(struct model *model, enum action action, const char *format, ...)
{
    char text[sizeof(model->notice)];
    va_list arguments;

    va_start(arguments, format);
    vsnprintf(text, sizeof(text), format, arguments);
    va_end(arguments);
    show(model, MESSAGE_WARNING, false, text);
    model->asking = true;
    model->asked_action = action;
}

void
model_notice_clear(struct model *model)
{
    if (model->notice[0]) {
        model->notice[0] = '\0';
        model->dirty |= DIRTY_NOTICE;
    }
    model->asking = false;
}

bool
model_worker_lives(const struct worker *worker)
{
    return worker->alive || worker->group_left;
}
