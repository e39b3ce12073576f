/* The end of what the selected worker wrote, below the table. */
#include <stdio.h>

#include "ui/view/lines.h"
#include "ui/view/view.h"

static struct view_rows
pane_rows(const void *state, const struct model *model, int body, int columns)
{
    (void) state;
    (void) model;
    (void) columns;
    return (struct view_rows){
        .least = body < 12 ? 3 : 4,
        .wanted = 6,
        .grows = true,
    };
}

static void
pane_draw(void *state, const struct model *model, const struct canvas *canvas)
{
    const struct worker *worker = model_selected(model);
    int width = canvas->area.columns;
    int rows = canvas->area.rows - 1;
    struct canvas area = canvas_part(canvas, 1, 0, rows, width);
    char detail[512];

    (void) state;
    if (!worker) {
        canvas_rule(canvas, 0, "Output", "");
        return;
    }
    lines_title(worker, " · following", detail, sizeof(detail));
    canvas_rule(canvas, 0, "Output", detail);
    lines_draw(&area, worker, lines_last(worker->output, rows, width));
}

const struct view pane_view = {
    .place = VIEW_BODY,
    .pages = ON_MAIN,
    .dirty = DIRTY_OUTPUT | DIRTY_SELECTION,
    .rows = pane_rows,
    .draw = pane_draw,
};
