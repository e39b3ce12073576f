/* What is hidden of an environment before it is shown. */
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "src/supervise/secret.h"
#include "tests/support/cmocka.h"

/* Mask an entry and compare. */
static void
expect(const char *entry, const char *masked)
{
    char *text = secret_masked(entry);

    assert_non_null(text);
    assert_string_equal(text, masked);
    free(text);
}

/* Tell whether the value of a name is masked. */
static bool
is_masked(const char *name)
{
    char entry[64];
    char *text;
    bool masked;

    snprintf(entry, sizeof(entry), "%s=value", name);
    text = secret_masked(entry);
    assert_non_null(text);
    masked = strcmp(text, entry) != 0;
    free(text);
    return masked;
}

static void
names_of_secrets(void **state)
{
    static const char *const names[] = {
        "AWS_SECRET_ACCESS_KEY",
        "AWS_ACCESS_KEY_ID",
        "GITHUB_TOKEN",
        "GITHUB_PAT",
        "GITHUB_PAT_2",
        "MYPASS",
        "DB_PASS",
        "db_password",
        "DB_PASSWORD1",
        "ROOTPASSWD",
        "MYSQL_PWD",
        "apiKey",
        "githubToken",
        "SECRET_KEY_BASE",
        "NPM_CONFIG__AUTH",
        "BASIC_AUTH",
        "OAUTH",
        "HTTP_AUTHORIZATION",
        "CREDENTIALS",
        "AZURE_CREDENTIAL",
        "SENTRY_DSN",
        "SESSION_COOKIE",
        "SSH_KEYS",
        "TOKEN",
        "KEY",
        "PASS",
        "PAT",
        "GPG_PASSPHRASE",
        "my.secret",
        "DB_PW",
    };

    (void) state;
    for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
        if (!is_masked(names[i])) {
            fail_msg("%s is not masked", names[i]);
        }
    }
}

static void
names_of_no_secrets(void **state)
{
    static const char *const names[] = {
        "PATH",         "MANPATH",
        "PWD",          "OLDPWD",
        "LANG",         "KEYBOARD_LAYOUT",
        "XAUTHORITY",   "SSH_AUTH_SOCK",
        "SSH_KEY_PATH", "PASSWORD_FILE",
        "PGPASSFILE",   "PASSIVE",
        "FTP_PASSIVE",  "COMPAT",
        "GIT_AUTHOR",   "TOKENIZERS_PARALLELISM",
        "SSH_ASKPASS",  "GNOME_KEYRING_CONTROL",
        "KEYMAP",       "PROXY_BYPASS",
        "SECRETS_DIR",  "PATTERN",
        "KEYTIMEOUT",   "",
    };

    (void) state;
    for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
        if (is_masked(names[i])) {
            fail_msg("%s is masked", names[i]);
        }
    }
    expect("no variable at all", "no variable at all");
    expect("", "");
}

/* A mask tells nothing of how long a secret is, but that it is there. */
static void
the_mask_has_one_length(void **state)
{
    (void) state;
    expect("TOKEN=", "TOKEN=");
    expect("TOKEN=a", "TOKEN=***");
    expect("TOKEN=abcd", "TOKEN=***");
    expect("URL=a://b:c@d", "URL=a://b:***@d");
}

static void
passwords_in_addresses(void **state)
{
    (void) state;
    expect(
        "DATABASE_URL=postgres://me:hunter2@db/x",
        "DATABASE_URL=postgres://me:***@db/x");
    expect("URL=redis://:hunter2@host", "URL=redis://:***@host");
    expect("URL=ftp://me:p@ss:word@host", "URL=ftp://me:***@host");
    expect(
        "BROKERS=amqp://a:b@one,amqp://host,amqp://c:d@two/x",
        "BROKERS=amqp://a:***@one,amqp://host,amqp://c:***@two/x");
    expect("KEY_FILE=http://me:secret@host", "KEY_FILE=http://me:***@host");
    expect("URL=https://host/a:b@c", "URL=https://host/a:b@c");
    expect("URL=https://host?a:b@c", "URL=https://host?a:b@c");
    expect("URL=https://me@host", "URL=https://me@host");
    expect("URL=https://host:80/", "URL=https://host:80/");
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(names_of_secrets),
        cmocka_unit_test(names_of_no_secrets),
        cmocka_unit_test(the_mask_has_one_length),
        cmocka_unit_test(passwords_in_addresses),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
