#!/bin/sh
# Check that every prototype in a header has a docstring of the fixed form:
#
#     /**
#      * One sentence.  [Python's name for it]
#      *
#      * first   Unit and range of the first argument; who owns it.
#      * second  ... in the order of the prototype.
#      *
#      * Returns what it returns.        (unless it returns nothing)
#      */
#     int name(int first, int second);
#
# What is wrong is reported as FILE:LINE.
#
# usage: check-prototypes.sh [TOP]   TOP: the source tree (default: $top_srcdir)
set -eu
cd "${1:-${top_srcdir:-.}}"

headers=$(
    find src ui tests -name '*.h' -type f 2>/dev/null | LC_ALL=C sort
)
[ -n "$headers" ] || { echo "no headers in $PWD" >&2; exit 1; }

# shellcheck disable=SC2016,SC2086
awk '
# Say what is wrong with the prototype that ends here.
function report(problem) {
    print FILENAME ":" line ": " name ": " problem
    failures++
}

# Split text at the commas outside of brackets; returns how many parts.
function split_arguments(text, parts,    i, c, depth, count) {
    count = 1
    parts[1] = ""
    for (i = 1; i <= length(text); i++) {
        c = substr(text, i, 1)
        depth += (c == "(") - (c == ")")
        if (c == "," && depth == 0)
            parts[++count] = ""
        else
            parts[count] = parts[count] c
    }
    return count
}

# The name of the argument that text declares, "" where it has none.
function argument_name(text) {
    gsub(/\[[^]]*\]/, "", text)
    if (match(text, /\([ ]*\*[ ]*[A-Za-z_][A-Za-z_0-9]*[ ]*\)/)) {
        text = substr(text, RSTART, RLENGTH)
        gsub(/[^A-Za-z_0-9]/, "", text)
        return text
    }
    gsub(/\*/, " * ", text)
    sub(/[ ]+$/, "", text)
    if (text !~ /[ ][A-Za-z_][A-Za-z_0-9]*$/)
        return ""
    sub(/^.*[ ]/, "", text)
    return text
}

# Take the docstring apart: described[] by argument, and their order.
function read_docstring(    lines, count, i, word) {
    split("", described)
    order = word = ""
    count = split(docstring, lines, "\n")
    for (i = 1; i <= count; i++) {
        if (lines[i] ~ /^ \* [a-z_][a-z_0-9]*  +[^ ]/) {
            word = substr(lines[i], 4)
            sub(/ .*/, "", word)
            order = order " " word
        } else if (lines[i] !~ /^ \*   /) {
            word = ""
        }
        if (word != "")
            described[word] = described[word] " " lines[i]
    }
}

# Whether text has a word, set off by blanks or full stops.
function has_word(text, word) {
    return (" " text " ") ~ ("[ (]" word "[ ,.;:)]")
}

# Compare the arguments of a prototype with those that its docstring names.
# The size of an array may be told with the array: "bytes  size raw bytes".
function check_arguments(text,    parts, count, i, argument, last, known) {
    gsub(/^[ ]+|[ ]+$/, "", text)
    count = text == "void" || text == "" ? 0 : split_arguments(text, parts)
    known = last = ""
    for (i = 1; i <= count; i++) {
        if (parts[i] ~ /\.\.\./)
            continue
        argument = argument_name(parts[i])
        if (argument == "") {
            report("argument " i " has no name")
        } else if (argument in described) {
            known = known " " argument
            last = described[argument]
            delete described[argument]
        } else if (!has_word(last, argument)) {
            report("argument " argument " is not documented")
        }
    }
    for (argument in described) {
        report("its docstring names " argument ", which is no argument")
        return
    }
    if (known != order)
        report("its arguments are documented in another order")
}

# A declaration has ended: text is all of it.  Prototypes are checked.
function declaration(text,    head) {
    gsub(/[ \t\n]+/, " ", text)
    gsub(/__attribute__ ?\(\(.*\)\) ?/, "", text)
    gsub(/^ | $/, "", text)
    if (text !~ /\(/ || text ~ /^typedef / || text ~ /=/)
        return
    head = text
    sub(/ ?\(.*$/, "", head)
    name = head
    sub(/^.*[ *]/, "", name)
    if (inline_body && name ~ /^mp__/)
        return
    prototypes++
    if (docstring == "") {
        report("has no docstring")
    } else {
        read_docstring()
        sub(/^[^(]*\(/, "", text)
        sub(/\)[^)]*$/, "", text)
        check_arguments(text)
        if (head ~ /(^|[ ])void [A-Za-z_0-9]+$/) {
            # What does not come back at once may say when it Returns.
            if (docstring ~ /\n \* Returns/ \
                && docstring !~ /\n \* Returns (only )?when/)
                report("its docstring says Returns, but it is void")
        } else if (docstring !~ /\n \* Returns/) {
            report("its docstring does not say what it Returns")
        }
    }
}

FNR == 1 {
    text = docstring = comment = ""
    in_comment = in_directive = depth = 0
}

# Preprocessor lines, and those that continue them.
in_directive || (!in_comment && /^[ \t]*#/) {
    in_directive = /\\$/
    next
}

in_comment {
    comment = comment "\n" $0
    if ($0 ~ /\*\//) {
        in_comment = 0
        if (is_docstring)
            docstring = comment
    }
    next
}

/^\/\*/ && !/\*\// {
    in_comment = 1
    is_docstring = /^\/\*\*$/
    comment = $0
    next
}

{
    gsub(/\/\*([^*]|\*+[^*\/])*\*+\//, " ")
    sub(/\/\/.*/, "")
    # A comment that starts after code and goes on in the next line.
    if (match($0, /\/\*/)) {
        $0 = substr($0, 1, RSTART - 1)
        in_comment = 1
        is_docstring = 0
        comment = ""
    }
    if ($0 ~ /^extern "C" \{/ || (depth == 0 && $0 ~ /^\}/ && text == ""))
        next
    for (i = 1; i <= length($0); i++) {
        c = substr($0, i, 1)
        if (depth == 0 && text == "" && c !~ /[ \t]/)
            line = FNR
        if (c == "{") {
            if (depth++ == 0)
                before = text
        } else if (c == "}") {
            if (--depth == 0 && before ~ /\)[ \n]*$/) {
                inline_body = 1
                declaration(before)
                inline_body = 0
                text = docstring = ""
            }
        } else if (depth == 0 && c == ";") {
            declaration(text)
            text = docstring = ""
        } else if (depth == 0) {
            text = text c
        }
    }
    if (depth == 0 && text != "")
        text = text "\n"
}

END {
    if (prototypes == 0) {
        print "no prototypes in " FILENAME > "/dev/stderr"
        exit 1
    }
    exit failures > 0
}
' $headers
