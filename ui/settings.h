/* settings: what the user wrote into settings.yaml. */
#ifndef UI_SETTINGS_H
#define UI_SETTINGS_H

#include <stdbool.h>
#include <stddef.h>

#include "ui/column_set.h"
#include "ui/model.h"
#include "ui/options.h"

/* Zero-initialised: nothing is set. */
struct settings {
    char *theme;  /* a theme's name, or NULL */
    double delay; /* seconds, or 0 */
    bool ascii;
    bool no_mouse;
    bool no_tty;
    double scrollback; /* MiB of output that is kept of all workers, or 0 */
    struct column_set columns; /* none: not set */
    bool sorted;               /* the next two are set */
    enum column sort;          /* COLUMN_COUNT: by creation */
    bool descending;
    char **warnings; /* what is wrong with the file, a line each */
    size_t warning_count;
};

/**
 * Tell where the settings are: in $XDG_CONFIG_HOME, or ~/.config.
 *
 * path  Receives it, or "" where neither is known.
 * size  Bytes at path.
 *
 * Returns path.
 */
const char *settings_path(char *path, size_t size);

/**
 * Read settings.  Themes are made and keys are bound at once.  What is wrong
 * with the file becomes a warning, "FILE:LINE:COLUMN: what was expected"; the
 * rest of it counts.
 *
 * settings  Receives them, to be freed with settings_free().
 * path      The file; one that is not there is empty.
 */
void settings_load(struct settings *settings, const char *path);

/**
 * Let settings count where the command line says nothing.
 *
 * settings  Borrowed; must outlive the options.
 * options   Changed.
 */
void settings_merge(const struct settings *settings, struct options *options);

/**
 * Let settings count for what the screen shows.
 *
 * settings  Borrowed.
 * model     Changed.
 */
void settings_apply(const struct settings *settings, struct model *model);

/**
 * Write how the screen looks into the file; all else in it stays as it is,
 * comments too.
 *
 * path   The file; it and its folder are made where they are not there.
 * model  Borrowed: what the screen shows.
 * look   LOOK_...: what of it is written, one or several.
 * error  Receives what went wrong, as a sentence without its end.
 * size   Bytes at error.
 *
 * Returns 0 or -errno; -EINVAL: the file is no YAML, and is left alone.
 */
int settings_save(
    const char *path,
    const struct model *model,
    unsigned look,
    char *error,
    size_t size);

/**
 * Give back what settings hold.
 *
 * settings  Borrowed.
 */
void settings_free(struct settings *settings);

#endif
