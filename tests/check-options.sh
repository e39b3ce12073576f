#!/bin/sh
# Check that every option that `mptop --help` names is in its manual and in the
# completions of both shells, and that these know no other.
#
# usage: check-options.sh     MPTOP: the program; top_srcdir: the source tree
set -eu
cd "${top_srcdir:-.}"
failed=0

# long_options: list the long options that standard input names.
long_options()
{
    sed 's/\\-/-/g' | grep -oE -e '--[a-z][a-z-]*' | LC_ALL=C sort -u
}

known=$("${MPTOP:-./mptop}" --help | long_options)
[ -n "$known" ] || { echo "mptop --help names no option"; exit 1; }
for file in ui/mptop.1 ui/mptop.bash ui/_mptop; do
    named=$(long_options <"$file")
    for option in $known; do
        printf '%s\n' "$named" | grep -qxF -e "$option" \
            || { echo "$file: no $option"; failed=1; }
    done
    for option in $named; do
        printf '%s\n' "$known" | grep -qxF -e "$option" \
            || { echo "$file: mptop has no $option"; failed=1; }
    done
done
exit "$failed"
