#!/bin/sh
# Check that every header compiles alone, and twice in one file.
#
# usage: check-headers.sh [TOP]     TOP: the source tree (default: $top_srcdir)
# CC, CPPFLAGS: the compiler (default: cc) and its flags
set -eu
cd "${1:-${top_srcdir:-.}}"

wrong=0
count=0
headers=$(find src ui tests -name '*.h' -type f 2>/dev/null | LC_ALL=C sort)
for header in $headers; do
    count=$((count + 1))
    # shellcheck disable=SC2086
    printf '#include "%s"\n#include "%s"\n' "$header" "$header" \
        | ${CC:-cc} -std=gnu11 -D_GNU_SOURCE -Wall -Wextra -Werror -I. \
            ${CPPFLAGS:-} -fsyntax-only -x c - \
        || { echo "$header: does not compile alone"; wrong=1; }
done
[ "$count" -gt 0 ] || { echo "no headers in $PWD" >&2; exit 1; }
exit "$wrong"
