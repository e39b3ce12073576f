/* Recordings: their header, their events, their times, and their end. */
#include <errno.h>
#include <fcntl.h>
#include <jansson.h>
#include <locale.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "tests/support/cmocka.h"
#include "ui/term/cast.h"
#include "ui/term/signals.h"

#define SECOND INT64_C(1000000000)
#define MILLISECOND INT64_C(1000000)

/* A recording in memory, of a screen of 4 rows and 20 columns. */
struct recording {
    struct cast *cast;
    struct grid grid;
    int fd;
    char *text; /* what was written */
};

static const struct grid_style plain = { GRID_DEFAULT, GRID_DEFAULT, 0 };

static void
begin(struct recording *recording, const struct cast_options *options)
{
    *recording = (struct recording){ .fd = memfd_create("cast", 0) };
    assert_true(recording->fd >= 0);
    assert_int_equal(grid_resize(&recording->grid, 4, 20), 0);
    assert_int_equal(
        cast_open(
            &recording->cast, dup(recording->fd), options, 4, 20, 5 * SECOND),
        0);
}

/* Write into the screen's first row, and record it. */
static void
show(struct recording *recording, const char *text, int64_t now)
{
    struct grid_area all = grid_all(&recording->grid);

    grid_write(&all, 0, 0, text, plain);
    assert_int_equal(
        cast_frame(recording->cast, &recording->grid, NULL, now), 0);
}

/* Read what is in the file. */
static void
read_back(struct recording *recording)
{
    off_t size = lseek(recording->fd, 0, SEEK_END);

    free(recording->text);
    recording->text = calloc(1, (size_t) size + 1);
    assert_int_equal(
        pread(recording->fd, recording->text, (size_t) size, 0), size);
}

static void
finish(struct recording *recording)
{
    free(recording->text);
    grid_free(&recording->grid);
    close(recording->fd);
}

/* Get a line as JSON; every line must be. */
static json_t *
line(const struct recording *recording, int number)
{
    const char *at = recording->text;
    json_t *value;

    while (number-- > 0) {
        at = strchr(at, '\n');
        assert_non_null(at);
        at++;
    }
    value = json_loadb(at, strcspn(at, "\n"), 0, NULL);
    assert_non_null(value);
    return value;
}

/* Check an event's time, as its text, and its code. */
static void
check_event(
    const struct recording *recording,
    int number,
    const char *begins,
    const char *data)
{
    const char *at = recording->text;
    json_t *event = line(recording, number);

    while (number-- > 0) {
        at = strchr(at, '\n') + 1;
    }
    if (strncmp(at, begins, strlen(begins)) != 0) {
        fail_msg("%s is not: %.60s", begins, at);
    }
    assert_int_equal(json_array_size(event), 3);
    if (data) {
        assert_string_equal(json_string_value(json_array_get(event, 2)), data);
    }
    json_decref(event);
}

static void
version_3(void **state)
{
    const struct cast_options options = { .version = 3,
                                          .title = "a \"title\"",
                                          .wall = 77 * SECOND,
                                          .themed = true };
    struct recording recording;
    json_t *header;
    int cols;
    int rows;
    int version;
    int timestamp;
    const char *type;
    const char *title;
    const char *palette;

    (void) state;
    begin(&recording, &options);
    show(&recording, "abc", 5 * SECOND);
    show(&recording, "abc", 6 * SECOND); /* nothing differs: no event */
    show(&recording, "abd", 6 * SECOND + 1499 * 1000);
    show(&recording, "abe", 6 * SECOND + 2998 * 1000);
    assert_int_equal(cast_mark(recording.cast, "now", 7 * SECOND), 0);
    assert_int_equal(cast_close(recording.cast, 3, 8 * SECOND), 0);
    read_back(&recording);
    header = line(&recording, 0);
    assert_int_equal(
        json_unpack(
            header, "{s:i,s:{s:i,s:i,s:s,s:{s:s}},s:i,s:s}", "version",
            &version, "term", "cols", &cols, "rows", &rows, "type", &type,
            "theme", "palette", &palette, "timestamp", &timestamp, "title",
            &title),
        0);
    assert_int_equal(version, 3);
    assert_int_equal(cols, 20);
    assert_int_equal(rows, 4);
    assert_int_equal(timestamp, 77);
    assert_string_equal(type, "xterm-256color");
    assert_string_equal(title, "a \"title\"");
    assert_null(json_object_get(header, "width"));
    json_decref(header);
    check_event(&recording, 1, "[0.000, \"o\", ", "\033[?25l");
    check_event(&recording, 2, "[0.000, \"o\", ", NULL);
    /* 1.001499 and 1.002998 s: what rounding takes from one goes to the
       next. */
    check_event(&recording, 3, "[1.001, \"o\", ", NULL);
    check_event(&recording, 4, "[0.002, \"o\", ", NULL);
    check_event(&recording, 5, "[0.997, \"m\", ", "now");
    check_event(&recording, 6, "[1.000, \"o\", ", "\033[4;1H\033[?25h");
    check_event(&recording, 7, "[0.000, \"x\", ", "3");
    finish(&recording);
}

static void
version_2(void **state)
{
    const struct cast_options options = { .version = 2, .title = "t" };
    struct recording recording;
    json_t *header;
    int width;
    int height;
    const char *term;

    (void) state;
    begin(&recording, &options);
    show(&recording, "abc", 5 * SECOND + 1234567);
    assert_int_equal(cast_mark(recording.cast, "now", 7 * SECOND), 0);
    assert_int_equal(cast_close(recording.cast, 0, 8 * SECOND), 0);
    read_back(&recording);
    header = line(&recording, 0);
    assert_int_equal(
        json_unpack(
            header, "{s:i,s:i,s:{s:s}}", "width", &width, "height", &height,
            "env", "TERM", &term),
        0);
    assert_int_equal(width, 20);
    assert_int_equal(height, 4);
    assert_null(json_object_get(header, "theme"));
    json_decref(header);
    check_event(&recording, 1, "[0.001235, \"o\", ", NULL);
    check_event(&recording, 3, "[2.000000, \"m\", ", "now");
    check_event(&recording, 4, "[3.000000, \"o\", ", NULL);
    assert_null(strstr(recording.text, "\"x\""));
    finish(&recording);
}

static void
pauses_are_shortened_and_time_can_stand_still(void **state)
{
    const struct cast_options options = { .version = 3,
                                          .title = "t",
                                          .idle_limit = SECOND };
    struct recording recording;

    (void) state;
    begin(&recording, &options);
    show(&recording, "a", 5 * SECOND);
    show(&recording, "b", 60 * SECOND);
    cast_hold(recording.cast, true, 60 * SECOND);
    show(&recording, "c", 61 * SECOND);
    assert_int_equal(cast_mark(recording.cast, "unheard", 61 * SECOND), 0);
    cast_hold(recording.cast, false, 62 * SECOND);
    show(&recording, "d", 62 * SECOND + 500 * MILLISECOND);
    assert_int_equal(cast_close(recording.cast, -1, 63 * SECOND), 0);
    read_back(&recording);
    check_event(&recording, 3, "[1.000, \"o\", ", NULL);
    check_event(&recording, 4, "[0.500, \"o\", ", NULL);
    assert_null(strstr(recording.text, "unheard"));
    assert_null(strstr(recording.text, "\"x\""));
    finish(&recording);
}

static void
another_size_and_keys(void **state)
{
    const struct cast_options options = { .version = 3, .title = "t" };
    struct recording recording;

    (void) state;
    begin(&recording, &options);
    show(&recording, "a", 5 * SECOND);
    assert_int_equal(grid_resize(&recording.grid, 5, 30), 0);
    show(&recording, "\xe2\x97\x8f", 5 * SECOND);
    assert_int_equal(cast_key(recording.cast, 's', 5 * SECOND), 0);
    assert_int_equal(cast_key(recording.cast, KEYCODE_UP, 5 * SECOND), 0);
    assert_int_equal(
        cast_key(recording.cast, KEYCODE_ALT | 0xe9, 5 * SECOND), 0);
    assert_int_equal(cast_flush(recording.cast), 0);
    read_back(&recording); /* while it goes on */
    check_event(&recording, 3, "[0.000, \"r\", ", "30x5");
    check_event(&recording, 4, "[0.000, \"o\", ", NULL);
    assert_non_null(strstr(recording.text, "\xe2\x97\x8f"));
    check_event(&recording, 5, "[0.000, \"i\", ", "s");
    check_event(&recording, 6, "[0.000, \"i\", ", "\033[A");
    check_event(&recording, 7, "[0.000, \"i\", ", "\033\xc3\xa9");
    cast_close(recording.cast, 0, 5 * SECOND);
    finish(&recording);
}

/* What is recorded is collected, and written by whatever ends the program but
 * SIGKILL. */
static void
a_crash_loses_nothing(void **state)
{
    const struct cast_options options = { .version = 3, .title = "t" };
    struct recording recording;
    int status;
    pid_t child;

    (void) state;
    begin(&recording, &options);
    child = fork();
    if (child == 0) {
        setrlimit(RLIMIT_CORE, &(struct rlimit){ 0 });
        signals_open(NULL);
        show(&recording, "one", 5 * SECOND);
        show(&recording, "two", 6 * SECOND);
        read_back(&recording);
        raise(strchr(recording.text, '\n')[1] == '\0' ? SIGABRT : SIGKILL);
    }
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_true(WIFSIGNALED(status));
    assert_int_equal(WTERMSIG(status), SIGABRT);
    read_back(&recording);
    check_event(&recording, 2, "[0.000, \"o\", ", NULL);
    check_event(&recording, 3, "[1.000, \"o\", ", NULL);
    assert_non_null(strstr(recording.text, "two"));
    cast_close(recording.cast, 0, 5 * SECOND);
    finish(&recording);
}

/* Rows that are not touched are not looked at, but after a frame that
 * was left out. */
static void
rows_that_did_not_change(void **state)
{
    const struct cast_options options = { .version = 3, .title = "t" };
    struct grid_area all;
    struct recording recording;

    (void) state;
    begin(&recording, &options);
    all = grid_all(&recording.grid);
    show(&recording, "first", 5 * SECOND);
    grid_write(&all, 0, 0, "unsaid", plain);
    grid_settle(&recording.grid);
    grid_write(&all, 1, 0, "said", plain);
    assert_int_equal(
        cast_frame(recording.cast, &recording.grid, NULL, 6 * SECOND), 0);
    assert_int_equal(cast_flush(recording.cast), 0);
    read_back(&recording);
    assert_non_null(strstr(recording.text, "said"));
    assert_null(strstr(recording.text, "unsaid"));
    cast_hold(recording.cast, true, 6 * SECOND);
    show(&recording, "held", 6 * SECOND);
    cast_hold(recording.cast, false, 6 * SECOND);
    grid_settle(&recording.grid);
    assert_int_equal(
        cast_frame(recording.cast, &recording.grid, NULL, 6 * SECOND), 0);
    assert_int_equal(cast_flush(recording.cast), 0);
    read_back(&recording);
    assert_non_null(strstr(recording.text, "held"));
    cast_close(recording.cast, 0, 6 * SECOND);
    finish(&recording);
}

static void
a_full_disk_is_an_error(void **state)
{
    const struct cast_options options = { .version = 3, .title = "t" };
    struct cast *cast;

    (void) state;
    assert_int_equal(
        cast_open(
            &cast, open("/dev/full", O_WRONLY | O_CLOEXEC), &options, 4, 20, 0),
        -ENOSPC);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(version_3),
        cmocka_unit_test(version_2),
        cmocka_unit_test(pauses_are_shortened_and_time_can_stand_still),
        cmocka_unit_test(another_size_and_keys),
        cmocka_unit_test(a_crash_loses_nothing),
        cmocka_unit_test(rows_that_did_not_change),
        cmocka_unit_test(a_full_disk_is_an_error),
    };

    setlocale(LC_CTYPE, "C.UTF-8");
    return cmocka_run_group_tests(tests, NULL, NULL);
}
