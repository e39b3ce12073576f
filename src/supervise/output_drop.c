#include "src/supervise/output_parts.h"

/* Find the number one past the last line behind an anchor. */
static uint64_t
end_of_lines(const struct output *output, size_t anchor)
{
    return anchor + 1 < output->anchors.end
        ? anchors_at(&output->anchors, anchor + 1)->line
        : output->end;
}

/* Drop the first line that is kept. */
static void
drop_first(struct output *output)
{
    struct anchor *anchor = output_first_anchor(output);
    struct output_text *stream = &output->streams[anchor->stream];
    uint64_t end = ring_find(&stream->ring, anchor->place, '\n');

    if (stream->open == output->first) {
        stream->open = OUTPUT_NONE;
        stream->cut = true;
    } else {
        end++;
    }
    ring_drop(&stream->ring, end - anchor->place);
    output->first++;
    if (output->first == end_of_lines(output, output->anchors.first)) {
        anchors_pop(&output->anchors);
        return;
    }
    anchor->line = output->first;
    anchor->place = end;
    anchor->cut = false;
}

void
output_drop_anchor(struct output *output)
{
    uint64_t end = end_of_lines(output, output->anchors.first);

    while (output->first < end) {
        drop_first(output);
    }
}

/* Drop the lines behind the first anchor in one go, if it is clear where they
 * end and that they are no more than so many bytes. */
static bool
drop_block(struct output *output, size_t most)
{
    const struct anchor *anchor = output_first_anchor(output);
    const struct anchor *next;

    if (anchors_count(&output->anchors) < 2) {
        return false;
    }
    next = anchors_at(&output->anchors, output->anchors.first + 1);
    if (next->stream != anchor->stream || next->place - anchor->place > most) {
        return false;
    }
    ring_drop(
        &output->streams[anchor->stream].ring, next->place - anchor->place);
    output->first = next->line;
    anchors_pop(&output->anchors);
    return true;
}

/* Drop size bytes of the unfinished line that is the first, or all of it: the
 * newest line stays even when all its text goes. */
static void
drop_start(struct output *output, size_t size)
{
    struct anchor *anchor = output_first_anchor(output);
    struct ring *ring = &output->streams[anchor->stream].ring;

    if (ring_used(ring) <= size && output->first + 1 < output->end) {
        drop_first(output);
        return;
    }
    ring_drop(ring, size);
    anchor->place += size;
    anchor->cut = true;
}

void
output_drop_text(struct output *output, size_t size)
{
    size_t left = output_used(output) - size;

    while (output_used(output) > left) {
        size_t surplus = output_used(output) - left;

        if (drop_block(output, surplus)) {
            continue;
        }
        if (output->streams[output_first_anchor(output)->stream].open
            == output->first) {
            drop_start(output, surplus);
        } else {
            drop_first(output);
        }
    }
}
