#include "tests/support/scrollback.h"

#include <string.h>

#include "tests/support/cmocka.h"

struct output *scrollback;

int
scrollback_setup(void **state)
{
    (void) state;
    return output_new(&scrollback, 4096);
}

int
scrollback_teardown(void **state)
{
    (void) state;
    output_free(scrollback);
    return 0;
}

/* Begin again with another limit. */
void
scrollback_renew(size_t limit)
{
    output_free(scrollback);
    assert_int_equal(output_new(&scrollback, limit), 0);
}

void
scrollback_append(enum output_stream stream, int64_t time, const char *text)
{
    output_append(scrollback, stream, time, text, strlen(text));
}

struct output_line
scrollback_get(uint64_t number)
{
    struct output_line line;

    assert_true(output_get(scrollback, number, &line));
    assert_int_equal(line.number, number);
    return line;
}

void
scrollback_assert_line(uint64_t number, const char *text)
{
    struct output_line line = scrollback_get(number);

    assert_int_equal(line.size, strlen(text));
    assert_memory_equal(line.bytes, text, line.size);
}

/* Count the bytes that are kept, by looking at every line. */
size_t
scrollback_bytes(void)
{
    size_t bytes = 0;

    for (uint64_t i = output_first(scrollback); i < output_end(scrollback);
         i++) {
        struct output_line line = scrollback_get(i);

        bytes += line.size + line.ended;
    }
    return bytes;
}
