#!/bin/sh
# Checks that every text that is marked for translation has one in each
# language.  Texts of tables, which are translated where they are shown, are
# tests/test_translations' part.
# usage: check-translations.sh [TOP]     TOP: the source tree
set -eu
cd "${1:-${top_srcdir:-.}}"

for program in xgettext msgcmp msgfmt; do
    command -v "$program" >/dev/null || {
        echo "no $program here (package gettext)"
        exit 77
    }
done

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
xgettext --from-code=UTF-8 -L C -k -k_ -kN_ -kngettext:1,2 \
    -o "$work/texts.pot" src/supervise/*.c ui/*.c ui/view/*.c
status=0
for translation in ui/po/*.po; do
    msgfmt --check-format -o /dev/null "$translation" || status=1
    msgcmp "$translation" "$work/texts.pot" >"$work/wrong" 2>&1 || status=1
    grep -v 'this message is not used' "$work/wrong" || true
done
exit $status
