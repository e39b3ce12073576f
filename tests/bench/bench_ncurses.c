/* bench_ncurses: the least that a full-screen program with ncurses can be,
 * linked with the libraries that mptop is linked with: what mptop's start, keys
 * and memory are compared with.
 *
 *     bench_ncurses         40 rows; a key changes a number in one; Q quits
 *     bench_ncurses frames  microseconds of CPU time to erase and print a
 *                           screen of which one cell differs, "frame"
 */
#include <curses.h>
#include <fcntl.h>
#include <pty.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#define ROWS 40
#define FRAMES 2000

static void
print_rows(void)
{
    for (int i = 0; i < ROWS; i++) {
        mvprintw(
            i, 0, "Process-%-4d %7s %-4s %-8s %4s   %-12s %8.1f %6.1f", i + 1,
            "-", "no", "daemon", "-", "initial", 0.0, 0.0);
    }
}

/* Show the rows, and serve keys until Q. */
static void
serve(void)
{
    int count = 0;

    initscr();
    raw();
    noecho();
    curs_set(0);
    print_rows();
    refresh();
    while (getch() != 'Q') {
        mvprintw(ROWS / 2, 60, "%d", ++count);
        refresh();
    }
    endwin();
}

static double
cpu_microseconds(void)
{
    struct timespec time;

    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
    return (double) time.tv_sec * 1e6 + (double) time.tv_nsec / 1e3;
}

/* Show a screen again and again, on a terminal of our own. */
static int
measure_frames(void)
{
    struct winsize size = { .ws_row = ROWS, .ws_col = 120 };
    double spent = 0;
    char bytes[65536];
    int master;
    int slave;
    FILE *file;

    if (openpty(&master, &slave, NULL, NULL, &size) < 0) {
        return -1;
    }
    file = fdopen(slave, "r+");
    fcntl(master, F_SETFL, O_NONBLOCK);
    if (file == NULL || newterm("xterm-256color", file, file) == NULL) {
        return -1;
    }
    for (int i = 0; i < FRAMES; i++) {
        double started = cpu_microseconds();

        werase(stdscr);
        print_rows();
        mvprintw(ROWS / 2, 100, "%d", i % 10);
        refresh();
        spent += cpu_microseconds() - started;
        while (read(master, bytes, sizeof(bytes)) > 0) {
        }
    }
    endwin();
    printf("frame %.3f\n", spent / FRAMES);
    return 0;
}

int
main(int argc, char **argv)
{
    if (argc > 1 && strcmp(argv[1], "frames") == 0) {
        return measure_frames() < 0 ? EXIT_FAILURE : EXIT_SUCCESS;
    }
    serve();
    return EXIT_SUCCESS;
}
