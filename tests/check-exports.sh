#!/bin/sh
# Check that the shared library exports the functions of the header and nothing
# else, each with a version.
#
# usage: check-exports.sh LIBRARY     the libmultiprocessing.so
# top_srcdir: the source tree (default: .); AWK: awk
set -eu
library=${1:?usage: check-exports.sh LIBRARY}
source=${top_srcdir:-.}/src
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
trap 'exit 1' HUP INT TERM

LC_ALL=C "${AWK:-awk}" -f "$source/docstrings.awk" -f - \
    "$source/multiprocessing.h" >"$work/unsorted" <<'AWK'
END {
    for (i = 1; i <= function_count; i++)
        if (exported[functions[i]])
            print functions[i]
}
AWK
LC_ALL=C sort "$work/unsorted" >"$work/header"
[ -s "$work/header" ] || { echo "no functions in the header"; exit 1; }

# The version itself is an absolute symbol.
nm -D --defined-only --with-symbol-versions "$library" >"$work/symbols"
awk '$2 != "A" { print $3 }' "$work/symbols" | LC_ALL=C sort >"$work/library"
if grep -v '@@MULTIPROCESSING_[0-9][0-9]*$' "$work/library"; then
    echo "check-exports: $library exports the above without a version"
    exit 1
fi
sed 's/@.*//' "$work/library" >"$work/names"
diff "$work/header" "$work/names" || {
    echo "check-exports: $library does not export what the header has"
    exit 1
}
