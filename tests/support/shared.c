#include "tests/support/shared.h"

#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <time.h>
#include <unistd.h>

double
shared_now(void)
{
    struct timespec time;

    clock_gettime(CLOCK_MONOTONIC, &time);
    return (double) time.tv_sec + (double) time.tv_nsec / 1e9;
}

void *
shared_new(size_t size)
{
    void *memory = mmap(
        NULL, size, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);

    if (memory == MAP_FAILED) {
        perror("mmap");
        _exit(70);
    }
    return memory;
}

void
shared_free(void *memory, size_t size)
{
    if (memory)
        munmap(memory, size);
}

bool
shared_wait(const atomic_int *flag, int value, double seconds)
{
    double end = shared_now() + seconds;

    while (atomic_load(flag) < value) {
        if (shared_now() > end)
            return false;
        poll(NULL, 0, 1);
    }
    return true;
}
