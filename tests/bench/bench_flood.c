/* bench_flood: how fast a flood of lines goes through a pipe or a terminal:
 * "flood", the microseconds for each MiB of 80-column lines.
 *
 *     bench_flood bare|ours|emulated pipe|terminal [MIB]
 *     bench_flood write MIB
 *
 * bare: read, and its lines counted, no more; the pipe has 1 MiB.  ours: a
 * worker's output, kept and counted by the supervisor.  emulated: read, and
 * given to a bare libvterm.  write: the flood alone, to standard output.
 */
#include <errno.h>
#include <fcntl.h>
#include <pty.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>
#include <vterm.h>

#include "src/supervise/supervisor.h"
#include "tests/bench/clock.h"

/* What the writer hands over at once, and what the bare reader takes. */
#define PART ((size_t) 128 << 10)
#define PIPE_SIZE (1 << 20)
#define LINE_SIZE 80
#define MIB_USUAL 1024
#define MIB_QUICK 256

/* The terminals' size. */
#define ROWS 40
#define COLUMNS 120

/* What is asked for. */
struct order {
    bool terminal; /* else a pipe */
    bool emulated;
    long mib;
};

/* Write so many MiB of lines, as fast as the pipe takes them. */
static int
write_flood(long mib)
{
    static char bytes[PART];
    size_t left = (size_t) mib << 20;

    memset(bytes, 'x', sizeof(bytes));
    for (size_t i = LINE_SIZE - 1; i < sizeof(bytes); i += LINE_SIZE) {
        bytes[i] = '\n';
    }
    while (left > 0) {
        ssize_t size = write(STDOUT_FILENO, bytes, left < PART ? left : PART);

        if (size <= 0) {
            return 1;
        }
        left -= (size_t) size;
    }
    return 0;
}

/* Count the lines that end in some bytes. */
static uint64_t
count_lines(const char *bytes, size_t size)
{
    const char *end = bytes + size;
    uint64_t count = 0;

    while ((bytes = memchr(bytes, '\n', (size_t) (end - bytes))) != NULL) {
        count++;
        bytes++;
    }
    return count;
}

/* Read all of a pipe or a terminal; returns how many lines there were. */
static uint64_t
read_all(int fd, VTerm *vterm)
{
    static char bytes[PIPE_SIZE];
    uint64_t lines = 0;
    ssize_t size;

    while ((size = read(fd, bytes, sizeof(bytes))) > 0) {
        lines += count_lines(bytes, (size_t) size);
        if (vterm != NULL) {
            vterm_input_write(vterm, bytes, (size_t) size);
        }
    }
    return lines;
}

/* Fork, with standard output at the writing end of what is read at fd. */
static pid_t
fork_writer(const struct order *order, int *fd)
{
    int fds[2];
    pid_t pid;

    if (order->terminal) {
        return forkpty(fd, NULL, NULL, NULL);
    }
    if (pipe(fds) < 0) {
        return -1;
    }
    fcntl(fds[0], F_SETPIPE_SZ, PIPE_SIZE);
    pid = fork();
    if (pid == 0) {
        dup2(fds[1], STDOUT_FILENO);
        close(fds[0]);
    }
    close(fds[1]);
    *fd = fds[0];
    return pid;
}

/* Run the writer, and read it with nothing around. */
static int
run_bare(const struct order *order, uint64_t *lines)
{
    VTerm *vterm = order->emulated ? vterm_new(ROWS, COLUMNS) : NULL;
    int fd = -1;
    pid_t pid = fork_writer(order, &fd);

    if (pid < 0) {
        return -errno;
    }
    if (pid == 0) {
        _exit(write_flood(order->mib));
    }
    if (vterm != NULL) {
        vterm_set_utf8(vterm, true);
        vterm_screen_reset(vterm_obtain_screen(vterm), true);
    }
    *lines = read_all(fd, vterm);
    close(fd);
    if (vterm != NULL) {
        vterm_free(vterm);
    }
    return waitpid(pid, NULL, 0) == pid ? 0 : -ECHILD;
}

/* Run the writer as a worker, until nothing of it is left. */
static int
run_supervised(
    struct supervisor *supervisor, struct loop *loop, const struct order *order)
{
    char program[4096] = "", count[24];
    struct worker *worker = NULL;
    int result;

    snprintf(count, sizeof(count), "%ld", order->mib);
    if (readlink("/proc/self/exe", program, sizeof(program) - 1) < 0) {
        return -errno;
    }
    if (order->terminal) {
        supervisor_give_terminals(supervisor, ROWS, COLUMNS);
    }
    /* Only daemons get terminals. */
    result = supervisor_add(
        supervisor,
        &(struct worker_spec){
            .command = (const char *const[]){ program, "write", count, NULL },
            .daemon = true },
        &worker);
    if (result == 0) {
        result = supervisor_act(supervisor, ACTION_START, worker, 0);
    }
    while (result >= 0 && supervisor_alive(supervisor) > 0) {
        result = loop_turn(loop, true);
    }
    return result < 0 ? result : 0;
}

/* Make a supervisor for the writer. */
static int
run_ours(const struct order *order, uint64_t *lines)
{
    struct supervisor *supervisor = NULL;
    struct engine *engine = NULL;
    struct loop *loop = NULL;
    int result = loop_new(&loop, clock_real());

    if (result == 0) {
        result = engine_local_new(&engine, loop);
    }
    if (result == 0) {
        result = supervisor_new(&supervisor, loop, engine);
    }
    if (result == 0) {
        result = run_supervised(supervisor, loop, order);
        *lines = output_end(supervisor_worker(supervisor, 0)->output);
    }
    supervisor_free(supervisor);
    if (engine != NULL) {
        engine->functions->free(engine);
    }
    loop_free(loop);
    return result;
}

int
main(int argc, char **argv)
{
    const char *what = argc > 1 ? argv[1] : "";
    const char *way = argc > 2 ? argv[2] : "";
    struct order order = {
        .terminal = strcmp(way, "terminal") == 0,
        .emulated = strcmp(what, "emulated") == 0,
        .mib = argc > 3 ? atol(argv[3]) : MIB_USUAL,
    };
    uint64_t lines = 0;
    int64_t began;
    double time;
    int result;

    if (getenv("BENCH_QUICK") != NULL) {
        order.mib = order.mib < MIB_QUICK ? order.mib : MIB_QUICK;
    }
    if (strcmp(what, "write") == 0) {
        return write_flood(atol(way));
    }
    began = clock_now();
    result = strcmp(what, "ours") == 0 ? run_ours(&order, &lines)
                                       : run_bare(&order, &lines);
    time = (double) (clock_now() - began) / 1000;
    if (result < 0 || lines < ((uint64_t) order.mib << 20) / (LINE_SIZE + 1)) {
        fprintf(
            stderr, "bench_flood: %s, %ju lines\n", mp_strerror(result),
            (uintmax_t) lines);
        return 1;
    }
    printf("flood %.3f\n", time / (double) order.mib);
    printf("frame %.3f\n", time); /* as bench_screen says it */
    return 0;
}
