#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <uv.h>

#include "tests/bench/methods.h"

static int
prepare(void)
{
    printf("version libuv %s\n", uv_version_string());
    return 0;
}

/* Note that the process has ended; the loop then runs out. */
static void
on_exit_close(uv_process_t *process, int64_t status, int signum)
{
    (void) status;
    (void) signum;
    uv_close((uv_handle_t *) process, NULL);
}

static int
start(struct child *child, const struct task *task)
{
    uv_process_options_t options = {
        .exit_cb = on_exit_close,
        .file = task->command[0],
        .args = (char **) task->command,
    };
    uv_process_t *process = malloc(sizeof(*process));
    int result;

    if (process == NULL) {
        return -ENOMEM;
    }
    child->handle = process;
    result = uv_spawn(uv_default_loop(), process, &options);
    if (result < 0) {
        uv_close((uv_handle_t *) process, NULL);
        uv_run(uv_default_loop(), UV_RUN_DEFAULT);
        free(process);
    }
    return result;
}

static int
join(struct child *child)
{
    (void) child;
    return uv_run(uv_default_loop(), UV_RUN_DEFAULT);
}

static void
release(struct child *child)
{
    free(child->handle);
}

const struct method method_libuv = {
    .name = "libuv",
    .prepare = prepare,
    .start = start,
    .join = join,
    .release = release,
};
