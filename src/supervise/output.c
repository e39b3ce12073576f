#include "src/supervise/output.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "src/supervise/output_parts.h"

#define LIMIT_LEAST ((size_t) 256)
#define LIMIT_MOST ((size_t) 1 << 28)

/* An anchor takes 24 bytes, so that what is written in pieces smaller than this
 * is bounded by their number. */
#define BYTES_PER_PIECE 32
#define PIECES_LEAST ((size_t) 64)

/* Lines are looked up by counting the newlines behind an anchor, in no more
 * than a block. */
#define BLOCK ((size_t) 1024)

/* What is appended in one go; has few enough blocks for any queue of anchors.
 */
#define SLICE (4 * BLOCK)

/* What is read in one go. */
#define READ_MOST ((size_t) 4096)

int
output_new(struct output **out, size_t limit)
{
    struct output *output = calloc(1, sizeof(*output));
    size_t pieces;

    if (output == NULL) {
        return -ENOMEM;
    }
    if (limit < LIMIT_LEAST) {
        limit = LIMIT_LEAST;
    } else if (limit > LIMIT_MOST) {
        limit = LIMIT_MOST;
    }
    output->limit = limit;
    pieces = limit / BYTES_PER_PIECE;
    if (anchors_init(
            &output->anchors, pieces > PIECES_LEAST ? pieces : PIECES_LEAST)
        < 0) {
        free(output);
        return -ENOMEM;
    }
    for (int i = 0; i < OUTPUT_STREAMS; i++) {
        output->streams[i].open = OUTPUT_NONE;
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
    for (int i = 0; i < OUTPUT_STREAMS; i++) {
        ring_free(&output->streams[i].ring);
    }
    output_leave_budget(output);
    anchors_free(&output->anchors);
    free(output);
}

/* Make room for size bytes more in a ring; returns for how many there is. */
static size_t
make_room(struct output *output, struct ring *ring, size_t size)
{
    if (size > output->limit) {
        size = output->limit;
    }
    if (output_used(output) + size > output->limit) {
        output_drop_text(output, output_used(output) + size - output->limit);
    }
    if (ring_reserve(ring, size)) {
        return size;
    }
    /* No memory: the room that the ring has must do. */
    if (size > ring->room) {
        size = ring->room;
    }
    while (ring_used(ring) + size > ring->room) {
        output_drop_text(output, ring_used(ring) + size - ring->room);
    }
    return size;
}

/* Count the newlines of some bytes: for the compiler to make vectors of. */
static size_t
count_newlines(const char *bytes, size_t size)
{
    enum {
        PART = 128
    };
    size_t count = 0;

    for (; size >= PART; bytes += PART, size -= PART) {
        uint8_t found = 0;

        for (int i = 0; i < PART; i++) {
            found += bytes[i] == '\n';
        }
        count += found;
    }
    for (size_t i = 0; i < size; i++) {
        count += bytes[i] == '\n';
    }
    return count;
}

/* Count the lines of a block that is kept now, and set an anchor at the first
 * that begins in it. */
static void
add_block(
    struct output *output,
    const struct anchor *start,
    const char *bytes,
    size_t size)
{
    struct output_text *stream = &output->streams[start->stream];
    bool ended = bytes[size - 1] == '\n';
    /* Behind a newline that ends the block a line begins only later. */
    size_t lines = count_newlines(bytes, size) - ended;
    struct anchor anchor = *start;

    if (stream->open == OUTPUT_NONE) {
        anchor.cut = stream->cut;
        stream->cut = false;
        lines++;
    } else if (lines > 0) {
        const char *newline = memchr(bytes, '\n', size);

        anchor.place += (uint64_t) (newline + 1 - bytes);
    }
    if (lines > 0) {
        anchor.line = output->end;
        anchors_push(&output->anchors, &anchor);
        output->end += lines;
        stream->open = output->end - 1;
    }
    if (ended) {
        stream->open = OUTPUT_NONE;
    }
}

/* Append no more than a slice; returns how much of it there was room for. */
static size_t
add_slice(
    struct output *output,
    enum output_stream which,
    int64_t time,
    const char *bytes,
    size_t size)
{
    struct output_text *stream = &output->streams[which];
    struct anchor start = { .time = time, .stream = which };

    size = make_room(output, &stream->ring, size);
    while (!anchors_reserve(&output->anchors, SLICE / BLOCK)) {
        output_drop_anchor(output);
    }
    start.place = stream->ring.end;
    ring_append(&stream->ring, bytes, size);
    for (size_t i = 0; i < size; i += BLOCK) {
        add_block(
            output, &start, bytes + i, size - i < BLOCK ? size - i : BLOCK);
        start.place += BLOCK;
    }
    return size;
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
    while (size > 0) {
        size_t part =
            add_slice(output, stream, time, bytes, size < SLICE ? size : SLICE);

        if (part == 0) {
            output->streams[stream].cut = true; /* there never was memory */
            return;
        }
        bytes += part;
        size -= part;
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
    output_keep_to_budget(output);
}

void
output_finish(struct output *output)
{
    for (int i = 0; i < OUTPUT_STREAMS; i++) {
        struct output_text *stream = &output->streams[i];

        if (stream->open != OUTPUT_NONE) {
            make_room(output, &stream->ring, 1);
        }
        /* Making room may have dropped the line itself. */
        if (stream->open != OUTPUT_NONE) {
            ring_append(&stream->ring, "\n", 1);
        }
        stream->open = OUTPUT_NONE;
        stream->cut = false;
    }
    output_keep_to_budget(output);
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

/* Find the place where a line begins that lies behind an anchor. */
static uint64_t
find_line(
    const struct output *output, const struct anchor *anchor, uint64_t number)
{
    const struct ring *ring = &output->streams[anchor->stream].ring;
    uint64_t place = anchor->place;

    for (uint64_t line = anchor->line; line < number; line++) {
        place = ring_find(ring, place, '\n') + 1;
    }
    return place;
}

bool
output_get(
    const struct output *output, uint64_t number, struct output_line *line)
{
    const struct anchor *anchor;
    const struct output_text *stream;
    uint64_t place;
    size_t size;

    if (number < output->first || number >= output->end) {
        return false;
    }
    anchor =
        anchors_at(&output->anchors, anchors_find(&output->anchors, number));
    stream = &output->streams[anchor->stream];
    place = find_line(output, anchor, number);
    size = (size_t) (ring_find(&stream->ring, place, '\n') - place);
    *line = (struct output_line){
        .number = number,
        .time = anchor->time,
        .stream = (enum output_stream) anchor->stream,
        .ended = number != stream->open,
        .cut = anchor->cut && number == anchor->line,
        .size = size,
    };
    line->bytes = ring_get(&stream->ring, place, &line->size);
    if (line->size < size) {
        line->cut = true;
    }
    return true;
}

/* Find where the first line of standard output begins that is a certain one or
 * comes after it. */
static bool
find_start(const struct output *output, uint64_t number, uint64_t *place)
{
    if (number >= output->end) {
        return false;
    }
    for (size_t i = anchors_find(&output->anchors, number);
         i < output->anchors.end; i++) {
        const struct anchor *anchor = anchors_at(&output->anchors, i);

        if (anchor->stream == OUTPUT_STDOUT) {
            *place = find_line(
                output, anchor, number > anchor->line ? number : anchor->line);
            return true;
        }
    }
    return false;
}

bool
output_read(
    const struct output *output,
    struct output_place *place,
    const char **bytes,
    size_t *size)
{
    const struct ring *ring = &output->streams[OUTPUT_STDOUT].ring;
    bool follows = true;

    *bytes = "";
    *size = 0;
    if (!place->within) {
        follows = place->line >= output->first;
        if (!follows) {
            place->line = output->first;
        }
        place->within = find_start(output, place->line, &place->byte);
    } else if (place->byte < ring->begin) {
        place->byte = ring->begin;
        follows = false;
    }
    if (place->within) {
        *size = ring_straight(ring, place->byte);
        if (*size > READ_MOST) {
            *size = READ_MOST;
        }
        *bytes = ring_get(ring, place->byte, size);
        place->byte += *size;
    }
    return follows;
}
