/* The message log: every message that is kept, with its time. */
#include <stdio.h>

#include "ui/translate.h"
#include "ui/view/list.h"
#include "ui/view/message.h"
#include "ui/view/view.h"

struct log {
    struct list list;
    size_t cursor; /* first message shown, while it does not follow */
    bool follows;  /* stays at the end */
};

static void
log_open(void *state, struct model *model)
{
    struct log *log = state;

    (void) model;
    log->follows = true;
}

static struct view_rows
log_rows(const void *state, const struct model *model, int body, int columns)
{
    (void) state;
    (void) model;
    (void) columns;
    return (struct view_rows){ .least = 1, .wanted = body };
}

/* Find the last place from which the messages fill the page. */
static size_t
last_place(const struct log *log, const struct model *model)
{
    size_t count = model->messages.count;

    return count > log->list.shown ? count - log->list.shown : 0;
}

static bool
log_command(void *state, struct model *model, enum command command)
{
    struct log *log = state;
    size_t last = last_place(log, model);

    if (!list_move(
            &log->list, last + 1, log->follows ? last : log->cursor, command,
            model->count, &log->cursor)) {
        return false;
    }
    log->follows = log->cursor >= last;
    model->dirty |= DIRTY_MESSAGES;
    return true;
}

/* The wheel scrolls. */
static enum command
log_mouse(void *state, struct model *model, const struct view_mouse *mouse)
{
    struct log *log = state;

    if (mouse->what != KEYCODE_PRESS) {
        list_scroll(
            &log->list, model->messages.count, log->cursor, mouse->what);
        log->cursor = log->list.top;
        log->follows = log->cursor >= last_place(log, model);
        model->dirty |= DIRTY_MESSAGES;
    }
    return COMMAND_NONE;
}

static void
log_draw(void *state, const struct model *model, const struct canvas *canvas)
{
    struct log *log = state;
    int title = canvas->area.rows >= 18 ? 1 : 0;
    int rows = canvas->area.rows - title - 1;
    size_t count = model->messages.count;
    char where[64];

    log->list.shown = rows > 0 ? (size_t) rows : 0;
    if (log->follows || log->cursor > last_place(log, model)) {
        log->cursor = last_place(log, model);
    }
    log->list.top = log->cursor;
    canvas_rule(
        canvas, title, _("Messages"),
        list_position(&log->list, count, where, sizeof(where)));
    if (count == 0) {
        canvas_text(
            canvas, title + 1, 1, _("Nothing has happened yet."), ROLE_DIM);
    }
    for (int i = 0; i < rows && log->cursor + (size_t) i < count; i++) {
        message_draw(
            canvas, title + 1 + i,
            messages_get(&model->messages, log->cursor + (size_t) i));
    }
}

const struct view log_view = {
    .place = VIEW_BODY,
    .pages = ON_MESSAGES,
    .dirty = DIRTY_MESSAGES,
    .state_size = sizeof(struct log),
    .open = log_open,
    .rows = log_rows,
    .command = log_command,
    .mouse = log_mouse,
    .draw = log_draw,
};
