#include "src/supervise/action.h"

const struct action_info *
action_info(enum action action)
{
    static const struct action_info table[ACTION_COUNT] = {
#define ACTION_ROW(action, verb, label, help, signals)                         \
    [ACTION_##action] = { verb, label, help, signals },
        ACTION_MAP(ACTION_ROW)
#undef ACTION_ROW
    };

    return &table[action];
}
