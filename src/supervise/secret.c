#include "src/supervise/secret.h"

#include <ctype.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#define MASK "***"

/* Where in a name a text speaks of a secret. */
enum place {
    ANYWHERE,
    WORD_END, /* MYPASS, GITHUB_TOKEN_2 */
    WORD,     /* GITHUB_PAT, but neither PATH nor COMPAT */
    LATER     /* MYSQL_PWD, but neither PWD nor OLDPWD */
};

static const struct {
    const char *text;
    enum place place;
} signs[] = {
    { "SECRET", ANYWHERE },
    { "PASSW", ANYWHERE },
    { "PASSPHRASE", ANYWHERE },
    { "CREDENTIAL", ANYWHERE },
    { "PASS", WORD_END },
    { "TOKEN", WORD_END },
    { "TOKENS", WORD_END },
    { "KEY", WORD_END },
    { "KEYS", WORD_END },
    { "AUTH", WORD_END },
    { "COOKIE", WORD_END },
    { "SIGNATURE", WORD_END },
    { "PRIVATE", WORD_END },
    { "AUTHORIZATION", WORD_END },
    { "COOKIES", WORD_END },
    { "PAT", WORD },
    { "CREDS", WORD },
    { "PWD", LATER },
    { "PW", LATER },
    { "DSN", LATER },
};

/* Ends of names that tell where something lies, not what it is. */
static const char *const places[] = {
    "FILE", "FILENAME", "PATH", "DIR", "SOCK", "SOCKET", "ASKPASS",
};

/* Words that only look as if. */
static const char *const innocent[] = { "BYPASS", "COMPASS", "MONKEY",
                                        "HOTKEY" };

/* A part of a name. */
struct word {
    const char *text;
    size_t size;
    bool first; /* of the name */
};

#define COUNT(list) (sizeof(list) / sizeof((list)[0]))

static bool
ends_with(const char *text, size_t size, const char *end)
{
    size_t length = strlen(end);

    return length <= size
        && strncasecmp(text + size - length, end, length) == 0;
}

static bool
contains(const struct word *word, const char *text)
{
    for (size_t i = strlen(text); i <= word->size; i++) {
        if (ends_with(word->text, i, text)) {
            return true;
        }
    }
    return false;
}

/* Tell whether a text stands in a word where it speaks of a secret. */
static bool
speaks(const struct word *word, const char *text, enum place place)
{
    if (place == ANYWHERE) {
        return contains(word, text);
    }
    return ends_with(word->text, word->size, text)
        && (place == WORD_END || strlen(text) == word->size)
        && (place != LATER || !word->first);
}

static bool
word_is_secret(const struct word *word)
{
    for (size_t i = 0; i < COUNT(innocent); i++) {
        if (ends_with(word->text, word->size, innocent[i])) {
            return false;
        }
    }
    for (size_t i = 0; i < COUNT(signs); i++) {
        if (speaks(word, signs[i].text, signs[i].place)) {
            return true;
        }
    }
    return false;
}

/* Tell whether a name speaks of a secret: one of its words does, between what
 * is no letter, and it does not tell where the secret lies. */
static bool
is_secret(const char *name, size_t size)
{
    const char *end = name + size;

    for (size_t i = 0; i < COUNT(places); i++) {
        if (ends_with(name, size, places[i])) {
            return false;
        }
    }
    for (const char *at = name; at < end;) {
        struct word word = { at, 0, at == name };

        while (at < end && isalpha((unsigned char) *at)) {
            at++;
        }
        word.size = (size_t) (at - word.text);
        if (word_is_secret(&word)) {
            return true;
        }
        at += at < end;
    }
    return false;
}

/* Find the password of the next "scheme://user:password@" in a text; returns
 * its end, the "@", or NULL where there is none. */
static const char *
find_password(const char *text, const char **password)
{
    while ((text = strstr(text, "://")) != NULL) {
        const char *at = NULL;
        const char *colon;

        text += 3;
        for (const char *c = text; *c && !strchr("/?# \t\n\"'", *c); c++) {
            at = *c == '@' ? c : at; /* one that is not escaped is part of it */
        }
        colon = at ? memchr(text, ':', (size_t) (at - text)) : NULL;
        if (colon && colon + 1 < at) {
            *password = colon + 1;
            return at;
        }
    }
    return NULL;
}

/* Add bytes to the end of a text; returns the new end. */
static char *
append(char *end, const char *bytes, size_t size)
{
    memcpy(end, bytes, size);
    return end + size;
}

char *
secret_masked(const char *entry)
{
    const char *value = strchr(entry, '=');
    const char *password, *at;
    /* A password is behind more bytes than the mask has. */
    char *copy = malloc(2 * strlen(entry) + sizeof(MASK));
    char *end = copy;

    if (!copy) {
        return NULL;
    }
    if (value && value[1] != '\0'
        && is_secret(entry, (size_t) (value - entry))) {
        end = append(end, entry, (size_t) (value + 1 - entry));
        entry = "";
        end = append(end, MASK, strlen(MASK));
    }
    while (value && (at = find_password(entry, &password)) != NULL) {
        end = append(end, entry, (size_t) (password - entry));
        end = append(end, MASK, strlen(MASK));
        entry = at;
    }
    append(end, entry, strlen(entry) + 1);
    return copy;
}
