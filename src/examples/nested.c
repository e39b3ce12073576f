/*
 * Nested processes: a child may have children of its own.  Names tell where
 * each belongs, and the exit codes carry a sum up to the root.
 *
 * usage: nested
 */
#include <multiprocessing.h>
#include <stdio.h>

#define CHILDREN 2

/* End the process when something has failed, as an exception would. */
static void
check(int result)
{
    if (result < 0) {
        mp_raise(mp_strerror(result));
    }
}

static int worker(const mp_args *args, const mp_kwargs *kwargs);

/* Run one child with levels below it; tell how many processes that were. */
static int
run_child(int levels)
{
    mp_process_options options = {
        .target = worker,
        .args = MP_ARGS(levels),
    };
    mp_process *child;
    int exitcode = 0;

    check(mp_process_new(&child, &options));
    check(mp_process_start(child));
    check(mp_process_join(child, MP_FOREVER));
    check(mp_process_exitcode(child, &exitcode));
    mp_process_free(child);
    return exitcode;
}

/* Be a node of the tree; the exit code counts the nodes from here down. */
static int
worker(const mp_args *args, const mp_kwargs *kwargs)
{
    int levels = (int) mp_as_int(mp_args_get(args, 0));
    int nodes = 1;

    (void) kwargs;
    printf(
        "%s, child of %s\n", mp_process_name(mp_current_process()),
        mp_process_name(mp_parent_process()));
    for (int i = 0; i < CHILDREN && levels > 0; i++) {
        nodes += run_child(levels - 1);
    }
    return nodes;
}

int
main(void)
{
    int nodes = run_child(2);

    printf(
        "%d processes below %s\n", nodes,
        mp_process_name(mp_current_process()));
    return 0;
}
