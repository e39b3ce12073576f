#include "tests/support/command.h"

#include <fcntl.h>
#include <unistd.h>

#include "tests/support/cmocka.h"
#include "tests/support/target.h"

mp_process *
command_new(const char *const *argv, const mp_child *child)
{
    mp_process_options options = { .command = argv, .child = child };
    mp_process *process = NULL;

    assert_int_equal(mp_process_new(&process, &options), 0);
    return process;
}

int
command_shell_code(const char *script, const mp_child *child)
{
    const char *argv[] = { "sh", "-c", script, NULL };
    mp_process *process = command_new(argv, child);
    int code;

    assert_int_equal(mp_process_start(process), 0);
    code = target_code(process);
    mp_process_free(process);
    return code;
}

const char *
command_output(const char *const *argv, mp_child child, int stream)
{
    static char text[16384];
    size_t size = 0;
    ssize_t count;
    int ends[2];
    mp_process *process;

    assert_int_equal(pipe2(ends, O_CLOEXEC), 0);
    child.size = sizeof child;
    child.stdio[stream] = (mp_stdio){ MP_STDIO_FD, ends[1] };
    process = command_new(argv, &child);
    assert_int_equal(mp_process_start(process), 0);
    close(ends[1]);
    while ((count = read(ends[0], text + size, sizeof text - 1 - size)) > 0)
        size += (size_t) count;
    text[size] = '\0';
    close(ends[0]);
    assert_int_equal(target_code(process), 0);
    mp_process_free(process);
    return text;
}

const char *
command_shell_output(const char *script, mp_child child)
{
    const char *argv[] = { "sh", "-c", script, NULL };

    return command_output(argv, child, 1);
}
