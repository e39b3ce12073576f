#include "config.h"

#include "src/multiprocessing/forkserver.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/sched.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "src/multiprocessing/bootstrap.h"
#include "src/multiprocessing/child.h"
#include "src/multiprocessing/current.h"
#include "src/multiprocessing/descriptors.h"
#include "src/multiprocessing/exit.h"
#include "src/multiprocessing/lifeline.h"
#include "src/multiprocessing/popen.h"
#include "src/multiprocessing/process.h"
#include "src/multiprocessing/request.h"

/* The calling process's server. */
static struct {
    _Atomic pid_t pid; /* 0: none */
    int socket;        /* to it */
    bool by_main_thread;
} server;

/* Be a child of the server's parent, made by the server. */
MP_NORETURN static void
child_main(struct mp__parcel *parcel, const int *fds, int socket)
{
    struct mp__child_setup setup = { .null = -1,
                                     .lifeline = -1,
                                     .take_stdio = true };
    mp_process *process = mp__request_unpack(parcel, &setup);

    close(socket);
    for (int i = 0; i < MP__REQUEST_STREAMS; i++) {
        setup.stdio[i] = fds[i];
    }
    setup.lifeline = fds[MP__REQUEST_STREAMS + 1];
    if (process == NULL) {
        _exit(127);
    }
    mp__bootstrap(process, &setup, fds[MP__REQUEST_STREAMS]);
}

/* clone() as the kernel has it, without a stack: the child goes on on a copy of
 * the caller's. */
static long
old_clone(unsigned long flags)
{
#ifdef __s390__ /* there alone the stack comes first */
    return syscall(SYS_clone, 0UL, flags, 0UL, 0UL, 0UL);
#else
    return syscall(SYS_clone, flags, 0UL, 0UL, 0UL, 0UL);
#endif
}

/* Make a sibling: the child of the process that this one is a child of, so
 * that it can be waited for there.  The C library is not told, which matters
 * for nothing in a process of one thread. */
static pid_t
clone_sibling(void)
{
    struct clone_args arguments = { .flags = CLONE_PARENT };
    long pid = syscall(SYS_clone3, &arguments, sizeof(arguments));

    if (pid < 0 && (errno == ENOSYS || errno == EPERM)) {
        /* a sandbox that cannot look into the arguments of clone3 */
        pid = old_clone(CLONE_PARENT);
    }
    return pid < 0 ? -errno : (pid_t) pid;
}

/* Serve one request; false at the end of the connection. */
static bool
serve(int socket, const struct sigaction *interrupt)
{
    struct mp__parcel parcel = { 0 };
    int fds[MP__REQUEST_DESCRIPTORS];
    bool more = mp__request_receive(socket, &parcel, fds) > 0;

    if (more) {
        pid_t pid = clone_sibling();

        if (pid == 0) {
            sigaction(SIGINT, interrupt, NULL);
            child_main(&parcel, fds, socket);
        }
        more = send(socket, &pid, sizeof(pid), MSG_NOSIGNAL)
            == (ssize_t) sizeof(pid);
        for (int i = 0; i < MP__REQUEST_DESCRIPTORS; i++) {
            if (fds[i] >= 0) {
                close(fds[i]);
            }
        }
    }
    mp__parcel_free(&parcel);
    return more;
}

/* Be the server, until the parent is gone. */
MP_NORETURN static void
server_main(int socket)
{
    const struct sigaction ignore = { .sa_handler = SIG_IGN };
    struct sigaction interrupt;
    int null = open("/dev/null", O_RDWR | O_CLOEXEC);

    /* Ctrl-C is for the program, and what others wait for the end of must not
     * be held open here. */
    sigaction(SIGINT, &ignore, &interrupt);
    for (int i = 0; i < 3 && null >= 0; i++) {
        dup2(null, i);
    }
    if (socket > STDERR_FILENO + 1) {
        close_range(STDERR_FILENO + 1, (unsigned) socket - 1, 0);
    }
    close_range((unsigned) socket + 1, ~0U, 0);
    prctl(PR_SET_NAME, "mp-forkserver");
    while (serve(socket, &interrupt)) {
    }
    _exit(0);
}

int
mp__forkserver_ensure(void)
{
    int sockets[2];
    int result;
    pid_t pid;

    if (server.pid != 0) {
        return 0;
    }
    result = mp__exit_flush(); /* the server must not write it again */
    if (result < 0) {
        return result;
    }
    if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, sockets) < 0) {
        return -errno;
    }
    sockets[0] = mp__descriptor_own(sockets[0]);
    if (sockets[0] < 0) {
        close(sockets[1]);
        return sockets[0];
    }
    pid = mp__fork();
    if (pid == 0) {
        server_main(sockets[1]);
    }
    result = pid < 0 ? -errno : 0;
    close(sockets[1]);
    if (result < 0) {
        mp__descriptor_close(sockets[0]);
        return result;
    }
    server.pid = pid;
    server.socket = sockets[0];
    server.by_main_thread = gettid() == getpid();
    return 0;
}

void
mp__forkserver_stop(void)
{
    if (server.pid == 0) {
        return;
    }
    mp__lock();
    if (server.pid != 0) {
        mp__descriptor_close(server.socket);
        mp__popen_discard(server.pid);
        server.pid = 0;
    }
    mp__unlock();
}

void
mp__forkserver_forget(void)
{
    server.pid = 0;
}

/* Refuse what does not travel. */
static int
check_pointers(const mp_process *process)
{
    if (process->context != NULL) {
        return MP_ECONTEXTPOINTER;
    }
    for (size_t i = 0; i < process->args.count; i++) {
        if (process->args.items[i].type == MP_PTR) {
            return MP_EPOINTER;
        }
    }
    for (size_t i = 0; i < process->kwargs.count; i++) {
        if (process->kwargs.items[i].value.type == MP_PTR) {
            return MP_EPOINTER;
        }
    }
    return 0;
}

/* Choose the descriptors that go with a request. */
static void
choose_streams(int *fds, const struct mp__child_setup *setup)
{
    for (int i = 0; i < MP__REQUEST_STREAMS; i++) {
        fds[i] = setup->stdio[i] >= 0 ? setup->stdio[i] : i;
        if (fcntl(fds[i], F_GETFD) < 0) { /* closed here */
            fds[i] = setup->null;
        }
    }
}

/* Ask the server; a server that is gone is replaced once. */
static pid_t
ask(const struct mp__parcel *parcel, const int *fds, int count)
{
    int result = -EPIPE;

    for (int tries = 0; tries < 2; tries++) {
        pid_t pid;
        ssize_t size;

        result = mp__forkserver_ensure();
        if (result < 0) {
            return result;
        }
        result = mp__request_send(server.socket, parcel, fds, count);
        if (result == 0) {
            do {
                size = recv(server.socket, &pid, sizeof(pid), MSG_WAITALL);
            } while (size < 0 && errno == EINTR);
            if (size == (ssize_t) sizeof(pid)) {
                return pid;
            }
            result = -EPIPE;
        }
        mp__forkserver_stop();
    }
    return result;
}

pid_t
mp__popen_forkserver(mp_process *process)
{
    struct mp__child_setup setup = { .null = -1, .lifeline = -1 };
    struct mp__parcel parcel = { 0 };
    int fds[MP__REQUEST_DESCRIPTORS];
    int count = MP__REQUEST_STREAMS;
    int report[2] = { -1, -1 };
    pid_t pid = -1;
    int result = check_pointers(process);

    if (result == 0) {
        result = mp__forkserver_ensure();
    }
    if (result == 0) {
        result = mp__child_prepare(&setup, process);
    }
    if (result < 0) {
        return result;
    }
    setup.die_with_parent = process->daemon && server.by_main_thread;
    setup.lifeline = mp__lifeline_open();
    if (process->has_child || setup.lifeline >= 0) {
        result = mp__bootstrap_pipe(report);
    }
    if (result < 0) {
        goto finish;
    }
    if (report[1] >= 0) {
        fds[count++] = report[1];
    }
    if (setup.lifeline >= 0) {
        fds[count++] = setup.lifeline;
    }
    choose_streams(fds, &setup);
    mp__request_pack(&parcel, process, &setup);
    pid = parcel.error < 0 ? parcel.error : ask(&parcel, fds, count);

finish:
    pid = mp__bootstrap_conclude(report, result < 0 ? result : pid);
    mp__parcel_free(&parcel);
    mp__child_release(&setup);
    return pid;
}
