/* bench: measures the library, the bare system calls and what is installed of
 * its peers, side by side.
 *
 *     bench [--quick] [--pin] [--rounds N] [--only TEXT] [--scripts DIR]
 *           [--python PROGRAM] [--json FILE]
 *
 * --only keeps the experiments whose names contain TEXT.  Status: 0 when all
 * was measured and every target that was judged is met, 1 when one is not, 2
 * when something could not be measured, 130 when it was stopped.
 */
#include <errno.h>
#include <getopt.h>
#include <limits.h>
#include <sched.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/utsname.h>
#include <unistd.h>

#include "src/multiprocessing.h"
#include "tests/bench/contest.h"
#include "tests/bench/limits.h"
#include "tests/bench/report.h"
#include "tests/bench/runner.h"

#define ROUNDS 7
#define ROUNDS_QUICK 3

/* What the command line says. */
struct options {
    bool pin;
    const char *json;
    struct runner_places places;
};

/* Read the command line. */
static int
read_options(
    int argc, char **argv, struct options *options, struct contest *contest)
{
    static const struct option known[] = {
        { "quick", no_argument, NULL, 'q' },
        { "pin", no_argument, NULL, 'p' },
        { "rounds", required_argument, NULL, 'r' },
        { "only", required_argument, NULL, 'o' },
        { "scripts", required_argument, NULL, 's' },
        { "python", required_argument, NULL, 'y' },
        { "json", required_argument, NULL, 'j' },
        { NULL, 0, NULL, 0 },
    };
    int option;

    while ((option = getopt_long(argc, argv, "", known, NULL)) != -1) {
        switch (option) {
        case 'q':
            contest->quick = true;
            break;
        case 'p':
            options->pin = true;
            break;
        case 'r':
            contest->rounds = (unsigned) atoi(optarg);
            break;
        case 'o':
            contest->only = optarg;
            break;
        case 's':
            options->places.scripts = optarg;
            break;
        case 'y':
            options->places.python = optarg;
            break;
        case 'j':
            options->json = optarg;
            break;
        default:
            return -1;
        }
    }
    if (contest->rounds == 0) {
        contest->rounds = contest->quick ? ROUNDS_QUICK : ROUNDS;
    }
    return optind == argc && contest->rounds <= CONTEST_ROUNDS ? 0 : -1;
}

/* Find the folder of this program: the others lie beside it. */
static const char *
own_folder(void)
{
    static char path[PATH_MAX];
    ssize_t size = readlink("/proc/self/exe", path, sizeof(path) - 1);

    if (size <= 0) {
        return ".";
    }
    path[size] = '\0';
    *strrchr(path, '/') = '\0';
    return path;
}

/* Keep this process and all that it starts on one CPU. */
static int
pin(void)
{
    cpu_set_t allowed;
    cpu_set_t one;
    int cpu = CPU_SETSIZE - 1;

    if (sched_getaffinity(0, sizeof(allowed), &allowed) < 0) {
        return -errno;
    }
    while (cpu > 0 && !CPU_ISSET(cpu, &allowed)) {
        cpu--; /* the last: the first serves most interrupts */
    }
    CPU_ZERO(&one);
    CPU_SET(cpu, &one);
    return sched_setaffinity(0, sizeof(one), &one) < 0 ? -errno : 0;
}

static double
load_average(void)
{
    double load = 0;

    return getloadavg(&load, 1) == 1 ? load : -1;
}

static void
look_around(struct surroundings *surroundings, bool pinned)
{
    struct utsname name;

    surroundings->library = mp_version();
    surroundings->cpus = mp_usable_cpu_count();
    surroundings->pinned = pinned;
    surroundings->load_before = load_average();
    if (uname(&name) == 0) {
        snprintf(
            surroundings->system, sizeof(surroundings->system), "%s %s %s",
            name.sysname, name.release, name.machine);
    }
}

/* Print the table and write the file; the status of the program. */
static int
report(
    const struct contest *contest,
    const struct surroundings *surroundings,
    const char *path)
{
    struct tally tally = report_print(contest, surroundings, stdout);

    if (path != NULL) {
        FILE *file = fopen(path, "we");

        if (file == NULL) {
            fprintf(stderr, "bench: %s: %s\n", path, strerror(errno));
            return 2;
        }
        report_write(contest, surroundings, file);
        if (fclose(file) != 0) {
            fprintf(stderr, "bench: %s: %s\n", path, strerror(errno));
            return 2;
        }
    }
    if (tally.failed > 0) {
        return 2;
    }
    return tally.not_met > 0 && !contest->quick ? 1 : 0;
}

int
main(int argc, char **argv)
{
    static struct contest contest;
    struct surroundings surroundings = { 0 };
    struct options options = {
        .places = { own_folder(), "tests/bench", "python3", 180 },
    };
    int result;

    if (read_options(argc, argv, &options, &contest) < 0) {
        fprintf(
            stderr,
            "usage: bench [--quick] [--pin] [--rounds N] [--only TEXT] "
            "[--scripts DIR] [--python PROGRAM] [--json FILE]\n");
        return 2;
    }
    if (contest.quick) {
        setenv("BENCH_QUICK", "1", 1); /* for the measuring programs */
    }
    limits_raise();
    look_around(&surroundings, options.pin);
    result = options.pin ? pin() : 0;
    if (result == 0) {
        result = runner_open(&options.places);
    }
    if (result < 0) {
        fprintf(stderr, "bench: %s\n", strerror(-result));
        return 2;
    }
    if (contest_run(&contest) < 0) {
        return 130;
    }
    surroundings.load_after = load_average();
    return report(&contest, &surroundings, options.json);
}
