#include "ui/app.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "src/supervise/engine_simulated.h"
#include "ui/characters.h"
#include "ui/commands.h"
#include "ui/dashboard.h"
#include "ui/files.h"
#include "ui/headless.h"
#include "ui/model_look.h"
#include "ui/rescue.h"
#include "ui/settings.h"
#include "ui/setup.h"
#include "ui/status.h"
#include "ui/term/signals.h"
#include "ui/translate.h"

struct app {
    const struct options *options;
    struct setup setup;
    struct terminal *terminal; /* NULL: nobody sees the screen */
    struct tape *tape;         /* or NULL */
    char *failure;             /* why the tape failed, or NULL */
    char *seen;                /* the screen at that moment, or NULL */
    struct settings settings;
    struct plain plain; /* with --plain */
    char settings_path[4096];
    bool ascii; /* nothing else may be drawn */
    struct recorder recorder;
};

/* Take the signals and, where there is to be one, the terminal; says itself
 * what is wrong. */
static int
open_terminal(struct app *app)
{
    const char *no_color = getenv("NO_COLOR");
    enum options_color color = app->options->color;
    const struct terminal_options options = {
        .color = color == OPTIONS_COLOR_ALWAYS
            || (color == OPTIONS_COLOR_AUTO && !(no_color && no_color[0])),
        .ascii = app->ascii,
        .mouse = !app->options->no_mouse,
    };
    char error[256];
    int result = signals_open(rescue_kill);

    if (result < 0) {
        setup_refuse(STATUS_FAILED, mp_strerror(result));
        return result;
    }
    if (app->options->headless) {
        return 0;
    }
    app->plain.ascii = app->ascii;
    result = app->options->plain
        ? plain_open(&app->plain, error, sizeof(error))
        : terminal_open(&app->terminal, &options, error, sizeof(error));
    if (result < 0) {
        signals_close();
        setup_refuse(STATUS_USAGE, error);
    }
    return result;
}

/* Say what is wrong with the settings: all of it among the messages, the first
 * in the last line. */
static void
warn_of_settings(const struct settings *settings, struct model *model)
{
    for (size_t i = 0; i < settings->warning_count; i++) {
        if (i == 0) {
            model_tell(model, MESSAGE_WARNING, "%s", settings->warnings[i]);
        } else {
            messages_add(
                &model->messages, model->wall, MESSAGE_WARNING,
                settings->warnings[i], NULL);
        }
    }
}

/* Begin what the command line asks for. */
static void
begin(const struct app *app, struct dashboard *dashboard)
{
    const struct options *options = app->options;
    struct model *model = &dashboard->model;
    bool given =
        options->command_count > 0 || options->program || app->setup.file;
    char hint[512];

    if (options->start || given) {
        dashboard_start_all(dashboard);
    }
    if (app->setup.file) {
        files_tell_warnings(app->setup.file, model);
    }
    if (given) {
        commands_hint(options, hint, sizeof(hint));
    } else {
        files_hint(hint, sizeof(hint));
    }
    if (hint[0]) {
        model_tell(model, MESSAGE_WARNING, "%s", hint);
    }
}

/* Tell how many colours a screen has that nobody sees: those that recordings
 * are made with. */
static int
unseen_colors(const struct app *app)
{
    const char *no_color = getenv("NO_COLOR");

    if (app->options->color == OPTIONS_COLOR_NEVER
        || (app->options->color == OPTIONS_COLOR_AUTO && no_color
            && no_color[0])) {
        return 0;
    }
    return 256;
}

/* Show the dashboard until the user has left; returns 0 or -errno, and in
 * *signum the signal that asked for the end, if one did. */
static int
show(struct app *app, int *signum)
{
    const struct clock *clock = loop_clock(app->setup.loop);
    static struct dashboard dashboard; /* as `app` of app_run() */
    int result;

    dashboard.loop = app->setup.loop;
    dashboard.terminal = app->terminal;
    dashboard.rows = app->options->rows;
    dashboard.columns = app->options->columns;
    dashboard.recorder = &app->recorder;
    dashboard.tape = app->tape;
    dashboard.exit = app->options->exit;
    dashboard.start_manual = app->options->start;
    dashboard.colors = unseen_colors(app);
    dashboard.settings = app->options->headless ? NULL : app->settings_path;
    dashboard.plain = app->options->plain ? &app->plain : NULL;
    model_init(
        &dashboard.model, app->setup.supervisor, setup_pid(&app->setup),
        clock->monotonic(clock), clock->wall(clock));
    model_set_theme(
        &dashboard.model, app->options->theme ? app->options->theme : "auto");
    settings_apply(&app->settings, &dashboard.model);
    sampler_open(
        &dashboard.sampler, app->setup.loop, &dashboard.model,
        app->options->delay);
    result = dashboard_open(&dashboard, app->ascii);
    if (result == 0) {
        warn_of_settings(&app->settings, &dashboard.model);
        begin(app, &dashboard);
        result = dashboard_run(&dashboard);
    }
    *signum = dashboard.signum;
    app->failure = dashboard.player.failure;
    app->seen = dashboard.player.seen;
    dashboard.player.failure = NULL;
    dashboard.player.seen = NULL;
    dashboard_close(&dashboard);
    sampler_close(&dashboard.sampler);
    model_free(&dashboard.model);
    return result;
}

/* Take the terminal, show the dashboard, and give the terminal back before
 * anything is said; returns the status. */
static int
run(struct app *app)
{
    const struct clock *clock = loop_clock(app->setup.loop);
    int signum = 0;
    int status = 0;
    int result = open_terminal(app);

    if (result < 0) {
        return STATUS_USAGE;
    }
    result = show(app, &signum);
    terminal_close(app->terminal);
    if (app->options->plain) {
        plain_close(&app->plain);
    }
    signals_close();
    if (app->failure) {
        fprintf(
            stderr, "%s%smptop: %s\n", app->seen ? "the screen:\n" : "",
            app->seen ? app->seen : "", app->failure);
    }
    if (result < 0) {
        status = setup_refuse(STATUS_FAILED, mp_strerror(result));
    } else if (signum) {
        status = STATUS_SIGNAL + signum;
    } else if (app->failure) {
        status = STATUS_FAILED;
    } else {
        status = status_of(app->setup.supervisor, app->options);
    }
    recorder_close(&app->recorder, status, clock->monotonic(clock));
    setup_name_survivors(&app->setup, status);
    return status;
}

/* Say each line of a text on stderr, as the program's. */
static void
say_lines(const char *text)
{
    while (text && *text) {
        int size = (int) strcspn(text, "\n");

        fprintf(stderr, "mptop: %.*s\n", size, text);
        text += size + (text[size] == '\n');
    }
}

/* Let keys come from the terminal where a tape came by standard input. */
static void
reopen_keys(const struct options *options)
{
    int fd = options->headless ? -1 : open("/dev/tty", O_RDWR | O_CLOEXEC);

    if (fd >= 0) {
        dup2(fd, STDIN_FILENO);
        close(fd);
    }
}

/* Read the tape, say what is wrong with it, and take its environment; returns
 * 0 or a status. */
static int
open_tape(struct app *app)
{
    const char *path = app->options->tape;
    const struct tape *tape;
    int result = path ? tape_load(&app->tape, path) : 0;

    if (result == -ENOMEM) {
        return setup_refuse(STATUS_FAILED, mp_strerror(result));
    }
    if (!path) {
        return 0;
    }
    tape = app->tape;
    say_lines(tape->notes);
    say_lines(tape->errors);
    if (result < 0) {
        return STATUS_USAGE;
    }
    if (tape->worker_count > 0 && !app->options->simulate) {
        fprintf(
            stderr,
            "mptop: %s:%d: Set Worker makes a simulated worker, --simulate was "
            "expected\n",
            tape->worker_file, tape->worker_line);
        return STATUS_USAGE;
    }
    for (size_t i = 0; i < tape->variable_count; i++) {
        setenv(tape->variables[i].name, tape->variables[i].value, 1);
    }
    if (strcmp(path, "-") == 0) {
        reopen_keys(app->options);
    }
    return 0;
}

/* Add the workers that the tape brings along; returns 0 or a status. */
static int
add_tape_workers(const struct app *app)
{
    const struct tape *tape = app->tape;

    for (size_t i = 0; tape && i < tape->worker_count; i++) {
        const struct tape_worker *worker = &tape->workers[i];
        int result = engine_simulated_add(
            app->setup.supervisor, worker->name, worker->seconds,
            worker->exitcode);

        if (result < 0) {
            fprintf(
                stderr, "mptop: %s: Set Worker %s: %s\n", tape->worker_file,
                worker->name, mp_strerror(result));
            return STATUS_USAGE;
        }
    }
    return 0;
}

/* Run with everything but the workers, and they, set up; returns the status. */
static int
run_with_workers(struct app *app)
{
    char error[4400];
    enum clock_pace pace =
        app->options->headless ? CLOCK_PACE_JUMP : CLOCK_PACE_REAL;
    int status;

    if (recorder_open(&app->recorder, app->options, error, sizeof(error)) < 0) {
        return setup_refuse(STATUS_USAGE, error);
    }
    app->recorder.title =
        app->options->simulate ? "mptop (simulated)" : "mptop";
    app->ascii = !characters_open() || app->options->ascii;
    grid_set_ascii(app->ascii);
    if (!app->ascii && !app->options->simulate && !app->tape) {
        translate_open(LOCALEDIR); /* tapes are the same in every language */
    }
    status = setup_open(&app->setup, app->options, pace);
    if (status == 0) {
        status = add_tape_workers(app);
    }
    if (status == 0) {
        status = run(app);
    }
    recorder_close(&app->recorder, status, 0);
    setup_close(&app->setup);
    return status;
}

/* Read the user's settings; not where a tape is to give the same for all. */
static void
read_settings(struct app *app, struct options *options)
{
    if (!options->headless) {
        settings_load(
            &app->settings,
            settings_path(app->settings_path, sizeof(app->settings_path)));
        settings_merge(&app->settings, options);
    }
}

/* See whether there is the theme that was named.  Returns the status. */
static int
check_theme(const struct options *options)
{
    const char *name = options->theme;
    char names[512];

    if (!name || strcmp(name, "auto") == 0 || theme_find(name)) {
        return 0;
    }
    fprintf(
        stderr, "mptop: --theme: no theme '%s'; there are auto, %s\n", name,
        theme_names(names, sizeof(names)));
    return STATUS_USAGE;
}

int
app_run(const struct options *options)
{
    /* Most of it is never touched, and costs no memory; on the stack it would,
     * being zero. */
    static struct app app;
    struct options merged = *options;
    int status;

    if (options->once != OPTIONS_ONCE_NO
        || (options->headless && !options->tape)) {
        return headless_run(options);
    }
    if (!options->headless && !isatty(STDOUT_FILENO)) {
        return setup_refuse(
            STATUS_USAGE, "standard output is not a terminal; use --headless");
    }
    app.options = &merged;
    read_settings(&app, &merged);
    status = check_theme(&merged);
    if (status == 0) {
        status = open_tape(&app);
    }
    if (status == 0) {
        status = run_with_workers(&app);
    }
    settings_free(&app.settings);
    tape_free(app.tape);
    free(app.failure);
    free(app.seen);
    return status;
}
