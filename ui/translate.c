#include "ui/translate.h"

#include <locale.h>

void
translate_open(const char *folder)
{
    setlocale(LC_MESSAGES, "");
    bindtextdomain("mptop", folder);
    bind_textdomain_codeset("mptop", "UTF-8");
    textdomain("mptop");
    translate_has = *gettext("") != '\0'; /* what a catalogue begins with */
}
