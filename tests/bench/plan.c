#include "tests/bench/plan.h"

/* Programs, and how each contestant has them called. */
#define CHILDREN "bench_children"
#define LIBUV "bench_libuv"
#define SCREEN "bench_screen"
#define MPTOP "../../mptop"
#define MINIMAL "bench_minimal"
#define SLEEP "sleep 1000"
#define CPYTHON "peer_multiprocessing.py"
#define SUBPROCESS "peer_subprocess.py"
#define BIG "--mib", "1024"
#define PROGRAM "--", "/bin/true"

/* What lives beside a measurement: little but kernel memory each. */
#define CROWD(count)                                                           \
    {                                                                          \
        .processes = count, .mib = count / 5                                   \
    }
#define WATCHED_CROWD(count)                                                   \
    {                                                                          \
        .processes = count, .descriptors = count, .mib = count / 5             \
    }
#define PYTHON_CROWD(count)                                                    \
    {                                                                          \
        .processes = count, .descriptors = 2 * count, .mib = 4 * count         \
    }
#define BIG_PARENT                                                             \
    {                                                                          \
        .mib = 1200                                                            \
    }

/* CPython takes part up to 1000: its cost grows with the square. */
const struct experiment plan_experiments[] = {
    { .name = "start-join",
      .repeats = 5,
      .contestants = { { .name = "ours",
                         .command = { CHILDREN, "one", "library" } },
                       { .name = "fork loop",
                         .command = { CHILDREN, "one", "fork" } },
                       { .name = "CPython",
                         .peer = true,
                         .command = { CPYTHON, "one" } } } },
    { .name = "alone",
      .repeats = 5,
      .contestants = { { .name = "ours",
                         .command = { CHILDREN, "crowd", "library" } },
                       { .name = "waitpid",
                         .command = { CHILDREN, "crowd", "fork" } },
                       { .name = "CPython",
                         .peer = true,
                         .command = { CPYTHON, "crowd" } } } },
    { .name = "crowd-100",
      .repeats = 3,
      .contestants = { { .name = "ours",
                         .command = { CHILDREN, "crowd", "library", "--alive",
                                      "100" },
                         .need = WATCHED_CROWD(100) },
                       { .name = "fork loop",
                         .command = { CHILDREN, "crowd", "fork", "--alive",
                                      "100" },
                         .need = CROWD(100) },
                       { .name = "CPython",
                         .peer = true,
                         .command = { CPYTHON, "crowd", "--alive", "100" },
                         .need = PYTHON_CROWD(100) } } },
    { .name = "crowd-1000",
      .repeats = 1,
      .contestants = { { .name = "ours",
                         .command = { CHILDREN, "crowd", "library", "--alive",
                                      "1000" },
                         .need = WATCHED_CROWD(1000) },
                       { .name = "fork loop",
                         .command = { CHILDREN, "crowd", "fork", "--alive",
                                      "1000" },
                         .need = CROWD(1000) },
                       { .name = "CPython",
                         .peer = true,
                         .full_only = true,
                         .command = { CPYTHON, "crowd", "--alive", "1000" },
                         .need = PYTHON_CROWD(1000) } } },
    { .name = "crowd-10000",
      .full_only = true,
      .repeats = 1,
      .contestants = { { .name = "ours",
                         .command = { CHILDREN, "crowd", "library", "--alive",
                                      "10000" },
                         .need = WATCHED_CROWD(10000) },
                       { .name = "fork loop",
                         .command = { CHILDREN, "crowd", "fork", "--alive",
                                      "10000" },
                         .need = CROWD(10000) } } },
    { .name = "command",
      .repeats = 5,
      .contestants = { { .name = "ours",
                         .command = { CHILDREN, "one", "library", PROGRAM } },
                       { .name = "vfork+exec",
                         .command = { CHILDREN, "one", "vfork", PROGRAM } },
                       { .name = "posix_spawn",
                         .peer = true,
                         .command = { CHILDREN, "one", "posix_spawn",
                                      PROGRAM } },
                       { .name = "libuv",
                         .peer = true,
                         .command = { LIBUV, "one", "libuv", PROGRAM } },
                       { .name = "subprocess",
                         .peer = true,
                         .command = { SUBPROCESS, "one", PROGRAM } } } },
    { .name = "command-big",
      .repeats = 2,
      .contestants = { { .name = "ours",
                         .command = { CHILDREN, "one", "library", BIG,
                                      PROGRAM },
                         .need = BIG_PARENT },
                       { .name = "vfork+exec",
                         .command = { CHILDREN, "one", "vfork", BIG, PROGRAM },
                         .need = BIG_PARENT },
                       { .name = "posix_spawn",
                         .peer = true,
                         .full_only = true,
                         .command = { CHILDREN, "one", "posix_spawn", BIG,
                                      PROGRAM },
                         .need = BIG_PARENT },
                       { .name = "libuv",
                         .peer = true,
                         .full_only = true,
                         .command = { LIBUV, "one", "libuv", BIG, PROGRAM },
                         .need = BIG_PARENT },
                       { .name = "subprocess",
                         .peer = true,
                         .full_only = true,
                         .command = { SUBPROCESS, "one", BIG, PROGRAM },
                         .need = BIG_PARENT } } },
    { .name = "function-big",
      .repeats = 2,
      .contestants = { { .name = "forkserver",
                         .command = { CHILDREN, "one", "forkserver", BIG },
                         .need = BIG_PARENT },
                       { .name = "small parent",
                         .command = { CHILDREN, "one", "forkserver" } },
                       { .name = "ours",
                         .command = { CHILDREN, "one", "library", BIG },
                         .need = BIG_PARENT },
                       { .name = "fork loop",
                         .command = { CHILDREN, "one", "fork", BIG },
                         .need = BIG_PARENT },
                       { .name = "CPython",
                         .peer = true,
                         .full_only = true,
                         .command = { CPYTHON, "one", BIG },
                         .need = BIG_PARENT } } },
    { .name = "descriptors",
      .repeats = 1,
      .contestants = { { .name = "ours",
                         .command = { CHILDREN, "descriptors", "library",
                                      "--alive", "1000" },
                         .need = WATCHED_CROWD(1000) } } },
    { .name = "screen-keys",
      .repeats = 1,
      .contestants = { { .name = "ours", .command = { SCREEN, "keys", MPTOP } },
                       { .name = "minimal",
                         .command = { SCREEN, "keys", MINIMAL } } } },
    { .name = "screen-busy",
      .repeats = 3,
      .contestants = { { .name = "ours",
                         .command = { SCREEN, "busy", MPTOP, "--record",
                                      "bench.cast", "--overwrite" } },
                       { .name = "not recorded",
                         .command = { SCREEN, "busy", MPTOP } } } },
    { .name = "screen-rest",
      .repeats = 1,
      .contestants = { { .name = "ours",
                         .command = { SCREEN, "rest", "sleep-7", MPTOP, SLEEP,
                                      SLEEP, SLEEP, SLEEP, SLEEP, SLEEP,
                                      SLEEP } } } },
};
const size_t plan_experiment_count =
    sizeof(plan_experiments) / sizeof(*plan_experiments);

/* Ours in an experiment, against the other method in it. */
#define PAIR(experiment, other, figure)                                        \
    .ours = { experiment, "ours", figure },                                    \
    .base = { experiment, other, figure }

/* Ours in an experiment, against ours in another one. */
#define GROWTH(experiment, smaller, figure)                                    \
    .ours = { experiment, "ours", figure }, .base = { smaller, "ours", figure }

#define AT_MOST(ratio) .goal = GOAL_AT_MOST, .bound = ratio
#define AT_LEAST(ratio) .goal = GOAL_AT_LEAST, .bound = ratio

const struct row plan_rows[] = {
    { "start and join, no-op function", PAIR("start-join", "fork loop", "one"),
      AT_MOST(1.10) },
    { "  times faster than CPython", PAIR("start-join", "CPython", "one"),
      AT_LEAST(12) },

    { "start 100 alive, per child", PAIR("crowd-100", "fork loop", "start") },
    { "start 1000 alive, per child", PAIR("crowd-1000", "fork loop", "start"),
      AT_MOST(1.20) },
    { "start 10000 alive, per child", true,
      PAIR("crowd-10000", "fork loop", "start"), AT_MOST(1.20) },
    { "  1000 against 100", GROWTH("crowd-1000", "crowd-100", "start") },
    { "  10000 against 100", true, GROWTH("crowd-10000", "crowd-100", "start"),
      AT_MOST(1.30) },

    { "exit until reaped, one child", PAIR("alone", "waitpid", "reap"),
      AT_MOST(1.15) },
    { "  until noticed", PAIR("alone", "waitpid", "notice") },
    { "  by _exit() in the target", PAIR("alone", "waitpid", "reap-exit") },
    { "exit until reaped, 1000 alive",
      PAIR("crowd-1000", "fork loop", "reap") },
    { "  1000 alive against one", GROWTH("crowd-1000", "alone", "reap") },
    { "exit until reaped, 10000 alive", true,
      PAIR("crowd-10000", "fork loop", "reap") },
    { "  10000 alive against one", true, GROWTH("crowd-10000", "alone", "reap"),
      AT_MOST(1.25) },

    { "terminate and join", PAIR("alone", "waitpid", "terminate"),
      AT_MOST(1.15) },
    { "  with 1000 alive", PAIR("crowd-1000", "fork loop", "terminate") },
    { "  with 10000 alive", true,
      PAIR("crowd-10000", "fork loop", "terminate") },
    { "kill and reap all 1000, per child",
      PAIR("crowd-1000", "fork loop", "end") },
    { "kill and reap all 10000, per child", true,
      PAIR("crowd-10000", "fork loop", "end"), AT_MOST(1.10) },

    { "command, small parent", PAIR("command", "vfork+exec", "one"),
      AT_MOST(1.05) },
    { "command, 1 GiB parent", PAIR("command-big", "vfork+exec", "one"),
      AT_MOST(1.05) },

    { "function, 1 GiB parent, MP_FORK",
      PAIR("function-big", "fork loop", "one") },
    { "function, 1 GiB parent, MP_FORKSERVER",
      .ours = { "function-big", "forkserver", "one" },
      .base = { "function-big", "small parent", "one" }, AT_MOST(1.30) },
    { "  times faster than CPython", true,
      .ours = { "function-big", "forkserver", "one" },
      .base = { "function-big", "CPython", "one" }, AT_LEAST(120) },

    { "descriptors, per living child",
      .ours = { "descriptors", "ours", "living" }, AT_MOST(1) },
    { "  per ended child, closed", .ours = { "descriptors", "ours", "ended" },
      AT_MOST(0) },
    { "  of ours in a child", .ours = { "descriptors", "ours", "inherited" } },

    { "screen: key s until the row says yes",
      .ours = { "screen-keys", "ours", "key" }, AT_MOST(100000) },
    { "  against a minimal program", PAIR("screen-keys", "minimal", "key") },
    { "screen: end until the exit code",
      .ours = { "screen-keys", "ours", "end" }, AT_MOST(100000) },
    { "  against a minimal program", PAIR("screen-keys", "minimal", "end") },
    { "screen: start until the workers show",
      PAIR("screen-keys", "minimal", "frame") },
    { "screen: CPU of a frame that is recorded",
      PAIR("screen-busy", "not recorded", "frame"), AT_MOST(1.05) },
    { "screen: at rest, % of a CPU", .ours = { "screen-rest", "ours", "cpu" },
      AT_MOST(0.2) },
    { "  wakes a second", .ours = { "screen-rest", "ours", "wakes" },
      AT_MOST(1.5) },
    { "  bytes a second", .ours = { "screen-rest", "ours", "bytes" } },
};
const size_t plan_row_count = sizeof(plan_rows) / sizeof(*plan_rows);
