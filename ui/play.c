#include "ui/play.h"

#include <errno.h>
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "src/supervise/clock.h"
#include "src/supervise/text.h"
#include "ui/characters.h"
#include "ui/play_screen.h"
#include "ui/setup.h"
#include "ui/term/cast_player.h"
#include "ui/term/svg.h"

/* Copy what cannot be read twice into a file that can; NULL with errno. */
static FILE *
spool(FILE *from)
{
    FILE *file = tmpfile();
    char bytes[65536];
    size_t size;

    while (file && (size = fread(bytes, 1, sizeof(bytes), from)) > 0) {
        if (fwrite(bytes, 1, size, file) != size) {
            fclose(file);
            return NULL;
        }
    }
    if (file && (ferror(from) || fflush(file) != 0)) {
        fclose(file);
        return NULL;
    }
    if (file) {
        rewind(file);
    }
    return file;
}

/* Open the recording, so that it can be read again; NULL with errno. */
static FILE *
open_file(const char *path)
{
    bool standard = strcmp(path, "-") == 0;
    FILE *file = standard ? stdin : fopen(path, "re");
    FILE *copy;
    int number;

    if (!file || (!standard && fseek(file, 0, SEEK_SET) == 0)) {
        return file;
    }
    errno = 0;
    copy = spool(file);
    number = errno ? errno : EIO;
    if (!standard) {
        fclose(file);
    }
    errno = number;
    return copy;
}

/* Write a text to where the command line says; returns the status. */
static int
save(const struct options *options, const char *text, size_t size)
{
    const char *path = options->play.svg;
    bool standard = strcmp(path, "-") == 0;
    FILE *file = standard
        ? stdout
        : fopen(path, options->record.overwrite ? "we" : "wxe");
    char error[4400];
    bool good;

    if (!file && errno == EEXIST) {
        snprintf(
            error, sizeof(error), "--svg: %s exists (--overwrite replaces it)",
            path);
        return setup_refuse(STATUS_USAGE, error);
    }
    good = file && fwrite(text, 1, size, file) == size;
    good = file && (standard ? fflush(file) : fclose(file)) == 0 && good;
    if (good) {
        return 0;
    }
    snprintf(
        error, sizeof(error), "--svg: %s: %s",
        standard ? "standard output" : path, strerror(errno));
    return setup_refuse(file ? STATUS_FAILED : STATUS_USAGE, error);
}

/* Make a picture; returns the status. */
static int
draw_picture(
    struct cast_player *player, const struct options *options, const char *name)
{
    double speed = options->play.speed > 0 ? options->play.speed : 1;
    char *text = NULL;
    size_t size = 0;
    FILE *memory = open_memstream(&text, &size);
    char error[512];
    int status;
    int result = memory ? svg_write(memory, player, speed) : -ENOMEM;

    if (memory && fclose(memory) != 0 && result == 0) {
        result = -ENOMEM;
    }
    if (result == 0) {
        status = save(options, text, size);
    } else {
        snprintf(
            error, sizeof(error), "%s: %s", name,
            result == -EFBIG ? "too much happens in it for a picture (over 64 "
                               "MiB)"
                             : strerror(-result));
        status = setup_refuse(STATUS_FAILED, error);
    }
    free(text);
    return status;
}

/* Print the screen as it is now, and what moment that is. */
static int
print_screen(const struct cast_player *player, const char *label)
{
    struct grid grid = { 0 };
    struct grid_area all;
    char *text = NULL;
    int rows;
    int columns;
    int result;

    emulator_size(player->emulator, &rows, &columns);
    result = grid_resize(&grid, rows, columns);
    if (result == 0) {
        all = grid_all(&grid);
        emulator_draw(player->emulator, &all, false);
        text = grid_text(&grid);
        result = text ? 0 : -ENOMEM;
    }
    if (result == 0) {
        printf(
            "==== %.3f %s\n%s", clock_to_seconds(player->position), label,
            text);
    }
    grid_free(&grid);
    free(text);
    return result;
}

/* Print the screen at each marker and at the end; returns the status. */
static int
print_screens(struct cast_player *player, const char *name)
{
    char label[sizeof(player->marker_text)];
    int result = 0;

    for (size_t i = 1; i <= player->marker_count && result == 0; i++) {
        result = cast_player_go_marker(player, i);
        text_sanitize(
            player->marker_text, strlen(player->marker_text), label,
            sizeof(label));
        if (result == 0 && player->marker == i) {
            result = print_screen(player, label);
        }
    }
    if (result == 0) {
        result = cast_player_go(player, player->duration);
    }
    if (result == 0) {
        result = print_screen(player, "end");
    }
    if (result == 0 && fflush(stdout) != 0) {
        result = -errno;
    }
    if (result < 0) {
        fprintf(stderr, "mptop: %s: %s\n", name, strerror(-result));
    }
    return result < 0 ? STATUS_FAILED : 0;
}

/* Let text be the same everywhere for a picture and what is printed, and the
 * user's own for the screen. */
static void
choose_characters(const struct options *options)
{
    if (options->play.svg || options->once != OPTIONS_ONCE_NO) {
        setlocale(LC_CTYPE, "C.UTF-8");
        grid_set_ascii(options->ascii);
    } else {
        grid_set_ascii(!characters_open() || options->ascii);
    }
}

int
play_run(const struct options *options)
{
    const char *path = options->play.path;
    const char *name = strcmp(path, "-") == 0 ? "standard input" : path;
    struct cast_player *player;
    char error[512];
    bool printed = options->once != OPTIONS_ONCE_NO;
    FILE *file;
    int status;

    if (!options->play.svg && !printed && !isatty(STDOUT_FILENO)) {
        return setup_refuse(
            STATUS_USAGE,
            "play: standard output is not a terminal; use --once or --svg");
    }
    choose_characters(options);
    file = open_file(path);
    if (!file) {
        snprintf(error, sizeof(error), "%s: %s", name, strerror(errno));
        return setup_refuse(STATUS_USAGE, error);
    }
    if (cast_player_open(
            &player, file, name, clock_from_seconds(options->record.idle_limit),
            error, sizeof(error))
        < 0) {
        return setup_refuse(STATUS_USAGE, error);
    }
    status = options->play.svg ? draw_picture(player, options, name)
        : printed              ? print_screens(player, name)
                               : play_screen(player, options, name);
    cast_player_close(player);
    return status;
}
