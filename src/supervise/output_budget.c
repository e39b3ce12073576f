#include "src/supervise/output_parts.h"

/* What a scrollback may take, however many there are. */
#define KEPT_ANYWAY ((size_t) 4096)

/* Count the memory that a scrollback takes. */
static size_t
memory_of(const struct output *output)
{
    return output->streams[OUTPUT_STDOUT].ring.room
        + output->streams[OUTPUT_STDERR].ring.room
        + output->anchors.room * sizeof(*output->anchors.all);
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

/* Halve the queue of anchors, which has as many or fewer then. */
static void
halve_anchors(struct output *output)
{
    size_t room = output->anchors.room / 2;

    if (room < ANCHORS_FIRST) {
        return;
    }
    while (anchors_count(&output->anchors) > room - FREE_OF(room)) {
        output_drop_anchor(output);
    }
    anchors_halve(&output->anchors);
}

/* Give back about half of a scrollback's memory, with its oldest text. */
static void
halve(struct output *output)
{
    struct ring *ring = &output->streams[OUTPUT_STDOUT].ring;
    const struct ring *other = &output->streams[OUTPUT_STDERR].ring;
    size_t anchors = output->anchors.room * sizeof(*output->anchors.all);

    if (other->room > ring->room) {
        ring = &output->streams[OUTPUT_STDERR].ring;
    }
    if (anchors > ring->room) {
        halve_anchors(output);
    } else {
        size_t most = ring->room / 2 - FREE_OF(ring->room / 2);

        while (ring_used(ring) > most) {
            output_drop_text(output, ring_used(ring) - most);
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
        if (one->charged > KEPT_ANYWAY && anchors_count(&one->anchors) > 0
            && (oldest == NULL
                || output_first_anchor(one)->time
                    < output_first_anchor(oldest)->time)) {
            oldest = one;
        }
    }
    return oldest;
}

void
output_keep_to_budget(struct output *output)
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

void
output_leave_budget(struct output *output)
{
    if (output->budget == NULL) {
        return;
    }
    output->budget->used -= output->charged;
    *output->link = output->next;
    if (output->next != NULL) {
        output->next->link = output->link;
    }
}
