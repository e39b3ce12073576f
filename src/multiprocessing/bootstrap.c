#include "config.h"

#include "src/multiprocessing/bootstrap.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdio_ext.h>
#include <unistd.h>

#include "src/multiprocessing/current.h"
#include "src/multiprocessing/exit.h"
#include "src/multiprocessing/log.h"
#include "src/multiprocessing/popen.h"
#include "src/multiprocessing/process.h"

/* Forget what the parent had read ahead or could not write.  Looking first
 * spares the child the copy of a page. */
static void
reset_streams(void)
{
    if (stdin != NULL
        && (stdin->_IO_read_ptr != stdin->_IO_read_end || feof_unlocked(stdin)
            || ferror_unlocked(stdin))) {
        __fpurge(stdin);
        clearerr(stdin);
    }
    for (int i = 0; i < 2; i++) {
        FILE *stream = i == 0 ? stdout : stderr;

        if (stream != NULL && stream->_IO_write_ptr != stream->_IO_write_base) {
            __fpurge(stream);
        }
    }
}

void
mp__bootstrap(
    mp_process *process, const struct mp__child_setup *setup, int report)
{
    int result;

    reset_streams();
    result = mp__child_apply(setup);
    if (result < 0) {
        ssize_t written = write(report, &result, sizeof(result));

        (void) written; /* without it the parent sees a success that died */
        _exit(127);
    }
    if (setup->null >= 0) {
        close(setup->null);
    }
    if (report >= 0) {
        close(report);
    }
    mp__child_close(setup, 0);
    if (process->child.environment != NULL) {
        environ = (char **) process->child.environment;
    }
    mp__current_become(process);
    if (setup->lifeline >= 0 && !(setup->flags & MP_CHILD_CLOSE_FDS)) {
        mp__sentinel_adopt(mp_parent_process(), setup->lifeline);
    }
    mp__exit_catch();
    mp__log(MP__LOG_INFO, "child process calling self.run()");
    mp__exit_child(mp__process_work(process), NULL);
}

int
mp__bootstrap_pipe(int ends[2])
{
    if (pipe2(ends, O_CLOEXEC) < 0) {
        ends[0] = ends[1] = -1;
        return -errno;
    }
    for (int i = 0; i < 2; i++) {
        int moved = mp__above_stdio(ends[i]);

        if (moved < 0) { /* it is closed; close the other one */
            close(ends[1 - i]);
            ends[0] = ends[1] = -1;
            return moved;
        }
        ends[i] = moved;
    }
    return 0;
}

/* Read why the child could not be set up; end of file means that it was. */
static int
read_report(int fd)
{
    int result = 0;
    ssize_t size;

    do {
        size = read(fd, &result, sizeof(result));
    } while (size < 0 && errno == EINTR);
    return size == (ssize_t) sizeof(result) ? result : 0;
}

pid_t
mp__bootstrap_conclude(const int report[2], pid_t pid)
{
    int result = 0;

    if (report[1] >= 0) {
        close(report[1]);
    }
    if (report[0] >= 0) {
        result = pid > 0 ? read_report(report[0]) : 0;
        close(report[0]);
    }
    if (result < 0) {
        mp__popen_discard(pid);
        return result;
    }
    return pid;
}
