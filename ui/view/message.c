#include "ui/view/message.h"

#include <stdio.h>
#include <string.h>

#include "ui/view/fold.h"

enum {
    TEXT_ROOM = 1024,
    TEXT_COLUMN = 10, /* behind the time */
    INDENT = 2,       /* of the rows after the first */
    WIDTH_LEAST = 8   /* cells of a row, whatever the screen */
};

/* Find what a message looks like after its name. */
static enum role
message_role(enum message_kind kind)
{
    switch (kind) {
    case MESSAGE_GOOD:
        return ROLE_SUCCESS;
    case MESSAGE_ASKED:
        return ROLE_ASKED;
    case MESSAGE_BAD:
        return ROLE_FAILED;
    case MESSAGE_WARNING:
    case MESSAGE_WAITING:
        return ROLE_WARNING;
    default:
        return ROLE_DIM;
    }
}

/* Draw the time of a message; returns the column after it. */
static int
draw_time(const struct canvas *canvas, int row, const struct message *message)
{
    char moment[16];

    draw_moment(message->time, false, moment, sizeof(moment));
    return canvas_text(canvas, row, 1, moment, ROLE_TIME) + 1;
}

void
message_draw(
    const struct canvas *canvas, int row, const struct message *message)
{
    const char *what = message->text + message->name_size;
    int column = draw_time(canvas, row, message);
    int room = canvas->area.columns - column;
    struct field name = { column, 0, false };
    char text[TEXT_ROOM];

    snprintf(
        text, sizeof(text), "%.*s", (int) message->name_size, message->text);
    name.width = grid_width(text);
    if (name.width > room / 2 && name.width + grid_width(what) > room) {
        int rest = room - grid_width(what);

        name.width = rest > room / 2 ? rest : room / 2;
    }
    canvas_field(canvas, row, &name, text, ROLE_NORMAL);
    column += name.width;
    canvas_field(
        canvas, row,
        &(struct field){ column, canvas->area.columns - column, false }, what,
        message_role(message->kind));
}

/* Find how many cells a row of a folded message has. */
static int
row_width(int columns, size_t part)
{
    int width = columns - 1 - TEXT_COLUMN - (part > 0 ? INDENT : 0);

    return width < WIDTH_LEAST ? WIDTH_LEAST : width;
}

size_t
message_rows(const struct message *message, int columns)
{
    const char *text = message->text;
    size_t rows = 0;

    if (strlen(text) <= (size_t) row_width(columns, 0)) {
        return 1;
    }
    do {
        text = fold_next(text, row_width(columns, rows++));
    } while (*text);
    return rows;
}

void
message_draw_row(
    const struct canvas *canvas,
    int row,
    const struct message *message,
    size_t part)
{
    int columns = canvas->area.columns;
    const char *from = message->text;
    const char *name_end = from + message->name_size;
    int column = TEXT_COLUMN + (part > 0 ? INDENT : 0);
    char text[TEXT_ROOM];
    const char *end;

    for (size_t i = 0; i < part; i++) {
        from = fold_next(from, row_width(columns, i));
    }
    end = from + fold_size(from, row_width(columns, part));
    if (part == 0) {
        draw_time(canvas, row, message);
    }
    if (from < name_end) {
        name_end = name_end < end ? name_end : end;
        snprintf(text, sizeof(text), "%.*s", (int) (name_end - from), from);
        column = canvas_text(canvas, row, column, text, ROLE_NORMAL);
        from = name_end;
    }
    snprintf(text, sizeof(text), "%.*s", (int) (end - from), from);
    canvas_text(canvas, row, column, text, message_role(message->kind));
}
