#include "ui/term/signals.h"

#include <errno.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <sys/eventfd.h>
#include <unistd.h>

#include "ui/term/cast_file.h"
#include "ui/term/tty.h"

/* Room for the handler of a program that has run out of stack. */
#define STACK_SIZE (64 * 1024)

enum kind {
    REPORT, /* signals_read() tells it */
    END,    /* likewise, and it must be read soon */
    FATAL,  /* restores the terminal */
    ALARM   /* SIGNALS_PATIENCE is over */
};

/* The signals, in the order in which they are reported. */
static const struct {
    int signum;
    enum kind kind;
    bool may_be_ignored; /* what was ignored before us stays so */
} signals[] = {
    { SIGTERM, END, false },   { SIGHUP, END, true },
    { SIGINT, END, true },     { SIGWINCH, REPORT, false },
    { SIGTSTP, REPORT, true }, { SIGCONT, REPORT, false },
    { SIGSEGV, FATAL, false }, { SIGABRT, FATAL, false },
    { SIGBUS, FATAL, false },  { SIGFPE, FATAL, false },
    { SIGILL, FATAL, false },  { SIGQUIT, FATAL, true },
    { SIGALRM, ALARM, false },
};

enum {
    COUNT = sizeof signals / sizeof *signals
};

/* All that handlers see. */
static struct {
    int fd; /* an eventfd; -1: not open */
    atomic_bool pending[COUNT];
    atomic_int ending; /* the signal that is to end the program; 0: none */
    signals_emergency *emergency;
} state = { .fd = -1 };

/* What was there before us; taken: how many of the signals. */
static struct sigaction before[COUNT];
static int taken;
static stack_t stack_before;
static void *stack;

/* Tell which place a signal has in the list. */
static int
place_of(int signum)
{
    int place = 0;

    while (place < COUNT - 1 && signals[place].signum != signum) {
        place++;
    }
    return place;
}

static void
on_report(int signum)
{
    const uint64_t one = 1;
    int saved_errno = errno;
    int place = place_of(signum);
    ssize_t written;

    atomic_store(&state.pending[place], true);
    if (signals[place].kind == END) {
        atomic_store(&state.ending, signum);
        alarm(SIGNALS_PATIENCE);
    }
    written = write(state.fd, &one, sizeof one);
    (void) written; /* full means readable, which is what it is for */
    errno = saved_errno;
}

/* Nobody has read the signal that was to end us. */
static void
on_alarm(int signum)
{
    int ending = atomic_load(&state.ending);

    (void) signum;
    if (ending == 0) { /* it was read just now */
        return;
    }
    tty_restore();
    cast_file_rescue();
    if (state.emergency) {
        state.emergency(ending);
    }
    _exit(128 + ending);
}

/* Leave a whole terminal and a whole recording behind, then end as the signal
 * does. */
static void
on_fatal(int signum)
{
    struct sigaction end = { .sa_handler = SIG_DFL };

    tty_restore();
    cast_file_rescue();
    sigaction(signum, &end, NULL);
    raise(signum);
}

/* Install the handler of one signal, unless it stays ignored. */
static int
take_signal(int place)
{
    static void (*const handlers[])(int) = {
        [REPORT] = on_report,
        [END] = on_report,
        [FATAL] = on_fatal,
        [ALARM] = on_alarm,
    };
    enum kind kind = signals[place].kind;
    struct sigaction action = { .sa_handler = handlers[kind] };
    int signum = signals[place].signum;

    sigemptyset(&action.sa_mask);
    if (kind == REPORT) {
        action.sa_flags = SA_RESTART;
    } else if (kind == FATAL) {
        action.sa_flags = SA_ONSTACK | SA_NODEFER;
    }
    if (sigaction(signum, NULL, &before[place]) < 0) {
        return -errno;
    }
    if (signals[place].may_be_ignored && before[place].sa_handler == SIG_IGN) {
        return 0;
    }
    return sigaction(signum, &action, NULL) < 0 ? -errno : 0;
}

/* Give handlers of fatal signals a stack of their own. */
static int
take_stack(void)
{
    stack_t own = { .ss_size = STACK_SIZE };

    stack = malloc(STACK_SIZE);
    if (!stack) {
        return -ENOMEM;
    }
    own.ss_sp = stack;
    return sigaltstack(&own, &stack_before) < 0 ? -errno : 0;
}

int
signals_open(signals_emergency *emergency)
{
    int result;

    if (state.fd >= 0) {
        return -EBUSY;
    }
    state.fd = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
    if (state.fd < 0) {
        return -errno;
    }
    state.emergency = emergency;
    result = take_stack();
    while (result == 0 && taken < COUNT) {
        result = take_signal(taken);
        if (result == 0) {
            taken++;
        }
    }
    if (result < 0) {
        signals_close();
    }
    return result;
}

int
signals_fd(void)
{
    return state.fd;
}

/* Take the first signal that is there, or 0. */
static int
take_pending(void)
{
    for (int place = 0; place < COUNT; place++) {
        if (atomic_exchange(&state.pending[place], false)) {
            if (signals[place].kind == END) {
                atomic_store(&state.ending, 0);
                alarm(0);
            }
            return signals[place].signum;
        }
    }
    return 0;
}

int
signals_read(void)
{
    uint64_t count;
    int signum = take_pending();

    if (signum == 0 && state.fd >= 0
        && read(state.fd, &count, sizeof count) > 0) {
        signum = take_pending(); /* it came while we looked */
    }
    return signum;
}

void
signals_close(void)
{
    if (state.fd < 0) {
        return;
    }
    while (taken > 0) {
        taken--;
        sigaction(signals[taken].signum, &before[taken], NULL);
    }
    alarm(0);
    if (stack) {
        sigaltstack(&stack_before, NULL);
        free(stack);
        stack = NULL;
    }
    close(state.fd);
    state.fd = -1;
    for (int place = 0; place < COUNT; place++) {
        atomic_store(&state.pending[place], false);
    }
    atomic_store(&state.ending, 0);
}
