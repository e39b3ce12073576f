#include "src/supervise/output.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "src/supervise/ring.h"

#define LIMIT_LEAST ((size_t) 256)
#define LIMIT_MOST ((size_t) 1 << 28)

/* A line takes 16 bytes of the index, so that lines of fewer bytes than this,
 * empty ones most of all, are bounded by their number. */
#define BYTES_PER_LINE 32
#define LINES_LEAST ((size_t) 64)
#define LINES_FIRST ((size_t) 8)

/* What a scrollback may take, however many there are. */
#define KEPT_ANYWAY ((size_t) 4096)

#define STREAMS 2
#define NONE UINT64_MAX

/* A line in the index.  Its text, without the newline, lies in its stream's
 * ring, where line follows line. */
struct entry {
    int64_t time;
    uint32_t place; /* low bits of its place in the ring */
    uint32_t size : 29;
    uint32_t stream : 1;
    uint32_t ended : 1;
    uint32_t cut : 1;
};

struct stream {
    struct ring ring;
    uint64_t open; /* number of the unfinished line, or NONE */
    bool cut;      /* its next line is the rest of a dropped one */
};

struct output {
    size_t limit;
    size_t lines_limit; /* a power of two */
    struct stream streams[STREAMS];
    struct entry *entries; /* a line's lies at number & (entries_room - 1) */
    size_t entries_room;   /* a power of two */
    uint64_t first;
    uint64_t end;
    struct output_budget *budget; /* NULL: of its own */
    struct output *next;          /* that shares it */
    struct output **link;         /* what points to this one */
    size_t charged;               /* bytes of the budget */
};

/* Find the most lines to keep: a power of two. */
static size_t
most_lines(size_t limit)
{
    size_t most = LINES_LEAST;

    while (most < limit / BYTES_PER_LINE) {
        most *= 2;
    }
    return most;
}

int
output_new(struct output **out, size_t limit)
{
    struct output *output = calloc(1, sizeof(*output));

    if (output == NULL) {
        return -ENOMEM;
    }
    /* A place in the index now, so that appending can always go on. */
    output->entries = calloc(LINES_FIRST, sizeof(*output->entries));
    if (output->entries == NULL) {
        free(output);
        return -ENOMEM;
    }
    output->entries_room = LINES_FIRST;
    if (limit < LIMIT_LEAST) {
        limit = LIMIT_LEAST;
    } else if (limit > LIMIT_MOST) {
        limit = LIMIT_MOST;
    }
    output->limit = limit;
    output->lines_limit = most_lines(limit);
    for (int i = 0; i < STREAMS; i++) {
        output->streams[i].open = NONE;
    }
    *out = output;
    return 0;
}

void
output_free(struct output *output)
{
    if (output == NULL) {
        return;
    }
    for (int i = 0; i < STREAMS; i++) {
        ring_free(&output->streams[i].ring);
    }
    if (output->budget != NULL) {
        output->budget->used -= output->charged;
        *output->link = output->next;
        if (output->next != NULL) {
            output->next->link = output->link;
        }
    }
    free(output->entries);
    free(output);
}

/* Get the entry of a line. */
static struct entry *
entry_of(const struct output *output, uint64_t number)
{
    return &output->entries[number & (output->entries_room - 1)];
}

/* Count the bytes that are kept. */
static size_t
used(const struct output *output)
{
    return ring_used(&output->streams[OUTPUT_STDOUT].ring)
        + ring_used(&output->streams[OUTPUT_STDERR].ring);
}

/* Drop the first line that is kept. */
static void
drop_first(struct output *output)
{
    const struct entry *entry = entry_of(output, output->first);
    struct stream *stream = &output->streams[entry->stream];

    ring_drop(&stream->ring, entry->size);
    if (stream->open == output->first) {
        stream->open = NONE;
        stream->cut = true;
    }
    output->first++;
}

/* Free size bytes of the oldest text, or more; there are as many. */
static void
drop_text(struct output *output, size_t size)
{
    size_t left = used(output) - size;

    while (used(output) > left) {
        struct entry *entry = entry_of(output, output->first);
        struct stream *stream = &output->streams[entry->stream];
        size_t surplus = used(output) - left;

        bool newest = output->first + 1 == output->end;

        if (stream->open != output->first
            || (entry->size <= surplus && !newest)) {
            drop_first(output);
            continue;
        }
        /* An unfinished line loses its start only; the newest stays even when
         * all of it goes. */
        ring_drop(&stream->ring, surplus);
        entry->place += (uint32_t) surplus;
        entry->size -= (uint32_t) surplus;
        entry->cut = true;
    }
}

/* Try to double the index. */
static bool
grow_index(struct output *output)
{
    size_t room = output->entries_room * 2;
    struct entry *entries;

    if (room > output->lines_limit) {
        return false;
    }
    entries = malloc(room * sizeof(*entries));
    if (entries == NULL) {
        return false;
    }
    for (uint64_t i = output->first; i < output->end; i++) {
        entries[i & (room - 1)] = *entry_of(output, i);
    }
    free(output->entries);
    output->entries = entries;
    output->entries_room = room;
    return true;
}

/* Count the memory that a scrollback takes. */
static size_t
memory_of(const struct output *output)
{
    return output->streams[OUTPUT_STDOUT].ring.room
        + output->streams[OUTPUT_STDERR].ring.room
        + output->entries_room * sizeof(*output->entries);
}

/* Note how much memory a scrollback takes now. */
static void
charge(struct output *output)
{
    size_t size = memory_of(output);

    output->budget->used += size - output->charged;
    output->charged = size;
}

/* Of what is halved so much stays free, that it does not grow again at once:
 * that would cost all of it each time. */
#define FREE_OF(room) ((room) / 4)

/* Halve the index, which has as many lines or fewer then. */
static void
halve_index(struct output *output)
{
    size_t room = output->entries_room / 2;
    struct entry *entries;

    if (room < LINES_FIRST) {
        return;
    }
    while (output->end - output->first > room - FREE_OF(room)) {
        drop_first(output);
    }
    entries = malloc(room * sizeof(*entries));
    if (entries == NULL) {
        return;
    }
    for (uint64_t i = output->first; i < output->end; i++) {
        entries[i & (room - 1)] = *entry_of(output, i);
    }
    free(output->entries);
    output->entries = entries;
    output->entries_room = room;
}

/* Give back about half of a scrollback's memory, with its oldest text. */
static void
halve(struct output *output)
{
    struct ring *ring = &output->streams[OUTPUT_STDOUT].ring;
    const struct ring *other = &output->streams[OUTPUT_STDERR].ring;
    size_t index = output->entries_room * sizeof(*output->entries);

    if (other->room > ring->room) {
        ring = &output->streams[OUTPUT_STDERR].ring;
    }
    if (index > ring->room) {
        halve_index(output);
    } else {
        size_t most = ring->room / 2 - FREE_OF(ring->room / 2);

        while (ring_used(ring) > most) {
            drop_text(output, ring_used(ring) - most);
        }
        ring_halve(ring);
    }
    charge(output);
}

/* Find the scrollback that has the oldest text of those that share a budget and
 * take more than a little of it. */
static struct output *
find_oldest(const struct output_budget *budget)
{
    struct output *oldest = NULL;

    for (struct output *one = budget->first; one != NULL; one = one->next) {
        if (one->charged > KEPT_ANYWAY
            && (oldest == NULL
                || entry_of(one, one->first)->time
                    < entry_of(oldest, oldest->first)->time)) {
            oldest = one;
        }
    }
    return oldest;
}

/* Keep to the budget, after a scrollback may have grown. */
static void
keep_to_budget(struct output *output)
{
    struct output_budget *budget = output->budget;

    if (budget == NULL || memory_of(output) == output->charged) {
        return;
    }
    charge(output);
    while (budget->used > budget->limit) {
        struct output *oldest = find_oldest(budget);
        size_t before = budget->used;

        if (oldest == NULL) {
            return;
        }
        halve(oldest);
        if (budget->used >= before) {
            return; /* no memory to copy what is left */
        }
    }
}

void
output_share(struct output *output, struct output_budget *budget)
{
    output->budget = budget;
    output->next = budget->first;
    output->link = &budget->first;
    if (output->next != NULL) {
        output->next->link = &output->next;
    }
    budget->first = output;
    charge(output);
}

/* Begin a line. */
static void
open_line(struct output *output, enum output_stream which, int64_t time)
{
    struct stream *stream = &output->streams[which];

    if (output->end - output->first == output->entries_room
        && !grow_index(output)) {
        drop_first(output);
    }
    *entry_of(output, output->end) = (struct entry){
        .time = time,
        .place = (uint32_t) stream->ring.end,
        .stream = which,
        .cut = stream->cut,
    };
    stream->cut = false;
    stream->open = output->end++;
}

/* Make room for size bytes more in a ring; returns for how many there is. */
static size_t
make_room(struct output *output, struct ring *ring, size_t size)
{
    if (size > output->limit) {
        size = output->limit;
    }
    if (used(output) + size > output->limit) {
        drop_text(output, used(output) + size - output->limit);
    }
    if (ring_reserve(ring, size)) {
        return size;
    }
    /* No memory: the room that the ring has must do. */
    if (size > ring->room) {
        size = ring->room;
    }
    while (ring_used(ring) + size > ring->room) {
        drop_text(output, ring_used(ring) + size - ring->room);
    }
    return size;
}

/* Add text without a newline to the unfinished line of a stream. */
static void
add_text(
    struct output *output,
    enum output_stream which,
    int64_t time,
    const char *bytes,
    size_t size)
{
    struct stream *stream = &output->streams[which];
    size_t room = make_room(output, &stream->ring, size);
    struct entry *entry;

    /* Making room may have dropped the line itself. */
    if (stream->open == NONE) {
        open_line(output, which, time);
    }
    entry = entry_of(output, stream->open);
    /* When not all has room, all that was there has gone. */
    if (room < size) {
        entry->cut = true;
    }
    if (room > 0) {
        ring_append(&stream->ring, bytes + (size - room), room);
        entry->size += (uint32_t) room;
    }
}

/* Append, whatever others may have to give up for it. */
static void
append(
    struct output *output,
    enum output_stream stream,
    int64_t time,
    const char *bytes,
    size_t size)
{
    uint64_t *open = &output->streams[stream].open;

    while (size > 0) {
        const char *newline = memchr(bytes, '\n', size);
        size_t part = newline != NULL ? (size_t) (newline - bytes) : size;

        if (*open == NONE) {
            open_line(output, stream, time);
        }
        if (part > 0) {
            add_text(output, stream, time, bytes, part);
        }
        if (newline == NULL) {
            return;
        }
        entry_of(output, *open)->ended = true;
        *open = NONE;
        bytes += part + 1;
        size -= part + 1;
    }
}

void
output_append(
    struct output *output,
    enum output_stream stream,
    int64_t time,
    const char *bytes,
    size_t size)
{
    append(output, stream, time, bytes, size);
    keep_to_budget(output);
}

void
output_finish(struct output *output)
{
    for (int i = 0; i < STREAMS; i++) {
        struct stream *stream = &output->streams[i];

        if (stream->open != NONE) {
            entry_of(output, stream->open)->ended = true;
        }
        stream->open = NONE;
        stream->cut = false;
    }
}

uint64_t
output_first(const struct output *output)
{
    return output->first;
}

uint64_t
output_end(const struct output *output)
{
    return output->end;
}

bool
output_get(
    const struct output *output, uint64_t number, struct output_line *line)
{
    const struct entry *entry;

    if (number < output->first || number >= output->end) {
        return false;
    }
    entry = entry_of(output, number);
    *line = (struct output_line){
        .number = number,
        .time = entry->time,
        .stream = (enum output_stream) entry->stream,
        .ended = entry->ended,
        .cut = entry->cut,
        .size = entry->size,
    };
    line->bytes = ring_get(
        &output->streams[entry->stream].ring, entry->place, &line->size);
    if (line->size < entry->size) {
        line->cut = true;
    }
    return true;
}

/* Find how much of a line has been read; tells too whether some that has not
 * was dropped. */
static size_t
read_before(
    const struct entry *entry, const struct output_place *place, bool *follows)
{
    int32_t skip = (int32_t) (place->place - entry->place);

    if (!place->within) {
        return 0;
    }
    *follows = skip >= 0 && (uint32_t) skip <= entry->size;
    return *follows ? (size_t) skip : 0;
}

bool
output_read(
    const struct output *output,
    struct output_place *place,
    const char **bytes,
    size_t *size)
{
    const struct entry *entry;
    bool follows = true;
    size_t skip;

    *bytes = "";
    *size = 0;
    if (place->line < output->first) {
        *place = (struct output_place){ .line = output->first };
        follows = false;
    }
    if (place->line == output->end) {
        return follows;
    }
    entry = entry_of(output, place->line);
    skip = read_before(entry, place, &follows);
    if (skip < entry->size) {
        *size = entry->size - skip;
        *bytes = ring_get(
            &output->streams[entry->stream].ring,
            entry->place + (uint32_t) skip, size);
        place->place = entry->place + entry->size;
        place->within = true;
    } else if (entry->ended) {
        *bytes = "\n";
        *size = 1;
        *place = (struct output_place){ .line = place->line + 1 };
    }
    return follows;
}
