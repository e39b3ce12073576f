#include "ui/term/cast_player.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

/* Read the next event, if there is one, and tell when it is due. */
static int
read_event(struct cast_player *player, char *error, size_t size)
{
    int result = cast_reader_next(player->reader, &player->event, error, size);
    int64_t pause = player->event.time - player->raw;

    player->pending = result > 0;
    if (result > 0) {
        if (player->idle_limit > 0 && pause > player->idle_limit) {
            pause = player->idle_limit;
        }
        player->event_time += pause;
        player->raw = player->event.time;
    }
    return result < 0 ? result : 0;
}

/* Go back to before the first event, and read that. */
static int
rewind_all(struct cast_player *player, char *error, size_t size)
{
    const struct cast_header *header = cast_reader_header(player->reader);
    int result = cast_reader_rewind(player->reader);

    emulator_resize(player->emulator, header->rows, header->columns);
    emulator_reset(player->emulator);
    player->position = 0;
    player->marker = 0;
    player->marker_time = 0;
    player->marker_text[0] = '\0';
    player->event_time = 0;
    player->raw = 0;
    return result < 0 ? result : read_event(player, error, size);
}

/* Let the event behind the position happen. */
static void
apply(struct cast_player *player)
{
    const struct cast_event *event = &player->event;

    player->position = player->event_time;
    switch (event->code) {
    case 'o':
        emulator_write(player->emulator, event->data, event->size);
        break;
    case 'r':
        emulator_resize(player->emulator, event->rows, event->columns);
        break;
    case 'm':
        player->marker++;
        player->marker_time = player->event_time;
        snprintf(
            player->marker_text, sizeof(player->marker_text), "%s",
            event->data);
        break;
    default:
        break;
    }
}

/* Let all events happen that are due at a moment. */
static int
advance(struct cast_player *player, int64_t position)
{
    char error[256];
    int result = 0;

    while (result == 0 && player->pending && player->event_time <= position) {
        apply(player);
        result = read_event(player, error, sizeof(error));
    }
    player->position = position;
    return result;
}

/* Read all, and note what there is. */
static int
measure(struct cast_player *player, char *error, size_t size)
{
    const struct cast_header *header = cast_reader_header(player->reader);
    int result = read_event(player, error, size);

    player->rows = header->rows;
    player->columns = header->columns;
    while (result == 0 && player->pending) {
        const struct cast_event *event = &player->event;

        player->marker_count += event->code == 'm';
        if (event->code == 'r' && event->rows > player->rows) {
            player->rows = event->rows;
        }
        if (event->code == 'r' && event->columns > player->columns) {
            player->columns = event->columns;
        }
        player->duration = player->event_time;
        result = read_event(player, error, size);
    }
    return result;
}

int
cast_player_open(
    struct cast_player **out,
    FILE *file,
    const char *name,
    int64_t idle_limit,
    char *error,
    size_t size)
{
    struct cast_player *player = calloc(1, sizeof(*player));
    const struct cast_header *header;
    int result;

    if (!player) {
        fclose(file);
        snprintf(error, size, "%s", strerror(ENOMEM));
        return -ENOMEM;
    }
    result = cast_reader_open(&player->reader, file, name, error, size);
    if (result == 0) {
        header = cast_reader_header(player->reader);
        player->idle_limit = idle_limit > 0 ? idle_limit : header->idle_limit;
        result = measure(player, error, size);
    }
    if (result == 0) {
        result = emulator_new(&player->emulator, header->rows, header->columns);
        snprintf(error, size, "%s", strerror(-result));
    }
    if (result == 0) {
        result = rewind_all(player, error, size);
    }
    if (result < 0) {
        cast_player_close(player);
        return result;
    }
    *out = player;
    return 0;
}

void
cast_player_close(struct cast_player *player)
{
    if (player) {
        emulator_free(player->emulator);
        cast_reader_close(player->reader);
        free(player);
    }
}

int
cast_player_go(struct cast_player *player, int64_t position)
{
    char error[256];
    int result = 0;

    if (position > player->duration) {
        position = player->duration;
    }
    if (position < player->position) {
        result = rewind_all(player, error, sizeof(error));
    }
    return result < 0 ? result : advance(player, position > 0 ? position : 0);
}

int
cast_player_go_marker(struct cast_player *player, size_t marker)
{
    char error[256];
    int result = 0;

    if (marker <= player->marker) {
        result = rewind_all(player, error, sizeof(error));
    }
    while (result == 0 && player->marker < marker && player->pending) {
        apply(player);
        result = read_event(player, error, sizeof(error));
    }
    return result < 0 ? result : advance(player, player->position);
}
