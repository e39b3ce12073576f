/* bench_frame: CPU time of a frame of mptop in which one cell changes, the
 * clock's last digit: microseconds to draw it, to find the difference and to
 * write it to a terminal, "frame", and the bytes of it, "bytes".
 */
#include <errno.h>
#include <fcntl.h>
#include <locale.h>
#include <pty.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "tests/support/fixture.h"
#include "ui/term/capabilities.h"
#include "ui/term/render.h"
#include "ui/term/terminfo.h"

#define ROWS 40
#define COLUMNS 120
#define FRAMES 2000

/* A terminal that nobody sees, and what draws on it. */
struct stage {
    struct fixture fixture;
    struct capabilities can;
    struct renderer *renderer;
    int master;
    int slave;
};

static double
cpu_microseconds(void)
{
    struct timespec time;

    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
    return (double) time.tv_sec * 1e6 + (double) time.tv_nsec / 1e3;
}

/* Set the stage: a table of rows, none of them alive. */
static int
open_stage(struct stage *stage)
{
    struct winsize size = { .ws_row = ROWS, .ws_col = COLUMNS };
    char error[256];
    int result;

    fixture_open(&stage->fixture, false);
    for (int i = 0; i < ROWS; i++) {
        fixture_add(&stage->fixture, NULL, "worker(3)", false);
    }
    result = grid_resize(&stage->fixture.grid, ROWS, COLUMNS);
    setenv("TERM", "xterm-256color", 1);
    if (result == 0) {
        result = capabilities_load(&stage->can, error, sizeof(error));
    }
    if (result == 0 && terminfo_open("xterm-256color") <= 0) {
        result = -ENXIO; /* its strings are to be filled in */
    }
    if (result == 0) {
        stage->can.synchronized = true;
        result = renderer_new(&stage->renderer, &stage->can);
    }
    if (result == 0) {
        result = renderer_resize(stage->renderer, ROWS, COLUMNS);
    }
    if (result == 0
        && openpty(&stage->master, &stage->slave, NULL, NULL, &size) < 0) {
        result = -errno;
    }
    if (result == 0) {
        fcntl(stage->master, F_SETFL, O_NONBLOCK);
    }
    return result;
}

static void
close_stage(struct stage *stage)
{
    terminfo_close();
    renderer_free(stage->renderer);
    fixture_close(&stage->fixture);
    close(stage->master);
    close(stage->slave);
}

/* Draw and write what has changed; how many bytes, or -EIO. */
static ssize_t
show(struct stage *stage)
{
    size_t size = 0;
    const char *bytes;

    shell_draw(stage->fixture.shell, &stage->fixture.grid);
    bytes = renderer_frame(stage->renderer, &stage->fixture.grid, NULL, &size);
    return bytes == NULL || write(stage->slave, bytes, size) != (ssize_t) size
        ? -EIO
        : (ssize_t) size;
}

/* Let a second pass again and again. */
static int
measure(struct stage *stage)
{
    double spent = 0;
    double bytes = 0;
    char text[65536];

    if (show(stage) < 0) {
        return -EIO;
    }
    for (int i = 0; i < FRAMES; i++) {
        double started;
        ssize_t size;

        while (read(stage->master, text, sizeof(text)) > 0) {
        }
        fixture_pass(&stage->fixture, 1);
        started = cpu_microseconds();
        size = show(stage);
        spent += cpu_microseconds() - started;
        if (size <= 0) {
            return -EIO; /* the clock has not moved */
        }
        bytes += (double) size;
    }
    printf("frame %.3f\nbytes %.1f\n", spent / FRAMES, bytes / FRAMES);
    return 0;
}

int
main(void)
{
    static struct stage stage;
    int result;

    setlocale(LC_ALL, "C.UTF-8");
    result = open_stage(&stage);
    if (result == 0) {
        result = measure(&stage);
    }
    close_stage(&stage);
    if (result < 0) {
        fprintf(stderr, "bench_frame: %s\n", strerror(-result));
        return 1;
    }
    return 0;
}
