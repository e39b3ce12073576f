/* keymap: every key with what it does.  One table feeds the dispatch, the key
 * line and the help; what is done to processes is described in action.h. */
#ifndef UI_KEYMAP_H
#define UI_KEYMAP_H

#include <stdbool.h>
#include <stddef.h>

#include "src/supervise/action.h"
#include "ui/term/key.h"

/* A page: what the screen is filled with. */
enum page {
    PAGE_MAIN,
    PAGE_CHILDREN,
    PAGE_OUTPUT,
    PAGE_TIMELINE,
    PAGE_INFO,
    PAGE_TERMINAL, /* the output, whose terminal the keys go to */
    PAGE_HELP,
    PAGE_MESSAGES,
    PAGE_QUIT,
    PAGE_COUNT
};

enum {
    ON_MAIN = 1 << PAGE_MAIN,
    ON_CHILDREN = 1 << PAGE_CHILDREN,
    ON_OUTPUT = 1 << PAGE_OUTPUT,
    ON_TIMELINE = 1 << PAGE_TIMELINE,
    ON_INFO = 1 << PAGE_INFO,
    ON_TERMINAL = 1 << PAGE_TERMINAL,
    ON_HELP = 1 << PAGE_HELP,
    ON_MESSAGES = 1 << PAGE_MESSAGES,
    ON_QUIT = 1 << PAGE_QUIT,
    ON_ROWS = ON_MAIN | ON_CHILDREN,
    ON_WORK = ON_ROWS | ON_OUTPUT | ON_TIMELINE | ON_INFO,
    ON_LINES = ON_INFO | ON_HELP | ON_MESSAGES,
    ON_TEXT = ON_OUTPUT | ON_LINES,
    ON_PAGES = ON_WORK | ON_HELP | ON_MESSAGES,
    ON_ALL = ON_PAGES | ON_QUIT,
    ON_SCREEN = ON_ALL | ON_TERMINAL
};

enum command_group {
    GROUP_PROCESSES,
    GROUP_MOVING,
    GROUP_ROWS,
    GROUP_VIEWS,
    GROUP_OUTPUT,
    GROUP_TIMELINE,
    GROUP_QUIT,
    GROUP_PROGRAM,
    GROUP_COUNT
};

enum {
    COMMAND_KEYS = 10
};

/* clang-format off */
#define KEYS(...) { __VA_ARGS__ }

/*
 * ACTION(action, keys, pages where it is valid, pages whose key line shows it)
 * COMMAND(name, group, keys, pages where valid, pages whose key line shows it,
 *         label in the key line, help sentence)
 * The first that fits a key and a page counts.  The key line keeps the order,
 * and its last two to the end.
 */
#define COMMAND_MAP(ACTION, COMMAND)                                           \
    ACTION(START, KEYS('s'), ON_WORK, ON_ROWS)                                 \
    ACTION(JOIN, KEYS('J', 'w'), ON_WORK, ON_ROWS)                             \
    ACTION(TERMINATE, KEYS('t', 'x'), ON_WORK, ON_ROWS)                        \
    ACTION(KILL, KEYS('K', 'X'), ON_WORK, ON_ROWS)                             \
    COMMAND(PAN_LEFT, GROUP_TIMELINE, KEYS('h', KEYCODE_LEFT), ON_TIMELINE,    \
            ON_TIMELINE, "Earlier", "Back in time.")                           \
    COMMAND(PAN_RIGHT, GROUP_TIMELINE, KEYS('l', KEYCODE_RIGHT), ON_TIMELINE,  \
            ON_TIMELINE, "Later", "On in time.")                               \
    COMMAND(ZOOM_IN, GROUP_TIMELINE, KEYS('+', '='), ON_TIMELINE, ON_TIMELINE, \
            "In", "Zoom in.")                                                  \
    COMMAND(ZOOM_OUT, GROUP_TIMELINE, KEYS('-'), ON_TIMELINE, ON_TIMELINE,     \
            "Out", "Zoom out.")                                                \
    COMMAND(FIT, GROUP_TIMELINE, KEYS('f'), ON_TIMELINE, ON_TIMELINE,          \
            "All", "All that these lanes have, from the first start to now.")  \
    COMMAND(MOMENT_BEFORE, GROUP_TIMELINE, KEYS('['), ON_TIMELINE, 0,          \
            "", "Cursor to what happened before in this lane; Esc takes the "  \
            "cursor away.")                                                    \
    COMMAND(MOMENT_AFTER, GROUP_TIMELINE, KEYS(']'), ON_TIMELINE, 0,           \
            "", "Cursor to what happened next in this lane.")                  \
    COMMAND(CURSOR_LEFT, GROUP_TIMELINE, KEYS('<'), ON_TIMELINE, 0,            \
            "", "Cursor a cell back.")                                         \
    COMMAND(CURSOR_RIGHT, GROUP_TIMELINE, KEYS('>'), ON_TIMELINE, 0,           \
            "", "Cursor a cell on.")                                           \
    COMMAND(CHILDREN, GROUP_VIEWS, KEYS('c'), ON_WORK, ON_MAIN,                \
            "Children", "The active children and what they started, as a tree.")\
    COMMAND(TIMELINE, GROUP_VIEWS, KEYS('T'), ON_WORK, ON_MAIN,                \
            "Timeline", "The lives of the processes, a lane each, as time goes on.")\
    COMMAND(OUTPUT, GROUP_VIEWS, KEYS('l', KEYCODE_ENTER, 'z'),                \
            ON_ROWS | ON_OUTPUT | ON_INFO, ON_ROWS | ON_INFO, "Output",        \
            "All that is kept of what the process wrote.")  \
    COMMAND(LANE_OUTPUT, GROUP_TIMELINE, KEYS(KEYCODE_ENTER, 'z'), ON_TIMELINE,\
            0, "", "The output of the process.")                               \
    COMMAND(INFO, GROUP_VIEWS, KEYS('i'), ON_WORK, ON_MAIN,                    \
            "Info", "Everything about the process: object, system, lives, "    \
            "environment.")                                                    \
    COMMAND(MARK, GROUP_VIEWS, KEYS('m'), ON_WORK, 0,                          \
            "", "Mark this moment in the log and the timeline; asks for a text.")\
    ACTION(RESTART, KEYS('r'), ON_WORK, ON_MAIN)                               \
    ACTION(KILL_RESTART, KEYS('R'), ON_WORK, 0)                                \
    ACTION(DAEMON, KEYS('D'), ON_WORK, ON_MAIN)                                \
    ACTION(SIGNAL, KEYS('S'), ON_WORK, 0)                                      \
    COMMAND(ADD, GROUP_PROCESSES, KEYS('a'), ON_MAIN, ON_MAIN,                 \
            "Add", "Add a worker for a shell command, and start it.")          \
    ACTION(DUPLICATE, KEYS('C'), ON_MAIN, 0)                                   \
    ACTION(REMOVE, KEYS('d'), ON_MAIN, ON_MAIN)                                \
    ACTION(RENAME, KEYS('e'), ON_MAIN, 0)                                      \
    ACTION(STOP_JOINING, KEYS(KEYCODE_ESCAPE), ON_MAIN, 0)                     \
    COMMAND(DOWN, GROUP_MOVING, KEYS('j', KEYCODE_DOWN), ON_PAGES, ON_LINES,   \
            "Down", "One down, or as many as the count says.")                 \
    COMMAND(UP, GROUP_MOVING, KEYS('k', KEYCODE_UP), ON_PAGES, ON_LINES,       \
            "Up", "One up, or as many as the count says.")                     \
    COMMAND(PAGE_DOWN, GROUP_MOVING, KEYS(KEYCODE_PAGE_DOWN), ON_PAGES, 0,     \
            "", "A page down.")                                                \
    COMMAND(PAGE_UP, GROUP_MOVING, KEYS(KEYCODE_PAGE_UP), ON_PAGES, 0,         \
            "", "A page up.")                                                  \
    COMMAND(TOP, GROUP_MOVING, KEYS('g', KEYCODE_HOME), ON_PAGES, ON_LINES,    \
            "Top", "To the first.")                                            \
    COMMAND(BOTTOM, GROUP_MOVING, KEYS('G', KEYCODE_END), ON_PAGES, ON_LINES,  \
            "End", "To the last; in the output: follow it again.")             \
    COMMAND(DIGIT, GROUP_MOVING,                                               \
            KEYS('0', '1', '2', '3', '4', '5', '6', '7', '8', '9'), ON_WORK, 0,\
            "", "A count for the next key: 5J joins for 5 s, 3j moves 3 down.")\
    COMMAND(TAG, GROUP_ROWS, KEYS(KEYCODE_SPACE), ON_MAIN, ON_MAIN,            \
            "Tag", "Tag the row, or untag it; keys then act on all tagged rows.")\
    COMMAND(TAG_ALL, GROUP_ROWS, KEYS('A'), ON_MAIN, 0,                        \
            "", "Tag all rows that are shown.")                                \
    COMMAND(TAG_RANGE, GROUP_ROWS, KEYS('V'), ON_MAIN, 0,                      \
            "", "Tag the rows from the one tagged last to this one.")          \
    COMMAND(UNTAG, GROUP_ROWS, KEYS('U'), ON_MAIN, 0,                          \
            "", "Untag all rows.")                                             \
    COMMAND(FILTER, GROUP_VIEWS, KEYS('/'), ON_MAIN, ON_MAIN,                  \
            "Filter", "Show only rows with these words in name, target, state "\
            "or pid; !word: without it; re: a regular expression. Esc shows "  \
            "all.")                                                            \
    COMMAND(SEARCH, GROUP_OUTPUT, KEYS('/'), ON_OUTPUT, ON_OUTPUT,             \
            "Search", "Go to a line that has this text, capital letters or "   \
            "small; re: a regular expression; nothing: the same again.")       \
    COMMAND(SEARCH_NEXT, GROUP_OUTPUT, KEYS('n'), ON_OUTPUT, 0,                \
            "", "The next line that has it, and from the last on to the first.")\
    COMMAND(SEARCH_PREVIOUS, GROUP_OUTPUT, KEYS('N'), ON_OUTPUT, 0,            \
            "", "The line before that has it.")                                \
    COMMAND(NEXT_ERROR, GROUP_OUTPUT, KEYS('!'), ON_OUTPUT, ON_OUTPUT,         \
            "Error", "The next line that tells of an error; from the end: the "\
            "first one.")                                                      \
    COMMAND(SELECT_LINES, GROUP_OUTPUT, KEYS('v'), ON_OUTPUT, ON_OUTPUT,       \
            "Select", "Select lines with the keys that move; Esc ends it.")    \
    COMMAND(COPY_LINES, GROUP_OUTPUT, KEYS('y'), ON_OUTPUT, 0,                 \
            "", "Copy the selected lines to the terminal's clipboard.")        \
    COMMAND(SORT, GROUP_VIEWS, KEYS('o'), ON_MAIN, 0,                          \
            "", "Choose the column to sort by; the same again: the other way.")\
    COMMAND(SORT_NEXT, GROUP_VIEWS, KEYS('>'), ON_MAIN, 0,                     \
            "", "Sort by the next column; before the first and after the last "\
            "comes the order of creation.")                                    \
    COMMAND(SORT_PREVIOUS, GROUP_VIEWS, KEYS('<'), ON_MAIN, 0,                 \
            "", "Sort by the column before.")                                  \
    COMMAND(SORT_INVERT, GROUP_VIEWS, KEYS('I'), ON_MAIN, 0,                   \
            "", "Sort the other way.")                                         \
    COMMAND(COLUMNS, GROUP_VIEWS, KEYS('O'), ON_MAIN, 0,                       \
            "", "Choose the columns of the table, and their order.")           \
    COMMAND(THEME, GROUP_PROGRAM, KEYS(KEYCODE_NONE), ON_PAGES, 0,             \
            "", "Choose the theme: the colours of the screen.")                \
    COMMAND(EXPORT, GROUP_VIEWS, KEYS('E'), ON_TIMELINE | ON_MAIN, 0,          \
            "", "Write the timeline into a file, as SVG or CSV.")              \
    COMMAND(SAVE_SETTINGS, GROUP_PROGRAM, KEYS(KEYCODE_NONE), ON_PAGES, 0,     \
            "", "Write columns, order and theme into the settings file.")      \
    COMMAND(FREEZE, GROUP_VIEWS, KEYS('Z'), ON_WORK, 0,                        \
            "", "Freeze: the screen stands still but for what keys do; again " \
            "to go on.")                                                       \
    COMMAND(FOLLOW, GROUP_VIEWS, KEYS('F'), ON_OUTPUT | ON_TIMELINE,           \
            ON_OUTPUT | ON_TIMELINE,                                           \
            "Follow", "Stay at the end of the output, or stop; in the "        \
            "timeline: go on with the time.")                                  \
    COMMAND(FOCUS, GROUP_VIEWS, KEYS(KEYCODE_TAB), ON_MAIN | ON_OUTPUT,        \
            ON_OUTPUT, "Type", "Give the keys to the process: what is typed "  \
            "goes to its terminal.")                                           \
    COMMAND(RELEASE, GROUP_VIEWS, KEYS(KEYCODE_CTRL_BACKSLASH), ON_TERMINAL,   \
            ON_TERMINAL, "Take the keys back",                                 \
            "Take the keys back from the process's terminal.")                 \
    COMMAND(NEXT, GROUP_VIEWS, KEYS('>'), ON_OUTPUT | ON_INFO,                 \
            ON_INFO, "Next", "In output and info: the next process.")          \
    COMMAND(PREVIOUS, GROUP_VIEWS, KEYS('<'),                                  \
            ON_OUTPUT | ON_INFO, 0,                                            \
            "", "In the output: the process before.")                          \
    COMMAND(MESSAGES, GROUP_VIEWS, KEYS('M'), ON_WORK | ON_MESSAGES, 0,        \
            "Messages", "All messages that are kept, with their times.")       \
    COMMAND(PALETTE, GROUP_PROGRAM, KEYS(':'), ON_PAGES, 0,                    \
            "Command", "The palette: every command by its name.")              \
    COMMAND(ACCEPT, GROUP_QUIT, KEYS(KEYCODE_ENTER), ON_QUIT, ON_QUIT,         \
            "Quit", "Quit as Python exits: terminate() the daemons, join() the "\
            "others.")                                                         \
    COMMAND(TERMINATE_ALL, GROUP_QUIT, KEYS('t', 'x'), ON_QUIT, ON_QUIT,       \
            "Terminate", "Terminate all that is left.")                        \
    COMMAND(KILL_ALL, GROUP_QUIT, KEYS('K', 'X'), ON_QUIT, ON_QUIT,            \
            "Kill", "Kill all that is left.")                                  \
    COMMAND(STAY, GROUP_QUIT, KEYS(KEYCODE_ESCAPE), ON_QUIT, ON_QUIT,          \
            "Stay", "Stay with what is left; signals that were sent stay "     \
            "sent.")                                                           \
    COMMAND(BACK, GROUP_VIEWS, KEYS(KEYCODE_ESCAPE),                           \
            ON_CHILDREN | ON_TIMELINE | ON_TEXT,                               \
            ON_CHILDREN | ON_TIMELINE | ON_TEXT,                               \
            "Back", "One level back.")                                         \
    COMMAND(FOLD, GROUP_ROWS, KEYS(KEYCODE_SPACE), ON_CHILDREN, ON_CHILDREN,   \
            "Fold", "In the tree: hide what is below the line, or show it.")   \
    COMMAND(FOLD_ALL, GROUP_ROWS, KEYS('*'), ON_CHILDREN, 0,                   \
            "", "In the tree: hide what is below all workers, or show all.")   \
    COMMAND(RECORD, GROUP_PROGRAM, KEYS('.'), ON_ALL, 0,                       \
            "", "Record the screen into a new file mptop-DATE-TIME.cast, or "  \
            "stop.")                                                           \
    COMMAND(REDRAW, GROUP_PROGRAM, KEYS(KEYCODE_CTRL_L), ON_ALL, 0,            \
            "", "Draw the screen anew.")                                       \
    COMMAND(MOUSE, GROUP_PROGRAM, KEYS(KEYCODE_CTRL_O), ON_ALL, 0,             \
            "", "Leave the mouse to the terminal, or take it back.")           \
    COMMAND(SUSPEND, GROUP_PROGRAM, KEYS(KEYCODE_CTRL_Z), ON_ALL, 0,           \
            "", "Stop mptop for a while (fg continues it); the processes run " \
            "on.")                                                             \
    COMMAND(FORCE, GROUP_PROGRAM, KEYS('Q'), ON_ALL, ON_QUIT,                  \
            "Force", "Force: terminate all, kill after 5 s what is left, quit.")\
    COMMAND(HELP, GROUP_PROGRAM, KEYS('?', KEYCODE_F1), ON_PAGES, ON_WORK,     \
            "Help", "This help.")                                              \
    COMMAND(QUIT, GROUP_PROGRAM, KEYS('q', KEYCODE_CTRL_C), ON_ALL, ON_PAGES,  \
            "Quit", "Quit: at once if nothing is alive, else ask first; a "    \
            "second time: force.")
/* clang-format on */

enum command {
#define COMMAND_OF_ACTION(action, ...) COMMAND_##action,
#define COMMAND_OF_SCREEN(name, ...) COMMAND_##name,
    COMMAND_MAP(COMMAND_OF_ACTION, COMMAND_OF_SCREEN)
#undef COMMAND_OF_ACTION
#undef COMMAND_OF_SCREEN
    COMMAND_COUNT,
    COMMAND_NONE = COMMAND_COUNT
};

struct command_info {
    const char *name; /* as the table has it: "TAG_ALL" */
    enum command_group group;
    key keys[COMMAND_KEYS]; /* 0-ended if shorter */
    unsigned pages;         /* ON_...: where it is valid */
    unsigned key_line;      /* ON_...: where the key line shows it */
    bool is_action;
    enum action action; /* what is done to processes, if is_action */
    const char *label;  /* NULL: the action's */
    const char *help;   /* NULL: the action's */
};

/**
 * Find what a key does.
 *
 * page  Where it was typed.
 * code  Any key.
 *
 * Returns the command, or COMMAND_NONE.
 */
enum command keymap_find(enum page page, key code);

/**
 * Get what is known of a command.
 *
 * command  Less than COMMAND_COUNT.
 *
 * Returns a static row.
 */
const struct command_info *keymap_info(enum command command);

/**
 * Get the name by which a command can be bound to a key: "start",
 * "page-down".
 *
 * command  Less than COMMAND_COUNT.
 * text     Receives the name, cut to fit; 24 bytes are enough.
 * size     Bytes at text.
 *
 * Returns text.
 */
const char *keymap_command_name(enum command command, char *text, size_t size);

/**
 * Bind a key, in place of what it did on the pages where the command is valid.
 * The help and the key line show it from then on.
 *
 * code     Any key but Ctrl+C, which always quits.
 * command  What it shall do; COMMAND_NONE: nothing, on all pages.
 *
 * Returns whether it is done: not with Ctrl+C.
 */
bool keymap_bind(key code, enum command command);

/**
 * Get the label of a command in the key line.
 *
 * command  Less than COMMAND_COUNT.
 *
 * Returns a static text.
 */
const char *keymap_label(enum command command);

/**
 * Get the sentence of a command in the help.
 *
 * command  Less than COMMAND_COUNT.
 *
 * Returns a static text.
 */
const char *keymap_help(enum command command);

/**
 * Name a key as briefly as the key line and the help do: "Esc", "PgDn", "s".
 *
 * code  Any key.
 * text  Receives the name, cut to fit.
 * size  Bytes at text; 16 are enough for every name.
 *
 * Returns text.
 */
const char *keymap_key_name(key code, char *text, size_t size);

/**
 * Name all keys of a command, as the help does: "J w", "0 … 9".
 *
 * command  Less than COMMAND_COUNT.
 * text     Receives the names, cut to fit.
 * size     Bytes at text.
 *
 * Returns text.
 */
const char *keymap_names(enum command command, char *text, size_t size);

/**
 * Give a group's title in the help.
 *
 * group  Less than GROUP_COUNT.
 *
 * Returns a static text.
 */
const char *keymap_group_title(enum command_group group);

#endif
