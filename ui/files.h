/* files: the worker files that a command line names. */
#ifndef UI_FILES_H
#define UI_FILES_H

#include <stddef.h>

#include "src/supervise/supervisor.h"
#include "src/supervise/workerfile.h"
#include "ui/model.h"

/**
 * Say on standard output what a file would run, and on stderr what is wrong
 * with it.
 *
 * path  The file; "-" is standard input.
 *
 * Returns the program's exit status.
 */
int files_check(const char *path);

/**
 * Read a file to run it; says on stderr what is wrong with it.  After standard
 * input the keys come from the terminal.
 *
 * path  The file; "-" is standard input.
 * out   Receives it, to be freed with workerfile_free().
 *
 * Returns 0, or the program's exit status.
 */
int files_open(const char *path, struct workerfile **out);

/**
 * Let the keys come from the terminal where standard input was a file.
 *
 * Returns 0 or -errno.
 */
int files_take_terminal(void);

/**
 * Show the warnings about a file as messages.
 *
 * file   Borrowed.
 * model  Borrowed.
 */
void files_tell_warnings(struct workerfile *file, struct model *model);

/**
 * Look whether a file that could be run lies in this folder.
 *
 * text  Receives a sentence that says how, or "".
 * size  Bytes at text.
 *
 * Returns text.
 */
const char *files_hint(char *text, size_t size);

/**
 * Write the output of workers that are added after this to a folder too.
 *
 * supervisor  Borrowed.
 * folder      Is made where it is missing, with the first file.
 *
 * Returns 0 or -ENOMEM.
 */
int files_log_to(struct supervisor *supervisor, const char *folder);

#endif
