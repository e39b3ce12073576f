#include "ui/plain.h"

#include <errno.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

#include "ui/model_rows.h"
#include "ui/plain_words.h"
#include "ui/term/tty.h"
#include "ui/term/utf8.h"

/* A screen that is read out has room for all that a page shows. */
enum {
    DRAWN_ROWS = 400,
    DRAWN_COLUMNS = 200
};

/* How long the rest of a sequence may be under way. */
#define SEQUENCE_DELAY_MS 25

int
plain_open(struct plain *plain, char *error, size_t size)
{
    static const struct tty_strings nothing = { "", "", "" };
    struct termios modes;

    (void) plain;
    if (tty_open() < 0 || tcgetattr(STDIN_FILENO, &modes) < 0) {
        snprintf(error, size, "standard input is not a terminal");
        tty_close();
        return -ENOTTY;
    }
    tty_begin(&nothing);
    modes.c_lflag &= ~(tcflag_t) (ICANON | ECHO | ISIG | IEXTEN);
    modes.c_iflag &= ~(tcflag_t) (IXON | ICRNL | INLCR);
    modes.c_cc[VMIN] = 1;
    modes.c_cc[VTIME] = 0;
    tcsetattr(STDIN_FILENO, TCSANOW, &modes);
    tty_keep_modes();
    return 0;
}

void
plain_close(struct plain *plain)
{
    (void) plain;
    tty_leave();
    tty_close();
}

void
plain_suspend(struct plain *plain)
{
    (void) plain;
    tty_leave();
    tty_stop();
    tty_enter();
}

/* Read a byte, if one is there, or comes soon in the midst of a sequence.
 * Returns whether one was. */
static bool
read_byte(struct plain *plain, char *byte)
{
    bool within = plain->input.state != INPUT_GROUND || plain->part_size > 0;
    struct pollfd input = { STDIN_FILENO, POLLIN, 0 };

    if (poll(&input, 1, within ? SEQUENCE_DELAY_MS : 0) <= 0) {
        return false;
    }
    if (input.revents & POLLIN && read(STDIN_FILENO, byte, 1) == 1) {
        return true;
    }
    plain->ended = true;
    return false;
}

/* Count the bytes of the character that a byte begins. */
static size_t
character_size(char first)
{
    unsigned char byte = (unsigned char) first;

    return byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : byte >= 0xc0 ? 2 : 1;
}

/* Read what comes next: an input_source. */
static struct input_item
next(void *context)
{
    struct plain *plain = context;

    while (read_byte(plain, &plain->part[plain->part_size])) {
        char text[sizeof(plain->part) + 1];
        const char *at = text;

        plain->part_size++;
        if (plain->part_size < character_size(plain->part[0])) {
            continue;
        }
        snprintf(
            text, sizeof(text), "%.*s", (int) plain->part_size, plain->part);
        plain->part_size = 0;
        if (text[0]) {
            return (struct input_item){ INPUT_CHARACTER, utf8_next(&at) };
        }
    }
    return (struct input_item){ INPUT_NONE, 0 };
}

key
plain_read(struct plain *plain)
{
    return input_read(&plain->input, next, plain);
}

/* Say the messages that are new. */
static void
say_messages(struct plain *plain, const struct model *model)
{
    const struct messages *messages = &model->messages;
    uint64_t fresh = messages->added - plain->messages;

    if (fresh > messages->count) {
        fresh = messages->count;
    }
    for (size_t i = messages->count - (size_t) fresh; i < messages->count;
         i++) {
        const struct message *message = messages_get(messages, i);

        plain_say(plain->ascii, message->time, "%s", message->text);
    }
    plain->messages = messages->added;
}

/* Say what stands in the last line, once. */
static void
say_notice(struct plain *plain, struct model *model)
{
    if (!model->notice[0]) {
        plain->notice[0] = '\0';
        return;
    }
    if (!model->asking) {
        if (!model->notice_kept) { /* else it was said with the messages */
            plain_say(plain->ascii, model->wall, "%s", model->notice);
        }
        model_notice_clear(model);
    } else if (strcmp(plain->notice, model->notice) != 0) {
        snprintf(plain->notice, sizeof(plain->notice), "%s", model->notice);
        plain_say(plain->ascii, model->wall, "%s", model->notice);
    }
}

/* Say a row of a drawn page, if there is something in it: without rules, and
 * the blanks between its columns. */
static void
say_drawn_row(const struct plain *plain, const struct model *model, char *row)
{
    char *to = row;

    for (const char *at = row; *at; at++) {
        if (strncmp(at, "─", strlen("─")) == 0) {
            at += strlen("─") - 1;
        } else if (*at != ' ' || (to > row && to[-1] != ' ')) {
            *to++ = *at;
        }
    }
    *to = '\0';
    if (*row) {
        plain_say(plain->ascii, model->wall, "%s", row);
    }
}

/* Say all that a page of text would show on a long screen: its rows but the
 * header and the line of the keys. */
static void
say_drawn_page(
    const struct plain *plain, struct shell *shell, const struct model *model)
{
    struct grid grid = { 0 };
    char *text = NULL;
    char *rest;
    char *row;

    if (grid_resize(&grid, DRAWN_ROWS, DRAWN_COLUMNS) == 0
        && shell_draw(shell, &grid)) {
        text = grid_text(&grid);
    }
    rest = text ? strchr(text, '\n') : NULL; /* behind the header */
    while (rest && (row = strsep(&rest, "\n")) && rest && *rest) {
        say_drawn_row(plain, model, row);
    }
    free(text);
    grid_free(&grid);
}

/* Say what the page shows that has come up, and where we stand in it. */
static void
say_page(struct plain *plain, struct shell *shell, const struct model *model)
{
    bool turned = plain->page != model->page || !plain->begun;
    bool moved = plain->selected != model->selected;
    bool drawn = model->page == PAGE_INFO || model->page == PAGE_MESSAGES;

    plain->page = model->page;
    plain->selected = model->selected;
    plain->begun = true;
    if (turned) {
        plain_say_page(plain->ascii, model);
    }
    if (drawn && (turned || (moved && model->page == PAGE_INFO))) {
        say_drawn_page(plain, shell, model);
    }
    if (moved || (turned && model->page == PAGE_MAIN)) {
        plain_say_row(plain->ascii, model);
    }
    if (model->page == PAGE_OUTPUT) {
        plain->line = plain_say_output(
            plain->ascii, model, turned || moved ? 0 : plain->line);
    }
}

void
plain_turn(struct plain *plain, struct shell *shell, struct model *model)
{
    bool asked = plain->ask.use != NULL;

    model->messages_shown = true;
    model_settle(model);
    say_messages(plain, model);
    if (plain_ask_turn(&plain->ask, plain->ascii, model)) {
        plain->selected = model->selected; /* it may follow what is typed */
    } else {
        say_page(plain, shell, model);
    }
    if (asked && !plain->ask.use && model->page == PAGE_MAIN) {
        plain_say_row(plain->ascii, model); /* back to it */
    }
    if (plain->phase != model->leave.phase) {
        plain->phase = model->leave.phase;
        plain_say_leave(plain->ascii, model);
    }
    say_notice(plain, model);
    model->dirty = 0;
    fflush(stdout);
}

void
plain_again(struct plain *plain)
{
    plain->begun = false;
}
