/* prompt: asks for a line of text in the last row of the screen.  While it is
 * open all keys are its own, so that letters are letters.  To ask, describe it
 * in a static const struct prompt_use and call prompt_open():
 *
 *     static bool
 *     rename_accepted(void *context, struct model *model, const char *text)
 *     {
 *         ... return true; or prompt_refuse(model, "..."); return false;
 *     }
 *     static const struct prompt_use use = {
 *         .label = "Rename:", .accepted = rename_accepted };
 *     prompt_open(model, &use, context, "the text to begin with");
 */
#ifndef UI_PROMPT_H
#define UI_PROMPT_H

#include <stdbool.h>
#include <stddef.h>

#include "ui/choices.h"
#include "ui/line.h"
#include "ui/term/key.h"

struct model;

/* What a prompt is for.  All functions but accepted may be NULL; the text they
 * get is valid during the call. */
struct prompt_use {
    const char *label; /* before the line: "Filter:" */
    bool is_menu;      /* Enter takes the selected choice, where there is one */

    /* The text is another one: for what follows each key. */
    void (*changed)(void *context, struct model *model, const char *text);

    /* Enter.  Returns whether that is all: then the prompt is closed (it is
     * already during the call, and may be opened again in it); false, with a
     * reason given to prompt_refuse(), keeps it open. */
    bool (*accepted)(void *context, struct model *model, const char *text);

    /* Escape: what changed() did is to be undone. */
    void (*cancelled)(void *context, struct model *model);

    /* List in choices, which are empty, what fits the text: choices_add(). */
    void (*complete)(
        void *context,
        struct model *model,
        const char *text,
        struct choices *choices);
};

/* Zero-initialised: closed. */
struct prompt {
    const struct prompt_use *use; /* NULL: it is closed */
    void *context;
    struct line line;
    struct choices choices;
    char refusal[160]; /* why it stayed open, safe to show; "": it was not */
};

/**
 * Open the prompt; one that is open is cancelled.
 *
 * model    Borrowed.
 * use      Borrowed until it is closed.
 * context  First argument of its functions.
 * text     To begin with; the cursor stands behind it.
 */
void prompt_open(
    struct model *model,
    const struct prompt_use *use,
    void *context,
    const char *text);

/**
 * Close the prompt as Escape does; one that is closed stays so.
 *
 * model  Borrowed.
 */
void prompt_cancel(struct model *model);

/**
 * Say why a text was not accepted, above the prompt until it is changed.
 *
 * model   Borrowed.
 * format  As for printf(), followed by what it asks for.
 */
void prompt_refuse(struct model *model, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

/**
 * List the choices anew, as when something they come from has changed.
 *
 * model  Borrowed; the prompt is open.
 */
void prompt_update(struct model *model);

/**
 * Give the prompt a key.
 *
 * model  Borrowed.
 * code   Any key.
 *
 * Returns whether it was for the prompt: it is open, and the key is none of
 * those that are always the program's (Ctrl-L, Ctrl-Z).
 */
bool prompt_key(struct model *model, key code);

/**
 * Press a choice with the mouse: it is selected, and one that is already is
 * taken, or put into the line where Enter takes the line.
 *
 * model  Borrowed; the prompt is open.
 * index  The choice, less than there are.
 */
void prompt_press(struct model *model, size_t index);

/**
 * Tell whether a key with Alt edits the line, rather than being Escape and a
 * key that came in one go.
 *
 * model  Borrowed.
 * code   Any key.
 *
 * Returns whether it does.
 */
bool prompt_takes_alt(const struct model *model, key code);

#endif
