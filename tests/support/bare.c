#include "tests/support/bare.h"

#include <stdio.h>
#include <unistd.h>

#include "tests/support/cmocka.h"

const char *
bare_program(const char *const *names)
{
    static char path[64];

    for (int i = 0; names[i]; i++) {
        snprintf(path, sizeof path, "/usr/bin/%s", names[i]);
        if (access(path, X_OK) == 0)
            return path;
    }
    print_message("%s is not installed\n", names[0]);
    skip();
    return NULL;
}

const char *
bare_file(void)
{
    static char path[64];
    FILE *file;

    snprintf(path, sizeof path, "/tmp/mptop-pane-%d.txt", (int) getpid());
    file = fopen(path, "we");
    assert_non_null(file);
    for (int i = 1; i <= 200; i++)
        fprintf(file, "line %d: %s\n", i, i % 7 == 0 ? "漢字 é" : "plain");
    fclose(file);
    return path;
}

/* Tell whether two cells look alike: of a blank only the background is seen. */
static bool
is_alike(VTermScreenCell a, VTermScreenCell b)
{
    bool blank = (a.chars[0] == 0 || a.chars[0] == ' ') && !a.attrs.reverse;

    if (a.chars[0] == (uint32_t) -1)
        return b.chars[0] == a.chars[0]; /* libvterm gives it no style */
    for (int i = 0; i < 4; i++) {
        uint32_t first = a.chars[i] || i > 0 ? a.chars[i] : ' ';
        uint32_t second = b.chars[i] || i > 0 ? b.chars[i] : ' ';

        if (first != second)
            return false;
        if (first == 0 || first == ' ')
            break;
    }
    return a.attrs.reverse == b.attrs.reverse
        && !a.attrs.underline == !b.attrs.underline
        && (blank
            || (a.attrs.bold == b.attrs.bold
                && vterm_color_is_equal(&a.fg, &b.fg)))
        && vterm_color_is_equal(&a.bg, &b.bg);
}

/* A bare terminal to compare the pane with. */
struct comparison {
    struct harness *bare;
    int row; /* where they differ */
    int column;
};

/* Condition: the pane looks as the bare terminal. */
static bool
looks_as_bare(struct harness *harness, void *context)
{
    struct comparison *comparison = context;
    struct harness *bare = comparison->bare;

    while (harness_pump(bare, 0)) {
    }
    for (int row = 0; row < bare->rows; row++)
        for (int column = 0; column < bare->columns; column++)
            if (!is_alike(
                    harness_cell(harness, row + 2, column),
                    harness_cell(bare, row, column))) {
                comparison->row = row;
                comparison->column = column;
                return false;
            }
    return true;
}

void
bare_expect(struct harness *harness, struct harness *bare, const char *after)
{
    struct comparison comparison = { .bare = bare };

    if (!harness_wait(harness, looks_as_bare, &comparison, HARNESS_DEADLINE)) {
        harness_dump(bare);
        harness_fail(
            harness, __FILE__, __LINE__,
            "after %s they differ in row %d, column %d", after, comparison.row,
            comparison.column);
    }
}

void
bare_type(struct harness *harness, struct harness *bare, const char *text)
{
    harness_type(harness, text);
    harness_type(bare, text);
}
