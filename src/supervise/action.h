/* action: the verbs that can be done to workers.  One table feeds keys, help,
 * palette, tape, control socket and manual. */
#ifndef SUPERVISE_ACTION_H
#define SUPERVISE_ACTION_H

#include <stdbool.h>

/* Action, verb as in messages, label for the key line, help sentence, whether
 * it ends or signals processes (asked for once before it is done to several).
 */
#define ACTION_MAP(X)                                                          \
    X(START, "start", "Start", "Start the process.", false)                    \
    X(JOIN, "join", "Join",                                                    \
      "Wait until it ends; a count before it is the time limit in seconds.",   \
      false)                                                                   \
    X(TERMINATE, "terminate", "Terminate",                                     \
      "Ask it to end: SIGTERM to its process group.", true)                    \
    X(KILL, "kill", "Kill", "End it at once: SIGKILL to its process group.",   \
      true)                                                                    \
    X(RESTART, "restart", "Restart",                                           \
      "Terminate it if it runs, then start a new process in its row.", true)   \
    X(KILL_RESTART, "kill and restart", "Kill and restart",                    \
      "Kill it if it runs, then start a new process in its row.", true)        \
    X(DAEMON, "daemon", "Daemon",                                              \
      "Switch the daemon flag; only before its first start.", false)           \
    X(STOP_JOINING, "stop joining", "Stop waiting",                            \
      "Give up waiting for it; it runs on.", false)                            \
    X(SIGNAL, "send_signal", "Signal",                                         \
      "Send a signal, chosen by name or number, to its process group.", true)  \
    X(DUPLICATE, "duplicate", "Duplicate",                                     \
      "Add a row that runs the same, not started.", false)                     \
    X(REMOVE, "remove", "Remove",                                              \
      "Remove the row; only when nothing of it runs.", false)                  \
    X(RENAME, "rename", "Rename",                                              \
      "Give it another name; a process that runs bears it after a restart.",   \
      false)

enum action {
#define ACTION_ENUM(action, verb, label, help, signals) ACTION_##action,
    ACTION_MAP(ACTION_ENUM)
#undef ACTION_ENUM
    ACTION_COUNT
};

struct action_info {
    const char *verb;
    const char *label;
    const char *help;
    bool signals;
};

/**
 * Get what is known of an action.
 *
 * action  Less than ACTION_COUNT.
 *
 * Returns a static row.
 */
const struct action_info *action_info(enum action action);

#endif
