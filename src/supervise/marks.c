#include "src/supervise/marks.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "src/supervise/text.h"

/* Find the place for one mark more, in place of the oldest if need be. */
static struct mark **
next_place(struct marks *marks)
{
    if (marks->list == NULL) {
        marks->list = calloc(MARKS_LIMIT, sizeof(*marks->list));
    } else if (marks->count == MARKS_LIMIT) {
        free(marks->list[marks->head]);
        marks->list[marks->head] = NULL;
        marks->head = (marks->head + 1) % MARKS_LIMIT;
        marks->count--;
    }
    return marks->list == NULL
        ? NULL
        : &marks->list[(marks->head + marks->count) % MARKS_LIMIT];
}

const struct mark *
marks_add(struct marks *marks, int64_t time, int64_t wall, const char *text)
{
    struct mark **place = next_place(marks);
    struct mark *mark = malloc(sizeof(*mark));

    if (place == NULL || mark == NULL) {
        free(mark);
        return NULL;
    }
    marks->last_number++;
    mark->time = time;
    mark->wall = wall;
    if (text_sanitize(text, strlen(text), mark->text, MARK_SIZE) == 0) {
        snprintf(mark->text, MARK_SIZE, "mark %u", marks->last_number);
    }
    *place = mark;
    marks->count++;
    return mark;
}

const struct mark *
marks_at(const struct marks *marks, size_t place)
{
    return marks->list[(marks->head + place) % MARKS_LIMIT];
}

void
marks_free(struct marks *marks)
{
    for (size_t i = 0; i < marks->count; i++) {
        free(marks->list[(marks->head + i) % MARKS_LIMIT]);
    }
    free(marks->list);
    *marks = (struct marks){ 0 };
}
