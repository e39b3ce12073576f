/* Starting through the fork server: what travels, what does not, and what
 * becomes of the server.  The method is chosen once for the whole program. */
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "src/multiprocessing.h"
#include "tests/support/cmocka.h"
#include "tests/support/proc.h"
#include "tests/support/shared.h"
#include "tests/support/target.h"

#define LARGE ((size_t) 1 << 20)

static int global = 1;

/* Find the server: the one child that is no process object's. */
static pid_t
server_pid(void)
{
    pid_t list[8];
    size_t count = proc_children(getpid(), list, 8);

    return count == 1 ? list[0] : 0;
}

static int
target_arguments(const mp_args *args, const mp_kwargs *kwargs)
{
    size_t size;
    const char *bytes = mp_as_bytes(mp_args_get(args, 5), &size);

    if (mp_value_type(mp_args_get(args, 0)) != MP_NONE)
        return 1;
    if (mp_value_type(mp_args_get(args, 1)) != MP_BOOL
        || mp_as_int(mp_args_get(args, 1)) != 1)
        return 2;
    if (mp_as_int(mp_args_get(args, 2)) != INT64_MIN)
        return 3;
    if (mp_as_float(mp_args_get(args, 3)) != 2.5)
        return 4;
    if (strcmp(mp_as_str(mp_args_get(args, 4)), "") != 0)
        return 5;
    if (size != LARGE || bytes[0] != 'x' || bytes[LARGE - 1] != 'x')
        return 6;
    if (strcmp(mp_as_str(mp_kwargs_get(kwargs, "key")), "value") != 0)
        return 7;
    return args->count == 6 && kwargs->count == 1 ? 0 : 8;
}

static void
test_arguments_travel_by_value(void **state)
{
    char *large = malloc(LARGE);
    mp_process *process;

    (void) state;
    assert_non_null(large);
    memset(large, 'x', LARGE);
    assert_int_equal(
        mp_process_new(
            &process,
            &(mp_process_options){
                .target = target_arguments,
                .args = MP_ARGS(
                    mp_value_none(), mp_value_bool(true), INT64_MIN, 2.5, "",
                    mp_value_bytes(large, LARGE)),
                .kwargs = MP_KWARGS({ "key", mp_value_str("value") }),
            }),
        0);
    free(large);
    assert_int_equal(mp_process_start(process), 0);
    assert_int_equal(target_code(process), 0);
    mp_process_free(process);
}

static int
target_identity(const mp_args *args, const mp_kwargs *kwargs)
{
    mp_process *self = mp_current_process();
    size_t size;
    const void *key = mp_process_authkey(self, &size);
    size_t expected;
    const void *bytes = mp_as_bytes(mp_args_get(args, 1), &expected);

    (void) kwargs;
    if (strcmp(mp_process_name(self), mp_as_str(mp_args_get(args, 0))) != 0)
        return 1;
    if (size != expected || memcmp(key, bytes, size) != 0)
        return 2;
    if (getppid() != mp_process_pid(mp_parent_process())
        || mp_process_is_alive(mp_parent_process()) != 1)
        return 3;
    if (mp_process_daemon(self) || mp_active_children(NULL, 0) != 0)
        return 4;
    return mp_process_pid(self) == getpid() ? 0 : 5;
}

static void
test_a_child_is_ours_and_knows_itself(void **state)
{
    size_t size;
    const void *key = mp_process_authkey(mp_current_process(), &size);
    mp_process *process;
    pid_t server;

    (void) state;
    assert_int_equal(
        mp_process_new(
            &process,
            &(mp_process_options){
                .target = target_identity,
                .name = "someone",
                .args = MP_ARGS("someone", mp_value_bytes(key, size)),
            }),
        0);
    server = server_pid();
    assert_true(server > 0);
    assert_int_equal(mp_process_start(process), 0);
    assert_int_equal(proc_parent(mp_process_pid(process)), getpid());
    assert_int_not_equal(mp_process_pid(process), server);
    assert_int_equal(target_code(process), 0);
    mp_process_free(process);
    assert_int_equal(server_pid(), server);
}

static int
target_global(const mp_args *args, const mp_kwargs *kwargs)
{
    (void) args;
    (void) kwargs;
    return global;
}

static void
test_memory_is_as_when_it_was_chosen(void **state)
{
    mp_process *process;

    (void) state;
    global = 2;
    process = target_start(target_global, (mp_args){ NULL, 0 });
    assert_int_equal(target_code(process), 1);
    mp_process_free(process);
}

static void
test_pointers_are_refused(void **state)
{
    mp_process *process = target_new(target_return, MP_ARGS((void *) &global));
    mp_process *with_context;

    (void) state;
    assert_int_equal(mp_process_start(process), MP_EPOINTER);
    assert_int_equal(mp_process_pid(process), 0);
    mp_process_free(process);
    assert_int_equal(
        mp_process_new(
            &with_context,
            &(mp_process_options){ .target = target_return,
                                   .context = &global }),
        0);
    assert_int_equal(mp_process_start(with_context), MP_ECONTEXTPOINTER);
    mp_process_free(with_context);
    assert_string_equal(mp_error_class(MP_EPOINTER), "TypeError");
}

static int
target_descriptors(const mp_args *args, const mp_kwargs *kwargs)
{
    (void) kwargs;
    if (fcntl((int) mp_as_int(mp_args_get(args, 0)), F_GETFD) >= 0)
        return 1;
    if (getenv("MP_TEST") == NULL || strcmp(getenv("MP_TEST"), "set") != 0)
        return 2;
    return write(STDOUT_FILENO, "said", 4) == 4 ? 0 : 3;
}

static void
test_streams_and_environment_travel(void **state)
{
    const char *const environment[] = { "MP_TEST=set", NULL };
    char text[8] = "";
    int ends[2];
    mp_process *process;

    (void) state;
    assert_int_equal(pipe2(ends, O_CLOEXEC), 0);
    assert_int_equal(
        mp_process_new(
            &process,
            &(mp_process_options){
                .target = target_descriptors,
                .args = MP_ARGS(ends[0]),
                .child =
                    &(mp_child){ .size = sizeof(mp_child),
                                 .stdio = { [1] = { MP_STDIO_FD, ends[1] } },
                                 .environment = environment },
            }),
        0);
    assert_int_equal(mp_process_start(process), 0);
    close(ends[1]);
    assert_int_equal(target_code(process), 0);
    /* the end of file comes: the server holds nothing open */
    assert_int_equal(read(ends[0], text, sizeof text), 4);
    assert_int_equal(read(ends[0], text + 4, 1), 0);
    assert_string_equal(text, "said");
    close(ends[0]);
    mp_process_free(process);
}

static void
test_a_failed_set_up_leaves_nothing(void **state)
{
    int before = proc_descriptors();
    mp_process *process;

    (void) state;
    assert_int_equal(
        mp_process_new(
            &process,
            &(mp_process_options){
                .target = target_return,
                .child = &(mp_child){ .size = sizeof(mp_child),
                                      .cwd = "/no/such/directory" },
            }),
        0);
    assert_int_equal(mp_process_start(process), -ENOENT);
    assert_int_equal(mp_process_start(process), -ENOENT);
    assert_int_equal(mp_process_pid(process), 0);
    assert_true(server_pid() > 0); /* it alone is left */
    assert_int_equal(proc_descriptors(), before);
    mp_process_free(process);
}

static void
test_a_lost_server_is_replaced(void **state)
{
    pid_t before = server_pid();
    mp_process *process;

    (void) state;
    assert_true(before > 0);
    assert_int_equal(kill(before, SIGKILL), 0);
    assert_true(proc_wait_end(before, SOON));
    process = target_start(target_return, MP_ARGS(6));
    assert_int_equal(target_code(process), 6);
    mp_process_free(process);
    assert_true(server_pid() > 0);
    assert_int_not_equal(server_pid(), before);
}

static int
target_nests(const mp_args *args, const mp_kwargs *kwargs)
{
    mp_process *process;
    mp_process_options options = { .target = target_return,
                                   .args = MP_ARGS(21) };
    int exitcode = -1;

    (void) args;
    (void) kwargs;
    if (mp_process_new(&process, &options) < 0
        || strcmp(strrchr(mp_process_name(process), ':'), ":1") != 0
        || mp_process_start(process) < 0 || mp_process_join(process, SOON) != 0)
        return 1;
    mp_process_exitcode(process, &exitcode);
    return exitcode * 2;
}

static void
test_children_have_children(void **state)
{
    mp_process *process = target_start(target_nests, (mp_args){ NULL, 0 });

    (void) state;
    assert_int_equal(target_code(process), 42);
    mp_process_free(process);
}

static void
test_commands_and_signals_are_as_ever(void **state)
{
    const char *const argv[] = { "sleep", "60", NULL };
    mp_process *command;
    mp_process *target = target_start(target_sleep, (mp_args){ NULL, 0 });
    int exitcode = 0;

    (void) state;
    assert_int_equal(
        mp_process_new(&command, &(mp_process_options){ .command = argv }), 0);
    assert_int_equal(mp_process_start(command), 0);
    assert_int_equal(mp_active_children(NULL, 0), 2);
    assert_int_equal(mp_process_terminate(command), 0);
    assert_int_equal(mp_process_kill(target), 0);
    assert_int_equal(target_code(command), -SIGTERM);
    assert_int_equal(mp_process_join(target, SOON), 0);
    assert_int_equal(mp_process_exitcode(target, &exitcode), 1);
    assert_int_equal(exitcode, -SIGKILL);
    mp_process_free(command);
    mp_process_free(target);
}

/* The server goes with its program. */
static void
test_the_server_ends_with_its_program(void **state)
{
    pid_t *server = shared_new(sizeof *server);
    pid_t program = fork();
    int status;

    (void) state;
    if (program == 0) {
        mp_process *process;

        if (mp_process_new(
                &process, &(mp_process_options){ .target = target_return })
                < 0
            || mp_process_start(process) < 0)
            _exit(1);
        mp_process_join(process, SOON);
        mp_process_free(process);
        *server = server_pid();
        exit(0);
    }
    assert_int_equal(waitpid(program, &status, 0), program);
    assert_int_equal(status, 0);
    assert_true(*server > 0);
    assert_true(proc_wait_end(*server, SOON));
    shared_free(server, sizeof *server);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_arguments_travel_by_value),
        cmocka_unit_test(test_a_child_is_ours_and_knows_itself),
        cmocka_unit_test(test_memory_is_as_when_it_was_chosen),
        cmocka_unit_test(test_pointers_are_refused),
        cmocka_unit_test(test_streams_and_environment_travel),
        cmocka_unit_test(test_a_failed_set_up_leaves_nothing),
        cmocka_unit_test(test_a_lost_server_is_replaced),
        cmocka_unit_test(test_children_have_children),
        cmocka_unit_test(test_commands_and_signals_are_as_ever),
        cmocka_unit_test(test_the_server_ends_with_its_program),
    };

    if (mp_set_start_method(MP_FORKSERVER) != 0
        || mp_set_start_method(MP_FORK) != MP_ECONTEXT) {
        return 1;
    }
    return cmocka_run_group_tests(tests, NULL, NULL);
}
