#!/bin/sh
# Check what `make install` puts in place: C11, C17 and C++17 programs and the
# examples compile and run against it with nothing but pkg-config, the shared
# library exports what the header has, every function has a manual page, and
# the program and the other manuals are there.
#
# usage: check-install.sh [ROOT]    ROOT: where it is installed already, "/"
#                                   for the prefix itself; default: install
#                                   from $top_builddir into a temporary folder
# CC, CXX, SANITIZER_CFLAGS, bindir, docdir, libdir, mandir: as configured;
# MAKE: make
set -eu
tests=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
trap 'exit 1' HUP INT TERM
failed=0

fail()
{
    echo "check-install: $*"
    failed=1
}

root=${1:-$work/root}
if [ $# -eq 0 ]; then
    "${MAKE:-make}" -s -C "${top_builddir:-.}" install DESTDIR="$root" \
        >"$work/log" 2>&1 || { cat "$work/log"; exit 1; }
fi
root=${root%/}
libraries=$root${libdir:?}
PKG_CONFIG_PATH=$libraries/pkgconfig
PKG_CONFIG_SYSROOT_DIR=$root
LD_LIBRARY_PATH=$libraries
export PKG_CONFIG_PATH PKG_CONFIG_SYSROOT_DIR LD_LIBRARY_PATH

cat >"$work/user.c" <<'END'
#include <multiprocessing.h>
#include <stdio.h>

static int
target(const mp_args *args, const mp_kwargs *kwargs)
{
    (void) kwargs;
    return (int) mp_as_int(mp_args_get(args, 0));
}

int
main(void)
{
    mp_value three = mp_value_int(3);
    mp_process_options options = {};
    mp_process *process = NULL;
    int exitcode = -1;

    options.target = target;
    options.args.items = &three;
    options.args.count = 1;
    if (mp_process_new(&process, &options) < 0 || mp_process_start(process) < 0
        || mp_process_join(process, MP_FOREVER) != 0
        || mp_process_exitcode(process, &exitcode) != 1) {
        return 1;
    }
    mp_process_free(process);
    printf("%s %d\n", mp_version(), exitcode);
    return 0;
}
END
# C before C23 has no empty initialiser.
sed 's/= {};/= { 0 };/' "$work/user.c" >"$work/user_c.c"

# user COMPILER SOURCE FLAG...: a program compiles, links and runs.
user()
{
    compiler=$1
    source=$2
    shift 2
    # shellcheck disable=SC2046,SC2086
    if ! $compiler "$@" -Wall -Wextra -Werror ${SANITIZER_CFLAGS:-} \
        $(pkg-config --cflags multiprocessing) -o "$work/user" "$source" \
        $(pkg-config --libs multiprocessing); then
        fail "no program of $compiler $*"
    elif [ "$("$work/user")" != "$(pkg-config --modversion multiprocessing) 3" ]
    then
        fail "the program of $compiler $* says: $("$work/user" 2>&1)"
    fi
}

pkg-config --exists --print-errors multiprocessing || fail "no pkg-config file"
user "${CC:-cc}" "$work/user_c.c" -std=c11
user "${CC:-cc}" "$work/user_c.c" -std=c17 -Wpedantic
# A C++ compiler may have come after configure looked for one.
: "${CXX:=$(command -v g++ || command -v c++ || true)}"
if [ -n "$CXX" ]; then
    user "$CXX" "$work/user.c" -x c++ -std=c++17 -Wpedantic
else
    echo "check-install: no C++ compiler: C++17 is not checked"
fi

if [ -e "$libraries/libmultiprocessing.so" ]; then
    sh "$tests/check-exports.sh" "$libraries/libmultiprocessing.so" || failed=1
fi

for file in "${bindir:?}/mptop" "${mandir:?}/man1/mptop.1" \
    "$mandir/man3/multiprocessing.3" "$mandir/man7/multiprocessing-python.7"; do
    file=$root$file
    [ -s "$file" ] || fail "$file is not installed"
done
sh "$tests/check-pages.sh" "$root$mandir" || failed=1
sh "$tests/check-examples.sh" "$root${docdir:?}/examples" || failed=1
exit "$failed"
