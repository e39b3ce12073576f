/*
 * A supervisor: it waits for several workers at once and starts those that
 * failed again, but not for ever.
 *
 * usage: supervisor
 */
#include <multiprocessing.h>
#include <stdio.h>

#define SERVICES 3
#define LIVES 3 /* how often a service may be started */

struct service {
    const char *name;
    int failures; /* how many of its lives fail */
    int life;     /* which one it is in, from 1 */
    mp_process *process;
};

/* End the program when something has failed, as an exception would. */
static void
check(int result)
{
    if (result < 0) {
        mp_raise(mp_strerror(result));
    }
}

/* End with the exit code that is asked for. */
static int
worker(const mp_args *args, const mp_kwargs *kwargs)
{
    (void) args;
    return (int) mp_as_int(mp_kwargs_get(kwargs, "exitcode"));
}

/* Start the next life: a process is started once, so each has an object. */
static void
start_life(struct service *service)
{
    int exitcode = service->life++ < service->failures ? 1 : 0;
    mp_process_options options = {
        .target = worker,
        .name = service->name,
        .kwargs = MP_KWARGS({ "exitcode", MP_VALUE(exitcode) }),
    };

    check(mp_process_new(&service->process, &options));
    check(mp_process_start(service->process));
}

/* See how a life ended; tell whether another one was started. */
static bool
end_life(struct service *service)
{
    int exitcode = 0;
    bool again;

    check(mp_process_exitcode(service->process, &exitcode));
    mp_process_free(service->process);
    again = exitcode != 0 && service->life < LIVES;
    printf(
        "%s, life %d: exit code %d%s\n", service->name, service->life, exitcode,
        again ? ", start again" : "");
    if (again) {
        start_life(service);
    }
    return again;
}

int
main(void)
{
    struct service services[SERVICES] = {
        { "steady", 0, 0, NULL },
        { "shaky", 2, 0, NULL },
        { "hopeless", LIVES, 0, NULL },
    };
    mp_process *processes[SERVICES];
    bool ended[SERVICES];
    size_t count = 0;

    while (count < SERVICES) {
        start_life(&services[count++]);
    }
    while (count > 0) {
        for (size_t i = 0; i < count; i++) {
            processes[i] = services[i].process;
        }
        check(mp_wait(processes, count, MP_FOREVER, ended));
        for (size_t i = count; i-- > 0;) {
            if (ended[i] && !end_life(&services[i])) {
                services[i] = services[--count];
            }
        }
    }
    return 0;
}
