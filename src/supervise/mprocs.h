/* mprocs: what the readers of mprocs.yaml share.  Only they include this. */
#ifndef SUPERVISE_MPROCS_H
#define SUPERVISE_MPROCS_H

#include "src/supervise/yaml_reading.h"

/**
 * Put the folder of the file in the place of a leading <CONFIG_DIR>.
 *
 * reading  Borrowed.
 * path     Any, or NULL.
 *
 * Returns the path, or another one in the file's memory.
 */
const char *mprocs_folder(struct reading *reading, const char *path);

/**
 * Read what is said about the log files of a process into reading->log.
 *
 * reading  Borrowed.
 * value    Any node; another type is an error.
 */
void mprocs_log(struct reading *reading, yaml_node_t *value);

/**
 * Read what is said about the log files of all.
 *
 * reading  Borrowed.
 * value    Any node; another type is an error.
 */
void mprocs_log_of_all(struct reading *reading, yaml_node_t *value);

/**
 * Take over what was said about log files into reading->entry.
 *
 * reading  Borrowed.
 */
void mprocs_settle_log(struct reading *reading);

#endif
