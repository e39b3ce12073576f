/* Sessions: whom a signal for a session reaches beside its leader's group, at
 * once or by a walk a little later. */
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include "src/supervise/sessions.h"
#include "tests/support/cmocka.h"
#include "tests/support/fake.h"
#include "tests/support/proc.h"
#include "tests/support/shared.h"

#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)

/* More than are looked at at once. */
#define MANY 12

/* Nanoseconds after which the timer has rung. */
#define PAUSE 30000000

/* What the processes of one session tell. */
struct session {
    atomic_int leader; /* its number */
    atomic_int job;    /* of a group of its own */
    atomic_int late;   /* of another, and began only when it was asked for */
    atomic_int forks;  /* set: the leader is to start that one */
    atomic_int heard;  /* how often the job was signalled */
    atomic_int late_heard;
};

static struct fake_clock fake_clock;
static struct loop *loop;
static struct census census;
static struct sessions sessions;
static struct session *shared;
static atomic_int *own_heard; /* in a job: what to count in */
static int sent_count;
static int sent_last; /* the signal */

static void
on_signal(int signum)
{
    (void) signum;
    atomic_fetch_add(own_heard, 1);
}

/* Be a job: lead a group, and count signals. */
static _Noreturn void
be_job(atomic_int *pid, atomic_int *heard)
{
    struct sigaction action = { .sa_handler = on_signal };

    own_heard = heard;
    sigaction(SIGUSR1, &action, NULL);
    sigaction(SIGUSR2, &action, NULL);
    setpgid(0, 0);
    atomic_store(pid, getpid());
    for (;;) {
        pause();
    }
}

/* Be the leader of a session. */
static _Noreturn void
be_leader(struct session *session)
{
    setsid();
    if (fork() == 0) {
        be_job(&session->job, &session->heard);
    }
    atomic_store(&session->leader, getpid());
    for (;;) {
        if (atomic_exchange(&session->forks, 0) != 0 && fork() == 0) {
            be_job(&session->late, &session->late_heard);
        }
        poll(NULL, 0, 1);
    }
}

static void
on_sent(void *context, int signum)
{
    assert_ptr_equal(context, &sent_count);
    sent_count++;
    sent_last = signum;
}

static int
setup(void **state)
{
    (void) state;
    fake_clock_init(&fake_clock);
    shared = shared_new(MANY * sizeof(*shared));
    sent_count = 0;
    for (int i = 0; i < MANY; i++) {
        if (fork() == 0) {
            be_leader(&shared[i]);
        }
    }
    for (int i = 0; i < MANY; i++) {
        assert_true(shared_wait(&shared[i].leader, 1, SOON));
        assert_true(shared_wait(&shared[i].job, 1, SOON));
    }
    assert_int_equal(loop_new(&loop, &fake_clock.clock), 0);
    sessions_init(&sessions, loop, &census, on_sent);
    return 0;
}

static int
teardown(void **state)
{
    (void) state;
    sessions_free(&sessions);
    census_free(&census);
    loop_free(loop);
    for (int i = 0; i < MANY; i++) {
        kill(shared[i].leader, SIGKILL);
        kill(shared[i].job, SIGKILL);
        if (shared[i].late != 0) {
            kill(shared[i].late, SIGKILL);
        }
    }
    while (waitpid(-1, NULL, 0) > 0) {
    }
    shared_free(shared, MANY * sizeof(*shared));
    return 0;
}

/* Let the timer ring. */
static void
pass(void)
{
    fake_clock.monotonic += PAUSE;
    assert_true(loop_turn(loop, false) >= 0);
}

/* Wait until the clock of start times has gone on. */
static void
pass_tick(void)
{
    double end = shared_now() + 2.0 / (double) sysconf(_SC_CLK_TCK);

    while (shared_now() < end) {
        poll(NULL, 0, 1);
    }
}

/* Signal all sessions; the leaders then end, and are reaped. */
static void
send_all(int signum)
{
    for (int i = 0; i < MANY; i++) {
        sessions_send(&sessions, shared[i].leader, signum, &sent_count);
    }
    for (int i = 0; i < MANY; i++) {
        kill(shared[i].leader, SIGKILL);
        assert_int_equal(waitpid(shared[i].leader, NULL, 0), shared[i].leader);
    }
}

/* Tell how many jobs have been signalled so often, and no more. */
static int
count_heard(int times)
{
    int count = 0;

    for (int i = 0; i < MANY; i++) {
        count += shared_wait(&shared[i].heard, times, SOON)
            && atomic_load(&shared[i].heard) == times;
    }
    return count;
}

/* A few are signalled at once; the leader is not, for its group is not. */
static void
test_few(void **state)
{
    (void) state;
    sessions_send(&sessions, shared[0].leader, SIGUSR1, &sent_count);
    assert_true(shared_wait(&shared[0].heard, 1, SOON));
    assert_true(proc_alive(shared[0].leader));
    assert_int_equal(sent_count, 0);
    pass();
    assert_int_equal(sent_count, 1);
    assert_int_equal(sent_last, SIGUSR1);
    pass();
    assert_int_equal(sent_count, 1);
    assert_int_equal(census.walks, 0);
    assert_int_equal(atomic_load(&shared[0].heard), 1);
    assert_int_equal(atomic_load(&shared[1].heard), 0);
}

/* Of many, each is signalled once, though the leaders have ended meanwhile. */
static void
test_many(void **state)
{
    (void) state;
    send_all(SIGUSR1);
    assert_int_equal(atomic_load(&shared[MANY - 1].heard), 0);
    pass();
    assert_int_equal(sent_count, MANY);
    assert_int_equal(census.walks, 1);
    assert_int_equal(count_heard(1), MANY);
}

/* Signals for one session come in their order, however many there are. */
static void
test_order(void **state)
{
    (void) state;
    send_all(SIGUSR1);
    sessions_send(&sessions, shared[0].leader, SIGUSR2, &sent_count);
    sessions_send(&sessions, shared[0].leader, SIGKILL, &sent_count);
    pass();
    assert_true(proc_wait_end(shared[0].job, SOON));
    assert_int_equal(sent_count, MANY + 2);
    assert_true(proc_alive(shared[1].job));
}

/* Who began after the signal is not meant by it. */
static void
test_later(void **state)
{
    struct session *session = &shared[MANY - 1];

    (void) state;
    for (int i = 0; i < MANY; i++) {
        sessions_send(&sessions, shared[i].leader, SIGUSR1, &sent_count);
    }
    pass_tick();
    atomic_store(&session->forks, 1);
    assert_true(shared_wait(&session->late, 1, SOON));
    pass();
    assert_int_equal(count_heard(1), MANY);
    assert_int_equal(atomic_load(&session->late_heard), 0);
}

/* While others end the walk is put off, but not for ever. */
static void
test_put_off(void **state)
{
    int rings = 0;

    (void) state;
    send_all(SIGUSR1);
    while (sent_count == 0) {
        assert_int_equal(census.walks, 0);
        sessions_ended(&sessions);
        pass();
        rings++;
    }
    assert_in_range(rings, 2, 50);
    assert_int_equal(census.walks, 1);
    assert_int_equal(count_heard(1), MANY);
}

/* What waits is sent before all is given back. */
static void
test_given_back(void **state)
{
    (void) state;
    send_all(SIGUSR1);
    sessions_free(&sessions);
    assert_int_equal(sent_count, MANY);
    assert_int_equal(count_heard(1), MANY);
    sessions_init(&sessions, loop, &census, on_sent);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_few),   TEST(test_many),    TEST(test_order),
        TEST(test_later), TEST(test_put_off), TEST(test_given_back),
    };

    prctl(PR_SET_CHILD_SUBREAPER, 1);
    return cmocka_run_group_tests_name("sessions", tests, NULL, NULL);
}
