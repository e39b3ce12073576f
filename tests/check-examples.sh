#!/bin/sh
# Check the examples: each compiles without a warning against the library that
# pkg-config finds, and says what tests/examples/NAME.txt expects.
#
# Such a text is a transcript.  A line "$ COMMAND" is run in the folder of the
# programs, and the lines below it are what it says (stdout and stderr), and
# "status N" at the end unless that is 0; with "~ COMMAND" the order of the
# lines is free, and they are sorted.  Numbers and times that differ from run
# to run are written as PID, CPUS and TIME.
#
# usage: check-examples.sh DIRECTORY     the sources of the examples
# top_srcdir: the source tree (default: .); CC, SANITIZER_CFLAGS: as configured
set -eu
sources=$(cd "${1:?usage: check-examples.sh DIRECTORY}" && pwd)
expected=$(cd "${top_srcdir:-.}/tests/examples" && pwd)
seconds=30 # for a command, to end
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
trap 'exit 1' HUP INT TERM
failed=0

fail()
{
    echo "check-examples: $*"
    failed=1
}

# normalise: put words for what differs from run to run.
normalise()
{
    sed -E -e 's/^(pid is|name is .*, id is) [0-9]+$/\1 PID/' \
        -e 's/^(the number of cpu is) [0-9]+$/\1 CPUS/' \
        -e 's/[A-Z][a-z]{2} [A-Z][a-z]{2} [ 0-9][0-9] [0-9:]{8} [0-9]{4}$/TIME/'
}

# run PROMPT COMMAND: run a line of a transcript and print what it says.
run()
{
    status=0
    timeout -k 5 "$seconds" sh -c "$2" </dev/null >"$work/said" 2>&1 \
        || status=$?
    if [ "$1" = '~' ]; then
        normalise <"$work/said" | LC_ALL=C sort
    else
        normalise <"$work/said"
    fi
    [ "$status" -eq 0 ] || echo "status $status"
}

# replay FILE: run all commands of a transcript and print it anew.
replay()
{
    grep '^[$~] ' "$1" | while read -r prompt command; do
        printf '%s %s\n' "$prompt" "$command"
        run "$prompt" "$command"
    done
}

pkg-config --exists --print-errors multiprocessing
mkdir "$work/bin"
cd "$work/bin"
for source in "$sources"/*.c; do
    name=$(basename "$source" .c)
    grep -q "^    $name  *[^ ]" "$sources/README" \
        || fail "README does not tell of $name"
    # shellcheck disable=SC2046,SC2086
    if ! ${CC:-cc} -std=c11 -Wall -Wextra -Wpedantic -Werror \
        ${SANITIZER_CFLAGS:-} $(pkg-config --cflags multiprocessing) \
        -o "$name" "$source" $(pkg-config --libs multiprocessing); then
        fail "$name does not compile"
    elif [ ! -s "$expected/$name.txt" ]; then
        fail "nobody says what $name does: there is no $expected/$name.txt"
    else
        replay "$expected/$name.txt" >"$work/replayed"
        diff "$expected/$name.txt" "$work/replayed" \
            || fail "$name says something else"
    fi
done
for text in "$expected"/*.txt; do
    name=$(basename "$text" .txt)
    [ -s "$sources/$name.c" ] || fail "there is no $sources/$name.c"
done
exit "$failed"
