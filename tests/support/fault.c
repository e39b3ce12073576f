#include "tests/support/fault.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <sched.h>
#include <signal.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <sys/eventfd.h>
#include <sys/pidfd.h>
#include <sys/prctl.h>
#include <sys/random.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include "tests/support/shared.h"

/* Common to the test and its children, so that it knows what failed there. */
static struct fault {
    atomic_bool armed;
    char function[32];
    int nth;
    int error;
    pid_t owner;
    enum fault_place place;
    atomic_int calls;
    atomic_bool hit;
} * fault;

void
fault_arm(const char *function, int nth, int error, enum fault_place place)
{
    if (!fault)
        fault = shared_new(sizeof *fault);
    memset(fault, 0, sizeof *fault);
    strncpy(fault->function, function, sizeof fault->function - 1);
    fault->nth = nth;
    fault->error = error;
    fault->owner = getpid();
    fault->place = place;
    atomic_store(&fault->armed, true);
}

bool
fault_disarm(void)
{
    atomic_store(&fault->armed, false);
    return atomic_load(&fault->hit);
}

/* Tells whether this call shall fail, with errno set if so. */
static bool
due(const char *function)
{
    if (!fault || !atomic_load(&fault->armed)
        || strcmp(function, fault->function) != 0
        || (getpid() == fault->owner) != (fault->place == FAULT_HERE)
        || atomic_fetch_add(&fault->calls, 1) + 1 != fault->nth)
        return false;
    atomic_store(&fault->hit, true);
    errno = fault->error;
    return true;
}

/* Defines the wrapper of a function with fixed parameters. */
#define WRAP(group, type, failure, name, parameters, arguments)                \
    type __real_##name parameters;                                             \
    type __wrap_##name parameters;                                             \
    type __wrap_##name parameters                                              \
    {                                                                          \
        return due(group) ? failure : __real_##name arguments;                 \
    }

WRAP("memory", void *, NULL, malloc, (size_t size), (size))
WRAP("memory", void *, NULL, calloc, (size_t n, size_t size), (n, size))
WRAP("memory", void *, NULL, realloc, (void *old, size_t size), (old, size))
WRAP("memory", char *, NULL, strdup, (const char *text), (text))
WRAP("fork", pid_t, -1, fork, (void), ())
WRAP("fork", pid_t, -1, _Fork, (void), ())
WRAP("pipe2", int, -1, pipe2, (int fds[2], int flags), (fds, flags))
WRAP("eventfd", int, -1, eventfd, (unsigned start, int flags), (start, flags))
WRAP(
    "pidfd_open",
    int,
    -1,
    pidfd_open,
    (pid_t pid, unsigned flags),
    (pid, flags))
WRAP(
    "waitid",
    int,
    -1,
    waitid,
    (idtype_t type, id_t id, siginfo_t *info, int options),
    (type, id, info, options))
WRAP(
    "ppoll",
    int,
    -1,
    ppoll,
    (struct pollfd * fds,
     nfds_t n,
     const struct timespec *time,
     const sigset_t *mask),
    (fds, n, time, mask))
WRAP(
    "getrandom",
    ssize_t,
    -1,
    getrandom,
    (void *bytes, size_t size, unsigned flags),
    (bytes, size, flags))
WRAP(
    "read",
    ssize_t,
    -1,
    read,
    (int fd, void *bytes, size_t size),
    (fd, bytes, size))
WRAP("dup2", int, -1, dup2, (int from, int to), (from, to))
WRAP("chdir", int, -1, chdir, (const char *path), (path))
WRAP(
    "close_range",
    int,
    -1,
    close_range,
    (unsigned first, unsigned last, int flags),
    (first, last, flags))
WRAP("setpgid", int, -1, setpgid, (pid_t pid, pid_t group), (pid, group))
WRAP("setsid", pid_t, -1, setsid, (void), ())
WRAP(
    "sigaction",
    int,
    -1,
    sigaction,
    (int number, const struct sigaction *new, struct sigaction *old),
    (number, new, old))
WRAP(
    "pidfd_send_signal",
    int,
    -1,
    pidfd_send_signal,
    (int fd, int number, siginfo_t *info, unsigned flags),
    (fd, number, info, flags))
WRAP("kill", int, -1, kill, (pid_t pid, int number), (pid, number))

int __real_open(const char *path, int flags, ...);
int __wrap_open(const char *path, int flags, ...);

int
__wrap_open(const char *path, int flags, ...)
{
    mode_t mode = 0;
    va_list arguments;

    va_start(arguments, flags);
    if (flags & (O_CREAT | __O_TMPFILE))
        mode = va_arg(arguments, mode_t);
    va_end(arguments);
    return due("open") ? -1 : __real_open(path, flags, mode);
}

int __real_fcntl(int fd, int command, ...);
int __wrap_fcntl(int fd, int command, ...);

int
__wrap_fcntl(int fd, int command, ...)
{
    long argument;
    va_list arguments;

    va_start(arguments, command);
    argument = va_arg(arguments, long);
    va_end(arguments);
    return due("fcntl") ? -1 : __real_fcntl(fd, command, argument);
}

int __real_clone(
    int (*function)(void *), void *stack, int flags, void *argument, ...);
int __wrap_clone(
    int (*function)(void *), void *stack, int flags, void *argument, ...);

int
__wrap_clone(
    int (*function)(void *), void *stack, int flags, void *argument, ...)
{
    void *rest[3];
    va_list arguments;

    va_start(arguments, argument);
    for (int i = 0; i < 3; i++)
        rest[i] = va_arg(arguments, void *);
    va_end(arguments);
    if (due("clone"))
        return -1;
    return __real_clone(
        function, stack, flags, argument, rest[0], rest[1], rest[2]);
}

long __real_syscall(long number, ...);
long __wrap_syscall(long number, ...);

long
__wrap_syscall(long number, ...)
{
    long rest[6];
    va_list arguments;

    va_start(arguments, number);
    for (int i = 0; i < 6; i++)
        rest[i] = va_arg(arguments, long);
    va_end(arguments);
    if (due("syscall"))
        return -1;
    return __real_syscall(
        number, rest[0], rest[1], rest[2], rest[3], rest[4], rest[5]);
}

int __real_prctl(int option, ...);
int __wrap_prctl(int option, ...);

int
__wrap_prctl(int option, ...)
{
    unsigned long rest[4];
    va_list arguments;

    va_start(arguments, option);
    for (int i = 0; i < 4; i++)
        rest[i] = va_arg(arguments, unsigned long);
    va_end(arguments);
    if (due("prctl"))
        return -1;
    return __real_prctl(option, rest[0], rest[1], rest[2], rest[3]);
}
