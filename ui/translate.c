#include "ui/translate.h"

#include <locale.h>

void
translate_open(void)
{
    setlocale(LC_MESSAGES, "");
    bindtextdomain("mptop", LOCALEDIR);
    bind_textdomain_codeset("mptop", "UTF-8");
    textdomain("mptop");
}
