#include <errno.h>
#include <inttypes.h>
#include <netdb.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "src/supervise/readiness.h"

/* A request's most bytes, and those of an answer that are read. */
#define REQUEST_SIZE 2048
#define ANSWER_SIZE 256

/* Connect to the first address that answers; -1: none does, which is said. */
static int
connect_to(const char *host, const char *port)
{
    const struct addrinfo hints = { .ai_socktype = SOCK_STREAM };
    struct addrinfo *list = NULL;
    int result = getaddrinfo(host, port, &hints, &list);
    int fd = -1;

    if (result != 0) {
        printf("%s: %s\n", host, gai_strerror(result));
        return -1;
    }
    for (const struct addrinfo *one = list; one != NULL && fd < 0;
         one = one->ai_next) {
        fd = socket(
            one->ai_family, one->ai_socktype | SOCK_CLOEXEC, one->ai_protocol);
        if (fd >= 0 && connect(fd, one->ai_addr, one->ai_addrlen) < 0) {
            result = errno;
            close(fd);
            fd = -1;
        }
    }
    freeaddrinfo(list);
    if (fd < 0) {
        printf("%s port %s: %s\n", host, port, strerror(result));
    }
    return fd;
}

/* Send a request and read the beginning of the answer. */
static size_t
exchange(int fd, const char *host, const char *path, char answer[ANSWER_SIZE])
{
    char request[REQUEST_SIZE];
    int length = snprintf(
        request, sizeof(request),
        "GET %s HTTP/1.0\r\nHost: %s\r\nUser-Agent: mptop\r\n"
        "Connection: close\r\n\r\n",
        path, host);
    size_t size = 0;
    ssize_t part = 0;

    if (length >= (int) sizeof(request)
        || send(fd, request, (size_t) length, MSG_NOSIGNAL) != length) {
        return 0;
    }
    do {
        size += (size_t) part;
        part = recv(fd, answer + size, ANSWER_SIZE - 1 - size, 0);
    } while (part > 0 && size + (size_t) part < ANSWER_SIZE - 1);
    answer[size + (size_t) (part > 0 ? part : 0)] = '\0';
    return strlen(answer);
}

int
readiness_ask_http(const mp_args *args, const mp_kwargs *kwargs)
{
    const char *host = mp_as_str(mp_args_get(args, 0));
    const char *port = mp_as_str(mp_args_get(args, 1));
    const char *path = mp_as_str(mp_args_get(args, 2));
    int64_t wanted = mp_as_int(mp_args_get(args, 3));
    char answer[ANSWER_SIZE] = "";
    int status = 0;
    int fd = connect_to(host, port);

    (void) kwargs;
    if (fd < 0) {
        return 1;
    }
    exchange(fd, host, path, answer);
    close(fd);
    if (sscanf(answer, "HTTP/%*9s %d", &status) != 1) {
        printf("%s port %s: no answer of a web server\n", host, port);
    } else if (status != wanted) {
        printf("status %d instead of %" PRId64 "\n", status, wanted);
    }
    return status != wanted;
}
