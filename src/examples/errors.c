/*
 * Errors: what the library refuses, with the class and the message of Python's
 * exception.  It prints nothing itself and ends nothing: a result below zero
 * says what was wrong.
 *
 * usage: errors
 */
#define _POSIX_C_SOURCE 200809L
#include <multiprocessing.h>
#include <signal.h>
#include <stdio.h>
#include <sys/wait.h>
#include <unistd.h>

static mp_process *initial; /* is never started */
static mp_process *running; /* runs until it is killed */

/* Show what was refused, and in which words. */
static void
show(const char *action, int result)
{
    printf("%s: %s: %s\n", action, mp_error_class(result), mp_strerror(result));
}

/* Make an object; show why there is none. */
static mp_process *
make(const char *action, mp_process_options options)
{
    mp_process *process = NULL;
    int result = mp_process_new(&process, &options);

    if (result < 0) {
        show(action, result);
    }
    return process;
}

/* Run until killed. */
static int
sleep_long(const mp_args *args, const mp_kwargs *kwargs)
{
    (void) args;
    (void) kwargs;
    return pause();
}

/* Show what is refused to a child, a daemon. */
static int
show_child(const mp_args *args, const mp_kwargs *kwargs)
{
    mp_process *own = make("a child", (mp_process_options){ .name = "own" });

    (void) args;
    (void) kwargs;
    show("a daemon starts a child", mp_process_start(own));
    show("a child starts its parent's", mp_process_start(initial));
    show("a child joins its sibling", mp_process_join(running, MP_FOREVER));
    show("a child tests its sibling", mp_process_is_alive(running));
    mp_process_free(own);
    return 0;
}

int
main(void)
{
    const char *const absent[] = { "/nonexistent/program", NULL };
    mp_process_options daemon = { .target = show_child,
                                  .daemon = MP_DAEMON_TRUE };
    mp_process *command;
    mp_process *child;

    make("give a group", (mp_process_options){ .group = "" });
    make(
        "give a command and a target",
        (mp_process_options){ .command = absent, .target = sleep_long });
    command = make("a command", (mp_process_options){ .command = absent });
    child = make("a daemon", daemon);
    initial = make("a process", (mp_process_options){ .target = sleep_long });
    running = make("a process", (mp_process_options){ .target = sleep_long });

    show("start what is not there", mp_process_start(command));
    show("join before start", mp_process_join(initial, MP_FOREVER));
    show("terminate before start", mp_process_terminate(initial));
    show("sentinel before start", mp_process_sentinel(initial));
    show("name it NULL", mp_process_set_name(initial, NULL));
    mp_process_start(running); /* this is not refused */
    show("start twice", mp_process_start(running));
    show("make it a daemon", mp_process_set_daemon(running, true));
    show("run its target here", mp_process_run(running));
    show("signal its group", mp_process_signal_group(running, SIGTERM));
    show("close while it runs", mp_process_close(running));
    show("choose a start method", mp_set_start_method(MP_FORK));
    mp_process_start(child);
    mp_process_join(child, MP_FOREVER);
    mp_process_kill(running);
    /* whoever waits for any child takes exit codes away from the library */
    waitid(P_PID, (id_t) mp_process_pid(running), NULL, WEXITED);
    show("join what waitid() took", mp_process_join(running, MP_FOREVER));
    mp_process_close(running);
    show("start what was closed", mp_process_start(running));

    mp_process_free(running);
    mp_process_free(initial);
    mp_process_free(command);
    mp_process_free(child);
    return 0;
}
