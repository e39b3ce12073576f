/* Scenarios of names, numbers and flags, from the first object on. */
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "tests/support/scenario.h"

static mp_process *
make(const mp_process_options *options)
{
    mp_process *process = NULL;
    int error = mp_process_new(&process, options);

    if (error < 0)
        scenario_say("%s: %s\n", mp_error_class(error), mp_strerror(error));
    return process;
}

/* A01: a fresh object's getters. */
static int
run_getters(const char *argument)
{
    mp_process *one = make(&(mp_process_options){ 0 });
    mp_process *two = make(&(mp_process_options){ 0 });
    int code;

    (void) argument;
    scenario_say(
        "%s %d %d %d %d %s %s\n", mp_process_name(one), mp_process_daemon(one),
        (int) mp_process_pid(one), mp_process_exitcode(one, &code),
        mp_process_is_alive(one), mp_strerror(mp_process_sentinel(one)),
        mp_process_name(two));
    mp_process_free(one);
    mp_process_free(two);
    return 0;
}

/* A02 A03 A04: a number for every object, whether it shows or not. */
static int
run_names(const char *argument)
{
    static const mp_process_options rows[] = {
        { .name = "x" },  { 0 },
        { .name = "" },   { .group = "" },
        { .name = NULL }, { .class_name = "Worker" },
    };

    (void) argument;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        mp_process *process = make(&rows[i]);

        if (process)
            scenario_say("%s\n", mp_process_name(process));
        mp_process_free(process);
    }
    return 0;
}

/* Says its name, makes one object in vain, then two that do the same. */
static int
tree_target(const mp_args *args, const mp_kwargs *kwargs)
{
    int depth = (int) mp_as_int(mp_args_get(args, 0));

    (void) kwargs;
    scenario_say("%s\n", mp_process_name(mp_current_process()));
    if (depth == 0)
        return 0;
    mp_process_free(make(&(mp_process_options){ 0 }));
    for (int i = 0; i < 2; i++)
        scenario_join(scenario_call(tree_target, depth - 1));
    return 0;
}

/* A05: the numbers of a tree. */
static int
run_tree(const char *argument)
{
    (void) argument;
    for (int i = 0; i < 2; i++)
        mp_process_free(make(&(mp_process_options){ 0 }));
    return scenario_join(scenario_call(tree_target, 2));
}

static int
says_name(const mp_args *args, const mp_kwargs *kwargs)
{
    (void) args;
    (void) kwargs;
    scenario_say("%s\n", mp_process_name(mp_current_process()));
    return 0;
}

static int
worker_target(const mp_args *args, const mp_kwargs *kwargs)
{
    says_name(args, kwargs);
    scenario_join(scenario_start(&(mp_process_options){ .target = says_name }));
    return scenario_join(scenario_start(
        &(mp_process_options){ .target = says_name, .class_name = "Worker" }));
}

static int
boss_target(const mp_args *args, const mp_kwargs *kwargs)
{
    says_name(args, kwargs);
    return scenario_join(scenario_start(&(mp_process_options){
        .target = worker_target, .class_name = "Worker" }));
}

/* A06: a default name has the class of the new object and never the parent's
 * own name. */
static int
run_classes(const char *argument)
{
    (void) argument;
    return scenario_join(scenario_start(
        &(mp_process_options){ .target = boss_target, .name = "boss" }));
}

/* A14: the start method is chosen once, and before the first start. */
static int
run_methods(const char *argument)
{
    (void) argument;
    scenario_say("%s\n", mp_strerror(mp_set_start_method((mp_start_method) 9)));
    if (argument)
        scenario_join(scenario_call(says_name, 0));
    scenario_say("%s\n", mp_strerror(mp_set_start_method(MP_FORK)));
    scenario_say("%s\n", mp_strerror(mp_set_start_method(MP_FORK)));
    scenario_say("%s\n", mp_strerror(mp_set_start_method(MP_FORKSERVER)));
    scenario_join(scenario_call(says_name, 0));
    return 0;
}

/* Writes the current process's key in hexadecimal. */
static int
says_key(const mp_args *args, const mp_kwargs *kwargs)
{
    size_t size = 0;
    const unsigned char *key = mp_process_authkey(mp_current_process(), &size);
    char text[128] = "";

    for (size_t i = 0; i < size && i < 60; i++)
        snprintf(text + 2 * i, sizeof text - 2 * i, "%02x", key[i]);
    scenario_say("%zu %s\n", size, text);
    if (mp_as_int(mp_args_get(args, 0)) > 0)
        return scenario_join(scenario_call(says_key, 0));
    (void) kwargs;
    return 0;
}

/* I01 I03: main's key, its child's and its grandchild's; then one that was made
 * before a change, and one made after. */
static int
run_keys(const char *argument)
{
    mp_process *self = mp_current_process();
    mp_process *early;

    (void) argument;
    says_key(&(mp_args){ 0 }, NULL);
    scenario_join(scenario_call(says_key, 1));
    early = make(&(mp_process_options){ .target = says_key });
    mp_process_set_authkey(self, "\xab\xcd", 2);
    mp_process_start(early);
    scenario_join(early);
    mp_process_free(early);
    scenario_join(scenario_call(says_key, 0));
    return 0;
}

static int
says_daemon(const mp_args *args, const mp_kwargs *kwargs)
{
    (void) args;
    (void) kwargs;
    scenario_say(
        "%s %d\n", mp_process_name(mp_current_process()),
        mp_process_daemon(mp_current_process()));
    return 0;
}

/* B03 B11: objects take the flag of the time of their construction, and a
 * daemon starts nothing, be it the main process. */
static int
run_main_daemon(const char *argument)
{
    mp_process *self = mp_current_process();
    mp_process *early = make(&(mp_process_options){ .target = says_daemon });
    mp_process *late;

    (void) argument;
    mp_process_set_daemon(self, true);
    late = make(&(mp_process_options){ .target = says_daemon });
    scenario_say("%d %d\n", mp_process_daemon(early), mp_process_daemon(late));
    scenario_say("%s\n", mp_strerror(mp_process_start(early)));
    scenario_say("%s\n", mp_strerror(mp_process_start(late)));
    mp_process_set_daemon(self, false);
    mp_process_start(early);
    scenario_join(early);
    mp_process_start(late);
    scenario_join(late);
    mp_process_free(early);
    mp_process_free(late);
    return 0;
}

const struct scenario scenarios_identity[] = {
    { "getters", run_getters },
    { "names", run_names },
    { "tree", run_tree },
    { "classes", run_classes },
    { "methods", run_methods },
    { "keys", run_keys },
    { "main-daemon", run_main_daemon },
    { NULL, NULL },
};
