/* shell: puts the views of a page together, gives keys to them, and keeps the
 * way back from page to page.  Knows no view by name, and no terminal. */
#ifndef UI_VIEW_SHELL_H
#define UI_VIEW_SHELL_H

#include <stdbool.h>
#include <stddef.h>

#include "ui/model.h"
#include "ui/term/grid.h"
#include "ui/term/key.h"
#include "ui/theme.h"

struct shell;

/* What a key asks of the terminal's owner. */
enum shell_request {
    SHELL_NOTHING,
    SHELL_REDRAW,
    SHELL_RECORD,        /* record the screen, or stop */
    SHELL_EXPORT,        /* write the timeline into model->export_path */
    SHELL_COPY,          /* put model->copied on the terminal's clipboard */
    SHELL_SAVE_SETTINGS, /* write what the screen shows into the settings */
    SHELL_SUSPEND,
    SHELL_MOUSE /* to take the mouse, or to leave it to the terminal */
};

/**
 * Make a shell that shows the main page.
 *
 * out    Receives it, to be freed with shell_free().
 * model  Borrowed; must outlive the shell.
 * theme  Borrowed; must outlive the shell.
 * ascii  Whether nothing but ASCII may be drawn.
 *
 * Returns 0 or -ENOMEM.
 */
int shell_new(
    struct shell **out,
    struct model *model,
    const struct theme *theme,
    bool ascii);

/**
 * Take another theme; all is to be drawn anew then.
 *
 * shell  Borrowed.
 * theme  Borrowed; must outlive the shell.
 */
void shell_set_theme(struct shell *shell, const struct theme *theme);

/**
 * Free a shell.
 *
 * shell  Taken; NULL does nothing.
 */
void shell_free(struct shell *shell);

/**
 * Do what a key says.
 *
 * shell  Borrowed.
 * code   Any key.
 *
 * Returns what is left for the caller to do.
 */
enum shell_request shell_key(struct shell *shell, key code);

/**
 * Do what the mouse says, by what is drawn at its place.
 *
 * shell  Borrowed.
 * mouse  Borrowed.
 *
 * Returns what is left for the caller to do.
 */
enum shell_request shell_mouse(struct shell *shell, const struct mouse *mouse);

/**
 * Tell what the views that are shown need.
 *
 * shell  Borrowed.
 *
 * Returns VIEW_NEEDS_... bits.
 */
unsigned shell_needs(const struct shell *shell);

/**
 * List the workers whose numbers are on the screen, as last drawn.
 *
 * shell  Borrowed.
 * rows   Receives them, the supervisor's.
 * most   How many there is room for.
 *
 * Returns how many there are.
 */
size_t shell_rows(const struct shell *shell, struct worker **rows, size_t most);

/**
 * Do a piece of what takes longer than a key may, such as a search; once a
 * turn.
 *
 * shell  Borrowed.
 *
 * Returns whether there was any: another turn is to come at once.
 */
bool shell_turn(struct shell *shell);

/**
 * Draw what has changed since the last call.
 *
 * shell  Borrowed.
 * grid   Borrowed; the same as in the last call, or of another size.
 *
 * Returns whether anything was drawn.
 */
bool shell_draw(struct shell *shell, struct grid *grid);

#endif
