#include "ui/dashboard_signal.h"

#include <signal.h>

#include "ui/dashboard_look.h"

void
dashboard_leave_by_signal(struct dashboard *dashboard, int signum)
{
    if (dashboard->signum == 0) {
        dashboard->signum = signum;
    }
    model_notice_clear(&dashboard->model);
    dashboard->model.leave.final = true;
    model_leave(&dashboard->model, LEAVE_FORCING);
}

/* Act on what a shell or a window does to the terminal. */
static void
act_on_terminal_signal(struct dashboard *dashboard, int signum)
{
    if (dashboard->plain && signum == SIGTSTP) {
        plain_suspend(dashboard->plain);
        return;
    }
    if (!dashboard->terminal) {
        if (signum == SIGTSTP) {
            raise(SIGSTOP);
        }
        return;
    }
    switch (signum) {
    case SIGWINCH:
        terminal_resize(dashboard->terminal);
        break;
    case SIGCONT:
        terminal_resize(dashboard->terminal);
        dashboard_redraw(dashboard);
        break;
    case SIGTSTP:
        terminal_suspend(dashboard->terminal);
        terminal_resize(dashboard->terminal);
        dashboard_redraw(dashboard);
        break;
    default:
        break;
    }
}

void
dashboard_signal(struct dashboard *dashboard, int signum)
{
    switch (signum) {
    case SIGINT:
        model_notice_clear(&dashboard->model);
        model_leave(&dashboard->model, LEAVE_ASKED);
        break;
    case SIGTERM:
    case SIGHUP:
        dashboard_leave_by_signal(dashboard, signum);
        break;
    default:
        act_on_terminal_signal(dashboard, signum);
        break;
    }
}
