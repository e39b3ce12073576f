#include "src/supervise/descendant.h"

#include <errno.h>
#include <stddef.h>
#include <sys/pidfd.h>
#include <unistd.h>

#include "src/supervise/clock.h"
#include "src/supervise/stats.h"

/* Two looks at one start may differ by the clocks' resolution. */
#define TOLERANCE (NANOSECONDS_PER_SECOND / 20)

bool
descendant_is(int64_t one, int64_t other)
{
    return one - other < TOLERANCE && other - one < TOLERANCE;
}

/* Tell whether the process that bears a pid now is the one that was sampled. */
static int
check(pid_t pid, int64_t started)
{
    struct stats_numbers numbers = { .pid = pid };
    struct stats *stats = NULL;
    int result = stats_new(&stats);

    if (result < 0) {
        return result;
    }
    result = stats_numbers(stats, &pid, 1, 0, &numbers);
    stats_free(stats);
    if (result < 0) {
        return result;
    }
    return numbers.state && descendant_is(numbers.started, started) ? 0
                                                                    : -ESRCH;
}

int
descendant_signal(pid_t pid, int64_t started, int signum)
{
    int pidfd = pidfd_open(pid, 0);
    int result;

    if (pidfd < 0) {
        return -errno;
    }
    /* Only now, for the pidfd holds on to whom we look at. */
    result = check(pid, started);
    if (result == 0 && pidfd_send_signal(pidfd, signum, NULL, 0) < 0) {
        result = -errno;
    }
    close(pidfd);
    return result;
}
