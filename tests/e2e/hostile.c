/* Workers that behave badly: escape sequences, floods, closed outputs, ignored
 * signals, processes that stay behind. */
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "tests/support/cmocka.h"
#include "tests/support/mptop.h"
#include "tests/support/proc.h"

#define MIB ((size_t) 1 << 20)

/* Whether this build's memory figures mean anything. */
#ifdef __SANITIZE_ADDRESS__
#define MEMORY_LIMIT (1024 * MIB)
#else
#define MEMORY_LIMIT (48 * MIB)
#endif

/* What a worker says to take over the terminal, in printf's spelling. */
#define EVIL_TEXT                                                              \
    "\\033]0;EVIL\\007"         /* title */                                    \
    "\\033]2;EVIL\\033\\\\"     /* title, other end */                         \
    "\\033]52;c;RVZJTA==\\007"  /* clipboard */                                \
    "\\033P1$r0m\\033\\\\"      /* device control */                           \
    "\\033[?1049l\\033[?25h"    /* leave the screen, show the cursor */        \
    "\\033[?1000h\\033[?2004h"  /* mouse, bracketed paste */                   \
    "\\033[?5h\\033[2J\\033[H"  /* reverse, clear, home */                     \
    "\\033[6n\\033[c\\005"      /* questions */                                \
    "\\033c\\033#8\\033(0\\016" /* reset, test picture, line drawing */        \
    "\\0332J\\2332J\\2350;EVIL\\234\\220q\\234" /* C1, as single bytes */      \
    "\\302\\2332J\\302\\2350;EVIL\\302\\234"    /* C1, as UTF-8 */             \
    "\\007\\010\\013\\014\\177"                 /* other control characters */ \
    "\\377\\376\\300\\200\\355\\240\\200\\364\\220\\200\\200" /* no UTF-8 */   \
    "\\342\\200\\256" /* right to left */

#define EVIL_COMMAND                                                           \
    "printf 'PLAIN-1\\n\\033[31;42;7mRED-2\\n" EVIL_TEXT "\\nafter-3\\n"       \
    "10%%\\r20%%\\r30%%-4\\n" EVIL_TEXT "'; exec sleep 1000"

/* Fails unless the bytes are UTF-8 without C1 characters. */
static void
check_utf8(struct harness *harness)
{
    const unsigned char *bytes = (const unsigned char *) harness->bytes;
    size_t i = 0;

    while (i < harness->count) {
        size_t more = bytes[i] < 0x80 ? 0
            : bytes[i] < 0xc2         ? SIZE_MAX
            : bytes[i] < 0xe0         ? 1
            : bytes[i] < 0xf0         ? 2
            : bytes[i] < 0xf5         ? 3
                                      : SIZE_MAX;

        if (more == SIZE_MAX || i + more >= harness->count)
            harness_fail(
                harness, __FILE__, __LINE__, "byte %zu, 0x%02x: no UTF-8", i,
                bytes[i]);
        if (bytes[i] == 0xc2 && bytes[i + 1] < 0xa0)
            harness_fail(
                harness, __FILE__, __LINE__, "C1 character 0x%02x",
                bytes[i + 1]);
        for (i++; more > 0; more--, i++)
            harness_check(harness, (bytes[i] & 0xc0) == 0x80);
    }
}

/* Fails if something that only a worker would write came through. */
static void
check_nothing_came_through(struct harness *harness)
{
    static const char *const evil[] = {
        "\033]0;EVIL", "\033]2;EVIL", "\033]52;",   "\033P",
        "\033[6n",     "\033c",       "\033#8",     "\033(0",
        "\005",        "\016",        "\007",       "\177",
        "\033[?2004h", "\033[?5h",    "\033[31;42", "\342\200\256",
    };

    for (size_t i = 0; i < sizeof evil / sizeof *evil; i++)
        if (harness_wrote(harness, 0, evil[i]))
            harness_fail(
                harness, __FILE__, __LINE__, "came through: %zu, \\e%s", i,
                evil[i] + 1);
    harness_check(harness, !harness->title || !strstr(harness->title, "EVIL"));
    harness_check(harness, harness->alternate_screen);
    harness_check(harness, !harness->cursor_visible);
    harness_check(harness, !harness->reverse_screen);
    harness_check(harness, harness->bells == 0);
    check_utf8(harness);
}

/* Gets the cell where a text begins; fails the test when it is not there. */
static VTermScreenCell
cell_of(struct harness *harness, const char *text)
{
    int row;
    int column;

    harness_expect(harness, text);
    harness_check(harness, harness_find(harness, text, &row, &column));
    return harness_cell(harness, row, column);
}

static void
no_byte_of_a_worker_acts_on_the_terminal(void **state)
{
    struct harness *harness =
        mptop_start(40, 120, WORDS("--no-tty", EVIL_COMMAND), NULL);
    VTermScreenCell plain;
    VTermScreenCell red;

    (void) state;
    mptop_expect_cell(harness, "printf", "ALIVE", "yes");
    harness_expect(harness, "after-3");
    harness_expect_match(harness, " 30%-4");
    plain = cell_of(harness, "PLAIN-1");
    red = cell_of(harness, "RED-2");
    harness_check(harness, vterm_color_is_equal(&plain.fg, &red.fg));
    harness_check(harness, vterm_color_is_equal(&plain.bg, &red.bg));
    harness_check(harness, plain.attrs.reverse == red.attrs.reverse);
    check_nothing_came_through(harness);
    /* Nor in the view of the whole output. */
    harness_type(harness, "l");
    harness_expect_absent(harness, "TARGET");
    plain = cell_of(harness, "PLAIN-1");
    red = cell_of(harness, "RED-2");
    harness_check(harness, vterm_color_is_equal(&plain.fg, &red.fg));
    harness_check(harness, vterm_color_is_equal(&plain.bg, &red.bg));
    check_nothing_came_through(harness);
    mptop_finish(harness);
}

static void
no_byte_of_a_command_line_acts_on_the_terminal(void **state)
{
    struct harness *harness = mptop_start(
        40, 120,
        WORDS(
            "sleep 1000 # \033]0;EVIL\007\033[2J\033c\233\377\007",
            "\033]0;EVIL\007nonesuch\033[2J"),
        NULL);

    (void) state;
    mptop_expect_cell(harness, "sleep", "ALIVE", "yes");
    harness_type(harness, "c"); /* the kernel's command lines */
    harness_expect(harness, "Active children");
    harness_expect(harness, "sleep");
    check_nothing_came_through(harness);
    mptop_finish(harness);
}

/* Reads how many bytes a process has read in its life. */
static size_t
bytes_read(pid_t pid)
{
    char path[64];
    unsigned long count = 0;
    FILE *file;

    snprintf(path, sizeof path, "/proc/%d/io", (int) pid);
    file = fopen(path, "re");
    assert_non_null(file);
    assert_int_equal(fscanf(file, "rchar: %lu", &count), 1);
    fclose(file);
    return count;
}

static bool
has_read_64_mib(struct harness *harness, void *context)
{
    (void) context;
    return bytes_read(harness->pid) >= 64 * MIB;
}

static void
a_flood_leaves_memory_small_and_keys_answered(void **state)
{
    struct harness *harness = mptop_start(
        40, 120, WORDS("yes some quite ordinary line of a program | cat"),
        NULL);
    double start;

    (void) state;
    mptop_expect_cell(harness, "yes", "ALIVE", "yes");
    harness_expect(harness, "some quite ordinary line");
    harness_expect_that(harness, has_read_64_mib, NULL);
    start = harness_now();
    harness_type(harness, "?");
    harness_expect(harness, "Start the process.");
    harness_type(harness, "\033");
    mptop_expect_cell(harness, "yes", "ALIVE", "yes");
    harness_check(harness, harness_now() - start < 5);
    if (proc_resident(harness->pid) > MEMORY_LIMIT)
        harness_fail(
            harness, __FILE__, __LINE__, "%zu MiB resident",
            proc_resident(harness->pid) / MIB);
    harness_type(harness, "t");
    mptop_expect_cell(harness, "yes", "EXITCODE", "-15 SIGTERM");
    mptop_expect_cell(harness, "yes", "STATE", "stopped");
    mptop_finish(harness);
}

static void
a_line_without_end_leaves_memory_small(void **state)
{
    struct harness *harness =
        mptop_start(40, 120, WORDS("cat /dev/zero | tr '\\0' x"), NULL);

    (void) state;
    mptop_expect_cell(harness, "cat", "ALIVE", "yes");
    harness_expect(harness, "xxxxxxxxxxxxxxxxxxxx");
    harness_expect_that(harness, has_read_64_mib, NULL);
    harness_type(harness, "?");
    harness_expect(harness, "Start the process.");
    if (proc_resident(harness->pid) > MEMORY_LIMIT)
        harness_fail(
            harness, __FILE__, __LINE__, "%zu MiB resident",
            proc_resident(harness->pid) / MIB);
    mptop_finish(harness);
}

/* Reads how much processor time a process has used, in clock ticks. */
static unsigned long
ticks_used(pid_t pid)
{
    char path[64];
    char text[1024] = "";
    unsigned long user = 0;
    unsigned long system = 0;
    FILE *file;

    snprintf(path, sizeof path, "/proc/%d/stat", (int) pid);
    file = fopen(path, "re");
    assert_non_null(file);
    assert_non_null(fgets(text, sizeof text, file));
    fclose(file);
    assert_int_equal(
        sscanf(
            strrchr(text, ')') + 1,
            " %*c %*d %*d %*d %*d %*d %*u %*u %*u %*u %*u %lu %lu", &user,
            &system),
        2);
    return user + system;
}

static bool
two_seconds_later(struct harness *harness, void *context)
{
    const double *start = context;

    (void) harness;
    return harness_now() - *start >= 2;
}

static void
a_worker_that_closes_its_output_runs_on(void **state)
{
    struct harness *harness = mptop_start(
        40, 120, WORDS("echo last words; exec >&- 2>&-; exec sleep 1000"),
        NULL);
    double start;
    unsigned long ticks;

    (void) state;
    mptop_expect_cell(harness, "echo", "ALIVE", "yes");
    harness_expect(harness, "last words");
    /* An end of file that is looked at again and again would show here. */
    start = harness_now();
    ticks = ticks_used(harness->pid);
    harness_expect_that(harness, two_seconds_later, &start);
    ticks = ticks_used(harness->pid) - ticks;
    if (ticks > (unsigned long) sysconf(_SC_CLK_TCK) / 2)
        harness_fail(
            harness, __FILE__, __LINE__, "%lu ticks used in 2 idle seconds",
            ticks);
    mptop_expect_cell(harness, "echo", "ALIVE", "yes");
    harness_type(harness, "t");
    mptop_expect_cell(harness, "echo", "EXITCODE", "-15 SIGTERM");
    mptop_finish(harness);
}

static void
a_worker_that_ignores_terminate_is_killed(void **state)
{
    struct harness *harness = mptop_start(
        40, 120, WORDS("trap '' TERM; echo ready; sleep 1000"), NULL);

    (void) state;
    harness_expect_match(harness, "[0-9] ready$");
    harness_type(harness, "t");
    mptop_expect_cell(harness, "trap", "STATE", "stopping");
    mptop_expect_cell(harness, "trap", "ALIVE", "yes");
    mptop_expect_cell(harness, "trap", "EXITCODE", "-");
    harness_type(harness, "K");
    mptop_expect_cell(harness, "trap", "EXITCODE", "-9 SIGKILL");
    mptop_expect_cell(harness, "trap", "STATE", "stopped");
    harness_type(harness, "q");
    harness_expect_end(harness);
    assert_int_equal(harness->status, 0);
    mptop_check_nothing_left(harness);
    harness_free(harness);
}

static void
terminate_reaches_the_whole_group(void **state)
{
    struct harness *harness = mptop_start(
        40, 120, WORDS("sleep 1001 & sleep 1002 & echo $! ready; wait"), NULL);
    pid_t worker;
    pid_t group[8];

    (void) state;
    harness_expect_match(harness, "[0-9] ready");
    worker = mptop_pid(harness, "sleep");
    assert_int_equal(proc_children(worker, group, 8), 2);
    harness_type(harness, "t");
    mptop_expect_cell(harness, "sleep", "EXITCODE", "-15 SIGTERM");
    mptop_expect_cell(harness, "sleep", "STATE", "stopped");
    harness_check(harness, !proc_alive(group[0]));
    harness_check(harness, !proc_alive(group[1]));
    mptop_finish(harness);
}

static void
a_process_that_stays_behind_goes_with_mptop(void **state)
{
    /* A terminal's end would hang it up. */
    struct harness *harness = mptop_start(
        40, 120, WORDS("--no-tty", "sleep 1000 & echo left=$!."), NULL);
    pid_t left;
    char *row;

    (void) state;
    mptop_expect_cell(harness, "sleep", "EXITCODE", "0");
    mptop_expect_cell(harness, "sleep", "ALIVE", "no");
    harness_expect_match(harness, "left=[0-9]+\\.$");
    row = harness_row(harness, harness_match(harness, "left=[0-9]+\\.$"));
    left = (pid_t) atoi(strstr(row, "left=") + strlen("left="));
    free(row);
    harness_check(harness, proc_alive(left));
    harness_type(harness, "q"); /* something lives: it is shown, and asked */
    harness_expect(harness, "Quit:");
    harness_check(harness, proc_alive(left));
    harness_type(harness, "\r");
    harness_expect_end(harness);
    mptop_check_nothing_left(harness);
    harness_free(harness);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
#define TEST(name) cmocka_unit_test_teardown(name, mptop_teardown)
        TEST(no_byte_of_a_worker_acts_on_the_terminal),
        TEST(no_byte_of_a_command_line_acts_on_the_terminal),
        TEST(a_flood_leaves_memory_small_and_keys_answered),
        TEST(a_line_without_end_leaves_memory_small),
        TEST(a_worker_that_closes_its_output_runs_on),
        TEST(a_worker_that_ignores_terminate_is_killed),
        TEST(terminate_reaches_the_whole_group),
        TEST(a_process_that_stays_behind_goes_with_mptop),
    };

    return cmocka_run_group_tests_name(
        "hostile", tests, mptop_setup, mptop_teardown);
}
