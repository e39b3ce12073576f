#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "src/supervise/workerfile_save.h"
#include "ui/dialogs.h"
#include "ui/home_path.h"
#include "ui/model_act.h"
#include "ui/translate.h"

/* Say why the workers cannot be saved. */
static void
refuse_save(struct model *model, const char *path, int error)
{
    switch (error) {
    case -EEXIST:
        prompt_refuse(model, _("%s is there already; save! replaces it"), path);
        break;
    case -ENODATA:
        prompt_refuse(model, _("No worker runs a command: nothing to save"));
        break;
    case -EILSEQ:
        prompt_refuse(
            model, _("A command or a variable is no UTF-8, as YAML has to be"));
        break;
    default:
        prompt_refuse(model, "%s: %s", path, mp_strerror(error));
        break;
    }
}

/* Say what was saved. */
static void
tell_saved(struct model *model, const char *path, size_t saved)
{
    size_t count = supervisor_count(model->supervisor);

    if (saved < count) {
        model_tell(
            model, MESSAGE_WARNING,
            _("Saved %zu of %zu workers to %s: no file can name the functions "
              "of mptop"),
            saved, count, path);
    } else {
        model_tell(
            model, MESSAGE_GOOD,
            ngettext(
                "Saved %zu worker to %s", "Saved %zu workers to %s", saved),
            saved, path);
    }
}

/* Save all workers. */
static bool
save(struct model *model, const char *path, bool replace)
{
    char *full = home_path(path);
    size_t saved = 0;
    int result;

    if (!full) {
        prompt_refuse(model, "%s", mp_strerror(-ENOMEM));
        return false;
    }
    result = workerfile_save(model->supervisor, full, replace, &saved);
    if (result < 0) {
        refuse_save(model, full, result);
    } else {
        tell_saved(model, full, saved);
    }
    free(full);
    return result == 0;
}

bool
dialogs_save(struct model *model, const char *path)
{
    return save(model, path, false);
}

bool
dialogs_save_over(struct model *model, const char *path)
{
    return save(model, path, true);
}

/* What is changed of several rows, and how that went. */
struct change {
    const char *variable;
    int signum;
    int result; /* 0, or the first error */
};

/* Change a variable of one row. */
static void
set_variable(struct model *model, struct worker *worker, void *context)
{
    struct change *change = context;

    if (change->result == 0) {
        change->result = supervisor_set_variable(
            model->supervisor, worker, change->variable);
    }
}

bool
dialogs_set_variable(struct model *model, const char *change)
{
    struct change all = { .variable = change };

    model_each_target(model, set_variable, &all);
    if (all.result == -EINVAL) {
        prompt_refuse(model, _("NAME=VALUE is expected, or NAME to unset it"));
    } else if (all.result < 0) {
        prompt_refuse(model, "%s", mp_strerror(all.result));
    }
    return all.result == 0;
}

/* Change the signal that terminates one row. */
static void
set_stop_signal(struct model *model, struct worker *worker, void *context)
{
    struct change *change = context;

    if (change->result == 0) {
        change->result = supervisor_set_stop_signal(
            model->supervisor, worker, change->signum);
    }
}

bool
dialogs_set_stop_signal(struct model *model, const char *text)
{
    struct change all = { .signum = dialogs_find_signal(text) };

    if (all.signum == 0) {
        prompt_refuse(model, _("There is no signal '%s'"), text);
        return false;
    }
    model_each_target(model, set_stop_signal, &all);
    if (all.result < 0) {
        prompt_refuse(model, "%s", mp_strerror(all.result));
    }
    return all.result == 0;
}
