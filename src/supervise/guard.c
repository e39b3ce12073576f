#include "src/supervise/guard.h"

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <poll.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/mman.h>
#include <sys/pidfd.h>
#include <sys/prctl.h>
#include <sys/random.h>
#include <sys/wait.h>
#include <unistd.h>

#include "src/supervise/guard_sweep.h"
#include "src/supervise/guard_table.h"
#include "src/supervise/loop.h"

/* How long it is tried to end what is left, when this process is gone and when
 * it waits for that: milliseconds. */
#define PATIENCE 10000
#define PATIENCE_AT_EXIT 2000

/* A guard that was lost sooner than so long after its start is replaced only
 * then. */
#define LIFE_LEAST NANOSECONDS_PER_SECOND

/* Bytes that others may share with it. */
#define SHARED_SIZE 4096

/* Room for the word that carriers are known by. */
#define WORD_SIZE 20

/* What this process and the guard share. */
struct shared {
    char bytes[SHARED_SIZE];
    struct guard_table table;
};

struct guard {
    struct shared *shared;
    void (*restore)(void);
    char word[WORD_SIZE];
    char *change;      /* to an environment without the variable */
    int self;          /* pidfd of this process; -1: not started */
    int process;       /* pidfd of the guard; -1: not started, or lost */
    struct loop *loop; /* NULL: it is not watched */
    struct loop_timer timer;
    int64_t started; /* monotonic nanoseconds */
    bool shares;
};

/* Guard: the process that it stands beside is gone. */
static void
clean_up(const struct guard *guard)
{
    const struct guard_table *table = &guard->shared->table;
    size_t left = 0;

    if (guard->restore != NULL) {
        guard->restore();
    }
    guard_table_kill(table, false);
    if (atomic_load(&table->armed)) {
        left = guard_sweep(GUARD_VARIABLE, guard->word, PATIENCE);
    }
    guard_table_name_survivors(table);
    if (left > 0) {
        dprintf(
            STDERR_FILENO, "mptop: %zu process%s could not be ended\n", left,
            left == 1 ? "" : "es");
    }
}

/* Guard: stand apart from the terminal's signals, and hold nothing but what is
 * needed. */
static void
stand_apart(int *self)
{
    int null = open("/dev/null", O_RDWR);

    setsid();
    prctl(PR_SET_PDEATHSIG, 0);
    prctl(PR_SET_NAME, "mptop-guard");
    for (int signum = 1; signum < NSIG; signum++) {
        if (signum != SIGCHLD) {
            signal(signum, SIG_IGN);
        }
    }
    for (int fd = 0; fd < 2; fd++) {
        if (!isatty(fd)) {
            dup2(null, fd);
        }
    }
    if (*self != 3) {
        dup2(*self, 3);
        *self = 3;
    }
    close_range(4, ~0U, 0);
    if (chdir("/") < 0) {
        return; /* it stands where it stands */
    }
}

/* Guard: wait until the process that it stands beside is gone. */
static _Noreturn void
run(const struct guard *guard)
{
    int self = guard->self;
    struct pollfd gone = { .events = POLLIN };

    stand_apart(&self);
    gone.fd = self;
    while (poll(&gone, 1, -1) < 1) {
    }
    clean_up(guard);
    _exit(0);
}

/* Start the guard's process. */
static int
start(struct guard *guard)
{
    sigset_t all, before;
    pid_t pid;
    int number;

    sigfillset(&all);
    sigprocmask(SIG_SETMASK, &all, &before);
    pid = fork();
    number = errno;
    if (pid == 0) {
        run(guard);
    }
    sigprocmask(SIG_SETMASK, &before, NULL);
    if (pid < 0) {
        return -number;
    }
    guard->process = pidfd_open(pid, 0);
    if (guard->process < 0) {
        number = errno;
        kill(pid, SIGKILL);
        waitpid(pid, NULL, 0);
        return -number;
    }
    return 0;
}

/* Wait for the guard's end. */
static void
reap(struct guard *guard)
{
    siginfo_t info;

    while (waitid(P_PIDFD, (id_t) guard->process, &info, WEXITED) < 0
           && errno == EINTR) {
    }
    close(guard->process);
    guard->process = -1;
}

/* Give what this process starts the variable, with the word behind that of a
 * guard that this process is itself under. */
static int
carry(struct guard *guard)
{
    const char *outer = getenv(GUARD_VARIABLE);
    uint64_t number;
    char *value = NULL;
    int result;

    if (getrandom(&number, sizeof(number), 0) != sizeof(number)) {
        return -EIO;
    }
    snprintf(guard->word, sizeof(guard->word), "%016" PRIx64, number);
    if (outer != NULL && outer[0] != '\0') {
        result = asprintf(&guard->change, GUARD_VARIABLE "=%s", outer);
        if (result >= 0) {
            result = asprintf(&value, "%s,%s", outer, guard->word);
        }
    } else {
        result = asprintf(&guard->change, GUARD_VARIABLE);
        if (result >= 0) {
            result = asprintf(&value, "%s", guard->word);
        }
    }
    if (result >= 0) {
        result = setenv(GUARD_VARIABLE, value, 1);
    }
    free(value);
    return result < 0 ? -ENOMEM : 0;
}

/* Give back all but the guard's process. */
static void
free_guard(struct guard *guard)
{
    munmap(guard->shared, sizeof(*guard->shared));
    if (guard->self >= 0) {
        close(guard->self);
    }
    free(guard->change);
    free(guard);
}

int
guard_new(struct guard **out, void (*restore)(void))
{
    struct guard *guard = calloc(1, sizeof(*guard));
    void *memory;

    if (guard == NULL) {
        return -ENOMEM;
    }
    memory = mmap(
        NULL, sizeof(*guard->shared), PROT_READ | PROT_WRITE,
        MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    if (memory == MAP_FAILED) {
        free(guard);
        return -ENOMEM;
    }
    guard->shared = memory;
    guard->restore = restore;
    guard->self = guard->process = -1;
    *out = guard;
    return 0;
}

int
guard_start(struct guard *guard)
{
    int result = carry(guard);

    if (result < 0) {
        return result;
    }
    guard->self = pidfd_open(getpid(), 0);
    return guard->self < 0 ? -errno : start(guard);
}

static void on_lost(void *context, int fd, uint32_t events);

/* Watch the guard's process. */
static int
watch(struct guard *guard)
{
    const struct clock *clock = loop_clock(guard->loop);

    guard->started = clock->monotonic(clock);
    return loop_watch(guard->loop, guard->process, EPOLLIN, on_lost, guard);
}

/* Timer: start another guard in place of one that was lost. */
static void
on_time(void *context)
{
    struct guard *guard = context;
    const struct clock *clock = loop_clock(guard->loop);

    if (start(guard) < 0 || watch(guard) < 0) {
        loop_timer_set(
            guard->loop, &guard->timer, clock->monotonic(clock) + LIFE_LEAST);
    }
}

/* Handler: the guard is lost. */
static void
on_lost(void *context, int fd, uint32_t events)
{
    struct guard *guard = context;
    const struct clock *clock = loop_clock(guard->loop);
    int64_t now = clock->monotonic(clock);
    int64_t due = guard->started + LIFE_LEAST;

    (void) events;
    loop_unwatch(guard->loop, fd);
    reap(guard);
    if (due > now) {
        loop_timer_set(guard->loop, &guard->timer, due);
    } else {
        on_time(guard);
    }
}

int
guard_watch(struct guard *guard, struct loop *loop)
{
    if (guard == NULL || guard->process < 0) {
        return 0;
    }
    guard->loop = loop;
    guard->timer.function = on_time;
    guard->timer.context = guard;
    return watch(guard);
}

void
guard_close(struct guard *guard)
{
    if (guard == NULL) {
        return;
    }
    if (guard->loop != NULL) {
        loop_timer_cancel(guard->loop, &guard->timer);
        if (guard->process >= 0) {
            loop_unwatch(guard->loop, guard->process);
        }
    }
    if (atomic_load(&guard->shared->table.armed) && guard->word[0] != '\0') {
        guard_sweep(GUARD_VARIABLE, guard->word, PATIENCE_AT_EXIT);
    }
    if (guard->process >= 0) {
        pidfd_send_signal(guard->process, SIGKILL, NULL, 0);
        reap(guard);
    }
    free_guard(guard);
}

const char *
guard_change(const struct guard *guard)
{
    return guard != NULL ? guard->change : NULL;
}

size_t
guard_add(struct guard *guard, pid_t group, const char *name, bool daemon)
{
    return guard == NULL
        ? 0
        : guard_table_add(&guard->shared->table, group, name, daemon);
}

void
guard_remove(struct guard *guard, size_t place)
{
    if (guard != NULL) {
        guard_table_remove(&guard->shared->table, place);
    }
}

void
guard_kill(const struct guard *guard)
{
    guard_table_kill(&guard->shared->table, true);
}

void *
guard_share(struct guard *guard, size_t size)
{
    if (guard->shares || size > SHARED_SIZE) {
        return NULL;
    }
    guard->shares = true;
    return guard->shared->bytes;
}
