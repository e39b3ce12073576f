#include "tests/support/key_cases.h"

#define ESCAPE "\033"

/* As many messages as fill a small page: each start is refused. */
#define MESSAGES "ssssssssssssssssssss"

#define ECHO(n) "echo line-" #n "; "
#define ECHOS(t)                                                               \
    ECHO(t##1)                                                                 \
    ECHO(t##2)                                                                 \
    ECHO(t##3) ECHO(t##4) ECHO(t##5) ECHO(t##6) ECHO(t##7) ECHO(t##8) ECHO(t##9)

const char *const key_cases_simulated[] = {
    "--simulate",
    ECHOS() ECHO(10) ECHOS(1) ECHO(20) ECHOS(2)
        ECHO(30) "echo an ERROR; " ECHOS(3) ECHO(40) ECHOS(4) ECHO(50) ECHOS(5)
            ECHO(60) "sleep 1000",
    "sleep 1000",
    "sleep 1001",
    NULL,
};

enum {
    ON_MOVING = ON_ROWS | ON_TIMELINE /* a row is selected there */
};

#define CASE(name, ...)                                                        \
    {                                                                          \
        .command = COMMAND_##name, __VA_ARGS__                                 \
    }

/* clang-format off */
const struct key_case key_cases[] = {
    /* Processes; not all pages show all of them. */
    CASE(START, .pages = ON_MAIN, .first = "C", .text = "echo-2 +1004 +yes"),
    CASE(START, .pages = ON_CHILDREN, .text = "start\\(\\): cannot start a"),
    CASE(START, .pages = ON_OUTPUT, .first = "C",
         .text = "Output echo-2 · 1004"),
    CASE(START, .pages = ON_TIMELINE, .first = "C",
         .text = "started .* pid 1004"),
    CASE(START, .pages = ON_INFO, .first = "C", .text = "pid +1004"),
    CASE(JOIN, .pages = ON_ROWS | ON_TIMELINE, .text = "◐ echo "),
    CASE(JOIN, .pages = ON_OUTPUT, .text = "Output echo .* joining "),
    CASE(JOIN, .pages = ON_INFO, .text = "state +joining"),
    CASE(TERMINATE, .pages = ON_MAIN, .text = "echo +1001 +no .* -15 SIGTERM"),
    CASE(TERMINATE, .pages = ON_CHILDREN, .effect = KEY_HIDES,
         .text = "● echo "),
    CASE(TERMINATE, .pages = ON_OUTPUT, .text = "Output echo .* exitcode -15"),
    CASE(TERMINATE, .pages = ON_TIMELINE, .text = "terminate\\(\\) .* SIGTERM"),
    CASE(TERMINATE, .pages = ON_INFO, .text = "exitcode +-15 SIGTERM"),
    CASE(KILL, .pages = ON_MAIN, .text = "echo +1001 +no .* -9 SIGKILL"),
    CASE(KILL, .pages = ON_CHILDREN, .effect = KEY_HIDES, .text = "● echo "),
    CASE(KILL, .pages = ON_OUTPUT, .text = "Output echo .* exitcode -9"),
    CASE(KILL, .pages = ON_TIMELINE, .text = "kill\\(\\) .* SIGKILL"),
    CASE(KILL, .pages = ON_INFO, .text = "exitcode +-9 SIGKILL"),
    CASE(RESTART, .pages = ON_WORK, .look = "M",
         .text = "echo terminate\\(\\) → exitcode -15"),
    CASE(KILL_RESTART, .pages = ON_WORK, .look = "M",
         .text = "echo kill\\(\\) → exitcode -9"),
    CASE(DAEMON, .pages = ON_WORK & ~ON_CHILDREN, .first = "C", .look = "M",
         .text = "echo-2 daemon: now no"),
    CASE(DAEMON, .pages = ON_CHILDREN, .text = "daemon: process has already"),
    CASE(SIGNAL, .pages = ON_WORK, .text = "^ Signal:"),
    CASE(ADD, .pages = ON_MAIN, .text = "^ Add command:"),
    CASE(DUPLICATE, .pages = ON_MAIN, .text = "○ echo-2 "),
    CASE(REMOVE, .pages = ON_MAIN, .before = "K", .effect = KEY_HIDES,
         .text = " echo +1001"),
    CASE(RENAME, .pages = ON_MAIN, .text = "^ Rename: echo"),
    CASE(STOP_JOINING, .pages = ON_MAIN, .before = "J", .effect = KEY_HIDES,
         .text = "◐ echo +1001 .* joining"),

    /* Moving. */
    CASE(DOWN, .pages = ON_MOVING, .text = "^▌● sleep "),
    CASE(DOWN, .pages = ON_OUTPUT, .before = "g", .text = "line 2 of 61"),
    CASE(DOWN, .pages = ON_LINES, .rows = 16, .first = MESSAGES, .before = "g",
         .text = "^─ [A-Za-z]+ 2-"),
    CASE(UP, .pages = ON_MOVING, .before = "G", .text = "^▌● sleep "),
    CASE(UP, .pages = ON_OUTPUT, .before = "gjjj", .text = "line 3 of 61"),
    CASE(UP, .pages = ON_LINES, .rows = 16, .first = MESSAGES, .before = "gjj",
         .text = "^─ [A-Za-z]+ 2-"),
    CASE(PAGE_DOWN, .pages = ON_MOVING, .text = "^▌● sleep-2 "),
    CASE(PAGE_DOWN, .pages = ON_OUTPUT, .before = "g",
         .text = "line 2[0-9] of 61"),
    CASE(PAGE_DOWN, .pages = ON_LINES, .rows = 16, .first = MESSAGES,
         .before = "g", .text = "^─ [A-Za-z]+ ([6-9]|1[0-3])-"),
    CASE(PAGE_UP, .pages = ON_MOVING, .before = "G", .text = "^▌● echo "),
    CASE(PAGE_UP, .pages = ON_OUTPUT, .text = "line [0-9] of 61"),
    CASE(PAGE_UP, .pages = ON_LINES, .rows = 16, .first = MESSAGES,
         .before = "gj", .text = "^─ [A-Za-z]+ 1-"),
    CASE(TOP, .pages = ON_MOVING, .before = "G", .text = "^▌● echo "),
    CASE(TOP, .pages = ON_OUTPUT, .text = "line 1 of 61"),
    CASE(TOP, .pages = ON_LINES, .rows = 16, .first = MESSAGES,
         .before = "gjjj", .text = "^─ [A-Za-z]+ 1-"),
    CASE(BOTTOM, .pages = ON_MOVING, .text = "^▌● sleep-2 "),
    CASE(BOTTOM, .pages = ON_OUTPUT, .before = "g", .text = "following"),
    CASE(BOTTOM, .pages = ON_LINES, .rows = 16, .first = MESSAGES,
         .before = "g", .effect = KEY_HIDES, .text = "^─ [A-Za-z]+ 1-"),
    CASE(DIGIT, .pages = ON_WORK, .before = "1", .ready = " 1$",
         .text = " 1%c$"),

    /* Rows. */
    CASE(TAG, .pages = ON_MAIN, .text = "▸echo "),
    CASE(TAG_ALL, .pages = ON_MAIN, .text = "▸sleep-2 "),
    CASE(TAG_RANGE, .pages = ON_MAIN, .before = " gjj", .text = "▸sleep "),
    CASE(UNTAG, .pages = ON_MAIN, .before = "A", .effect = KEY_HIDES,
         .text = "▸"),
    CASE(FILTER, .pages = ON_MAIN, .text = "^ Filter:"),
    CASE(SORT, .pages = ON_MAIN, .text = "Sort by:"),
    CASE(SORT_NEXT, .pages = ON_MAIN, .text = "NAME▲"),
    CASE(SORT_PREVIOUS, .pages = ON_MAIN, .before = ">>", .text = "NAME▲"),
    CASE(SORT_INVERT, .pages = ON_MAIN, .before = ">", .text = "NAME▼"),
    CASE(COLUMNS, .pages = ON_MAIN, .text = "─ Columns"),
    CASE(FOLD, .pages = ON_CHILDREN, .worker = "sleep 1001 & exec sleep 1002",
         .effect = KEY_HIDES, .text = "─ sleep 1001 "),
    CASE(FOLD_ALL, .pages = ON_CHILDREN,
         .worker = "sleep 1001 & exec sleep 1002", .effect = KEY_HIDES,
         .text = "─ sleep 1001 "),

    /* The output. */
    CASE(SEARCH, .pages = ON_OUTPUT, .text = "^ Search:"),
    CASE(SEARCH_NEXT, .pages = ON_OUTPUT, .before = "/line\r",
         .text = "Gone on from the first line"),
    CASE(SEARCH_PREVIOUS, .pages = ON_OUTPUT, .before = "/line\r",
         .text = "line 60 of 61"),
    CASE(NEXT_ERROR, .pages = ON_OUTPUT, .text = "line 31 of 61"),
    CASE(SELECT_LINES, .pages = ON_OUTPUT, .text = "Esc leaves"),
    CASE(COPY_LINES, .pages = ON_OUTPUT, .before = "v", .effect = KEY_WRITES,
         .text = "\033]52;"),
    CASE(FOCUS, .pages = ON_MAIN | ON_OUTPUT, .worker = "exec cat",
         .text = "Take the keys back"),
    CASE(RELEASE, .pages = ON_TERMINAL, .worker = "exec cat",
         .effect = KEY_HIDES, .text = "Take the keys back"),
    CASE(NEXT, .pages = ON_OUTPUT, .text = "Output sleep · 1002"),
    CASE(NEXT, .pages = ON_INFO, .text = "pid +1002"),
    CASE(PREVIOUS, .pages = ON_OUTPUT, .first = "G",
         .text = "Output sleep · 1002"),
    CASE(PREVIOUS, .pages = ON_INFO, .first = "G", .text = "pid +1002"),

    /* The timeline. */
    CASE(PAN_LEFT, .pages = ON_TIMELINE, .text = "^ {20,}0s "),
    CASE(PAN_RIGHT, .pages = ON_TIMELINE, .effect = KEY_HIDES,
         .text = "^ +0s "),
    CASE(ZOOM_IN, .pages = ON_TIMELINE, .text = "50ms a cell"),
    CASE(ZOOM_OUT, .pages = ON_TIMELINE, .text = "200ms a cell"),
    CASE(FIT, .pages = ON_TIMELINE, .before = "+", .text = "Timeline all"),
    CASE(MOMENT_BEFORE, .pages = ON_TIMELINE,
         .text = "^ at 02:11:00.000 .*· started"),
    CASE(MOMENT_AFTER, .pages = ON_TIMELINE, .before = "[<<",
         .text = "^ at 02:11:00.000 .*· started"),
    CASE(CURSOR_LEFT, .pages = ON_TIMELINE, .before = "[",
         .text = "^ at 02:10:59"),
    CASE(CURSOR_RIGHT, .pages = ON_TIMELINE, .before = "[",
         .text = "^ at 02:11:00\\.0*[1-9]"),
    CASE(LANE_OUTPUT, .pages = ON_TIMELINE, .text = "Output echo · 1001"),
    CASE(FOLLOW, .pages = ON_OUTPUT, .effect = KEY_HIDES, .text = "following"),
    CASE(FOLLOW, .pages = ON_TIMELINE, .before = "h", .text = "following"),

    /* Pages, and the way back. */
    CASE(CHILDREN, .pages = ON_WORK & ~ON_CHILDREN, .text = "Active children"),
    CASE(CHILDREN, .pages = ON_CHILDREN, .text = "EXITCODE"),
    CASE(TIMELINE, .pages = ON_WORK & ~ON_TIMELINE, .text = "^─ Timeline"),
    CASE(TIMELINE, .pages = ON_TIMELINE, .text = "EXITCODE"),
    CASE(OUTPUT, .pages = ON_ROWS | ON_INFO, .text = "Search .* Type"),
    CASE(OUTPUT, .pages = ON_OUTPUT, .text = "EXITCODE"),
    CASE(INFO, .pages = ON_WORK & ~ON_INFO, .text = "repr +<Process"),
    CASE(INFO, .pages = ON_INFO, .text = "EXITCODE"),
    CASE(MESSAGES, .pages = ON_MAIN, .effect = KEY_HIDES, .text = "EXITCODE"),
    CASE(MESSAGES, .pages = ON_WORK & ~ON_MAIN, .text = "^─ Messages"),
    CASE(MESSAGES, .pages = ON_MESSAGES, .text = "EXITCODE"),
    CASE(HELP, .pages = ON_PAGES & ~ON_HELP, .text = "^─ Help"),
    CASE(HELP, .pages = ON_HELP, .text = "EXITCODE"),
    CASE(BACK, .pages = ON_PAGES & ~ON_MAIN, .text = "EXITCODE"),

    /* The program. */
    CASE(MARK, .pages = ON_WORK, .text = "^ Mark"),
    CASE(EXPORT, .pages = ON_MAIN | ON_TIMELINE, .text = "^ Export"),
    CASE(FREEZE, .pages = ON_WORK, .text = "Frozen: "),
    CASE(PALETTE, .pages = ON_PAGES, .text = "^ :"),
    CASE(RECORD, .pages = ON_ALL, .text = "● REC"),
    CASE(REDRAW, .pages = ON_ALL, .effect = KEY_WRITES, .text = "MainProcess"),
    CASE(MOUSE, .pages = ON_ALL, .text = "The mouse is the terminal's now"),
    CASE(SUSPEND, .pages = ON_ALL, .effect = KEY_WRITES, .text = "\033[?1049l"),

    /* The end. */
    CASE(ACCEPT, .pages = ON_QUIT, .effect = KEY_ENDS),
    CASE(TERMINATE_ALL, .pages = ON_QUIT, .first = "CDs", .before = "\r",
         .effect = KEY_ENDS),
    CASE(KILL_ALL, .pages = ON_QUIT, .worker = "trap '' TERM; exec sleep 1000",
         .before = "\r", .effect = KEY_ENDS),
    CASE(STAY, .pages = ON_QUIT, .effect = KEY_HIDES, .text = "─ Quit:"),
    CASE(FORCE, .pages = ON_ALL, .effect = KEY_ENDS),
    CASE(QUIT, .pages = ON_PAGES, .text = "─ Quit:"),
    CASE(QUIT, .pages = ON_QUIT, .effect = KEY_ENDS),
};
/* clang-format on */

const size_t key_cases_count = sizeof(key_cases) / sizeof(key_cases[0]);

const struct key_case *
key_cases_find(enum command command, enum page page)
{
    for (size_t i = 0; i < key_cases_count; i++) {
        if (key_cases[i].command == command && key_cases[i].pages >> page & 1) {
            return &key_cases[i];
        }
    }
    return NULL;
}
