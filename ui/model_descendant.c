#include "ui/model_descendant.h"

#include <errno.h>
#include <signal.h>
#include <string.h>

#include "src/supervise/descendant.h"
#include "ui/dialogs.h"
#include "ui/translate.h"

const struct descendant *
model_descendant(const struct model *model)
{
    bool can = model->page == PAGE_CHILDREN || model->page == PAGE_INFO;

    return can && model->chosen.pid != 0 ? &model->chosen : NULL;
}

void
model_act_on_descendant(struct model *model, enum action action)
{
    const struct descendant *chosen = model_descendant(model);

    switch (action) {
    case ACTION_SIGNAL:
        model->descendant = *chosen;
        dialogs_signal(model);
        break;
    case ACTION_TERMINATE:
    case ACTION_KILL:
        model->descendant = *chosen;
        model->signum = action == ACTION_KILL ? SIGKILL : SIGTERM;
        model_ask_descendant(model);
        break;
    default:
        model_tell(
            model, MESSAGE_WARNING,
            _("%d was not started by us: select its worker above it"),
            (int) chosen->pid);
        break;
    }
}

void
model_ask_descendant(struct model *model)
{
    char name[32];

    model_question(
        model, ACTION_SIGNAL, _("SIG%s to %d %s, not started by mptop? y/n"),
        worker_signal_name(model->signum, name, sizeof(name)),
        (int) model->descendant.pid, model->descendant.name);
}

void
model_signal_descendant(struct model *model)
{
    const struct descendant *target = &model->descendant;
    int result = descendant_signal(target->pid, target->started, model->signum);
    enum message_kind kind = result < 0 ? MESSAGE_WARNING : MESSAGE_ASKED;
    char name[32];

    worker_signal_name(model->signum, name, sizeof(name));
    model_tell(
        model, kind, "%d %s signal(): SIG%s %s%s", (int) target->pid,
        target->name, name, result < 0 ? "not sent: " : "sent",
        result == -ESRCH ? "it has ended"
            : result < 0 ? strerror(-result)
                         : "");
}
