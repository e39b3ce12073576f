/* Writing lines to a reader that is slow, or goes away: never waits for it. */
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "tests/support/cmocka.h"
#include "ui/writer.h"

static struct loop *loop;
static struct writer writer;
static int ends[2]; /* that is read, that is written */

/* Begin to write into a pipe or a pair of sockets. */
static void
begin(bool sockets)
{
    signal(SIGPIPE, SIG_IGN);
    assert_int_equal(
        sockets ? socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends)
                : pipe2(ends, O_CLOEXEC),
        0);
    assert_int_equal(loop_new(&loop, clock_real()), 0);
    writer_open(&writer, loop, ends[1]);
}

static int
finish(void **state)
{
    (void) state;
    writer_close(&writer);
    loop_free(loop);
    close(ends[1]);
    if (ends[0] >= 0)
        close(ends[0]);
    return 0;
}

/* Read what there is. */
static size_t
read_some(char *text, size_t size)
{
    ssize_t count = read(ends[0], text, size - 1);

    assert_true(count >= 0);
    text[count] = '\0';
    return (size_t) count;
}

/* Write numbered lines until much waits; returns how many. */
static int
fill(void)
{
    int lines = 0;

    while (writer_has_room(&writer, 100)) {
        char *line = NULL;

        assert_true(asprintf(&line, "%0*d", 99, lines++) > 0);
        writer_line(&writer, line);
    }
    return lines;
}

static void
a_line_goes_out_at_once(void **state)
{
    char text[64];

    (void) state;
    begin(false);
    writer_line(&writer, strdup("one"));
    writer_line(&writer, strdup(""));
    writer_line(&writer, NULL); /* there was no memory for it */
    writer_line(&writer, strdup("two"));
    read_some(text, sizeof text);
    assert_string_equal(text, "one\n\ntwo\n");
    assert_int_equal(writer.size, 0);
    /* who shares the pipe is not surprised */
    assert_false(fcntl(ends[1], F_GETFL) & O_NONBLOCK);
}

/* All that was written comes, whole and in its order, as it is read. */
static void
what_waits_follows(bool sockets)
{
    char text[101];
    int lines;

    begin(sockets);
    lines = fill();
    assert_true(lines > 10000);
    assert_true(writer.size > WRITER_ROOM - 200);
    assert_true(writer.size <= WRITER_ROOM);
    for (int i = 0; i < lines; i++) {
        size_t have = 0;

        while (have < 100) {
            while (writer.size > 0 && loop_turn(loop, false) > 0)
                ;
            have += read_some(text + have, sizeof text - have);
        }
        assert_int_equal(text[99], '\n');
        assert_int_equal(strtol(text, NULL, 10), i);
    }
    assert_int_equal(writer.size, 0);
    assert_true(writer_has_room(&writer, WRITER_ROOM * 2));
}

static void
a_slow_pipe_is_waited_for_by_nobody(void **state)
{
    (void) state;
    what_waits_follows(false);
}

static void
nor_is_a_slow_socket(void **state)
{
    (void) state;
    what_waits_follows(true);
}

/* Lines that must not be lost are taken even without room. */
static void
room_is_for_who_asks(void **state)
{
    size_t size;

    (void) state;
    begin(false);
    fill();
    size = writer.size;
    writer_line(
        &writer,
        strdup("a lifecycle event, longer than the room left "
               "is, and longer than a line of this test: it "
               "is taken all the same"));
    assert_true(writer.size > size);
    assert_false(writer_has_room(&writer, 100));
}

static void
a_reader_that_goes_away_is_noticed_without_writing(void **state)
{
    (void) state;
    begin(false);
    writer_line(&writer, strdup("one"));
    close(ends[0]);
    ends[0] = -1;
    while (!writer.gone)
        assert_true(loop_turn(loop, true) >= 0);
    writer_line(&writer, strdup("two"));
    assert_int_equal(writer.size, 0);
}

static void
and_so_is_one_that_leaves_lines_behind(void **state)
{
    (void) state;
    begin(true);
    fill();
    close(ends[0]);
    ends[0] = -1;
    while (!writer.gone)
        assert_true(loop_turn(loop, true) >= 0);
    assert_int_equal(writer.size, 0);
}

static void
a_full_disk_is_as_a_reader_that_goes(void **state)
{
    (void) state;
    begin(false);
    writer_close(&writer);
    close(ends[1]);
    ends[1] = open("/dev/full", O_WRONLY | O_CLOEXEC);
    assert_true(ends[1] >= 0);
    writer_open(&writer, loop, ends[1]);
    writer_line(&writer, strdup("one"));
    assert_true(writer.gone);
    assert_int_equal(writer.error, ENOSPC);
    assert_int_equal(writer.size, 0);
}

#define TEST(name) cmocka_unit_test_teardown(name, finish)

int
main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(a_line_goes_out_at_once),
        TEST(a_slow_pipe_is_waited_for_by_nobody),
        TEST(nor_is_a_slow_socket),
        TEST(room_is_for_who_asks),
        TEST(a_reader_that_goes_away_is_noticed_without_writing),
        TEST(and_so_is_one_that_leaves_lines_behind),
        TEST(a_full_disk_is_as_a_reader_that_goes),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
