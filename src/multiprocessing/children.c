#include "config.h"

#include "src/multiprocessing/children.h"

#include <errno.h>
#include <stdatomic.h>

#include "src/multiprocessing/current.h"
#include "src/multiprocessing/lifeline.h"
#include "src/multiprocessing/process.h"

/* So many children are looked at on each start when there are more of them:
 * the cost of a start must not grow with their number. */
#define LOOK_ALL 16
#define LOOK_SOME 8

/* A list in the order of start: each child keeps a reference here, so that it
 * is found and reaped also when its maker has dropped it. */
static struct {
    mp_process *first;
    mp_process *last;
    mp_process *forgotten; /* those of the processes we were forked from */
    mp_process *look; /* where looking for ended ones goes on; NULL: first */
    atomic_int count; /* also read without the lock */
} children;

void
mp__children_add(mp_process *process)
{
    mp_process_ref(process);
    process->registered = true;
    process->next = NULL;
    process->previous = children.last;
    if (children.last != NULL) {
        children.last->next = process;
    } else {
        children.first = process;
    }
    children.last = process;
    children.count++;
}

void
mp__children_remove(mp_process *process)
{
    if (!process->registered) {
        return;
    }
    if (process->previous != NULL) {
        process->previous->next = process->next;
    } else {
        children.first = process->next;
    }
    if (process->next != NULL) {
        process->next->previous = process->previous;
    } else {
        children.last = process->previous;
    }
    if (children.look == process) {
        children.look = process->next;
    }
    process->previous = NULL;
    process->next = NULL;
    process->registered = false;
    children.count--;
    if (children.count == 0) {
        mp__lifeline_close();
    }
    mp_process_free(process);
}

void
mp__children_reap(void)
{
    mp_process *next;

    for (mp_process *child = children.first; child != NULL; child = next) {
        next = child->next;
        mp__process_poll(child); /* removes it when it has ended */
    }
}

void
mp__children_reap_some(void)
{
    if (children.count <= LOOK_ALL) {
        mp__children_reap();
        return;
    }
    for (int i = 0; i < LOOK_SOME && children.first != NULL; i++) {
        mp_process *child =
            children.look != NULL ? children.look : children.first;

        children.look = child->next;
        mp__process_poll(child);
    }
}

int
mp__children_count(void)
{
    return children.count;
}

void
mp__children_walk(void (*function)(mp_process *child))
{
    mp_process *next;

    if (children.count == 0) {
        return;
    }
    mp__lock();
    mp__children_reap();
    for (mp_process *child = children.first; child != NULL; child = next) {
        next = child->next;
        function(child);
    }
    mp__unlock();
}

void
mp__children_forget(void)
{
    if (children.last == NULL) {
        return;
    }
    /* Left as they are: to touch each of them would copy the memory that they
     * lie in, in every child. */
    children.last->next = children.forgotten;
    children.forgotten = children.first;
    children.first = NULL;
    children.last = NULL;
    children.look = NULL;
    children.count = 0;
}

int
mp_active_children(mp_process **list, size_t max)
{
    size_t place = 0;
    int count;

    if (list == NULL && max > 0) {
        return -EINVAL;
    }
    if (children.count == 0) {
        return 0;
    }
    mp__lock();
    mp__children_reap();
    for (mp_process *child = children.first; child != NULL && place < max;
         child = child->next) {
        list[place++] = mp_process_ref(child);
    }
    count = children.count;
    mp__unlock();
    return count;
}
