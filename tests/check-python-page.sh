#!/bin/sh
# Check multiprocessing-python(7): it has every function of the header with its
# prototype and no other, every error with Python's class and message, and
# every public name that python3 knows of multiprocessing; its example compiles
# and man has nothing to complain of.
#
# usage: check-python-page.sh       top_srcdir: the source tree (default: .)
# CC: the compiler (default: cc); AWK: awk; python3: checked if it is there
set -eu
cd "${top_srcdir:-.}"
page=src/multiprocessing-python.7
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
trap 'exit 1' HUP INT TERM
failed=0

fail()
{
    echo "check-python-page: $*"
    failed=1
}

# The text of the page, without the escapes of troff.
sed -e 's/\\-/-/g' -e "s/\\\\(aq/'/g" -e 's/\\(dq/"/g' -e 's/\\e/\\/g' \
    "$page" >"$work/page"

# from_header: print what an awk program on standard input finds in the header.
from_header()
{
    LC_ALL=C "${AWK:-awk}" -f src/docstrings.awk -f - src/multiprocessing.h
}

from_header >"$work/unsorted" <<'AWK'
END {
    for (i = 1; i <= function_count; i++)
        print prototype[functions[i]] ";"
}
AWK
LC_ALL=C sort "$work/unsorted" >"$work/prototypes"
sed -n 's/^\.B "\(.*\)"$/\1/p' "$work/page" \
    | grep -E '^[a-zA-Z][a-zA-Z0-9_ ]* \**mp_[a-z_]+\(.*\);$' \
    | LC_ALL=C sort >"$work/shown"
diff "$work/prototypes" "$work/shown" || fail "not the prototypes of the header"

from_header >"$work/unsorted" <<'AWK'
END {
    for (code in message)
        print code ": " error_class[code] ": " message[code]
}
AWK
LC_ALL=C sort "$work/unsorted" >"$work/errors"
awk '
    /^\.B "[A-Z][A-Za-z]*Error"$/ { class = substr($2, 2, length($2) - 2) }
    /^[a-zA-Z\047]/ && !/^T[{}]/ { text = $0 }
    /^\.B "MP_E[A-Z]*"$/ {
        print substr($2, 2, length($2) - 2) ": " class ": " text
    }' "$work/page" | LC_ALL=C sort >"$work/shown"
diff "$work/errors" "$work/shown" || fail "not the errors of the header"

if command -v python3 >/dev/null; then
    names=$(python3 - <<'PYTHON'
import multiprocessing
for name in dir(multiprocessing.Process) + multiprocessing.__all__:
    if not name.startswith("_"):
        print(name)
PYTHON
    )
    [ -n "$names" ] || fail "python3 knows no names"
    for name in $names; do
        grep -qE "^\.B \"$name[\"(]|^$name[,.]\$" "$work/page" \
            || fail "nothing of Python's $name"
    done
else
    echo "check-python-page: no python3: the names are not checked"
fi

# The right-hand side of the example: a function, then what is in main().
sed -n '/^\.SH EXAMPLE/,/^\.SH BEYOND/p' "$work/page" | awk '
    /^T}\tT{/ { right = 1; next }
    /^T}$/ { right = 0 }
    right && /^\.B "/ {
        text = substr($0, 5, length($0) - 5)
        if (text ~ /^#/) {
            print text
            print "#include <signal.h>\n#include <stdio.h>"
        } else {
            print text
            if (text == "}" && !main++)
                print "int\nmain(void)\n{"
        }
    }
    END { print "return ended;\n}" }
' | sed 's|<multiprocessing.h>|"src/multiprocessing.h"|' >"$work/example.c"
${CC:-cc} -std=c11 -Wall -Wextra -Werror -Wno-unused-parameter -I. \
    -fsyntax-only "$work/example.c" || fail "the example does not compile"

if command -v man >/dev/null; then
    complaints=$(
        MANWIDTH=80 man --warnings -E UTF-8 -l "$page" 2>&1 >/dev/null
    ) || fail "man cannot show the page"
    [ -z "$complaints" ] || fail "man complains: $complaints"
else
    echo "check-python-page: no man: what it complains of is not checked"
fi
exit "$failed"
