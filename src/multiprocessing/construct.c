#include "config.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "src/multiprocessing/current.h"
#include "src/multiprocessing/process.h"
#include "src/multiprocessing/value.h"

/* Digits and separator of one number of an identity. */
#define NUMBER_ROOM 12

/* Copy a struct of a caller who may know fewer fields, or more of them. */
static int
copy_sized(void *to, size_t known, const void *from, size_t size)
{
    const char *bytes = from;

    for (size_t i = known; i < size; i++) {
        if (bytes[i] != 0) {
            return -E2BIG;
        }
    }
    memset(to, 0, known);
    memcpy(to, from, size < known ? size : known);
    return 0;
}

/* Copy a NULL-ended list of texts. */
static int
copy_texts(char ***out, const char *const *texts)
{
    size_t count = 0;
    char **copy;

    while (texts[count] != NULL) {
        count++;
    }
    copy = calloc(count + 1, sizeof(*copy));
    if (copy == NULL) {
        return -ENOMEM;
    }
    *out = copy; /* freed with the object, complete or not */
    for (size_t i = 0; i < count; i++) {
        copy[i] = strdup(texts[i]);
        if (copy[i] == NULL) {
            return -ENOMEM;
        }
    }
    return 0;
}

/* Check and copy how the child stands in the system. */
static int
copy_child(mp_process *process, const mp_child *from)
{
    mp_child child;
    int result;

    if (from->size < sizeof(from->size)) {
        return -EINVAL;
    }
    result = copy_sized(&child, sizeof(child), from, from->size);
    if (result < 0) {
        return result;
    }
    if ((child.flags & MP_CHILD_CTTY) && !(child.flags & MP_CHILD_SESSION)) {
        return -EINVAL;
    }
    for (int i = 0; i < 3; i++) {
        if (child.stdio[i].kind > MP_STDIO_FD
            || (child.stdio[i].kind == MP_STDIO_FD && child.stdio[i].fd < 0)) {
            return -EINVAL;
        }
    }
    process->has_child = true;
    process->child = child;
    process->child.cwd = NULL;
    process->child.environment = NULL;
    if (child.cwd != NULL) {
        process->child.cwd = strdup(child.cwd);
        if (process->child.cwd == NULL) {
            return -ENOMEM;
        }
    }
    return child.environment != NULL
        ? copy_texts((char ***) &process->child.environment, child.environment)
        : 0;
}

/* Copy what the process is to run. */
static int
copy_work(mp_process *process, const mp_process_options *options)
{
    int result;

    process->target = options->target;
    process->run = options->run;
    process->context = options->context;
    result = mp__args_copy(&process->args, &options->args);
    if (result == 0) {
        result = mp__kwargs_copy(&process->kwargs, &options->kwargs);
    }
    if (result == 0 && options->command != NULL) {
        result = copy_texts(&process->command, options->command);
    }
    if (result == 0 && options->child != NULL) {
        result = copy_child(process, options->child);
    }
    return result;
}

/* Make the object with its place below the maker; the lock is held. */
static mp_process *
make_object(const mp_process *maker)
{
    size_t length = maker->identity_length + 1;
    int number = mp__current_next_number();
    mp_process *process = malloc(sizeof(*process) + length * sizeof(int));

    if (process == NULL) {
        return NULL;
    }
    *process = (mp_process){
        .kind = MP__CHILD,
        .references = 1,
        .sentinel = MP__SENTINEL_NONE,
        .identity_length = length,
    };
    memcpy(
        process->identity, maker->identity,
        maker->identity_length * sizeof(int));
    process->identity[length - 1] = number;
    return process;
}

/* Make the name that a process has when none is given: Process-1:2. */
static int
take_default_name(mp_process *process)
{
    size_t room = strlen(process->class_name)
        + process->identity_length * NUMBER_ROOM + 1;
    char *text = malloc(room);
    size_t used;

    if (text == NULL) {
        return -ENOMEM;
    }
    used = (size_t) snprintf(text, room, "%s", process->class_name);
    for (size_t i = 0; i < process->identity_length; i++) {
        used += (size_t) snprintf(
            text + used, room - used, "%c%d", i == 0 ? '-' : ':',
            process->identity[i]);
    }
    process->name = mp__keep(process, text, used);
    free(text);
    return process->name != NULL ? 0 : -ENOMEM;
}

/* Take class and name from the options, or their defaults. */
static int
take_names(mp_process *process, const mp_process_options *options)
{
    process->class_name = options->class_name != NULL
        ? mp__keep(process, options->class_name, strlen(options->class_name))
        : "Process";
    if (process->class_name == NULL) {
        return -ENOMEM;
    }
    if (options->name == NULL || options->name[0] == '\0') {
        return take_default_name(process);
    }
    process->name = mp__keep(process, options->name, strlen(options->name));
    return process->name != NULL ? 0 : -ENOMEM;
}

/* Take from the calling process what its children inherit; the lock is
 * held. */
static void
inherit(mp_process *process, const mp_process_options *options)
{
    const mp_process *maker = mp_current_process();

    process->creator = getpid();
    process->daemon = options->daemon == MP_DAEMON_INHERIT
        ? maker->daemon
        : options->daemon == MP_DAEMON_TRUE;
    process->parent_name = maker->name;
    process->authkey = mp_process_authkey(maker, &process->authkey_size);
}

/* Check what can be wrong with the options themselves. */
static int
check_options(const mp_process_options *options)
{
    if (options->group != NULL) {
        return MP_EGROUP;
    }
    if (options->daemon > MP_DAEMON_TRUE) {
        return -EINVAL;
    }
    if (options->command == NULL) {
        return 0;
    }
    if (options->target != NULL || options->run != NULL
        || options->args.count > 0 || options->kwargs.count > 0) {
        return MP_ECOMMAND;
    }
    return options->command[0] != NULL ? 0 : -EINVAL;
}

int
mp_process_new_sized(
    mp_process **out, const mp_process_options *options, size_t size)
{
    mp_process_options known;
    mp_process *process;
    int result;

    if (out == NULL || options == NULL) {
        return -EINVAL;
    }
    result = copy_sized(&known, sizeof(known), options, size);
    if (result == 0) {
        result = check_options(&known);
    }
    if (result < 0) {
        return result;
    }
    mp__lock();
    process = make_object(mp_current_process());
    if (process != NULL) {
        inherit(process, &known);
    }
    mp__unlock();
    if (process == NULL) {
        return -ENOMEM;
    }
    /* the main process makes its key when the first object asks for it */
    result = process->authkey != NULL ? take_names(process, &known) : -ENOMEM;
    if (result == 0) {
        result = copy_work(process, &known);
    }
    if (result < 0) {
        mp_process_free(process);
        return result;
    }
    *out = process;
    return 0;
}
