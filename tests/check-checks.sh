#!/bin/sh
# Check that the other checks find what they are for: each is run on a small
# tree with one thing wrong, and must say so and fail, and on one with nothing
# wrong.
#
# usage: check-checks.sh
set -eu
tests=$(cd "$(dirname "$0")" && pwd)
tree=$(mktemp -d)
trap 'rm -rf "$tree"' EXIT
trap 'exit 1' HUP INT TERM
failed=0

# file PATH: make a file of the tree from standard input.
file()
{
    mkdir -p "$tree/$(dirname "$1")"
    cat >"$tree/$1"
}

# clean_tree: start anew with a tree that has nothing wrong.
clean_tree()
{
    rm -rf "$tree"
    file src/multiprocessing.h <<'END'
#include <stddef.h>
/**
 * Do it.
 *
 * first   Bytes; borrowed.
 * size    How many.
 * second  Called.
 *
 * Returns 0.
 */
int mp_do(
    const void *first, size_t size, int (*second)(int, char *[2]));
END
    file src/multiprocessing/pidfd.h </dev/null
    file src/supervise/loop.h </dev/null
    file ui/term/grid.h </dev/null
    file ui/term/key.h </dev/null
    file ui/model.h </dev/null
    file ui/app.h </dev/null
    file ui/view/view.h </dev/null
    file ui/view/help.h </dev/null
    file ui/view/columns.h </dev/null
    file ui/view/columns.c </dev/null
    file ui/view/help.c <<'END'
const struct view help_view = { 0 };
END
    file ui/view/table.c <<'END'
#include "config.h"
#include "ui/view/columns.h"
#include "src/supervise/loop.h"
END
}

# expect CHECK [TEXT]: CHECK fails and says TEXT; without TEXT, it passes.
expect()
{
    status=0
    said=$(sh "$tests/check-$1.sh" "$tree" 2>&1) || status=$?
    if [ $# -eq 1 ] && [ "$status" -ne 0 ]; then
        echo "check-$1 fails where nothing is wrong: $said"
        failed=1
    elif [ $# -eq 2 ] && [ "$status" -eq 0 ]; then
        echo "check-$1 passes; it should say: $2"
        failed=1
    elif [ $# -eq 2 ] && ! printf '%s\n' "$said" | grep -qF -e "$2"; then
        echo "check-$1 should say: $2; it says: $said"
        failed=1
    fi
}

# include FILE HEADER TEXT: with HEADER (<> or "" included) included in its
# second line, FILE is reported with TEXT.
include()
{
    clean_tree
    printf '\n#include %s\n' "$2" | file "$1"
    expect layers "$1:2: $3"
}

# prototype TEXT, then a header on standard input: it is reported with TEXT.
prototype()
{
    clean_tree
    file ui/term/key.h
    expect prototypes "ui/term/key.h:$1"
}

for check in layers prototypes headers; do
    clean_tree
    expect "$check"
    rm -r "$tree/src" "$tree/ui"
    mkdir -p "$tree/src" "$tree/ui" "$tree/tests"
    expect "$check" "in $tree"
done

own='"src/multiprocessing/pidfd.h"'
include src/multiprocessing.h "$own" "may not include src/"
include src/multiprocessing.h '<sys/wait.h>' "may not include <sys/wait.h>"
include src/multiprocessing/value.c '"src/supervise/loop.h"' "may not"
include src/supervise/engine.c "$own" "may not include src/multiprocessing/"
include src/supervise/engine.c '"ui/model.h"' "may not include ui/model.h"
include src/supervise/engine.c '<curses.h>' "may not include <curses.h>"
include ui/term/grid.c '"ui/term/key.h"' "may not include ui/term/key.h"
include ui/term/key.c '"src/multiprocessing.h"' "may not include src/"
include ui/term/curses.c '"src/supervise/loop.h"' "may not include src/"
include ui/model.c '"ui/app.h"' "may not include ui/app.h"
include ui/model.c "$own" "may not include src/multiprocessing/pidfd.h"
include ui/model.c '<libproc2/pids.h>' "may not include <libproc2/pids.h>"
include ui/view/table.c '"ui/app.h"' "may not include ui/app.h"
include ui/view/table.c '"ui/view/help.h"' "views may not include each other"
include ui/app.c "$own" "may not include src/multiprocessing/pidfd.h"
include ui/app.c '"model.h"' "no such file from the top: model.h"
include ui/app.c '<ui/model.h>' "ui/model.h is ours"
include ui/app.h '"config.h"' "a header may not include config.h"
clean_tree
echo '#include "ui/model.h"' | file ui/theme.h
echo '#include "ui/theme.h"' | file ui/model.h
expect layers "in a loop"

prototype "1: key_name: has no docstring" <<'END'
void key_name(void);
END
prototype "8: key_name: argument size is not documented" <<'END'
/**
 * Name it.
 *
 * text  Receives it.
 *
 * Returns text.
 */
char *key_name(char *text, unsigned size);
END
prototype "6: key_name: its docstring names txt, which is no argument" <<'END'
/**
 * Name it.
 *
 * txt  Receives it.
 */
void key_name(char *text);
END
prototype "7: key_name: its arguments are documented in another order" <<'END'
/**
 * Name it.
 *
 * size  Bytes.
 * text  Receives it.
 */
void key_name(char *text, unsigned size);
END
prototype "4: key_name: argument 1 has no name" <<'END'
/**
 * Name it.
 */
void key_name(char *);
END
prototype "6: key_name: its docstring does not say what it Returns" <<'END'
/**
 * Name it.
 *
 * text  Receives it.
 */
static inline int key_name(char *text) { return *text; }
END
prototype "6: key_name: its docstring says Returns, but it is void" <<'END'
/**
 * Name it.
 *
 * Returns it.
 */
void key_name(void);
END

clean_tree
echo 'size_t key_size;' | file ui/term/key.h
expect headers "ui/term/key.h: does not compile alone"
clean_tree
echo 'enum { KEY };' | file ui/term/key.h
expect headers "ui/term/key.h: does not compile alone"
exit "$failed"
