/* The first line: the program, the machine, how many are alive and failed. */
#include <stdio.h>
#include <string.h>

#include "ui/translate.h"
#include "ui/view/view.h"

/* A label with its number; the least important go first where it is narrow. */
struct item {
    const char *label;
    char value[32];
    enum role role;
    int importance;
};

enum {
    ITEMS = 12,
    RECORDING_WIDTH = 7, /* of "● REC" and a gap */
    GAP = 2
};

/* Fill in what is to be said, in the order of the line; returns how much. */
static int
fill(const struct model *model, struct item *items)
{
    const struct stats_machine *machine = &model->machine;
    size_t failed = supervisor_failed(model->supervisor);
    int n = 0;

    if (supervisor_simulated(model->supervisor)) {
        items[n++] = (struct item){ _("simulated"), "", ROLE_HEADER_ALERT, 7 };
    }
    items[n] = (struct item){ "MainProcess", "", ROLE_HEADER_VALUE, 3 };
    snprintf(items[n++].value, 32, "%d", (int) model->pid);
    if (machine->cpus > 0) {
        items[n] = (struct item){ "cpu", "", ROLE_HEADER_VALUE, 2 };
        snprintf(items[n++].value, 32, "%d", machine->cpus);
        items[n] = (struct item){ "load", "", ROLE_HEADER_VALUE, 1 };
        snprintf(items[n++].value, 32, "%.2f", machine->load);
    }
    if (machine->memory_total > 0) {
        items[n] = (struct item){ "mem", "", ROLE_HEADER_VALUE, 0 };
        snprintf(
            items[n++].value, 32, "%.1f/%.1fG",
            (double) machine->memory_used / (1 << 30),
            (double) machine->memory_total / (1 << 30));
    }
    if (machine->uptime > 0) {
        items[n] = (struct item){ "up", "", ROLE_HEADER_VALUE, -1 };
        draw_duration(
            (int64_t) machine->uptime * NANOSECONDS_PER_SECOND,
            items[n++].value, 32);
    }
    items[n] = (struct item){ _("alive"), "", ROLE_HEADER_VALUE, 6 };
    snprintf(items[n++].value, 32, "%zu", supervisor_alive(model->supervisor));
    items[n] =
        (struct item){ _("failed"), "",
                       failed ? ROLE_HEADER_ALERT : ROLE_HEADER_VALUE, 5 };
    snprintf(items[n++].value, 32, "%zu", failed);
    if (model->rows.filter.text[0]) {
        char safe[16];

        draw_safe(model->rows.filter.text, safe, sizeof(safe));
        items[n] = (struct item){ _("filter"), "", ROLE_HEADER_ALERT, 7 };
        snprintf(
            items[n++].value, 32, "/%s %zu of %zu", safe,
            rows_count(&model->rows), supervisor_count(model->supervisor));
    }
    if (model->frozen) {
        items[n++] = (struct item){ _("frozen"), "", ROLE_HEADER_ALERT, 8 };
    }
    if (model->tags.count > 0) {
        items[n] = (struct item){ _("tagged"), "", ROLE_HEADER_VALUE, 4 };
        snprintf(items[n++].value, 32, "%zu", model->tags.count);
    }
    return n;
}

static int
item_width(const struct item *item)
{
    int value = grid_width(item->value);

    return grid_width(item->label) + (value > 0 ? value + 1 : 0) + GAP;
}

/* Take out the least important items until the rest has room. */
static int
fit(struct item *items, int n, int room)
{
    for (;;) {
        int sum = 0;
        int least = 0;

        for (int i = 0; i < n; i++) {
            sum += item_width(&items[i]);
            least = items[i].importance < items[least].importance ? i : least;
        }
        if (n == 0 || sum <= room) {
            return n;
        }
        n--;
        memmove(
            items + least, items + least + 1,
            (size_t) (n - least) * sizeof(*items));
    }
}

/* Write how long the program has been running: "00:01:23". */
static void
clock_text(const struct model *model, char text[static 32])
{
    long long seconds =
        (long long) ((model->now - model->opened) / NANOSECONDS_PER_SECOND);

    snprintf(
        text, 32, "%02lld:%02lld:%02lld", seconds / 3600, seconds % 3600 / 60,
        seconds % 60);
}

/* Leave room for the sign of recording before a column, and draw it where
 * somebody sees it; returns the room. */
static int
draw_recording(
    const struct model *model, const struct canvas *canvas, int before)
{
    int column = before - RECORDING_WIDTH;

    if (model->recording == RECORDING_OFF || column < RECORDING_WIDTH) {
        return 0;
    }
    if (model->recording == RECORDING_SHOWN) {
        column = canvas_text(
            canvas, 0, column, canvas->ascii ? "* " : "● ", ROLE_HEADER_ALERT);
        canvas_text(canvas, 0, column, "REC", ROLE_HEADER_ALERT);
    }
    return RECORDING_WIDTH;
}

static void
header_draw(void *state, const struct model *model, const struct canvas *canvas)
{
    struct item items[ITEMS];
    int width = canvas->area.columns;
    char text[32];
    int column = canvas_text(canvas, 0, 0, " mptop", ROLE_HEADER_TITLE);
    int clock_column;
    int n;

    (void) state;
    canvas_fill(canvas, ROLE_HEADER_BAR);
    canvas_text(canvas, 0, 0, " mptop", ROLE_HEADER_TITLE);
    clock_text(model, text);
    clock_column = width - (int) strlen(text) - 1;
    if (clock_column > column + 18) {
        canvas_text(canvas, 0, clock_column, text, ROLE_HEADER_BAR);
    } else {
        clock_column = width;
    }
    clock_column -= draw_recording(model, canvas, clock_column);
    n = fit(items, fill(model, items), clock_column - column);
    for (int i = 0; i < n; i++) {
        column += GAP;
        column = canvas_text(
            canvas, 0, column, items[i].label,
            items[i].value[0] ? ROLE_HEADER_BAR : items[i].role);
        if (items[i].value[0]) {
            column = canvas_text(
                canvas, 0, column + 1, items[i].value, items[i].role);
        }
    }
}

const struct view header_view = {
    .place = VIEW_TOP,
    .pages = ON_SCREEN,
    .dirty = DIRTY_ROWS | DIRTY_TAGS | DIRTY_MACHINE | DIRTY_CLOCK,
    .needs = VIEW_NEEDS_CLOCK | VIEW_NEEDS_MACHINE,
    .draw = header_draw,
};
