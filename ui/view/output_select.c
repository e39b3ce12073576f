/* Lines of the output that are selected, to be copied. */
#include <stdlib.h>
#include <string.h>

#include "ui/translate.h"
#include "ui/view/output_parts.h"

/* Begin to select at the marked line, or at the first on the screen. */
static void
begin(struct output_page *page, struct model *model)
{
    const struct output *output = model_selected(model)->output;
    uint64_t line = scroll_top(&page->scroll, output).line;

    if (output_first(output) == output_end(output)) {
        model_tell(
            model, MESSAGE_WARNING, "%s", _("There is nothing to select"));
        return;
    }
    if (page->marked && scroll_shows(&page->scroll, output, page->line)) {
        line = page->line;
    }
    page->selecting = true;
    page->anchor = line;
    output_mark(page, output, line, 0);
}

/* Select no more. */
static void
leave(struct output_page *page)
{
    page->selecting = page->marked = false;
}

/* Find how many lines a command of moving goes; all: it goes to an end. */
static uint64_t
steps_of(
    const struct output_page *page,
    const struct model *model,
    enum command command)
{
    uint64_t count = model->count > 0 ? model->count : 1;
    uint64_t rows =
        page->scroll.rows > 1 ? (uint64_t) page->scroll.rows - 1 : 1;

    switch (command) {
    case COMMAND_UP:
    case COMMAND_DOWN:
        return count;
    case COMMAND_PAGE_UP:
    case COMMAND_PAGE_DOWN:
        return count * rows;
    case COMMAND_TOP:
    case COMMAND_BOTTOM:
        return UINT64_MAX;
    default:
        return 0;
    }
}

/* Move the end of what is selected; returns whether the command does that. */
static bool
extend(struct output_page *page, struct model *model, enum command command)
{
    const struct output *output = model_selected(model)->output;
    uint64_t steps = steps_of(page, model, command);
    uint64_t first = output_first(output);
    uint64_t last = output_end(output) - 1;
    uint64_t line = page->line > first ? page->line : first;

    if (steps == 0) {
        return false;
    }
    if (command == COMMAND_UP || command == COMMAND_PAGE_UP
        || command == COMMAND_TOP) {
        line = line - first > steps ? line - steps : first;
    } else {
        line = last - line > steps ? line + steps : last;
    }
    output_mark(page, output, line, 0);
    return true;
}

/* Put lines together, as many as have room, with newlines between them; without
 * memory none. */
static void
put_together(
    struct copied *copied,
    const struct output *output,
    uint64_t from,
    uint64_t to)
{
    char line[LINES_TEXT_ROOM];

    *copied = (struct copied){ .wanted = (size_t) (to - from + 1) };
    copied->text = malloc(COPIED_MOST);
    for (; copied->text && from <= to; from++) {
        size_t size = lines_text(output, from, line, sizeof(line));

        if (copied->size + 1 + size > COPIED_MOST) {
            break;
        }
        if (copied->lines > 0) {
            copied->text[copied->size++] = '\n';
        }
        memcpy(copied->text + copied->size, line, size);
        copied->size += size;
        copied->lines++;
    }
}

/* Copy what is selected. */
static void
copy(struct output_page *page, struct model *model)
{
    const struct output *output = model_selected(model)->output;
    uint64_t from = page->anchor < page->line ? page->anchor : page->line;
    uint64_t to = page->anchor < page->line ? page->line : page->anchor;
    char name[16];

    if (!page->selecting) {
        model_tell(
            model, MESSAGE_WARNING, _("Nothing is selected: %s begins to"),
            keymap_names(COMMAND_SELECT_LINES, name, sizeof(name)));
        return;
    }
    leave(page);
    if (from < output_first(output)) {
        from = output_first(output);
    }
    if (to < from) {
        model_tell(
            model, MESSAGE_WARNING, "%s",
            _("What was selected is not kept any more"));
        return;
    }
    free(model->copied.text);
    put_together(&model->copied, output, from, to);
}

bool
output_select(
    struct output_page *page, struct model *model, enum command command)
{
    switch (command) {
    case COMMAND_SELECT_LINES:
        if (page->selecting) {
            leave(page);
        } else {
            begin(page, model);
        }
        return true;
    case COMMAND_COPY_LINES:
        copy(page, model);
        return true;
    case COMMAND_BACK:
        if (page->selecting) {
            leave(page);
            return true;
        }
        return false;
    default:
        return page->selecting && extend(page, model, command);
    }
}
