/* The supervisor's rows: duplicated, removed, renamed; and any signal. */
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "src/supervise/names.h"
#include "tests/support/cmocka.h"
#include "tests/support/set.h"

#define TEST(name)                                                             \
    cmocka_unit_test_setup_teardown(name, set_setup, set_teardown)

static void
a_row_is_removed_by_identity(void **state)
{
    struct worker *first = set_add("first");
    struct worker *second = set_add("second");
    struct worker *third = set_add("third");
    uint64_t id = second->id;

    (void) state;
    assert_int_equal(set_act(ACTION_REMOVE, second), 0);
    assert_int_equal(supervisor_count(set.supervisor), 2);
    assert_null(supervisor_find(set.supervisor, id));
    assert_ptr_equal(supervisor_find(set.supervisor, first->id), first);
    assert_ptr_equal(supervisor_find(set.supervisor, third->id), third);
    assert_ptr_equal(supervisor_worker(set.supervisor, 1), third);
    /* its name is free again, its id is not */
    assert_true(set_add("second")->id > third->id);
}

static void
what_lives_is_not_removed(void **state)
{
    struct worker *worker = set_start("web");
    struct fake_process *process = set_process(worker);

    (void) state;
    assert_int_equal(set_act(ACTION_REMOVE, worker), -EBUSY);
    process->others = true;
    fake_process_end(process, 3);
    assert_int_equal(supervisor_failed(set.supervisor), 1);
    assert_int_equal(set_act(ACTION_REMOVE, worker), -EBUSY);
    assert_int_equal(supervisor_count(set.supervisor), 1);
    process->others = false;
    assert_int_equal(set_act(ACTION_REMOVE, worker), 0);
    assert_int_equal(supervisor_count(set.supervisor), 0);
    assert_int_equal(supervisor_failed(set.supervisor), 0);
    assert_int_equal(supervisor_alive(set.supervisor), 0);
    assert_true(process->destroyed);
}

static void
a_row_is_renamed(void **state)
{
    struct worker *worker = set_add("web");
    struct worker *other = set_add("other");

    (void) state;
    assert_int_equal(
        supervisor_rename(set.supervisor, worker, "other"), -EEXIST);
    assert_int_equal(supervisor_rename(set.supervisor, worker, ""), -EINVAL);
    assert_string_equal(worker->name, "web");
    assert_int_equal(supervisor_rename(set.supervisor, worker, "web"), 0);
    assert_int_equal(
        supervisor_rename(set.supervisor, worker, "ser\033[2Jver"), 0);
    assert_string_equal(worker->name, "server");
    assert_int_equal(supervisor_rename(set.supervisor, other, "web"), 0);
    assert_string_equal(other->name, "web");
    /* it has not been started: its process bears the name at once */
    assert_int_equal(set_act(ACTION_START, worker), 0);
    assert_string_equal(set_process(worker)->name, "server");
}

static void
a_row_is_duplicated(void **state)
{
    const struct worker_spec spec = { .shell = "exec serve --port 80",
                                      .name = "web",
                                      .daemon = true };
    struct worker *worker = NULL;
    struct worker *copy;

    (void) state;
    assert_int_equal(supervisor_add(set.supervisor, &spec, &worker), 0);
    assert_int_equal(set_act(ACTION_START, worker), 0);
    assert_int_equal(set_act(ACTION_DUPLICATE, worker), 0);
    assert_int_equal(supervisor_count(set.supervisor), 2);
    copy = supervisor_worker(set.supervisor, 1);
    assert_string_equal(copy->name, "web-2");
    assert_string_equal(copy->target, worker->target);
    assert_string_equal(copy->command[2], worker->command[2]);
    assert_true(copy->daemon);
    assert_int_equal(copy->state, WORKER_INITIAL);
    assert_true(copy->id > worker->id);
}

/* Duplicate a row; returns the name of the copy. */
static const char *
copy_name(struct worker *worker)
{
    assert_int_equal(set_act(ACTION_DUPLICATE, worker), 0);
    return supervisor_worker(
               set.supervisor, supervisor_count(set.supervisor) - 1)
        ->name;
}

/* The copy of a copy is one more of the first. */
static void
copies_of_copies_are_counted(void **state)
{
    struct worker_spec spec = { .shell = "exec serve", .name = "web" };
    struct worker *worker = NULL;
    struct worker *copy;

    (void) state;
    assert_int_equal(supervisor_add(set.supervisor, &spec, &worker), 0);
    assert_string_equal(copy_name(worker), "web-2");
    copy = supervisor_worker(set.supervisor, 1);
    assert_string_equal(copy_name(copy), "web-3");
    assert_string_equal(
        copy_name(supervisor_worker(set.supervisor, 2)), "web-4");
    /* what only looks like a copy is none */
    spec.name = "utf-8";
    assert_int_equal(supervisor_add(set.supervisor, &spec, &worker), 0);
    assert_string_equal(copy_name(worker), "utf-8-2");
    spec.name = "web-x";
    assert_int_equal(supervisor_add(set.supervisor, &spec, &worker), 0);
    assert_string_equal(copy_name(worker), "web-x-2");
    /* nor is one whose first is gone */
    assert_int_equal(
        supervisor_rename(
            set.supervisor, supervisor_worker(set.supervisor, 0), "other"),
        0);
    assert_string_equal(copy_name(copy), "web-2-2");
}

static void
any_signal_is_sent(void **state)
{
    struct worker *worker = set_add("web");

    (void) state;
    assert_true(supervisor_signal(set.supervisor, worker, SIGHUP) < 0);
    assert_int_equal(set_act(ACTION_START, worker), 0);
    assert_int_equal(supervisor_signal(set.supervisor, worker, SIGHUP), 0);
    assert_int_equal(set_process(worker)->last_signal, SIGHUP);
    assert_int_equal(worker->state, WORKER_STARTED); /* not asked to end */
    fake_process_end(set_process(worker), -SIGHUP);
    assert_int_equal(worker->reason, WORKER_REASON_ASKED);
    assert_false(worker->failed);
    assert_int_equal(supervisor_signal(set.supervisor, worker, SIGHUP), -ESRCH);
}

/* TERM and KILL are the verbs of these names. */
static void
some_signals_are_verbs(void **state)
{
    struct worker *worker = set_start("web");

    (void) state;
    assert_int_equal(supervisor_signal(set.supervisor, worker, SIGTERM), 0);
    assert_int_equal(worker->state, WORKER_STOPPING);
    assert_int_equal(worker->asked_signal, SIGTERM);
}

/* Names that are taken and given back many times over are never lost. */
static void
names_come_and_go(void **state)
{
    struct names names = { 0 };
    char texts[200][16];

    (void) state;
    for (int i = 0; i < 200; i++) {
        snprintf(texts[i], sizeof(texts[i]), "name-%d", i);
        assert_int_equal(names_add(&names, texts[i]), 0);
    }
    names_remove(&names, "nobody");
    for (int i = 0; i < 200; i += 2) {
        names_remove(&names, texts[i]);
    }
    for (int i = 0; i < 200; i++) {
        assert_int_equal(names_has(&names, texts[i]), i % 2);
    }
    assert_int_equal(names.count, 100);
    names_free(&names);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(a_row_is_removed_by_identity),
        TEST(what_lives_is_not_removed),
        TEST(a_row_is_renamed),
        TEST(a_row_is_duplicated),
        TEST(copies_of_copies_are_counted),
        TEST(any_signal_is_sent),
        TEST(some_signals_are_verbs),
        cmocka_unit_test(names_come_and_go),
    };

    return cmocka_run_group_tests_name("rows", tests, NULL, NULL);
}
