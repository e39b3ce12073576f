#include "tests/bench/process.h"

#include <stdio.h>
#include <string.h>
#include <time.h>

/* Read the number behind a word at the start of a line in a file of a process;
 * -1: there is none. */
static long
read_number(pid_t pid, const char *file_name, const char *word)
{
    char path[64];
    char line[256];
    long number = -1;
    FILE *file;

    snprintf(path, sizeof(path), "/proc/%d/%s", (int) pid, file_name);
    file = fopen(path, "re");
    while (file != NULL && number < 0
           && fgets(line, sizeof(line), file) != NULL) {
        size_t size = strlen(word);

        if (strncmp(line, word, size) == 0 && line[size] == ':') {
            sscanf(line + size + 1, "%ld", &number);
        }
    }
    if (file != NULL) {
        fclose(file);
    }
    return number;
}

long
process_sleeps(pid_t pid)
{
    return read_number(pid, "status", "voluntary_ctxt_switches");
}

double
process_cpu(pid_t pid)
{
    struct timespec time = { 0, 0 };
    clockid_t clock;

    if (clock_getcpuclockid(pid, &clock) == 0) {
        clock_gettime(clock, &time);
    }
    return (double) time.tv_sec + (double) time.tv_nsec / 1e9;
}

long
process_memory(pid_t pid, const char *kind)
{
    long kib = read_number(pid, "smaps_rollup", kind);

    return kib < 0 ? -1 : kib * 1024;
}

int
process_children(void)
{
    FILE *file = fopen("/proc/thread-self/children", "re");
    int count = 0;
    int pid;

    while (file != NULL && fscanf(file, "%d", &pid) == 1) {
        count++;
    }
    if (file != NULL) {
        fclose(file);
    }
    return count;
}
