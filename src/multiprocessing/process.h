/* process: the object behind mp_process, as the library's files share it. */
#ifndef MULTIPROCESSING_PROCESS_H
#define MULTIPROCESSING_PROCESS_H

#include <stdatomic.h>
#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

#include "src/multiprocessing.h"
#include "src/multiprocessing/sentinel.h"

/* Texts and keys that were handed out live as long as their object. */
struct mp__kept {
    struct mp__kept *next;
    size_t size;
    char bytes[];
};

enum mp__kind {
    MP__CHILD, /* made by mp_process_new() */
    MP__MAIN,  /* what current_process() is where nobody started us */
    MP__PARENT /* what parent_process() is */
};

/* How far the process of a started object is known to have come. */
enum mp__life {
    MP__RUNNING,
    MP__ENDED, /* exitcode is known */
    MP__LOST   /* somebody else took its status */
};

struct mp_process {
    enum mp__kind kind;
    atomic_uint references;

    pid_t creator; /* 0: None */
    const char *class_name;
    const char *name;
    const char *parent_name; /* the creator's at construction; borrowed: the
                                creator keeps all its names */
    const void *authkey;     /* likewise, unless it was set */
    size_t authkey_size;
    struct mp__kept *kept;
    bool daemon;

    /* What to run; gone from the creator's object once it runs. */
    bool dropped;
    mp_target *target;
    mp_args args;
    mp_kwargs kwargs;
    int (*run)(mp_process *);
    void *context;
    char **command;
    bool has_child;
    mp_child child;

    bool closed;
    bool starting; /* a thread is inside start() */
    bool started;  /* Python's _popen is not None */
    pid_t pid;
    struct mp__sentinel sentinel;
    enum mp__life life;
    int exitcode;
    bool own_group;
    bool group_empty;

    /* The children that run, in the order of their start. */
    bool registered;
    mp_process *previous;
    mp_process *next;

    size_t identity_length;
    int identity[]; /* numbers of the ancestors that were made, and its own */
};

/**
 * Keep a copy of some bytes as long as an object lives.
 *
 * process  Borrowed.
 * bytes    size bytes; copied and NUL-terminated.
 * size     May be 0.
 *
 * Returns the copy, or NULL without memory.
 */
const char *mp__keep(mp_process *process, const void *bytes, size_t size);

/**
 * Drop what a process was to run.
 *
 * process  Borrowed.
 */
void mp__process_drop_work(mp_process *process);

/**
 * Learn whether a process has ended, reaping it; call it with the lock held.
 *
 * process  Borrowed; started.
 *
 * Returns how it stands.  Another process's child stays as it was last known.
 */
enum mp__life mp__process_poll(mp_process *process);

/**
 * Do what run() does.
 *
 * process  Borrowed.
 *
 * Returns the target's result.
 */
int mp__process_work(mp_process *process);

#endif
