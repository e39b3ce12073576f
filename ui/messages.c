#include "ui/messages.h"

#include <stdlib.h>
#include <string.h>

#include "src/supervise/text.h"

enum {
    TEXT_ROOM = 1024
};

/* Tell how many bytes of a line are the worker's name, as it is shown. */
static size_t
leading_name(const char *text, const char *name)
{
    char safe[TEXT_ROOM];
    size_t size;

    if (!name) {
        return 0;
    }
    size = text_sanitize(name, strlen(name), safe, sizeof(safe));
    return strncmp(text, safe, size) == 0 ? size : 0;
}

void
messages_add(
    struct messages *messages,
    int64_t time,
    enum message_kind kind,
    const char *text,
    const char *name)
{
    char safe[TEXT_ROOM];
    struct message *message;
    char *copy;

    text_sanitize(text, strlen(text), safe, sizeof(safe));
    copy = strdup(safe);
    if (!copy) {
        return;
    }
    if (messages->count == MESSAGES_KEPT) {
        message = &messages->ring[messages->first];
        messages->first = (messages->first + 1) % MESSAGES_KEPT;
        free(message->text);
    } else {
        message =
            &messages
                 ->ring[(messages->first + messages->count) % MESSAGES_KEPT];
        messages->count++;
    }
    messages->added++;
    *message = (struct message){
        .time = time,
        .kind = kind,
        .name_size = leading_name(copy, name),
        .text = copy,
    };
}

bool
messages_renew(struct messages *messages, int64_t time, const char *text)
{
    char safe[TEXT_ROOM];
    struct message *newest;

    if (messages->count == 0) {
        return false;
    }
    newest =
        &messages
             ->ring[(messages->first + messages->count - 1) % MESSAGES_KEPT];
    text_sanitize(text, strlen(text), safe, sizeof(safe));
    if (newest->name_size > 0 || strcmp(newest->text, safe) != 0) {
        return false;
    }
    newest->time = time;
    return true;
}

const struct message *
messages_get(const struct messages *messages, size_t index)
{
    return &messages->ring[(messages->first + index) % MESSAGES_KEPT];
}

void
messages_free(struct messages *messages)
{
    for (size_t i = 0; i < messages->count; i++) {
        free(messages->ring[(messages->first + i) % MESSAGES_KEPT].text);
    }
    *messages = (struct messages){ 0 };
}
