/* Any bytes are a tape or an error with its line. */
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include "ui/tape.h"

/* libFuzzer calls it. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct tape *tape = NULL;
    int result = tape_parse(&tape, "fuzz", (const char *) data, size);

    if (tape && (result < 0) != (tape->errors != NULL)) {
        abort();
    }
    tape_free(tape);
    return 0;
}
