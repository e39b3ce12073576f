#include "config.h"

#include "src/multiprocessing/value.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

mp_value
mp_value_none(void)
{
    return (mp_value){ .type = MP_NONE };
}

mp_value
mp_value_bool(bool value)
{
    return (mp_value){ .type = MP_BOOL, .as.integer = value };
}

mp_value
mp_value_int(int64_t value)
{
    return (mp_value){ .type = MP_INT, .as.integer = value };
}

mp_value
mp_value_float(double value)
{
    return (mp_value){ .type = MP_FLOAT, .as.real = value };
}

mp_value
mp_value_str(const char *text)
{
    if (text == NULL) {
        return mp_value_none();
    }
    return (mp_value){ .type = MP_STR, .size = strlen(text), .as.str = text };
}

mp_value
mp_value_bytes(const void *bytes, size_t size)
{
    if (bytes == NULL && size > 0) {
        return mp_value_none();
    }
    return (mp_value){
        .type = MP_BYTES,
        .size = size,
        .as.bytes = bytes != NULL ? bytes : "",
    };
}

mp_value
mp_value_ptr(void *pointer)
{
    return (mp_value){ .type = MP_PTR, .as.ptr = pointer };
}

mp_type
mp_value_type(const mp_value *value)
{
    return value != NULL ? value->type : MP_NONE;
}

int64_t
mp_as_int(const mp_value *value)
{
    mp_type type = mp_value_type(value);

    return type == MP_INT || type == MP_BOOL ? value->as.integer : 0;
}

double
mp_as_float(const mp_value *value)
{
    if (mp_value_type(value) == MP_FLOAT) {
        return value->as.real;
    }
    return (double) mp_as_int(value);
}

const char *
mp_as_str(const mp_value *value)
{
    return mp_value_type(value) == MP_STR ? value->as.str : NULL;
}

const void *
mp_as_bytes(const mp_value *value, size_t *size)
{
    bool is_bytes = mp_value_type(value) == MP_BYTES;

    if (size != NULL) {
        *size = is_bytes ? value->size : 0;
    }
    return is_bytes ? value->as.bytes : NULL;
}

void *
mp_as_ptr(const mp_value *value)
{
    return mp_value_type(value) == MP_PTR ? value->as.ptr : NULL;
}

const mp_value *
mp_args_get(const mp_args *args, size_t index)
{
    return args != NULL && index < args->count ? &args->items[index] : NULL;
}

const mp_value *
mp_kwargs_get(const mp_kwargs *kwargs, const char *name)
{
    if (kwargs == NULL || name == NULL) {
        return NULL;
    }
    for (size_t i = kwargs->count; i-- > 0;) { /* the later of two counts */
        if (strcmp(kwargs->items[i].name, name) == 0) {
            return &kwargs->items[i].value;
        }
    }
    return NULL;
}

/* Copy one value; a text or bytes get memory of their own. */
static int
value_copy(mp_value *out, const mp_value *value)
{
    const void *from = NULL;
    char *copy;

    *out = *value;
    if (value->type == MP_STR) {
        from = value->as.str;
    } else if (value->type == MP_BYTES) {
        from = value->as.bytes;
    }
    if (from == NULL) {
        return 0;
    }
    copy = malloc(value->size + 1);
    if (copy == NULL) {
        out->type = MP_NONE;
        return -ENOMEM;
    }
    memcpy(copy, from, value->size);
    copy[value->size] = '\0';
    if (value->type == MP_STR) {
        out->as.str = copy;
    } else {
        out->as.bytes = copy;
    }
    return 0;
}

/* Free what value_copy() made. */
static void
value_free(const mp_value *value)
{
    if (value->type == MP_STR) {
        free((void *) value->as.str);
    } else if (value->type == MP_BYTES) {
        free((void *) value->as.bytes);
    }
}

int
mp__args_copy(mp_args *out, const mp_args *args)
{
    mp_value *items;

    *out = (mp_args){ NULL, 0 };
    if (args->count == 0) {
        return 0;
    }
    if (args->items == NULL) {
        return -EINVAL;
    }
    items = calloc(args->count, sizeof(*items));
    if (items == NULL) {
        return -ENOMEM;
    }
    out->items = items;
    for (; out->count < args->count; out->count++) {
        if (value_copy(&items[out->count], &args->items[out->count]) < 0) {
            mp__args_free(out);
            return -ENOMEM;
        }
    }
    return 0;
}

int
mp__kwargs_copy(mp_kwargs *out, const mp_kwargs *kwargs)
{
    mp_kwarg *items;
    int result = 0;

    *out = (mp_kwargs){ NULL, 0 };
    if (kwargs->count == 0) {
        return 0;
    }
    if (kwargs->items == NULL) {
        return -EINVAL;
    }
    items = calloc(kwargs->count, sizeof(*items));
    if (items == NULL) {
        return -ENOMEM;
    }
    out->items = items;
    for (size_t i = 0; i < kwargs->count && result == 0; i++) {
        if (kwargs->items[i].name == NULL) {
            result = -EINVAL;
            break;
        }
        out->count = i + 1;
        items[i].name = strdup(kwargs->items[i].name);
        result = items[i].name == NULL
            ? -ENOMEM
            : value_copy(&items[i].value, &kwargs->items[i].value);
    }
    if (result < 0) {
        mp__kwargs_free(out);
    }
    return result;
}

void
mp__args_free(mp_args *args)
{
    for (size_t i = 0; i < args->count; i++) {
        value_free(&args->items[i]);
    }
    free((void *) args->items);
    *args = (mp_args){ NULL, 0 };
}

void
mp__kwargs_free(mp_kwargs *kwargs)
{
    for (size_t i = 0; i < kwargs->count; i++) {
        free((void *) kwargs->items[i].name);
        value_free(&kwargs->items[i].value);
    }
    free((void *) kwargs->items);
    *kwargs = (mp_kwargs){ NULL, 0 };
}
