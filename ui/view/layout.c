#include "ui/view/layout.h"

#include "ui/view/view.h"

/* Ask the views of the body how many rows they would have. */
static void
ask(const struct layout *layout,
    const bool *shown,
    void *const *states,
    const struct model *model,
    struct view_rows *wishes)
{
    for (int i = 0; views[i]; i++) {
        wishes[i] = (struct view_rows){ 0 };
        if (views[i]->place == VIEW_BODY && shown[i]) {
            wishes[i] = views[i]->rows(
                states[i], model, layout->rows - 2, layout->columns);
        }
    }
}

/* Share the body's rows out: each view in turn what it must have, then each
 * what it can use, then the rest to the one that grows.  Where there is not
 * enough the first view gets what there is, another one nothing at all. */
static void
share(struct layout *layout, const struct view_rows *wishes)
{
    int body = layout->rows - 2;
    int left = body;

    for (int i = 0; views[i]; i++) {
        int least = wishes[i].least;
        int given = least <= left ? least : left == body ? left : 0;

        layout->height[i] = given;
        left -= given;
    }
    for (int i = 0; views[i]; i++) {
        int more = wishes[i].wanted - layout->height[i];

        if (layout->height[i] > 0 && more > 0) {
            more = more < left ? more : left;
            layout->height[i] += more;
            left -= more;
        }
    }
    for (int i = 0; views[i]; i++) {
        if (layout->height[i] > 0 && wishes[i].grows) {
            layout->height[i] += left;
            left = 0;
        }
    }
}

void
layout_fit(
    struct layout *layout,
    const bool *shown,
    void *const *states,
    const struct model *model)
{
    struct view_rows wishes[VIEWS_MOST];
    int row = 1;

    ask(layout, shown, states, model, wishes);
    share(layout, wishes);
    for (int i = 0; views[i]; i++) {
        if (views[i]->place == VIEW_BODY) {
            layout->first[i] = row;
            row += layout->height[i];
            continue;
        }
        layout->first[i] =
            views[i]->place == VIEW_BOTTOM ? layout->rows - 1 : 0;
        layout->height[i] = shown[i] ? 1 : 0;
        if (shown[i] && views[i]->place == VIEW_OVER) {
            layout->height[i] = layout->rows;
        }
    }
}

int
layout_find(const struct layout *layout, int row)
{
    int found = -1;

    for (int i = 0; views[i]; i++) {
        if (row >= layout->first[i]
            && row < layout->first[i] + layout->height[i]) {
            found = i;
        }
    }
    return found;
}
