#!/bin/sh
# Check that every demo plays to its end in simulated time, that playing it
# again gives the same recording byte for byte, and that this and the screens
# at its marks are those in tests/goldens; so too the picture in README.
#
# usage: check-demos.sh [--update]     --update: rewrite these instead
# MPTOP: the program; top_srcdir: the source tree
set -eu
mptop=${MPTOP:-./mptop}
top=${top_srcdir:-.}
update=${1:-}
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
export LC_ALL=C.UTF-8
unset NO_COLOR
failed=0

# play TAPE CAST: play a demo and record it.
play()
{
    "$mptop" --simulate --headless --theme dark --size 100x28 --tape "$1" \
        --record "$2" --overwrite || { echo "$1 does not play"; failed=1; }
}

# compare GOLDEN NEW: say how a file differs, or make it the new one.
compare()
{
    if [ "$update" = --update ]; then
        cmp -s "$2" "$1" || { cp "$2" "$1"; echo "$1 is another one"; }
    elif ! cmp -s "$2" "$1"; then
        echo "$1: the demo gives another one (make update-goldens takes it):"
        diff "$1" "$2" | cut -c1-200 | head -n 30
        failed=1
    fi
}

for tape in "$top"/ui/demos/*.tape; do
    name=$(basename "$tape" .tape)
    golden=$top/tests/goldens/$name
    play "$tape" "$folder/$name.cast"
    play "$tape" "$folder/again.cast"
    cmp "$folder/$name.cast" "$folder/again.cast" \
        || { echo "$tape is another one the second time"; failed=1; }
    grep -q '"m", ' "$folder/$name.cast" \
        || { echo "$tape has no mark"; failed=1; }
    "$mptop" play --once "$folder/$name.cast" >"$folder/$name.txt"
    compare "$golden.txt" "$folder/$name.txt"
    compare "$golden.cast" "$folder/$name.cast"
done
"$mptop" play --svg "$folder/tour.svg" "$folder/tour.cast"
compare "$top/ui/demos/tour.svg" "$folder/tour.svg"
exit "$failed"
