#include "ui/style_text.h"

#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char *const base_names[] = {
    "black", "red", "green", "yellow", "blue", "magenta", "cyan", "white"
};

static const struct {
    const char *name;
    unsigned attribute;
} attributes[] = {
    { "bold", GRID_BOLD },
    { "dim", GRID_DIM },
    { "reverse", GRID_REVERSE },
    { "underline", GRID_UNDERLINE },
};

/* Read "#rrggbb". */
static bool
read_parts(const char *word, int32_t *color)
{
    unsigned long rgb;

    if (word[0] != '#' || strlen(word) != 7
        || strspn(word + 1, "0123456789abcdefABCDEF") != 6) {
        return false;
    }
    rgb = strtoul(word + 1, NULL, 16);
    *color = GRID_RGB(rgb >> 16, rgb >> 8 & 0xff, rgb & 0xff);
    return true;
}

/* Read a colour. */
static bool
read_color(const char *word, int32_t *color)
{
    int bright = strncmp(word, "bright-", 7) == 0 ? 8 : 0;

    if (strcmp(word, "default") == 0) {
        *color = GRID_DEFAULT;
        return true;
    }
    for (int i = 0; i < 8; i++) {
        if (strcmp(word + (bright ? 7 : 0), base_names[i]) == 0) {
            *color = bright + i;
            return true;
        }
    }
    if (strspn(word, "0123456789") == strlen(word) && strlen(word) <= 3
        && atoi(word) < 256) {
        *color = atoi(word);
        return true;
    }
    return read_parts(word, color);
}

/* Read an attribute; 0: it is none. */
static unsigned
read_attribute(const char *word)
{
    for (size_t i = 0; i < sizeof(attributes) / sizeof(attributes[0]); i++) {
        if (strcmp(attributes[i].name, word) == 0) {
            return attributes[i].attribute;
        }
    }
    return 0;
}

bool
style_read(const char *text, struct grid_style *style)
{
    struct grid_style read = { style->foreground, style->background, 0 };
    char copy[128];
    char *rest = copy;
    bool ground = false;
    int count = 0;

    if (strlen(text) >= sizeof(copy)) {
        return false;
    }
    memcpy(copy, text, strlen(text) + 1);
    for (char *word; (word = strsep(&rest, " \t\n"));) {
        unsigned attribute = read_attribute(word);
        int32_t color;

        if (!word[0]) {
            continue;
        }
        count++;
        if (strcmp(word, "on") == 0 && !ground) {
            ground = true;
        } else if (attribute && !ground) {
            read.attributes |= attribute;
        } else if (!read_color(word, &color)) {
            return false;
        } else if (ground) {
            read.background = color;
            ground = false;
        } else {
            read.foreground = color;
        }
    }
    if (count == 0 || ground) {
        return false;
    }
    *style = read;
    return true;
}
