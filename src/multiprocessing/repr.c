#include "config.h"

#include <errno.h>
#include <signal.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "src/multiprocessing/current.h"
#include "src/multiprocessing/process.h"

/* Text that is counted also where it does not fit. */
struct builder {
    char *text;
    size_t size;
    size_t length;
};

/* What Python's str.isprintable() denies beyond ASCII: the separators, format
 * characters, surrogates, private use and noncharacters. */
static const struct {
    uint32_t first;
    uint32_t last;
} unprintable[] = {
    { 0x7f, 0xa0 },       { 0xad, 0xad },        { 0x600, 0x605 },
    { 0x61c, 0x61c },     { 0x6dd, 0x6dd },      { 0x70f, 0x70f },
    { 0x890, 0x891 },     { 0x8e2, 0x8e2 },      { 0x1680, 0x1680 },
    { 0x180e, 0x180e },   { 0x2000, 0x200f },    { 0x2028, 0x202f },
    { 0x205f, 0x206f },   { 0x3000, 0x3000 },    { 0xd800, 0xf8ff },
    { 0xfdd0, 0xfdef },   { 0xfeff, 0xfeff },    { 0xfff0, 0xfffb },
    { 0xfffe, 0xffff },   { 0x110bd, 0x110bd },  { 0x110cd, 0x110cd },
    { 0x13430, 0x1343f }, { 0x1bca0, 0x1bca3 },  { 0x1d173, 0x1d17a },
    { 0xe0000, 0xe00ff }, { 0xe01f0, 0x10ffff },
};

/* Names of the signals as Python's exit code table has them, from 1. */
static const char *const signal_names[] = {
    "HUP",  "INT",    "QUIT", "ILL",   "TRAP", "ABRT", "BUS",  "FPE",
    "KILL", "USR1",   "SEGV", "USR2",  "PIPE", "ALRM", "TERM", "STKFLT",
    "CHLD", "CONT",   "STOP", "TSTP",  "TTIN", "TTOU", "URG",  "XCPU",
    "XFSZ", "VTALRM", "PROF", "WINCH", "POLL", "PWR",  "SYS",
};

/* Append formatted text. */
__attribute__((format(printf, 2, 3))) static void
append(struct builder *builder, const char *format, ...)
{
    bool room = builder->length < builder->size;
    va_list arguments;
    int length;

    va_start(arguments, format);
    length = vsnprintf(
        room ? builder->text + builder->length : NULL,
        room ? builder->size - builder->length : 0, format, arguments);
    va_end(arguments);
    builder->length += length > 0 ? (size_t) length : 0;
}

/* Decode one UTF-8 character; its size, or 0 when it is none. */
static size_t
decode(const char *text, uint32_t *point)
{
    static const uint32_t least[] = { 0, 0, 0x80, 0x800, 0x10000 };
    const unsigned char *bytes = (const unsigned char *) text;
    size_t size = bytes[0] < 0x80 ? 1
        : bytes[0] < 0xc0         ? 0
        : bytes[0] < 0xe0         ? 2
        : bytes[0] < 0xf0         ? 3
        : bytes[0] < 0xf8         ? 4
                                  : 0;

    if (size < 2) {
        *point = bytes[0];
        return size;
    }
    *point = bytes[0] & (0xffU >> (size + 1));
    for (size_t i = 1; i < size; i++) {
        if ((bytes[i] & 0xc0) != 0x80) {
            return 0;
        }
        *point = *point << 6 | (bytes[i] & 0x3fU);
    }
    if (*point < least[size] || *point > 0x10ffff
        || (*point >= 0xd800 && *point <= 0xdfff)) {
        return 0;
    }
    return size;
}

/* Tell whether a character shows as itself in Python's repr. */
static bool
is_printable(uint32_t point)
{
    for (size_t i = 0; i < sizeof(unprintable) / sizeof(unprintable[0]); i++) {
        if (point >= unprintable[i].first && point <= unprintable[i].last) {
            return false;
        }
    }
    return point >= 0x20;
}

/* Append one character that does not show as itself. */
static void
append_escaped(struct builder *builder, uint32_t point)
{
    switch (point) {
    case '\n':
        append(builder, "\\n");
        break;
    case '\r':
        append(builder, "\\r");
        break;
    case '\t':
        append(builder, "\\t");
        break;
    default:
        append(
            builder,
            point <= 0xff         ? "\\x%02x"
                : point <= 0xffff ? "\\u%04x"
                                  : "\\U%08x",
            (unsigned) point);
        break;
    }
}

/* Append a text as Python's repr() of a str; a byte that is no UTF-8 as the
 * surrogate that os.fsdecode() makes of it. */
static void
append_repr(struct builder *builder, const char *text)
{
    char quote =
        strchr(text, '\'') != NULL && strchr(text, '"') == NULL ? '"' : '\'';

    append(builder, "%c", quote);
    while (*text != '\0') {
        uint32_t point;
        size_t size = decode(text, &point);

        if (size == 0) {
            append(builder, "\\udc%02x", (unsigned char) *text);
            size = 1;
        } else if (*text == quote || *text == '\\') {
            append(builder, "\\%c", *text);
        } else if (is_printable(point)) {
            append(builder, "%.*s", (int) size, text);
        } else {
            append_escaped(builder, point);
        }
        text += size;
    }
    append(builder, "%c", quote);
}

/* Append an exit code, a signal by its name. */
static void
append_exitcode(struct builder *builder, int exitcode)
{
    int last = (int) (sizeof(signal_names) / sizeof(signal_names[0]));

    if (exitcode < 0 && exitcode >= -last) {
        append(builder, "-SIG%s", signal_names[-exitcode - 1]);
    } else if (exitcode == -SIGRTMIN) {
        append(builder, "-SIGRTMIN");
    } else if (exitcode == -SIGRTMAX) {
        append(builder, "-SIGRTMAX");
    } else {
        append(builder, "%d", exitcode);
    }
}

/* Name what Python's repr names; the lock is held. */
static const char *
status(mp_process *process)
{
    if (process == mp_current_process()) {
        return "started";
    }
    if (process->closed) {
        return "closed";
    }
    if (process->creator != getpid()) {
        return "unknown";
    }
    if (!process->started) {
        return "initial";
    }
    switch (mp__process_poll(process)) {
    case MP__ENDED:
        return "stopped";
    case MP__LOST:
        return "lost";
    case MP__RUNNING:
    default:
        return "started";
    }
}

/* Write the whole description; the lock is held. */
static void
describe(struct builder *builder, mp_process *process)
{
    const char *word = status(process);

    append(builder, "<%s name=", process->class_name);
    append_repr(builder, process->name);
    if (process->started) {
        append(builder, " pid=%d", (int) process->pid);
    }
    if (process->creator != 0) {
        append(builder, " parent=%d", (int) process->creator);
    } else {
        append(builder, " parent=None");
    }
    append(builder, " %s", word);
    if (strcmp(word, "stopped") == 0) {
        append(builder, " exitcode=");
        append_exitcode(builder, process->exitcode);
    }
    append(builder, "%s>", process->daemon ? " daemon" : "");
}

int
mp_process_repr(mp_process *process, char *text, size_t size)
{
    struct builder builder = { text, size, 0 };

    if (process == NULL || (text == NULL && size > 0)) {
        return -EINVAL;
    }
    mp__lock();
    describe(&builder, process);
    mp__unlock();
    return (int) builder.length;
}
