/* The active children and what they started, as a tree. */
#include <stdio.h>

#include "ui/translate.h"
#include "ui/view/children_columns.h"
#include "ui/view/list.h"
#include "ui/view/view.h"

struct children {
    struct list list;
    int first; /* row of the first line, as last drawn */
    size_t cursor;
    pid_t pid;    /* of the line under the cursor, to find it again */
    bool placed;  /* there has been such a line */
    bool slipped; /* it has gone, and the cursor is on another one */
};

/* Put the cursor on the line where it was, which may be elsewhere now. */
static void
find_cursor(struct children *children, const struct tree *tree)
{
    if (children->cursor < tree->count
        && tree->lines[children->cursor].pid == children->pid) {
        children->placed = true;
        return;
    }
    for (size_t i = 0; i < tree->count; i++) {
        if (tree->lines[i].pid == children->pid) {
            children->cursor = i;
            children->placed = true;
            return;
        }
    }
    children->slipped = children->slipped || children->placed;
    if (tree->count > 0) {
        if (children->cursor >= tree->count) {
            children->cursor = tree->count - 1;
        }
        children->pid = tree->lines[children->cursor].pid;
    }
}

/* Begin at the selected worker. */
static void
children_open(void *state, struct model *model)
{
    struct children *children = state;
    const struct worker *worker = model_selected(model);

    children->pid = worker ? worker->pid : 0;
    children->cursor = 0;
    children->placed = false;
    children->slipped = false;
    model->chosen.pid = 0;
}

static struct view_rows
children_rows(
    const void *state, const struct model *model, int body, int columns_)
{
    (void) state;
    (void) model;
    (void) columns_;
    return (struct view_rows){ .least = 1, .wanted = body };
}

/* Note which process keys are about. */
static void
choose(struct model *model, const struct tree_line *line)
{
    struct descendant *chosen = &model->chosen;

    chosen->pid = 0;
    model_select_id(model, line->worker);
    if (line->depth == 0) {
        return;
    }
    chosen->worker = line->worker;
    chosen->pid = line->pid;
    chosen->started = line->started;
    draw_safe(line->command, chosen->name, sizeof(chosen->name));
}

/* Put the cursor on a line. */
static void
go_to(struct children *children, struct model *model, size_t line)
{
    children->cursor = line;
    children->pid = model->tree.lines[line].pid;
    children->slipped = false;
    choose(model, &model->tree.lines[line]);
}

/* Put the cursor on the line that is pressed; the wheel scrolls. */
static enum command
children_mouse(void *state, struct model *model, const struct view_mouse *mouse)
{
    struct children *children = state;
    const struct tree *tree = &model->tree;
    size_t line;

    find_cursor(children, tree);
    if (mouse->what == KEYCODE_PRESS) {
        if (list_find(
                &children->list, tree->count, mouse->row - children->first,
                &line)) {
            go_to(children, model, line);
        }
        return COMMAND_NONE;
    }
    line = list_scroll(
        &children->list, tree->count, children->cursor, mouse->what);
    if (tree->count > 0 && line != children->cursor) {
        go_to(children, model, line);
    }
    model->dirty |= DIRTY_TREE;
    return COMMAND_NONE;
}

/* Fold or unfold. */
static bool
fold_command(
    struct model *model, const struct tree_line *line, enum command command)
{
    if (command == COMMAND_FOLD) {
        if (!tree_fold(&model->tree, line->pid)) {
            model_tell(
                model, MESSAGE_WARNING,
                _("No more than %d lines can be folded"), (int) TREE_FOLDS);
        }
    } else if (command == COMMAND_FOLD_ALL) {
        tree_fold_all(&model->tree);
    } else {
        return false;
    }
    model->dirty |= DIRTY_TREE;
    return true;
}

/* Refuse the first action after the process under the cursor has gone: it was
 * meant for that one, not for the one that stands there now. */
static bool
refuse_slipped(
    struct children *children, struct model *model, enum command command)
{
    bool refuses = children->slipped && keymap_info(command)->is_action;

    if (refuses) {
        children->slipped = false;
        model_tell(
            model, MESSAGE_WARNING, "%s",
            _("The process under the cursor has ended; this is another one"));
    }
    return refuses;
}

static bool
children_command(void *state, struct model *model, enum command command)
{
    struct children *children = state;
    const struct tree *tree = &model->tree;
    const struct tree_line *line;
    size_t target;

    find_cursor(children, tree);
    if (list_move(
            &children->list, tree->count, children->cursor, command,
            model->count, &target)) {
        if (tree->count > 0) {
            go_to(children, model, target);
        }
        return true;
    }
    line = tree->count > 0 ? &tree->lines[children->cursor] : NULL;
    model->chosen.pid = 0;
    if (line) {
        choose(model, line);
    }
    if (line && fold_command(model, line, command)) {
        return true;
    }
    if (line && refuse_slipped(children, model, command)) {
        return true;
    }
    if (!line && keymap_info(command)->is_action) {
        model_tell(model, MESSAGE_WARNING, _("There is no active child"));
        return true;
    }
    return false;
}

/* Say where the cursor is, if it is below a worker. */
static const char *
path_text(
    const struct children *children,
    const struct model *model,
    char *text,
    size_t size)
{
    const struct tree *tree = &model->tree;
    const struct worker *worker;
    char name[64];

    if (tree->count == 0 || tree->lines[children->cursor].depth == 0) {
        return _("and what they started");
    }
    worker = supervisor_find(
        model->supervisor, tree->lines[children->cursor].worker);
    draw_safe(worker ? worker->name : "", name, sizeof(name));
    return tree_path(tree, children->cursor, name, text, size);
}

static void
children_draw(
    void *state, const struct model *model, const struct canvas *canvas)
{
    struct children *children = state;
    const struct tree *tree = &model->tree;
    /* Blank lines above and below the title, where there is room for them. */
    int title = canvas->area.rows >= 18 ? 1 : 0;
    int first = title + (canvas->area.rows >= 12 ? 3 : 2);
    int rows = canvas->area.rows - first;
    char where[64], path[256], detail[512];

    children->first = first;
    find_cursor(children, tree);
    list_show(
        &children->list, tree->count, rows > 0 ? (size_t) rows : 0,
        children->cursor);
    list_position(&children->list, tree->count, where, sizeof(where));
    snprintf(
        detail, sizeof(detail), _("active_children() = %zu · %s%s%s"),
        tree->children, path_text(children, model, path, sizeof(path)),
        where[0] ? " · " : "", where);
    canvas_rule(canvas, title, _("Active children"), detail);
    children_columns_heads(canvas, first - 1);
    if (tree->count == 0) {
        canvas_text(canvas, first, 3, _("No process is alive."), ROLE_DIM);
    }
    for (size_t i = 0; i < children->list.shown; i++) {
        size_t place = children->list.top + i;

        if (place >= tree->count) {
            break;
        }
        children_columns_line(
            model, canvas, first + (int) i, &tree->lines[place]);
        if (place == children->cursor) {
            canvas_select(canvas, first + (int) i);
        }
    }
}

const struct view children_view = {
    .place = VIEW_BODY,
    .pages = ON_CHILDREN,
    .dirty =
        DIRTY_TREE | DIRTY_ROWS | DIRTY_SELECTION | DIRTY_TAGS | DIRTY_CLOCK,
    .needs = VIEW_NEEDS_CLOCK | VIEW_NEEDS_TREE,
    .state_size = sizeof(struct children),
    .open = children_open,
    .rows = children_rows,
    .command = children_command,
    .mouse = children_mouse,
    .draw = children_draw,
};
