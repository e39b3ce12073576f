#include "tests/support/child.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "tests/support/cmocka.h"
#include "tests/support/shared.h"

/* Becomes the program, in the forked child; never returns. */
static _Noreturn void
become(const char *const *argv, int out, int err)
{
    int null = open("/dev/null", O_RDONLY);

    setpgid(0, 0);
    if (null < 0 || dup2(null, 0) < 0 || dup2(out, 1) < 0 || dup2(err, 2) < 0)
        _exit(126);
    if (null > 2)
        close(null);
    execv(argv[0], (char *const *) argv);
    _exit(127);
}

struct child *
child_start(const char *const *argv, enum child_mode mode)
{
    struct child *child = calloc(1, sizeof *child);
    int out[2];
    int err[2] = { -1, -1 };

    assert_non_null(child);
    assert_int_equal(pipe2(out, O_CLOEXEC), 0);
    if (mode == CHILD_APART)
        assert_int_equal(pipe2(err, O_CLOEXEC), 0);
    child->started = shared_now();
    child->pid = fork();
    assert_true(child->pid >= 0);
    if (child->pid == 0)
        become(argv, out[1], mode == CHILD_APART ? err[1] : out[1]);
    setpgid(child->pid, child->pid);
    close(out[1]);
    child->out.fd = out[0];
    child->err.fd = err[0];
    fcntl(out[0], F_SETFL, O_NONBLOCK);
    if (mode == CHILD_APART) {
        close(err[1]);
        fcntl(err[0], F_SETFL, O_NONBLOCK);
    }
    return child;
}

const char *
child_program(const char *name)
{
    static char path[PATH_MAX];
    ssize_t size = readlink("/proc/self/exe", path, sizeof path - 1);
    char *slash;

    assert_true(size > 0);
    path[size] = '\0';
    slash = strrchr(path, '/');
    assert_non_null(slash);
    snprintf(slash + 1, sizeof path - (size_t) (slash + 1 - path), "%s", name);
    return path;
}

struct child *
child_scenario(const char *scenario, const char *argument)
{
    const char *argv[] = { child_program("scenario"), scenario, argument,
                           NULL };

    return child_start(argv, CHILD_APART);
}

struct child *
child_run(const char *scenario, const char *argument)
{
    struct child *child = child_scenario(scenario, argument);

    if (!child_wait_end(child, 2 * SOON) || !child_drain(child, SOON)) {
        print_error(
            "scenario %s does not end\nstdout: %s\nstderr: %s\n", scenario,
            child->out.text, child->err.text);
        child_free(child);
        fail();
    }
    return child;
}

/* Reads what one pipe has now. */
static void
take(struct child_text *text)
{
    while (text->fd >= 0) {
        char spill[4096];
        size_t room = sizeof text->text - 1 - text->size;
        char *place = room ? text->text + text->size : spill;
        ssize_t count = read(text->fd, place, room ? room : sizeof spill);

        if (count < 0 && errno == EINTR)
            continue;
        if (count < 0 && errno == EAGAIN)
            return;
        if (count <= 0) {
            close(text->fd);
            text->fd = -1;
        } else if (room) {
            text->size += (size_t) count;
            text->text[text->size] = '\0';
        }
    }
}

/* Looks once, for up to some milliseconds, at the pipes and the program. */
static void
look(struct child *child, int milliseconds)
{
    struct pollfd fds[] = { { .fd = child->out.fd, .events = POLLIN },
                            { .fd = child->err.fd, .events = POLLIN } };

    poll(fds, 2, milliseconds);
    take(&child->out);
    take(&child->err);
    if (!child->ended
        && waitpid(child->pid, &child->status, WNOHANG) == child->pid) {
        child->ended = true;
        child->seconds = shared_now() - child->started;
        take(&child->out);
        take(&child->err);
    }
}

const char *
child_wait_text(struct child *child, const char *text, double seconds)
{
    double end = shared_now() + seconds;
    const char *found;

    while (!(found = strstr(child->out.text, text))) {
        if (shared_now() > end || child->out.fd < 0)
            return NULL;
        look(child, 5);
    }
    return found;
}

bool
child_wait_end(struct child *child, double seconds)
{
    double end = shared_now() + seconds;

    while (!child->ended) {
        if (shared_now() > end)
            return false;
        look(child, 2);
    }
    return true;
}

bool
child_drain(struct child *child, double seconds)
{
    double end = shared_now() + seconds;

    while (child->out.fd >= 0 || child->err.fd >= 0) {
        if (shared_now() > end)
            return false;
        look(child, 5);
    }
    return true;
}

long
child_number(struct child *child, const char *name)
{
    double end = shared_now() + SOON;
    size_t length = strlen(name);

    while (shared_now() < end) {
        const char *line = child->out.text;

        for (; line; line = strchr(line, '\n'), line = line ? line + 1 : NULL)
            if (strncmp(line, name, length) == 0 && line[length] == ' '
                && strchr(line, '\n'))
                return atol(line + length);
        if (child->out.fd < 0)
            break;
        look(child, 5);
    }
    print_error(
        "no number %s\nstdout: %s\nstderr: %s\n", name, child->out.text,
        child->err.text);
    fail();
    return -1;
}

void
child_assert_code(const struct child *child, int code)
{
    int seen = WIFSIGNALED(child->status) ? -WTERMSIG(child->status)
                                          : WEXITSTATUS(child->status);

    if (!child->ended || seen != code)
        print_error(
            "stdout: %s\nstderr: %s\n", child->out.text, child->err.text);
    assert_true(child->ended);
    assert_int_equal(seen, code);
}

void
child_free(struct child *child)
{
    if (!child)
        return;
    kill(-child->pid, SIGKILL);
    if (!child->ended)
        waitpid(child->pid, &child->status, 0);
    if (child->out.fd >= 0)
        close(child->out.fd);
    if (child->err.fd >= 0)
        close(child->err.fd);
    free(child);
}
