/* What is hidden of an environment before it is shown. */
#include <string.h>

#include "src/supervise/secret.h"
#include "tests/support/cmocka.h"

/* Mask an entry and compare. */
static void
expect(const char *entry, const char *masked)
{
    char text[256];

    assert_true(strlen(entry) < sizeof(text));
    strcpy(text, entry);
    secret_mask(text);
    assert_string_equal(text, masked);
}

static void
names_of_secrets(void **state)
{
    (void) state;
    expect("AWS_SECRET_ACCESS_KEY=abcdef", "AWS_SECRET_ACCESS_KEY=***");
    expect("GITHUB_TOKEN=ghp_1234", "GITHUB_TOKEN=***");
    expect("db_password=hunter2", "db_password=***");
    expect("MYSQL_PWD=hunter2", "MYSQL_PWD=***");
    expect("PGPASSFILE=/root/.pgpass", "PGPASSFILE=***");
    expect("SSH_AUTH_SOCK=/tmp/agent", "SSH_AUTH_SOCK=***");
}

static void
a_short_secret_gives_no_length_away_beyond_it(void **state)
{
    (void) state;
    expect("TOKEN=", "TOKEN=");
    expect("TOKEN=a", "TOKEN=*");
    expect("TOKEN=abcd", "TOKEN=***");
}

static void
what_is_no_secret_stays(void **state)
{
    (void) state;
    expect("PATH=/usr/bin:/bin", "PATH=/usr/bin:/bin");
    expect("PWD=/home/me", "PWD=/home/me");
    expect("OLDPWD=/", "OLDPWD=/");
    expect("LANG=C.UTF-8", "LANG=C.UTF-8");
    expect("no variable at all", "no variable at all");
    expect("", "");
}

static void
passwords_in_addresses(void **state)
{
    (void) state;
    expect(
        "DATABASE_URL=postgres://me:hunter2@db/x",
        "DATABASE_URL=postgres://me:***@db/x");
    expect("URL=https://host/a:b@c", "URL=https://host/a:b@c");
    expect("URL=https://me@host", "URL=https://me@host");
    expect("URL=https://host:80/", "URL=https://host:80/");
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(names_of_secrets),
        cmocka_unit_test(a_short_secret_gives_no_length_away_beyond_it),
        cmocka_unit_test(what_is_no_secret_stays),
        cmocka_unit_test(passwords_in_addresses),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
