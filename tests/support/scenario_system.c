/* Scenarios of a system that refuses, and programs for commands to execute. */
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <unistd.h>

#include "tests/support/proc.h"
#include "tests/support/scenario.h"

enum {
    NOBODY = 65534
};

/* Becomes an ordinary user for good, where it is not one already. */
static void
drop_privileges(void)
{
    if (geteuid() == 0
        && (setresgid(NOBODY, NOBODY, NOBODY) != 0
            || setresuid(NOBODY, NOBODY, NOBODY) != 0))
        _exit(74);
    prctl(PR_SET_DUMPABLE, 1); /* /proc/self stays readable */
}

static int
returns_eight(const mp_args *args, const mp_kwargs *kwargs)
{
    (void) args;
    (void) kwargs;
    return 8;
}

/* C04: no process more for this user; then one more again. */
static int
run_no_processes(const char *argument)
{
    static const char *const argv[] = { "true", NULL };
    struct rlimit before;
    struct rlimit none;
    mp_process *function;
    mp_process *command;
    int descriptors;

    (void) argument;
    drop_privileges();
    getrlimit(RLIMIT_NPROC, &before);
    none = (struct rlimit){ 0, before.rlim_max };
    mp_process_new(&function, &(mp_process_options){ .target = returns_eight });
    mp_process_new(&command, &(mp_process_options){ .command = argv });
    descriptors = proc_descriptors();
    setrlimit(RLIMIT_NPROC, &none);
    scenario_say("%d\n", -mp_process_start(function));
    scenario_say("%d\n", -mp_process_start(command));
    scenario_say(
        "%d %d %d\n", proc_descriptors() - descriptors,
        (int) mp_process_pid(function), mp_active_children(NULL, 0));
    setrlimit(RLIMIT_NPROC, &before);
    scenario_say("%s\n", mp_strerror(mp_process_start(function)));
    scenario_say("%d\n", scenario_join(function));
    mp_process_free(function);
    mp_process_free(command);
    return 0;
}

/* Tells the number that the next descriptor will have. */
static int
lowest_free(void)
{
    int fd = dup(1);

    close(fd);
    return fd;
}

/* No descriptor more, at every number of those that are left. */
static int
run_no_descriptors(const char *argument)
{
    static const char *const argv[] = { "true", NULL };
    int failures = 0;

    for (int left = 0; left < 16; left++) {
        mp_process_options options = { 0 };
        struct rlimit before;
        struct rlimit few;
        mp_process *process;
        int descriptors = proc_descriptors();
        int error;

        if (argument)
            options.command = argv;
        else
            options.target = returns_eight;
        mp_process_new(&process, &options);
        getrlimit(RLIMIT_NOFILE, &before);
        few =
            (struct rlimit){ (rlim_t) (lowest_free() + left), before.rlim_max };
        setrlimit(RLIMIT_NOFILE, &few);
        error = mp_process_start(process);
        setrlimit(RLIMIT_NOFILE, &before);
        if (error < 0) {
            failures++;
            if (error != -EMFILE || proc_descriptors() != descriptors
                || proc_children(getpid(), NULL, 0) != 0)
                return 1;
            error = mp_process_start(process);
        }
        if (error < 0 || scenario_join(process) != (argument ? 0 : 8))
            return 2;
        mp_process_free(process);
    }
    return failures > 0 ? 0 : 3;
}

static int
sleeps(const mp_args *args, const mp_kwargs *kwargs)
{
    (void) args;
    (void) kwargs;
    scenario_sleep(60000);
    return 0;
}

/* G06: a child that may no longer be signalled. */
static int
run_not_permitted(const char *argument)
{
    mp_process *process = scenario_call(sleeps, 0);

    (void) argument;
    drop_privileges();
    scenario_say(
        "%d %d %d %d\n", mp_process_terminate(process),
        mp_process_kill(process), mp_process_send_signal(process, 0),
        mp_process_is_alive(process));
    _exit(0);
}

/* Tells its open descriptors, but for the one that it needs to look. */
static int
run_descriptors(const char *argument)
{
    DIR *directory = opendir("/proc/self/fd");
    struct dirent *entry;

    (void) argument;
    if (!directory)
        return 1;
    while ((entry = readdir(directory))) {
        int fd = atoi(entry->d_name);

        if (entry->d_name[0] != '.' && fd != dirfd(directory))
            scenario_say("%d\n", fd);
    }
    closedir(directory);
    return 0;
}

const struct scenario scenarios_system[] = {
    { "no-processes", run_no_processes },
    { "no-descriptors", run_no_descriptors },
    { "not-permitted", run_not_permitted },
    { "descriptors", run_descriptors },
    { NULL, NULL },
};
