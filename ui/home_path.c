#include "ui/home_path.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

char *
home_path(const char *path)
{
    const char *home = getenv("HOME");
    char *full;

    if (strncmp(path, "~/", 2) != 0 || !home || !home[0]) {
        return strdup(path);
    }
    return asprintf(&full, "%s%s", home, path + 1) < 0 ? NULL : full;
}
