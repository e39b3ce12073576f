#include "ui/prompt.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "ui/model.h"

/* Choices that a page key goes over. */
#define PAGE 8

void
prompt_update(struct model *model)
{
    struct prompt *prompt = &model->prompt;

    model->dirty |= DIRTY_NOTICE;
    choices_clear(&prompt->choices);
    if (prompt->use->complete) {
        prompt->use->complete(
            prompt->context, model, prompt->line.text, &prompt->choices);
    }
}

void
prompt_open(
    struct model *model,
    const struct prompt_use *use,
    void *context,
    const char *text)
{
    struct prompt *prompt = &model->prompt;

    prompt_cancel(model);
    prompt->use = use;
    prompt->context = context;
    prompt->refusal[0] = '\0';
    line_set(&prompt->line, text);
    model->dirty |= DIRTY_LAYOUT;
    prompt_update(model);
}

/* Close it; its text stays for whoever looks at it. */
static void
close_prompt(struct model *model)
{
    model->prompt.use = NULL;
    model->prompt.refusal[0] = '\0';
    model->dirty |= DIRTY_LAYOUT;
}

void
prompt_cancel(struct model *model)
{
    const struct prompt_use *use = model->prompt.use;

    if (use) {
        close_prompt(model);
        if (use->cancelled) {
            use->cancelled(model->prompt.context, model);
        }
    }
}

void
prompt_refuse(struct model *model, const char *format, ...)
{
    struct prompt *prompt = &model->prompt;
    char text[sizeof(prompt->refusal)];
    va_list arguments;

    va_start(arguments, format);
    vsnprintf(text, sizeof(text), format, arguments);
    va_end(arguments);
    text_sanitize(text, strlen(text), prompt->refusal, sizeof(prompt->refusal));
    model->dirty |= DIRTY_LAYOUT;
}

/* The text is another one. */
static void
text_changed(struct model *model)
{
    struct prompt *prompt = &model->prompt;

    if (prompt->refusal[0]) {
        prompt->refusal[0] = '\0';
        model->dirty |= DIRTY_LAYOUT;
    }
    if (prompt->use->changed) {
        prompt->use->changed(prompt->context, model, prompt->line.text);
    }
    if (prompt->use) {
        prompt_update(model);
    }
}

/* Take the line, or the choice that stands for it. */
static void
accept(struct model *model)
{
    struct prompt *prompt = &model->prompt;
    const struct prompt_use *use = prompt->use;
    const struct choice *choice = choices_selected(&prompt->choices);
    char text[LINE_ROOM];
    char refusal[sizeof(prompt->refusal)];

    snprintf(
        text, sizeof(text), "%s",
        use->is_menu && choice ? choice->text : prompt->line.text);
    close_prompt(model);
    if (use->accepted(prompt->context, model, text) || prompt->use) {
        return;
    }
    memcpy(refusal, prompt->refusal, sizeof(refusal));
    prompt->use = use;
    prompt_update(model);
    memcpy(prompt->refusal, refusal, sizeof(refusal));
}

/* Put the selected choice into the line. */
static void
complete(struct model *model)
{
    struct prompt *prompt = &model->prompt;
    const struct choice *choice = choices_selected(&prompt->choices);

    if (choice && strcmp(choice->text, prompt->line.text) != 0) {
        line_set(&prompt->line, choice->text);
        text_changed(model);
    }
}

/* Move the selection among the choices. */
static void
move(struct model *model, int steps)
{
    choices_move(&model->prompt.choices, steps);
    model->dirty |= DIRTY_NOTICE;
}

/* Do what a key means beside the line; returns whether it means something. */
static bool
own_key(struct model *model, key code)
{
    switch (code) {
    case KEYCODE_ESCAPE:
    case KEYCODE_CTRL_C:
        prompt_cancel(model);
        return true;
    case KEYCODE_ENTER:
        accept(model);
        return true;
    case KEYCODE_TAB:
        complete(model);
        return true;
    case KEYCODE_DOWN:
    case KEYCODE_CTRL_N:
        move(model, 1);
        return true;
    case KEYCODE_UP:
    case KEYCODE_CTRL_P:
    case KEYCODE_BACK_TAB:
        move(model, -1);
        return true;
    case KEYCODE_PAGE_DOWN:
        move(model, PAGE);
        return true;
    case KEYCODE_PAGE_UP:
        move(model, -PAGE);
        return true;
    default:
        return false;
    }
}

bool
prompt_key(struct model *model, key code)
{
    struct prompt *prompt = &model->prompt;

    if (!prompt->use || code == KEYCODE_CTRL_L || code == KEYCODE_CTRL_Z) {
        return false;
    }
    if (own_key(model, code)) {
        return true;
    }
    model->dirty |= DIRTY_NOTICE;
    if (line_key(&prompt->line, code) == LINE_CHANGED) {
        text_changed(model);
    }
    return true;
}

void
prompt_press(struct model *model, size_t index)
{
    struct prompt *prompt = &model->prompt;

    if (prompt->choices.selected == index) {
        prompt_key(model, prompt->use->is_menu ? KEYCODE_ENTER : KEYCODE_TAB);
        return;
    }
    prompt->choices.selected = index;
    model->dirty |= DIRTY_NOTICE;
}

bool
prompt_takes_alt(const struct model *model, key code)
{
    if (!model->prompt.use) {
        return false;
    }
    for (int i = 0; line_bindings[i].edit; i++) {
        for (int k = 0; k < LINE_KEYS; k++) {
            if (line_bindings[i].keys[k] == code) {
                return true;
            }
        }
    }
    return false;
}
