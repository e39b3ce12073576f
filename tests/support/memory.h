/* memory: takes the place of malloc() and its like in what the test links, to
 * count what is in use and to let it run out.  Link with
 * -Wl,--wrap=malloc,--wrap=calloc,--wrap=realloc,--wrap=free,--wrap=strdup,
 * --wrap=strndup. */
#ifndef TESTS_SUPPORT_MEMORY_H
#define TESTS_SUPPORT_MEMORY_H

#include <stdbool.h>
#include <stddef.h>

struct memory {
    size_t used;   /* bytes; may wrap where others free what we got */
    bool none;     /* told by the test: all that is asked for fails */
    int countdown; /* told by the test: what counts it down to 0 fails */
};

extern struct memory memory;

#endif
