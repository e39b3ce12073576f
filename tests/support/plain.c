#include "tests/support/plain.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <regex.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "tests/support/cmocka.h"
#include "tests/support/orphans.h"
#include "tests/support/terminal.h"

/* The child's side: becomes the program. */
static _Noreturn void
become_program(int output, const char *const *argv)
{
    int input = open("/dev/null", O_RDONLY);

    dup2(input, 0);
    dup2(output, 1);
    execvp(argv[0], (char *const *) argv);
    _exit(127);
}

void
plain_start(struct plain *plain, const char *const *argv)
{
    int ends[2];

    *plain = (struct plain){ .start = harness_now() };
    assert_int_equal(pipe2(ends, O_CLOEXEC), 0);
    fflush(NULL);
    plain->pid = fork();
    if (plain->pid == 0)
        become_program(ends[1], argv);
    close(ends[1]);
    plain->fd = ends[0];
    assert_true(plain->pid > 0);
    orphans_own(plain->pid);
}

/* Appends a byte to the last line, or ends it. */
static void
take_byte(struct plain *plain, char byte)
{
    struct plain_line *line = &plain->lines[plain->count];
    size_t length = strlen(line->text);

    if (byte == '\n') {
        line->time = harness_now() - plain->start;
        plain->count++;
        if (plain->count == PLAIN_LINES)
            fail_msg("more than %d lines", PLAIN_LINES - 1);
    } else if (length + 1 < PLAIN_LINE_SIZE) {
        line->text[length] = byte;
    }
}

void
plain_finish(struct plain *plain, double seconds)
{
    double end = harness_now() + seconds;

    for (;;) {
        struct pollfd wait = { plain->fd, POLLIN, 0 };
        double left = end - harness_now();
        char bytes[1024];
        ssize_t count;

        if (left <= 0 || poll(&wait, 1, (int) (left * 1e3) + 1) == 0) {
            kill(plain->pid, SIGKILL);
            orphans_disown(plain->pid);
            fail_msg("it did not end");
        }
        count = read(plain->fd, bytes, sizeof bytes);
        if (count < 0 && errno == EINTR)
            continue;
        if (count <= 0)
            break;
        for (ssize_t i = 0; i < count; i++)
            take_byte(plain, bytes[i]);
    }
    plain->duration = harness_now() - plain->start;
    close(plain->fd);
    waitpid(plain->pid, &plain->status, 0);
    orphans_disown(plain->pid);
}

void
plain_check(const struct plain *plain, size_t index, const char *pattern)
{
    const char *text = index < plain->count ? plain->lines[index].text : NULL;
    char whole[256];
    regex_t regex;
    bool found;

    snprintf(whole, sizeof whole, "^%s$", pattern);
    assert_int_equal(regcomp(&regex, whole, REG_EXTENDED | REG_NOSUB), 0);
    found = text && regexec(&regex, text, 0, NULL, 0) == 0;
    regfree(&regex);
    if (found)
        return;
    for (size_t i = 0; i < plain->count; i++)
        print_error("%5.2f %s\n", plain->lines[i].time, plain->lines[i].text);
    fail_msg("line %zu is not %s", index + 1, pattern);
}
