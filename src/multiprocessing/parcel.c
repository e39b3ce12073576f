#include "config.h"

#include "src/multiprocessing/parcel.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#define ROOM_FIRST 512

void
mp__parcel_free(struct mp__parcel *parcel)
{
    if (parcel->bytes != NULL) {
        explicit_bzero(parcel->bytes, parcel->size); /* it held a key */
    }
    free(parcel->bytes);
    *parcel = (struct mp__parcel){ 0 };
}

char *
mp__parcel_reserve(struct mp__parcel *parcel, size_t size)
{
    parcel->bytes = malloc(size > 0 ? size : 1);
    if (parcel->bytes == NULL) {
        parcel->error = -ENOMEM;
        return NULL;
    }
    parcel->size = size;
    parcel->room = size;
    return parcel->bytes;
}

void
mp__parcel_put(struct mp__parcel *parcel, const void *bytes, size_t size)
{
    if (parcel->error < 0 || size == 0) {
        return;
    }
    if (parcel->room - parcel->size < size) {
        size_t room = parcel->room > 0 ? 2 * parcel->room : ROOM_FIRST;
        char *larger;

        room = room - parcel->size < size ? parcel->size + size : room;
        larger = realloc(parcel->bytes, room);
        if (larger == NULL) {
            parcel->error = -ENOMEM;
            return;
        }
        parcel->bytes = larger;
        parcel->room = room;
    }
    memcpy(parcel->bytes + parcel->size, bytes, size);
    parcel->size += size;
}

void
mp__parcel_take(struct mp__parcel *parcel, void *bytes, size_t size)
{
    if (parcel->error == 0 && parcel->size - parcel->taken < size) {
        parcel->error = -EPROTO;
    }
    if (parcel->error < 0) {
        memset(bytes, 0, size);
        return;
    }
    memcpy(bytes, parcel->bytes + parcel->taken, size);
    parcel->taken += size;
}

void
mp__parcel_put_block(struct mp__parcel *parcel, const void *bytes, size_t size)
{
    char there = bytes != NULL;

    mp__parcel_put(parcel, &there, sizeof(there));
    if (there) {
        mp__parcel_put(parcel, &size, sizeof(size));
        mp__parcel_put(parcel, bytes, size);
        mp__parcel_put(parcel, "", 1);
    }
}

const char *
mp__parcel_take_block(struct mp__parcel *parcel, size_t *size)
{
    const char *bytes;
    size_t length = 0;
    char there;

    mp__parcel_take(parcel, &there, sizeof(there));
    if (there) {
        mp__parcel_take(parcel, &length, sizeof(length));
    }
    if (size != NULL) {
        *size = length;
    }
    if (!there || parcel->error < 0) {
        return NULL;
    }
    if (parcel->size - parcel->taken <= length) {
        parcel->error = -EPROTO;
        return NULL;
    }
    bytes = parcel->bytes + parcel->taken;
    parcel->taken += length + 1;
    return bytes;
}

void
mp__parcel_put_value(struct mp__parcel *parcel, const mp_value *value)
{
    mp__parcel_put(parcel, &value->type, sizeof(value->type));
    switch (value->type) {
    case MP_STR:
        mp__parcel_put_block(parcel, value->as.str, value->size);
        break;
    case MP_BYTES:
        mp__parcel_put_block(parcel, value->as.bytes, value->size);
        break;
    case MP_FLOAT:
        mp__parcel_put(parcel, &value->as.real, sizeof(value->as.real));
        break;
    case MP_BOOL:
    case MP_INT:
        mp__parcel_put(parcel, &value->as.integer, sizeof(value->as.integer));
        break;
    case MP_NONE:
    case MP_PTR:
    default:
        break;
    }
}

mp_value
mp__parcel_take_value(struct mp__parcel *parcel)
{
    mp_value value = { .type = MP_NONE };

    mp__parcel_take(parcel, &value.type, sizeof(value.type));
    switch (value.type) {
    case MP_STR:
        value.as.str = mp__parcel_take_block(parcel, &value.size);
        break;
    case MP_BYTES:
        value.as.bytes = mp__parcel_take_block(parcel, &value.size);
        break;
    case MP_FLOAT:
        mp__parcel_take(parcel, &value.as.real, sizeof(value.as.real));
        break;
    case MP_BOOL:
    case MP_INT:
        mp__parcel_take(parcel, &value.as.integer, sizeof(value.as.integer));
        break;
    case MP_NONE:
    case MP_PTR:
    default:
        break;
    }
    return parcel->error < 0 ? mp_value_none() : value;
}
