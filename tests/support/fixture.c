#include "tests/support/fixture.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "tests/support/cmocka.h"

/* 2026-11-23 02:11:00 UTC. */
#define WALL (INT64_C(1795399860) * NANOSECONDS_PER_SECOND)

/* The pid of the first process that is started, less one. */
#define PIDS 41879

static void
on_event(void *context, const struct event *event)
{
    struct fixture *fixture = context;

    model_event(&fixture->model, event);
}

/* Tell the model the time. */
static void
set_time(struct fixture *fixture)
{
    model_set_time(
        &fixture->model, fixture->clock.monotonic, fixture->clock.wall);
}

/* The one that was opened last, until it is closed. */
static struct fixture *opened;

void
fixture_open(struct fixture *fixture, bool ascii)
{
    opened = fixture;
    memset(fixture, 0, sizeof(*fixture));
    setenv("TZ", "UTC", 1);
    tzset();
    fake_clock_init(&fixture->clock);
    fixture->clock.wall = WALL;
    fake_engine_init(&fixture->engine);
    fixture->engine.next_pid = PIDS;
    grid_set_ascii(ascii);
    assert_int_equal(loop_new(&fixture->loop, &fixture->clock.clock), 0);
    assert_int_equal(
        supervisor_new(
            &fixture->supervisor, fixture->loop, &fixture->engine.engine),
        0);
    model_init(
        &fixture->model, fixture->supervisor, 41873, fixture->clock.monotonic,
        fixture->clock.wall);
    fixture->model.machine = (struct stats_machine){
        .cpus = 8,
        .load = 0.42,
        .memory_used = UINT64_C(1288490189),
        .memory_total = UINT64_C(25125558682),
    };
    supervisor_listen(fixture->supervisor, on_event, fixture);
    assert_int_equal(
        shell_new(
            &fixture->shell, &fixture->model,
            theme_choose(256, THEME_BACKGROUND_DARK), ascii),
        0);
}

void
fixture_close(struct fixture *fixture)
{
    shell_free(fixture->shell);
    model_free(&fixture->model);
    supervisor_free(fixture->supervisor);
    loop_free(fixture->loop);
    grid_free(&fixture->grid);
    grid_set_ascii(false);
    opened = NULL;
}

int
fixture_teardown(void **state)
{
    (void) state;
    if (opened) {
        fixture_close(opened);
    }
    return 0;
}

/* A target that is never called. */
static int
no_target(const mp_args *args, const mp_kwargs *kwargs)
{
    (void) args;
    (void) kwargs;
    return 0;
}

struct worker *
fixture_add(
    struct fixture *fixture, const char *name, const char *target, bool daemon)
{
    const struct worker_spec spec = {
        .name = name,
        .target = target,
        .function = no_target,
        .function_name = "no_target",
        .seconds = 1,
        .daemon = daemon,
    };
    struct worker *worker = NULL;

    assert_int_equal(supervisor_add(fixture->supervisor, &spec, &worker), 0);
    return worker;
}

/* Do something to the worker in a row. */
static void
act(struct fixture *fixture, size_t place, enum action action)
{
    supervisor_act(
        fixture->supervisor, action,
        supervisor_worker(fixture->supervisor, place), MP_FOREVER);
}

void
fixture_add_all_states(struct fixture *fixture)
{
    static const char *const targets[] = { "worker(3)",  "worker1(4)",
                                           "worker2(3)", "worker3(2)",
                                           "worker4(1)", "worker(3)",
                                           "worker(3)" };

    for (size_t i = 0; i < 7; i++) {
        fixture_add(fixture, NULL, targets[i], i == 6);
    }
    fixture_add(fixture, "web", "npm run dev", true);
    fixture_add(fixture, "migrate", "./migrate.sh", true);
    act(fixture, 7, ACTION_START);
    fixture_pass(fixture, 56.8);
    act(fixture, 0, ACTION_START);
    fixture_pass(fixture, 5.1);
    act(fixture, 1, ACTION_START);
    act(fixture, 3, ACTION_START);
    act(fixture, 4, ACTION_START);
    act(fixture, 5, ACTION_START);
    fixture_pass(fixture, 0.2);
    fake_process_end(fixture_process(fixture, 5), 1);
    fixture_pass(fixture, 0.8);
    fake_process_end(fixture_process(fixture, 4), 0);
    act(fixture, 3, ACTION_TERMINATE);
    fake_process_end(fixture_process(fixture, 3), -15);
    fixture_pass(fixture, 0.7);
    act(fixture, 6, ACTION_START);
    act(fixture, 1, ACTION_JOIN);
    act(fixture, 8, ACTION_START);
    act(fixture, 8, ACTION_TERMINATE);
    fixture_pass(fixture, 0.4);
    fixture_measure(fixture, 0, 0, 1153434);
    fixture_measure(fixture, 1, 99.6F, 5242880);
    fixture_measure(fixture, 6, 0.3F, 1048576);
    fixture_measure(fixture, 7, 12.5F, 193986560);
}

void
fixture_measure(struct fixture *fixture, size_t place, float cpu, uint64_t rss)
{
    const struct worker *worker = supervisor_worker(fixture->supervisor, place);
    struct numbers_row *row = numbers_row(&fixture->model.numbers, worker);

    assert_non_null(row);
    row->read = row->looked = fixture->clock.monotonic;
    row->cpu = cpu;
    row->rss = rss;
    row->state = cpu > 0 ? 'R' : 'S';
    row->threads = 1;
    row->points = 4;
    row->graph[NUMBERS_GRAPH - 2] = 40;
    row->graph[NUMBERS_GRAPH - 1] = cpu < 255 ? (unsigned char) cpu : 255;
    free(row->command);
    row->command = strdup("mptop");
    fixture->model.dirty |= DIRTY_NUMBERS;
}

struct fake_process *
fixture_process(struct fixture *fixture, size_t place)
{
    return &fixture->engine.processes[place];
}

void
fixture_write(
    struct fixture *fixture,
    size_t place,
    enum output_stream stream,
    const char *text)
{
    struct fake_process *process = fixture_process(fixture, place);

    process->listener->output(process->context, stream, text, strlen(text));
}

void
fixture_pass(struct fixture *fixture, double seconds)
{
    fake_clock_pass(&fixture->clock, seconds);
    loop_turn(fixture->loop, false);
    set_time(fixture);
    model_leave_check(&fixture->model);
    fixture->model.dirty |= DIRTY_CLOCK;
}

/* Tell whether an ASCII text stands at a place of a row. */
static bool
stands_at(const struct grid *grid, int row, int column, const char *text)
{
    const struct grid_cell *cells =
        grid->cells + (size_t) row * (size_t) grid->columns;

    for (; *text; text++, column++) {
        if (column >= grid->columns
            || grid_point(&cells[column], 0) != (unsigned char) *text) {
            return false;
        }
    }
    return true;
}

void
fixture_mouse(struct fixture *fixture, key what, const char *text)
{
    const struct grid *grid = &fixture->grid;

    for (int row = 0; row < grid->rows; row++) {
        for (int column = 0; column < grid->columns; column++) {
            if (stands_at(grid, row, column, text)) {
                fixture->request = shell_mouse(
                    fixture->shell, &(struct mouse){ what, row, column });
                return;
            }
        }
    }
    fail_msg("\"%s\" is not on the screen", text);
}

void
fixture_key(struct fixture *fixture, key code)
{
    fixture->request = shell_key(fixture->shell, code);
}

void
fixture_type(struct fixture *fixture, const char *keys)
{
    for (; *keys; keys++) {
        fixture_key(fixture, (key) *keys);
    }
}

char *
fixture_screen(struct fixture *fixture, int columns, int rows)
{
    char *text;

    if (fixture->grid.rows != rows || fixture->grid.columns != columns) {
        assert_int_equal(grid_resize(&fixture->grid, rows, columns), 0);
    }
    shell_draw(fixture->shell, &fixture->grid);
    text = grid_text(&fixture->grid);
    assert_non_null(text);
    return text;
}

/* Read a whole file; to be freed. */
static char *
read_file(const char *path)
{
    FILE *file = fopen(path, "r");
    char *text = calloc(1, 65536);

    assert_non_null(text);
    if (file) {
        text[fread(text, 1, 65535, file)] = '\0';
        fclose(file);
    }
    return text;
}

static void
write_file(const char *path, const char *text)
{
    FILE *file = fopen(path, "w");

    assert_non_null(file);
    fputs(text, file);
    fclose(file);
}

void
fixture_expect(struct fixture *fixture, const char *name, int columns, int rows)
{
    const char *top = getenv("top_srcdir");
    const char *mode = getenv("MPTOP_SCREENS");
    char *screen = fixture_screen(fixture, columns, rows);
    char path[4096];
    char *literal;

    snprintf(
        path, sizeof(path), "%s/tests/screens/%s-%dx%d.txt", top ? top : ".",
        name, columns, rows);
    if (mode && strcmp(mode, "write") == 0) {
        write_file(path, screen);
    }
    literal = read_file(path);
    if (strcmp(screen, literal) != 0) {
        fprintf(
            stderr, "%s is:\n%s\n%s should be:\n%s", name, screen, path,
            literal);
    }
    assert_string_equal(screen, literal);
    free(literal);
    free(screen);
}

void
fixture_expect_all_sizes(struct fixture *fixture, const char *name)
{
    fixture_expect(fixture, name, 80, 24);
    fixture_expect(fixture, name, 120, 40);
    fixture_expect(fixture, name, 200, 60);
    fixture_expect(fixture, name, 40, 10);
}

void
fixture_expect_text(
    struct fixture *fixture, int columns, int rows, const char *text)
{
    char *screen = fixture_screen(fixture, columns, rows);
    bool found = strstr(screen, text) != NULL;

    if (!found) {
        fprintf(stderr, "no \"%s\" in:\n%s", text, screen);
    }
    free(screen);
    assert_true(found);
}

bool
fixture_shows(struct fixture *fixture, int columns, int rows, const char *text)
{
    char *screen = fixture_screen(fixture, columns, rows);
    bool found = strstr(screen, text) != NULL;

    free(screen);
    return found;
}
