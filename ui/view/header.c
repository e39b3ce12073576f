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
    char text[128]; /* before the value; "" for most */
    int width;      /* cells of the text: it is cut to them */
};

enum {
    ITEMS = 12,
    RECORDING_WIDTH = 7, /* of "● REC" and a gap */
    TEXT_MOST = 24,      /* cells of a text, before others have to go */
    TEXT_LEAST = 4,
    GAP = 2
};

static struct item
item_of(const char *label, enum role role, int importance)
{
    return (struct item){ label, "", role, importance, "", 0 };
}

/* Say what the rows are filtered by, and how many are left. */
static void
fill_filter(const struct model *model, struct item *item)
{
    char safe[sizeof(item->text) - 1];

    *item = item_of(_("filter"), ROLE_HEADER_ALERT, 7);
    draw_safe(model->rows.filter.text, safe, sizeof(safe));
    snprintf(item->text, sizeof(item->text), "/%s", safe);
    item->width = grid_width(item->text);
    if (item->width > TEXT_MOST) {
        item->width = TEXT_MOST;
    }
    snprintf(
        item->value, sizeof(item->value), "%zu of %zu",
        rows_count(&model->rows), supervisor_count(model->supervisor));
}

/* Fill in what is to be said, in the order of the line; returns how much. */
static int
fill(const struct model *model, struct item *items)
{
    const struct stats_machine *machine = &model->machine;
    size_t failed = supervisor_failed(model->supervisor);
    int n = 0;

    if (supervisor_simulated(model->supervisor)) {
        items[n++] = item_of(_("simulated"), ROLE_HEADER_ALERT, 7);
    }
    items[n] = item_of("MainProcess", ROLE_HEADER_VALUE, 3);
    snprintf(items[n++].value, 32, "%d", (int) model->pid);
    if (machine->cpus > 0) {
        items[n] = item_of("cpu", ROLE_HEADER_VALUE, 2);
        snprintf(items[n++].value, 32, "%d", machine->cpus);
        items[n] = item_of("load", ROLE_HEADER_VALUE, 1);
        snprintf(items[n++].value, 32, "%.2f", machine->load);
    }
    if (machine->memory_total > 0) {
        items[n] = item_of("mem", ROLE_HEADER_VALUE, 0);
        snprintf(
            items[n++].value, 32, "%.1f/%.1fG",
            (double) machine->memory_used / (1 << 30),
            (double) machine->memory_total / (1 << 30));
    }
    if (machine->uptime > 0) {
        items[n] = item_of("up", ROLE_HEADER_VALUE, -1);
        draw_duration(
            (int64_t) machine->uptime * NANOSECONDS_PER_SECOND,
            items[n++].value, 32);
    }
    items[n] = item_of(_("alive"), ROLE_HEADER_VALUE, 6);
    snprintf(items[n++].value, 32, "%zu", supervisor_alive(model->supervisor));
    items[n] =
        item_of(_("failed"), failed ? ROLE_HEADER_ALERT : ROLE_HEADER_VALUE, 5);
    snprintf(items[n++].value, 32, "%zu", failed);
    if (model->rows.filter.text[0]) {
        fill_filter(model, &items[n++]);
    }
    if (model->frozen) {
        items[n++] = item_of(_("frozen"), ROLE_HEADER_ALERT, 8);
    }
    if (model->tags.count > 0) {
        items[n] = item_of(_("tagged"), ROLE_HEADER_VALUE, 4);
        snprintf(items[n++].value, 32, "%zu", model->tags.count);
    }
    return n;
}

static int
item_width(const struct item *item)
{
    int value = grid_width(item->value);

    return grid_width(item->label) + (item->width > 0 ? item->width + 1 : 0)
        + (value > 0 ? value + 1 : 0) + GAP;
}

/* Cut the text of an item by so many cells, if enough of it stays; returns
 * whether it was cut. */
static bool
cut(struct item *item, int cells)
{
    if (item->width - cells < TEXT_LEAST) {
        return false;
    }
    item->width -= cells;
    return true;
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
        if (n == 0 || sum <= room || cut(&items[least], sum - room)) {
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

/* Draw an item from a column on; returns the column after it. */
static int
draw_item(const struct canvas *canvas, int column, const struct item *item)
{
    const struct field text = { column + grid_width(item->label) + 1,
                                item->width, false };
    bool alone = !item->value[0];

    column = canvas_text(
        canvas, 0, column, item->label, alone ? item->role : ROLE_HEADER_BAR);
    if (item->width > 0) {
        canvas_field(canvas, 0, &text, item->text, item->role);
        column = text.column + text.width;
    }
    return alone ? column
                 : canvas_text(canvas, 0, column + 1, item->value, item->role);
}

static void
header_draw(void *state, const struct model *model, const struct canvas *canvas)
{
    struct item items[ITEMS];
    int width = canvas->area.columns;
    char text[32];
    int column = canvas_text(canvas, 0, 0, " mptop", ROLE_HEADER_TITLE);
    int clock_column;
    int room;
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
    room = clock_column - column - (clock_column < width ? GAP : 0);
    n = fit(items, fill(model, items), room);
    for (int i = 0; i < n; i++) {
        column = draw_item(canvas, column + GAP, &items[i]);
    }
}

const struct view header_view = {
    .place = VIEW_TOP,
    .pages = ON_SCREEN,
    .dirty = DIRTY_ROWS | DIRTY_TAGS | DIRTY_MACHINE | DIRTY_CLOCK,
    .needs = VIEW_NEEDS_CLOCK | VIEW_NEEDS_MACHINE,
    .draw = header_draw,
};
