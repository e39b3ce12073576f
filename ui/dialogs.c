#include "ui/dialogs.h"

#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "ui/home_path.h"
#include "ui/model_act.h"
#include "ui/translate.h"

/* Room for the name of a signal. */
enum {
    SIGNAL_NAME = 32
};

/* Name a signal; returns whether it is one that can be sent by name. */
static bool
name_signal(int signum, char text[SIGNAL_NAME])
{
    worker_signal_name(signum, text, SIGNAL_NAME);
    return text[0] < '0' || text[0] > '9';
}

int
dialogs_find_signal(const char *text)
{
    char name[SIGNAL_NAME];
    char *end;
    long number = strtol(text, &end, 10);

    if (*text && *end == '\0') {
        return number > 0 && number <= SIGRTMAX ? (int) number : 0;
    }
    if (strncasecmp(text, "SIG", 3) == 0) {
        text += 3;
    }
    for (int signum = 1; signum <= SIGRTMAX; signum++) {
        if (name_signal(signum, name) && strcasecmp(name, text) == 0) {
            return signum;
        }
    }
    return 0;
}

void
dialogs_complete_signal(
    struct model *model, const char *typed, struct choices *choices)
{
    char name[SIGNAL_NAME];
    char number[12];

    if (strncasecmp(typed, "SIG", 3) == 0) {
        typed += 3;
    }
    for (int signum = 1; signum <= SIGRTMAX; signum++) {
        int by_name, by_number;

        if (!name_signal(signum, name)) {
            continue;
        }
        snprintf(number, sizeof(number), "%d", signum);
        by_name = choices_rank(name, typed);
        by_number = choices_rank(number, typed);
        if (by_name < 0 || (by_number >= 0 && by_number < by_name)) {
            by_name = by_number;
        }
        if (typed[0] == '\0' && signum == model->signum) {
            choices->selected = choices->count;
        }
        choices_add(choices, by_name, name, number, strsignal(signum));
    }
}

/* Say over the signals who gets one, and list them. */
static void
complete_signal(
    void *context,
    struct model *model,
    const char *text,
    struct choices *choices)
{
    const struct worker *worker = model_selected(model);

    (void) context;
    if (model->descendant.pid != 0) {
        snprintf(
            choices->title, sizeof(choices->title), _("Signal %d %.40s"),
            (int) model->descendant.pid, model->descendant.name);
    } else if (model->tags.count > 0) {
        snprintf(
            choices->title, sizeof(choices->title), _("Signal %zu tagged rows"),
            model->tags.count);
    } else {
        snprintf(
            choices->title, sizeof(choices->title), _("Signal %s"),
            worker ? worker->name : "");
    }
    dialogs_complete_signal(model, text, choices);
}

static bool
signal_accepted(void *context, struct model *model, const char *text)
{
    (void) context;
    return dialogs_send(model, text);
}

static void
signal_cancelled(void *context, struct model *model)
{
    (void) context;
    model->descendant.pid = 0;
}

void
dialogs_signal(struct model *model)
{
    static const struct prompt_use use = {
        .label = N_("Signal:"),
        .is_menu = true,
        .accepted = signal_accepted,
        .cancelled = signal_cancelled,
        .complete = complete_signal,
    };

    prompt_open(model, &use, NULL, "");
}

bool
dialogs_send(struct model *model, const char *text)
{
    int signum = dialogs_find_signal(text);

    if (signum == 0) {
        prompt_refuse(model, _("There is no signal '%s'"), text);
        return false;
    }
    model_signal(model, signum);
    return true;
}

static bool
rename_accepted(void *context, struct model *model, const char *text)
{
    (void) context;
    return dialogs_give_name(model, text);
}

void
dialogs_rename(struct model *model)
{
    static const struct prompt_use use = {
        .label = N_("Rename:"),
        .accepted = rename_accepted,
    };
    const struct worker *worker = model_selected(model);

    if (worker) {
        prompt_open(model, &use, NULL, worker->name);
    }
}

bool
dialogs_give_name(struct model *model, const char *name)
{
    struct worker *worker = model_selected(model);
    int result;

    name += strspn(name, " ");
    result = worker ? supervisor_rename(model->supervisor, worker, name) : 0;
    if (result == -EEXIST) {
        prompt_refuse(model, _("Another row has the name '%s'"), name);
    } else if (result == -EINVAL) {
        prompt_refuse(model, _("A name must have at least one character"));
    } else if (result < 0) {
        prompt_refuse(model, "%s", mp_strerror(result));
    }
    return result == 0;
}

static bool
add_accepted(void *context, struct model *model, const char *text)
{
    (void) context;
    return dialogs_add_command(model, text);
}

void
dialogs_add(struct model *model)
{
    static const struct prompt_use use = {
        .label = N_("Add command:"),
        .accepted = add_accepted,
    };

    prompt_open(model, &use, NULL, "");
}

bool
dialogs_add_command(struct model *model, const char *command)
{
    struct worker *worker = NULL;
    int result;

    command += strspn(command, " ");
    if (!command[0]) {
        prompt_refuse(model, _("Type a command line for the shell"));
        return false;
    }
    result = supervisor_add(
        model->supervisor,
        &(struct worker_spec){
            .shell = command, .target = command, .daemon = true },
        &worker);
    if (result < 0) {
        prompt_refuse(model, "%s", mp_strerror(result));
        return false;
    }
    model_select_id(model, worker->id);
    supervisor_act(model->supervisor, ACTION_START, worker, 0);
    return true;
}

/* Duplicate one row. */
static void
duplicate(struct model *model, struct worker *worker, void *context)
{
    (void) context;
    supervisor_act(model->supervisor, ACTION_DUPLICATE, worker, 0);
}

void
dialogs_duplicate(struct model *model)
{
    struct supervisor *supervisor = model->supervisor;
    size_t count = supervisor_count(supervisor);
    size_t now;

    model_each_target(model, duplicate, NULL);
    now = supervisor_count(supervisor);
    if (now > count) {
        model_select_id(model, supervisor_worker(supervisor, now - 1)->id);
    }
}

/* Remove one row, where nothing runs. */
static void
remove_row(struct model *model, struct worker *worker, void *context)
{
    (void) context;
    supervisor_act(model->supervisor, ACTION_REMOVE, worker, 0);
}

void
dialogs_remove(struct model *model)
{
    model_each_target(model, remove_row, NULL);
}

static bool
mark_accepted(void *context, struct model *model, const char *text)
{
    (void) context;
    return dialogs_put_mark(model, text);
}

void
dialogs_mark(struct model *model)
{
    static const struct prompt_use use = {
        .label = N_("Mark:"),
        .accepted = mark_accepted,
    };

    prompt_open(model, &use, NULL, "");
}

bool
dialogs_put_mark(struct model *model, const char *text)
{
    int result = supervisor_mark(model->supervisor, text);

    if (result < 0) {
        prompt_refuse(model, "%s", mp_strerror(result));
    }
    return result == 0;
}

static bool
export_accepted(void *context, struct model *model, const char *text)
{
    (void) context;
    return dialogs_export_to(model, text);
}

void
dialogs_export(struct model *model)
{
    static const struct prompt_use use = {
        .label = N_("Export to (.svg, .csv):"),
        .accepted = export_accepted,
    };

    prompt_open(model, &use, NULL, "timeline.svg");
}

bool
dialogs_export_to(struct model *model, const char *path)
{
    char *full = home_path(path);

    if (!full) {
        prompt_refuse(model, "%s", mp_strerror(-ENOMEM));
        return false;
    }
    free(model->export_path);
    model->export_path = full;
    model->wish = COMMAND_EXPORT;
    return true;
}
