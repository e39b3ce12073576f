/* process_compose: what the readers of process-compose.yaml share.  Only they
 * include this. */
#ifndef SUPERVISE_PROCESS_COMPOSE_H
#define SUPERVISE_PROCESS_COMPOSE_H

#include "src/supervise/yaml_reading.h"

/**
 * Get a text in which $NAME, ${NAME} and ${NAME:-default} have been replaced by
 * the variables of the .env file and the environment, and $$ by $.
 *
 * reading  Borrowed.
 * node     Any node; another type than a text is an error.
 * wanted   What is expected, with its article.
 *
 * Returns it in the file's memory; NULL: it is none.
 */
const char *process_compose_text(
    struct reading *reading, yaml_node_t *node, const char *wanted);

/**
 * Read what a process depends on into reading->entry.
 *
 * reading  Borrowed.
 * value    Any node; another type is an error.
 */
void process_compose_depends_on(struct reading *reading, yaml_node_t *value);

/**
 * Read when a process is restarted into reading->entry.
 *
 * reading  Borrowed.
 * value    Any node; another type is an error.
 */
void process_compose_availability(struct reading *reading, yaml_node_t *value);

/**
 * Read how a process is stopped into reading->entry.
 *
 * reading  Borrowed.
 * value    Any node; another type is an error.
 */
void process_compose_shutdown(struct reading *reading, yaml_node_t *value);

/**
 * Read how it is found out that a process is ready into reading->entry.
 *
 * reading  Borrowed.
 * value    Any node; another type is an error.
 */
void process_compose_readiness(struct reading *reading, yaml_node_t *value);

/**
 * Read how it is found out that a process is alive into reading->entry.
 *
 * reading  Borrowed.
 * value    Any node; another type is an error.
 */
void process_compose_liveness(struct reading *reading, yaml_node_t *value);

#endif
