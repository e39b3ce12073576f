#include "config.h"

#include "src/multiprocessing/lifeline.h"

#include <fcntl.h>
#include <stdbool.h>
#include <unistd.h>

#include "src/multiprocessing/descriptors.h"
#include "src/multiprocessing/pidfd.h"

/* Of the process that made it: a child's copies are closed at the fork. */
static struct {
    bool made;
    int ends[2];
    unsigned generation; /* of the library's descriptors when it was made */
} line;

/* Tell whether there is a pipe of the calling process. */
static bool
is_ours(void)
{
    return line.made && line.generation == mp__descriptors_generation();
}

/* Make the pipe.  Tells whether there is one. */
static bool
make(void)
{
    int ends[2];

    if (pipe2(ends, O_CLOEXEC) < 0) {
        return false;
    }
    for (int i = 0; i < 2; i++) {
        line.ends[i] = mp__descriptor_own(ends[i]);
        if (line.ends[i] < 0) {
            if (i == 0) {
                close(ends[1]);
            } else {
                mp__descriptor_close(line.ends[0]);
            }
            return false;
        }
    }
    line.generation = mp__descriptors_generation();
    line.made = true;
    return true;
}

int
mp__lifeline_open(void)
{
    if (mp__pidfd_is_available()) {
        return -1;
    }
    if (!is_ours() && !make()) {
        return -1;
    }
    return fcntl(line.ends[0], F_DUPFD_CLOEXEC, STDERR_FILENO + 1);
}

void
mp__lifeline_close(void)
{
    if (is_ours()) {
        mp__descriptor_close(line.ends[0]);
        mp__descriptor_close(line.ends[1]);
        line.made = false;
    }
}
