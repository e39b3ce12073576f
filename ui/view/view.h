/* view: a part of the screen, as a const struct of functions over a state of
 * its own.  The shell shows views and knows none of them by name. */
#ifndef UI_VIEW_VIEW_H
#define UI_VIEW_VIEW_H

#include <stdbool.h>
#include <stddef.h>

#include "ui/keymap.h"
#include "ui/model.h"
#include "ui/view/draw.h"

/* Where a view stands on its pages. */
enum view_place {
    VIEW_TOP,    /* one row at the top */
    VIEW_BODY,   /* between top and bottom, one below the other */
    VIEW_BOTTOM, /* one row at the bottom */
    VIEW_OVER    /* over the page that was shown before */
};

/* What a view needs while it is shown. */
enum {
    VIEW_NEEDS_CLOCK = 1 << 0,    /* another drawing each second */
    VIEW_NEEDS_MACHINE = 1 << 1,  /* the numbers of the machine */
    VIEW_NEEDS_TREE = 1 << 2,     /* the tree of children */
    VIEW_NEEDS_DETAIL = 1 << 3,   /* all about the selected process */
    VIEW_NEEDS_TERMINAL = 1 << 4, /* the terminal of the selected worker */
    VIEW_NEEDS_SCREEN = 1 << 5    /* likewise, if its program draws there */
};

/* How many rows a view of the body would have. */
struct view_rows {
    int least;  /* with fewer it is not shown at all */
    int wanted; /* all that it can use well */
    bool grows; /* takes what nobody else wants */
};

/* What the mouse did over a view. */
struct view_mouse {
    key what;   /* KEYCODE_PRESS, KEYCODE_WHEEL_UP, KEYCODE_WHEEL_DOWN */
    int row;    /* from the view's top */
    int column; /* from its left side */
    int rows;   /* of the view, as last drawn */
    int columns;
};

struct view {
    enum view_place place;
    bool asks;      /* while it is shown, the mouse is for those that ask */
    unsigned pages; /* ON_...: where it is shown */
    unsigned dirty; /* DIRTY_...: what makes it draw again */
    unsigned needs; /* VIEW_NEEDS_... */
    size_t state_size;

    /* Its page comes up. May be NULL. */
    void (*open)(void *state, struct model *model);

    /* Give back what its state holds. May be NULL. */
    void (*close)(void *state);

    /* Do a piece of what takes longer, while it is shown; returns whether there
     * was any. May be NULL. */
    bool (*turn)(void *state, struct model *model);

    /* Whether it is shown now, on its pages; a change is DIRTY_LAYOUT.  May be
     * NULL: always. */
    bool (*shown)(const struct model *model);

    /* How many rows of the body's it would have; for VIEW_BODY. */
    struct view_rows (*rows)(
        const void *state, const struct model *model, int body, int columns);

    /* A command that is valid on its page, before the shell does it itself;
     * returns whether it is done. May be NULL. */
    bool (*command)(void *state, struct model *model, enum command command);

    /* The mouse did something over it, or its wheel was turned; returns the
     * command that this stands for, or COMMAND_NONE when it is done, or
     * nothing.  May be NULL. */
    enum command (*mouse)(
        void *state, struct model *model, const struct view_mouse *mouse);

    /* List the workers whose numbers it has last shown; returns how many, at
     * most `most`. May be NULL. */
    size_t (*workers)(
        const void *state,
        const struct model *model,
        struct worker **rows,
        size_t most);

    /* Whether another second alone changes what it has last drawn.  May be
     * NULL: it does. */
    bool (*ticks)(const void *state, const struct model *model);

    /* Draw, over what it has last drawn on the same canvas, only what differs
     * for what is dirty of its own; returns whether it did, else it is to draw
     * all.  May be NULL. */
    bool (*patch)(
        void *state,
        const struct model *model,
        const struct canvas *canvas,
        unsigned dirty);

    /* Draw; the canvas is blank.  May note in its state what it shows. */
    void (*draw)(
        void *state, const struct model *model, const struct canvas *canvas);
};

/* All views, NULL-ended; those of the body from top to bottom. */
extern const struct view *const views[];

#endif
