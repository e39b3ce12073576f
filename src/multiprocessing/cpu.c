#include "config.h"

#include <errno.h>
#include <sched.h>
#include <unistd.h>

#include "src/multiprocessing.h"

/* More CPUs than any kernel is built for. */
#define CPUS_MOST (1 << 20)

int
mp_cpu_count(void)
{
    long count = sysconf(_SC_NPROCESSORS_ONLN);

    return count < 1 ? MP_ENOCPU : (int) count;
}

int
mp_usable_cpu_count(void)
{
    for (int room = 1024; room <= CPUS_MOST; room *= 2) {
        cpu_set_t *set = CPU_ALLOC(room);
        size_t size = CPU_ALLOC_SIZE(room);
        int count = -1;

        if (set == NULL) {
            return MP_ENOCPU;
        }
        if (sched_getaffinity(0, size, set) == 0) {
            count = CPU_COUNT_S(size, set);
        } else if (errno == EINVAL) {
            count = 0; /* the kernel's set is larger */
        }
        CPU_FREE(set);
        if (count != 0) {
            return count > 0 ? count : MP_ENOCPU;
        }
    }
    return MP_ENOCPU;
}
