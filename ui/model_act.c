#include "ui/model_act.h"

#include <errno.h>
#include <stdlib.h>

#include "ui/dialogs.h"
#include "ui/model_descendant.h"
#include "ui/translate.h"

/* List the rows that a key is about: those tagged and shown, else the selected
 * one.  Ids, for what is done may change the rows.  To be freed; NULL: there is
 * no memory. */
static uint64_t *
list_targets(const struct model *model, size_t *n)
{
    size_t count = model->tags.count > 0 ? rows_count(&model->rows) : 0;
    uint64_t *ids = calloc(count + 1, sizeof(*ids));

    *n = 0;
    if (!ids) {
        return NULL;
    }
    for (size_t i = 0; i < count; i++) {
        uint64_t id = rows_worker(&model->rows, i)->id;

        if (tags_has(&model->tags, id)) {
            ids[(*n)++] = id;
        }
    }
    if (*n == 0 && model->selected != 0) {
        ids[(*n)++] = model->selected;
    }
    return ids;
}

void
model_each_target(
    struct model *model,
    void (*visit)(struct model *model, struct worker *worker, void *context),
    void *context)
{
    size_t count;
    uint64_t *ids = list_targets(model, &count);

    if (!ids) {
        model_tell(model, MESSAGE_WARNING, _("No memory to act on the rows"));
        return;
    }
    for (size_t i = 0; i < count; i++) {
        struct worker *worker = supervisor_find(model->supervisor, ids[i]);

        if (worker) {
            visit(model, worker, context);
        }
    }
    free(ids);
}

/* Count the rows that a signal would reach. */
static void
count_living(struct model *model, struct worker *worker, void *context)
{
    size_t *count = context;

    (void) model;
    *count += model_worker_lives(worker);
}

/* Do an action to one row; a refusal is told by the supervisor's event. */
static void
act_on(struct model *model, struct worker *worker, void *context)
{
    const enum action *action = context;
    double timeout = model->count > 0 ? model->count : MP_FOREVER;

    if (*action == ACTION_SIGNAL) {
        supervisor_signal(model->supervisor, worker, model->signum);
    } else {
        supervisor_act(model->supervisor, *action, worker, timeout);
    }
}

/* Do an action to the rows that are meant; ask before it signals several. */
static void
act_or_ask(struct model *model, enum action action)
{
    const struct action_info *info = action_info(action);
    size_t living = 0;

    if (info->signals) {
        model_each_target(model, count_living, &living);
    }
    if (living > 1) {
        model_question(
            model, action, _("%s %zu processes? y/n"), _(info->label), living);
        return;
    }
    model_each_target(model, act_on, &action);
}

void
model_act(struct model *model, enum action action)
{
    model->descendant.pid = 0;
    if (model_descendant(model)) {
        model_act_on_descendant(model, action);
        return;
    }
    if (!model_selected(model)) {
        model_tell(model, MESSAGE_WARNING, _("There is no process to act on"));
        return;
    }
    switch (action) {
    case ACTION_SIGNAL:
        dialogs_signal(model);
        break;
    case ACTION_RENAME:
        dialogs_rename(model);
        break;
    case ACTION_DUPLICATE:
        dialogs_duplicate(model);
        break;
    case ACTION_REMOVE:
        dialogs_remove(model);
        break;
    default:
        act_or_ask(model, action);
        break;
    }
}

void
model_signal(struct model *model, int signum)
{
    const struct descendant *chosen = model_descendant(model);

    model->signum = signum;
    if (model->descendant.pid == 0 && chosen) {
        model->descendant = *chosen; /* the palette did not ask for it */
    }
    if (model->descendant.pid != 0) {
        model_ask_descendant(model);
        return;
    }
    act_or_ask(model, ACTION_SIGNAL);
}

void
model_answer(struct model *model, bool yes)
{
    enum action action = model->asked_action;

    model_notice_clear(model);
    if (model->descendant.pid != 0) {
        if (yes) {
            model_signal_descendant(model);
        }
        model->descendant.pid = 0;
        return;
    }
    if (yes) {
        model_each_target(model, act_on, &action);
    }
}

/* Stop joining one row, if it is being joined. */
static void
stop_joining(struct model *model, struct worker *worker, void *context)
{
    bool *any = context;

    if (worker->join_since != 0) {
        supervisor_act(
            model->supervisor, ACTION_STOP_JOINING, worker, MP_FOREVER);
        *any = true;
    }
}

bool
model_stop_joining(struct model *model)
{
    bool any = false;

    model_each_target(model, stop_joining, &any);
    return any;
}

void
model_type(struct model *model, key code)
{
    const struct worker *worker = model_selected(model);
    int result = -ENOTTY;

    if (console_shows(&model->console, worker)) {
        result = console_key(&model->console, code);
    }
    if (result == -ENOTTY) {
        model_tell(
            model, MESSAGE_WARNING, "%s",
            _("Nobody is there to type to; Esc goes back"));
    } else if (result < 0) {
        model_tell(
            model, MESSAGE_WARNING, "%s",
            _("It does not read what is typed; this key is lost"));
    }
}
