/* What the system tells of a process. */
#include <stdio.h>
#include <string.h>

#include "src/supervise/descendant.h"
#include "ui/translate.h"
#include "ui/view/info_parts.h"

enum {
    TEXT_SIZE = 2048
};

void
info_safe(struct text_page *page, const char *left, const char *bytes)
{
    char text[TEXT_SIZE];

    text_page_row(page, left, draw_safe(bytes, text, sizeof(text)));
}

/* Add a row with a number. */
static void
add_number(struct text_page *page, const char *left, int number)
{
    char text[16];

    snprintf(text, sizeof(text), "%d", number);
    text_page_row(page, left, text);
}

/* Add a row with a count of bytes. */
static void
add_bytes(struct text_page *page, const char *left, bool known, uint64_t bytes)
{
    char text[16] = "-";

    if (known) {
        draw_bytes(bytes, text, sizeof(text));
    }
    text_page_row(page, left, text);
}

/* Add who it belongs to. */
static void
add_place(
    struct text_page *page,
    const struct model *model,
    const struct stats_detail *detail)
{
    char text[64];

    snprintf(
        text, sizeof(text), "%d%s", (int) detail->parent,
        detail->parent == model->pid ? " (mptop)" : "");
    text_page_row(page, _("parent"), text);
    add_number(page, _("group"), (int) detail->group);
    add_number(page, _("session"), (int) detail->session);
}

/* Add when it was started. */
static void
add_start(
    struct text_page *page,
    const struct model *model,
    const struct stats_detail *detail)
{
    char moment[32], lasted[16], text[64];
    int64_t lived = model->now - detail->started;

    draw_moment(model->wall - lived, false, moment, sizeof(moment));
    draw_duration(lived < 0 ? 0 : lived, lasted, sizeof(lasted));
    snprintf(text, sizeof(text), _("%s, %s ago"), moment, lasted);
    text_page_row(page, _("started"), text);
}

/* Add how much it runs: as the table has it, which looked at it before. */
static void
add_cpu(
    struct text_page *page,
    const struct model *model,
    const struct worker *worker)
{
    const struct numbers_row *row =
        worker ? numbers_of(&model->numbers, worker) : NULL;
    char text[32];

    snprintf(
        text, sizeof(text), "%.1f",
        row && row->looked ? (double) row->cpu : model->detail.cpu);
    text_page_row(page, "CPU%", text);
}

void
info_system(
    struct text_page *page,
    const struct model *model,
    const struct worker *worker)
{
    const struct stats_detail *detail = &model->detail;
    char letter[2] = { detail->state ? detail->state : '-', '\0' };

    text_page_title(page, _("In the system"));
    add_place(page, model, detail);
    text_page_row(page, _("kernel's state"), letter);
    add_start(page, model, detail);
    add_cpu(page, model, worker);
    add_bytes(page, "RSS", true, detail->rss);
    add_number(page, _("threads"), detail->threads);
    add_number(page, "nice", detail->nice);
    add_bytes(page, _("read"), detail->io, detail->read);
    add_bytes(page, _("written"), detail->io, detail->written);
}

/* Add a list of what the system told, as far as it was kept. */
static void
add_list(
    struct text_page *page,
    const char *title,
    char *const *list,
    size_t count,
    size_t total,
    char separator)
{
    char head[64], left[24];

    text_page_title(page, title);
    for (size_t i = 0; i < count; i++) {
        const char *rest = strchr(list[i], separator);
        size_t size = rest ? (size_t) (rest - list[i]) : strlen(list[i]);

        if (size + 4 >= INFO_LEFT || !rest) {
            info_safe(page, "", list[i]);
            continue;
        }
        snprintf(left, sizeof(left), "%.*s", (int) size, list[i]);
        info_safe(page, left, rest + 1);
    }
    if (total > count) {
        snprintf(head, sizeof(head), _("and %zu more"), total - count);
        text_page_row(page, "", head);
    }
}

void
info_lists(struct text_page *page, const struct stats_detail *detail)
{
    add_list(
        page, _("Descriptors"), detail->descriptors, detail->descriptor_count,
        detail->descriptor_total, ' ');
    add_list(
        page, _("Environment"), detail->variables, detail->variable_count,
        detail->variable_total, '=');
}

/* Say whose it is: the worker above it. */
static void
add_worker(struct text_page *page, const struct model *model)
{
    const struct worker *worker =
        supervisor_find(model->supervisor, model->chosen.worker);
    char name[256], text[320];

    draw_safe(worker ? worker->name : "-", name, sizeof(name));
    snprintf(text, sizeof(text), _("%s, or what it started"), name);
    text_page_row(page, _("started by"), text);
}

void
info_descendant(struct text_page *page, const struct model *model)
{
    const struct descendant *chosen = &model->chosen;
    const struct stats_detail *detail = &model->detail;
    bool known = detail->pid == chosen->pid
        && descendant_is(detail->started, chosen->started);

    text_page_title(page, _("Process"));
    info_safe(
        page, _("command"),
        known && detail->command ? detail->command : chosen->name);
    add_number(page, "pid", (int) chosen->pid);
    add_worker(page, model);
    if (!known) {
        text_page_row(
            page, _("state"),
            model->frozen ? _("not known: the screen is frozen")
                          : _("it has ended"));
        return;
    }
    info_system(page, model, NULL);
    info_lists(page, detail);
}
