/* value: copies of arguments. */
#ifndef MULTIPROCESSING_VALUE_H
#define MULTIPROCESSING_VALUE_H

#include "src/multiprocessing.h"

/**
 * Copy a tuple of arguments with the texts and bytes in it.
 *
 * out   Receives the copy, to be freed with mp__args_free().
 * args  Borrowed.
 *
 * Returns 0, -EINVAL (a count without items), or -ENOMEM.
 */
int mp__args_copy(mp_args *out, const mp_args *args);

/**
 * Copy named arguments with the names, texts and bytes in them.
 *
 * out     Receives the copy, to be freed with mp__kwargs_free().
 * kwargs  Borrowed.
 *
 * Returns 0, -EINVAL (a count without items, or no name), or -ENOMEM.
 */
int mp__kwargs_copy(mp_kwargs *out, const mp_kwargs *kwargs);

/**
 * Free what mp__args_copy() made.
 *
 * args  Borrowed; zeroed.
 */
void mp__args_free(mp_args *args);

/**
 * Free what mp__kwargs_copy() made.
 *
 * kwargs  Borrowed; zeroed.
 */
void mp__kwargs_free(mp_kwargs *kwargs);

#endif
