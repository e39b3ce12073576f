/* mptop: show and control processes. */
#include <signal.h>
#include <stdio.h>

#include "src/multiprocessing.h"
#include "src/supervise/tutorial.h"
#include "ui/app.h"
#include "ui/files.h"
#include "ui/options.h"
#include "ui/play.h"

/* Undo what those who started us may have done to signals that we need: an
 * ignored SIGCHLD loses exit codes, a blocked SIGTERM never comes. */
static void
reset_signals(void)
{
    sigset_t none;

    sigemptyset(&none);
    sigprocmask(SIG_SETMASK, &none, NULL);
    signal(SIGCHLD, SIG_DFL);
}

int
main(int argc, char **argv)
{
    struct options options;
    char error[512];
    int status = 0;

    reset_signals();
    if (options_parse(&options, argc, argv, error, sizeof(error)) < 0) {
        fprintf(stderr, "mptop: %s\nTry 'mptop --help'.\n", error);
        return 2;
    }
    switch (options.mode) {
    case OPTIONS_HELP:
        fputs(options_help(), stdout);
        break;
    case OPTIONS_VERSION:
        printf("mptop %s\n", mp_version());
        break;
    case OPTIONS_TUTORIAL:
        status = tutorial_run(options.example);
        break;
    case OPTIONS_CHECK:
        status = files_check(options.file);
        break;
    case OPTIONS_PLAY:
        status = play_run(&options);
        break;
    case OPTIONS_DASHBOARD:
        status = app_run(&options);
        break;
    }
    options_free(&options);
    return status;
}
