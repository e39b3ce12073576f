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

#endif
