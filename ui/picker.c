#include "ui/picker.h"

#include <ctype.h>

#include "ui/model.h"

/* Rows that a page key goes over. */
#define PAGE 8

void
picker_open(
    struct model *model,
    const struct picker_use *use,
    void *context,
    size_t index)
{
    picker_cancel(model);
    model->picker = (struct picker){ use, context, index };
    model->dirty |= DIRTY_LAYOUT;
}

void
picker_cancel(struct model *model)
{
    const struct picker_use *use = model->picker.use;

    if (use) {
        model->picker.use = NULL;
        model->dirty |= DIRTY_LAYOUT;
        if (use->cancelled) {
            use->cancelled(model->picker.context, model);
        }
    }
}

/* Count the rows. */
static size_t
count_rows(const struct model *model)
{
    return model->picker.use->count(model->picker.context, model);
}

/* Choose the selected row. */
static void
choose(struct model *model)
{
    struct picker *picker = &model->picker;
    const struct picker_use *use = picker->use;

    if (picker->selected >= count_rows(model)) {
        return;
    }
    picker->use = NULL;
    model->dirty |= DIRTY_LAYOUT;
    if (!use->chosen(picker->context, model, picker->selected)
        && !picker->use) {
        picker->use = use;
    }
}

/* Move the selection; it stops at the first and the last row. */
static void
move(struct model *model, long steps)
{
    long last = (long) count_rows(model) - 1;
    long place = (long) model->picker.selected + steps;

    place = place > last ? last : place;
    model->picker.selected = place < 0 ? 0 : (size_t) place;
}

/* Select the next row that begins with a letter. */
static void
jump(struct model *model, key letter)
{
    struct picker *picker = &model->picker;
    size_t count = count_rows(model);

    for (size_t i = 1; i <= count && letter < 0x80; i++) {
        size_t place = (picker->selected + i) % count;
        struct picker_row row = { "", "", "" };

        picker->use->row(picker->context, model, place, &row);
        if (tolower((unsigned char) row.text[0]) == tolower((int) letter)) {
            picker->selected = place;
            return;
        }
    }
}

/* Do what a key means to every picker. */
static void
own_key(struct model *model, key code)
{
    switch (code) {
    case KEYCODE_ESCAPE:
    case KEYCODE_CTRL_C:
    case 'q':
        picker_cancel(model);
        break;
    case KEYCODE_ENTER:
        choose(model);
        break;
    case 'j':
    case KEYCODE_DOWN:
        move(model, 1);
        break;
    case 'k':
    case KEYCODE_UP:
        move(model, -1);
        break;
    case KEYCODE_PAGE_DOWN:
        move(model, PAGE);
        break;
    case KEYCODE_PAGE_UP:
        move(model, -PAGE);
        break;
    case KEYCODE_HOME:
    case 'g':
        model->picker.selected = 0;
        break;
    case KEYCODE_END:
    case 'G':
        move(model, (long) count_rows(model));
        break;
    default:
        if (code >= '1' && code <= '9') {
            model->picker.selected = 0;
            move(model, (long) (code - '1'));
        } else {
            jump(model, code);
        }
        break;
    }
}

bool
picker_key(struct model *model, key code)
{
    struct picker *picker = &model->picker;

    if (!picker->use || code == KEYCODE_CTRL_L || code == KEYCODE_CTRL_Z) {
        return false;
    }
    model->dirty |= DIRTY_NOTICE;
    if (!picker->use->key
        || !picker->use->key(picker->context, model, picker->selected, code)) {
        own_key(model, code);
    }
    return true;
}

void
picker_press(struct model *model, size_t index)
{
    struct picker *picker = &model->picker;
    key press = picker->use->press;

    if (picker->selected == index) {
        picker_key(model, press == KEYCODE_NONE ? KEYCODE_ENTER : press);
        return;
    }
    picker->selected = index;
    model->dirty |= DIRTY_NOTICE;
}
