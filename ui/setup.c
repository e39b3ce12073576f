#include "ui/setup.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "src/supervise/engine_simulated.h"
#include "src/supervise/text.h"
#include "ui/commands.h"
#include "ui/files.h"
#include "ui/rescue.h"
#include "ui/status.h"
#include "ui/term/tty.h"

int
setup_refuse(int status, const char *text)
{
    fprintf(stderr, "mptop: %s\n", text);
    return status;
}

/* End the guard, if there is one. */
static void
close_guard(struct setup *setup)
{
    tty_keep_to_ourselves();
    rescue_ask(NULL);
    guard_close(setup->guard);
    setup->guard = NULL;
}

/* Make the engine that the options ask for. */
static int
open_engine(struct setup *setup)
{
    if (!setup->options->simulate) {
        return engine_local_new(&setup->engine, setup->loop);
    }
    setenv("TZ", "UTC0", 1);
    tzset();
    return engine_simulated_new(&setup->engine, setup->loop);
}

/* Give commands terminals, where there is a screen to show these on. */
static void
give_terminals(const struct setup *setup)
{
    const struct options *options = setup->options;

    if (!options->no_tty && options->once == OPTIONS_ONCE_NO && !options->plain
        && (!options->headless || options->tape)) {
        supervisor_give_terminals(setup->supervisor, 24, 80);
    }
}

/* Add the workers that the command line asks for. */
static int
add_workers(struct setup *setup)
{
    const struct options *options = setup->options;
    int result = 0;

    if (options->log_dir) {
        result = files_log_to(setup->supervisor, options->log_dir);
    }
    if (result == 0 && setup->file) {
        result = workerfile_add(setup->file, setup->supervisor);
    }
    if (result == 0
        && (!setup->file || options->command_count > 0 || options->program)) {
        result = commands_add(setup->supervisor, options);
    }
    return result;
}

/* Start a guard, where something real is run.  Without one it is run all the
 * same, and that is said. */
static void
open_guard(struct setup *setup)
{
    const struct options *options = setup->options;
    int result;

    if (options->simulate
        || (options->once != OPTIONS_ONCE_NO && !options->start)) {
        return;
    }
    result = guard_new(&setup->guard, tty_rescue);
    if (result == 0) {
        rescue_ask(setup->guard);
        tty_share(guard_share(setup->guard, tty_state_size()));
        result = guard_start(setup->guard);
    }
    if (result < 0) {
        fprintf(
            stderr,
            "mptop: without a guard (%s): what a daemon starts may "
            "outlive it\n",
            mp_strerror(result));
    }
}

int
setup_open(
    struct setup *setup, const struct options *options, enum clock_pace pace)
{
    const struct clock *clock = clock_real();
    char error[512];
    int result;

    *setup = (struct setup){ .options = options };
    if (options->file) {
        int status = options->simulate
            ? setup_refuse(
                STATUS_USAGE,
                "--file and --simulate exclude "
                "each other")
            : files_open(options->file, &setup->file);

        if (status != 0) {
            return status;
        }
    }
    if (options->simulate) {
        if (commands_check_simulated(options, error, sizeof(error)) < 0) {
            return setup_refuse(STATUS_USAGE, error);
        }
        clock_virtual_init(&setup->clock, pace);
        clock = &setup->clock.clock;
    }
    open_guard(setup);
    result = loop_new(&setup->loop, clock);
    if (result == 0) {
        result = guard_watch(setup->guard, setup->loop);
    }
    if (result == 0) {
        result = open_engine(setup);
    }
    if (result == 0) {
        result = supervisor_new(&setup->supervisor, setup->loop, setup->engine);
    }
    if (result == 0) {
        supervisor_set_guard(setup->supervisor, setup->guard);
        if (options->scrollback > 0) {
            supervisor_limit_output(
                setup->supervisor, (size_t) (options->scrollback * (1 << 20)));
        }
        give_terminals(setup);
        result = add_workers(setup);
    }
    if (result == 0 && !status_has_worker(setup->supervisor, options)) {
        snprintf(
            error, sizeof(error), "--exit-code: there is no worker '%s'",
            options->exit_name);
        return setup_refuse(STATUS_USAGE, error);
    }
    return result < 0 ? setup_refuse(STATUS_FAILED, mp_strerror(result)) : 0;
}

void
setup_close(struct setup *setup)
{
    supervisor_free(setup->supervisor);
    if (setup->engine) {
        setup->engine->functions->free(setup->engine);
    }
    close_guard(setup);
    loop_free(setup->loop);
    workerfile_free(setup->file);
    *setup = (struct setup){ 0 };
}

void
setup_name_survivors(struct setup *setup, int status)
{
    const struct supervisor *supervisor = setup->supervisor;

    if (!supervisor || supervisor_alive(supervisor) == 0) {
        return;
    }
    for (size_t i = 0; i < supervisor_count(supervisor); i++) {
        const struct worker *worker = supervisor_worker(supervisor, i);

        if (worker->alive || worker->group_left) {
            char name[128];

            text_sanitize(
                worker->name, strlen(worker->name), name, sizeof(name));
            fprintf(
                stderr, "mptop: %s (pid %d) could not be ended and lives on\n",
                name, (int) worker->pid);
        }
    }
    close_guard(setup);
    fflush(NULL);
    _exit(status);
}

pid_t
setup_pid(const struct setup *setup)
{
    return setup->options->simulate ? ENGINE_SIMULATED_PARENT : getpid();
}
