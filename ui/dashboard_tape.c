#include "ui/dashboard_tape.h"

#include <stdio.h>

#include "ui/dashboard_input.h"
#include "ui/translate.h"

/* Type a key of the tape's. */
static void
type(void *context, key code)
{
    dashboard_key(context, code);
}

static const struct grid *
screen(void *context, bool settled)
{
    struct dashboard *dashboard = context;

    return settled ? frames_settled(&dashboard->frames, &dashboard->model)
                   : &dashboard->frames.grid;
}

static char *
text(void *context)
{
    struct dashboard *dashboard = context;

    return recorder_text(dashboard->recorder, &dashboard->frames.grid);
}

static void
mark(void *context, const char *label)
{
    struct dashboard *dashboard = context;

    supervisor_mark(dashboard->model.supervisor, label);
}

static void
written(void *context, const char *path)
{
    struct dashboard *dashboard = context;
    char label[512];

    snprintf(label, sizeof(label), "Screenshot %s", path);
    recorder_mark(dashboard->recorder, label);
}

static void
record(void *context, bool shown)
{
    struct dashboard *dashboard = context;

    recorder_hold(dashboard->recorder, !shown);
}

void
dashboard_tape_open(struct dashboard *dashboard)
{
    static const struct tape_host host = {
        .type = type,
        .screen = screen,
        .text = text,
        .mark = mark,
        .written = written,
        .record = record,
    };

    if (dashboard->tape) {
        tape_player_open(
            &dashboard->player, dashboard->tape, dashboard->loop,
            &dashboard->model, &host, dashboard);
    }
}

/* End the dashboard, whatever is alive. */
static void
leave(struct dashboard *dashboard)
{
    struct model *model = &dashboard->model;

    if (model->leave.phase == LEAVE_DONE || model->leave.final) {
        return;
    }
    recorder_hold(dashboard->recorder, true);
    model->leave.final = true;
    model_leave(model, LEAVE_FORCING);
    model_leave_check(model);
}

void
dashboard_tape_turn(struct dashboard *dashboard)
{
    struct tape_player *player = &dashboard->player;

    tape_player_turn(player);
    if (player->progress == TAPE_FAILED
        || (player->progress == TAPE_ENDED && !dashboard->terminal)) {
        leave(dashboard);
    } else if (
        dashboard->model.leave.phase == LEAVE_DONE && dashboard->signum == 0
        && !dashboard->terminal) {
        tape_player_finish(player);
    }
}

void
dashboard_tape_typed(struct dashboard *dashboard, key code)
{
    if (tape_player_typed(&dashboard->player, code)) {
        model_tell(&dashboard->model, MESSAGE_PLAIN, _("The tape was stopped"));
    }
}
