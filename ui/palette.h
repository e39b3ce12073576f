/* palette: everything that can be done, by its name.  What has a key comes from
 * the keymap; what takes an argument from the table in palette.c, where a line
 * more is a command more. */
#ifndef UI_PALETTE_H
#define UI_PALETTE_H

#include "ui/model.h"

/**
 * Open the palette.
 *
 * model  Borrowed.
 */
void palette_open(struct model *model);

/**
 * Write the name of a command as the palette has it: "tag all".
 *
 * command  Any command.
 * name     Receives it, cut to fit.
 * size     Bytes at name, at least 1.
 *
 * Returns name.
 */
const char *palette_name(enum command command, char *name, size_t size);

#endif
