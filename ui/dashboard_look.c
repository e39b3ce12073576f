#include "ui/dashboard_look.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "ui/export.h"
#include "ui/model_look.h"
#include "ui/settings.h"
#include "ui/term/clipboard.h"
#include "ui/translate.h"

const struct theme *
dashboard_theme(struct dashboard *dashboard)
{
    struct terminal *terminal = dashboard->terminal;
    int colors = terminal ? terminal_colors(terminal) : dashboard->colors;
    const struct theme *theme = theme_find(dashboard->model.theme);

    snprintf(
        dashboard->theme, sizeof(dashboard->theme), "%s",
        dashboard->model.theme);
    dashboard->background = terminal ? terminal_background(terminal) : -1;
    if (theme) {
        return theme_reduce(theme, colors);
    }
    return theme_choose(
        colors,
        dashboard->background >= 0 ? theme_background_of(dashboard->background)
                                   : theme_background(getenv("COLORFGBG")));
}

void
dashboard_suit_theme(struct dashboard *dashboard)
{
    struct terminal *terminal = dashboard->terminal;
    int32_t background = terminal ? terminal_background(terminal) : -1;

    if (background == dashboard->background
        && strcmp(dashboard->theme, dashboard->model.theme) == 0) {
        return;
    }
    shell_set_theme(dashboard->shell, dashboard_theme(dashboard));
    dashboard->model.dirty = DIRTY_ALL;
}

void
dashboard_redraw(struct dashboard *dashboard)
{
    frames_redraw(&dashboard->frames);
    if (dashboard->plain) {
        plain_again(dashboard->plain);
    }
    dashboard->model.dirty = DIRTY_ALL;
}

void
dashboard_record(struct dashboard *dashboard)
{
    if (dashboard->plain) {
        model_tell(
            &dashboard->model, MESSAGE_BAD, "%s",
            _("Nothing is drawn here that could be recorded"));
        return;
    }
    recorder_toggle(dashboard->recorder, &dashboard->frames.grid);
}

void
dashboard_switch_mouse(struct dashboard *dashboard)
{
    struct model *model = &dashboard->model;
    bool wanted, got;

    if (!dashboard->terminal) {
        return; /* nobody sees the screen */
    }
    wanted = !terminal_has_mouse(dashboard->terminal);
    got = terminal_set_mouse(dashboard->terminal, wanted);
    dashboard_redraw(dashboard);
    if (wanted && !got) {
        model_tell(
            model, MESSAGE_WARNING, _("This terminal does not report a mouse"));
    } else if (got) {
        model_tell(model, MESSAGE_PLAIN, _("The mouse works in mptop again"));
    } else {
        model_tell(
            model, MESSAGE_PLAIN,
            _("The mouse is the terminal's now, to select text with"));
    }
}

/* Say what was saved. */
static void
tell_saved(struct dashboard *dashboard, unsigned look)
{
    model_tell(
        &dashboard->model, MESSAGE_GOOD,
        look == LOOK_THEME         ? _("Theme saved in %s")
            : look == LOOK_COLUMNS ? _("Columns saved in %s")
                                   : _("Settings saved in %s"),
        dashboard->settings);
}

void
dashboard_save_settings(struct dashboard *dashboard)
{
    struct model *model = &dashboard->model;
    unsigned look = model_take_look(model);
    char error[512];

    if (!dashboard->settings) {
        return; /* nobody sees the screen */
    }
    if (settings_save(dashboard->settings, model, look, error, sizeof(error))
        < 0) {
        model_tell(
            model, MESSAGE_WARNING, "%s: %s", _("Settings not saved"), error);
    } else {
        tell_saved(dashboard, look);
    }
}

void
dashboard_export(struct dashboard *dashboard)
{
    struct model *model = &dashboard->model;
    char *path = model->export_path;
    char error[512];

    model->export_path = NULL;
    if (export_timeline(path, model, error, sizeof(error)) < 0) {
        model_tell(
            model, MESSAGE_WARNING, "%s: %s", _("Timeline not written"), error);
    } else {
        model_tell(model, MESSAGE_GOOD, _("Timeline written into %s"), path);
    }
    free(path);
}

_Static_assert(COPIED_MOST <= CLIPBOARD_MOST, "what is copied has room");

void
dashboard_copy(struct dashboard *dashboard)
{
    struct model *model = &dashboard->model;
    struct copied copied = model->copied;

    model->copied = (struct copied){ NULL, 0, 0, 0 };
    if (!dashboard->terminal
        || terminal_copy(dashboard->terminal, copied.text, copied.size) < 0) {
        model_tell(
            model, MESSAGE_WARNING, "%s",
            _("Not copied: there is no terminal with a clipboard"));
    } else if (copied.lines < copied.wanted) {
        model_tell(
            model, MESSAGE_WARNING,
            _("Only %zu of %zu lines copied: no terminal takes more at once"),
            copied.lines, copied.wanted);
    } else {
        model_tell(
            model, MESSAGE_GOOD,
            ngettext("%zu line copied", "%zu lines copied", copied.lines),
            copied.lines);
    }
    free(copied.text);
}
