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
#include "ui/model_leave.h"
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

/* A process that a worker started, chosen in the tree. */
struct descendant {
    uint64_t worker; /* id of the one above it */
    pid_t pid;       /* 0: none, a worker is meant */
    int64_t started; /* monotonic nanoseconds, as sampled */
    char name[64];   /* its command line, safe to show */
};

/* Whether the screen is recorded. */
enum recording {
    RECORDING_OFF,
    RECORDING_UNSEEN, /* and nobody sees it: nobody is told */
    RECORDING_SHOWN   /* and the header says so */
};

/* What the settings keep of how the screen looks. */
enum {
    LOOK_THEME = 1 << 0,
    LOOK_COLUMNS = 1 << 1,
    LOOK_ORDER = 1 << 2
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
    bool theme_chosen; /* on the screen, not by an option or the settings */
    unsigned look;     /* LOOK_...: what is to be saved; 0: all */
    uint64_t anchor;   /* id of the worker tagged last; 0: none */
    bool frozen;       /* the screen changes by keys only */
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
    bool notice_kept;             /* it has just come among the messages, too */
    bool asking;                  /* the notice is a question */
    enum action asked_action;     /* to be done when the answer is yes */
    struct descendant chosen;     /* on the page; none: the selected worker */
    struct descendant descendant; /* that the signal asked about is for */
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
 * Say something in the last line for a while, and keep it among the messages;
 * what was said last, said again, is kept once, with the later time.
 *
 * model   Borrowed.
 * kind    What sort of line it is.
 * format  As for printf(), followed by what it asks for.
 */
void model_tell(
    struct model *model, enum message_kind kind, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

/**
 * Say what a key has done to the screen, which shows it: in the last line for a
 * while, and nowhere else.  For what would drive all else out of the messages.
 *
 * model   Borrowed.
 * format  As for printf(), followed by what it asks for.
 */
void model_echo(struct model *model, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

/**
 * Ask in the last line whether something shall be done; the notice is a
 * question then until it is answered.
 *
 * model   Borrowed.
 * action  What is done when the answer is yes.
 * format  As for printf(), followed by what it asks for.
 */
void model_question(
    struct model *model, enum action action, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

/**
 * Take the notice away.
 *
 * model  Borrowed.
 */
void model_notice_clear(struct model *model);

/**
 * Tell whether a worker holds something alive: itself or others of its group.
 *
 * worker  Borrowed.
 *
 * Returns whether it does.
 */
bool model_worker_lives(const struct worker *worker);

#endif
