/* bench_flood: how fast a flood of lines goes through a pipe: "flood", the
 * microseconds for each MiB of 80-column lines.
 *
 *     bench_flood bare|ours [MIB]
 *
 * bare: a pipe of 1 MiB that is read and whose lines are counted, no more;
 * ours: a worker's output, kept and counted by the supervisor.
 */
#include <errno.h>
#include <fcntl.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "src/supervise/supervisor.h"
#include "tests/bench/clock.h"

/* What the writer hands over at once, and what the bare reader takes. */
#define PART ((size_t) 128 << 10)
#define PIPE_SIZE (1 << 20)
#define LINE_SIZE 80
#define MIB_USUAL 1024

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

/* Read all of a pipe; returns how many lines there were. */
static uint64_t
read_all(int fd)
{
    static char bytes[PIPE_SIZE];
    uint64_t lines = 0;
    ssize_t size;

    while ((size = read(fd, bytes, sizeof(bytes))) > 0) {
        lines += count_lines(bytes, (size_t) size);
    }
    return lines;
}

/* Run the writer on a pipe, and read it with nothing around. */
static int
run_bare(long mib, uint64_t *lines)
{
    int fds[2];
    pid_t pid;

    if (pipe(fds) < 0) {
        return -errno;
    }
    fcntl(fds[0], F_SETPIPE_SZ, PIPE_SIZE);
    pid = fork();
    if (pid == 0) {
        dup2(fds[1], STDOUT_FILENO);
        close(fds[0]);
        close(fds[1]);
        _exit(write_flood(mib));
    }
    close(fds[1]);
    *lines = pid > 0 ? read_all(fds[0]) : 0;
    close(fds[0]);
    return pid > 0 && waitpid(pid, NULL, 0) == pid ? 0 : -ECHILD;
}

/* Run the writer as a worker, until nothing of it is left. */
static int
run_supervised(struct supervisor *supervisor, struct loop *loop, long mib)
{
    char program[4096] = "", count[24];
    struct worker *worker = NULL;
    int result;

    snprintf(count, sizeof(count), "%ld", mib);
    if (readlink("/proc/self/exe", program, sizeof(program) - 1) < 0) {
        return -errno;
    }
    result = supervisor_add(
        supervisor,
        &(struct worker_spec){
            .command = (const char *const[]){ program, "write", count, NULL } },
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
run_ours(long mib, uint64_t *lines)
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
        result = run_supervised(supervisor, loop, mib);
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
    long mib = argc > 2 ? atol(argv[2]) : MIB_USUAL;
    uint64_t lines = 0;
    int64_t began;
    int result;

    if (strcmp(what, "write") == 0) {
        return write_flood(mib);
    }
    began = clock_now();
    result = strcmp(what, "bare") == 0 ? run_bare(mib, &lines)
                                       : run_ours(mib, &lines);
    if (result < 0 || lines < ((uint64_t) mib << 20) / (LINE_SIZE + 1)) {
        fprintf(
            stderr, "bench_flood: %s, %ju lines\n", mp_strerror(result),
            (uintmax_t) lines);
        return 1;
    }
    printf(
        "flood %.3f\n", (double) (clock_now() - began) / 1000 / (double) mib);
    return 0;
}
