/* The active children and what they started, as a tree. */
#include <stdio.h>
#include <string.h>

#include "ui/translate.h"
#include "ui/view/list.h"
#include "ui/view/sign.h"
#include "ui/view/view.h"

struct children {
    struct list list;
    int first; /* row of the first line, as last drawn */
    size_t cursor;
    pid_t pid; /* of the line under the cursor, to find it again */
};

enum tree_column {
    NAME,
    PID,
    PPID,
    LETTER,
    DAEMON,
    TIME,
    RSS,
    COLUMNS
};

/* Columns after the name: how wide, and what stands above them. */
static const struct {
    const char *head;
    int width;
    bool right;
} columns[COLUMNS] = {
    [NAME] = { "NAME / COMMAND", 0, false },
    [PID] = { "PID", 7, false },
    [PPID] = { "PPID", 7, false },
    [LETTER] = { "S", 1, false },
    [DAEMON] = { "DAEMON", 6, false },
    [TIME] = { "TIME", 6, true },
    [RSS] = { "RSS", 5, true },
};

enum {
    NAME_COLUMN = 3,
    NAME_LEAST = 14,
    NAME_MOST = 56 /* or half of a wide screen */
};

/* Find places for the columns; returns how many there are. */
static int
fit(struct field *fields, int width)
{
    int gap = width >= 90 ? 3 : width >= 60 ? 2 : 1;
    int count = COLUMNS;
    int rest = 0;
    int most;

    for (int i = PID; i < COLUMNS; i++) {
        rest += columns[i].width + gap;
    }
    while (count > PID + 1 && NAME_COLUMN + NAME_LEAST + rest > width) {
        count--;
        rest -= columns[count].width + gap;
    }
    fields[NAME] = (struct field){
        .column = NAME_COLUMN,
        .width = width - NAME_COLUMN - rest - 1,
    };
    most = width / 2 > NAME_MOST ? width / 2 : NAME_MOST;
    if (fields[NAME].width > most) {
        fields[NAME].width = most;
    }
    for (int i = PID; i < count; i++) {
        fields[i] = (struct field){
            .column = fields[i - 1].column + fields[i - 1].width + gap,
            .width = columns[i].width,
            .right = columns[i].right,
        };
    }
    return count;
}

/* Put the cursor on the line where it was, which may be elsewhere now. */
static void
find_cursor(struct children *children, const struct tree *tree)
{
    if (children->cursor < tree->count
        && tree->lines[children->cursor].pid == children->pid) {
        return;
    }
    for (size_t i = 0; i < tree->count; i++) {
        if (tree->lines[i].pid == children->pid) {
            children->cursor = i;
            return;
        }
    }
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

/* Put the cursor on a line. */
static void
go_to(struct children *children, struct model *model, size_t line)
{
    children->cursor = line;
    children->pid = model->tree.lines[line].pid;
    model_select_id(model, model->tree.lines[line].worker);
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
            model_notice(
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

/* Do an action to a process that a worker started: it can be signalled. */
static void
act_below(struct model *model, const struct tree_line *line, enum action action)
{
    struct descendant *target = &model->descendant;

    if (action != ACTION_TERMINATE && action != ACTION_KILL
        && action != ACTION_SIGNAL) {
        model_notice(
            model, MESSAGE_WARNING,
            _("%d was not started by us: select its worker above it"),
            (int) line->pid);
        return;
    }
    target->pid = line->pid;
    target->started = line->started;
    draw_safe(line->command, target->name, sizeof(target->name));
    model_signal_descendant(model, action);
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
    if (line) {
        model_select_id(model, line->worker);
    }
    if (line && fold_command(model, line, command)) {
        return true;
    }
    if (line && line->depth > 0 && keymap_info(command)->is_action) {
        act_below(model, line, keymap_info(command)->action);
        return true;
    }
    if (!line && keymap_info(command)->is_action) {
        model_notice(model, MESSAGE_WARNING, _("There is no active child"));
        return true;
    }
    return false;
}

/* Say how many lines are folded away below a line. */
static void
add_hidden(const struct tree_line *line, char *text, size_t size)
{
    size_t used = strlen(text);

    if (line->hidden > 0) {
        snprintf(text + used, size - used, " (+%zu)", line->hidden);
    }
}

/* Write the name of a line: a worker's, or a command behind its branches. */
static void
name_text(
    const struct tree_line *line,
    const struct worker *worker,
    char *text,
    size_t size)
{
    char safe[512];
    size_t used = 0;

    if (line->depth == 0) {
        draw_safe(worker ? worker->name : "", text, size);
        add_hidden(line, text, size);
        return;
    }
    text[0] = '\0';
    for (unsigned d = 1; d < line->depth && d < 20; d++) {
        bool more = line->guides >> d & 1;

        used += (size_t) snprintf(
            text + used, size - used, "%s", more ? "│  " : "   ");
    }
    used += (size_t) snprintf(
        text + used, size - used, "%s",
        line->depth < 64 && line->guides >> line->depth & 1 ? "├─ " : "└─ ");
    draw_safe(line->command, safe, sizeof(safe));
    snprintf(text + used, size - used, "%s", safe);
    add_hidden(line, text, size);
}

/* Write what a line says in a column; returns what it looks like. */
static enum role
cell(
    const struct model *model,
    const struct tree_line *line,
    enum tree_column column,
    char *text,
    size_t size)
{
    const struct worker *worker =
        supervisor_find(model->supervisor, line->worker);
    bool root = line->depth == 0;
    int64_t lifetime = root && worker ? worker_lifetime(worker, model->now)
                                      : model->now - line->started;

    switch (column) {
    case NAME:
        name_text(line, worker, text, size);
        return root ? ROLE_STRONG : ROLE_NORMAL;
    case PID:
        snprintf(text, size, "%d", (int) line->pid);
        return root ? ROLE_NORMAL : ROLE_DIM;
    case PPID:
        if (line->state) {
            snprintf(text, size, "%d", (int) line->parent);
        } else {
            snprintf(text, size, "-");
        }
        return ROLE_DIM;
    case LETTER:
        snprintf(text, size, "%c", line->state ? line->state : '-');
        return line->state == 'Z' ? ROLE_WAITING : ROLE_NORMAL;
    case DAEMON:
        snprintf(
            text, size, "%s",
            !root || !worker     ? ""
                : worker->daemon ? "yes"
                                 : "no");
        return worker && worker->daemon ? ROLE_DAEMON : ROLE_DIM;
    case TIME:
        draw_duration(lifetime < 0 ? 0 : lifetime, text, size);
        return root ? ROLE_NORMAL : ROLE_DIM;
    default:
        if (line->state) {
            draw_bytes(line->rss, text, size);
        } else {
            snprintf(text, size, "-");
        }
        return root ? ROLE_NORMAL : ROLE_DIM;
    }
}

static void
draw_line(
    const struct model *model,
    const struct canvas *canvas,
    int row,
    const struct tree_line *line)
{
    struct field fields[COLUMNS];
    int count = fit(fields, canvas->area.columns);
    char text[768];

    if (line->depth == 0) {
        const struct worker *worker =
            supervisor_find(model->supervisor, line->worker);
        struct sign sign =
            worker ? sign_of(worker) : (struct sign){ " ", ROLE_NORMAL };

        canvas_text(canvas, row, 1, sign.text, sign.role);
        if (tags_has(&model->tags, line->worker)) {
            canvas_text(canvas, row, 2, "▸", ROLE_ACCENT);
        }
    }
    for (int i = 0; i < count; i++) {
        enum role role =
            cell(model, line, (enum tree_column) i, text, sizeof(text));

        canvas_field(canvas, row, &fields[i], text, role);
    }
}

static void
draw_heads(const struct canvas *canvas, int row)
{
    struct field fields[COLUMNS];
    int count = fit(fields, canvas->area.columns);

    for (int i = 0; i < count; i++) {
        canvas_field(
            canvas, row, &fields[i], columns[i].head, ROLE_COLUMN_HEAD);
    }
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
    draw_heads(canvas, first - 1);
    if (tree->count == 0) {
        canvas_text(canvas, first, 3, _("No process is alive."), ROLE_DIM);
    }
    for (size_t i = 0; i < children->list.shown; i++) {
        size_t place = children->list.top + i;

        if (place >= tree->count) {
            break;
        }
        draw_line(model, canvas, first + (int) i, &tree->lines[place]);
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
