#include "tests/support/memory.h"

#include <errno.h>
#include <malloc.h>
#include <string.h>
#include <sys/mman.h>

struct memory memory;

void *__real_malloc(size_t size);
void *__real_calloc(size_t count, size_t size);
void *__real_realloc(void *old, size_t size);
void __real_free(void *old);
char *__real_strdup(const char *text);
char *__real_strndup(const char *text, size_t size);
void *__wrap_malloc(size_t size);
void *__wrap_calloc(size_t count, size_t size);
void *__wrap_realloc(void *old, size_t size);
void __wrap_free(void *old);
char *__wrap_strdup(const char *text);
char *__wrap_strndup(const char *text, size_t size);
void *__real_mmap(
    void *place, size_t size, int protection, int flags, int fd, off_t offset);
int __real_munmap(void *place, size_t size);
void *__wrap_mmap(
    void *place, size_t size, int protection, int flags, int fd, off_t offset);
int __wrap_munmap(void *place, size_t size);

/* Tell whether what is asked for now is not to be had. */
static bool
fails(void)
{
    bool failing = memory.none;

    if (memory.countdown > 0) {
        failing |= --memory.countdown == 0;
    }
    if (failing) {
        errno = ENOMEM;
    }
    return failing;
}

/* Count what was got. */
static void *
count(void *got)
{
    memory.used += malloc_usable_size(got);
    return got;
}

void *
__wrap_malloc(size_t size)
{
    return fails() ? NULL : count(__real_malloc(size));
}

void *
__wrap_calloc(size_t n, size_t size)
{
    return fails() ? NULL : count(__real_calloc(n, size));
}

void *
__wrap_realloc(void *old, size_t size)
{
    size_t before = malloc_usable_size(old);
    void *got = fails() ? NULL : count(__real_realloc(old, size));

    memory.used -= got != NULL ? before : 0;
    return got;
}

void
__wrap_free(void *old)
{
    memory.used -= malloc_usable_size(old);
    __real_free(old);
}

char *
__wrap_strdup(const char *text)
{
    return fails() ? NULL : count(__real_strdup(text));
}

char *
__wrap_strndup(const char *text, size_t size)
{
    return fails() ? NULL : count(__real_strndup(text, size));
}

void *
__wrap_mmap(
    void *place, size_t size, int protection, int flags, int fd, off_t offset)
{
    void *got = fails()
        ? MAP_FAILED
        : __real_mmap(place, size, protection, flags, fd, offset);

    memory.used += got != MAP_FAILED ? size : 0;
    return got;
}

int
__wrap_munmap(void *place, size_t size)
{
    memory.used -= size;
    return __real_munmap(place, size);
}
