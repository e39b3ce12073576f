#include "ui/characters.h"

#include <langinfo.h>
#include <locale.h>
#include <stdlib.h>
#include <string.h>

/* Find the name of the locale that the environment asks for. */
static const char *
locale_name(void)
{
    static const char *const names[] = { "LC_ALL", "LC_CTYPE", "LANG" };

    for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++) {
        const char *value = getenv(names[i]);

        if (value && *value) {
            return value;
        }
    }
    return "C";
}

bool
characters_open(void)
{
    const char *name = locale_name();

    if (!setlocale(LC_CTYPE, "")
        && (strcasestr(name, "UTF-8") || strcasestr(name, "UTF8"))) {
        setlocale(LC_CTYPE, "C.UTF-8");
    }
    return strcmp(nl_langinfo(CODESET), "UTF-8") == 0;
}
