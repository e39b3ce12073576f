/* dialogs: what asks for something before it is done to the rows: a signal, a
 * name, a command. */
#ifndef UI_DIALOGS_H
#define UI_DIALOGS_H

#include <stdbool.h>

#include "ui/model.h"

/**
 * Ask which signal the tagged rows, or the selected one, shall get.
 *
 * model  Borrowed.
 */
void dialogs_signal(struct model *model);

/**
 * Ask for another name of the selected row.
 *
 * model  Borrowed.
 */
void dialogs_rename(struct model *model);

/**
 * Ask for a command to add as a worker; it is started at once.
 *
 * model  Borrowed.
 */
void dialogs_add(struct model *model);

/**
 * Send a signal to the tagged rows, or the selected one; several are asked for
 * once.
 *
 * model  Borrowed.
 * text   Its name, with or without SIG, or its number.
 *
 * Returns whether there is such a signal; else the prompt says so.
 */
bool dialogs_send(struct model *model, const char *text);

/**
 * Give the selected row a name.
 *
 * model  Borrowed.
 * name   The name.
 *
 * Returns whether it has it now; else the prompt says why not.
 */
bool dialogs_give_name(struct model *model, const char *name);

/**
 * Add a worker for a command line and start it.
 *
 * model    Borrowed.
 * command  For the shell.
 *
 * Returns whether it is added; else the prompt says why not.
 */
bool dialogs_add_command(struct model *model, const char *command);

/**
 * Duplicate the tagged rows, or the selected one; the last copy is selected.
 *
 * model  Borrowed.
 */
void dialogs_duplicate(struct model *model);

/**
 * Remove the tagged rows, or the selected one, where nothing runs.
 *
 * model  Borrowed.
 */
void dialogs_remove(struct model *model);

/**
 * Ask for a text to mark this moment with.
 *
 * model  Borrowed.
 */
void dialogs_mark(struct model *model);

/**
 * Mark this moment in the log and the timeline.
 *
 * model  Borrowed.
 * text   What the mark says; "": a number.
 *
 * Returns whether it is marked; else the prompt says why not.
 */
bool dialogs_put_mark(struct model *model, const char *text);

/**
 * Ask for a file to write the timeline into.
 *
 * model  Borrowed.
 */
void dialogs_export(struct model *model);

/**
 * Have the timeline written into a file.
 *
 * model  Borrowed.
 * path   Its name, which ends in .svg or .csv; a leading ~/ is the home folder.
 *
 * Returns whether it will be; else the prompt says why not.
 */
bool dialogs_export_to(struct model *model, const char *path);

/**
 * Find the signal of a name or a number.
 *
 * text  As it was typed.
 *
 * Returns it; 0: there is none.
 */
int dialogs_find_signal(const char *text);

/**
 * List the signals that fit, by name or by number; while nothing is typed the
 * one that was sent last is selected.
 *
 * model    Borrowed.
 * typed    What was typed of it.
 * choices  Receives them.
 */
void dialogs_complete_signal(
    struct model *model, const char *typed, struct choices *choices);

/**
 * Save all workers as a file that is not there yet.
 *
 * model  Borrowed.
 * path   The file; a leading ~/ is the home folder.
 *
 * Returns whether they are saved; else the prompt says why not.
 */
bool dialogs_save(struct model *model, const char *path);

/**
 * Save all workers as a file, in place of what is there.
 *
 * model  Borrowed.
 * path   As for dialogs_save().
 *
 * Returns whether they are saved; else the prompt says why not.
 */
bool dialogs_save_over(struct model *model, const char *path);

/**
 * Change a variable of the tagged rows, or of the selected one.
 *
 * model   Borrowed.
 * change  NAME=VALUE, or NAME: without it.
 *
 * Returns whether that is done; else the prompt says why not.
 */
bool dialogs_set_variable(struct model *model, const char *change);

/**
 * Change the signal that terminates the tagged rows, or the selected one.
 *
 * model  Borrowed.
 * text   Its name, with or without SIG, or its number.
 *
 * Returns whether that is done; else the prompt says why not.
 */
bool dialogs_set_stop_signal(struct model *model, const char *text);

#endif
