#include "src/supervise/simulated.h"

#include <stdio.h>
#include <stdlib.h>
#include <time.h>

bool
simulated_lives(const struct engine_process *process)
{
    return process->life == LIFE_RUNNING || process->life == LIFE_HALTED;
}

void
simulated_unlink(struct engine_process *process)
{
    struct engine_simulated *engine = process->engine;

    if (process->previous != NULL) {
        process->previous->next = process->next;
    } else {
        engine->first = process->next;
    }
    if (process->next != NULL) {
        process->next->previous = process->previous;
    } else {
        engine->last = process->previous;
    }
}

void
simulated_release(struct engine_process *process)
{
    if (--process->references == 0) {
        script_free(&process->script);
        free(process->name);
        free(process);
    }
}

/* Let a process end, and tell so. */
static void
end(struct engine_process *process, int exitcode)
{
    process->life = LIFE_ENDED;
    process->exitcode = exitcode;
    loop_timer_cancel(process->engine->loop, &process->timer);
    simulated_unlink(process);
    process->listener->ended(process->context, false, exitcode);
    if (process->listener != NULL) {
        process->listener->closed(process->context);
    }
}

/* Write what a step has to say. */
static void
write_line(struct engine_process *process, const struct script_step *step)
{
    const struct clock *clock = loop_clock(process->engine->loop);
    time_t now = (time_t) (clock->wall(clock) / NANOSECONDS_PER_SECOND);
    struct tm parts;
    char time_text[64];
    char *line = NULL;
    int size;

    gmtime_r(&now, &parts);
    strftime(
        time_text, sizeof(time_text),
        step->verb == SCRIPT_DATE ? "%a %b %e %H:%M:%S UTC %Y"
                                  : "%a %b %e %H:%M:%S %Y",
        &parts);
    if (step->verb == SCRIPT_DATE) {
        size = asprintf(&line, "%s\n", time_text);
    } else if (step->verb == SCRIPT_TIME) {
        size = asprintf(&line, "%s is %s\n", step->text, time_text);
    } else {
        size = asprintf(&line, "%s\n", step->text);
    }
    if (size > 0) {
        process->listener->output(
            process->context, step->stream, line, (size_t) size);
        free(line);
    }
}

/* Tell whether a process has still something to do. */
static bool
runs(const struct engine_process *process)
{
    return process->life == LIFE_RUNNING && process->signum == 0;
}

/* Do the steps of a process until it sleeps or ends; who hears of one may halt
 * or end it. */
static void
run(struct engine_process *process)
{
    while (process->step < process->script.count && runs(process)) {
        const struct script_step *step =
            &process->script.steps[process->step++];

        switch (step->verb) {
        case SCRIPT_SLEEP:
            process->moment += step->duration;
            loop_timer_set(
                process->engine->loop, &process->timer, process->moment);
            return;
        case SCRIPT_STATUS:
            process->status = step->code;
            break;
        case SCRIPT_EXIT:
            end(process, step->code < 0 ? process->status : step->code);
            return;
        default:
            write_line(process, step);
            break;
        }
    }
    if (runs(process)) {
        end(process, process->status);
    }
}

void
simulated_on_timer(void *context)
{
    struct engine_process *process = context;

    process->references++;
    if (process->signum != 0) {
        end(process, -process->signum);
    } else {
        run(process);
    }
    simulated_release(process);
}
