#include "ui/dashboard_needs.h"

#include "ui/view/view.h"

/* Find which numbers of the rows that are not shown count for their order. */
static enum sampler_others
others(const struct rows *rows)
{
    if (rows->column == COLUMN_COUNT
        || column_info(rows->column)->source != COLUMN_OF_SAMPLES) {
        return SAMPLER_OTHERS_NOT;
    }
    return rows->column == COLUMN_CPU || rows->column == COLUMN_GRAPH
        ? SAMPLER_OTHERS_CPU
        : SAMPLER_OTHERS_ALL;
}

/* Find the process of which all is shown. */
static pid_t
detail(const struct model *model)
{
    const struct worker *selected = model_selected(model);

    if (model->chosen.pid != 0) {
        return model->chosen.pid;
    }
    return selected && selected->alive ? selected->pid : 0;
}

void
dashboard_find_needs(
    const struct dashboard *dashboard,
    unsigned shown,
    struct sampler_needs *needs)
{
    bool still = dashboard->model.frozen;
    unsigned bits = still ? 0 : shown;

    needs->machine = !dashboard->plain && (bits & VIEW_NEEDS_MACHINE);
    needs->tree = bits & VIEW_NEEDS_TREE;
    needs->detail = bits & VIEW_NEEDS_DETAIL ? detail(&dashboard->model) : 0;
    needs->more = column_set_more(&dashboard->model.columns);
    needs->others = still ? SAMPLER_OTHERS_NOT : others(&dashboard->model.rows);
    needs->count = still || dashboard->plain
        ? 0
        : shell_rows(dashboard->shell, needs->rows, SAMPLER_ROWS);
}

void
dashboard_sample(struct dashboard *dashboard)
{
    dashboard_find_needs(
        dashboard, shell_needs(dashboard->shell), &dashboard->needs);
    sampler_turn(&dashboard->sampler, &dashboard->needs);
}
