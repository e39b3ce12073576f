#include "ui/term/terminfo.h"

#include <stddef.h>
#include <term.h>
#include <unistd.h>

int
terminfo_open(const char *term)
{
    int found = -1;

    setupterm(term, STDOUT_FILENO, &found);
    return found;
}

void
terminfo_close(void)
{
    del_curterm(cur_term);
}

const char *
terminfo_string(const char *name)
{
    const char *string = tigetstr(name);

    return string == (const char *) -1 ? NULL : string;
}

int
terminfo_number(const char *name)
{
    return tigetnum(name);
}

bool
terminfo_flag(const char *name)
{
    return tigetflag(name) > 0;
}

const char *
terminfo_expand(const char *string, int first, int second)
{
    const char *result = tparm(string, first, second);

    return result ? result : "";
}
