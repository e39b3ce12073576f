/* cast_terminal: the kind of terminal that recordings are made for. */
#ifndef UI_TERM_CAST_TERMINAL_H
#define UI_TERM_CAST_TERMINAL_H

#include "ui/term/capabilities.h"

/* Its name. */
#define CAST_TERMINAL_NAME "xterm-256color"

/* What it can do: the same whatever mptop itself runs on. */
extern const struct capabilities cast_terminal;

#endif
