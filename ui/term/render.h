/* render: what to write to a terminal so that it shows a grid, given what it
 * shows already. */
#ifndef UI_TERM_RENDER_H
#define UI_TERM_RENDER_H

#include <stdbool.h>
#include <stddef.h>

#include "ui/term/capabilities.h"
#include "ui/term/grid.h"

struct renderer;

/**
 * Make a renderer.  What the terminal shows is not known yet.
 *
 * out  Receives the renderer, to be freed with renderer_free().
 * can  Borrowed, must outlive the renderer.
 *
 * Returns 0 or -ENOMEM.
 */
int renderer_new(struct renderer **out, const struct capabilities *can);

/**
 * Free a renderer.
 *
 * renderer  Taken; NULL does nothing.
 */
void renderer_free(struct renderer *renderer);

/**
 * Forget what the terminal shows, so that the next frame writes all.
 *
 * renderer  Borrowed.
 */
void renderer_forget(struct renderer *renderer);

/**
 * Set the terminal's size.  Another one than before forgets what it shows.
 *
 * renderer  Borrowed.
 * rows      At least 1.
 * columns   At least 1.
 *
 * Returns 0 or -ENOMEM, with the size as it was.
 */
int renderer_resize(struct renderer *renderer, int rows, int columns);

/**
 * Let bytes go out with the next frame, before its cells; those that were to do
 * so before are dropped.
 *
 * renderer  Borrowed.
 * bytes     Taken, from malloc(); they leave cursor and style as they are.
 * size      How many.
 */
void renderer_send(struct renderer *renderer, char *bytes, size_t size);

/**
 * Make a frame: the bytes after which the terminal shows a grid.  They are to
 * be written, all of them and in order.
 *
 * renderer  Borrowed; it takes the bytes for written.
 * grid      Borrowed; cut to the terminal's size, or with blanks beside it.
 * suspects  Borrowed; for each row of the terminal whether it may differ from
 *           the frame before.  NULL: all may.
 * size      Receives how many bytes, 0 when nothing differs and nothing was to
 *           be sent with it.
 *
 * Returns the bytes, good until the next call; NULL without memory, with
 * everything forgotten.
 */
const char *renderer_frame(
    struct renderer *renderer,
    const struct grid *grid,
    const bool *suspects,
    size_t *size);

/**
 * Make the frame that another renderer has just made, where its bytes are those
 * of renderer_frame(): it saves looking for what differs.
 *
 * renderer  Borrowed.
 * leader    Borrowed; both have made each frame of a grid before this one.
 * size      Receives how many bytes.
 *
 * Returns the bytes, good until the leader's next frame; NULL where they would
 * be others, with nothing done.
 */
const char *renderer_follow(
    struct renderer *renderer, const struct renderer *leader, size_t *size);

#endif
