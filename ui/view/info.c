/* Everything about one process: what the library says of it, what the system
 * does, how it is to live and how its lives went. */
#include <stdio.h>

#include "src/supervise/identity.h"
#include "src/supervise/why.h"
#include "ui/translate.h"
#include "ui/view/cell.h"
#include "ui/view/info_parts.h"
#include "ui/view/lane_text.h"

enum {
    TEXT_SIZE = 2048
};

struct info {
    struct text_page page;
    uint64_t worker; /* id of the one that was drawn last ... */
    pid_t pid;       /* ... and of the process below it, or 0 */
};

/* Add a row with what a column of the table says. */
static void
add_cell(
    struct text_page *page,
    const struct model *model,
    const struct worker *worker,
    enum column column,
    const char *left)
{
    char text[CELL_SIZE];

    cell_text(model, worker, model->now, column, 40, text);
    text_page_row(page, left, text);
}

/* Tell who said whether a worker is a daemon: Python's would inherit it from its
 * creator if nobody had, mptop always says it. */
static const char *
daemon_source(const struct worker *worker)
{
    if (worker->daemon_switched) {
        return _("said by you");
    }
    if (worker->function) {
        return _("said by the tutorial");
    }
    return worker->daemon ? _("as all commands are that do not say otherwise")
                          : _("said by its file");
}

/* Add what Python's object tells. */
static void
add_object(
    struct text_page *page, const struct model *model, struct worker *worker)
{
    char text[TEXT_SIZE], why[512];

    text_page_title(page, _("Process"));
    info_safe(page, "repr", identity_repr(worker, text, sizeof(text)));
    worker_why(worker, model->now, why, sizeof(why));
    snprintf(
        text, sizeof(text), "%s%s%s", worker_state_name(worker->state),
        why[0] ? ": " : "", why);
    text_page_row(page, _("state"), text);
    info_safe(page, _("target"), worker->target);
    info_safe(
        page, worker->function ? _("arguments") : _("command"),
        identity_arguments(worker, text, sizeof(text)));
    add_cell(page, model, worker, COLUMN_PID, "pid");
    text_page_row(
        page, _("daemon"),
        worker->daemon ? _("yes: it is ended when mptop ends")
                       : _("no: mptop waits for it when it is to end"));
    text_page_row(page, "", daemon_source(worker));
    add_cell(page, model, worker, COLUMN_EXITCODE, "exitcode");
    text_page_row(
        page, "authkey", identity_fingerprint(worker, text, sizeof(text)));
}

/* Say what a worker depends on. */
static void
add_dependencies(struct text_page *page, const struct policy *policy)
{
    for (size_t i = 0; i < policy->dependency_count; i++) {
        char text[512];

        snprintf(
            text, sizeof(text), "%s: %s", policy->dependencies[i].name,
            policy_condition_name(policy->dependencies[i].condition));
        info_safe(page, i == 0 ? _("depends on") : "", text);
    }
}

/* Say when a worker counts as ready, if not at once. */
static void
add_ready(struct text_page *page, const struct worker *worker)
{
    static const char *const ways[] = {
        [POLICY_READY_LOG] = N_("when a line matches"),
        [POLICY_READY_COMMAND] = N_("when it succeeds:"),
        [POLICY_READY_HTTP] = N_("when the server answers at"),
    };
    const struct policy_probe *probe = &worker->policy->ready;
    char text[1024];

    if (probe->kind == POLICY_READY_STARTED) {
        return;
    }
    snprintf(
        text, sizeof(text), "%s, %s %s",
        worker->ready ? _("yes") : _("not yet"), _(ways[probe->kind]),
        probe->text ? probe->text : "/");
    info_safe(page, _("ready"), text);
}

/* Say what happens when a worker ends by itself. */
static void
add_restart(struct text_page *page, const struct worker *worker)
{
    static const char *const words[] = {
        [POLICY_RESTART_NO] = N_("no"),
        [POLICY_RESTART_ON_FAILURE] = N_("on failure"),
        [POLICY_RESTART_ALWAYS] = N_("always"),
        [POLICY_EXIT_ON_FAILURE] = N_("no; its failure ends all"),
    };
    const struct policy *policy = worker->policy;
    char most[64] = "", text[256];

    if (policy->restarts_most > 0) {
        snprintf(
            most, sizeof(most), _(", at most %u times in a row"),
            policy->restarts_most);
    }
    snprintf(text, sizeof(text), "%s%s", _(words[policy->restart]), most);
    text_page_row(page, _("restart"), text);
}

/* Say how a worker is stopped. */
static void
add_stop(struct text_page *page, const struct policy *policy)
{
    char name[32], text[1024], kill[64] = "";

    if (policy->stop_timeout > 0) {
        snprintf(
            kill, sizeof(kill), _(", after %g s SIGKILL"),
            policy->stop_timeout);
    }
    if (policy->stop_command) {
        snprintf(
            text, sizeof(text), _("by the command %s%s"), policy->stop_command,
            kill);
    } else {
        int signum = policy->stop_signal ? policy->stop_signal : 15;

        snprintf(
            text, sizeof(text), _("SIG%s to %s%s"),
            worker_signal_name(signum, name, sizeof(name)),
            policy->stop_leader_only ? _("the process alone") : _("its group"),
            kill);
    }
    info_safe(page, _("stop"), text);
}

/* Add how the worker is to live. */
static void
add_policy(struct text_page *page, const struct worker *worker)
{
    const struct policy *policy = worker->policy;

    text_page_title(page, _("How it is to live"));
    if (policy->description) {
        info_safe(page, _("description"), policy->description);
    }
    if (policy->cwd) {
        info_safe(page, _("folder"), policy->cwd);
    }
    text_page_row(
        page, _("start"),
        policy->manual ? _("when it is asked for") : _("with the others"));
    add_dependencies(page, policy);
    add_ready(page, worker);
    add_restart(page, worker);
    add_stop(page, policy);
    if (policy->log.file) {
        info_safe(page, _("log"), policy->log.file);
    }
}

/* Add the lives that are kept, the latest first. */
static void
add_lives(
    struct text_page *page,
    const struct model *model,
    const struct worker *worker)
{
    enum {
        LIVES_MOST = 64
    };
    struct history_life lives[LIVES_MOST];
    size_t place = 0, count = 0;
    char left[24], words[256], text[300];

    if (worker->lives == 0) {
        return;
    }
    while (history_next_life(
        worker->history, &place, &lives[count % LIVES_MOST])) {
        count++;
    }
    text_page_title(page, _("Lives"));
    for (size_t i = 0; i < count && i < LIVES_MOST; i++) {
        const struct history_life *life = &lives[(count - 1 - i) % LIVES_MOST];

        lane_life(life, model->now, words, sizeof(words));
        snprintf(left, sizeof(left), "%u", life->number);
        snprintf(text, sizeof(text), "pid %d, %s", (int) life->pid, words);
        text_page_row(page, left, text);
    }
}

/* Add all about a worker. */
static void
add_all(
    struct text_page *page, const struct model *model, struct worker *worker)
{
    const struct stats_detail *detail = &model->detail;
    bool known = worker->alive && detail->pid == worker->pid;

    add_object(page, model, worker);
    if (known) {
        info_system(page, model, worker);
    }
    add_policy(page, worker);
    add_lives(page, model, worker);
    if (known) {
        info_lists(page, detail);
    }
}

static void
info_open(void *state, struct model *model)
{
    struct info *info = state;

    (void) model;
    info->page.cursor = 0;
}

static struct view_rows
info_rows(const void *state, const struct model *model, int body, int columns)
{
    (void) state;
    (void) model;
    (void) columns;
    return (struct view_rows){ .least = 1, .wanted = body };
}

static bool
info_command(void *state, struct model *model, enum command command)
{
    struct info *info = state;
    size_t count = rows_count(&model->rows);

    if (count > 0 && (command == COMMAND_NEXT || command == COMMAND_PREVIOUS)) {
        size_t step = command == COMMAND_NEXT ? 1 : count - 1;

        model->chosen.pid = 0;
        model_select(model, (model->place + step) % count);
        return true;
    }
    return text_page_command(&info->page, model, command);
}

static enum command
info_mouse(void *state, struct model *model, const struct view_mouse *mouse)
{
    text_page_mouse(&((struct info *) state)->page, model, mouse);
    return COMMAND_NONE;
}

/* How much the worker that is shown runs is wanted as the table has it. */
static size_t
info_workers(
    const void *state,
    const struct model *model,
    struct worker **rows,
    size_t most)
{
    struct worker *worker = model_selected(model);

    (void) state;
    if (!worker || model->chosen.pid != 0 || most == 0) {
        return 0;
    }
    rows[0] = worker;
    return 1;
}

/* Begin at the top of what was not drawn last. */
static void
follow(struct info *info, const struct model *model)
{
    if (info->worker != model->selected || info->pid != model->chosen.pid) {
        info->page.cursor = 0;
        info->worker = model->selected;
        info->pid = model->chosen.pid;
    }
}

static void
info_draw(void *state, const struct model *model, const struct canvas *canvas)
{
    struct info *info = state;
    struct worker *worker = model_selected(model);
    char title[128];

    if (!worker && model->chosen.pid == 0) {
        canvas_rule(canvas, 0, _("Process"), _("there is none"));
        return;
    }
    follow(info, model);
    text_page_begin(
        &info->page, INFO_LEFT + 2, canvas->area.columns - INFO_LEFT - 3);
    if (model->chosen.pid != 0) {
        snprintf(title, sizeof(title), "%s", model->chosen.name);
        info_descendant(&info->page, model);
    } else {
        draw_safe(worker->name, title, sizeof(title));
        add_all(&info->page, model, worker);
    }
    text_page_draw(&info->page, canvas, title);
}

const struct view info_view = {
    .place = VIEW_BODY,
    .pages = ON_INFO,
    .dirty = DIRTY_ROWS | DIRTY_SELECTION | DIRTY_CLOCK | DIRTY_NUMBERS
        | DIRTY_LAYOUT,
    .needs = VIEW_NEEDS_CLOCK | VIEW_NEEDS_DETAIL,
    .state_size = sizeof(struct info),
    .open = info_open,
    .rows = info_rows,
    .command = info_command,
    .mouse = info_mouse,
    .workers = info_workers,
    .draw = info_draw,
};
