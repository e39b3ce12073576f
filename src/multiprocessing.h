/*
 * multiprocessing.h: Python's multiprocessing.Process for C programs.
 *
 * Build with `pkg-config --cflags --libs multiprocessing`.
 *
 * A process object is made by mp_process_new() from a function (its target)
 * or a command line, started, joined, and freed.  The semantics are those of
 * CPython 3.11 with the "fork" start method; multiprocessing(3) lists the
 * deliberate differences.
 *
 * Results.  A result >= 0 is good.  A result < 0 is an error: -errno from the
 * system, or one of the MP_E... codes, which carry Python's exception class
 * and exact message (mp_error_class(), mp_strerror()).  A NULL object gives
 * -EINVAL, or NULL or false where the result is no number.  The library never
 * prints (but for mp_log_to_stderr() and mp_raise()), never aborts and never
 * exits because of a caller's mistake.
 *
 * Time.  Seconds are double; fractions count.
 *
 * Threads.  Every function may be called from any thread of the process, also
 * on one object from several threads at once.
 *
 * Forking.  A process object belongs to the process that made it.  A child
 * sees copies: they may be looked at and renamed, but only the creator may
 * start, join and test them.
 *
 * Without pidfds.  Old kernels and some sandboxes (ENOSYS, EPERM), and valgrind,
 * have none.  There the contract is kept by other means: a thread of the
 * library's, which handles no signals, waits for each child whose sentinel is
 * asked for or that is joined with a time limit or beside other threads; signals
 * go to the child's number while it is not reaped; children hold a pipe of their
 * parent's to learn of its end, which takes the parent two descriptors while it
 * has children.  What cannot be kept:
 * - mp_parent_process() has no sentinel (-ENOSYS or -EPERM) in a child with
 *   MP_CHILD_CLOSE_FDS; joined, it is looked at up to fifty times a second;
 * - a child cannot signal its siblings (-ENOSYS);
 * - a child that something else in the program waited for is mistaken for the
 *   next child of this process that gets its number.
 *
 * Better than CPython, on purpose:
 * - a join with a time limit, and the sentinel, watch the process itself and
 *   not a pipe that its children may hold open;
 * - signals go through the pidfd, never to a number that was used again;
 * - a daemon ends when its parent ends, however the parent ends (if it was
 *   started from the main thread: the kernel watches the thread that forked);
 * - descriptor 0 of a child is /dev/null, not only its stdin;
 * - a failed start leaves nothing behind, and may be tried again;
 * - a status that something else in the program took is MP_ELOST, not "alive
 *   for ever";
 * - a copy made by a bare fork() never touches the original's children;
 * - active children come in the order of their start;
 * - a child never returns into its parent's code: its target's exit() runs
 *   none of the parent's atexit() handlers;
 * - SIGINT and SIGPIPE do what they do in C.
 */
#ifndef MULTIPROCESSING_H
#define MULTIPROCESSING_H

#include <math.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

#ifdef __cplusplus
extern "C" {
#define MP_NORETURN [[noreturn]]
#else
#define MP_NORETURN _Noreturn
#endif

#if defined(__GNUC__)
#define MP_API __attribute__((visibility("default")))
#else
#define MP_API
#endif

/* A time limit that never passes.  [timeout=None] */
#define MP_FOREVER ((double) HUGE_VAL)

/* -------------------------------------------------------------- errors */

/*
 * The library's own errors, one row each: code, number, Python's exception
 * class, exact message.  Code = -(4096 + number), beyond any errno.  Rows are
 * only ever added at the end.
 */
#define MP_ERROR_MAP(X)                                                        \
    X(MP_ECLOSED, 1, "ValueError", "process object is closed")                 \
    X(MP_ESTARTED, 2, "AssertionError", "cannot start a process twice")        \
    X(MP_ECREATOR, 3, "AssertionError",                                        \
      "can only start a process object created by current process")            \
    X(MP_EDAEMONKID, 4, "AssertionError",                                      \
      "daemonic processes are not allowed to have children")                   \
    X(MP_ENOTSTARTED, 5, "AssertionError", "can only join a started process")  \
    X(MP_EJOINCHILD, 6, "AssertionError", "can only join a child process")     \
    X(MP_ETESTCHILD, 7, "AssertionError", "can only test a child process")     \
    X(MP_EDAEMONSET, 8, "AssertionError", "process has already started")       \
    X(MP_ENAME, 9, "AssertionError", "name must be a string")                  \
    X(MP_EGROUP, 10, "AssertionError", "group argument must be None for now")  \
    X(MP_ERUNNING, 11, "ValueError",                                           \
      "Cannot close a process while it is still running. You should first "    \
      "call join() or terminate().")                                           \
    X(MP_ENOSENTINEL, 12, "ValueError", "process not started")                 \
    X(MP_ENOPOPEN, 13, "ValueError", "process not started")                    \
    X(MP_EDROPPED, 14, "AttributeError",                                       \
      "'Process' object has no attribute '_target'")                           \
    X(MP_ENOCPU, 15, "NotImplementedError", "cannot determine number of cpus") \
    X(MP_ECONTEXT, 16, "RuntimeError", "context has already been set")         \
    X(MP_ELOST, 17, "ChildProcessError",                                       \
      "exit status was lost: something else in this program waited for the "   \
      "process")                                                               \
    X(MP_ECOMMAND, 18, "ValueError",                                           \
      "command excludes target, run, args and kwargs")                         \
    X(MP_ENOGROUP, 19, "ValueError",                                           \
      "process was not started in a group of its own")                         \
    X(MP_EPOINTER, 20, "TypeError",                                            \
      "a pointer cannot be passed through the fork server")                    \
    X(MP_ECONTEXTPOINTER, 21, "TypeError",                                     \
      "context cannot be passed through the fork server")

enum mp_error {
#define MP__ERROR_CODE(code, number, class_name, message)                      \
    code = -(4096 + (number)),
    MP_ERROR_MAP(MP__ERROR_CODE)
#undef MP__ERROR_CODE
};

/**
 * Tell what an error means, in one sentence.  [str(exception)]
 *
 * error  A negative result of this library: -errno or an MP_E... code.
 *
 * Returns a text that is never freed and never changes: Python's exact message
 * for an MP_E... code, the system's English text for -errno, "no error" for a
 * value >= 0.  Never NULL.
 */
MP_API const char *mp_strerror(int error);

/**
 * Name the exception that Python raises in the same place.  [type(exception)]
 *
 * error  A negative result of this library.
 *
 * Returns a text that is never freed, such as "ValueError",
 * "BlockingIOError" or "OSError"; "" for a value >= 0.  Never NULL.
 */
MP_API const char *mp_error_class(int error);

/**
 * Tell which version of the library is running.
 *
 * Returns a text that is never freed, such as "0.1.0".
 */
MP_API const char *mp_version(void);

/* -------------------------------------------------------------- values */

/* What an argument holds. */
typedef enum mp_type {
    MP_NONE,
    MP_BOOL,
    MP_INT,
    MP_FLOAT,
    MP_STR,
    MP_BYTES,
    MP_PTR
} mp_type;

/*
 * An argument.  Make it with mp_value_...() or MP_VALUE(), read it with
 * mp_as_...().  A value borrows the text or bytes it was made from;
 * mp_process_new() copies them.
 */
typedef struct mp_value {
    mp_type type;
    size_t size; /* bytes in `bytes` (MP_BYTES), or in `str` without its NUL */
    union {
        int64_t integer; /* MP_BOOL, MP_INT */
        double real;
        const char *str;
        const void *bytes;
        void *ptr;
    } as;
} mp_value;

/* A tuple of arguments: `count` values; zero-initialised: none. */
typedef struct mp_args {
    const mp_value *items;
    size_t count;
} mp_args;

/* An argument by name. */
typedef struct mp_kwarg {
    const char *name;
    mp_value value;
} mp_kwarg;

/* A dict of arguments: `count` pairs; of two equal names the later counts. */
typedef struct mp_kwargs {
    const mp_kwarg *items;
    size_t count;
} mp_kwargs;

/**
 * Make a value that is None.  [None]
 *
 * Returns the value; it owns nothing.
 */
MP_API mp_value mp_value_none(void);

/**
 * Make a truth value.  [bool]
 *
 * value  The truth.
 *
 * Returns the value; it owns nothing.
 */
MP_API mp_value mp_value_bool(bool value);

/**
 * Make an integer.  [int]
 *
 * value  Any 64-bit integer.
 *
 * Returns the value; it owns nothing.
 */
MP_API mp_value mp_value_int(int64_t value);

/**
 * Make a floating-point number.  [float]
 *
 * value  Any double, NaN and infinity too.
 *
 * Returns the value; it owns nothing.
 */
MP_API mp_value mp_value_float(double value);

/**
 * Make a text.  [str]
 *
 * text  NUL-terminated, borrowed until the value is copied by
 *       mp_process_new().  NULL makes a None.
 *
 * Returns the value.
 */
MP_API mp_value mp_value_str(const char *text);

/**
 * Make a value of raw bytes.  [bytes]
 *
 * bytes  Start of the bytes, borrowed until the value is copied by
 *        mp_process_new().  NULL with a size > 0 makes a None.
 * size   Number of bytes; 0 is allowed.
 *
 * Returns the value.
 */
MP_API mp_value mp_value_bytes(const void *bytes, size_t size);

/**
 * Make a value that is a pointer.
 *
 * pointer  Any pointer.  Only the address is passed on: a child sees what it
 *          points to as it was when the child was forked.
 *
 * Returns the value; it owns nothing.
 */
MP_API mp_value mp_value_ptr(void *pointer);

/**
 * Tell what a value holds.  [type()]
 *
 * value  Borrowed; NULL reads as None.
 *
 * Returns MP_NONE, MP_BOOL, MP_INT, MP_FLOAT, MP_STR, MP_BYTES or MP_PTR.
 */
MP_API mp_type mp_value_type(const mp_value *value);

/**
 * Read an integer.
 *
 * value  Borrowed; may be NULL.
 *
 * Returns the integer, 0 or 1 for a truth value, and 0 for NULL or any other
 * type.
 */
MP_API int64_t mp_as_int(const mp_value *value);

/**
 * Read a number.
 *
 * value  Borrowed; may be NULL.
 *
 * Returns the number, an integer or truth value as a double, and 0.0 for NULL
 * or any other type.
 */
MP_API double mp_as_float(const mp_value *value);

/**
 * Read a text.
 *
 * value  Borrowed; may be NULL.
 *
 * Returns the text, valid as long as the value's owner, or NULL for NULL or
 * any other type.
 */
MP_API const char *mp_as_str(const mp_value *value);

/**
 * Read raw bytes.
 *
 * value  Borrowed; may be NULL.
 * size   Receives the number of bytes, 0 where there are none; may be NULL.
 *
 * Returns the bytes, valid as long as the value's owner, or NULL for NULL or
 * any other type.
 */
MP_API const void *mp_as_bytes(const mp_value *value, size_t *size);

/**
 * Read a pointer.
 *
 * value  Borrowed; may be NULL.
 *
 * Returns the pointer, or NULL for NULL or any other type.
 */
MP_API void *mp_as_ptr(const mp_value *value);

/**
 * Get an argument by its place.  [args[index]]
 *
 * args   Borrowed; may be NULL.
 * index  Place, from 0.
 *
 * Returns the value, owned by args, or NULL where there is none.
 */
MP_API const mp_value *mp_args_get(const mp_args *args, size_t index);

/**
 * Get an argument by its name.  [kwargs.get(name)]
 *
 * kwargs  Borrowed; may be NULL.
 * name    Name, compared byte by byte; NULL finds nothing.
 *
 * Returns the value, owned by kwargs, or NULL where there is none.
 */
MP_API const mp_value *mp_kwargs_get(const mp_kwargs *kwargs, const char *name);

#ifndef __cplusplus
static inline mp_value
mp__value_self(mp_value value)
{
    return value;
}

static inline mp_value
mp__value_const_ptr(const void *pointer)
{
    union {
        const void *in;
        void *out;
    } cast = { pointer };

    return mp_value_ptr(cast.out);
}

/*
 * MP_VALUE(x): the value for x, by its type.  Integers up to 64 bits, float
 * and double, bool, texts, object pointers, or an mp_value itself.
 */
#define MP_VALUE(x)                                                            \
    _Generic((x),                                                              \
        mp_value: mp__value_self,                                              \
        bool: mp_value_bool,                                                   \
        char: mp_value_int,                                                    \
        signed char: mp_value_int,                                             \
        unsigned char: mp_value_int,                                           \
        short: mp_value_int,                                                   \
        unsigned short: mp_value_int,                                          \
        int: mp_value_int,                                                     \
        unsigned int: mp_value_int,                                            \
        long: mp_value_int,                                                    \
        unsigned long: mp_value_int,                                           \
        long long: mp_value_int,                                               \
        unsigned long long: mp_value_int,                                      \
        float: mp_value_float,                                                 \
        double: mp_value_float,                                                \
        char *: mp_value_str,                                                  \
        const char *: mp_value_str,                                            \
        void *: mp_value_ptr,                                                  \
        const void *: mp__value_const_ptr)(x)

/*
 * MP_ARGS(3, "x"): an mp_args of 1 to 16 arguments, each through MP_VALUE.
 * It lives as long as the block it stands in.
 */
#define MP_ARGS(...)                                                           \
    MP__PICK(                                                                  \
        __VA_ARGS__, MP__A16, MP__A15, MP__A14, MP__A13, MP__A12, MP__A11,     \
        MP__A10, MP__A9, MP__A8, MP__A7, MP__A6, MP__A5, MP__A4, MP__A3,       \
        MP__A2, MP__A1, MP__A0)                                                \
    (__VA_ARGS__)

/*
 * MP_KWARGS({"seconds", MP_VALUE(3.0)}, ...): an mp_kwargs of one or more
 * pairs.  It lives as long as the block it stands in.
 */
#define MP_KWARGS(...)                                                         \
    ((mp_kwargs){ (const mp_kwarg[]){ __VA_ARGS__ },                           \
                  sizeof((const mp_kwarg[]){ __VA_ARGS__ })                    \
                      / sizeof(mp_kwarg) })

#define MP__PICK(a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p, name, ...) name
#define MP__LIST(...)                                                          \
    ((mp_args){ (const mp_value[]){ __VA_ARGS__ },                             \
                sizeof((const mp_value[]){ __VA_ARGS__ })                      \
                    / sizeof(mp_value) })
#define MP__V(x) MP_VALUE(x)
#define MP__A1(a) MP__LIST(MP__V(a))
#define MP__A2(a, b) MP__LIST(MP__V(a), MP__V(b))
#define MP__A3(a, b, c) MP__LIST(MP__V(a), MP__V(b), MP__V(c))
#define MP__A4(a, b, c, d) MP__LIST(MP__V(a), MP__V(b), MP__V(c), MP__V(d))
#define MP__V4(a, b, c, d) MP__V(a), MP__V(b), MP__V(c), MP__V(d)
#define MP__A5(a, b, c, d, e) MP__LIST(MP__V4(a, b, c, d), MP__V(e))
#define MP__A6(a, b, c, d, e, f)                                               \
    MP__LIST(MP__V4(a, b, c, d), MP__V(e), MP__V(f))
#define MP__A7(a, b, c, d, e, f, g)                                            \
    MP__LIST(MP__V4(a, b, c, d), MP__V(e), MP__V(f), MP__V(g))
#define MP__A8(a, b, c, d, e, f, g, h)                                         \
    MP__LIST(MP__V4(a, b, c, d), MP__V4(e, f, g, h))
#define MP__A9(a, b, c, d, e, f, g, h, i)                                      \
    MP__LIST(MP__V4(a, b, c, d), MP__V4(e, f, g, h), MP__V(i))
#define MP__A10(a, b, c, d, e, f, g, h, i, j)                                  \
    MP__LIST(MP__V4(a, b, c, d), MP__V4(e, f, g, h), MP__V(i), MP__V(j))
#define MP__A11(a, b, c, d, e, f, g, h, i, j, k)                               \
    MP__LIST(                                                                  \
        MP__V4(a, b, c, d), MP__V4(e, f, g, h), MP__V(i), MP__V(j), MP__V(k))
#define MP__A12(a, b, c, d, e, f, g, h, i, j, k, l)                            \
    MP__LIST(MP__V4(a, b, c, d), MP__V4(e, f, g, h), MP__V4(i, j, k, l))
#define MP__A13(a, b, c, d, e, f, g, h, i, j, k, l, m)                         \
    MP__LIST(                                                                  \
        MP__V4(a, b, c, d), MP__V4(e, f, g, h), MP__V4(i, j, k, l), MP__V(m))
#define MP__A14(a, b, c, d, e, f, g, h, i, j, k, l, m, n)                      \
    MP__LIST(                                                                  \
        MP__V4(a, b, c, d), MP__V4(e, f, g, h), MP__V4(i, j, k, l), MP__V(m),  \
        MP__V(n))
#define MP__A15(a, b, c, d, e, f, g, h, i, j, k, l, m, n, o)                   \
    MP__LIST(                                                                  \
        MP__V4(a, b, c, d), MP__V4(e, f, g, h), MP__V4(i, j, k, l), MP__V(m),  \
        MP__V(n), MP__V(o))
#define MP__A16(a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p)                \
    MP__LIST(                                                                  \
        MP__V4(a, b, c, d), MP__V4(e, f, g, h), MP__V4(i, j, k, l),            \
        MP__V4(m, n, o, p))
#endif /* __cplusplus */

/* ------------------------------------------------- making a process object */

/* A process, its state and its exit code; opaque, counted references. */
typedef struct mp_process mp_process;

/*
 * What a child runs.  The arguments are the process object's copies.  The
 * result is the exit code; its low 8 bits count, as in exit().
 */
typedef int mp_target(const mp_args *args, const mp_kwargs *kwargs);

/* Whether a process is a daemon: it ends when its parent ends.  [daemon] */
typedef enum mp_daemon {
    MP_DAEMON_INHERIT, /* as the process that makes the object  [None] */
    MP_DAEMON_FALSE,
    MP_DAEMON_TRUE
} mp_daemon;

/* Where one of a child's standard streams leads. */
typedef enum mp_stdio_kind {
    MP_STDIO_DEFAULT, /* input: /dev/null; output and error: inherited */
    MP_STDIO_NULL,    /* /dev/null */
    MP_STDIO_FD       /* a copy of `fd` */
} mp_stdio_kind;

typedef struct mp_stdio {
    mp_stdio_kind kind;
    int fd; /* for MP_STDIO_FD: open in the caller; it stays the caller's */
} mp_stdio;

/* Flags of mp_child. */
enum {
    MP_CHILD_GROUP = 1 << 0,         /* leads a process group of its own */
    MP_CHILD_SESSION = 1 << 1,       /* leads a session (and so a group) */
    MP_CHILD_CTTY = 1 << 2,          /* its stdin is the controlling terminal;
                                        with MP_CHILD_SESSION */
    MP_CHILD_RESET_SIGNALS = 1 << 3, /* every signal as by default, none
                                        blocked */
    MP_CHILD_CLOSE_FDS = 1 << 4      /* only the standard streams stay open */
};

/* How a child stands in the system.  Zero-initialised: as Python's. */
typedef struct mp_child {
    size_t size;                    /* sizeof(mp_child) */
    mp_stdio stdio[3];              /* input, output, error */
    unsigned flags;                 /* MP_CHILD_... */
    const char *cwd;                /* directory; NULL: inherit */
    const char *const *environment; /* "K=V"..., NULL-ended; NULL: inherit */
} mp_child;

/* What mp_process_new() takes.  Zero-initialise it; it grows at the end. */
typedef struct mp_process_options {
    const void *group;          /* must be NULL */
    mp_target *target;          /* NULL: nothing to do, exit code 0 */
    const char *name;           /* NULL or "": Process-N, Process-N:M, ... */
    mp_args args;               /* copied */
    mp_kwargs kwargs;           /* copied */
    mp_daemon daemon;           /* zero: inherit */
    const char *class_name;     /* for the default name and the repr; copied;
                                   NULL: "Process" */
    int (*run)(mp_process *);   /* overrides run(): called with the object in
                                   place of target; result = exit code */
    void *context;              /* what mp_process_context() gives back */
    const char *const *command; /* argv, NULL-ended, executed in place of
                                   target; a name without "/" is looked for
                                   along the child's PATH; copied */
    const mp_child *child;      /* copied; NULL: as Python's */
} mp_process_options;

/**
 * Make a process object; nothing runs yet.  [Process(...)]
 *
 * out      Receives the object with one reference, to be dropped with
 *          mp_process_free(); untouched on error.
 * options  What to run and how; everything in it is copied but for `context`
 *          and what pointer arguments point to.
 * size     sizeof(mp_process_options) of the caller's header; call
 *          mp_process_new(), which fills it in.
 *
 * The daemon flag, the authkey and the parent's name are taken from the
 * calling process now.  The object takes the next number of the process, also
 * when it has a name.
 *
 * Returns 0.
 *
 * Errors: MP_EGROUP    group is not NULL.
 *         MP_ECOMMAND  command together with target, run, args or kwargs.
 *         -EINVAL      out or options is NULL, an enum is out of range, a
 *                      count has no items, a keyword no name, a command no
 *                      first word, a stdio no descriptor, or MP_CHILD_CTTY is
 *                      given without MP_CHILD_SESSION.
 *         -E2BIG       size or child->size is larger than this library knows
 *                      and the rest is not zero.
 *         -ENOMEM      no memory.
 */
MP_API int mp_process_new_sized(
    mp_process **out, const mp_process_options *options, size_t size);

/**
 * Make a process object; nothing runs yet.  [Process(...)]
 *
 * out      As for mp_process_new_sized().
 * options  As for mp_process_new_sized().
 *
 * Returns 0 or an error, as mp_process_new_sized().
 */
static inline int
mp_process_new(mp_process **out, const mp_process_options *options)
{
    return mp_process_new_sized(out, options, sizeof(mp_process_options));
}

/**
 * Take one more reference to an object.
 *
 * process  Borrowed; NULL does nothing.
 *
 * Returns process.
 */
MP_API mp_process *mp_process_ref(mp_process *process);

/**
 * Drop a reference; the last one frees the object.  [del]
 *
 * process  Taken; NULL does nothing.  A running child is not touched: it stays
 *          among the active children until it ends, and is reaped.  The
 *          objects of mp_current_process() and mp_parent_process() are
 *          borrowed and are not freed.
 */
MP_API void mp_process_free(mp_process *process);

/* ------------------------------------------------------------ life cycle */

/**
 * Start the process.  [Process.start]
 *
 * process  Borrowed; not started before, made by the calling process.
 *
 * Reaps children that have ended, flushes stdout and stderr, and forks (in a
 * program with one thread without the handlers of pthread_atfork()).
 * The child inherits the caller's signal handlers, mask, directory and
 * descriptors; its stdin is /dev/null.  A daemon started from the main thread
 * is killed by the kernel when its parent dies in whatever way; one started
 * from another thread is only terminated by the parent's orderly exit.
 *
 * Returns 0 when the child runs; a command's program has then been executed.
 *
 * Errors: MP_ECLOSED     the object was closed.
 *         MP_ESTARTED    it was started before.
 *         MP_ECREATOR    it was made by another process.
 *         MP_EDAEMONKID  the calling process is a daemon.
 *         MP_EPOINTER, MP_ECONTEXTPOINTER
 *                        the fork server was chosen, and an argument or the
 *                        context is a pointer.
 *         -errno         the system's: -EAGAIN (too many processes), -ENOMEM,
 *                        -EMFILE, -ENOSPC (stdout could not be flushed),
 *                        -ENOENT or -EACCES (a command or its directory), ...
 *                        The object is as before and may be started again;
 *                        nothing is left behind.
 */
MP_API int mp_process_start(mp_process *process);

/**
 * Do in the calling process what the child would do.  [Process.run]
 *
 * process  Borrowed.  Calls the overriding run() if there is one, else the
 *          target, if there is one.  Called from inside the overriding run()
 *          of the same object it calls the target, as super().run() does.
 *
 * Returns the exit code that the process would have had, 0 to 255.
 *
 * Errors: MP_EDROPPED  the process was started from here: target and
 *                      arguments are gone.
 *         MP_ECOMMAND  the object has a command; only start() runs it.
 */
MP_API int mp_process_run(mp_process *process);

/**
 * Wait until a child ends or a time limit passes.  [Process.join]
 *
 * process  Borrowed.  A started child of the calling process, or
 *          mp_parent_process().
 * timeout  Seconds, fractions count.  Zero or negative: look once.
 *          MP_FOREVER: no limit.
 *
 * Returns 0 when the child has ended, 1 when it was still running as the
 * limit passed.  Signals that are handled do not shorten the wait.
 *
 * Errors: MP_ECLOSED      the object was closed.
 *         MP_EJOINCHILD   called from a process that did not make it.
 *         MP_ENOTSTARTED  start() has not succeeded.
 *         MP_ELOST        it has ended, but something else took its status.
 *         -EINVAL         timeout is not a number.
 */
MP_API int mp_process_join(mp_process *process, double timeout);

/**
 * Tell whether the process runs.  [Process.is_alive]
 *
 * process  Borrowed.  A child that has ended is reaped.
 *
 * Returns 1 when it runs (also for the calling process itself), else 0.
 *
 * Errors: MP_ECLOSED     the object was closed.
 *         MP_ETESTCHILD  called from a process that did not make it.
 */
MP_API int mp_process_is_alive(mp_process *process);

/**
 * Ask a child to end: SIGTERM, through its pidfd.  [Process.terminate]
 *
 * process  Borrowed.  Its own children are not signalled.
 *
 * Returns 0 when the signal was sent or the child had ended.  It may still be
 * running on return.
 *
 * Errors: MP_ECLOSED   the object was closed.
 *         MP_ENOPOPEN  it was not started, or is the calling process itself,
 *                      the main or the parent process.
 *         -EPERM       it may not be signalled.
 */
MP_API int mp_process_terminate(mp_process *process);

/**
 * End a child at once: SIGKILL, through its pidfd.  [Process.kill]
 *
 * process  Borrowed.
 *
 * Returns and errors are those of mp_process_terminate().
 */
MP_API int mp_process_kill(mp_process *process);

/**
 * Send any signal to a child, through its pidfd.  (beyond Python)
 *
 * process  Borrowed.
 * signum   Signal number, 1 to SIGRTMAX; 0 only looks whether one may.
 *
 * Returns 0 when the signal was sent or the child had ended.
 *
 * Errors: those of mp_process_terminate(), and -EINVAL for no signal.
 */
MP_API int mp_process_send_signal(mp_process *process, int signum);

/**
 * Send a signal to all of a child's process group.  (beyond Python)
 *
 * process  Borrowed.  Started with MP_CHILD_GROUP or MP_CHILD_SESSION.  The
 *          group may outlive its leader, and may be signalled then.
 * signum   Signal number, 1 to SIGRTMAX; 0 only looks whether somebody is
 *          left.
 *
 * Returns 0 when at least one process was there.
 *
 * Errors: MP_ECLOSED   the object was closed.
 *         MP_ENOPOPEN  it was not started from here.
 *         MP_ENOGROUP  it has no group of its own.
 *         -ESRCH       the group is empty, now and for ever.
 *         -EPERM       none of it may be signalled.
 *         -EINVAL      no signal.
 */
MP_API int mp_process_signal_group(mp_process *process, int signum);

/**
 * Give back what the object holds of the system.  [Process.close]
 *
 * process  Borrowed.  Name, daemon, authkey and repr can still be used; twice
 *          is allowed; on the main process it does nothing.
 *
 * Returns 0.
 *
 * Errors: MP_ERUNNING  the process still runs, or another process's child has
 *                      not been seen to end.
 */
MP_API int mp_process_close(mp_process *process);

/* ------------------------------------------------------------ properties */

/**
 * Get the name.  [Process.name]
 *
 * process  Borrowed.
 *
 * Returns a text that stays valid as long as the object, also after a rename.
 */
MP_API const char *mp_process_name(const mp_process *process);

/**
 * Change the name, at any time.  [Process.name = ...]
 *
 * process  Borrowed.  Parent and child have copies of their own.
 * name     Copied; "" is allowed.
 *
 * Returns 0.
 *
 * Errors: MP_ENAME  name is NULL.
 *         -ENOMEM   no memory.
 */
MP_API int mp_process_set_name(mp_process *process, const char *name);

/**
 * Tell whether the process is a daemon.  [Process.daemon]
 *
 * process  Borrowed; NULL reads as false.
 *
 * Returns the flag.
 */
MP_API bool mp_process_daemon(const mp_process *process);

/**
 * Make the process a daemon, or not.  [Process.daemon = ...]
 *
 * process  Borrowed; not started, or closed, or the calling process itself.
 * daemon   The flag.
 *
 * Returns 0.
 *
 * Errors: MP_EDAEMONSET  it has been started.
 */
MP_API int mp_process_set_daemon(mp_process *process, bool daemon);

/**
 * Get the authentication key.  [Process.authkey]
 *
 * process  Borrowed.
 * size     Receives the number of bytes; may be NULL.
 *
 * Returns the key, valid as long as the object, also after a change; 32 random
 * bytes in the main process unless changed, and inherited from there.  NULL
 * for mp_parent_process(), which has none.  Keys are wiped when the object is
 * freed.
 */
MP_API const void *mp_process_authkey(const mp_process *process, size_t *size);

/**
 * Change the authentication key, at any time.  [Process.authkey = ...]
 *
 * process  Borrowed.  Parent and child have copies of their own.
 * key      Copied; may be NULL when size is 0.
 * size     Number of bytes.
 *
 * Returns 0.
 *
 * Errors: -EINVAL  key is NULL and size is not 0.
 *         -ENOMEM  no memory.
 */
MP_API int mp_process_set_authkey(
    mp_process *process, const void *key, size_t size);

/**
 * Get the process ID.  [Process.pid, Process.ident]
 *
 * process  Borrowed.
 *
 * Returns the pid, kept after the end; 0 before start() (None).
 *
 * Errors: MP_ECLOSED  the object was closed.
 */
MP_API pid_t mp_process_pid(const mp_process *process);

/**
 * Get the exit code.  [Process.exitcode]
 *
 * process   Borrowed.  A child that has ended is reaped.
 * exitcode  Receives 0 to 255, or -N when signal N ended it; untouched when
 *           there is none; may be NULL.
 *
 * Returns 1 when there is an exit code, 0 when there is none yet (None).
 *
 * Errors: MP_ECLOSED  the object was closed.
 *         MP_ELOST    it has ended, but something else took its status.
 */
MP_API int mp_process_exitcode(mp_process *process, int *exitcode);

/**
 * Get a descriptor that becomes readable when the process ends.
 * [Process.sentinel]
 *
 * process  Borrowed.  Started from here, or mp_parent_process().
 *
 * Returns a pidfd, or another descriptor where there are none, close-on-exec.
 * It belongs to the object and is closed by mp_process_close() and with the
 * object.
 *
 * Errors: MP_ECLOSED      the object was closed.
 *         MP_ENOSENTINEL  it was not started, or is the calling process.
 *         -errno          the system's: -EMFILE (no descriptor is left), ...
 *                         Without pidfds also -EAGAIN (no thread), and -ENOSYS
 *                         or -EPERM (nothing else tells of that process).
 */
MP_API int mp_process_sentinel(const mp_process *process);

/**
 * Describe the object in a line.  [repr(process)]
 *
 * process  Borrowed.  A child that has ended is reaped.
 * text     Receives Python's text, cut to fit and NUL-terminated; may be NULL
 *          when size is 0.
 * size     Bytes at text.
 *
 * Returns the length of the whole text without its NUL, as snprintf() does.
 */
MP_API int mp_process_repr(mp_process *process, char *text, size_t size);

/**
 * Get the caller's own pointer back.
 *
 * process  Borrowed.
 *
 * Returns what `context` was in the options.
 */
MP_API void *mp_process_context(const mp_process *process);

/* --------------------------------------------------------- all processes */

/**
 * List the children that run, in the order of their start.
 * [multiprocessing.active_children]
 *
 * list  Receives up to max objects, a new reference each, to be dropped with
 *       mp_process_free(); may be NULL when max is 0.
 * max   Places in list.
 *
 * Children that have ended are reaped first.
 *
 * Returns how many there are, also beyond max.
 */
MP_API int mp_active_children(mp_process **list, size_t max);

/**
 * Get the object of the calling process.  [multiprocessing.current_process]
 *
 * Returns the very object whose start() made this process, or the main
 * process's.  Borrowed.
 */
MP_API mp_process *mp_current_process(void);

/**
 * Get an object of the process that started this one.
 * [multiprocessing.parent_process]
 *
 * Returns it, borrowed, or NULL in the main process.  It can be joined and
 * tested; it is alive as long as it is this process's parent in the system.
 */
MP_API mp_process *mp_parent_process(void);

/**
 * Count the CPUs of the machine.  [multiprocessing.cpu_count]
 *
 * Returns how many are online, whatever this process may use.
 *
 * Errors: MP_ENOCPU  the system does not tell.
 */
MP_API int mp_cpu_count(void);

/**
 * Count the CPUs that this process may use.  [len(os.sched_getaffinity(0))]
 *
 * Returns how many there are.
 *
 * Errors: MP_ENOCPU  the system does not tell.
 */
MP_API int mp_usable_cpu_count(void);

/**
 * Wait until at least one of several processes ends, or a time limit passes.
 * [multiprocessing.connection.wait over sentinels]
 *
 * list     n started children or parent processes; borrowed; the same one
 *          twice is allowed.
 * n        Entries in list and ready.
 * timeout  Seconds, as for mp_process_join().
 * ready    Receives for each whether it has ended; may be NULL.  Nothing is
 *          reaped.
 *
 * Returns how many have ended, 0 when the limit passed first or n is 0.
 *
 * Errors: MP_ECLOSED      an object was closed.
 *         MP_ENOSENTINEL  one was not started, or is the calling process.
 *         -EINVAL         list or an entry is NULL, or timeout is not a number.
 *         -ENOMEM         no memory.
 *         -errno          as mp_process_sentinel().
 */
MP_API int mp_wait(
    mp_process *const *list, size_t n, double timeout, bool *ready);

/* How start() makes a process. */
typedef enum mp_start_method {
    MP_FORK,      /* fork the calling process */
    MP_FORKSERVER /* let a small helper process fork */
} mp_start_method;

/**
 * Choose how start() makes processes, once, before the first start().
 * [multiprocessing.set_start_method]
 *
 * method  MP_FORK, the default: a fork copies the tables of the whole process,
 *         which takes long in a large one.  MP_FORKSERVER: a helper process is
 *         forked off now, and forks for the targets to come.  They see the
 *         memory, the directory, the environment and the signal handlers of
 *         this moment, the arguments by value, and the standard streams of
 *         their start; other descriptors are not open there.  Commands do not
 *         need it: their start costs the same in any process.
 *
 * Returns 0.
 *
 * Errors: MP_ECONTEXT  it was chosen before, or a process was started.
 *         -EINVAL      no start method.
 *         -errno       the helper process could not be made.
 */
MP_API int mp_set_start_method(mp_start_method method);

/**
 * End the calling process.  [sys.exit]
 *
 * code  Exit code; its low 8 bits count.
 *
 * In a child: its own daemons are terminated, its other children joined,
 * stdout and stderr flushed; handlers that the parent registered with
 * atexit() are not run.  Elsewhere: exit().
 */
MP_NORETURN MP_API void mp_exit(int code);

/**
 * End the calling process as an uncaught exception does: exit code 1.
 * [raise]
 *
 * message  What went wrong.  A child writes "Process NAME:", a newline, the
 *          message and a newline to stderr, after its own children have
 *          ended; another process the message alone, before it waits for its
 *          children.  NULL reads as "".
 */
MP_NORETURN MP_API void mp_raise(const char *message);

/**
 * Write the library's log to stderr, "[LEVEL/NAME] text" a line.
 * [multiprocessing.log_to_stderr]
 *
 * level  Python's numbers: 5 subdebug, 10 debug, 20 info, 25 subwarning,
 *        30 warning (also for 0).  Children inherit it.
 *
 * Returns 0.
 *
 * Errors: -EINVAL  level is negative.
 */
MP_API int mp_log_to_stderr(int level);

#ifdef __cplusplus
}
#endif

#endif /* MULTIPROCESSING_H */
