/* The themes that users can name: ours, made of the tables, and their own. */
#include <stdio.h>
#include <string.h>

#include "ui/theme_tables.h"

#define NONE GRID_DEFAULT
#define BOLD GRID_BOLD

enum {
    OWN_MOST = 16,
    CHANGES_MOST = 32
};

static const char *const role_names[ROLE_COUNT] = {
    [ROLE_NORMAL] = "normal",
    [ROLE_DIM] = "dim",
    [ROLE_STRONG] = "strong",
    [ROLE_HEADER_BAR] = "header-bar",
    [ROLE_HEADER_TITLE] = "header-title",
    [ROLE_HEADER_VALUE] = "header-value",
    [ROLE_HEADER_ALERT] = "header-alert",
    [ROLE_COLUMN_HEAD] = "column-head",
    [ROLE_STARTED] = "started",
    [ROLE_WAITING] = "waiting",
    [ROLE_ASKED] = "asked",
    [ROLE_SUCCESS] = "success",
    [ROLE_FAILED] = "failed",
    [ROLE_DAEMON] = "daemon",
    [ROLE_ENDED] = "ended",
    [ROLE_SELECTED] = "selected",
    [ROLE_SELECTED_EDGE] = "selected-edge",
    [ROLE_RULE] = "rule",
    [ROLE_TITLE] = "title",
    [ROLE_TITLE_DETAIL] = "title-detail",
    [ROLE_ACCENT] = "accent",
    [ROLE_KEY_BAR] = "key-bar",
    [ROLE_KEY] = "key",
    [ROLE_KEY_LABEL] = "key-label",
    [ROLE_TIME] = "time",
    [ROLE_STDERR] = "stderr",
    [ROLE_WARNING] = "warning",
    [ROLE_MATCH] = "match",
    [ROLE_DIALOG] = "dialog",
    [ROLE_DIALOG_BORDER] = "dialog-border",
    [ROLE_DIALOG_TITLE] = "dialog-title",
    [ROLE_DIALOG_DIM] = "dialog-dim",
    [ROLE_DIALOG_KEY] = "dialog-key",
};

/* A theme that differs from another in some parts. */
struct variant {
    const char *name;
    const struct theme *from;
    struct {
        enum role role;
        struct grid_style style;
    } changes[CHANGES_MOST];
    size_t count;
};

/* For a light background: dark inks, warm bars. */
static const struct variant paper = {
    .name = "paper",
    .from = &theme_light,
    .count = 25,
    .changes = {
        { ROLE_DIM, { 240, NONE, 0 } },
        { ROLE_ENDED, { 240, NONE, 0 } },
        { ROLE_HEADER_BAR, { 239, 187, 0 } },
        { ROLE_HEADER_TITLE, { 16, 187, BOLD } },
        { ROLE_HEADER_VALUE, { 16, 187, BOLD } },
        { ROLE_HEADER_ALERT, { 88, 187, BOLD } },
        { ROLE_COLUMN_HEAD, { 23, NONE, BOLD } },
        { ROLE_STARTED, { 22, NONE, 0 } },
        { ROLE_WAITING, { 94, NONE, 0 } },
        { ROLE_ASKED, { 130, NONE, 0 } },
        { ROLE_SUCCESS, { 22, NONE, 0 } },
        { ROLE_FAILED, { 124, NONE, 0 } },
        { ROLE_DAEMON, { 54, NONE, 0 } },
        { ROLE_SELECTED, { NONE, 230, 0 } },
        { ROLE_SELECTED_EDGE, { 24, 230, 0 } },
        { ROLE_RULE, { 145, NONE, 0 } },
        { ROLE_TITLE, { 24, NONE, BOLD } },
        { ROLE_ACCENT, { 24, NONE, 0 } },
        { ROLE_KEY_BAR, { 238, 187, 0 } },
        { ROLE_KEY, { 16, 180, BOLD } },
        { ROLE_KEY_LABEL, { 238, 187, 0 } },
        { ROLE_TIME, { 241, NONE, 0 } },
        { ROLE_STDERR, { 130, NONE, 0 } },
        { ROLE_WARNING, { 94, NONE, 0 } },
        { ROLE_DIALOG_BORDER, { 24, 255, 0 } },
    },
};

/* For a dark background: every text has a contrast of 7 or more. */
static const struct variant contrast = {
    .name = "contrast",
    .from = &theme_dark,
    .count = 31,
    .changes = {
        { ROLE_DIM, { 252, NONE, 0 } },
        { ROLE_ENDED, { 252, NONE, 0 } },
        { ROLE_STRONG, { 231, NONE, BOLD } },
        { ROLE_HEADER_BAR, { 252, 17, 0 } },
        { ROLE_HEADER_TITLE, { 231, 17, BOLD } },
        { ROLE_HEADER_VALUE, { 231, 17, BOLD } },
        { ROLE_HEADER_ALERT, { 210, 17, BOLD } },
        { ROLE_COLUMN_HEAD, { 159, NONE, BOLD } },
        { ROLE_STARTED, { 120, NONE, 0 } },
        { ROLE_WAITING, { 228, NONE, 0 } },
        { ROLE_ASKED, { 216, NONE, 0 } },
        { ROLE_SUCCESS, { 120, NONE, 0 } },
        { ROLE_FAILED, { 210, NONE, 0 } },
        { ROLE_DAEMON, { 183, NONE, 0 } },
        { ROLE_SELECTED, { NONE, 17, 0 } },
        { ROLE_SELECTED_EDGE, { 159, 17, 0 } },
        { ROLE_RULE, { 250, NONE, 0 } },
        { ROLE_TITLE, { 159, NONE, BOLD } },
        { ROLE_TITLE_DETAIL, { 252, NONE, 0 } },
        { ROLE_ACCENT, { 159, NONE, 0 } },
        { ROLE_KEY_BAR, { 231, 17, 0 } },
        { ROLE_KEY, { 16, 159, BOLD } },
        { ROLE_KEY_LABEL, { 231, 17, 0 } },
        { ROLE_TIME, { 252, NONE, 0 } },
        { ROLE_STDERR, { 216, NONE, 0 } },
        { ROLE_WARNING, { 228, NONE, 0 } },
        { ROLE_DIALOG, { 231, 16, 0 } },
        { ROLE_DIALOG_BORDER, { 159, 16, 0 } },
        { ROLE_DIALOG_TITLE, { 231, 16, BOLD } },
        { ROLE_DIALOG_DIM, { 252, 16, 0 } },
        { ROLE_DIALOG_KEY, { 16, 159, BOLD } },
    },
};

/* For a dark background, and readers who do not tell red from green: good is
 * blue, bad is orange. */
static const struct variant blue_orange = {
    .name = "blue-orange",
    .from = &theme_dark,
    .count = 8,
    .changes = {
        { ROLE_HEADER_ALERT, { 208, 236, BOLD } },
        { ROLE_STARTED, { 75, NONE, 0 } },
        { ROLE_WAITING, { 229, NONE, 0 } },
        { ROLE_ASKED, { 180, NONE, 0 } },
        { ROLE_SUCCESS, { 75, NONE, 0 } },
        { ROLE_FAILED, { 208, NONE, 0 } },
        { ROLE_STDERR, { 208, NONE, 0 } },
        { ROLE_WARNING, { 229, NONE, 0 } },
    },
};

static const struct variant *const variants[] = { &paper, &contrast,
                                                  &blue_orange };

enum {
    VARIANTS = sizeof(variants) / sizeof(variants[0])
};

static const struct theme *const whole[] = { &theme_dark, &theme_light,
                                             &theme_mono };

enum {
    WHOLE = sizeof(whole) / sizeof(whole[0])
};

/* Variants, made when first looked for, and the users' own. */
static struct theme made[VARIANTS];
static struct theme own[OWN_MOST];
static char own_names[OWN_MOST][THEME_NAME_SIZE];
static size_t own_count;

/* Make a variant of ours, unless it was made. */
static const struct theme *
make(size_t i)
{
    const struct variant *variant = variants[i];

    if (!made[i].name) {
        made[i] = *variant->from;
        made[i].name = variant->name;
        for (size_t c = 0; c < variant->count; c++) {
            made[i].styles[variant->changes[c].role] =
                variant->changes[c].style;
        }
    }
    return &made[i];
}

/* Find a theme of ours, or NULL. */
static const struct theme *
find_ours(const char *name)
{
    for (size_t i = 0; i < WHOLE; i++) {
        if (strcmp(whole[i]->name, name) == 0) {
            return whole[i];
        }
    }
    for (size_t i = 0; i < VARIANTS; i++) {
        if (strcmp(variants[i]->name, name) == 0) {
            return make(i);
        }
    }
    return NULL;
}

/* Find a theme of the users', or NULL. */
static struct theme *
find_own(const char *name)
{
    for (size_t i = 0; i < own_count; i++) {
        if (strcmp(own[i].name, name) == 0) {
            return &own[i];
        }
    }
    return NULL;
}

const struct theme *
theme_find(const char *name)
{
    const struct theme *theme = find_ours(name);

    return theme ? theme : find_own(name);
}

const struct theme *
theme_at(size_t index)
{
    if (index < WHOLE) {
        return whole[index];
    }
    index -= WHOLE;
    if (index < VARIANTS) {
        return make(index);
    }
    index -= VARIANTS;
    return index < own_count ? &own[index] : NULL;
}

const char *
theme_names(char *text, size_t size)
{
    const struct theme *theme;
    size_t used = 0;

    text[0] = '\0';
    for (size_t i = 0; (theme = theme_at(i)) && used < size; i++) {
        used += (size_t) snprintf(
            text + used, size - used, "%s%s", i > 0 ? ", " : "", theme->name);
    }
    return text;
}

const struct theme *
theme_reduce(const struct theme *theme, int colors)
{
    if (colors >= 256 || theme == &theme_mono) {
        return theme;
    }
    return theme_choose(colors, THEME_BACKGROUND_UNKNOWN);
}

struct theme *
theme_define(const char *name, const struct theme *from)
{
    struct theme *theme = find_own(name);

    if (!theme) {
        if (own_count == OWN_MOST || strlen(name) >= THEME_NAME_SIZE || !name[0]
            || find_ours(name) || strcmp(name, "auto") == 0) {
            return NULL;
        }
        snprintf(own_names[own_count], THEME_NAME_SIZE, "%s", name);
        theme = &own[own_count];
        own[own_count].name = own_names[own_count];
        own_count++;
    }
    name = theme->name;
    *theme = *from;
    theme->name = name;
    return theme;
}

void
theme_set(struct theme *theme, enum role role, struct grid_style style)
{
    theme->styles[role] = style;
}

enum role
theme_role(const char *name)
{
    for (int role = 0; role < ROLE_COUNT; role++) {
        if (role_names[role] && strcmp(role_names[role], name) == 0) {
            return (enum role) role;
        }
    }
    return ROLE_COUNT;
}
