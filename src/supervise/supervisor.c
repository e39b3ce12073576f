#include "src/supervise/supervisor.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "src/supervise/describe.h"
#include "src/supervise/set.h"
#include "src/supervise/text.h"
#include "src/supervise/worker_new.h"

int
supervisor_new(
    struct supervisor **out, struct loop *loop, struct engine *engine)
{
    struct supervisor *supervisor = calloc(1, sizeof(*supervisor));

    if (supervisor == NULL) {
        return -ENOMEM;
    }
    supervisor->loop = loop;
    supervisor->engine = engine;
    supervisor->budget.limit = OUTPUT_BUDGET_DEFAULT;
    *out = supervisor;
    return 0;
}

void
supervisor_free(struct supervisor *supervisor)
{
    if (supervisor == NULL) {
        return;
    }
    loop_timer_cancel(supervisor->loop, &supervisor->force_timer);
    for (size_t i = 0; i < supervisor->count; i++) {
        worker_free(supervisor->workers[i]);
    }
    names_free(&supervisor->names);
    marks_free(&supervisor->marks);
    free(supervisor->workers);
    free(supervisor->log_file);
    free(supervisor);
}

void
supervisor_listen(
    struct supervisor *supervisor, supervisor_listener *listener, void *context)
{
    supervisor->listener = listener;
    supervisor->listener_context = context;
}

int
supervisor_log_to(struct supervisor *supervisor, const char *file)
{
    char *copy = strdup(file);

    if (copy == NULL) {
        return -ENOMEM;
    }
    free(supervisor->log_file);
    supervisor->log_file = copy;
    return 0;
}

void
supervisor_set_guard(struct supervisor *supervisor, struct guard *guard)
{
    supervisor->guard = guard;
}

void
supervisor_limit_output(struct supervisor *supervisor, size_t bytes)
{
    supervisor->budget.limit = bytes;
}

void
supervisor_give_terminals(struct supervisor *supervisor, int rows, int columns)
{
    supervisor->terminal =
        (struct pty_size){ (unsigned short) rows, (unsigned short) columns };
}

void
supervisor_resize_terminals(
    struct supervisor *supervisor, int rows, int columns)
{
    const struct engine_functions *functions = supervisor->engine->functions;
    const struct pty_size size = { (unsigned short) rows,
                                   (unsigned short) columns };

    if (supervisor->terminal.rows == 0) {
        return;
    }
    supervisor->terminal = size;
    for (size_t i = 0; i < supervisor->count; i++) {
        if (supervisor->workers[i]->terminal) {
            functions->resize(supervisor->workers[i]->process, size);
        }
    }
}

int
supervisor_type(
    struct supervisor *supervisor,
    struct worker *worker,
    const char *bytes,
    size_t size)
{
    return worker->terminal
        ? supervisor->engine->functions->type(worker->process, bytes, size)
        : -ENOTTY;
}

/* Find the name of a new row. */
static int
find_name(
    struct supervisor *supervisor,
    const struct worker_spec *spec,
    char name[DESCRIBE_NAME_SIZE])
{
    char wanted[DESCRIBE_NAME_SIZE];

    if (spec->name != NULL
        && text_sanitize(
               spec->name, strlen(spec->name), name, DESCRIBE_NAME_SIZE)
            > 0) {
        return names_has(&supervisor->names, name) ? -EEXIST : 0;
    }
    if (spec->function == NULL) {
        describe_name(spec, wanted);
        names_find_free(&supervisor->names, wanted, name, DESCRIBE_NAME_SIZE);
        return 0;
    }
    do {
        snprintf(
            name, DESCRIBE_NAME_SIZE, "Process-%u", ++supervisor->last_number);
    } while (names_has(&supervisor->names, name));
    return 0;
}

/* Make sure that there is a place for one row more. */
static int
reserve_row(struct supervisor *supervisor)
{
    size_t room = supervisor->room > 0 ? supervisor->room * 2 : 16;
    struct worker **workers;

    if (supervisor->count < supervisor->room) {
        return 0;
    }
    workers = realloc(supervisor->workers, room * sizeof(struct worker *));
    if (workers == NULL) {
        return -ENOMEM;
    }
    supervisor->workers = workers;
    supervisor->room = room;
    return 0;
}

int
supervisor_add(
    struct supervisor *supervisor,
    const struct worker_spec *spec,
    struct worker **out)
{
    struct worker *worker = NULL;
    char name[DESCRIBE_NAME_SIZE];
    int result;

    if ((spec->function != NULL) + (spec->command != NULL)
                + (spec->shell != NULL)
            != 1
        || (spec->command != NULL && spec->command[0] == NULL)) {
        return -EINVAL;
    }
    result = find_name(supervisor, spec, name);
    if (result == 0) {
        result = reserve_row(supervisor);
    }
    if (result == 0) {
        result = worker_new(supervisor, spec, name, &worker);
    }
    if (result == 0) {
        result = names_add(&supervisor->names, worker->name);
        if (result < 0) {
            worker_free(worker);
        }
    }
    if (result < 0) {
        return result;
    }
    worker->id = ++supervisor->last_id;
    supervisor->workers[supervisor->count++] = worker;
    if (out != NULL) {
        *out = worker;
    }
    set_tell(worker, EVENT_CREATED, ACTION_START);
    return 0;
}

size_t
supervisor_count(const struct supervisor *supervisor)
{
    return supervisor->count;
}

struct worker *
supervisor_worker(const struct supervisor *supervisor, size_t index)
{
    return supervisor->workers[index];
}

/* Compare an id with a row's. */
static int
compare_id(const void *key, const void *element)
{
    uint64_t id = *(const uint64_t *) key;
    const struct worker *worker = *(struct worker *const *) element;

    return (id > worker->id) - (id < worker->id);
}

struct worker *
supervisor_find(const struct supervisor *supervisor, uint64_t id)
{
    struct worker **place = NULL;

    if (supervisor->count > 0) {
        place = bsearch(
            &id, supervisor->workers, supervisor->count,
            sizeof(*supervisor->workers), compare_id);
    }
    return place != NULL ? *place : NULL;
}

size_t
supervisor_active_children(
    struct supervisor *supervisor, struct worker **list, size_t max)
{
    struct engine *engine = supervisor->engine;
    size_t places = max < supervisor->count ? max : supervisor->count;
    void **contexts = calloc(places + 1, sizeof(*contexts));
    size_t n = contexts != NULL ? places : 0;
    size_t count = engine->functions->active_children(engine, contexts, n);

    for (size_t i = 0; i < n && i < count; i++) {
        list[i] = contexts[i];
    }
    free(contexts);
    return count;
}

size_t
supervisor_alive(const struct supervisor *supervisor)
{
    return supervisor->alive;
}

size_t
supervisor_failed(const struct supervisor *supervisor)
{
    return supervisor->failed;
}

int
supervisor_mark(struct supervisor *supervisor, const char *text)
{
    const struct mark *mark = marks_add(
        &supervisor->marks, set_now(supervisor), set_wall(supervisor), text);
    struct event event = { .type = EVENT_MARK };

    if (mark == NULL) {
        return -ENOMEM;
    }
    event.text = mark->text;
    set_emit(supervisor, &event);
    return 0;
}

const struct marks *
supervisor_marks(const struct supervisor *supervisor)
{
    return &supervisor->marks;
}

bool
supervisor_simulated(const struct supervisor *supervisor)
{
    return supervisor->engine->simulated;
}

bool
supervisor_is_settled(const struct supervisor *supervisor)
{
    return supervisor->alive == 0 && supervisor->pending == 0;
}

bool
supervisor_any_has_ended(const struct supervisor *supervisor)
{
    for (size_t i = 0; i < supervisor->count; i++) {
        if (worker_has_ended(supervisor->workers[i])) {
            return true;
        }
    }
    return false;
}

/* Tell whether a worker rests: it waits for a key, or for others. */
static bool
rests(const struct worker *worker)
{
    return worker->started == 0 && worker->policy != policy_none();
}

bool
supervisor_all_have_ended(const struct supervisor *supervisor)
{
    for (size_t i = 0; i < supervisor->count; i++) {
        const struct worker *worker = supervisor->workers[i];

        if (!worker_has_ended(worker) && !rests(worker)) {
            return false;
        }
    }
    return supervisor->pending == 0;
}

bool
supervisor_end_is_wanted(const struct supervisor *supervisor)
{
    return supervisor->end_wanted;
}
