#include "ui/view/text_page.h"

#include <stdio.h>
#include <string.h>

#include "ui/view/fold.h"

void
text_page_begin(struct text_page *page, int left, int width)
{
    page->left = left;
    page->width = width < 12 ? 12 : width > 120 ? 120 : width;
    page->count = 0;
}

/* Add a line; beyond the last there is room for none, and it is replaced. */
static struct text_page_line *
add(struct text_page *page, enum text_page_kind kind, const char *left)
{
    struct text_page_line *line = &page->lines[page->count];

    if (page->count < TEXT_PAGE_LINES - 1) {
        page->count++;
    }
    line->kind = kind;
    snprintf(line->left, sizeof(line->left), "%s", left);
    line->text[0] = '\0';
    return line;
}

void
text_page_title(struct text_page *page, const char *title)
{
    if (page->count > 0) {
        add(page, TEXT_PAGE_BLANK, "");
    }
    add(page, TEXT_PAGE_TITLE, title);
}

void
text_page_row(struct text_page *page, const char *left, const char *text)
{
    do {
        size_t size = fold_size(text, page->width);
        struct text_page_line *line = add(page, TEXT_PAGE_ROW, left);

        snprintf(line->text, sizeof(line->text), "%.*s", (int) size, text);
        text = fold_next(text, page->width);
        left = "";
    } while (*text);
}

bool
text_page_command(
    struct text_page *page, struct model *model, enum command command)
{
    size_t shown = page->list.shown;
    size_t places = page->count > shown ? page->count - shown + 1 : 1;

    if (command == COMMAND_BOTTOM) {
        page->cursor = TEXT_PAGE_LINES; /* drawing knows where the end is */
    } else if (!list_move(
                   &page->list, places, page->cursor, command, model->count,
                   &page->cursor)) {
        return false;
    }
    model->dirty |= DIRTY_LAYOUT;
    return true;
}

void
text_page_mouse(
    struct text_page *page, struct model *model, const struct view_mouse *mouse)
{
    if (mouse->what != KEYCODE_PRESS) {
        list_scroll(&page->list, page->count, page->cursor, mouse->what);
        page->cursor = page->list.top;
        model->dirty |= DIRTY_LAYOUT;
    }
}

static void
draw_line(
    const struct text_page *page,
    const struct canvas *canvas,
    int row,
    const struct text_page_line *line)
{
    const struct field left = { 3, page->left - 4, false };

    if (line->kind == TEXT_PAGE_TITLE) {
        canvas_text(canvas, row, 1, line->left, ROLE_TITLE);
    } else if (line->kind == TEXT_PAGE_ROW) {
        canvas_field(canvas, row, &left, line->left, ROLE_STRONG);
        canvas_text(canvas, row, page->left, line->text, ROLE_NORMAL);
    }
}

void
text_page_draw(
    struct text_page *page, const struct canvas *canvas, const char *title)
{
    int above = canvas->area.rows >= 18 ? 1 : 0;
    int rows = canvas->area.rows - above - 1;
    char where[64];

    page->list.shown = rows > 0 ? (size_t) rows : 0;
    if (page->cursor + page->list.shown > page->count) {
        page->cursor =
            page->count > page->list.shown ? page->count - page->list.shown : 0;
    }
    page->list.top = page->cursor;
    list_position(&page->list, page->count, where, sizeof(where));
    canvas_rule(canvas, above, title, where);
    for (size_t i = 0; i < page->list.shown; i++) {
        if (page->cursor + i < page->count) {
            draw_line(
                page, canvas, above + 1 + (int) i,
                &page->lines[page->cursor + i]);
        }
    }
}
