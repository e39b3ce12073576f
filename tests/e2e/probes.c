/* Readiness that is found out by asking: a web server, a command, one that
 * gives no answer; who waits starts only then. */
#include <netinet/in.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include "tests/support/cmocka.h"
#include "tests/support/folder.h"
#include "tests/support/mptop.h"
#include "tests/support/orphans.h"

/* A web server of our own, in a process of its own. */
static pid_t server;

/* Answer one request. */
static void
answer(int listener, const char *text)
{
    int fd = accept(listener, NULL, NULL);
    char request[1024] = "";
    size_t size = 0;
    ssize_t part = 1;

    while (fd >= 0 && part > 0 && !strstr(request, "\r\n\r\n")) {
        part = recv(fd, request + size, sizeof(request) - 1 - size, 0);
        size += part > 0 ? (size_t) part : 0;
        request[size] = '\0';
    }
    if (strncmp(request, "GET /health HTTP/1.0\r\n", 22) != 0) {
        text = "HTTP/1.0 404 Not Found\r\n\r\n";
    }
    send(fd, text, strlen(text), MSG_NOSIGNAL);
    close(fd);
}

/* Start a web server that is unwell for its first two requests; returns its
 * port. */
static unsigned
start_server(void)
{
    struct sockaddr_in address = {
        .sin_family = AF_INET,
        .sin_addr.s_addr = htonl(INADDR_LOOPBACK),
    };
    socklen_t size = sizeof(address);
    int fd = socket(AF_INET, SOCK_STREAM, 0);

    assert_int_equal(bind(fd, (struct sockaddr *) &address, size), 0);
    assert_int_equal(listen(fd, 8), 0);
    assert_int_equal(getsockname(fd, (struct sockaddr *) &address, &size), 0);
    server = fork();
    assert_true(server >= 0);
    if (server == 0) {
        for (int i = 0; i < 2; i++) {
            answer(fd, "HTTP/1.0 503 Unwell\r\n\r\n");
        }
        for (;;) {
            answer(fd, "HTTP/1.0 204 No Content\r\n\r\n");
        }
    }
    close(fd);
    orphans_own(server);
    return ntohs(address.sin_port);
}

static int
teardown(void **state)
{
    if (server > 0) {
        kill(server, SIGKILL);
        waitpid(server, NULL, 0);
        orphans_disown(server);
        server = 0;
    }
    return mptop_teardown(state);
}

/* End mptop, and check that nothing is left. */
static void
finish(struct harness *harness)
{
    harness_type(harness, "Q");
    harness_expect_end(harness);
    harness_check(harness, WIFEXITED(harness->status));
    assert_int_equal(WEXITSTATUS(harness->status), 0);
    mptop_check_nothing_left(harness);
    harness_free(harness);
}

static void
a_web_server_tells_that_it_is_well(void **state)
{
    struct harness *harness;
    char text[512];

    (void) state;
    folder_make();
    snprintf(
        text, sizeof text,
        "procs:\n"
        "  db:\n"
        "    shell: exec sleep 1000\n"
        "    ready: {http: 'http://127.0.0.1:%u/health', status: 204,\n"
        "            period: 0.1, timeout: 5, failures: 2}\n"
        "  web:\n"
        "    shell: echo db is well; exec sleep 1000\n"
        "    depends_on: [db]\n",
        start_server());
    harness = mptop_start(
        24, 120, WORDS("-f", folder_write("mprocs.yaml", text)), NULL);
    harness_expect(harness, "web start(): waiting for db: ready");
    harness_expect(harness, "not ready: status 503 instead of 204");
    harness_expect(harness, "it is ready");
    mptop_expect_cell(harness, "web", "STATE", "started");
    mptop_select(harness, "web");
    harness_expect_match(harness, "[0-9] db is well *$");
    finish(harness);
}

static void
a_command_tells_that_it_is_well(void **state)
{
    struct harness *harness;
    char variable[128];

    (void) state;
    snprintf(variable, sizeof variable, "FOLDER=%s", folder_make());
    harness = mptop_start(
        24, 120,
        WORDS(
            "-f",
            folder_write(
                "process-compose.yaml",
                "processes:\n"
                "  db:\n"
                "    command: sleep 0.3; touch $$DIR/well; exec sleep 1000\n"
                "    environment: ['DIR=${FOLDER}']\n"
                "    readiness_probe:\n"
                "      exec: {command: test -e well, working_dir: $FOLDER}\n"
                "      period_seconds: 1\n"
                "      timeout_seconds: 10\n"
                "  web:\n"
                "    command: test -e $FOLDER/well && echo db is well;"
                " exec sleep 1000\n"
                "    depends_on: {db: {condition: process_healthy}}\n")),
        WORDS(variable));
    harness_expect(harness, "db start(): it is ready");
    mptop_expect_cell(harness, "web", "STATE", "started");
    mptop_select(harness, "web");
    harness_expect_match(harness, "[0-9] db is well *$");
    finish(harness);
}

static void
who_gives_no_answer_is_not_waited_for(void **state)
{
    struct harness *harness;

    (void) state;
    folder_make();
    harness = mptop_start(
        24, 120,
        WORDS(
            "-f",
            folder_write(
                "mprocs.yaml",
                "procs:\n"
                "  db:\n"
                "    shell: exec sleep 1000\n"
                "    ready: {command: sleep 1001 & sleep 1002, timeout: 0.2,\n"
                "            failures: 1}\n"
                "  web: {shell: exec sleep 1000, depends_on: [db]}\n")),
        NULL);
    harness_expect(harness, "db start(): not ready: no answer in 0.2 s");
    mptop_expect_cell(harness, "web", "STATE", "waiting");
    mptop_select(harness, "web");
    harness_type(harness, "s"); /* all the same */
    mptop_expect_cell(harness, "web", "STATE", "started");
    finish(harness);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
#define TEST(name) cmocka_unit_test_teardown(name, teardown)
        TEST(a_web_server_tells_that_it_is_well),
        TEST(a_command_tells_that_it_is_well),
        TEST(who_gives_no_answer_is_not_waited_for),
    };

    return cmocka_run_group_tests_name(
        "probes", tests, mptop_setup, mptop_teardown);
}
