/* theme_tables: the styles of the themes that are written out in full. */
#ifndef UI_THEME_TABLES_H
#define UI_THEME_TABLES_H

#include <stdbool.h>

#include "ui/theme.h"

struct theme {
    const char *name;
    /* Whether each colour can be read on each background of the theme. */
    bool mixes;
    struct grid_style styles[ROLE_COUNT]; /* foreground, background, ... */
};

extern const struct theme theme_dark;
extern const struct theme theme_light;
extern const struct theme theme_middle;
extern const struct theme theme_base;
extern const struct theme theme_mono;

#endif
