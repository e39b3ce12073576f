#include "ui/view/children_columns.h"

#include <stdio.h>
#include <string.h>

#include "ui/view/sign.h"

enum tree_column {
    NAME,
    PID,
    PPID,
    LETTER,
    DAEMON,
    TIME,
    CPU,
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
    [CPU] = { "CPU%", 5, true },
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
    case CPU:
        snprintf(text, size, line->state ? "%.1f" : "-", line->cpu);
        return line->state && line->cpu >= 0.05 ? ROLE_NORMAL : ROLE_DIM;
    default:
        if (line->state) {
            draw_bytes(line->rss, text, size);
        } else {
            snprintf(text, size, "-");
        }
        return root ? ROLE_NORMAL : ROLE_DIM;
    }
}

void
children_columns_line(
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

void
children_columns_heads(const struct canvas *canvas, int row)
{
    struct field fields[COLUMNS];
    int count = fit(fields, canvas->area.columns);

    for (int i = 0; i < count; i++) {
        canvas_field(
            canvas, row, &fields[i], columns[i].head, ROLE_COLUMN_HEAD);
    }
}
