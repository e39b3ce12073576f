#!/bin/sh
# Check that the library's manual names every function and every error of the
# header, and that its example and README's compile.
#
# usage: check-manual.sh            top_srcdir: the source tree (default: .)
# CC: the compiler (default: cc)
set -eu
cd "${top_srcdir:-.}"
header=src/multiprocessing.h
manual=src/multiprocessing.3
failed=0
work=$(mktemp)
trap 'rm -f "$work"' EXIT
trap 'exit 1' HUP INT TERM

# functions FILE: list the functions, and types of functions, that FILE names.
functions()
{
    grep -oE '\bmp_[a-z][a-z_]*\(' "$1" | tr -d '(' | LC_ALL=C sort -u
}

names=$(functions "$header")
errors=$(grep -oE 'X\(MP_E[A-Z]+' "$header" | sed 's/X(//')
[ -n "$names" ] && [ -n "$errors" ]
for name in $names $errors; do
    grep -qw -- "$name" "$manual" || { echo "$manual: no $name"; failed=1; }
done

for name in $(functions "$manual"); do
    grep -qw -- "$name" "$header" || { echo "$header: no $name"; failed=1; }
done

# compiles NAME: whether the program in $work does.
compiles()
{
    grep -q '^main\|^int main' "$work" \
        || { echo "$1: no example"; failed=1; }
    sed 's|<multiprocessing.h>|"src/multiprocessing.h"|' "$work" \
        | ${CC:-cc} -std=c11 -Wall -Wextra -Wno-unused-parameter -Werror -I. \
            -fsyntax-only -x c - \
        || { echo "$1: the example does not compile"; failed=1; }
}

sed -n '/^\.EX/,/^\.EE/p' "$manual" | sed -e '/^\.E[XE]/d' -e 's/\\e/\\/g' \
    >"$work"
compiles "$manual"
awk '/^```/ { inside = $0 == "```c"; next } inside' README.md >"$work"
compiles README.md
exit "$failed"
