#!/bin/sh
# Check that includes go one way: every #include in src/, ui/ and tests/ must
# be allowed by the tables below.  A wrong one is reported as FILE:LINE.
#
# usage: check-layers.sh [TOP]     TOP: the source tree (default: $top_srcdir)
set -efu
cd "${1:-${top_srcdir:-.}}"

# Headers of ours, by path from the top; "*" is any text.  The first row that
# fits a file counts.  "." is the file's own header.
supervised='src/multiprocessing.h src/supervise/*'
dialogs='ui/choices.h ui/dialogs.h ui/line.h ui/palette.h ui/picker.h'
dialogs="$dialogs ui/prompt.h"
model='ui/column.h ui/keymap.h ui/messages.h ui/model.h ui/numbers.h ui/tags.h'
model="$model ui/theme.h ui/tree.h"
modelled="$supervised ui/term/grid.h ui/term/key.h ui/term/utf8.h"
modelled="$modelled $dialogs $model"
layers="
src/multiprocessing.h     -
src/multiprocessing/*     src/multiprocessing.h src/multiprocessing/*
src/supervise/*           $supervised
src/examples/*            -
ui/term/grid.*            . ui/term/utf8.h
ui/term/key.*             . ui/term/utf8.h
ui/term/utf8.*            .
ui/term/*                 ui/term/*
ui/choices.*              $modelled
ui/column.*               $modelled
ui/dialogs.*              $modelled
ui/keymap.*               $modelled
ui/line.*                 $modelled
ui/messages.*             $modelled
ui/model*                 $modelled
ui/palette.*              $modelled
ui/picker.*               $modelled
ui/prompt.*               $modelled
ui/numbers.*              $modelled
ui/tags.*                 $modelled
ui/theme*                 $modelled ui/theme_tables.h
ui/tree.*                 $modelled
ui/view/*                 $modelled ui/view/*
ui/*                      $supervised ui/*
tests/*                   src/* ui/* tests/*
"

# Headers of the system that only some files may see.  The first row that fits
# a header counts; headers that are not here are free.
system='
cmocka.h                  tests/*
vterm*                    tests/* ui/term/emulator.c
curses.h                  ui/term/curses.c
ncurses*                  ui/term/curses.c
term.h                    ui/term/terminfo.c
libproc2/*                src/supervise/stats*
yaml.h                    src/supervise/* ui/settings.c
'

# What the installed header may include: standard C and POSIX.
installed='math.h stdbool.h stddef.h stdint.h sys/types.h'

# fits NAME GLOB...: whether NAME is one of GLOBs.
fits()
{
    name=$1
    shift
    for glob in "$@"; do
        # shellcheck disable=SC2254
        case $name in
        $glob) return 0 ;;
        esac
    done
    return 1
}

# row NAME TABLE: print the row of TABLE whose first column fits NAME.
row()
{
    printf '%s\n' "$2" | while read -r first rest; do
        if [ -n "$first" ] && fits "$1" "$first"; then
            printf '%s\n' "$rest"
            break
        fi
    done
}

# is_view FILE: whether ui/view/NAME.h belongs to a view, as against something
# that views share.
is_view()
{
    [ "$1" != ui/view/view.h ] && [ -f "${1%.h}.c" ] \
        && grep -q '^const struct view ' "${1%.h}.c"
}

# check_own FILE HEADER: say what is wrong with `#include "HEADER"`.
check_own()
{
    file=$1
    header=$2
    if [ "$header" = config.h ]; then
        case $file in
        *.h) echo "a header may not include config.h" ;;
        esac
        return
    fi
    if [ ! -f "$header" ]; then
        echo "no such file from the top: $header"
        return
    fi
    allowed=$(row "$file" "$layers" | sed "s|^\.|${file%.*}.h|")
    # shellcheck disable=SC2086
    if ! fits "$header" $allowed; then
        echo "may not include $header"
    elif [ "${file%/*}" = ui/view ] && [ "${file%.*}" != "${header%.*}" ] \
        && is_view "$header"; then
        echo "views may not include each other: $header"
    fi
}

# check_system FILE HEADER: say what is wrong with `#include <HEADER>`.
check_system()
{
    if [ "$1" = src/multiprocessing.h ]; then
        # shellcheck disable=SC2086
        fits "$2" $installed || echo "may not include <$2>"
        return
    fi
    allowed=$(row "$2" "$system")
    # shellcheck disable=SC2086
    if [ -n "$allowed" ] && ! fits "$1" $allowed; then
        echo "may not include <$2>"
    elif [ -f "$2" ]; then
        echo "$2 is ours: include it in quotes"
    fi
}

# includes: print FILE LINE KIND HEADER for every #include.
# shellcheck disable=SC2016
includes()
{
    find src ui tests -name '*.[ch]' -type f 2>/dev/null | LC_ALL=C sort \
        | xargs awk '
            /^[ \t]*#[ \t]*include[ \t]*["<]/ {
                kind = $0 ~ /^[^"<]*"/ ? "own" : "system"
                header = $0
                sub(/^[^"<]*["<]/, "", header)
                sub(/[">].*$/, "", header)
                print FILENAME, FNR, kind, header
            }'
}

list=$(includes)
[ -n "$list" ] || { echo "no sources in $PWD" >&2; exit 1; }

wrong=$(
    printf '%s\n' "$list" | while read -r file line kind header; do
        "check_$kind" "$file" "$header" | sed "s|^|$file:$line: |"
    done
    printf '%s\n' "$list" \
        | awk '$1 ~ /\.h$/ && $3 == "own" { print $1, $4 }' \
        | tsort 2>&1 >/dev/null \
        | sed -e 's/.*contains a loop.*/headers include each other in a loop/' \
            -e 's/^tsort: /    /'
)
if [ -n "$wrong" ]; then
    printf '%s\n' "$wrong"
    exit 1
fi
