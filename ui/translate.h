/* translate: texts in the user's language, through gettext(3).  What the
 * library says stays as Python says it, and so do names: of states, columns,
 * verbs and signals. */
#ifndef UI_TRANSLATE_H
#define UI_TRANSLATE_H

#include <libintl.h>

/* The text in the user's language, where there is a translation. */
#define _(text) gettext(text)

/* A text that is translated where it is shown. */
#define N_(text) text

/**
 * Take the user's language from now on, where texts may be more than ASCII.
 * Call it after setlocale(LC_CTYPE, "").
 */
void translate_open(void);

#endif
