# Read the docstrings of a header, for a script that is given after this one.
#
# What is known of a function f when the header has been read:
#   prototype[f]   from its type to the closing bracket
#   exported[f]    whether the library has it; it is inline if not
#   summary[f]     the first sentence; python[f]: its name in Python;
#                  beyond[f]: whether Python has nothing like it
#   arguments, f   a list: argument, what it is
#   body[f]        other paragraphs
#   returns[f]     the paragraph that begins with "Returns"
#   errors, f      a list: code, when
#   base[f]        the function whose results or errors these are, too
# A list is list[f]: how many; list[f, i, "word"], list[f, i, "text"]; and
# list[f, 0, "text"]: what stands before the first word.
#
# Functions are functions[i], types type_name[i], type_comment[i] and
# type_source[i], in their order; head is the first comment of the file;
# error_class[code] and message[code] are the table of errors.

# Take stars and slashes off a comment.
function strip_comment(text) {
    sub(/^\/\*\*?[ \n]/, "", text)
    sub(/[ \n]*\*\/\n?$/, "", text)
    gsub(/\n \* ?/, "\n", text)
    sub(/^ \* ?/, "", text)
    return text
}

# Put two lines into one, with the space that belongs between them.
function join(first, second) {
    if (first == "" || second == "")
        return first second
    return first (first ~ /[.]$/ ? "  " : " ") second
}

# Remember the function that a text refers to.
function read_base(f, text) {
    if (match(text, /(those of|as) mp_[a-z_]+\(\)/)) {
        text = substr(text, RSTART, RLENGTH - 2)
        sub(/^.* /, "", text)
        base[f] = text
    }
}

# Read "word  text" items; the text goes on in the next lines.
function read_list(list, f, text,    lines, count, i, n) {
    count = split(text, lines, "\n")
    for (i = 1; i <= count; i++) {
        sub(/^ +/, "", lines[i])
        n = list[f] + 0
        if (match(lines[i], /^([a-z_]+|-errno|-E[A-Z0-9]+)  +/) \
            || match(lines[i], /^MP_E[A-Z]+(, MP_E[A-Z]+)*(  +|$)/)) {
            list[f] = ++n
            list[f, n, "word"] = substr(lines[i], 1, RLENGTH)
            sub(/ +$/, "", list[f, n, "word"])
            lines[i] = substr(lines[i], RLENGTH + 1)
        }
        list[f, n, "text"] = join(list[f, n, "text"], lines[i])
    }
}

# Read the first sentence, and what Python calls the function.
function read_summary(f, text) {
    gsub(/\n/, " ", text)
    if (match(text, / +\[.*\]$/)) {
        python[f] = substr(text, RSTART, RLENGTH - 1)
        sub(/^ +\[/, "", python[f])
        text = substr(text, 1, RSTART - 1)
    }
    beyond[f] = sub(/ +\(beyond Python\)$/, "", text)
    sub(/\.$/, "", text)
    summary[f] = text
}

function read_docstring(f, text,    parts, count, i) {
    count = split(text, parts, "\n\n")
    read_summary(f, parts[1])
    for (i = 2; i <= count; i++) {
        if (parts[i] ~ /^Errors: /) {
            read_list(errors, f, substr(parts[i], 9))
            read_base(f, errors[f, 0, "text"])
        } else if (parts[i] ~ /^Returns /) {
            returns[f] = parts[i]
            if (parts[i] ~ /error/)
                read_base(f, parts[i])
        } else if (parts[i] ~ /^[a-z_]+  +[^ ]/) {
            read_list(arguments, f, parts[i])
        } else {
            body[f] = body[f] (f in body ? "\n\n" : "") parts[i]
        }
    }
}

function read_function(text,    f, inlined) {
    sub(/[ \n]*(\{.*|;)$/, "", text)
    gsub(/[ \n]+/, " ", text)
    sub(/\( /, "(", text)
    inlined = sub(/static inline /, "", text)
    sub(/MP_API /, "", text)
    f = text
    sub(/\(.*/, "", f)
    sub(/.*[ *]/, "", f)
    functions[++function_count] = f
    prototype[f] = text
    exported[f] = !inlined
    read_docstring(f, strip_comment(comment))
}

# Keep a type as it stands; that of constants has no name.
function read_type(text,    name) {
    name = text
    sub(/^typedef int /, "", name)
    sub(/^(typedef )?(struct|enum)[^{]*\{.*\} ?/, "", name)
    sub(/(\(.*)?;$/, "", name)
    type_name[++type_count] = name
    type_comment[type_count] = comment
    type_source[type_count] = comment text
}

# Keep a row of the table of errors: the class and the message in Python.
function read_error(row,    code, texts, count, i) {
    code = row
    sub(/^ *X\(/, "", code)
    sub(/,.*/, "", code)
    count = split(row, texts, "\"")
    error_class[code] = texts[2]
    for (i = 4; i <= count; i += 2)
        message[code] = message[code] texts[i]
}

# A declaration has ended.
function read_declaration(text) {
    if (comment ~ /^\/\*\*\n/)
        read_function(text)
    else if (text ~ /^(typedef|enum)/ && text ~ /\{|^typedef int/)
        read_type(text)
}

in_comment || (/^\/\*/ && text == "") {
    comment = in_comment ? comment $0 "\n" : $0 "\n"
    in_comment = !/\*\//
    if (head == "" && !in_comment)
        head = strip_comment(comment)
    next
}

in_directive || /^#/ {
    in_directive = /\\$/
    sub(/ *\\?$/, "")
    row = /^ *X\(MP_E/ || row != "" ? row $0 : ""
    if (row ~ /"\)$/) {
        read_error(row)
        row = ""
    }
    next
}

/^extern "C"/ || (text == "" && /^\}?$/) {
    comment = ""
    next
}

{
    text = text (text == "" ? "" : "\n") $0
    depth += gsub(/\{/, "{") - gsub(/\}/, "}")
    if (depth == 0 && /[;}]$/) {
        read_declaration(text)
        text = comment = ""
    }
}
