#!/bin/sh
# Check that the library keeps its contract in a sandbox without pidfds, and the
# loop without what came later: every test of them runs there, and those of
# sentinels, signals and parents also where the calls are known but not
# permitted.
#
# sandboxed_tests: the programs, built, relative to the working directory
# SANITIZER_CFLAGS: not empty where they are built with sanitizers
set -eu
: "${sandboxed_tests:?}"
sandbox=tests/without_pidfd
tap=${top_srcdir:-.}/tests/support/cmocka-tap.sh
log=$(mktemp)
trap 'rm -f "$log"' EXIT

$sandbox enosys true || exit 77
wrong=0
for kind in enosys eperm; do
    for test in $sandboxed_tests; do
        # a sanitizer's malloc does not survive a fork beside other threads
        # as libc's does: there a child that makes a thread may hang
        case ${SANITIZER_CFLAGS:+sanitized},$test in
        sanitized,*_threads) continue ;;
        esac
        case $kind,$test in
        enosys,* | *_current | *_signal | *_wait) ;;
        *) continue ;;
        esac
        sh "$tap" $sandbox $kind "$test" >"$log" 2>&1 && continue
        wrong=1
        echo "$test, $kind:"
        cat "$log"
    done
done
exit $wrong
