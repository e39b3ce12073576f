#include <stdlib.h>
#include <string.h>

#include "src/supervise/workerfile_parts.h"

/* The longest chain of workers that depend on each other. */
#define CHAIN_MOST 500

/* Marks of the search for cycles. */
enum {
    MARK_NONE,
    MARK_ON_THE_WAY,
    MARK_DONE
};

/* The workers of a file by name. */
struct index {
    struct entry **list;
    size_t count;
};

/* Compare two workers by name, those of the same name by their order. */
static int
compare_names(const void *first, const void *second)
{
    const struct entry *one = *(struct entry *const *) first;
    const struct entry *two = *(struct entry *const *) second;
    int result = strcmp(one->name, two->name);

    return result != 0 ? result
        : one->place.line != two->place.line
        ? (one->place.line < two->place.line ? -1 : 1)
        : 0;
}

/* Compare a name with a worker's. */
static int
compare_name(const void *key, const void *element)
{
    return strcmp(key, (*(struct entry *const *) element)->name);
}

/* Make the index, in the file's memory. */
static struct index
make_index(struct workerfile *file)
{
    struct index index = { 0 };

    index.list = obstack_alloc(
        &file->memory, (int) ((file->count + 1) * sizeof(*index.list)));
    for (struct entry *entry = file->entries; entry != NULL;
         entry = entry->next) {
        index.list[index.count++] = entry;
    }
    qsort(index.list, index.count, sizeof(*index.list), compare_names);
    return index;
}

/* Find a worker by name. */
static struct entry *
find(const struct index *index, const char *name)
{
    struct entry **place = bsearch(
        name, index->list, index->count, sizeof(*index->list), compare_name);

    return place != NULL ? *place : NULL;
}

/* Find names that are there twice. */
static void
check_names(struct workerfile *file, const struct index *index)
{
    for (size_t i = 1; i < index->count; i++) {
        const struct entry *one = index->list[i - 1];
        const struct entry *two = index->list[i];

        if (strcmp(one->name, two->name) == 0) {
            problems_error(
                &file->problems, two->place,
                "the name '%s' is there twice (first in line %zu)", two->name,
                one->place.line);
        }
    }
}

/* Find dependencies that cannot be. */
static void
check_dependencies(struct workerfile *file, const struct index *index)
{
    for (const struct entry *entry = file->entries; entry != NULL;
         entry = entry->next) {
        for (const struct entry_dependency *one = entry->dependencies;
             one != NULL; one = one->next) {
            const struct entry *other = find(index, one->name);

            if (other == NULL) {
                problems_error(
                    &file->problems, one->place,
                    "'%s' depends on '%s', which is not in this file",
                    entry->name, one->name);
            } else if (
                one->needs_ready
                && other->policy.ready.kind == POLICY_READY_STARTED) {
                problems_error(
                    &file->problems, one->place,
                    "'%s' waits until '%s' is ready, but '%s' has nothing "
                    "that tells it",
                    entry->name, one->name, one->name);
            }
        }
    }
}

/* Tell of a cycle that a way has come back to. */
static void
tell_cycle(
    struct workerfile *file,
    const struct entry *const *way,
    size_t length,
    const struct entry_dependency *last)
{
    struct obstack *memory = &file->memory;
    size_t first = length;

    while (first > 0 && strcmp(way[first - 1]->name, last->name) != 0) {
        first--;
    }
    for (size_t i = first > 0 ? first - 1 : 0; i < length; i++) {
        obstack_printf(memory, "%s -> ", way[i]->name);
    }
    obstack_printf(memory, "%s", last->name);
    obstack_1grow(memory, '\0');
    problems_error(
        &file->problems, last->place, "these depend on each other: %s",
        (const char *) obstack_finish(memory));
}

/* Walk along the dependencies of a worker. */
static void
walk(
    struct workerfile *file,
    const struct index *index,
    struct entry *entry,
    const struct entry **way,
    size_t length)
{
    if (length == CHAIN_MOST) {
        problems_error(
            &file->problems, entry->place,
            "more than %d depend on each other in a row", CHAIN_MOST);
        return;
    }
    entry->mark = MARK_ON_THE_WAY;
    way[length++] = entry;
    for (const struct entry_dependency *one = entry->dependencies; one != NULL;
         one = one->next) {
        struct entry *other = find(index, one->name);

        if (other == NULL) {
            continue;
        }
        if (other->mark == MARK_ON_THE_WAY) {
            tell_cycle(file, way, length, one);
        } else if (other->mark == MARK_NONE) {
            walk(file, index, other, way, length);
        }
    }
    entry->mark = MARK_DONE;
}

/* Find workers that depend on themselves. */
static void
check_cycles(struct workerfile *file, const struct index *index)
{
    const struct entry *way[CHAIN_MOST];

    for (struct entry *entry = file->entries;
         entry != NULL && file->problems.errors < 20; entry = entry->next) {
        if (entry->mark == MARK_NONE) {
            walk(file, index, entry, way, 0);
        }
    }
}

/* Name one of several: as process-compose does from 0 and zero-padded, else
 * from 1. */
static const char *
replica_name(
    struct workerfile *file, const char *name, unsigned number, unsigned count)
{
    int digits = 1;

    if (file->format != WORKERFILE_PROCESS_COMPOSE) {
        return workerfile_format(file, "%s-%u", name, number + 1);
    }
    for (unsigned rest = count - 1; rest >= 10; rest /= 10) {
        digits++;
    }
    return workerfile_format(file, "%s-%0*u", name, digits, number);
}

/* Give a worker the variables that tell which one it is. */
static void
number_replica(struct workerfile *file, struct entry *entry, unsigned number)
{
    struct texts own = { 0 };

    for (size_t i = 0; i < entry->environment.count; i++) {
        workerfile_append(file, &own, entry->environment.items[i]);
    }
    if (file->format == WORKERFILE_PROCESS_COMPOSE) {
        workerfile_append(
            file, &own,
            workerfile_format(file, "PC_PROC_NAME=%s", entry->plain));
        workerfile_append(
            file, &own, workerfile_format(file, "PC_REPLICA_NUM=%u", number));
    } else if (entry->replicas > 1) {
        workerfile_append(
            file, &own, workerfile_format(file, "REPLICA=%u", number + 1));
    }
    entry->environment = own;
}

/* Make one worker as many as it wants to be. */
static void
multiply(struct workerfile *file, struct entry *entry)
{
    unsigned count = entry->replicas > 1 ? entry->replicas : 1;
    struct entry original = *entry;
    struct entry *last = entry;

    for (unsigned i = 0; i < count; i++) {
        if (i > 0) {
            struct entry *copy =
                obstack_alloc(&file->memory, (int) sizeof(*copy));

            *copy = original;
            copy->next = last->next;
            last->next = copy;
            last = copy;
            file->count++;
        }
        if (count > 1) {
            last->name = replica_name(file, original.name, i, count);
        }
        number_replica(file, last, i);
    }
}

/* Replace the dependencies on one that has become several by those on each. */
static void
settle_dependencies(
    struct workerfile *file, const struct index *index, struct entry *entry)
{
    struct policy_dependency *list;
    size_t count = 0;

    for (const struct entry_dependency *one = entry->dependencies; one != NULL;
         one = one->next) {
        const struct entry *other = find(index, one->name);

        count += other->replicas > 1 ? other->replicas : 1;
    }
    list = obstack_alloc(&file->memory, (int) ((count + 1) * sizeof(*list)));
    entry->policy.dependencies = list;
    entry->policy.dependency_count = count;
    for (const struct entry_dependency *one = entry->dependencies; one != NULL;
         one = one->next) {
        const struct entry *other = find(index, one->name);
        unsigned replicas = other->replicas > 1 ? other->replicas : 1;

        for (unsigned i = 0; i < replicas; i++) {
            *list++ = (struct policy_dependency){
                .name = replicas > 1
                    ? replica_name(file, one->name, i, replicas)
                    : one->name,
                .condition = one->condition,
            };
        }
    }
}

void
workerfile_finish(struct workerfile *file)
{
    struct index index = make_index(file);
    size_t rows = 0;

    check_names(file, &index);
    check_dependencies(file, &index);
    check_cycles(file, &index);
    for (const struct entry *entry = file->entries; entry != NULL;
         entry = entry->next) {
        rows += entry->replicas > 1 ? entry->replicas : 1;
    }
    if (rows > WORKERFILE_MOST) {
        problems_error(
            &file->problems, (struct place){ file->path, 0, 0 },
            "it asks for %zu processes; %d are the most", rows,
            WORKERFILE_MOST);
    }
    if (file->problems.errors > 0) {
        return;
    }
    for (struct entry *entry = file->entries; entry != NULL;
         entry = entry->next) {
        settle_dependencies(file, &index, entry);
    }
    for (size_t i = 0; i < index.count; i++) {
        multiply(file, index.list[i]);
    }
    index = make_index(file);
    check_names(file, &index);
    for (struct entry *entry = file->entries; entry != NULL;
         entry = entry->next) {
        entry->policy.environment = entry->environment.items;
    }
}
