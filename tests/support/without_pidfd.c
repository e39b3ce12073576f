/* without_pidfd: runs a program in a sandbox that has no pidfds, nor what else
 * came late to the kernel.
 *
 * usage: without_pidfd enosys|eperm PROGRAM [ARGUMENT...]
 *
 * The system's calls for pidfds fail in the program and in all that it starts,
 * as on a kernel that does not know them, or does not permit them; clone3 is
 * unknown, as where its arguments cannot be looked into, and so is
 * epoll_pwait2, which is still younger than pidfds.  Ends with 77 where there
 * can be no such sandbox. */
#include <errno.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <unistd.h>

/* One rule: the call fails with an error. */
#define REFUSE(number, error)                                                  \
    BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, number, 0, 1),                         \
        BPF_STMT(                                                              \
            BPF_RET | BPF_K,                                                   \
            SECCOMP_RET_ERRNO | ((unsigned) (error) &SECCOMP_RET_DATA))

int
main(int argc, char **argv)
{
    int error = argc > 1 && strcmp(argv[1], "eperm") == 0 ? EPERM : ENOSYS;
    struct sock_filter rules[] = {
        BPF_STMT(
            BPF_LD | BPF_W | BPF_ABS,
            (unsigned) offsetof(struct seccomp_data, nr)),
        REFUSE(SYS_pidfd_open, error),
        REFUSE(SYS_pidfd_send_signal, error),
        REFUSE(SYS_clone3, ENOSYS),
        REFUSE(SYS_epoll_pwait2, ENOSYS),
        BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW),
    };
    struct sock_fprog filter = {
        .len = sizeof rules / sizeof *rules,
        .filter = rules,
    };

    if (argc < 3 || (error == ENOSYS && strcmp(argv[1], "enosys") != 0)) {
        fprintf(stderr, "usage: without_pidfd enosys|eperm PROGRAM...\n");
        return 2;
    }
    if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) < 0
        || prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &filter) < 0) {
        perror("without_pidfd: no sandbox");
        return 77;
    }
    execvp(argv[2], argv + 2);
    perror(argv[2]);
    return 127;
}
