/* options_table: the options of the command line: how each is given, and what
 * it sets. */
#ifndef UI_OPTIONS_TABLE_H
#define UI_OPTIONS_TABLE_H

#include <stdbool.h>
#include <stddef.h>

#include "ui/options.h"

enum options_given {
    OPTIONS_ALONE, /* without a value */
    OPTIONS_VALUE, /* with one */
    OPTIONS_EITHER /* --name, or --name=VALUE */
};

/* Takes a value, borrowed, NULL where there is none; says in a sentence what is
 * wrong with it.  Returns 0 or -EINVAL. */
typedef int options_setter(
    struct options *options, const char *value, char *error, size_t size);

struct options_row {
    const char *name;
    char letter; /* 0: none */
    enum options_given given;
    size_t place;        /* of the member that is set, where there is no setter:
                            the value as it is, ... */
    bool flag;           /* ... or that it was given */
    options_setter *set; /* NULL: the member is set */
};

extern const struct options_row options_rows[];
extern const size_t options_row_count;

#endif
