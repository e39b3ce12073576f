#include "tests/support/recording.h"

#include "tests/support/cmocka.h"

FILE *
recording_file(const char *text)
{
    FILE *file = tmpfile();

    assert_non_null(file);
    assert_true(fputs(text, file) >= 0);
    rewind(file);
    return file;
}
