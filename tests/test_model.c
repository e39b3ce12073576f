/* The model: selection, tags, actions, messages, what is dirty. */
#include <errno.h>
#include <locale.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>

#include "tests/support/cmocka.h"
#include "tests/support/fixture.h"
#include "ui/model_act.h"
#include "ui/model_rows.h"

static struct fixture fixture;

/* Five workers, none started. */
static int
open_fixture(void **state)
{
    (void) state;
    fixture_open(&fixture, false);
    for (int i = 0; i < 5; i++) {
        fixture_add(&fixture, NULL, "worker(3)", false);
    }
    fixture.model.dirty = 0;
    return 0;
}

static const char *
selected_name(void)
{
    return model_selected(&fixture.model)->name;
}

static void
selection(void **state)
{
    struct model *model = &fixture.model;

    (void) state;
    assert_string_equal(selected_name(), "Process-1");
    model_move(model, -1);
    assert_string_equal(selected_name(), "Process-1");
    model_move(model, 2);
    assert_string_equal(selected_name(), "Process-3");
    assert_true(model->dirty & DIRTY_SELECTION);
    model_move(model, 99);
    assert_string_equal(selected_name(), "Process-5");
    model_move(model, -3);
    assert_string_equal(selected_name(), "Process-2");
    model_select_id(model, supervisor_worker(fixture.supervisor, 3)->id);
    assert_string_equal(selected_name(), "Process-4");
    model_select_id(model, 99999);
    assert_string_equal(selected_name(), "Process-4");
    model_select(model, 1);
    assert_string_equal(selected_name(), "Process-2");
}

/* Without rows there is nothing to act on, and nothing breaks. */
static void
no_rows(void **state)
{
    struct fixture *empty = &fixture;

    (void) state;
    fixture_close(&fixture);
    fixture_open(&fixture, false);
    assert_null(model_selected(&empty->model));
    model_move(&empty->model, 3);
    model_tag(&empty->model);
    model_tag_all(&empty->model);
    model_act(&empty->model, ACTION_START);
    assert_string_equal(empty->model.notice, "There is no process to act on");
    assert_false(model_stop_joining(&empty->model));
    fixture_type(empty, "stKJcjk\033ljG\033?\033");
    fixture_expect_text(empty, 80, 24, "NAME");
    assert_non_null(fixture_add(empty, NULL, "worker(3)", false));
    assert_string_equal(selected_name(), "Process-1");
}

static void
tagging(void **state)
{
    struct model *model = &fixture.model;
    uint64_t ids[5];

    (void) state;
    for (size_t i = 0; i < 5; i++) {
        ids[i] = supervisor_worker(fixture.supervisor, i)->id;
    }
    fixture_type(&fixture, "jj  k ");
    assert_int_equal(model->tags.count, 1);
    assert_true(tags_has(&model->tags, ids[2]));
    assert_false(tags_has(&model->tags, ids[3]));
    fixture_type(&fixture, "A");
    assert_int_equal(model->tags.count, 5);
    fixture_type(&fixture, "U");
    assert_int_equal(model->tags.count, 0);
    fixture_type(&fixture, "A\033");
    assert_int_equal(model->tags.count, 0);
}

/* Keys act on the tagged rows, or else on the selected one. */
static void
acting(void **state)
{
    (void) state;
    fixture_type(&fixture, "js");
    assert_false(fixture_process(&fixture, 0)->started);
    assert_true(fixture_process(&fixture, 1)->started);
    fixture_type(&fixture, "gjj  s");
    assert_true(fixture_process(&fixture, 2)->started);
    assert_true(fixture_process(&fixture, 3)->started);
    assert_false(fixture_process(&fixture, 4)->started);
}

/* What the last line of the messages says. */
static const char *
newest(const struct model *model)
{
    return messages_get(&model->messages, model->messages.count - 1)->text;
}

/* What was shown is kept, with its time; said again at once, it is kept once. */
static void
what_is_told_is_kept(void **state)
{
    struct model *model = &fixture.model;
    size_t count = model->messages.count;
    int64_t time;

    (void) state;
    fixture_type(&fixture, "T[");
    assert_string_equal(model->notice, "Nothing has happened to it yet");
    assert_string_equal(newest(model), model->notice);
    assert_int_equal(model->messages.count, count + 1);
    time = messages_get(&model->messages, count)->time;
    fixture_pass(&fixture, 1);
    fixture_type(&fixture, "[[");
    assert_int_equal(model->messages.count, count + 1);
    assert_true(messages_get(&model->messages, count)->time > time);
    fixture_type(&fixture, "\033s");
    count = model->messages.count;
    fixture_type(&fixture, "T[[");
    assert_string_equal(newest(model), "Nothing earlier in this lane");
    assert_int_equal(model->messages.count, count + 1);
    model_tell(model, MESSAGE_GOOD, "%s", "a\033[2Jb"); /* as it is safe */
    model_tell(model, MESSAGE_GOOD, "%s", "a\033[2Jb");
    assert_int_equal(model->messages.count, count + 2);
}

/* Neither a question is kept, nor what the screen shows all the time. */
static void
what_is_asked_is_not_kept(void **state)
{
    struct model *model = &fixture.model;
    size_t count;

    (void) state;
    fixture_type(&fixture, "As");
    count = model->messages.count;
    fixture_type(&fixture, "K");
    assert_true(model->asking);
    fixture_type(&fixture, "n>>IZZ%");
    assert_string_equal(model->notice, "No action on '%' (? shows the keys)");
    assert_int_equal(model->messages.count, count);
}

/* One process is signalled without a question, several after one. */
static void
asking(void **state)
{
    struct model *model = &fixture.model;

    (void) state;
    fixture_type(&fixture, "st");
    assert_false(model->asking);
    assert_int_equal(fixture_process(&fixture, 0)->last_signal, SIGTERM);
    fixture_type(&fixture, "AsK");
    assert_true(model->asking);
    assert_string_equal(model->notice, "Kill 5 processes? y/n");
    fixture_pass(&fixture, 60);
    assert_true(model->asking);
    fixture_key(&fixture, KEYCODE_ESCAPE);
    assert_false(model->asking);
    assert_int_equal(fixture_process(&fixture, 4)->signals, 0);
    assert_int_equal(model->tags.count, 5);
    fixture_type(&fixture, "K");
    fixture_key(&fixture, KEYCODE_ENTER);
    assert_int_equal(fixture_process(&fixture, 4)->last_signal, SIGKILL);
    fixture_type(&fixture, "J"); /* signals nobody */
    assert_false(model->asking);
}

static void
joining(void **state)
{
    struct worker *worker = supervisor_worker(fixture.supervisor, 0);

    (void) state;
    fixture_type(&fixture, "s5J");
    assert_int_equal(worker->state, WORKER_JOINING);
    assert_false(worker->join_forever);
    fixture_pass(&fixture, 4.9);
    assert_int_equal(worker->state, WORKER_JOINING);
    fixture_pass(&fixture, 0.2);
    assert_int_equal(worker->state, WORKER_STARTED);
    fixture_type(&fixture, "J");
    assert_true(worker->join_forever);
    fixture_key(&fixture, KEYCODE_ESCAPE);
    assert_int_equal(worker->state, WORKER_STARTED);
}

/* Escape and a key that come in one go are both typed. */
static void
escape_and_a_key(void **state)
{
    struct worker *worker = supervisor_worker(fixture.supervisor, 0);

    (void) state;
    fixture_type(&fixture, "sJ");
    fixture_key(&fixture, KEYCODE_ALT | 'j');
    assert_int_equal(worker->state, WORKER_STARTED);
    assert_int_equal(fixture.model.place, 1);
}

static void
message_ring(void **state)
{
    struct messages *messages = &fixture.model.messages;
    const struct message *message;
    char text[32];

    (void) state;
    for (int i = 0; i < 3 * MESSAGES_KEPT + 7; i++) {
        snprintf(text, sizeof(text), "Process-1 message %d", i);
        messages_add(messages, i, MESSAGE_GOOD, text, "Process-1");
    }
    assert_int_equal(messages->count, MESSAGES_KEPT);
    message = messages_get(messages, 0);
    assert_int_equal(message->time, 2 * MESSAGES_KEPT + 7);
    message = messages_get(messages, MESSAGES_KEPT - 1);
    assert_string_equal(message->text, "Process-1 message 774");
    assert_int_equal(message->name_size, 9);
    messages_add(messages, 1, MESSAGE_PLAIN, "a\033[2Jb\nc", NULL);
    message = messages_get(messages, MESSAGES_KEPT - 1);
    assert_null(strpbrk(message->text, "\033\n"));
    assert_int_equal(message->name_size, 0);
}

/* What sort of line each end makes. */
static void
message_kinds(void **state)
{
    static const struct {
        int exitcode;
        bool asked;
        enum message_kind kind;
    } rows[] = {
        { 0, false, MESSAGE_GOOD },
        { 1, false, MESSAGE_BAD },
        { -11, false, MESSAGE_BAD },
        { -15, true, MESSAGE_ASKED },
    };
    const struct messages *messages = &fixture.model.messages;

    (void) state;
    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        model_select(&fixture.model, i);
        fixture_type(&fixture, rows[i].asked ? "st" : "s");
        fake_process_end(fixture_process(&fixture, i), rows[i].exitcode);
        assert_int_equal(
            messages_get(messages, messages->count - 1)->kind, rows[i].kind);
    }
    fixture_type(&fixture, "s");
    assert_int_equal(
        messages_get(messages, messages->count - 1)->kind, MESSAGE_WARNING);
}

static void
dirt(void **state)
{
    struct model *model = &fixture.model;

    (void) state;
    fixture_type(&fixture, "s");
    assert_true(model->dirty & DIRTY_ROWS);
    assert_true(model->dirty & DIRTY_MESSAGES);
    model->dirty = 0;
    fixture_write(&fixture, 0, OUTPUT_STDOUT, "x\n");
    assert_int_equal(model->dirty, DIRTY_OUTPUT);
    model_select(model, 1);
    model->dirty = 0;
    fixture_write(&fixture, 0, OUTPUT_STDOUT, "x\n");
    assert_int_equal(model->dirty, 0);
    fixture_add(&fixture, NULL, "worker(3)", false);
    assert_true(model->dirty & DIRTY_LAYOUT);
}

/* The columns know the widest of what they must hold. */
static void
widths(void **state)
{
    (void) state;
    assert_int_equal(fixture.model.name_width, 9);
    assert_int_equal(fixture.model.target_width, 9);
    fixture_add(&fixture, "工作进程工作", "\033[1mx", false);
    assert_int_equal(fixture.model.name_width, 12);
    fixture.engine.next_pid = 4194303;
    fixture_type(&fixture, "s");
    assert_int_equal(fixture.model.pid_width, 7);
}

static void
requests(void **state)
{
    (void) state;
    fixture_key(&fixture, KEYCODE_CTRL_L);
    assert_int_equal(fixture.request, SHELL_REDRAW);
    fixture_key(&fixture, KEYCODE_CTRL_Z);
    assert_int_equal(fixture.request, SHELL_SUSPEND);
    fixture_key(&fixture, KEYCODE_RESIZE);
    assert_int_equal(fixture.request, SHELL_NOTHING);
    assert_string_equal(fixture.model.notice, "");
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
#define TEST(name)                                                             \
    cmocka_unit_test_setup_teardown(name, open_fixture, fixture_teardown)
        TEST(selection),
        TEST(no_rows),
        TEST(tagging),
        TEST(acting),
        TEST(what_is_told_is_kept),
        TEST(what_is_asked_is_not_kept),
        TEST(asking),
        TEST(joining),
        TEST(escape_and_a_key),
        TEST(message_ring),
        TEST(message_kinds),
        TEST(dirt),
        TEST(widths),
        TEST(requests),
    };

    setlocale(LC_CTYPE, "C.UTF-8");
    return cmocka_run_group_tests_name("model", tests, NULL, NULL);
}
