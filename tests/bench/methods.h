/* methods: the methods that there are. */
#ifndef TESTS_BENCH_METHODS_H
#define TESTS_BENCH_METHODS_H

#include "tests/bench/method.h"

/* The library, with either start method. */
extern const struct method method_library;
extern const struct method method_forkserver;

/* The bare system calls: functions by fork(), commands by vfork(). */
extern const struct method method_fork;
extern const struct method method_vfork;

/* Peers, for commands. */
extern const struct method method_posix_spawn;
extern const struct method method_libuv;

#endif
