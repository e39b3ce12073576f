#include "src/supervise/secret.h"

#include <stddef.h>
#include <string.h>
#include <strings.h>

#define MASK "***"

/* Parts of the names of secrets. */
static const char *const parts[] = {
    "KEY",     "TOKEN",      "SECRET",    "PASSW", "PASSPHRASE",
    "PRIVATE", "CREDENTIAL", "SIGNATURE", "AUTH",  "COOKIE",
    "PGPASS",  "_PASS",      "_PWD",      "_PW=",  "_DSN",
};

/* Tell whether a name, up to its "=", speaks of a secret. */
static int
is_secret(const char *entry, size_t size)
{
    for (size_t i = 0; i < sizeof(parts) / sizeof(parts[0]); i++) {
        size_t length = strlen(parts[i]);

        for (size_t at = 0; at + length <= size; at++) {
            if (strncasecmp(entry + at, parts[i], length) == 0) {
                return 1;
            }
        }
    }
    return 0;
}

/* Put the mask in place of some bytes that are at least as long. */
static void
put_mask(char *from, const char *to)
{
    size_t size = strlen(MASK);

    if ((size_t) (to - from) < size) {
        size = (size_t) (to - from);
    }
    memcpy(from, MASK, size);
    memmove(from + size, to, strlen(to) + 1);
}

/* Mask the password of "scheme://user:password@host". */
static void
mask_url(char *value)
{
    char *at = strstr(value, "://");
    char *end = at ? strchr(at + 3, '@') : NULL;
    char *colon = end ? strchr(at + 3, ':') : NULL;

    if (colon && colon < end && !memchr(at + 3, '/', (size_t) (end - at - 3))) {
        put_mask(colon + 1, end);
    }
}

void
secret_mask(char *entry)
{
    char *value = strchr(entry, '=');

    if (!value) {
        return;
    }
    value++;
    if (is_secret(entry, (size_t) (value - entry))) {
        put_mask(value, value + strlen(value));
    } else {
        mask_url(value);
    }
}
