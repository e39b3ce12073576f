#include "config.h"

#include "src/multiprocessing/child.h"

#include <errno.h>
#include <fcntl.h>
#include <sched.h>
#include <sys/ioctl.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "src/multiprocessing/process.h"

int
mp__above_stdio(int fd)
{
    int above;

    if (fd < 0 || fd > STDERR_FILENO) {
        return fd < 0 ? -errno : fd;
    }
    above = fcntl(fd, F_DUPFD_CLOEXEC, STDERR_FILENO + 1);
    if (above < 0) {
        above = -errno;
    }
    close(fd);
    return above;
}

/* Check what an object's child is given as its standard streams. */
static int
check_stdio(const mp_child *child)
{
    for (int i = 0; i < 3; i++) {
        if (child->stdio[i].kind == MP_STDIO_FD
            && fcntl(child->stdio[i].fd, F_GETFD) < 0) {
            return -errno;
        }
    }
    return 0;
}

/* Make the instructions for an object's child. */
static void
fill_setup(struct mp__child_setup *setup, const mp_process *process, int null)
{
    const mp_child *child = &process->child; /* zero: as Python's */

    *setup = (struct mp__child_setup){
        .null = null >= 0 ? null : -1,
        .lifeline = -1,
        .flags = child->flags,
        .cwd = child->cwd,
        /* the kernel watches the thread that forks, not the process */
        .die_with_parent = process->daemon && gettid() == getpid(),
        .parent = getpid(),
    };
    for (int i = 0; i < 3; i++) {
        switch (child->stdio[i].kind) {
        case MP_STDIO_NULL:
            setup->stdio[i] = null;
            break;
        case MP_STDIO_FD:
            setup->stdio[i] = child->stdio[i].fd;
            break;
        case MP_STDIO_DEFAULT:
        default:
            setup->stdio[i] = i == STDIN_FILENO ? null : MP__STREAM_INHERIT;
            break;
        }
    }
}

int
mp__child_prepare(struct mp__child_setup *setup, const mp_process *process)
{
    /* before another could take the number of one that is not open */
    int result = check_stdio(&process->child);
    int null;

    if (result < 0) {
        return result;
    }
    null = mp__above_stdio(open("/dev/null", O_RDWR | O_CLOEXEC));
    if (null < 0) {
        return null;
    }
    fill_setup(setup, process, null);
    return 0;
}

int
mp__child_prepare_bare(struct mp__child_setup *setup, const mp_process *process)
{
    int result = check_stdio(&process->child);

    if (result == 0) {
        fill_setup(setup, process, MP__STREAM_NULL);
    }
    return result;
}

int
mp__child_leave_table(const struct mp__child_setup *setup)
{
    int last = STDERR_FILENO;

    for (int i = 0; i < 3; i++) {
        last = setup->stdio[i] > last ? setup->stdio[i] : last;
    }
    if (close_range((unsigned) last + 1, ~0U, CLOSE_RANGE_UNSHARE) == 0) {
        return 0;
    }
    return unshare(CLONE_FILES) < 0 ? -errno : 0; /* all of it */
}

void
mp__child_release(struct mp__child_setup *setup)
{
    if (setup->null >= 0) {
        close(setup->null);
        setup->null = -1;
    }
    if (setup->lifeline >= 0) {
        close(setup->lifeline);
        setup->lifeline = -1;
    }
}

void
mp__child_close(const struct mp__child_setup *setup, unsigned flags)
{
    if (setup->flags & MP_CHILD_CLOSE_FDS) {
        close_range(STDERR_FILENO + 1, ~0U, (int) flags);
    }
}

/* Open /dev/null as a standard stream. */
static int
open_null(int stream)
{
    int result = 0;
    int fd;

    close(stream); /* the number is free then, and mostly the lowest */
    fd = open("/dev/null", O_RDWR);
    if (fd < 0) {
        return -errno;
    }
    if (fd != stream) {
        result = dup2(fd, stream) < 0 ? -errno : 0;
        close(fd);
    }
    return result;
}

/* Put the three standard streams in their places. */
static int
apply_stdio(const struct mp__child_setup *setup)
{
    int from[3];

    for (int i = 0; i < 3; i++) {
        from[i] = setup->stdio[i];
        if (from[i] >= 0 && from[i] <= STDERR_FILENO) {
            /* out of the way of the others */
            from[i] = fcntl(from[i], F_DUPFD_CLOEXEC, STDERR_FILENO + 1);
            if (from[i] < 0) {
                return -errno;
            }
        }
    }
    for (int i = 0; i < 3; i++) {
        int result = from[i] == MP__STREAM_NULL ? open_null(i) : 0;

        if (result < 0) {
            return result;
        }
        if (from[i] >= 0 && dup2(from[i], i) < 0) {
            return -errno;
        }
        if (from[i] >= 0 && (from[i] != setup->stdio[i] || setup->take_stdio)) {
            close(from[i]);
        }
    }
    return 0;
}

/* Lead a session or a group, and take the terminal. */
static int
apply_group(const struct mp__child_setup *setup)
{
    if (setup->flags & MP_CHILD_SESSION) {
        if (setsid() < 0) {
            return -errno;
        }
    } else if ((setup->flags & MP_CHILD_GROUP) && setpgid(0, 0) < 0) {
        return -errno;
    }
    if ((setup->flags & MP_CHILD_CTTY)
        && ioctl(STDIN_FILENO, TIOCSCTTY, 0) < 0) {
        return -errno;
    }
    return 0;
}

/* Put every signal back to its default and block none; by the system call, for
 * the C library keeps two signals to itself, and passes on that they are
 * ignored. */
static void
reset_signals(void)
{
    /* the kernel's struct: handler SIG_DFL, no flags, an empty mask */
    static const unsigned long by_default[4];
    sigset_t none;

    for (int signum = 1; signum <= SIGRTMAX; signum++) {
        /* fails for SIGKILL and SIGSTOP; so be it */
        syscall(
            SYS_rt_sigaction, signum, by_default, NULL,
            SIGRTMAX / 8 /* size of the kernel's mask */);
    }
    sigemptyset(&none);
    sigprocmask(SIG_SETMASK, &none, NULL);
}

int
mp__child_apply(const struct mp__child_setup *setup)
{
    int result = apply_stdio(setup);

    if (result == 0) {
        result = apply_group(setup);
    }
    if (result == 0 && setup->cwd != NULL && chdir(setup->cwd) < 0) {
        result = -errno;
    }
    if (result < 0) {
        return result;
    }
    if (setup->die_with_parent) {
        prctl(PR_SET_PDEATHSIG, SIGKILL);
        if (getppid() != setup->parent) { /* it died before that call */
            _exit(128 + SIGKILL);
        }
    }
    if (setup->flags & MP_CHILD_RESET_SIGNALS) {
        reset_signals();
    }
    return 0;
}
