#include "src/supervise/identity.h"

#include <nettle/sha2.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include "src/supervise/set.h"

/* Bytes of the digest that are shown. */
enum {
    SHOWN = 8
};

const char *
identity_repr(const struct worker *worker, char *text, size_t size)
{
    const struct engine *engine = worker->supervisor->engine;

    if (engine->functions->repr(worker->process, text, size) < 0) {
        text[0] = '\0';
    }
    return text;
}

const char *
identity_fingerprint(const struct worker *worker, char *text, size_t size)
{
    const struct engine *engine = worker->supervisor->engine;
    size_t length = 0;
    const void *key = engine->functions->authkey(worker->process, &length);
    uint8_t digest[SHA256_DIGEST_SIZE];
    struct sha256_ctx context;
    size_t used;

    if (!key) {
        snprintf(text, size, "none");
        return text;
    }
    sha256_init(&context);
    sha256_update(&context, length, key);
    sha256_digest(&context, sizeof(digest), digest);
    explicit_bzero(&context, sizeof(context));
    used = (size_t) snprintf(text, size, "%zu bytes, SHA-256 ", length);
    for (int i = 0; i < SHOWN && used < size; i++) {
        used += (size_t) snprintf(text + used, size - used, "%02x", digest[i]);
    }
    if (used < size) {
        snprintf(text + used, size - used, "...");
    }
    return text;
}

/* Write a word as the shell would take it; returns the bytes it needs. */
static size_t
quote(const char *word, char *text, size_t size)
{
    static const char plain[] =
        "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"
        "+-_.,:/@%=";
    size_t used = 0;

    if (word[0] && word[strspn(word, plain)] == '\0') {
        return (size_t) snprintf(text, size, "%s", word);
    }
    used += (size_t) snprintf(text, size, "'");
    for (; *word && used < size; word++) {
        used += (size_t) snprintf(
            text + used, size - used, *word == '\'' ? "'\\''" : "%c", *word);
    }
    if (used < size) {
        used += (size_t) snprintf(text + used, size - used, "'");
    }
    return used;
}

const char *
identity_arguments(const struct worker *worker, char *text, size_t size)
{
    size_t used = 0;

    if (worker->function) {
        snprintf(text, size, "args (%g,)  kwargs {}", worker->seconds);
        return text;
    }
    text[0] = '\0';
    for (char **word = worker->command; word && *word && used < size; word++) {
        if (used > 0) {
            used += (size_t) snprintf(text + used, size - used, " ");
        }
        if (used < size) {
            used += quote(*word, text + used, size - used);
        }
    }
    return text;
}
