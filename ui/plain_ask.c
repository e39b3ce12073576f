#include "ui/plain_ask.h"

#include <stdio.h>
#include <string.h>

#include "ui/plain_words.h"
#include "ui/translate.h"

/* Say something, unless it was said last. */
static void
say(struct plain_ask *ask,
    bool ascii,
    const struct model *model,
    const char *text)
{
    if (strcmp(ask->said, text) != 0) {
        snprintf(ask->said, sizeof(ask->said), "%s", text);
        plain_say(ascii, model->wall, "%s", text);
    }
}

/* Note who asks now; tells whether that is another one than before. */
static bool
is_new(struct plain_ask *ask, const void *use)
{
    if (ask->use == use) {
        return false;
    }
    ask->use = use;
    ask->said[0] = '\0';
    return true;
}

/* Say a row of a list: where it is, and what it says. */
static void
row_text(
    char *text,
    size_t size,
    size_t place,
    size_t count,
    const char *const parts[3])
{
    int used = snprintf(text, size, _("%zu of %zu"), place + 1, count);

    for (int i = 0; i < 3 && used > 0 && (size_t) used < size; i++) {
        if (parts[i][0]) {
            used += snprintf(
                text + used, size - (size_t) used, "%s%s", i ? ", " : ": ",
                parts[i]);
        }
    }
}

/* Say the line that is typed, and the choice that fits it best. */
static void
say_prompt(struct plain_ask *ask, bool ascii, const struct model *model)
{
    const struct prompt *prompt = &model->prompt;
    const struct choice *choice = choices_selected(&prompt->choices);
    char chosen[400] = "";
    char text[sizeof(ask->said)];

    if (is_new(ask, prompt->use)) {
        const char *label = _(prompt->use->label);

        plain_say(
            ascii, model->wall, _("%s Enter takes it, Escape leaves it"),
            strcmp(label, ":") == 0 ? _("Command:") : label);
    }
    if (prompt->refusal[0]) {
        snprintf(chosen, sizeof(chosen), "%s", prompt->refusal);
    } else if (choice) {
        const char *const parts[] = { choice->text, choice->key,
                                      choice->detail };

        row_text(
            chosen, sizeof(chosen), prompt->choices.selected,
            prompt->choices.count, parts);
    }
    snprintf(
        text, sizeof(text), "%s%s%s",
        prompt->line.text[0] ? prompt->line.text : _("nothing typed"),
        chosen[0] ? " · " : "", chosen);
    say(ask, ascii, model, text);
}

/* Say the row that is selected. */
static void
say_picker(struct plain_ask *ask, bool ascii, const struct model *model)
{
    const struct picker *picker = &model->picker;
    size_t count = picker->use->count(picker->context, model);
    struct picker_row row = { "", "", "" };
    const char *const parts[] = { row.text, row.mark, row.detail };
    char text[sizeof(ask->said)];

    if (is_new(ask, picker->use)) {
        const char *keys = picker->use->keys;

        plain_say(
            ascii, model->wall, _("%s. %s%sEnter chooses, Escape leaves it"),
            _(picker->use->title), keys ? _(keys) : "", keys ? ". " : "");
    }
    if (count == 0) {
        say(ask, ascii, model, _("There is nothing to choose"));
        return;
    }
    picker->use->row(picker->context, model, picker->selected, &row);
    row_text(text, sizeof(text), picker->selected, count, parts);
    say(ask, ascii, model, text);
}

bool
plain_ask_turn(struct plain_ask *ask, bool ascii, const struct model *model)
{
    if (model->prompt.use) {
        say_prompt(ask, ascii, model);
    } else if (model->picker.use) {
        say_picker(ask, ascii, model);
    } else {
        is_new(ask, NULL);
    }
    return ask->use != NULL;
}
