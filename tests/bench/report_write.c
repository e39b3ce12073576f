#include "tests/bench/json.h"
#include "tests/bench/report.h"
#include "tests/bench/verdict.h"

/* Write median and range. */
static void
write_summary(struct json *json, const char *key, const struct summary *summary)
{
    json_open(json, key, '{');
    json_number(json, "median", summary->median);
    json_number(json, "lowest", summary->lowest);
    json_number(json, "highest", summary->highest);
    json_close(json, '}');
}

static void
write_surroundings(
    struct json *json,
    const struct contest *contest,
    const struct surroundings *surroundings)
{
    json_text(json, "library", surroundings->library);
    json_text(json, "system", surroundings->system);
    json_number(json, "cpus", (double) surroundings->cpus);
    json_truth(json, "pinned", surroundings->pinned);
    json_number(json, "load_before", surroundings->load_before);
    json_number(json, "load_after", surroundings->load_after);
    json_truth(json, "quick", contest->quick);
    json_number(json, "rounds", contest->rounds);
}

/* Write a figure that a row speaks of. */
static void
write_subject(
    struct json *json,
    const char *key,
    const struct subject *subject,
    const struct summary *summary)
{
    json_open(json, key, '{');
    json_text(json, "experiment", subject->experiment);
    json_text(json, "contestant", subject->contestant);
    json_text(json, "figure", subject->figure);
    write_summary(json, "value", summary);
    json_close(json, '}');
}

static void
write_row(
    struct json *json,
    const struct row *row,
    const struct verdict *verdict,
    bool judged)
{
    const char *item = row->item;

    while (*item == ' ') {
        item++;
    }
    json_open(json, NULL, '{');
    json_text(json, "item", item);
    if (row->goal != GOAL_NONE) {
        json_text(json, "goal", row->goal == GOAL_AT_MOST ? "<=" : ">=");
        json_number(json, "bound", row->bound);
    }
    if (verdict->kind == VERDICT_SKIPPED) {
        json_text(json, "skipped", verdict->reason);
        json_close(json, '}');
        return;
    }
    write_subject(json, "ours", &row->ours, &verdict->ours);
    if (verdict->has_base) {
        write_subject(json, "base", &row->base, &verdict->base);
    }
    write_summary(
        json,
        row->among > 0          ? "difference"
            : verdict->has_base ? "ratio"
                                : "value",
        &verdict->ratio);
    if (judged && row->goal != GOAL_NONE) {
        json_truth(json, "met", verdict->kind == VERDICT_MET);
    }
    if (verdict->peer != NULL) {
        json_text(json, "best_peer", verdict->peer);
        json_number(json, "best_peer_median", verdict->peer_median);
        json_number(json, "times_faster_than_best_peer", verdict->peer_ratio);
    }
    json_close(json, '}');
}

static void
write_contestant(
    struct json *json,
    const struct contestant *contestant,
    const struct result *result)
{
    json_open(json, NULL, '{');
    json_text(json, "name", contestant->name);
    json_truth(json, "peer", contestant->peer);
    if (result->version[0] != '\0') {
        json_text(json, "version", result->version);
    }
    if (!result->done) {
        json_text(json, "skipped", result->reason);
    }
    json_open(json, "figures", '{');
    for (size_t i = 0; i < result->count; i++) {
        json_open(json, result->series[i].name, '[');
        for (size_t j = 0; j < result->series[i].count; j++) {
            json_number(json, NULL, result->series[i].values[j]);
        }
        json_close(json, ']');
    }
    json_close(json, '}');
    json_close(json, '}');
}

/* Write every figure in every round. */
static void
write_experiments(struct json *json, const struct contest *contest)
{
    json_open(json, "experiments", '[');
    for (size_t i = 0; i < plan_experiment_count; i++) {
        const struct experiment *experiment = &plan_experiments[i];

        if (!contest_has(contest, i)) {
            continue;
        }
        json_open(json, NULL, '{');
        json_text(json, "name", experiment->name);
        json_open(json, "contestants", '[');
        for (size_t j = 0; j < PLAN_CONTESTANTS; j++) {
            if (experiment->contestants[j].name != NULL) {
                write_contestant(
                    json, &experiment->contestants[j], &contest->results[i][j]);
            }
        }
        json_close(json, ']');
        json_close(json, '}');
    }
    json_close(json, ']');
}

void
report_write(
    const struct contest *contest,
    const struct surroundings *surroundings,
    FILE *file)
{
    struct json json = { .file = file };

    json_open(&json, NULL, '{');
    write_surroundings(&json, contest, surroundings);
    json_open(&json, "rows", '[');
    for (size_t i = 0; i < plan_row_count; i++) {
        struct verdict verdict;

        if (verdict_reach(contest, &plan_rows[i], &verdict)) {
            write_row(&json, &plan_rows[i], &verdict, !contest->quick);
        }
    }
    json_close(&json, ']');
    write_experiments(&json, contest);
    json_close(&json, '}');
}
