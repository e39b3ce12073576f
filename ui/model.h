/* model: what the screen shows, without any input or output of its own.  Hears
 * the supervisor's events and marks what is no longer shown as it is. */
#ifndef UI_MODEL_H
#define UI_MODEL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

#include "src/supervise/stats.h"
#include "src/supervise/stats_detail.h"
#include "src/supervise/supervisor.h"
#include "src/supervise/text.h"
#include "ui/column_set.h"
#include "ui/console.h"
#include "ui/keymap.h"
#include "ui/messages.h"
#include "ui/numbers.h"
#include "ui/picker.h"
#include "ui/prompt.h"
#include "ui/rows.h"
#include "ui/tags.h"
#include "ui/theme.h"
#include "ui/tree.h"

/* What has changed since it was drawn. */
enum {
    DIRTY_ROWS = 1 << 0,      /* something in a row of the table */
    DIRTY_SELECTION = 1 << 1, /* which row is selected */
    DIRTY_OUTPUT = 1 << 2,    /* what the selected worker wrote */
    DIRTY_MESSAGES = 1 << 3,
    DIRTY_MACHINE = 1 << 4,  /* the numbers of the machine */
    DIRTY_CLOCK = 1 << 5,    /* another second */
    DIRTY_NOTICE = 1 << 6,   /* what the last line says */
    DIRTY_TREE = 1 << 7,     /* the tree of children */
    DIRTY_LEAVE = 1 << 8,    /* how far we are in leaving */
    DIRTY_LAYOUT = 1 << 9,   /* how much there is to show: places may change */
    DIRTY_NUMBERS = 1 << 10, /* the numbers of the rows on the screen */
    DIRTY_TAGS = 1 << 11,    /* which rows are tagged */
    DIRTY_ALL = (1 << 12) - 1
};

/* How far we are in leaving the program. */
enum leave_phase {
    LEAVE_NO,
    LEAVE_ASKED, /* the dialog stands; nothing is signalled */
    LEAVE_JOINING,
    LEAVE_TERMINATING,
    LEAVE_KILLING,
    LEAVE_FORCING,
    LEAVE_DONE /* the program ends now */
};

struct leave {
    enum leave_phase phase;
    int64_t since; /* monotonic nanoseconds: when this phase began */
    bool final;    /* a signal asked for it: no way back */
};

/* A process that a worker started, chosen in the tree. */
struct descendant {
    pid_t pid;       /* 0: none, signals are for workers */
    int64_t started; /* monotonic nanoseconds, as sampled */
    char name[64];   /* its command line, safe to show */
};

/* Whether the screen is recorded. */
enum recording {
    RECORDING_OFF,
    RECORDING_UNSEEN, /* and nobody sees it: nobody is told */
    RECORDING_SHOWN   /* and the header says so */
};

/* Most bytes that are copied at once. */
enum {
    COPIED_MOST = 74994
};

/* Lines for the terminal's clipboard. */
struct copied {
    char *text; /* safe to show, not NUL-terminated; NULL: there are none */
    size_t size;
    size_t lines;  /* that are in it */
    size_t wanted; /* that were to be: more than there was room for */
};

struct model {
    struct supervisor *supervisor; /* borrowed */
    pid_t pid;                     /* this program's own */
    int64_t opened;                /* monotonic nanoseconds */
    int64_t now;                   /* monotonic nanoseconds, of this turn */
    int64_t wall;                  /* wall clock nanoseconds, of this turn */
    struct stats_machine machine;
    struct tree tree;
    struct stats_detail detail; /* of the worker that was asked for */
    struct numbers numbers;     /* of the workers whose rows were shown */
    struct messages messages;
    struct tags tags;
    struct rows rows;
    struct column_set columns;
    struct column_set columns_before; /* while others are chosen */
    char theme[THEME_NAME_SIZE];      /* its name, or "auto" */
    char theme_before[THEME_NAME_SIZE];
    uint64_t anchor; /* id of the worker tagged last; 0: none */
    bool frozen;     /* the screen changes by keys only */
    struct leave leave;
    struct console console; /* of the selected worker, where that is shown */
    unsigned dirty;         /* DIRTY_... */
    enum page page;         /* that keys go to */
    uint64_t selected;      /* worker's id; 0: there is none */
    size_t place;           /* its row among those shown */
    unsigned count;         /* typed before a key; 0: none */
    char notice[256]; /* what the last line says for a while; "": nothing */
    enum message_kind notice_kind;
    int64_t notice_until;         /* monotonic nanoseconds */
    bool asking;                  /* the notice is a question */
    enum action asked_action;     /* to be done when the answer is yes */
    struct descendant descendant; /* that signals are for */
    enum recording recording;
    struct prompt prompt; /* owns the keys while it is open */
    struct picker picker; /* likewise */
    int signum;           /* that was chosen last; 0: none */
    char *export_path;    /* where the timeline is to be written, or NULL */
    struct copied copied; /* to be taken by the terminal's owner */
    enum command wish;    /* for the shell to do; COMMAND_NONE: nothing */
    bool messages_shown;  /* messages have a place on the screen */
    int name_width;       /* cells of the longest name */
    int target_width;     /* cells of the longest target */
    int pid_width;        /* digits of the longest pid there has been */
};

/**
 * Fill in a model of a set of workers.
 *
 * model       Borrowed; to be freed with model_free().
 * supervisor  Borrowed; must outlive the model.
 * pid         This program's own.
 * now         Monotonic nanoseconds.
 * wall        Wall clock nanoseconds.
 */
void model_init(
    struct model *model,
    struct supervisor *supervisor,
    pid_t pid,
    int64_t now,
    int64_t wall);

/**
 * Give back what a model holds.
 *
 * model  Borrowed.
 */
void model_free(struct model *model);

/**
 * Tell the model what time it is; once a turn.
 *
 * model  Borrowed.
 * now    Monotonic nanoseconds.
 * wall   Wall clock nanoseconds.
 */
void model_set_time(struct model *model, int64_t now, int64_t wall);

/**
 * Hear of an event of the supervisor.
 *
 * model  Borrowed.
 * event  Borrowed.
 */
void model_event(struct model *model, const struct event *event);

/**
 * Get the selected worker.
 *
 * model  Borrowed.
 *
 * Returns the worker, the supervisor's, or NULL when there is none.
 */
struct worker *model_selected(const struct model *model);

/**
 * Select the worker in a row.
 *
 * model  Borrowed.
 * place  Row from 0; beyond the last: the last.
 */
void model_select(struct model *model, size_t place);

/**
 * Select a worker by its id; one that is gone changes nothing.
 *
 * model  Borrowed.
 * id     The worker's.
 */
void model_select_id(struct model *model, uint64_t id);

/**
 * Move the selection; it stops at the first and the last row.
 *
 * model  Borrowed.
 * rows   How far; negative: up.
 */
void model_move(struct model *model, long rows);

/**
 * Bring the rows and their order up to date; before each drawing.
 *
 * model  Borrowed.
 */
void model_settle(struct model *model);

/**
 * Sort by the column after or before, creation being between the last and the
 * first.
 *
 * model  Borrowed.
 * steps  1 or -1.
 */
void model_sort_step(struct model *model, int steps);

/**
 * Sort by a column in its usual order; by the same again: the other way.
 *
 * model   Borrowed.
 * column  COLUMN_COUNT: by creation.
 */
void model_sort(struct model *model, enum column column);

/**
 * Sort the other way.
 *
 * model  Borrowed.
 */
void model_sort_invert(struct model *model);

/**
 * Ask for the column to sort by.
 *
 * model  Borrowed.
 */
void model_ask_order(struct model *model);

/**
 * Ask for the columns of the table; they change while they are chosen.
 *
 * model  Borrowed.
 */
void model_ask_columns(struct model *model);

/**
 * Take another theme.
 *
 * model  Borrowed.
 * name   Of a theme that there is, or "auto".
 */
void model_set_theme(struct model *model, const char *name);

/**
 * Ask for the theme.
 *
 * model  Borrowed.
 */
void model_ask_theme(struct model *model);

/**
 * Ask for a filter; rows follow while it is typed.
 *
 * model  Borrowed.
 */
void model_ask_filter(struct model *model);

/**
 * Show only the rows that fit a filter.
 *
 * model  Borrowed.
 * text   As it is typed; "" shows all.
 *
 * Returns whether it is one; else the prompt says what is wrong with it.
 */
bool model_filter(struct model *model, const char *text);

/**
 * Show all rows again.
 *
 * model  Borrowed.
 *
 * Returns whether there was a filter.
 */
bool model_filter_clear(struct model *model);

/**
 * Let the screen stand still, or go on.
 *
 * model  Borrowed.
 */
void model_freeze(struct model *model);

/**
 * Tag or untag the selected row.
 *
 * model  Borrowed.
 */
void model_tag(struct model *model);

/**
 * Tag the rows from the one tagged last to the selected one.
 *
 * model  Borrowed.
 */
void model_tag_range(struct model *model);

/**
 * Tag all rows that are shown.
 *
 * model  Borrowed.
 */
void model_tag_all(struct model *model);

/**
 * Untag all rows.
 *
 * model  Borrowed.
 */
void model_untag(struct model *model);

/**
 * Do an action to the tagged rows that are shown, or to the selected one if
 * none is.
 * Before it signals several it asks: model->asking is set then.
 *
 * model   Borrowed.
 * action  The verb.
 */
void model_act(struct model *model, enum action action);

/**
 * Do something to the tagged rows that are shown, or to the selected one if
 * none is.
 *
 * model    Borrowed.
 * visit    Called for each of them, from the first; it may remove rows.
 * context  For visit.
 */
void model_each_target(
    struct model *model,
    void (*visit)(struct model *model, struct worker *worker, void *context),
    void *context);

/**
 * Type a key at the terminal that is shown; where nobody is there any more, say
 * so.
 *
 * model  Borrowed.
 * code   Any.
 */
void model_type(struct model *model, key code);

/**
 * Send a signal to the tagged rows, or to the selected one if none is tagged.
 * Before it signals several it asks, as model_act() does.
 *
 * model   Borrowed.
 * signum  1 to SIGRTMAX.
 */
void model_signal(struct model *model, int signum);

/**
 * Signal model->descendant, after a question.
 *
 * model   Borrowed; the descendant is filled in.
 * action  ACTION_TERMINATE, ACTION_KILL, or ACTION_SIGNAL: asks for the signal.
 */
void model_signal_descendant(struct model *model, enum action action);

/**
 * Answer the question that stands.
 *
 * model  Borrowed; model->asking is set.
 * yes    Whether to do it.
 */
void model_answer(struct model *model, bool yes);

/**
 * Stop joining the tagged rows, or the selected one.
 *
 * model  Borrowed.
 *
 * Returns whether any of them was being joined.
 */
bool model_stop_joining(struct model *model);

/**
 * Say something in the last line for a while.
 *
 * model   Borrowed.
 * kind    What sort of line it is.
 * format  As for printf(), followed by what it asks for.
 */
void model_notice(
    struct model *model, enum message_kind kind, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

/**
 * Say something in the last line, and keep it among the messages.
 *
 * model   Borrowed.
 * kind    What sort of line it is.
 * format  As for printf(), followed by what it asks for.
 */
void model_tell(
    struct model *model, enum message_kind kind, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

/**
 * Take the notice away.
 *
 * model  Borrowed.
 */
void model_notice_clear(struct model *model);

/**
 * Begin or go on to leave, as a key or a signal asks.
 *
 * model  Borrowed.
 * phase  LEAVE_ASKED: with nothing alive it is done at once, and where it was
 *        asked already it is forced.  LEAVE_JOINING and above: how.
 *        LEAVE_NO: stay; signals that were sent stay sent.
 */
void model_leave(struct model *model, enum leave_phase phase);

/**
 * See whether leaving has come to its end; once a turn.
 *
 * model  Borrowed.
 */
void model_leave_check(struct model *model);

/**
 * Tell whether a worker holds something alive: itself or others of its group.
 *
 * worker  Borrowed.
 *
 * Returns whether it does.
 */
bool model_worker_lives(const struct worker *worker);

#endif
