/* The message log: every message that is kept, with its time, folded where it
 * is longer than a row. */
#include <stdio.h>

#include "ui/translate.h"
#include "ui/view/list.h"
#include "ui/view/message.h"
#include "ui/view/view.h"

struct log {
    struct list list;
    size_t cursor; /* first row shown, while it does not follow */
    int columns;   /* as it was drawn */
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

/* Count the rows of all messages. */
static size_t
count_rows(const struct log *log, const struct model *model)
{
    size_t rows = 0;

    for (size_t i = 0; i < model->messages.count; i++) {
        rows += message_rows(messages_get(&model->messages, i), log->columns);
    }
    return rows;
}

/* Find the last row from which they fill the page. */
static size_t
last_place(const struct log *log, size_t count)
{
    return count > log->list.shown ? count - log->list.shown : 0;
}

static bool
log_command(void *state, struct model *model, enum command command)
{
    struct log *log = state;
    size_t last = last_place(log, count_rows(log, model));

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
    size_t count = count_rows(log, model);

    if (mouse->what != KEYCODE_PRESS) {
        list_scroll(&log->list, count, log->cursor, mouse->what);
        log->cursor = log->list.top;
        log->follows = log->cursor >= last_place(log, count);
        model->dirty |= DIRTY_MESSAGES;
    }
    return COMMAND_NONE;
}

/* Draw the rows of the messages from the cursor on. */
static void
draw_messages(
    const struct log *log,
    const struct model *model,
    const struct canvas *canvas,
    int row)
{
    size_t skipped = 0;

    for (size_t i = 0; i < model->messages.count && row < canvas->area.rows;
         i++) {
        const struct message *message = messages_get(&model->messages, i);
        size_t rows = message_rows(message, log->columns);
        size_t part = log->cursor > skipped ? log->cursor - skipped : 0;

        skipped += rows;
        for (; part < rows && row < canvas->area.rows; part++) {
            message_draw_row(canvas, row++, message, part);
        }
    }
}

static void
log_draw(void *state, const struct model *model, const struct canvas *canvas)
{
    struct log *log = state;
    int title = canvas->area.rows >= 18 ? 1 : 0;
    int rows = canvas->area.rows - title - 1;
    char where[64];
    size_t count, last;

    log->columns = canvas->area.columns;
    log->list.shown = rows > 0 ? (size_t) rows : 0;
    count = count_rows(log, model);
    last = last_place(log, count);
    if (log->follows || log->cursor > last) {
        log->cursor = last;
    }
    log->list.top = log->cursor;
    canvas_rule(
        canvas, title, _("Messages"),
        list_position(&log->list, count, where, sizeof(where)));
    if (count == 0) {
        canvas_text(
            canvas, title + 1, 1, _("Nothing has happened yet."), ROLE_DIM);
    }
    draw_messages(log, model, canvas, title + 1);
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
