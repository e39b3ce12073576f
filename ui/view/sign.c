#include "ui/view/sign.h"

struct sign
sign_of(const struct worker *worker)
{
    switch (worker->state) {
    case WORKER_STARTED:
        return (struct sign){ "●", ROLE_STARTED };
    case WORKER_WAITING:
    case WORKER_JOINING:
    case WORKER_STOPPING:
        return (struct sign){ "◐", ROLE_WAITING };
    case WORKER_STOPPED:
        if (worker->failed) {
            return (struct sign){ "✗", ROLE_FAILED };
        }
        if (worker->reason == WORKER_REASON_ASKED) {
            return (struct sign){ "■", ROLE_ASKED };
        }
        return (struct sign){ "✓", ROLE_SUCCESS };
    case WORKER_LOST:
        return (struct sign){ "✗", ROLE_FAILED };
    case WORKER_INITIAL:
    case WORKER_CLOSED:
        break;
    }
    if (worker->failed) {
        return (struct sign){ "✗", ROLE_FAILED };
    }
    return (struct sign){ "○", ROLE_DIM };
}
