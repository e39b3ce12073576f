# Make the manual page of a function from its docstring in the header.
#
# usage: awk -f docstrings.awk -f manpages.awk HEADER     list the functions
#        awk -f docstrings.awk -f manpages.awk -v page=FUNCTION \
#            -v version=VERSION HEADER                    write its page

# Mark a word: functions and constants bold, what was in backquotes italic.
function mark(word) {
    if (word ~ /^`/)
        return "\\fI" substr(word, 2, length(word) - 2) "\\fP"
    if (word ~ /\(\)$/) {
        sub(/\(\)$/, "", word)
        if (word == page)
            return "\\fB" word "\\fP()"
        see[word] = 1
        return "\\fB" word "\\fP(3)"
    }
    sub(/^-/, "\\-", word)
    return word ~ /[A-Z]/ ? "\\fB" word "\\fP" : word
}

# Turn text into troff, one sentence a line.
function troff(text,    out, special) {
    special = "`[^`]*`|mp_[a-z_]+\\(\\)|MP_[A-Z_]*[A-Z]|-E[A-Z]+|-errno|-[N0-9]"
    gsub(/[.]\n/, ".  ", text)
    gsub(/\n/, " ", text)
    gsub(/\\/, "\\e", text)
    while (match(text, special)) {
        out = out substr(text, 1, RSTART - 1) \
            mark(substr(text, RSTART, RLENGTH))
        text = substr(text, RSTART + RLENGTH)
    }
    text = out text
    gsub(/->/, "\\->", text)
    gsub(/[.]  +/, ".\n", text)
    return text
}

# Print source text as it stands, but less indented.
function print_source(text,    lines, count, i) {
    count = split(text, lines, "\n")
    for (i = 1; i <= count; i++) {
        gsub(/\\/, "\\e", lines[i])
        gsub(/-/, "\\-", lines[i])
        gsub(/'/, "\\(aq", lines[i])
        sub(/^    /, "  ", lines[i])
        print lines[i]
    }
}

# Print a prototype: names of arguments italic, long lines broken.
function print_prototype(text,    parts, count, i, out, bold, width, name) {
    bold = substr(text, 1, index(text, "("))
    count = split(substr(text, length(bold) + 1, \
        length(text) - length(bold) - 1), parts, ", ")
    for (i = 1; i <= count; i++) {
        width += length(parts[i]) + 2
        if (i == 1) {
            width += length(bold)
        } else if (width > 70) {
            print ".BI " out "\"" bold "\""
            out = ""
            bold = "        "
            width = length(bold parts[i]) + 2
        } else {
            bold = bold " "
        }
        name = parts[i]
        sub(/.*[ *]/, "", name)
        bold = bold substr(parts[i], 1, length(parts[i]) - length(name))
        if (name == "void") {
            bold = bold name
        } else {
            out = out "\"" bold "\" " name " "
            bold = ""
        }
        bold = bold (i < count ? "," : ");")
    }
    print ".BI " out "\"" bold "\""
}

# Print the items of a list; errors of our own with what they are in Python.
function print_list(list, f,    i, j, word, codes, count) {
    for (i = 1; i <= list[f]; i++) {
        word = list[f, i, "word"]
        print ".TP"
        print (word ~ /^[a-z]/ ? ".I " : ".B ") \
            (word ~ /^-/ ? "\\" : "") word
        print troff(list[f, i, "text"])
        count = split(word, codes, ", ")
        for (j = 1; j <= count; j++)
            if (codes[j] in message)
                print ".br\n" error_class[codes[j]] ": " \
                    troff(message[codes[j]])
    }
}

# What an argument is may be said by another function.
function borrow_arguments(f,    i, j, text, other) {
    for (i = 1; i <= arguments[f]; i++) {
        text = arguments[f, i, "text"]
        if (text !~ /^As for mp_[a-z_]+\(\)\.$/)
            continue
        other = substr(text, 8, length(text) - 10)
        for (j = 1; j <= arguments[other]; j++)
            if (arguments[other, j, "word"] == arguments[f, i, "word"])
                arguments[f, i, "text"] = arguments[other, j, "text"]
    }
}

function print_paragraphs(text,    parts, count, i) {
    count = split(text, parts, "\n\n")
    for (i = 1; i <= count; i++)
        print ".PP\n" troff(parts[i])
}

# The paragraph of the head comment with this title.
function head_paragraph(title,    parts, count, i) {
    count = split(head, parts, "\n\n")
    for (i = 1; i <= count; i++)
        if (index(parts[i], title ".  ") == 1)
            return substr(parts[i], length(title) + 4)
    print "no paragraph \"" title ".\" in " FILENAME > "/dev/stderr"
    exit 1
}

# The sentence of the head comment on objects that are NULL.
function null_sentence(    text) {
    text = head_paragraph("Results")
    gsub(/\n/, " ", text)
    sub(/^.*A NULL object/, "A NULL object", text)
    sub(/[.]  .*/, ".", text)
    return text
}

# Whether a text has a name of the C language.
function has_name(text, name) {
    return name != "" && match(" " text " ", "[^a-zA-Z0-9_]" name "[^a-zA-Z0-9_]")
}

# Find the types that a text needs, and those that these need.
function need_types(text,    i) {
    for (i = 1; i <= type_count; i++)
        if (!(i in needed) && has_name(text, type_name[i])) {
            needed[i] = 1
            need_types(type_source[i])
            need_constants(type_name[i])
        }
}

# Find the constants that are said to belong to a type.
function need_constants(name,    i) {
    for (i = 1; i <= type_count; i++)
        if (type_name[i] == "" && has_name(type_comment[i], name))
            needed[i] = 1
}

function print_types(    i, count) {
    for (i = 1; i <= type_count; i++) {
        if (!(i in needed))
            continue
        if (count++ == 0)
            print ".SH TYPES\n.in 2n\n.EX"
        else
            print ""
        print_source(type_source[i])
    }
    if (count > 0)
        print ".EE\n.in"
}

function print_description(f) {
    print ".SH DESCRIPTION\n" troff(summary[f]) "."
    if (f in python)
        print "In Python:\n.BR \"" python[f] "\" ."
    else if (beyond[f])
        print "Python has nothing like it."
    borrow_arguments(f)
    print_list(arguments, f)
    print_paragraphs(f in body || !(f in base) ? body[f] : body[base[f]])
}

function print_result(f) {
    print ".SH RETURN VALUE"
    if (prototype[f] ~ /^MP_NORETURN/)
        print "This function does not return."
    else if (prototype[f] ~ /^void mp/)
        print "None."
    else
        print troff(returns[f])
    if (returns[f] ~ /^Returns and errors are those of/)
        print_paragraphs(returns[base[f]])
    if (prototype[f] !~ /^(MP_NORETURN )?void mp/ \
        && prototype[f] ~ /\((const )?mp_process \*process/ \
        && arguments[f, 1, "text"] !~ /NULL/)
        print troff(null_sentence())
}

function print_errors(f) {
    print ".SH ERRORS"
    if (errors[f, 0, "text"] != "")
        print troff(toupper(substr(errors[f, 0, "text"], 1, 1)) \
            substr(errors[f, 0, "text"], 2))
    else if (errors[f] + (f in base) == 0)
        print "None."
    if (f in base)
        print_list(errors, base[f])
    print_list(errors, f)
}

function print_see_also(    i) {
    print ".SH SEE ALSO"
    for (i = 1; i <= function_count; i++)
        if (functions[i] in see)
            print ".BR " functions[i] " (3),"
    print ".BR multiprocessing (3)"
}

function print_page(f,    name) {
    print ".\\\" Made from the header by manpages.awk."
    print ".TH " toupper(f) " 3 \"\" \"mptop " version "\"" \
        " \"Library Functions Manual\""
    name = summary[f]
    gsub(/  +/, " ", name)
    print ".SH NAME\n" f " \\- " tolower(substr(name, 1, 1)) \
        troff(substr(name, 2))
    print ".SH SYNOPSIS\n.nf\n.B #include <multiprocessing.h>\n.PP"
    print_prototype(prototype[f])
    print ".fi\n.PP\nBuild with\n.BR \"cc program.c" \
        " $(pkg\\-config \\-\\-cflags \\-\\-libs multiprocessing)\" ."
    print_description(f)
    need_types(prototype[f])
    print_types()
    print_result(f)
    print_errors(f)
    print ".SH THREADS\n" troff(head_paragraph("Threads"))
    print_see_also()
}

END {
    if (page == "") {
        for (i = 1; i <= function_count; i++)
            print functions[i]
    } else if (page in prototype) {
        print_page(page)
    } else {
        print "no docstring of " page " in " FILENAME > "/dev/stderr"
        exit 1
    }
}
