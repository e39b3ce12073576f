/* theme: what each part of the screen looks like, by the part it plays. */
#ifndef UI_THEME_H
#define UI_THEME_H

#include <stddef.h>
#include <stdint.h>

#include "ui/term/grid.h"

/* The parts.  Styles have no background but where it says so. */
enum role {
    ROLE_NORMAL,
    ROLE_DIM,           /* of second rank: "-", "no", ended rows' values */
    ROLE_STRONG,        /* what matters in a row: the name of a live worker */
    ROLE_HEADER_BAR,    /* first line: background and labels */
    ROLE_HEADER_TITLE,  /* likewise on the bar's background: "mptop" */
    ROLE_HEADER_VALUE,  /* likewise: numbers */
    ROLE_HEADER_ALERT,  /* likewise: a number that is bad news */
    ROLE_COLUMN_HEAD,   /* titles over the table's columns */
    ROLE_STARTED,       /* sign and "yes" of a live worker */
    ROLE_WAITING,       /* joining, stopping, waiting */
    ROLE_ASKED,         /* ended because asked */
    ROLE_SUCCESS,       /* exit code 0 */
    ROLE_FAILED,        /* any other end */
    ROLE_DAEMON,        /* "yes" in DAEMON */
    ROLE_ENDED,         /* name and values of a worker that is not alive */
    ROLE_SELECTED,      /* over a row: for grid_overlay() */
    ROLE_SELECTED_EDGE, /* the mark at its left; brings its background */
    ROLE_RULE,          /* lines between the parts */
    ROLE_TITLE,         /* words in these lines; the one accent */
    ROLE_TITLE_DETAIL,  /* what follows a title */
    ROLE_ACCENT,        /* anything else that shall be seen first */
    ROLE_KEY_BAR,       /* last line: background */
    ROLE_KEY,           /* likewise, a key; brings its background */
    ROLE_KEY_LABEL,     /* likewise, what it does */
    ROLE_TIME,          /* time stamps */
    ROLE_STDERR,        /* a line that came by stderr */
    ROLE_WARNING,       /* refusals and the like */
    ROLE_MATCH,         /* found text; brings its background */
    ROLE_DIALOG,        /* inside of a dialog; brings its background */
    ROLE_DIALOG_BORDER, /* likewise */
    ROLE_DIALOG_TITLE,  /* likewise */
    ROLE_DIALOG_DIM,    /* likewise */
    ROLE_DIALOG_KEY,    /* likewise */
    ROLE_COUNT
};

/* What the user's terminal is filled with. */
enum theme_background {
    THEME_BACKGROUND_UNKNOWN,
    THEME_BACKGROUND_DARK,
    THEME_BACKGROUND_LIGHT
};

/* Room for the name of a theme. */
enum {
    THEME_NAME_SIZE = 32
};

struct theme;

/**
 * Choose a theme.
 *
 * colors      How many the terminal shows: terminal_colors().
 * background  What is known of the terminal; where unknown, every style is
 *             readable on black and on white.
 *
 * Returns the theme; it is never freed.
 */
const struct theme *theme_choose(int colors, enum theme_background background);

/**
 * Find a theme by its name.
 *
 * name  "dark", "light", "paper", "contrast", "blue-orange" or "mono", or one
 *       that was made by theme_define().
 *
 * Returns the theme, which is never freed, or NULL.
 */
const struct theme *theme_find(const char *name);

/**
 * Get a theme by its place among all of them, ours first.
 *
 * index  From 0.
 *
 * Returns the theme, which is never freed, or NULL: there are not so many.
 */
const struct theme *theme_at(size_t index);

/**
 * List the names of all themes.
 *
 * text  Receives them, with commas between, cut to fit.
 * size  Bytes at text.
 *
 * Returns text.
 */
const char *theme_names(char *text, size_t size);

/**
 * Bring a theme down to what a terminal can show.
 *
 * theme   Borrowed.
 * colors  How many the terminal shows.
 *
 * Returns the theme; with less than 256 colours, for which none but two are
 * made, the one of these that fits.
 */
const struct theme *theme_reduce(const struct theme *theme, int colors);

/**
 * Make a theme, or change one that was made.
 *
 * name  Copied; not that of a theme of ours.
 * from  Borrowed: its styles are the first.
 *
 * Returns the theme, to be changed by theme_set(), or NULL: there are too many,
 * or the name is too long or one of ours.
 */
struct theme *theme_define(const char *name, const struct theme *from);

/**
 * Change a style of a theme that theme_define() made.
 *
 * theme  Borrowed.
 * role   The part.
 * style  Its style.
 */
void theme_set(struct theme *theme, enum role role, struct grid_style style);

/**
 * Find a part by its name.
 *
 * name  Such as "header-bar".
 *
 * Returns the part, or ROLE_COUNT.
 */
enum role theme_role(const char *name);

/**
 * Read what a terminal tells of its background.
 *
 * colorfgbg  Value of COLORFGBG, such as "15;0" or "0;default;15"; or NULL.
 *
 * Returns the background.
 */
enum theme_background theme_background(const char *colorfgbg);

/**
 * Tell dark from light.
 *
 * rgb  Colour that the terminal is filled with, 0xRRGGBB; negative: not known.
 *
 * Returns the background.
 */
enum theme_background theme_background_of(int32_t rgb);

/**
 * Get a style.
 *
 * theme  Borrowed.
 * role   The part.
 *
 * Returns the style.
 */
struct grid_style theme_style(const struct theme *theme, enum role role);

/**
 * Get a style on the background of another part, as a coloured sign in the
 * header bar.
 *
 * theme  Borrowed.
 * role   The part.
 * on     The part that it stands on.
 *
 * Returns role's style with on's background; a theme that shows on by reversed
 * video, or by a background that only its own foreground can be read on, gives
 * on's style with role's attributes added.
 */
struct grid_style theme_style_on(
    const struct theme *theme, enum role role, enum role on);

/**
 * Tell a theme's name.
 *
 * theme  Borrowed.
 *
 * Returns a text that is never freed, such as "dark".
 */
const char *theme_name(const struct theme *theme);

#endif
