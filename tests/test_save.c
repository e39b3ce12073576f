/* A set of workers is saved as a file of our own format, and read again: each
 * sample file comes back as the same workers. */
#include <errno.h>
#include <glob.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "src/supervise/dependency.h"
#include "src/supervise/workerfile.h"
#include "src/supervise/workerfile_save.h"
#include "tests/support/cmocka.h"
#include "tests/support/folder.h"
#include "tests/support/set.h"

static int
teardown(void **state)
{
    folder_teardown(state);
    return set_teardown(state);
}

/* Say what is wrong with a file, for who reads the log. */
static void
print_problems(struct workerfile *file)
{
    char text[512];

    for (size_t i = 0; i < workerfile_problems(file)->count; i++) {
        problems_get(workerfile_problems(file), i, text, sizeof(text));
        print_message("# %s\n", text);
    }
}

/* Make a set of what a file says. */
static struct supervisor *
load(const char *path)
{
    struct supervisor *supervisor;
    struct workerfile *file = NULL;
    int result = workerfile_read(&file, path);

    if (result < 0) {
        print_problems(file);
    }
    assert_int_equal(result, 0);
    assert_int_equal(
        supervisor_new(&supervisor, set.loop, &set.engine.engine), 0);
    assert_int_equal(workerfile_add(file, supervisor), 0);
    workerfile_free(file);
    return supervisor;
}

/* Compare two texts that may be missing. */
static void
check_text(const char *one, const char *two)
{
    assert_string_equal(one ? one : "(none)", two ? two : "(none)");
}

/* Find what becomes of a variable; NULL: nothing. */
static const char *
last_change(const char *const *list, const char *change)
{
    size_t size = strcspn(change, "=");
    const char *found = NULL;

    for (; list && *list; list++) {
        if (strcspn(*list, "=") == size && strncmp(*list, change, size) == 0) {
            found = *list;
        }
    }
    return found;
}

/* Check that what one list changes, another changes likewise. */
static void
check_changes(const char *const *one, const char *const *two)
{
    for (const char *const *change = one; change && *change; change++) {
        check_text(last_change(one, *change), last_change(two, *change));
    }
}

static void
check_probe(const struct policy_probe *one, const struct policy_probe *two)
{
    assert_int_equal(one->kind, two->kind);
    check_text(one->text, two->text);
    if (one->kind <= POLICY_READY_LOG) {
        return;
    }
    check_text(one->host, two->host);
    check_text(one->port, two->port);
    check_text(one->cwd, two->cwd);
    assert_true(one->status == two->status && one->delay == two->delay);
    assert_true(one->period == two->period && one->timeout == two->timeout);
    assert_int_equal(one->successes, two->successes);
    assert_int_equal(one->failures, two->failures);
}

static void
check_log(const struct policy_log *one, const struct policy_log *two)
{
    check_text(one->file, two->file);
    check_text(one->error_file, two->error_file);
    if (one->file) {
        assert_int_equal(one->truncate, two->truncate);
        assert_int_equal(one->size_most, two->size_most);
        assert_int_equal(one->backups, two->backups);
    }
}

static void
check_policy(const struct policy *one, const struct policy *two)
{
    check_text(one->description, two->description);
    check_text(one->cwd, two->cwd);
    check_changes(one->environment, two->environment);
    check_changes(two->environment, one->environment);
    assert_int_equal(one->manual, two->manual);
    assert_int_equal(one->dependency_count, two->dependency_count);
    for (size_t i = 0; i < one->dependency_count; i++) {
        check_text(one->dependencies[i].name, two->dependencies[i].name);
        assert_int_equal(
            one->dependencies[i].condition, two->dependencies[i].condition);
    }
    check_probe(&one->ready, &two->ready);
    check_probe(&one->alive, &two->alive);
    assert_int_equal(one->restart, two->restart);
    if (one->restart != POLICY_RESTART_NO) {
        assert_true(one->backoff == two->backoff);
        assert_true(one->backoff_most == two->backoff_most);
        assert_int_equal(one->restarts_most, two->restarts_most);
    }
    assert_int_equal(one->exit_on_end, two->exit_on_end);
    assert_int_equal(one->stop_signal, two->stop_signal);
    check_text(one->stop_command, two->stop_command);
    assert_int_equal(one->stop_leader_only, two->stop_leader_only);
    assert_true(one->stop_timeout == two->stop_timeout);
    for (int code = 1; code < 256; code++) {
        assert_int_equal(
            policy_is_success(one, code), policy_is_success(two, code));
    }
    check_log(&one->log, &two->log);
}

/* Check that two sets have the same workers. */
static void
check_same(const struct supervisor *first, const struct supervisor *second)
{
    assert_int_equal(supervisor_count(first), supervisor_count(second));
    for (size_t i = 0; i < supervisor_count(first); i++) {
        const struct worker *one = supervisor_worker(first, i);
        const struct worker *two = supervisor_worker(second, i);
        size_t word = 0;

        check_text(one->name, two->name);
        check_text(one->target, two->target);
        assert_int_equal(one->daemon, two->daemon);
        for (; one->command[word] && two->command[word]; word++) {
            check_text(one->command[word], two->command[word]);
        }
        assert_true(one->command[word] == two->command[word]);
        check_policy(one->policy, two->policy);
    }
}

/* Save a set, read it again, and check that it has come back. */
static void
check_round_trip(const struct supervisor *supervisor)
{
    struct supervisor *again;
    size_t saved;

    unlink(folder_path("saved.yaml"));
    assert_int_equal(
        workerfile_save(supervisor, folder_path("saved.yaml"), false, &saved),
        0);
    assert_int_equal(saved, supervisor_count(supervisor));
    again = load(folder_path("saved.yaml"));
    check_same(supervisor, again);
    supervisor_free(again);
}

static void
each_sample_file_comes_back(void **state)
{
    const char *source = getenv("top_srcdir");
    char here[4096];
    glob_t found;
    unsigned count = 0;

    (void) state;
    folder_make();
    assert_non_null(getcwd(here, sizeof(here)));
    assert_int_equal(chdir(source ? source : "."), 0);
    assert_int_equal(chdir("tests/workerfiles"), 0);
    assert_int_equal(glob("*", 0, NULL, &found), 0);
    for (size_t i = 0; i < found.gl_pathc; i++) {
        const char *path = found.gl_pathv[i];
        struct supervisor *supervisor;

        if (strncmp(path, "bad-", 4) == 0 || strstr(path, ".expected")) {
            continue;
        }
        print_message("# %s\n", path);
        supervisor = load(path);
        check_round_trip(supervisor);
        supervisor_free(supervisor);
        count++;
    }
    globfree(&found);
    assert_int_equal(chdir(here), 0);
    assert_true(count >= 15);
}

/* Add a command that has a policy. */
static struct worker *
add(const char *name, const char *shell, const struct policy *policy)
{
    struct worker *worker;

    assert_int_equal(
        supervisor_add(
            set.supervisor,
            &(struct worker_spec){ .name = name,
                                   .shell = shell,
                                   .daemon = true,
                                   .policy = policy },
            &worker),
        0);
    return worker;
}

static void
odd_texts_come_back(void **state)
{
    static const char *const texts[] = {
        "yes",          "~",          "1e3",    "a: b # c", " led",
        "trail ",       "a\nb\n",     "a\n  b", "\n",       "  x\ny",
        "tab\there",    "\x1b[1mred", "ü 世界", "'\"\\",    "- x",
        "? x",          "*a &b !c",   "%YAML",  "---",      "...",
        "<<",           "a\r\nb",     "{x: [}", "x \ny ",   "#",
        "\xe2\x80\xa8",
    };
    const char *variables[sizeof(texts) / sizeof(texts[0]) + 3];
    char names[sizeof(texts) / sizeof(texts[0])][64];
    size_t count = sizeof(texts) / sizeof(texts[0]);
    struct policy policy = { .stop_timeout = 2.5, .stop_signal = 40 };

    (void) state;
    folder_make();
    for (size_t i = 0; i < count; i++) {
        snprintf(names[i], sizeof(names[i]), "N%zu=%s", i, texts[i]);
        variables[i] = names[i];
    }
    variables[count] = "EMPTY=";
    variables[count + 1] = "GONE";
    variables[count + 2] = NULL;
    policy.environment = variables;
    policy.log = (struct policy_log){ .file = "x", .size_most = 1234567 };
    policy_add_success(&policy, 3);
    policy_add_success(&policy, 255);
    for (size_t i = 0; i < count; i++) {
        add(NULL, texts[i], &policy);
    }
    add("<<", "true", NULL);
    add("null", "true", NULL);
    add("5", "true", NULL);
    assert_int_equal(
        supervisor_add(
            set.supervisor,
            &(struct worker_spec){
                .command =
                    (const char *const[]){ "x", "", "no", "a b", NULL } },
            NULL),
        0);
    set.count = 0;
    check_round_trip(set.supervisor);
}

static void
what_changed_since_is_saved(void **state)
{
    const struct policy_dependency on[] = { { "db", POLICY_READY },
                                            { "gone", POLICY_COMPLETED } };
    const struct policy policy = { .dependencies = on, .dependency_count = 2 };
    struct worker *web = add("web", "exec web", &policy);
    struct worker *db = add("db", "exec db", &(struct policy){ 0 });
    struct worker *gone = add("gone", "x", &(struct policy){ 0 });
    char *text;
    size_t saved;

    (void) state;
    folder_make();
    set_add("function");
    assert_int_equal(set_act(ACTION_REMOVE, gone), 0);
    assert_int_equal(supervisor_rename(set.supervisor, db, "base"), 0);
    assert_int_equal(supervisor_set_variable(set.supervisor, web, "PORT=5"), 0);
    assert_int_equal(supervisor_set_variable(set.supervisor, web, "PORT=6"), 0);
    assert_int_equal(supervisor_set_variable(set.supervisor, web, "HOME"), 0);
    assert_int_equal(supervisor_set_stop_signal(set.supervisor, db, SIGINT), 0);
    assert_int_equal(
        workerfile_save(set.supervisor, folder_path("a.yaml"), false, &saved),
        0);
    assert_int_equal(saved, 2);
    text = folder_read("a.yaml");
    assert_string_equal(
        text,
        "procs:\n"
        "  web:\n"
        "    shell: exec web\n"
        "    env:\n"
        "      PORT: \"6\"\n"
        "      HOME: null\n"
        "    depends_on:\n"
        "      base: ready\n"
        "    stop:\n"
        "      timeout: 0\n"
        "  base:\n"
        "    shell: exec db\n"
        "    stop:\n"
        "      signal: SIGINT\n"
        "      timeout: 0\n");
    free(text);
}

static void
a_file_is_not_replaced_unasked(void **state)
{
    struct stat status;
    char *text;
    size_t saved;

    (void) state;
    folder_make();
    folder_write("there.yaml", "mine\n");
    assert_int_equal(chmod(folder_path("there.yaml"), 0600), 0);
    assert_int_equal(symlink("there.yaml", folder_path("link.yaml")), 0);
    add("web", "exec web", NULL);
    assert_int_equal(
        workerfile_save(
            set.supervisor, folder_path("link.yaml"), false, &saved),
        -EEXIST);
    text = folder_read("there.yaml");
    assert_string_equal(text, "mine\n");
    free(text);
    assert_int_equal(
        workerfile_save(set.supervisor, folder_path("link.yaml"), true, &saved),
        0);
    text = folder_read("there.yaml");
    assert_memory_equal(text, "procs:\n", 7);
    free(text);
    assert_int_equal(stat(folder_path("there.yaml"), &status), 0);
    assert_int_equal(status.st_mode & 0777, 0600);
    assert_int_equal(lstat(folder_path("link.yaml"), &status), 0);
    assert_true(S_ISLNK(status.st_mode));
}

static void
what_cannot_be_saved_leaves_nothing(void **state)
{
    struct worker *latin;
    size_t saved;
    glob_t found;

    (void) state;
    folder_make();
    set_add("function");
    assert_int_equal(
        workerfile_save(set.supervisor, folder_path("a.yaml"), false, &saved),
        -ENODATA);
    latin = add("latin", "echo \xe4", NULL);
    assert_int_equal(
        workerfile_save(set.supervisor, folder_path("a.yaml"), false, &saved),
        -EILSEQ);
    assert_int_equal(set_act(ACTION_REMOVE, latin), 0);
    add("web", "exec web", NULL);
    assert_int_equal(
        workerfile_save(
            set.supervisor, folder_path("no/such/a.yaml"), false, &saved),
        -ENOENT);
    assert_int_equal(
        workerfile_save(set.supervisor, folder_path(""), true, &saved),
        -EISDIR);
    assert_int_equal(glob(folder_path("*"), 0, NULL, &found), GLOB_NOMATCH);
}

static void
a_variable_needs_a_name(void **state)
{
    struct worker *web = add("web", "exec web", NULL);

    (void) state;
    assert_int_equal(
        supervisor_set_variable(set.supervisor, web, "=x"), -EINVAL);
    assert_int_equal(
        supervisor_set_stop_signal(set.supervisor, web, 65), -EINVAL);
    assert_ptr_equal(web->policy, policy_none());
}

int
main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_setup, teardown)
    const struct CMUnitTest tests[] = {
        TEST(each_sample_file_comes_back),
        TEST(odd_texts_come_back),
        TEST(what_changed_since_is_saved),
        TEST(a_file_is_not_replaced_unasked),
        TEST(what_cannot_be_saved_leaves_nothing),
        TEST(a_variable_needs_a_name),
    };

    return cmocka_run_group_tests_name("save", tests, NULL, NULL);
}
