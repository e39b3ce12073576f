#include "tests/support/target.h"

#include <poll.h>

#include "tests/support/cmocka.h"
#include "tests/support/shared.h"

/* Seconds after which a forgotten child ends by itself. */
#define MINUTE 60.0

int
target_return(const mp_args *args, const mp_kwargs *kwargs)
{
    (void) kwargs;
    return (int) mp_as_int(mp_args_get(args, 0));
}

int
target_sleep(const mp_args *args, const mp_kwargs *kwargs)
{
    atomic_int *flag = mp_as_ptr(mp_args_get(args, 0));
    double end = shared_now() + MINUTE;

    (void) kwargs;
    if (flag)
        atomic_store(flag, 1);
    while (shared_now() < end)
        poll(NULL, 0, 1000);
    return 99;
}

int
target_wait(const mp_args *args, const mp_kwargs *kwargs)
{
    (void) kwargs;
    if (!shared_wait(mp_as_ptr(mp_args_get(args, 0)), 1, MINUTE))
        return 99;
    return (int) mp_as_int(mp_args_get(args, 1));
}

mp_process *
target_new(mp_target *target, mp_args args)
{
    mp_process_options options = { .target = target, .args = args };
    mp_process *process = NULL;

    assert_int_equal(mp_process_new(&process, &options), 0);
    assert_non_null(process);
    return process;
}

mp_process *
target_start(mp_target *target, mp_args args)
{
    mp_process *process = target_new(target, args);

    assert_int_equal(mp_process_start(process), 0);
    return process;
}

void
target_zombie(mp_process *process)
{
    bool ready = false;

    assert_int_equal(mp_wait(&process, 1, SOON, &ready), 1);
    assert_true(ready);
}

int
target_code(mp_process *process)
{
    int code = -1000;

    assert_int_equal(mp_process_join(process, SOON), 0);
    assert_int_equal(mp_process_exitcode(process, &code), 1);
    return code;
}

void
target_end(mp_process *process)
{
    if (process && mp_process_is_alive(process) == 1) {
        assert_int_equal(mp_process_kill(process), 0);
        assert_int_equal(mp_process_join(process, SOON), 0);
    }
    mp_process_free(process);
}
