/* translate: texts in the user's language, through gettext(3).  What the
 * library says stays as Python says it, and so do names: of states, columns,
 * verbs and signals; and what programs read is English. */
#ifndef SUPERVISE_TRANSLATE_H
#define SUPERVISE_TRANSLATE_H

#include <libintl.h>
#include <stdbool.h>

/* Whether there are translations: not asking for each text saves much. */
extern bool translate_has;

/* The text in the user's language, where there is a translation. */
#define _(text) (translate_has ? gettext(text) : (text))

/* A text that is translated where it is shown. */
#define N_(text) text

#endif
