/*
 * Commands: a process may run a program instead of a function, with standard
 * streams, an environment and a directory of its own.
 *
 * usage: command
 */
#include <multiprocessing.h>
#include <stdio.h>
#include <unistd.h>

/* End the program when something has failed, as an exception would. */
static int
check(int result)
{
    if (result < 0) {
        mp_raise(mp_strerror(result));
    }
    return result;
}

/* Start the command, with its ends of the two pipes as stdin and stdout. */
static mp_process *
start_command(const char *const *command, int input, int output)
{
    const char *const environment[] = {
        "PATH=/usr/bin:/bin",
        "GREETING=hello",
        NULL,
    };
    mp_child child = {
        .size = sizeof(child),
        .stdio = {
            { .kind = MP_STDIO_FD, .fd = input },
            { .kind = MP_STDIO_FD, .fd = output },
            { .kind = MP_STDIO_NULL },
        },
        .flags = MP_CHILD_CLOSE_FDS, /* the other ends are not for it */
        .cwd = "/",
        .environment = environment,
    };
    mp_process *process;

    check(mp_process_new(
        &process,
        &(mp_process_options){ .command = command, .child = &child }));
    check(mp_process_start(process)); /* the program runs, or it is an error */
    return process;
}

int
main(void)
{
    const char *const command[] = {
        "sh",
        "-c",
        "echo $GREETING from $(pwd); sort; exit 7",
        NULL,
    };
    const char words[] = "pear\napple\nfig\n";
    mp_process *process;
    char text[256];
    ssize_t size;
    int input[2];
    int output[2];
    int exitcode = 0;

    if (pipe(input) < 0 || pipe(output) < 0) {
        mp_raise("no pipes");
    }
    process = start_command(command, input[0], output[1]);
    close(input[0]);
    close(output[1]);
    if (write(input[1], words, sizeof(words) - 1) < 0) {
        mp_raise("the command does not read");
    }
    close(input[1]); /* the end of its input */
    while ((size = read(output[0], text, sizeof(text))) > 0) {
        printf("%.*s", (int) size, text);
    }
    close(output[0]);
    check(mp_process_join(process, MP_FOREVER));
    check(mp_process_exitcode(process, &exitcode));
    printf("exit code %d\n", exitcode);
    mp_process_free(process);
    return 0;
}
