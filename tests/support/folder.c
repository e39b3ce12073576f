#include "tests/support/folder.h"

#include <dirent.h>
#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "tests/support/cmocka.h"

/* Paths that are valid at a time, and room for each. */
#define PATHS 8
#define PATH_ROOM 192

static char folder[64];

const char *
folder_make(void)
{
    folder_remove();
    snprintf(folder, sizeof(folder), "/tmp/mptop-test-XXXXXX");
    assert_non_null(mkdtemp(folder));
    return folder;
}

/* Remove what nftw() has come to. */
static int
remove_one(
    const char *path, const struct stat *found, int type, struct FTW *place)
{
    (void) found;
    (void) type;
    (void) place;
    return remove(path);
}

void
folder_remove(void)
{
    int result;

    if (folder[0]) {
        result = nftw(folder, remove_one, 8, FTW_DEPTH | FTW_PHYS);
        folder[0] = '\0';
        assert_int_equal(result, 0);
    }
}

int
folder_teardown(void **state)
{
    (void) state;
    folder_remove();
    return 0;
}

const char *
folder_path(const char *name)
{
    static char paths[PATHS][PATH_ROOM];
    static unsigned next;
    char *path = paths[next++ % PATHS];

    snprintf(path, PATH_ROOM, "%s/%s", folder, name);
    return path;
}

const char *
folder_write(const char *name, const char *text)
{
    const char *path = folder_path(name);
    FILE *file = fopen(path, "w");

    assert_non_null(file);
    assert_true(fputs(text, file) >= 0);
    assert_int_equal(fclose(file), 0);
    return path;
}

char *
folder_read(const char *name)
{
    FILE *file = fopen(folder_path(name), "r");
    char *text = NULL;
    size_t room = 0;

    if (!file) {
        return NULL;
    }
    if (getdelim(&text, &room, '\0', file) < 0) {
        free(text);
        text = calloc(1, 1);
    }
    fclose(file);
    return text;
}

size_t
folder_count(void)
{
    DIR *directory = opendir(folder);
    size_t count = 0;

    assert_non_null(directory);
    for (const struct dirent *entry; (entry = readdir(directory)) != NULL;)
        count +=
            strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0;
    closedir(directory);
    return count;
}
