/* A soak: many short-lived workers started and ended while keys are typed; then
 * memory, descriptors and processes are where they began.  SOAK_WORKERS says
 * how many, SOAK_SECONDS in what time: `make soak` takes ten minutes. */
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "tests/support/cmocka.h"
#include "tests/support/folder.h"
#include "tests/support/mptop.h"
#include "tests/support/proc.h"

/* Rows, each of which has one life after the other. */
#define ROWS 20

/* How much more memory may be in use at the end than at half time, and than
 * before the first of them: their last lines, their histories. */
#define GROWTH_OF_HALF ((size_t) 1 << 20)
#define GROWTH ((size_t) 4 << 20)

static char lives_path[96];

/* What mptop holds at some moment. */
struct holding {
    size_t resident; /* bytes */
    int descriptors;
};

/* Read a number from the environment. */
static long
setting(const char *name, long otherwise)
{
    const char *text = getenv(name);
    long number = text ? atol(text) : 0;

    return number > 0 ? number : otherwise;
}

/* A small generator of its own, that is the same everywhere. */
static unsigned
next(unsigned *state, unsigned limit)
{
    *state = *state * 1664525u + 1013904223u;
    return (*state >> 16) % limit;
}

/* Write the file: some workers that run at once, so that all that is opened
 * only once is open, and those of the soak. */
static void
write_file(const char *path, long lives, double period)
{
    FILE *file = fopen(path, "w");

    assert_non_null(file);
    fprintf(
        file,
        "procs:\n"
        "  warm:\n"
        "    shell: echo warm; sleep 0.1; echo done\n"
        "    replicas: 4\n"
        "    restart: always\n"
        "    backoff: 0.05\n"
        "    max_restarts: 4\n"
        "  soak:\n"
        "    shell: printf x >>%s; echo a life; sleep %.3f; echo its end\n"
        "    replicas: %d\n"
        "    autostart: false\n"
        "    restart: always\n"
        "    backoff: %.3f\n"
        "    max_restarts: %ld\n",
        lives_path, period * 0.7, ROWS, period * 0.2, lives - 1);
    assert_int_equal(fclose(file), 0);
}

/* Tell how many workers have been started so far. */
static long
count_lives(void)
{
    struct stat status;

    return stat(lives_path, &status) < 0 ? 0 : (long) status.st_size;
}

static struct holding
look(struct harness *harness)
{
    struct holding holding = { .resident = proc_resident(harness->pid) };
    char path[64];
    DIR *directory;

    snprintf(path, sizeof path, "/proc/%d/fd", (int) harness->pid);
    directory = opendir(path);
    harness_check(harness, directory != NULL);
    while (readdir(directory))
        holding.descriptors++;
    closedir(directory);
    return holding;
}

/* Press a key of those that start and end nothing. */
static void
press(struct harness *harness, unsigned *state)
{
    static const char *const keys[] = {
        "j", "j", "k",  "k",       "g",       "G",  "l", "c",    "T",
        "i", "?", "z",  "F",       "A",       "N",  " ", "m",    "V",
        "<", ">", "\t", "\033[6~", "\033[5~", "/j", ":", "\014",
    };
    const char *key = keys[next(state, sizeof keys / sizeof *keys)];

    harness_type(harness, key);
    harness_pump(harness, 0.02);
    if (key[0] == '\t') {
        harness_type(harness, "\034"); /* a worker may have the keys now */
    }
    /* out of what takes texts at once, and of the rest sooner or later */
    if (key[0] == ':' || key[0] == '/' || next(state, 3) == 0) {
        harness_type(harness, "\033");
        harness_settle(harness, 0.08, 0.2); /* a key right after would be Alt */
    }
}

/* Go back to the table, with all of its rows and none tagged. */
static void
go_home(struct harness *harness)
{
    for (int i = 0; i < 2; i++) { /* from a worker, if it has the keys */
        harness_type(harness, "\034");
        harness_settle(harness, 0.1, 1);
    }
    for (int i = 0; i < 5; i++) {
        harness_type(harness, "\033");
        harness_settle(harness, 0.1, 1);
    }
    harness_type(harness, "N");
    harness_expect(harness, "EXITCODE");
}

static bool
nothing_lives(struct harness *harness, void *context)
{
    (void) context;
    return proc_children(harness->pid, NULL, 0) <= 1; /* the guard */
}

/* Wait until no worker is left, seen from outside and on the screen. */
static void
expect_rest(struct harness *harness)
{
    harness_expect_that(harness, nothing_lives, NULL);
    harness_expect_match(harness, "alive 0 ");
    harness_settle(harness, 0.3, 3);
}

/* Type until all have lived; what was held at half time. */
static struct holding
type_on(struct harness *harness, long workers, double seconds)
{
    double limit = harness_now() + 3 * seconds + HARNESS_DEADLINE;
    struct holding half = { 0 };
    unsigned state = 20261123;

    while (count_lives() < workers) {
        press(harness, &state);
        harness_check(harness, !harness_has_ended(harness));
        if (half.resident == 0 && count_lives() >= workers / 2)
            half = look(harness);
        if (harness_now() > limit)
            harness_fail(
                harness, __FILE__, __LINE__, "only %ld of %ld have lived",
                count_lives(), workers);
    }
    return half;
}

/* Fail when more is held than before. */
static void
compare(
    struct harness *harness,
    const struct holding *before,
    const struct holding *half,
    const struct holding *after)
{
    print_message(
        "# resident %zu, %zu, %zu KiB; %d and %d descriptors\n",
        before->resident >> 10, half->resident >> 10, after->resident >> 10,
        before->descriptors, after->descriptors);
    /* a row that has ended holds its last process's sentinel */
    assert_int_equal(after->descriptors, before->descriptors + ROWS);
#ifndef __SANITIZE_ADDRESS__ /* which keeps what is freed */
    if (after->resident > half->resident + GROWTH_OF_HALF
        || after->resident > before->resident + GROWTH)
        harness_fail(
            harness, __FILE__, __LINE__, "from %zu by %zu to %zu bytes",
            before->resident, half->resident, after->resident);
#endif
    (void) harness;
}

static void
it_ends_as_it_began(void **state)
{
    long workers = setting("SOAK_WORKERS", 200) / ROWS * ROWS;
    double seconds = (double) setting("SOAK_SECONDS", 5);
    struct holding before, half, after;
    struct harness *harness;
    const char *path;

    (void) state;
    folder_make();
    path = folder_path("mprocs.yaml");
    snprintf(lives_path, sizeof lives_path, "%s", folder_path("lives"));
    write_file(path, workers / ROWS, seconds * ROWS / (double) workers);
    harness = mptop_start(40, 120, WORDS("-f", path), NULL);
    mptop_expect_cell(harness, "warm-4", "EXITCODE", "0");
    harness_expect_match(harness, "given up after 4");
    expect_rest(harness);
    before = look(harness);
    harness_type(harness, "As");
    half = type_on(harness, workers, seconds);
    go_home(harness);
    expect_rest(harness);
    after = look(harness);
    assert_int_equal(count_lives(), workers);
    compare(harness, &before, &half, &after);
    mptop_finish(harness);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_teardown(it_ends_as_it_began, mptop_teardown),
    };

    return cmocka_run_group_tests_name(
        "soak", tests, mptop_setup, mptop_teardown);
}
