#!/bin/sh
# Check that every demo plays to its end in simulated time, and that playing it
# again gives the same recording byte for byte.
#
# usage: check-demos.sh     MPTOP: the program; top_srcdir: the source tree
set -eu
mptop=${MPTOP:-./mptop}
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
failed=0
for tape in "${top_srcdir:-.}"/ui/demos/*.tape; do
    for turn in 1 2; do
        "$mptop" --simulate --headless --tape "$tape" \
            --record "$folder/$turn.cast" --overwrite \
            || { echo "$tape does not play"; failed=1; }
    done
    cmp "$folder/1.cast" "$folder/2.cast" \
        || { echo "$tape is another one the second time"; failed=1; }
    grep -q '"m", ' "$folder/1.cast" \
        || { echo "$tape has no mark"; failed=1; }
done
exit "$failed"
