/* bench_screen: measures a full-screen program on a terminal, once.
 *
 *     bench_screen frame|keys|pick|busy|life|ends|rest|crowd [OPTION...]
 *                  PROGRAM [ARGUMENT...]
 *     bench_screen loop|waits --workers N
 *
 * What each measures says screen.h; loop and waits are those of sleepers.h,
 * without a program.
 *
 *     --workers N   give PROGRAM N arguments more, commands that sleep
 *     --sleepers N  have N processes sleep beside it
 *     --await TEXT  all is there when TEXT is on the screen, not when nothing
 *                   more is written
 *     --type KEYS   type them before anything is measured
 *     --then KEYS   rest: type them, and measure again
 *     --down KEY, --up KEY, --quit KEY
 *                   what moves its selection and ends it, instead of j, k, Q
 *     --down-shows TEXT, --up-shows TEXT
 *                   pick: what then stands in the title of the output
 *
 * PROGRAM lies in the folder of this program, by a path relative to it, or is
 * found in PATH.  BENCH_QUICK in the environment makes it short.
 */
#include <errno.h>
#include <getopt.h>
#include <limits.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "tests/bench/clock.h"
#include "tests/bench/screen.h"
#include "tests/bench/sleepers.h"

/* What the command line asks for. */
struct request {
    const char *what;
    struct order order;
    long sleepers;
    char **program; /* and its arguments, NULL-ended */
};

/* Tell whether something is measured without a program. */
static bool
is_bare(const char *what)
{
    return strcmp(what, "loop") == 0 || strcmp(what, "waits") == 0;
}

/* Measure it. */
static int
measure_bare(const struct request *request)
{
    return strcmp(request->what, "loop") == 0
        ? sleepers_measure(request->order.workers)
        : sleepers_measure_ends(request->order.workers);
}

/* Take one option. */
static int
take_option(struct request *request, int option)
{
    switch (option) {
    case 'w':
        request->order.workers = atol(optarg);
        return 0;
    case 's':
        request->sleepers = atol(optarg);
        return 0;
    case 'a':
        request->order.awaited = optarg;
        return 0;
    case 't':
        request->order.typed = optarg;
        return 0;
    case 'f':
        request->order.further = optarg;
        return 0;
    case 'd':
        request->order.down = optarg;
        return 0;
    case 'u':
        request->order.up = optarg;
        return 0;
    case 'D':
        request->order.down_shows = optarg;
        return 0;
    case 'U':
        request->order.up_shows = optarg;
        return 0;
    case 'q':
        request->order.quit = optarg[0];
        return 0;
    default:
        return -1;
    }
}

/* Read the command line. */
static int
read_request(int argc, char **argv, struct request *request)
{
    static const struct option known[] = {
        { "workers", required_argument, NULL, 'w' },
        { "sleepers", required_argument, NULL, 's' },
        { "await", required_argument, NULL, 'a' },
        { "type", required_argument, NULL, 't' },
        { "then", required_argument, NULL, 'f' },
        { "down", required_argument, NULL, 'd' },
        { "up", required_argument, NULL, 'u' },
        { "down-shows", required_argument, NULL, 'D' },
        { "up-shows", required_argument, NULL, 'U' },
        { "quit", required_argument, NULL, 'q' },
        { NULL, 0, NULL, 0 },
    };
    int option;

    *request = (struct request){
        .order = { .typed = "",
                   .down = "j",
                   .up = "k",
                   .down_shows = "",
                   .up_shows = "",
                   .quit = 'Q',
                   .quick = getenv("BENCH_QUICK") != NULL },
    };
    if (argc < 2) {
        return -1;
    }
    request->what = argv[1];
    while ((option = getopt_long(argc - 1, argv + 1, "+", known, NULL)) != -1) {
        if (take_option(request, option) < 0) {
            return -1;
        }
    }
    request->program = argv + 1 + optind;
    return request->program[0] != NULL || is_bare(request->what) ? 0 : -1;
}

/* Find a program in the folder of this one, or in PATH; NULL: it is not there.
 */
static const char *
find_program(const char *name)
{
    static char path[2 * PATH_MAX];
    ssize_t size = readlink("/proc/self/exe", path, PATH_MAX - 1);
    const char *folder = getenv("PATH");

    if (size > 0) {
        path[size] = '\0';
        snprintf(strrchr(path, '/') + 1, PATH_MAX, "%s", name);
        if (access(path, X_OK) == 0) {
            return path;
        }
    }
    while (folder != NULL && *folder != '\0' && strchr(name, '/') == NULL) {
        size_t length = strcspn(folder, ":");

        snprintf(path, sizeof(path), "%.*s/%s", (int) length, folder, name);
        if (access(path, X_OK) == 0) {
            return path;
        }
        folder += length + (folder[length] == ':');
    }
    return NULL;
}

/* Put the program, its arguments and its workers together: an array to be
 * freed. */
static const char **
make_command(const struct request *request, const char *path)
{
    size_t count = 0;
    const char **command;

    while (request->program[count] != NULL) {
        count++;
    }
    command =
        calloc(count + (size_t) request->order.workers + 1, sizeof(*command));
    if (command == NULL) {
        return NULL;
    }
    command[0] = path;
    for (size_t i = 1; i < count; i++) {
        command[i] = request->program[i];
    }
    for (long i = 0; i < request->order.workers; i++) {
        command[count++] = SLEEPERS_COMMAND;
    }
    return command;
}

/* Take the figures of an open program. */
static int
measure(struct pane *pane, const struct request *request, int64_t launched)
{
    const struct order *order = &request->order;

    if (strcmp(request->what, "frame") == 0) {
        return screen_measure_frame(pane, order, launched);
    }
    if (strcmp(request->what, "keys") == 0) {
        return screen_measure_keys(pane, order);
    }
    if (strcmp(request->what, "pick") == 0) {
        return screen_measure_pick(pane, order);
    }
    if (strcmp(request->what, "busy") == 0) {
        return screen_measure_busy(pane, order);
    }
    if (strcmp(request->what, "life") == 0) {
        return screen_measure_life(pane, launched);
    }
    if (strcmp(request->what, "ends") == 0) {
        return screen_measure_ends(pane);
    }
    if (strcmp(request->what, "rest") == 0) {
        return screen_measure_rest(pane, order);
    }
    return strcmp(request->what, "crowd") == 0
        ? screen_measure_crowd(pane, order, launched)
        : -EINVAL;
}

/* Start the program, take its figures, and end it. */
static int
run(const struct request *request, const char *path)
{
    const char **command = make_command(request, path);
    pid_t *sleepers = calloc((size_t) request->sleepers + 1, sizeof(pid_t));
    struct pane pane;
    int64_t launched;
    int result = command == NULL || sleepers == NULL ? -ENOMEM : 0;
    int closed;

    if (result == 0) {
        result = sleepers_start(sleepers, request->sleepers);
    }
    if (result == 0) {
        launched = clock_now();
        result = pane_open(&pane, command);
        if (result == 0) {
            result = measure(&pane, request, launched);
        }
        closed = pane_close(&pane, request->order.quit);
        result = result < 0 ? result : closed;
    }
    if (sleepers != NULL) {
        sleepers_end(sleepers, request->sleepers);
    }
    free(sleepers);
    free(command);
    return result;
}

int
main(int argc, char **argv)
{
    struct request request;
    const char *path;
    int result;

    if (read_request(argc, argv, &request) < 0) {
        fprintf(
            stderr,
            "usage: bench_screen frame|keys|pick|busy|life|ends|rest|crowd|"
            "loop|waits [OPTION...] "
            "PROGRAM [ARGUMENT...]\n");
        return 2;
    }
    if (is_bare(request.what)) {
        result = measure_bare(&request);
    } else {
        path = find_program(request.program[0]);
        if (path == NULL) {
            printf("skip %s is not installed\n", request.program[0]);
            return 0;
        }
        result = run(&request, path);
    }
    if (result < 0) {
        fprintf(stderr, "bench_screen: %s\n", strerror(-result));
        return 1;
    }
    return 0;
}
