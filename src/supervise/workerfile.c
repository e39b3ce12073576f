#include "src/supervise/workerfile.h"

#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "src/supervise/supervisor.h"
#include "src/supervise/workerfile_parts.h"

#define obstack_chunk_alloc malloc
#define obstack_chunk_free free

/* The largest file that is read. */
#define SIZE_MOST ((size_t) 16 << 20)

const char *
workerfile_copy(struct workerfile *file, const char *text, size_t size)
{
    return obstack_copy0(&file->memory, text, (int) size);
}

const char *
workerfile_format(struct workerfile *file, const char *format, ...)
{
    va_list arguments;

    va_start(arguments, format);
    obstack_vprintf(&file->memory, format, arguments);
    va_end(arguments);
    obstack_1grow(&file->memory, '\0');
    return obstack_finish(&file->memory);
}

const char *
workerfile_beside(struct workerfile *file, const char *path)
{
    return path[0] == '/' || strcmp(file->folder, ".") == 0
        ? workerfile_format(file, "%s", path)
        : workerfile_format(file, "%s/%s", file->folder, path);
}

void
workerfile_append(
    struct workerfile *file, struct texts *texts, const char *text)
{
    if (texts->count + 1 >= texts->room) {
        size_t room = texts->room > 0 ? texts->room * 2 : 8;
        const char **items =
            obstack_alloc(&file->memory, (int) (room * sizeof(*items)));

        if (texts->count > 0) {
            memcpy(items, texts->items, texts->count * sizeof(*items));
        }
        texts->items = items;
        texts->room = room;
    }
    texts->items[texts->count++] = text;
    texts->items[texts->count] = NULL;
}

struct entry *
workerfile_entry(struct workerfile *file, const char *name, struct place place)
{
    struct entry *entry = obstack_alloc(&file->memory, (int) sizeof(*entry));

    *entry = (struct entry){ .name = name, .plain = name, .place = place };
    *file->end = entry;
    file->end = &entry->next;
    file->count++;
    return entry;
}

struct entry_dependency *
workerfile_depend(
    struct workerfile *file,
    struct entry *entry,
    const char *name,
    enum policy_condition condition,
    struct place place)
{
    struct entry_dependency **end = &entry->dependencies;
    struct entry_dependency *dependency =
        obstack_alloc(&file->memory, (int) sizeof(*dependency));

    *dependency = (struct entry_dependency){
        .name = name,
        .condition = condition,
        .place = place,
    };
    while (*end != NULL) {
        end = &(*end)->next;
    }
    *end = dependency;
    return dependency;
}

/* Read all of a descriptor into the file's text; 0 or -errno. */
static int
read_all(struct workerfile *file, int fd)
{
    char buffer[16384];
    ssize_t size;

    while ((size = read(fd, buffer, sizeof(buffer))) != 0) {
        if (size < 0 && errno != EINTR) {
            return -errno;
        }
        if (size > 0) {
            obstack_grow(&file->memory, buffer, (int) size);
        }
        if ((size_t) obstack_object_size(&file->memory) > SIZE_MOST) {
            return -EFBIG;
        }
    }
    file->size = (size_t) obstack_object_size(&file->memory);
    obstack_1grow(&file->memory, '\0');
    file->text = obstack_finish(&file->memory);
    return 0;
}

/* Read the text of a file, or say why that cannot be. */
static void
read_text(struct workerfile *file, const char *path)
{
    bool standard = strcmp(path, "-") == 0;
    int fd = standard ? STDIN_FILENO : open(path, O_RDONLY | O_CLOEXEC);
    int result = fd < 0 ? -errno : read_all(file, fd);
    const struct place place = { file->path, 0, 0 };

    if (fd >= 0 && !standard) {
        close(fd);
    }
    if (result == -EFBIG) {
        problems_error(
            &file->problems, place, "it is larger than %zu MiB",
            SIZE_MOST >> 20);
    } else if (result < 0) {
        problems_error(&file->problems, place, "%s", strerror(-result));
    } else if (memchr(file->text, '\0', file->size) != NULL) {
        problems_error(&file->problems, place, "it is no text: it has a NUL");
    }
}

/* Find what a file is, and read it as that. */
static void
read_format(struct workerfile *file)
{
    const struct place place = { file->path, 0, 0 };

    if (yamlfile_read(file)) {
        return;
    }
    if (file->text[strspn(file->text, " \t\r\n")] == '\0') {
        problems_error(&file->problems, place, "it is empty");
    } else if (procfile_is_one(file)) {
        procfile_read(file);
    } else {
        problems_error(
            &file->problems, place,
            "it is no Procfile (lines of NAME: COMMAND), no mprocs.yaml "
            "(procs:) and no process-compose.yaml (processes:)");
    }
}

int
workerfile_read(struct workerfile **out, const char *path)
{
    struct workerfile *file = calloc(1, sizeof(*file));
    const char *slash = strrchr(path, '/');

    if (file == NULL) {
        return -ENOMEM;
    }
    *out = file;
    file->end = &file->entries;
    obstack_init(&file->memory);
    file->path = workerfile_format(
        file, "%s", strcmp(path, "-") == 0 ? "standard input" : path);
    file->folder = slash == NULL ? "."
        : slash == path          ? "/"
                        : workerfile_copy(file, path, (size_t) (slash - path));
    read_text(file, path);
    if (file->problems.errors == 0) {
        read_format(file);
    }
    if (file->problems.errors == 0 && file->count == 0) {
        problems_error(
            &file->problems, (struct place){ file->path, 0, 0 },
            "there is no process in it");
    }
    workerfile_finish(file);
    return file->problems.errors > 0 ? -EINVAL : 0;
}

void
workerfile_free(struct workerfile *file)
{
    if (file == NULL) {
        return;
    }
    problems_free(&file->problems);
    obstack_free(&file->memory, NULL);
    free(file);
}

struct problems *
workerfile_problems(struct workerfile *file)
{
    return &file->problems;
}

size_t
workerfile_count(const struct workerfile *file)
{
    return file->count;
}

int
workerfile_add(const struct workerfile *file, struct supervisor *supervisor)
{
    for (const struct entry *entry = file->entries; entry != NULL;
         entry = entry->next) {
        const struct worker_spec spec = {
            .name = entry->name,
            .target = entry->shown != NULL ? entry->shown : entry->shell,
            .shell = entry->shell,
            .command = entry->command,
            .daemon = !entry->no_daemon,
            .policy = &entry->policy,
        };
        int result = supervisor_add(supervisor, &spec, NULL);

        if (result < 0) {
            return result;
        }
    }
    return 0;
}

const char *
workerfile_nearby(void)
{
    static const char *const names[] = {
        "mprocs.yaml",          "mprocs.yml",          "mprocs.json",
        "process-compose.yaml", "process-compose.yml", "Procfile",
    };

    for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
        struct stat status;

        if (stat(names[i], &status) == 0 && S_ISREG(status.st_mode)) {
            return names[i];
        }
    }
    return NULL;
}
