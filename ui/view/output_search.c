/* The search in the output: what is asked for, and where it leads. */
#include <stdio.h>
#include <string.h>

#include "ui/translate.h"
#include "ui/view/output_parts.h"

/* No line's number. */
#define NO_LINE UINT64_MAX

/* Let what fits a text stand out; returns 0 or -EINVAL, with nothing then. */
static int
take(struct output_page *page, const char *text, char *error, size_t size)
{
    page->find.left = 0;
    pattern_free(&page->pattern);
    snprintf(page->typed, sizeof(page->typed), "%s", text);
    return page->typed[0]
        ? pattern_set(&page->pattern, page->typed, error, size)
        : 0;
}

/* Say that nothing was found. */
static void
say_nothing(const struct output_page *page, struct model *model)
{
    if (page->find.pattern) {
        model_tell(model, MESSAGE_WARNING, _("No line has '%s'"), page->text);
    } else {
        model_tell(
            model, MESSAGE_WARNING, "%s", _("No line tells of an error"));
    }
}

/* Show the line that was found, and say so where it is not just the next. */
static void
show_found(struct output_page *page, struct model *model, uint64_t line)
{
    const struct output *output = model_selected(model)->output;
    struct pattern_match match = { 0, 0 };
    char text[LINES_TEXT_ROOM];

    if (page->find.pattern) {
        lines_text(output, line, text, sizeof(text));
        pattern_find(page->find.pattern, text, 0, &match);
    }
    output_mark(page, output, line, match.start);
    if (line == page->find_from) {
        model_tell(
            model, MESSAGE_PLAIN, "%s",
            page->find.pattern ? _("No other line has it")
                               : _("No other line tells of an error"));
    } else if (page->find.wrapped) {
        model_tell(
            model, MESSAGE_PLAIN, "%s",
            page->find.up ? _("Gone on from the last line")
                          : _("Gone on from the first line"));
    }
}

bool
output_search_on(struct output_page *page, struct model *model)
{
    uint64_t line;

    if (page->find.left == 0) {
        return false;
    }
    switch (find_piece(&page->find, model_selected(model)->output, &line)) {
    case FIND_FOUND:
        show_found(page, model, line);
        break;
    case FIND_NOTHING:
        say_nothing(page, model);
        break;
    case FIND_MORE:
        break;
    }
    model->dirty |= DIRTY_OUTPUT;
    return true;
}

/* Search from what is on the screen on: from the marked line to the others, or
 * from the first row that is shown; up from where the end is followed: from the
 * last. */
static void
begin(
    struct output_page *page,
    struct model *model,
    const struct pattern *pattern,
    bool up)
{
    const struct output *output = model_selected(model)->output;
    uint64_t top = scroll_top(&page->scroll, output).line;
    bool from_mark =
        page->marked && scroll_shows(&page->scroll, output, page->line);
    bool from_end = up && !page->scroll.scrolled;

    page->find_from = from_mark ? page->line : NO_LINE;
    find_begin(
        &page->find, output, pattern,
        from_mark      ? page->line
            : from_end ? output_end(output) - 1
                       : top,
        up);
    if (from_mark || (up && !from_end)) {
        find_pass_over(&page->find, output);
    }
    if (!output_search_on(page, model)) {
        say_nothing(page, model); /* there are no lines */
    }
}

/* Search for the text again. */
static void
search(struct output_page *page, struct model *model, bool up)
{
    char error[128];

    if (take(page, page->text, error, sizeof(error)) == 0) {
        page->lit = true;
        begin(page, model, &page->pattern, up);
    }
}

/* Show what fits the text while it is typed; what is no pattern yet is said. */
static void
text_changed(void *context, struct model *model, const char *text)
{
    char error[128];

    if (take(context, text, error, sizeof(error)) < 0) {
        prompt_refuse(model, "%s", error);
    }
    model->dirty |= DIRTY_OUTPUT;
}

/* Search for the text, or for the last one again.  At the end of the output,
 * where nothing comes after, that is up. */
static bool
text_accepted(void *context, struct model *model, const char *text)
{
    struct output_page *page = context;
    char error[128];

    if (take(page, text, error, sizeof(error)) < 0) {
        prompt_refuse(model, "%s", error);
        return false;
    }
    if (text[0]) {
        page->marked = false;
        snprintf(page->text, sizeof(page->text), "%s", text);
    }
    if (page->text[0] && model_selected(model)) {
        search(page, model, !page->scroll.scrolled);
    }
    return true;
}

/* Let stand out again what did before. */
static void
text_cancelled(void *context, struct model *model)
{
    struct output_page *page = context;

    text_changed(page, model, page->lit ? page->text : "");
}

/* Ask what to search for. */
static void
ask(struct output_page *page, struct model *model)
{
    static const struct prompt_use use = {
        .label = N_("Search:"),
        .changed = text_changed,
        .accepted = text_accepted,
        .cancelled = text_cancelled,
    };

    prompt_open(model, &use, page, "");
}

/* Go to the next line that tells of an error; to the first one from the end. */
static void
go_to_error(struct output_page *page, struct model *model)
{
    const struct output *output = model_selected(model)->output;

    if (page->scroll.scrolled || page->marked) {
        begin(page, model, NULL, false);
        return;
    }
    page->find_from = NO_LINE;
    find_begin(&page->find, output, NULL, output_first(output), false);
    if (!output_search_on(page, model)) {
        say_nothing(page, model);
    }
}

bool
output_search(
    struct output_page *page, struct model *model, enum command command)
{
    switch (command) {
    case COMMAND_SEARCH:
        ask(page, model);
        return true;
    case COMMAND_SEARCH_NEXT:
    case COMMAND_SEARCH_PREVIOUS:
        if (page->text[0]) {
            search(page, model, command == COMMAND_SEARCH_PREVIOUS);
        } else {
            ask(page, model);
        }
        return true;
    case COMMAND_NEXT_ERROR:
        go_to_error(page, model);
        return true;
    default:
        return false;
    }
}

bool
output_search_leave(struct output_page *page)
{
    bool any = page->lit || page->marked;

    page->find.left = 0;
    page->lit = page->marked = false;
    pattern_free(&page->pattern);
    return any;
}
