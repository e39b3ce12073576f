#include "src/supervise/pty.h"

#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/ioctl.h>
#include <termios.h>
#include <unistd.h>

/* As many as Linux has unless it was told otherwise. */
#define USUAL_MOST 4096

/* Find how many pseudo-terminals the system has; asked once. */
static unsigned
most(void)
{
    static unsigned number;
    FILE *file = number == 0 ? fopen("/proc/sys/kernel/pty/max", "re") : NULL;

    if (number == 0) {
        number = USUAL_MOST;
    }
    if (file != NULL) {
        if (fscanf(file, "%u", &number) != 1 || number == 0) {
            number = USUAL_MOST;
        }
        fclose(file);
    }
    return number;
}

/* Tell whether a pair may be kept: the numbers are given out from 0, and the
 * last quarter is left to others. */
static bool
may_keep(int master)
{
    unsigned number;

    return ioctl(master, TIOCGPTN, &number) == 0 && number < most() / 4 * 3;
}

/* Set up a new terminal: its characters are UTF-8. */
static void
set_up(int slave)
{
    struct termios modes;

    if (tcgetattr(slave, &modes) == 0) {
        modes.c_iflag |= IUTF8;
        tcsetattr(slave, TCSANOW, &modes);
    }
}

int
pty_open(int *master, int *slave, struct pty_size size)
{
    *slave = -1;
    *master = posix_openpt(O_RDWR | O_NOCTTY | O_CLOEXEC | O_NONBLOCK);
    if (*master < 0) {
        return -ENOTTY;
    }
    if (may_keep(*master) && unlockpt(*master) == 0) {
        *slave = ioctl(*master, TIOCGPTPEER, O_RDWR | O_NOCTTY | O_CLOEXEC);
    }
    if (*slave < 0) {
        close(*master);
        *master = -1;
        return -ENOTTY;
    }
    set_up(*slave);
    pty_resize(*master, size);
    return 0;
}

void
pty_resize(int master, struct pty_size size)
{
    const struct winsize window = { .ws_row = size.rows,
                                    .ws_col = size.columns };

    ioctl(master, TIOCSWINSZ, &window);
}
