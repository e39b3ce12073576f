#!/bin/sh
# Run every scenario of parity.c and of parity.py and compare what they say.
#
# Process numbers read as N.  Of an exception's traceback only its end counts,
# for C has none.  Status 77 (skipped) without python3.
parity=${top_builddir:-.}/tests/parity/parity
script=${top_srcdir:-.}/tests/parity/parity.py

if ! command -v python3 >/dev/null; then
    echo "skipped: python3 is not installed"
    exit 77
fi
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
trap 'exit 1' HUP INT TERM

# A program's output, status and errors in one text.
run() {
    name=$1
    shift
    "$@" >"$work/$name.out" 2>"$work/$name.err" </dev/null
    echo "status $?" >>"$work/$name.out"
    {
        cat "$work/$name.out"
        echo "-- errors"
        sed '/^Traceback (most recent call last):$/d; /^  /d' \
            "$work/$name.err"
    } | sed 's/pid=[0-9]*/pid=N/g; s/parent=[0-9]*/parent=N/g' >"$work/$name"
}

"$parity" | sort >"$work/c.list"
python3 -E -X utf8 "$script" | sort >"$work/python.list"
if ! diff "$work/python.list" "$work/c.list"; then
    echo "parity.c and parity.py have different scenarios"
    exit 1
fi
failed=0
while read -r scenario; do
    run python python3 -E -X utf8 "$script" "$scenario" &
    run c "$parity" "$scenario"
    wait
    if diff -u "$work/python" "$work/c" >"$work/diff"; then
        echo "ok $scenario"
    else
        echo "DIFFERENT $scenario"
        sed 's/^/    /' "$work/diff"
        failed=1
    fi
done <"$work/c.list"
exit $failed
