/* translate: which language the texts of src/supervise/translate.h are in. */
#ifndef UI_TRANSLATE_H
#define UI_TRANSLATE_H

#include "src/supervise/translate.h"

/**
 * Take the user's language from now on, where texts may be more than ASCII.
 * Call it after characters_open().
 *
 * folder  Borrowed; where the catalogues are, as "zh_CN/LC_MESSAGES/mptop.mo".
 */
void translate_open(const char *folder);

#endif
