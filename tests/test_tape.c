/* Tapes: what each command means, and what is wrong where. */
#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "tests/support/cmocka.h"
#include "tests/support/folder.h"
#include "ui/tape.h"

/* Describe a step: "Enter*2@50", "Type 'ab'@50", "Wait+State P stopped@15000";
 * times are milliseconds. */
static void
describe(const struct tape_step *step, char *text, size_t size)
{
    long long time = step->time / 1000000;
    const char *verb = tape_verb_name(step->verb);
    char name[24];

    switch (step->verb) {
    case TAPE_KEY:
        snprintf(
            text, size, "%s*%u@%lld",
            keycode_name(step->code, name, sizeof(name)), step->count, time);
        break;
    case TAPE_SLEEP:
    case TAPE_HIDE:
    case TAPE_SHOW:
        snprintf(text, size, "%s@%lld", verb, time);
        break;
    case TAPE_WAIT_STATE:
        snprintf(
            text, size, "%s '%s' %s@%lld", verb, step->text,
            worker_state_name(step->state), time);
        break;
    default:
        snprintf(text, size, "%s '%s'@%lld", verb, step->text, time);
        break;
    }
}

/* Describe all steps of a tape, "; " between them. */
static void
describe_all(const struct tape *tape, char *text, size_t size)
{
    char one[256];

    text[0] = '\0';
    for (size_t i = 0; i < tape->step_count; i++) {
        describe(&tape->steps[i], one, sizeof(one));
        snprintf(
            text + strlen(text), size - strlen(text), "%s%s", i ? "; " : "",
            one);
    }
}

static void
good_ones(void **state)
{
    static const struct {
        const char *text;
        const char *steps;
    } rows[] = {
        { "", "" },
        { "# nothing\n\t \r\n", "" },
        { "Enter", "Enter*1@50" },
        { "Enter 3 Down@100ms 2 Up@2", "Enter*3@50; Down*2@100; Up*1@2000" },
        { "Space Tab Escape Backspace Delete Insert",
          "Space*1@50; Tab*1@50; Escape*1@50; Backspace*1@50; Delete*1@50; "
          "Insert*1@50" },
        { "Left Right PageUp PageDown",
          "Left*1@50; Right*1@50; PageUp*1@50; PageDown*1@50" },
        { "Type \"a 'b\" # rest\n", "Type 'a 'b'@50" },
        { "Type 'x\\n' `y` z Enter", "Type 'x\\n y z'@50; Enter*1@50" },
        { "Type@.5 \"q\"", "Type 'q'@500" },
        { "Type \"to the line's end\nEnter",
          "Type 'to the line's end'@50; Enter*1@50" },
        { "Type \"\xe2\x97\x8f\"", "Type '\xe2\x97\x8f'@50" },
        { "Ctrl+C Ctrl+l Ctrl+[ Ctrl+Alt+x Ctrl+Shift+a",
          "Ctrl+C*1@50; Ctrl+L*1@50; Escape*1@50; Alt+Ctrl+X*1@50; "
          "Ctrl+A*1@50" },
        { "Ctrl+Enter Ctrl+Left Ctrl+\\ Ctrl+] Ctrl+^ Ctrl+-",
          "Enter*1@50; Left*1@50; Ctrl+\\*1@50; Ctrl+]*1@50; Ctrl+^*1@50; "
          "Ctrl+_*1@50" },
        { "Alt+x Alt+Enter Alt+[ Shift+Tab Shift+g",
          "Alt+x*1@50; Alt+Enter*1@50; Alt+[*1@50; Shift+Tab*1@50; G*1@50" },
        { "Sleep 2 Sleep 1.5s Sleep 20ms Sleep 1m",
          "Sleep@2000; Sleep@1500; Sleep@20; Sleep@60000" },
        { "Set TypingSpeed 10ms Type ab Set TypingSpeed 1 Enter",
          "Type 'ab'@10; Enter*1@1000" },
        { "Wait+Screen /a\\/b/ Wait+Screen@2s /x/",
          "Wait+Screen 'a\\/b'@15000; Wait+Screen 'x'@2000" },
        { "Set WaitTimeout 3s Set WaitPattern /y+/ Wait+Screen",
          "Wait+Screen 'y+'@3000" },
        { "Wait+State@1m Process-2 stopped Wait+State 'a b' initial",
          "Wait+State 'Process-2' stopped@60000; Wait+State 'a b' "
          "initial@15000" },
        { "Select Process-4 Mark \"now\" Screenshot a/b.txt",
          "Select 'Process-4'@0; Mark 'now'@0; Screenshot 'a/b.txt'@0" },
        { "Hide Show", "Hide@0; Show@0" },
        { "Copy \"abc\" Paste", "Type 'abc'@0" },
        { "Enter\nEnter", "Enter*1@50; Enter*1@50" },
    };
    char steps[1024];

    (void) state;
    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        struct tape *tape;
        int result = tape_parse(&tape, "t", rows[i].text, strlen(rows[i].text));

        if (result != 0) {
            fail_msg("%s: %d %s", rows[i].text, result, tape->errors);
        }
        describe_all(tape, steps, sizeof(steps));
        assert_string_equal(steps, rows[i].steps);
        assert_null(tape->notes);
        tape_free(tape);
    }
}

static void
bad_ones(void **state)
{
    static const struct {
        const char *text;
        const char *errors; /* how they begin, up to the last line */
    } rows[] = {
        { "Entr",
          "t:1:1: a command such as Type, Enter, Sleep or Wait+Screen "
          "was expected, not 'Entr'\n" },
        { "\n  enter 3", "t:2:3: a command" },
        { "Type",
          "t:1:5: a string to type was expected, not the end of the "
          "tape\n" },
        { "Type Enter", "t:1:6: a string to type was expected, not 'Enter'\n" },
        { "Type@x 'a'",
          "t:1:6: a time such as 2, 500ms, 1.5s or 1m was "
          "expected, not 'x'\n" },
        { "Sleep", "t:1:6: a time such as" },
        { "Sleep 1.2.3", "t:1:7: a time such as" },
        { "Sleep 99999999", "t:1:7: this is too long" },
        { "Enter 1.5", "t:1:7: a whole number up to 100000 was expected" },
        { "Enter 100001", "t:1:7: a whole number up to 100000 was expected" },
        { "\xc3\xa9", "t:1:1: a command" },
        { "'\xc3\xa9' Foo\nEnter 'x'",
          "t:1:1: a command such as Type, Enter, "
          "Sleep or Wait+Screen was expected, not "
          "'\xc3\xa9'\nt:2:7: a command" },
        { "Type '\xc3\xa9' Enter 1.5", "t:1:16: a whole number" },
        { "Ctrl", "t:1:5: '+' and a key was expected" },
        { "Ctrl C", "t:1:6: '+' and a key was expected, not 'C'\n" },
        { "Ctrl+", "t:1:6: one character or a key such as Enter was expected" },
        { "Ctrl+abc",
          "t:1:6: one character or a key such as Enter was "
          "expected, not 'abc'\n" },
        { "Ctrl+5", "t:1:1: a terminal has no such key" },
        { "Ctrl+@", "t:1:1: a terminal has no such key" },
        { "Alt+/a/", "t:1:5: one character" },
        { "Wait",
          "t:1:1: a bare Wait waits for a shell's prompt, Wait+Screen "
          "/pattern/ or Wait+State NAME STATE was expected\n" },
        { "Wait /x/", "t:1:1: a bare Wait" },
        { "Wait+Line /x/",
          "t:1:6: Screen or State was expected, not "
          "'Line'\n" },
        { "Wait+Screen", "t:1:12: a pattern between slashes was expected" },
        { "Wait+Screen /x", "t:1:13: a pattern between slashes" },
        { "Wait+Screen //", "t:1:13: a pattern between slashes" },
        { "Wait+Screen /(/", "t:1:13: " },
        { "Wait+Screen /a{9999}/", "t:1:13: this repeats too much" },
        { "Wait+Screen /(a{200}){200}/", "t:1:13: this repeats too much" },
        { "Wait+Screen /(a)\\1/", "t:1:13: patterns know no back-ref" },
        { "Wait+Screen /\\d/", "t:1:13: patterns are POSIX extended ones" },
        { "Wait+State P",
          "t:1:13: a state (initial, waiting, started, "
          "joining, stopping, stopped, lost, closed) was "
          "expected" },
        { "Wait+State P gone", "t:1:14: a state" },
        { "Wait+State 5 stopped", "t:1:12: the name of a worker" },
        { "Select", "t:1:7: the name of a worker was expected" },
        { "Select ''", "t:1:8: this is empty" },
        { "Mark", "t:1:5: the text of a mark was expected" },
        { "Screenshot x.jpg", "t:1:12: a screen is written as text" },
        { "Screenshot /tmp/x.txt",
          "t:1:12: the name of a file.txt was "
          "expected, in quotes where it begins with "
          "/\n" },
        { "Screenshot", "t:1:11: the name of a file.txt" },
        { "Source", "t:1:7: the name of a tape" },
        { "Source nonesuch.tape", "t:1:8: nonesuch.tape: No such file" },
        { "Set Foo 1",
          "t:1:5: a setting such as TypingSpeed, WaitTimeout or "
          "Worker was expected, not 'Foo'\n" },
        { "Set TypingSpeed fast", "t:1:17: a time" },
        { "Set WaitTimeout", "t:1:16: a time" },
        { "Set WaitPattern x", "t:1:17: a pattern between slashes" },
        { "Set WaitPattern /(/", "t:1:17: " },
        { "Set FontSize", "t:1:13: a value was expected" },
        { "Set Worker", "t:1:11: the name of a worker" },
        { "Set Worker a", "t:1:13: a time" },
        { "Set Worker a 1 256", "t:1:16: a whole number up to 255" },
        { "Set Worker a 1 -9", "t:1:16: an exit code from 0 to 255" },
        { "Set Worker a 1 Set Worker a 2", "t:1:27: there is a worker 'a'" },
        { "Enter Set Worker a 1", "t:1:7: Set Worker was expected before" },
        { "Env A", "t:1:6: a string was expected" },
        { "Env 'A=B' 'c'", "t:1:5: a variable's name without '='" },
        { "Copy", "t:1:5: a string to copy" },
        { "Paste", "t:1:1: nothing was copied" },
        { "Output", "t:1:7: the name of a file" },
        { "Require", "t:1:8: the name of a program" },
        { "Sleep\nEnter\nTypo\nWait\n",
          "t:2:1: a time such as 2, 500ms, 1.5s "
          "or 1m was expected, not 'Enter'\n"
          "t:3:1: a command such as Type, Enter, "
          "Sleep or Wait+Screen was expected, "
          "not 'Typo'\nt:4:1: a bare Wait" },
        { "Enter\n  \xff", "t:2:3: this is no UTF-8" },
    };

    (void) state;
    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        const char *expected = rows[i].errors;
        struct tape *tape;

        assert_int_equal(
            tape_parse(&tape, "t", rows[i].text, strlen(rows[i].text)),
            -EINVAL);
        if (strncmp(tape->errors, expected, strlen(expected)) != 0) {
            fail_msg("%s gives:\n%s", rows[i].text, tape->errors);
        }
        tape_free(tape);
    }
}

static void
not_more_than_ten_errors(void **state)
{
    static const char text[] = "a\nb\nc\nd\ne\nf\ng\nh\ni\nj\nk\nl\n"
                               "Wait\nWait\nWait\nWait\nWait\nWait\nWait\n"
                               "Wait\nWait\nWait\nWait\nWait\nWait\nWait\n";
    struct tape *tape;
    size_t lines = 0;

    (void) state;
    assert_int_equal(tape_parse(&tape, "t", text, sizeof(text) - 1), -EINVAL);
    for (const char *p = tape->errors; *p; p++) {
        lines += *p == '\n';
    }
    assert_int_equal(lines, TAPE_ERRORS_MOST);
    tape_free(tape);
}

static void
nul_and_size_are_refused(void **state)
{
    static char huge[TAPE_SIZE_MOST + 1];
    struct tape *tape;

    (void) state;
    assert_int_equal(tape_parse(&tape, "t", "Type \"a\0b\"", 10), -EINVAL);
    assert_string_equal(
        tape->errors, "t:1:8: a NUL character, text was expected\n");
    tape_free(tape);
    memset(huge, '\n', sizeof(huge));
    assert_int_equal(tape_parse(&tape, "t", huge, sizeof(huge)), -EINVAL);
    assert_string_equal(tape->errors, "t:1:1: the tape has more than 1 MiB\n");
    tape_free(tape);
}

static void
what_only_vhs_has_is_noted(void **state)
{
    static const char *const rows[] = {
        "Output demo.gif",
        "Output /tmp/x.gif\nEnter",
        "Require git",
        "Set Shell bash",
        "Set FontSize 22",
        "Set FontFamily \"JetBrains Mono\"",
        "Set Width 1200",
        "Set MarginFill \"#ffffff\"",
        "Set LoopOffset 50%",
        "Set Theme { \"name\": \"x\",\n \"black\": \"#000\" }",
        "Set CursorBlink false",
        "Set Framerate 50",
        "Screenshot picture.png",
    };

    (void) state;
    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        struct tape *tape;

        assert_int_equal(tape_parse(&tape, "t", rows[i], strlen(rows[i])), 0);
        assert_non_null(tape->notes);
        assert_non_null(strstr(tape->notes, "passed over"));
        assert_ptr_equal(
            strchr(tape->notes, '\n'), tape->notes + strlen(tape->notes) - 1);
        tape_free(tape);
    }
}

static void
workers_and_variables(void **state)
{
    static const char text[] = "Set Worker web 2.5\nSet Worker 'a b' 500ms 3\n"
                               "Set Worker c 1m 9\nEnv LANG \"C\"\nEnter";
    struct tape *tape;

    (void) state;
    assert_int_equal(tape_parse(&tape, "t", text, sizeof(text) - 1), 0);
    assert_int_equal(tape->worker_count, 3);
    assert_string_equal(tape->workers[0].name, "web");
    assert_true(tape->workers[0].seconds == 2.5);
    assert_int_equal(tape->workers[0].exitcode, 0);
    assert_string_equal(tape->workers[1].name, "a b");
    assert_true(tape->workers[1].seconds == 0.5);
    assert_int_equal(tape->workers[1].exitcode, 3);
    assert_true(tape->workers[2].seconds == 60);
    assert_int_equal(tape->workers[2].exitcode, 9);
    assert_int_equal(tape->worker_line, 1);
    assert_int_equal(tape->variable_count, 1);
    assert_string_equal(tape->variables[0].name, "LANG");
    assert_string_equal(tape->variables[0].value, "C");
    tape_free(tape);
}

static void
another_tape_is_taken_in_from_beside_it(void **state)
{
    char steps[256];
    char expected[256];
    struct tape *tape;

    (void) state;
    folder_make();
    folder_write("inner.tape", "Set TypingSpeed 1ms Up");
    folder_write("outer.tape", "Down\nSource inner.tape\nEnter\n");
    folder_write("deep.tape", "Source outer.tape\n");
    assert_int_equal(tape_load(&tape, folder_path("outer.tape")), 0);
    describe_all(tape, steps, sizeof(steps));
    assert_string_equal(steps, "Down*1@50; Up*1@1; Enter*1@1");
    tape_free(tape);
    assert_int_equal(tape_load(&tape, folder_path("deep.tape")), -EINVAL);
    snprintf(
        expected, sizeof(expected),
        "%s:2:8: a tape that was taken in takes in no other one\n",
        folder_path("outer.tape"));
    assert_string_equal(tape->errors, expected);
    tape_free(tape);
}

static void
a_file_that_is_not_there_is_an_error(void **state)
{
    struct tape *tape;

    (void) state;
    assert_int_equal(tape_load(&tape, "/nonesuch.tape"), -EINVAL);
    assert_string_equal(
        tape->errors, "/nonesuch.tape: No such file or directory\n");
    tape_free(tape);
    assert_int_equal(tape_load(&tape, "/"), -EINVAL);
    assert_non_null(strstr(tape->errors, "Is a directory"));
    tape_free(tape);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(good_ones),
        cmocka_unit_test(bad_ones),
        cmocka_unit_test(not_more_than_ten_errors),
        cmocka_unit_test(nul_and_size_are_refused),
        cmocka_unit_test(what_only_vhs_has_is_noted),
        cmocka_unit_test(workers_and_variables),
        cmocka_unit_test_teardown(
            another_tape_is_taken_in_from_beside_it, folder_teardown),
        cmocka_unit_test(a_file_that_is_not_there_is_an_error),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
