/* yaml_probe: reads how it is found out that a process is ready, or alive, from
 * the keys of our own format; what process-compose has just so serves it, too.
 * Only the readers of YAML formats include this. */
#ifndef SUPERVISE_YAML_PROBE_H
#define SUPERVISE_YAML_PROBE_H

#include "src/supervise/yaml_reading.h"

/**
 * Read a regular expression that a line of output is to match into
 * reading->entry: the process is ready then.
 *
 * reading  Borrowed.
 * value    Any node; another type is an error.
 */
void yaml_probe_line(struct reading *reading, yaml_node_t *value);

/**
 * Read how it is found out that a process is ready into reading->entry: a
 * regular expression, or the keys of a probe.
 *
 * reading  Borrowed.
 * value    Any node; another type is an error.
 */
void yaml_probe_ready(struct reading *reading, yaml_node_t *value);

/**
 * Read how it is found out that a process is alive into reading->entry: the
 * keys of a probe, without that of a line.
 *
 * reading  Borrowed.
 * value    Any node; another type is an error.
 */
void yaml_probe_alive(struct reading *reading, yaml_node_t *value);

/**
 * Read which status an answer must have into reading->probe.
 *
 * reading  Borrowed.
 * value    Any node; another type, or a number out of range, is an error.
 */
void yaml_probe_status(struct reading *reading, yaml_node_t *value);

/**
 * Read how many probes in a row must succeed into reading->probe.
 *
 * reading  Borrowed.
 * value    Any node; another type, or a number out of range, is an error.
 */
void yaml_probe_successes(struct reading *reading, yaml_node_t *value);

/**
 * Read how many probes in a row must fail into reading->probe.
 *
 * reading  Borrowed.
 * value    Any node; another type, or a number out of range, is an error.
 */
void yaml_probe_failures(struct reading *reading, yaml_node_t *value);

#endif
