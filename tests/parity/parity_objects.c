/* Scenarios of objects: names, flags, keys, the current and parent process. */
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "tests/parity/parity.h"

static int
says_name(const mp_args *args, const mp_kwargs *kwargs)
{
    (void) args;
    (void) kwargs;
    printf("%s\n", mp_process_name(mp_current_process()));
    return 0;
}

/* A02 A06: explicit, default and falsy names; names by class. */
static int
boss(const mp_args *args, const mp_kwargs *kwargs)
{
    const mp_process_options worker = { .class_name = "Worker" };

    says_name(args, kwargs);
    mp_process_join(parity_start(says_name, 0, NULL), MP_FOREVER);
    mp_process_join(parity_start(says_name, 0, &worker), MP_FOREVER);
    return 0;
}

static int
run_names(void)
{
    static const char *const names[] = { "x", NULL, "", NULL, "y" };
    const mp_process_options worker = { .class_name = "Worker" };
    const mp_process_options named = { .name = "boss" };

    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        printf(
            "%s\n",
            mp_process_name(parity_new(
                NULL, 0, &(mp_process_options){ .name = names[i] })));
    mp_process_join(parity_start(boss, 0, &named), MP_FOREVER);
    mp_process_join(parity_start(boss, 0, &worker), MP_FOREVER);
    return 0;
}

/* A05: the tree of identities. */
static int
tree(const mp_args *args, const mp_kwargs *kwargs)
{
    int depth = (int) mp_as_int(mp_args_get(args, 0));

    says_name(args, kwargs);
    if (depth == 0)
        return 0;
    parity_new(NULL, 0, NULL);
    for (int i = 0; i < 2; i++)
        mp_process_join(parity_start(tree, depth - 1, NULL), MP_FOREVER);
    return 0;
}

static int
run_tree(void)
{
    parity_new(NULL, 0, NULL);
    parity_new(NULL, 0, NULL);
    mp_process_join(parity_start(tree, 2, NULL), MP_FOREVER);
    return 0;
}

/* I06: how a name is written. */
static int
run_spelling(void)
{
    static const char *const names[] = {
        "plain",
        "it's",
        "say \"so\"",
        "it's \"so\"",
        "a\nb\tc\rd\\e",
        "\x01\x1f\x7f\x1b[31m",
        "caf\xc3\xa9",
        "\xe6\xbc\xa2\xe5\xad\x97",
        "\xf0\x9f\x98\x80",
        "\xc2\x80\xc2\xa0\xc2\xad",
        "\xe2\x80\x8b",
        "\xe2\x80\xa8",
        "\xee\x80\x80",
        "\xf4\x8f\xbf\xbf",
        "e\xcc\x81",
        "\xe2\x80\x8d",
        "\xef\xb8\x8f",
        "\xef\xbb\xbf",
        "\xe3\x80\x80",
        "\xf0\x9f\xab\xa0",
        "\xf3\xa0\x80\x81",
        "\xd8\x80",
        "\xe1\xa0\x8e",
    };

    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        parity_repr(
            parity_new(NULL, 0, &(mp_process_options){ .name = names[i] }));
    return 0;
}

/* B01 B02 B03 B04 B06: who is a daemon, and what daemons may not do. */
static int
daemon_rules(const mp_args *args, const mp_kwargs *kwargs)
{
    mp_process *self = mp_current_process();
    mp_process *inherited = parity_new(says_name, 0, NULL);
    mp_process *plain = parity_new(
        says_name, 0, &(mp_process_options){ .daemon = MP_DAEMON_FALSE });

    (void) args;
    (void) kwargs;
    parity_repr(self);
    parity_repr(inherited);
    parity_repr(plain);
    parity_result("inherited", mp_process_start(inherited));
    parity_result("plain", mp_process_start(plain));
    parity_result("undo", mp_process_set_daemon(self, false));
    parity_result("plain", mp_process_start(plain));
    parity_result("join", mp_process_join(plain, MP_FOREVER));
    return 0;
}

static int
run_daemon(void)
{
    mp_process *self = mp_current_process();
    mp_process *process = parity_new(
        daemon_rules, 0, &(mp_process_options){ .daemon = MP_DAEMON_TRUE });
    mp_process *early = parity_new(says_name, 0, NULL);

    parity_result("start", mp_process_start(process));
    parity_result("set", mp_process_set_daemon(process, true));
    parity_result("join", mp_process_join(process, MP_FOREVER));
    parity_result("set", mp_process_set_daemon(process, true));
    parity_result("close", mp_process_close(process));
    parity_result("set", mp_process_set_daemon(process, false));
    parity_repr(process);
    parity_result("main", mp_process_set_daemon(self, true));
    parity_repr(parity_new(NULL, 0, NULL));
    parity_result("start", mp_process_start(early));
    parity_result("main", mp_process_set_daemon(self, false));
    parity_result("start", mp_process_start(early));
    parity_result("join", mp_process_join(early, MP_FOREVER));
    parity_repr(early);
    return 0;
}

/* I01 I02: sizes of keys, and whether they are main's. */
static unsigned char main_key[32];

static int
compares_key(const mp_args *args, const mp_kwargs *kwargs)
{
    size_t size;
    const void *key = mp_process_authkey(mp_current_process(), &size);

    (void) kwargs;
    printf(
        "%zu %s\n", size,
        size == 32 && memcmp(key, main_key, 32) == 0 ? "True" : "False");
    if (mp_as_int(mp_args_get(args, 0)) > 0)
        mp_process_join(parity_start(compares_key, 0, NULL), MP_FOREVER);
    return 0;
}

static int
run_keys(void)
{
    mp_process *early;

    memcpy(main_key, mp_process_authkey(mp_current_process(), NULL), 32);
    early = parity_new(compares_key, 0, NULL);
    mp_process_join(parity_start(compares_key, 1, NULL), MP_FOREVER);
    mp_process_set_authkey(mp_current_process(), "abc", 3);
    mp_process_join(parity_start(compares_key, 0, NULL), MP_FOREVER);
    mp_process_start(early);
    mp_process_join(early, MP_FOREVER);
    return 0;
}

/* E04 E07 E08 E09: itself, its parent, and the main process. */
static mp_process *main_process;

static int
relatives(const mp_args *args, const mp_kwargs *kwargs)
{
    mp_process *self = mp_current_process();
    mp_process *parent = mp_parent_process();

    (void) kwargs;
    parity_repr(self);
    parity_repr(parent);
    parity_repr(main_process);
    printf("%s\n", mp_process_pid(self) == getpid() ? "True" : "False");
    printf("%s\n", mp_process_pid(parent) == getppid() ? "True" : "False");
    printf("alive %d\n", mp_process_is_alive(self));
    printf("alive %d\n", mp_process_is_alive(parent));
    parity_exitcode("self", self);
    parity_exitcode("parent", parent);
    parity_result("start self", mp_process_start(self));
    parity_result("start parent", mp_process_start(parent));
    parity_result("join self", mp_process_join(self, MP_FOREVER));
    parity_result("join main", mp_process_join(main_process, MP_FOREVER));
    parity_result("main alive", mp_process_is_alive(main_process));
    parity_result("sentinel self", mp_process_sentinel(self));
    mp_process_join(parent, 0.05);
    parity_result("close main", mp_process_close(main_process));
    if (mp_as_int(mp_args_get(args, 0)) > 0)
        mp_process_join(parity_start(relatives, 0, NULL), MP_FOREVER);
    parity_result("close self", mp_process_close(self));
    parity_repr(self);
    parity_result("self alive", mp_process_is_alive(self));
    parity_result("close parent", mp_process_close(parent));
    printf("alive %d\n", mp_process_is_alive(parent));
    parity_result("join parent", mp_process_join(parent, 0));
    parity_result("sentinel parent", mp_process_sentinel(parent));
    parity_exitcode("parent", parent);
    parity_repr(parent);
    return 0;
}

static int
run_relatives(void)
{
    mp_process *early = parity_new(relatives, 0, NULL);

    main_process = mp_current_process();
    parity_repr(main_process);
    printf("%s\n", mp_parent_process() ? "there" : "None");
    parity_result("start", mp_process_start(main_process));
    parity_result("join", mp_process_join(main_process, MP_FOREVER));
    parity_result("sentinel", mp_process_sentinel(main_process));
    parity_result("close", mp_process_close(main_process));
    mp_process_set_name(main_process, "Renamed");
    mp_process_start(early);
    mp_process_join(early, MP_FOREVER);
    mp_process_join(parity_start(relatives, 1, NULL), MP_FOREVER);
    return 0;
}

const struct parity parity_objects[] = {
    { "names", run_names },
    { "tree", run_tree },
    { "spelling", run_spelling },
    { "daemon", run_daemon },
    { "keys", run_keys },
    { "relatives", run_relatives },
    { NULL, NULL },
};
