#include <stddef.h>

#include "tests/bench/methods.h"

const struct method *const methods[] = {
    &method_library, &method_forkserver,  &method_fork,
    &method_vfork,   &method_posix_spawn, NULL,
};
