#include "src/supervise/limit.h"

#include <stddef.h>

void
limit_raise(struct limit *limit)
{
    struct rlimit most;

    if (getrlimit(RLIMIT_NOFILE, &most) < 0 || most.rlim_cur == most.rlim_max) {
        return;
    }
    limit->before = most;
    most.rlim_cur = most.rlim_max;
    limit->raised = setrlimit(RLIMIT_NOFILE, &most) == 0;
}

void
limit_give(const struct limit *limit, pid_t pid)
{
    if (limit->raised) {
        prlimit(pid, RLIMIT_NOFILE, &limit->before, NULL);
    }
}

void
limit_restore(struct limit *limit)
{
    if (limit->raised) {
        setrlimit(RLIMIT_NOFILE, &limit->before);
        limit->raised = false;
    }
}
