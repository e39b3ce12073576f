#include "tests/bench/verdict.h"

#include <string.h>

/* Sum up a figure over its rounds. */
static struct summary
sum_up(const struct series *series)
{
    double values[CONTEST_ROUNDS];

    memcpy(values, series->values, series->count * sizeof(*values));
    return statistics_sum_up(values, series->count);
}

/* Divide two figures round by round: what was measured side by side. */
static struct summary
divide(const struct series *above, const struct series *below)
{
    double values[CONTEST_ROUNDS];
    size_t count = above->count < below->count ? above->count : below->count;

    for (size_t i = 0; i < count; i++) {
        values[i] = above->values[i] / below->values[i];
    }
    return statistics_sum_up(values, count);
}

/* Take the difference of two figures round by round, as each one's share. */
static struct summary
subtract(const struct series *from, const struct series *what, double among)
{
    double values[CONTEST_ROUNDS];
    size_t count = from->count < what->count ? from->count : what->count;

    for (size_t i = 0; i < count; i++) {
        values[i] = (from->values[i] - what->values[i]) / among;
    }
    return statistics_sum_up(values, count);
}

/* Find the peer that was the fastest at the same as ours. */
static void
find_peer(
    const struct contest *contest,
    const struct subject *ours,
    const struct series *own,
    struct verdict *verdict)
{
    for (size_t i = 0; i < plan_experiment_count; i++) {
        const struct experiment *experiment = &plan_experiments[i];

        if (strcmp(experiment->name, ours->experiment) != 0) {
            continue;
        }
        for (size_t j = 0; j < PLAN_CONTESTANTS; j++) {
            const struct contestant *peer = &experiment->contestants[j];
            struct subject its = *ours;
            const struct result *result;
            const struct series *series;

            its.contestant = peer->name;
            series = peer->peer ? contest_find(contest, &its, &result) : NULL;
            if (series == NULL
                || (verdict->peer != NULL
                    && verdict->peer_median <= sum_up(series).median)) {
                continue;
            }
            verdict->peer = peer->name;
            verdict->peer_median = sum_up(series).median;
            verdict->peer_ratio = divide(series, own).median;
        }
    }
}

/* Take the figure of a subject, or the reason why there is none. */
static const struct series *
take(
    const struct contest *contest,
    const struct subject *subject,
    struct verdict *verdict)
{
    const struct result *result;
    const struct series *series = contest_find(contest, subject, &result);

    if (series == NULL && verdict->reason == NULL) {
        verdict->kind = VERDICT_SKIPPED;
        verdict->reason = result == NULL ? "was not measured"
            : result->done               ? "gives no such figure"
                                         : result->reason;
        verdict->failed = result != NULL && (result->done || result->failed);
    }
    return series;
}

/* Compare the ratio with what is to be reached. */
static enum verdict_kind
compare(const struct row *row, double ratio)
{
    bool met =
        row->goal == GOAL_AT_MOST ? ratio <= row->bound : ratio >= row->bound;

    if (row->goal == GOAL_NONE) {
        return VERDICT_NONE;
    }
    return met ? VERDICT_MET : VERDICT_NOT_MET;
}

/* Tell whether a row compares what was measured side by side, and the method
 * and not what it grows with. */
static bool
is_inside(const struct row *row)
{
    return row->goal != GOAL_AT_LEAST && row->base.experiment != NULL
        && row->among == 0
        && strcmp(row->ours.experiment, row->base.experiment) == 0;
}

bool
verdict_reach(
    const struct contest *contest,
    const struct row *row,
    struct verdict *verdict)
{
    const struct result *result;
    const struct series *ours;
    const struct series *base = NULL;

    *verdict = (struct verdict){ .has_base = row->base.experiment != NULL };
    contest_find(contest, &row->ours, &result);
    if (result == NULL || (contest->quick && row->full_only)) {
        return false;
    }
    ours = take(contest, &row->ours, verdict);
    if (verdict->has_base) {
        base = take(contest, &row->base, verdict);
    }
    if (ours != NULL) {
        verdict->ours = sum_up(ours);
        if (is_inside(row)) {
            find_peer(contest, &row->ours, ours, verdict);
        }
    }
    if (base != NULL) {
        verdict->base = sum_up(base);
    }
    if (verdict->kind == VERDICT_SKIPPED) {
        return true;
    }
    verdict->ratio = verdict->ours;
    if (base != NULL && row->among > 0) {
        verdict->ratio = subtract(ours, base, row->among);
    } else if (base != NULL) {
        verdict->ratio = row->goal == GOAL_AT_LEAST ? divide(base, ours)
                                                    : divide(ours, base);
    }
    verdict->kind = compare(row, verdict->ratio.median);
    return true;
}
