#include "ui/tape_player.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "ui/term/utf8.h"

/* How long a screen that is to be written may take to be drawn. */
#define SCREENSHOT_LIMIT (15 * NANOSECONDS_PER_SECOND)

/* Get the step that is being done. */
static const struct tape_step *
current(const struct tape_player *player)
{
    return &player->tape->steps[player->next];
}

/* Get the time that waits and keys are measured in. */
static int64_t
now(const struct tape_player *player)
{
    const struct clock *clock = loop_clock(player->loop);

    return clock->monotonic(clock);
}

/* Stop for good, with what went wrong in the step and perhaps the screen. */
static void fail(
    struct tape_player *player, bool with_screen, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

static void
fail(struct tape_player *player, bool with_screen, const char *format, ...)
{
    const struct tape_step *step = current(player);
    const struct grid *grid =
        with_screen ? player->host->screen(player->context, false) : NULL;
    char what[1024];
    va_list arguments;

    va_start(arguments, format);
    vsnprintf(what, sizeof(what), format, arguments);
    va_end(arguments);
    if (asprintf(
            &player->failure, "%s:%d:%d: %s: %s", step->file, step->line,
            step->column, tape_verb_name(step->verb), what)
        < 0) {
        player->failure = NULL;
    }
    player->seen = grid && grid->cells ? grid_text(grid) : NULL;
    player->progress = TAPE_FAILED;
    player->waiting = false;
    loop_timer_cancel(player->loop, &player->timer);
}

/* Find a worker by its name; NULL: there is none. */
static struct worker *
find_worker(const struct tape_player *player, const char *name, size_t *place)
{
    struct supervisor *supervisor = player->model->supervisor;

    for (size_t i = 0; i < supervisor_count(supervisor); i++) {
        struct worker *worker = supervisor_worker(supervisor, i);

        if (strcmp(worker->name, name) == 0) {
            *place = i;
            return worker;
        }
    }
    return NULL;
}

/* Go on with the next step after a time. */
static void
step_done(struct tape_player *player, int64_t time)
{
    player->next++;
    player->done = 0;
    player->waiting = false;
    loop_timer_set(player->loop, &player->timer, now(player) + time);
}

/* Begin to wait for what the step wants, for so long at most. */
static void
wait_for(struct tape_player *player, int64_t limit)
{
    player->waiting = true;
    loop_timer_set(player->loop, &player->timer, now(player) + limit);
}

/* Type the next of the step's keys. */
static void
type_next(struct tape_player *player)
{
    const struct tape_step *step = current(player);
    key code = step->code;
    bool last;

    if (step->verb == TAPE_TYPE) {
        const char *at = step->text + player->done;

        code = *at ? utf8_next(&at) : KEYCODE_NONE;
        player->done = (size_t) (at - step->text);
        last = !*at;
    } else {
        last = ++player->done >= step->count;
    }
    if (last) {
        step_done(player, step->time);
    } else {
        loop_timer_set(player->loop, &player->timer, now(player) + step->time);
    }
    if (code != KEYCODE_NONE && (step->verb == TAPE_TYPE || step->count > 0)) {
        player->host->type(player->context, code);
    }
}

/* Move the selection to the step's worker. */
static void
select_worker(struct tape_player *player)
{
    size_t place;
    struct worker *worker = find_worker(player, current(player)->text, &place);

    if (!worker) {
        fail(player, true, "there is no '%s'", current(player)->text);
        return;
    }
    model_select_id(player->model, worker->id);
    step_done(player, 0);
}

/* Do one step, or one key of it; the timer or a turn goes on. */
static void
do_step(struct tape_player *player)
{
    const struct tape_step *step = current(player);

    switch (step->verb) {
    case TAPE_KEY:
    case TAPE_TYPE:
        type_next(player);
        break;
    case TAPE_SLEEP:
        step_done(player, step->time);
        break;
    case TAPE_WAIT_SCREEN:
    case TAPE_WAIT_STATE:
        wait_for(player, step->time);
        break;
    case TAPE_SCREENSHOT:
        wait_for(player, SCREENSHOT_LIMIT);
        break;
    case TAPE_SELECT:
        select_worker(player);
        break;
    case TAPE_MARK:
        player->host->mark(player->context, step->text);
        step_done(player, 0);
        break;
    case TAPE_HIDE:
    case TAPE_SHOW:
        player->host->record(player->context, step->verb == TAPE_SHOW);
        step_done(player, 0);
        break;
    }
}

/* Say that what was waited for did not come. */
static void
time_is_up(struct tape_player *player)
{
    const struct tape_step *step = current(player);
    double seconds = (double) step->time / 1e9;
    size_t place;

    if (step->verb == TAPE_WAIT_SCREEN) {
        fail(
            player, true, "/%s/ was not on the screen within %g s", step->text,
            seconds);
    } else if (step->verb == TAPE_WAIT_STATE) {
        struct worker *worker = find_worker(player, step->text, &place);

        fail(
            player, true, "%s was not %s within %g s, it is %s", step->text,
            worker_state_name(step->state), seconds,
            worker ? worker_state_name(worker->state) : "not there");
    } else {
        fail(player, false, "the screen was not drawn");
    }
}

static void
on_timer(void *context)
{
    struct tape_player *player = context;

    if (player->progress != TAPE_PLAYING) {
        return;
    }
    if (player->waiting) {
        time_is_up(player);
    } else if (player->next == player->tape->step_count) {
        player->progress = TAPE_ENDED;
    } else {
        do_step(player);
    }
}

/* Write the screen to the step's file, blanks at the end of lines left out. */
static void
write_screen(struct tape_player *player)
{
    const char *path = current(player)->text;
    char *text = player->host->text(player->context);
    FILE *file = text ? fopen(path, "we") : NULL;
    bool good = file && fputs(text, file) >= 0;

    good = file && fclose(file) == 0 && good;
    free(text);
    if (!good) {
        fail(player, false, "%s: %s", path, strerror(errno));
        return;
    }
    player->host->written(player->context, path);
    step_done(player, 0);
}

/* Look whether the screen matches the step's pattern. */
static bool
matches(const struct tape_step *step, const struct grid *grid)
{
    char *text = grid_text(grid);
    bool found = text && regexec(step->pattern, text, 0, NULL, 0) == 0;

    free(text);
    return found;
}

void
tape_player_open(
    struct tape_player *player,
    const struct tape *tape,
    struct loop *loop,
    struct model *model,
    const struct tape_host *host,
    void *context)
{
    *player = (struct tape_player){
        .tape = tape,
        .loop = loop,
        .model = model,
        .host = host,
        .context = context,
        .progress = TAPE_PLAYING,
        .timer = { .function = on_timer },
    };
    player->timer.context = player;
}

void
tape_player_turn(struct tape_player *player)
{
    const struct tape_step *step;
    const struct grid *grid;
    struct worker *worker;
    size_t place;

    if (player->progress != TAPE_PLAYING
        || (player->begun && !player->waiting)) {
        return;
    }
    step = player->begun ? current(player) : NULL;
    if (step && step->verb == TAPE_WAIT_STATE) {
        worker = find_worker(player, step->text, &place);
        if (worker && worker->state == step->state) {
            step_done(player, 0);
        }
        return;
    }
    grid = player->host->screen(player->context, true);
    if (!grid) {
        return;
    }
    if (!step) {
        player->begun = true;
        loop_timer_set(player->loop, &player->timer, now(player));
    } else if (step->verb == TAPE_SCREENSHOT) {
        write_screen(player);
    } else if (matches(step, grid)) {
        step_done(player, 0);
    }
}

bool
tape_player_typed(struct tape_player *player, key code)
{
    bool twice = code == (KEYCODE_ALT | KEYCODE_ESCAPE)
        || (code == KEYCODE_ESCAPE && player->escaped);

    player->escaped = code == KEYCODE_ESCAPE;
    if (!twice || player->progress != TAPE_PLAYING) {
        return false;
    }
    player->progress = TAPE_STOPPED;
    player->waiting = false;
    loop_timer_cancel(player->loop, &player->timer);
    return true;
}

void
tape_player_finish(struct tape_player *player)
{
    if (player->progress != TAPE_PLAYING) {
        return;
    }
    for (; player->next < player->tape->step_count; player->next++) {
        switch (current(player)->verb) {
        case TAPE_WAIT_SCREEN:
        case TAPE_WAIT_STATE:
        case TAPE_SELECT:
        case TAPE_SCREENSHOT:
            fail(player, true, "the screen had ended before");
            return;
        default:
            break;
        }
    }
    player->progress = TAPE_ENDED;
}

void
tape_player_close(struct tape_player *player)
{
    if (player->progress != TAPE_OFF) {
        loop_timer_cancel(player->loop, &player->timer);
    }
    free(player->failure);
    free(player->seen);
    player->failure = NULL;
    player->seen = NULL;
}
