#include "src/supervise/mprocs.h"

static void
take_log_enabled(struct reading *reading, yaml_node_t *value)
{
    reading_bool(reading, value, &reading->log.enabled);
}

static void
take_log_dir(struct reading *reading, yaml_node_t *value)
{
    reading->log.dir =
        mprocs_folder(reading, reading_text(reading, value, "a folder"));
}

static void
take_log_file(struct reading *reading, yaml_node_t *value)
{
    reading->log.file =
        mprocs_folder(reading, reading_text(reading, value, "a file"));
}

static void
take_log_error_file(struct reading *reading, yaml_node_t *value)
{
    reading->log.error_file =
        mprocs_folder(reading, reading_text(reading, value, "a file"));
}

static void
take_log_mode(struct reading *reading, yaml_node_t *value)
{
    static const char *const words[] = { "append", "truncate", NULL };
    size_t word;

    if (reading_word(reading, value, words, &word)) {
        reading->log.truncate = word == 1;
    }
}

static void
take_log_append(struct reading *reading, yaml_node_t *value)
{
    bool append;

    if (reading_bool(reading, value, &append)) {
        reading->log.truncate = !append;
    }
}

static void
take_log_size(struct reading *reading, yaml_node_t *value)
{
    reading_number(reading, value, 0, 1e9, false, &reading->log.size_most);
}

static void
take_log_backups(struct reading *reading, yaml_node_t *value)
{
    double backups;

    if (reading_number(reading, value, 0, 100, true, &backups)) {
        reading->log.backups = (unsigned) backups;
    }
}

/* Read what is said about log files into reading->log. */
static void
take_log_keys(struct reading *reading, yaml_node_t *value)
{
    static const struct key keys[] = {
        { "enabled", take_log_enabled },
        { "dir", take_log_dir },
        { "file", take_log_file },
        { "mode", take_log_mode },
        { "append", take_log_append },
        { "stderr", take_log_error_file },
        { "max_size_mb", take_log_size },
        { "max_backups", take_log_backups },
        { NULL, NULL },
    };

    if (reading_is_null(value)) {
        return;
    }
    if (value->type == YAML_MAPPING_NODE) {
        reading->log.enabled = true;
        reading_keys(reading, value, keys, NULL);
    } else if (
        value->type == YAML_SCALAR_NODE
        && reading_scalar(value) == SCALAR_BOOL) {
        take_log_enabled(reading, value);
    } else {
        reading->log.enabled = true;
        take_log_dir(reading, value);
    }
}

/* Name a log file: in its folder, if there is one. */
static const char *
log_path(struct reading *reading, const char *file)
{
    const char *dir = reading->log.dir;

    return file == NULL || dir == NULL || file[0] == '/'
        ? file
        : workerfile_format(reading->file, "%s/%s", dir, file);
}

void
mprocs_log(struct reading *reading, yaml_node_t *value)
{
    take_log_keys(reading, value);
}

void
mprocs_log_of_all(struct reading *reading, yaml_node_t *value)
{
    reading->log = (struct log_keys){ .backups = 5 };
    take_log_keys(reading, value);
    reading->log_of_all = reading->log;
}

void
mprocs_settle_log(struct reading *reading)
{
    struct policy_log *log = &reading->entry->policy.log;

    if (!reading->log.enabled) {
        return;
    }
    *log = (struct policy_log){
        .file = log_path(
            reading,
            reading->log.file != NULL ? reading->log.file : "{name}.log"),
        .error_file = log_path(reading, reading->log.error_file),
        .truncate = reading->log.truncate,
        .size_most = (uint64_t) (reading->log.size_most * 1e6 + 0.5),
        .backups = reading->log.backups,
    };
}
