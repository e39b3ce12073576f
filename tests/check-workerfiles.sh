#!/bin/sh
# Check what `mptop check -f` says about each file in tests/workerfiles/ against
# what is expected: NAME.expected there, its standard error before its standard
# output, and its status in the last line.
#
# usage: check-workerfiles.sh     MPTOP: the program; top_srcdir: the source
#        tree; ACCEPT=1: take what it says for what is expected
set -eu
mptop=${MPTOP:-./mptop}
case $mptop in
/*) ;;
*) mptop=$PWD/$mptop ;;
esac
cd "${top_srcdir:-.}/tests/workerfiles"
unset PORT COMPOSE_SHELL WORKERFILES_UNSET STATE
failed=0
count=0
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT

for file in *; do
    case $file in
    *.expected) continue ;;
    esac
    count=$((count + 1))
    status=0
    "$mptop" check -f "$file" >"$scratch/out" 2>"$scratch/err" || status=$?
    { cat "$scratch/err" "$scratch/out"; echo "status $status"; } \
        >"$scratch/all"
    case $file in
    bad-*) wanted=2 ;;
    *) wanted=0 ;;
    esac
    if [ "$status" -ne "$wanted" ]; then
        echo "$file: status $status instead of $wanted"
        failed=1
    fi
    if [ -n "${ACCEPT:-}" ]; then
        cp "$scratch/all" "$file.expected"
    elif ! diff -u "$file.expected" "$scratch/all"; then
        failed=1
    fi
done
if [ "$count" -lt 40 ]; then
    echo "only $count files were found"
    failed=1
fi
exit "$failed"
