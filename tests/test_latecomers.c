/* Latecomers: who of a group is signalled once more, and who is left alone. */
#include <poll.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "src/supervise/latecomers.h"
#include "tests/support/cmocka.h"
#include "tests/support/shared.h"

#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)

/* Looks, of which the last few are made although ever more are left out. */
#define LOOKS 64

/* What a member of the group tells. */
struct member {
    atomic_int pid;   /* it is ready */
    atomic_int heard; /* how often it was asked to end */
    atomic_int asked; /* how often it was asked how often that was */
    atomic_int forks; /* set: it is to start the next member */
};

static struct member *members;
static struct member *self; /* in a member */
static struct latecomers late;
static struct census census;
static pid_t group;

static void
on_signal(int signum)
{
    atomic_fetch_add(signum == SIGUSR1 ? &self->heard : &self->asked, 1);
}

/* Tell who this process is. */
static void
announce(struct member *member)
{
    self = member;
    atomic_store(&self->pid, getpid());
}

/* Be a member of the group, its first or another one. */
static _Noreturn void
be(struct member *member)
{
    struct sigaction action = { .sa_handler = on_signal };

    self = member;
    sigaction(SIGUSR1, &action, NULL);
    sigaction(SIGUSR2, &action, NULL);
    setpgid(0, group);
    announce(member);
    for (;;) {
        if (atomic_exchange(&self->forks, 0) != 0 && fork() == 0) {
            announce(self + 1);
        }
        poll(NULL, 0, 1);
    }
}

/* Wait until a member is ready; returns its pid. */
static pid_t
wait_ready(const struct member *member)
{
    assert_true(shared_wait(&member->pid, 1, SOON));
    return atomic_load(&member->pid);
}

/* Start a member that is a child of this process. */
static pid_t
start(struct member *member)
{
    pid_t pid = fork();

    if (pid == 0) {
        be(member);
    }
    assert_true(pid > 0);
    return wait_ready(member);
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

/* Look at the group as often as its end may take. */
static void
look(void)
{
    for (int i = 0; i < LOOKS; i++) {
        census.due = 0;
        assert_true(latecomers_look(&late, &census, group));
    }
}

/* Tell how often a member was asked to end.  Signals come in the order of their
 * numbers, so that it has heard all of those before it answers. */
static int
heard(struct member *member)
{
    int before = atomic_load(&member->asked);

    assert_int_equal(kill(atomic_load(&member->pid), SIGUSR2), 0);
    assert_true(shared_wait(&member->asked, before + 1, SOON));
    return atomic_load(&member->heard);
}

/* Make a group with one member. */
static int
setup(void **state)
{
    (void) state;
    members = shared_new(4 * sizeof(*members));
    group = 0;
    group = start(members);
    pass_tick();
    latecomers_expect(&late, SIGUSR1);
    return 0;
}

static int
teardown(void **state)
{
    (void) state;
    kill(-group, SIGKILL);
    while (waitpid(-1, NULL, 0) > 0) {
    }
    latecomers_free(&late);
    census_free(&census);
    shared_free(members, 4 * sizeof(*members));
    return 0;
}

/* Who began after the signal is told, once; who was there before is not. */
static void
test_told_once(void **state)
{
    (void) state;
    start(&members[1]);
    look();
    assert_int_equal(heard(&members[0]), 0);
    assert_int_equal(heard(&members[1]), 1);
    start(&members[2]);
    look();
    assert_int_equal(heard(&members[0]), 0);
    assert_int_equal(heard(&members[1]), 1);
    assert_int_equal(heard(&members[2]), 1);
}

/* Who began in the tick of the signal may not have heard it. */
static void
test_same_tick(void **state)
{
    (void) state;
    late.since = UINT64_MAX;
    look();
    assert_int_equal(late.count, 1);
    late.since = late.members[0].stat.began + 1;
    look();
    assert_int_equal(heard(&members[0]), 0);
    late.since = late.members[0].stat.began;
    look();
    assert_int_equal(heard(&members[0]), 1);
}

/* Whom an older member has started, that member answers for as long as it
 * lives; also for those whom they start. */
static void
test_answered_for(void **state)
{
    (void) state;
    atomic_store(&members[0].forks, 1);
    wait_ready(&members[1]);
    atomic_store(&members[1].forks, 1);
    wait_ready(&members[2]);
    look();
    assert_int_equal(heard(&members[1]), 0);
    assert_int_equal(heard(&members[2]), 0);
    assert_int_equal(kill(group, SIGKILL), 0);
    assert_int_equal(waitpid(group, NULL, 0), group);
    look();
    assert_int_equal(heard(&members[1]), 1);
    assert_int_equal(heard(&members[2]), 1);
}

/* Where nothing asked the group to end, nobody is told. */
static void
test_not_asked(void **state)
{
    (void) state;
    latecomers_free(&late);
    look();
    assert_int_equal(heard(&members[0]), 0);
}

/* A group of none but those that wait to be reaped is deserted when two walks
 * say so. */
static void
test_deserted(void **state)
{
    siginfo_t info;

    (void) state;
    look();
    latecomers_expect(&late, SIGUSR1);
    assert_int_equal(kill(group, SIGKILL), 0);
    assert_int_equal(waitid(P_PID, (id_t) group, &info, WEXITED | WNOWAIT), 0);
    census.due = 0;
    assert_true(latecomers_look(&late, &census, group));
    census.due = INT64_MAX;
    assert_true(latecomers_look(&late, &census, group));
    census.due = 0;
    assert_false(latecomers_look(&late, &census, group));
}

/* Where nobody can be looked at, nobody is said to have ended. */
static void
test_not_to_be_seen(void **state)
{
    struct rlimit before;
    int used = dup(STDIN_FILENO);

    (void) state;
    close(used);
    assert_int_equal(census_take(&census), 0);
    assert_int_equal(getrlimit(RLIMIT_NOFILE, &before), 0);
    for (int left = 0; left < 2; left++) { /* descriptors */
        struct rlimit few = { (rlim_t) (used + left), before.rlim_max };

        assert_int_equal(setrlimit(RLIMIT_NOFILE, &few), 0);
        for (int n = 0; n < LOOKS; n++) {
            census.due = INT64_MAX;
            census.walks++; /* as if there had been another one */
            assert_true(latecomers_look(&late, &census, group));
        }
        assert_int_equal(setrlimit(RLIMIT_NOFILE, &before), 0);
    }
    census.count = 0; /* as where /proc hides the processes of others */
    for (int n = 0; n < LOOKS; n++) {
        census.walks++;
        assert_true(latecomers_look(&late, &census, group));
    }
}

/* A walk serves all who ask soon after it. */
static void
test_walks_are_shared(void **state)
{
    size_t count;

    (void) state;
    census.due = 0;
    assert_int_equal(census_take(&census), 0);
    assert_int_equal(census.walks, 1);
    census.due = INT64_MAX;
    assert_int_equal(census_take(&census), 0);
    assert_int_equal(census.walks, 1);
    start(&members[1]);
    census.due = 0;
    assert_int_equal(census_take(&census), 0);
    assert_int_equal(census.walks, 2);
    assert_int_equal(census_group(&census, group, &count)->group, group);
    assert_int_equal(count, 2);
    census_group(&census, 1 << 30, &count);
    assert_int_equal(count, 0);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_told_once),        TEST(test_same_tick),
        TEST(test_answered_for),     TEST(test_not_asked),
        TEST(test_deserted),         TEST(test_not_to_be_seen),
        TEST(test_walks_are_shared),
    };

    prctl(PR_SET_CHILD_SUBREAPER, 1); /* none is left behind */
    return cmocka_run_group_tests_name("latecomers", tests, NULL, NULL);
}
