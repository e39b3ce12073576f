/* bench_minimal: the least that a dashboard can be, the limit for mptop: a
 * screen of 40 rows, written without a library.  The key s starts the next
 * worker, a fork that waits; its row says yes, and its exit code when it has
 * ended.  Q kills the workers and quits.
 */
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/pidfd.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <termios.h>
#include <unistd.h>

#define ROWS 40

static struct {
    pid_t pid;
    int pidfd;
} workers[ROWS];
static int started;

static void
show(const char *text, int size)
{
    ssize_t written = write(STDOUT_FILENO, text, (size_t) size);

    (void) written;
}

static void
show_screen(void)
{
    char text[ROWS * 80];
    int size = sprintf(text, "\033[?1049h\033[2J");

    for (int i = 0; i < ROWS; i++) {
        size += sprintf(
            text + size, "\033[%d;1HProcess-%-4d %7s %-4s %4s", i + 1, i + 1,
            "-", "no", "-");
    }
    show(text, size);
}

static void
start_worker(void)
{
    char text[80];
    int i = started;
    pid_t pid;

    if (i == ROWS) {
        return;
    }
    pid = fork();
    if (pid == 0) {
        prctl(PR_SET_PDEATHSIG, SIGKILL);
        for (;;) {
            pause();
        }
    }
    workers[i].pid = pid;
    workers[i].pidfd = pid > 0 ? pidfd_open(pid, 0) : -1;
    started++;
    show(text, sprintf(text, "\033[%d;14H%7d yes ", i + 1, (int) pid));
}

static void
end_worker(int i)
{
    char text[80];
    int status = 0;

    waitpid(workers[i].pid, &status, 0);
    close(workers[i].pidfd);
    workers[i].pidfd = -1;
    status = WIFEXITED(status) ? WEXITSTATUS(status) : -WTERMSIG(status);
    show(text, sprintf(text, "\033[%d;22Hno   %4d", i + 1, status));
}

/* Serve keys and ends until Q. */
static void
serve(void)
{
    char key = 0;

    while (key != 'Q') {
        struct pollfd fds[ROWS + 1] = { { STDIN_FILENO, POLLIN, 0 } };

        for (int i = 0; i < started; i++) {
            fds[i + 1] = (struct pollfd){ workers[i].pidfd, POLLIN, 0 };
        }
        poll(fds, (nfds_t) started + 1, -1);
        for (int i = started; i > 0; i--) {
            if (fds[i].revents != 0) {
                end_worker(i - 1);
            }
        }
        if (fds[0].revents != 0) {
            if (read(STDIN_FILENO, &key, 1) <= 0) {
                return;
            }
            if (key == 's') {
                start_worker();
            }
        }
    }
}

int
main(void)
{
    struct termios before;
    struct termios raw;

    if (tcgetattr(STDIN_FILENO, &before) < 0) {
        fprintf(stderr, "bench_minimal: standard input is no terminal\n");
        return 2;
    }
    raw = before;
    cfmakeraw(&raw);
    tcsetattr(STDIN_FILENO, TCSANOW, &raw);
    show_screen();
    serve();
    for (int i = 0; i < started; i++) {
        if (workers[i].pidfd >= 0) {
            kill(workers[i].pid, SIGKILL);
            waitpid(workers[i].pid, NULL, 0);
        }
    }
    show("\033[?1049l", 8);
    tcsetattr(STDIN_FILENO, TCSANOW, &before);
    return 0;
}
