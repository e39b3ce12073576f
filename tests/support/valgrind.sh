#!/bin/sh
# Run a cmocka program under valgrind and automake's TAP driver.
#
# usage: valgrind.sh PROGRAM
#
# VALGRIND: the program (default: valgrind).  What it says goes to
# PROGRAM.memcheck, and here when it found something.  Errors count in all
# processes; leaks in the program itself alone: a forked child never returns to
# the functions that hold its parent's objects.  Programs that are executed run
# without valgrind.
set -u
here=$(dirname "$0")
log=$1.memcheck

# Without --run-libc-freeres=no a child would write what its parent has
# buffered, as it ends.
rm -f "$log"
TEST_SECONDS=${TEST_SECONDS:-600} sh "$here/cmocka-tap.sh" \
    "${VALGRIND:-valgrind}" --tool=memcheck --error-exitcode=119 \
    --leak-check=full --show-leak-kinds=definite --errors-for-leak-kinds=none \
    --run-libc-freeres=no --trace-children=no --num-callers=30 \
    --log-file="$log" "$1"
status=$?

# Every line begins with the number of its process, the program's first.
awk '
    { number = $1; gsub(/[^0-9]/, "", number) }
    NR == 1 { program = number }
    /ERROR SUMMARY: / { ended += number == program; bad += $4 > 0 }
    /definitely lost: / && number == program { bad += $4 != "0" }
    END { exit !(ended == 1 && bad == 0) }' "$log" && exit "$status"
sed 's/^/# /' "$log"
exit 119
