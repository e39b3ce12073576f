#include <stddef.h>

#include "tests/bench/methods.h"

/* Apart from the others, whose process shall not grow by a library more. */
const struct method *const methods[] = { &method_libuv, NULL };
