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
dialogs='ui/choices.h ui/dialogs.h ui/home_path.h ui/line.h ui/palette.h'
dialogs="$dialogs ui/picker.h ui/prompt.h"
rows='ui/column.h ui/column_set.h ui/filter.h ui/pattern.h ui/rows.h'
model='ui/keymap.h ui/messages.h ui/model*.h ui/numbers.h ui/tags.h'
model="$model ui/console.h"
model="$model ui/theme.h ui/tree.h"
modelled="$supervised ui/term/grid.h ui/term/key.h ui/term/utf8.h"
modelled="$modelled ui/translate.h"
modelled="$modelled $dialogs $rows $model"
layers="
src/multiprocessing.h     -
src/multiprocessing/*     src/multiprocessing.h src/multiprocessing/*
src/supervise/*           $supervised
src/examples/*            -
ui/term/grid.*            . ui/term/grid_cells.h ui/term/utf8.h
ui/term/grid_*            ui/term/grid.h ui/term/grid_cells.h ui/term/utf8.h
ui/term/key.*             . ui/term/utf8.h
ui/term/utf8.*            .
ui/term/*                 ui/term/*
ui/choices.*              $modelled
ui/column.*               $modelled
ui/column_set.*           $modelled
ui/console.*              $modelled ui/term/emulator.h
ui/dialogs.*              $modelled
ui/filter.*               $modelled
ui/home_path.*            .
ui/keymap.*               $modelled
ui/line.*                 $modelled
ui/messages.*             $modelled
ui/model*                 $modelled
ui/palette.*              $modelled
ui/pattern.*              $modelled
ui/picker.*               $modelled
ui/prompt.*               $modelled
ui/numbers.*              $modelled
ui/rows.*                 $modelled
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
curses.h                  ui/term/curses.c tests/bench/bench_ncurses.c
ncurses*                  ui/term/curses.c
term.h                    ui/term/terminfo.c
libproc2/*                src/supervise/stats*
nettle/*                  src/supervise/identity.c ui/term/clipboard.c
yaml.h                    src/supervise/* ui/settings*
'

# What the installed header may include: standard C and POSIX.
installed='math.h stdbool.h stddef.h stdint.h sys/types.h'

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

# facts: print what else must be known: "file NAME" for each of ours, "view
# HEADER" for each that belongs to a view, as against what views share.
facts()
{
    find src ui tests -name '*.h' -type f 2>/dev/null | sed 's/^/file /'
    find ui/view -name '*.c' -type f -exec \
        grep -l '^const struct view ' {} + 2>/dev/null \
        | sed 's/^\(.*\)\.c$/view \1.h/'
}

# check: read facts, then includes; say what is wrong, a line each.
# shellcheck disable=SC2016
check()
{
    layers=$layers system=$system installed=$installed awk '
        # A glob, in which only "*" is special, as a regular expression.
        function expression(glob)
        {
            gsub(/[.+]/, "[&]", glob)
            gsub(/[*]/, ".*", glob)
            return "^" glob "$"
        }
        function fits(name, globs,    list, n, i)
        {
            n = split(globs, list, " ")
            for (i = 1; i <= n; i++) {
                if (name ~ expression(list[i])) {
                    return 1
                }
            }
            return 0
        }
        # The rest of the first row of a table whose first column fits.
        function row(name, table,    list, n, i, first)
        {
            n = split(table, list, "\n")
            for (i = 1; i <= n; i++) {
                first = list[i]
                sub(/[ \t].*$/, "", first)
                if (first != "" && fits(name, first)) {
                    sub(/^[^ \t]+[ \t]*/, "", list[i])
                    return list[i]
                }
            }
            return ""
        }
        function stem(file)
        {
            sub(/\.[^.\/]*$/, "", file)
            return file
        }
        function own(file, header,    allowed)
        {
            if (header == "config.h") {
                return file ~ /\.h$/ ? "a header may not include config.h" : ""
            }
            if (!(header in files)) {
                return "no such file from the top: " header
            }
            allowed = row(file, ENVIRON["layers"])
            sub(/^\./, stem(file) ".h", allowed)
            if (!fits(header, allowed)) {
                return "may not include " header
            }
            if (file ~ /^ui\/view\// && stem(file) != stem(header) \
                && header in views && header != "ui/view/view.h") {
                return "views may not include each other: " header
            }
            return ""
        }
        function foreign(file, header,    allowed)
        {
            if (file == "src/multiprocessing.h") {
                return fits(header, ENVIRON["installed"]) \
                    ? "" : "may not include <" header ">"
            }
            allowed = row(header, ENVIRON["system"])
            if (allowed != "" && !fits(file, allowed)) {
                return "may not include <" header ">"
            }
            return header in files \
                ? header " is ours: include it in quotes" : ""
        }
        $1 == "file" { files[$2]; next }
        $1 == "view" { views[$2]; next }
        {
            wrong = $3 == "own" ? own($1, $4) : foreign($1, $4)
            if (wrong != "") {
                print $1 ":" $2 ": " wrong
            }
        }'
}

list=$(includes)
[ -n "$list" ] || { echo "no sources in $PWD" >&2; exit 1; }

wrong=$(
    { facts; printf '%s\n' "$list"; } | check
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
