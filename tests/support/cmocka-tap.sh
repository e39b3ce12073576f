#!/bin/sh
# Run a cmocka program under automake's TAP driver.
#
# cmocka 1.1.5 writes "not ok N # SKIP" for a skipped test where TAP says
# "ok N # SKIP".  A program that hangs is ended, with its process group, after
# TEST_SECONDS.  The program's exit status is kept, so that a crash stays one.
exec 4>&1
status=$(
    {
        {
            timeout -k 5 "${TEST_SECONDS:-120}" "$@" 3>&- 4>&-
            echo $? >&3
        } | sed -u 's/^not ok \([0-9]*\) # SKIP/ok \1 # SKIP/' >&4 3>&-
    } 3>&1
)
test "$status" -ne 124 || echo "Bail out! ran longer than its time limit"
exit "$status"
