#!/bin/sh
# Check the manual pages of section 3, where they are installed: every function
# of the header has a page with all its parts, the overview lists it, no page
# refers to one that is missing, and man has nothing to complain of.
#
# usage: check-pages.sh MANDIR      has man3/
# top_srcdir: the source tree (default: .); AWK: awk
set -eu
pages=${1:?usage: check-pages.sh MANDIR}/man3
source=${top_srcdir:-.}/src
parts='NAME SYNOPSIS DESCRIPTION RETURN.VALUE ERRORS THREADS SEE.ALSO'
failed=0

fail()
{
    echo "check-pages: $*"
    failed=1
}

functions=$(
    LC_ALL=C "${AWK:-awk}" -f "$source/docstrings.awk" \
        -f "$source/manpages.awk" "$source/multiprocessing.h"
)
[ -n "$functions" ] || { echo "no functions in the header"; exit 1; }

for name in $functions; do
    page=$pages/$name.3
    if [ ! -s "$page" ]; then
        fail "$name has no page"
        continue
    fi
    for part in $parts; do
        grep -q "^\.SH $part\$" "$page" || fail "$page: no $part"
    done
    grep -q "^\.BR $name (3)" "$pages/multiprocessing.3" \
        || fail "multiprocessing(3) does not list $name(3)"
done

# shellcheck disable=SC2016
for page in "$pages"/mp_*.3 "$pages"/multiprocessing.3; do
    references=$(
        grep -o -e '^\.BR [a-z_]* (3)' -e '\\fBmp_[a-z_]*\\fP(3)' "$page" \
            | sed -e 's/^\.BR //' -e 's/\\f[BP]//g' -e 's/ *(3)$//'
    )
    for name in $references; do
        case $name in
        mp_* | multiprocessing)
            [ -s "$pages/$name.3" ] || fail "$page: there is no $name(3)"
            ;;
        esac
    done
done

if command -v man >/dev/null; then
    complaints=$(
        MANWIDTH=80 man --warnings -E UTF-8 -l "$pages"/mp_*.3 \
            "$pages"/multiprocessing.3 2>&1 >/dev/null
    ) || fail "man cannot show the pages"
    [ -z "$complaints" ] || fail "man complains: $complaints"
else
    echo "check-pages: no man: what it complains of is not checked"
fi
exit "$failed"
