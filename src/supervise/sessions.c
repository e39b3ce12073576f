#include "src/supervise/sessions.h"

#include <stdlib.h>
#include <sys/pidfd.h>
#include <unistd.h>

#include "src/supervise/clock.h"
#include "src/supervise/process_stat.h"
#include "src/supervise/session.h"

/* How long a walk is put off for more to ask for it, and to end. */
#define PAUSE (NANOSECONDS_PER_SECOND / 50)

/* How often it is put off in a row at most. */
#define PUT_OFF_MOST 25

/* So many are few, between two rings of the timer. */
#define FEW 8

#define ROOM_LEAST 16

static void on_timer(void *context);

void
sessions_init(
    struct sessions *sessions,
    struct loop *loop,
    struct census *census,
    sessions_sent *sent)
{
    sessions->loop = loop;
    sessions->census = census;
    sessions->sent = sent;
    sessions->timer.function = on_timer;
    sessions->timer.context = sessions;
}

/* Order by leader, then as they were asked for. */
static int
compare(const void *left, const void *right)
{
    const struct sessions_signal *a = left;
    const struct sessions_signal *b = right;

    if (a->leader != b->leader) {
        return a->leader < b->leader ? -1 : 1;
    }
    return (a->order > b->order) - (a->order < b->order);
}

/* Find the first signal for a session, or the next one's. */
static size_t
find(const struct sessions *sessions, pid_t leader)
{
    size_t low = 0;
    size_t high = sessions->count;

    while (low < high) {
        size_t middle = low + (high - low) / 2;

        if (sessions->signals[middle].leader < leader) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low;
}

/* Send somebody what waits for its session.  Its number may be another's by
 * now, even that of the session; but then it began later. */
static void
send_to(const struct sessions *sessions, const struct census_entry *entry)
{
    size_t at = find(sessions, entry->session);
    struct process_stat stat;
    int pidfd;

    if (at == sessions->count
        || sessions->signals[at].leader != entry->session) {
        return;
    }
    pidfd = process_stat_open(entry->pid, &stat);
    if (pidfd < 0) {
        return;
    }
    for (; at < sessions->count && sessions->signals[at].leader == stat.session;
         at++) {
        const struct sessions_signal *signal = &sessions->signals[at];

        if (signal->waits && stat.group != signal->leader
            && stat.began <= signal->since) {
            pidfd_send_signal(pidfd, signal->signum, NULL, 0);
        }
    }
    close(pidfd);
}

/* Send what waits, by one walk; returns 0 or -errno: nothing was sent. */
static int
send_waiting(struct sessions *sessions)
{
    const struct census *census = sessions->census;
    int result;

    if (sessions->waiting == 0) {
        return 0;
    }
    qsort(
        sessions->signals, sessions->count, sizeof(*sessions->signals),
        compare);
    census_expire(sessions->census);
    result = census_take(sessions->census);
    for (size_t i = 0; result == 0 && i < census->count; i++) {
        if (census->entries[i].group != census->entries[i].session) {
            send_to(sessions, &census->entries[i]);
        }
    }
    return result;
}

/* Tell of all that was sent. */
static void
tell_sent(struct sessions *sessions)
{
    for (size_t i = 0; i < sessions->count; i++) {
        sessions->sent(
            sessions->signals[i].context, sessions->signals[i].signum);
    }
    sessions->count = 0;
    sessions->waiting = 0;
    sessions->put_off = 0;
}

/* Have the timer ring soon; returns whether it will. */
static bool
ring_later(struct sessions *sessions)
{
    const struct clock *clock = loop_clock(sessions->loop);

    sessions->ending = false;
    return loop_timer_set(
               sessions->loop, &sessions->timer,
               clock->monotonic(clock) + PAUSE)
        == 0;
}

/* Timer: nobody else asks in the same breath. */
static void
on_timer(void *context)
{
    struct sessions *sessions = context;
    bool last = sessions->put_off++ >= PUT_OFF_MOST;
    bool early = sessions->waiting > 0 && sessions->ending;

    if (!last && (early || send_waiting(sessions) < 0)
        && ring_later(sessions)) {
        return;
    }
    if (last || early) {
        send_waiting(sessions);
    }
    tell_sent(sessions);
}

/* Find room for one signal more; returns whether there is. */
static bool
grow(struct sessions *sessions)
{
    size_t room = sessions->room > 0 ? sessions->room * 2 : ROOM_LEAST;
    struct sessions_signal *signals;

    if (sessions->count < sessions->room) {
        return true;
    }
    signals = realloc(sessions->signals, room * sizeof(*signals));
    if (signals == NULL) {
        return false;
    }
    sessions->signals = signals;
    sessions->room = room;
    return true;
}

void
sessions_send(
    struct sessions *sessions, pid_t leader, int signum, void *context)
{
    bool kept =
        grow(sessions) && (sessions->timer.place != 0 || ring_later(sessions));
    bool waits = kept && sessions->count >= FEW;

    if (!waits) {
        session_signal(leader, signum);
    }
    if (!kept) {
        sessions->sent(context, signum);
        return;
    }
    sessions->signals[sessions->count] = (struct sessions_signal){
        .leader = leader,
        .signum = signum,
        .waits = waits,
        .order = sessions->count,
        .since = process_stat_now(),
        .context = context,
    };
    sessions->count++;
    sessions->waiting += waits;
}

void
sessions_ended(struct sessions *sessions)
{
    sessions->ending = true;
}

void
sessions_free(struct sessions *sessions)
{
    send_waiting(sessions);
    tell_sent(sessions);
    loop_timer_cancel(sessions->loop, &sessions->timer);
    free(sessions->signals);
    *sessions = (struct sessions){ 0 };
}
