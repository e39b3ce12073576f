#include "tests/bench/contest.h"

#include <errno.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include "tests/bench/clock.h"
#include "tests/bench/statistics.h"

#define REPEATS 8

/* The outcomes of one contestant in one round. */
struct turn {
    struct outcome outcomes[REPEATS];
    unsigned count;
};

bool
contest_has(const struct contest *contest, size_t which)
{
    const struct experiment *experiment = &plan_experiments[which];

    return !(contest->quick && experiment->full_only)
        && (contest->only == NULL
            || strstr(experiment->name, contest->only) != NULL);
}

/* Set a contestant aside before it has run, where it can have no part. */
static void
check_need(const struct contestant *contestant, struct result *result)
{
    if (limits_check(&contestant->need, result->reason, sizeof(result->reason))
        == 0) {
        result->done = true;
    }
}

/* Decide who takes part in an experiment. */
static void
admit(struct contest *contest, size_t which)
{
    const struct contestant *contestants = plan_experiments[which].contestants;

    for (size_t i = 0; i < PLAN_CONTESTANTS && contestants[i].name; i++) {
        struct result *result = &contest->results[which][i];

        if (contest->quick && contestants[i].full_only) {
            strcpy(result->reason, "not in the quick form");
        } else {
            check_need(&contestants[i], result);
        }
    }
}

/* Run a contestant once. */
static int
run_once(
    const struct contestant *contestant,
    struct result *result,
    struct turn *turn)
{
    struct outcome *outcome = &turn->outcomes[turn->count];
    int status = runner_run(contestant->command, outcome);

    if (status == 0) {
        turn->count++;
        memcpy(result->version, outcome->version, sizeof(result->version));
    } else if (status > 0) {
        result->done = false;
        result->failed = status > 1;
        memcpy(result->reason, outcome->reason, sizeof(result->reason));
    }
    return status < 0 ? status : 0;
}

/* Find a figure by its name, or make room for it. */
static struct series *
find_series(struct result *result, const char *name)
{
    struct series *series = result->series;

    while (series < result->series + result->count
           && strcmp(series->name, name) != 0) {
        series++;
    }
    if (series == result->series + result->count) {
        strcpy(series->name, name);
        result->count++;
    }
    return series;
}

/* Keep the medians of what a contestant gave in a round.  Every run of it
 * gives the same figures in the same order. */
static void
keep(struct result *result, const struct turn *turn)
{
    for (size_t i = 0; i < turn->outcomes[0].count; i++) {
        const struct figure *figure = &turn->outcomes[0].figures[i];
        struct series *series = find_series(result, figure->name);
        double values[REPEATS];

        for (unsigned j = 0; j < turn->count; j++) {
            values[j] = turn->outcomes[j].figures[i].value;
        }
        series->values[series->count++] =
            statistics_sum_up(values, turn->count).median;
    }
}

/* Have the contestants of an experiment run in turn, and each time have
 * another one begin. */
static int
run_experiment(struct contest *contest, size_t which, unsigned round)
{
    const struct experiment *experiment = &plan_experiments[which];
    unsigned repeats = contest->quick ? 1 : experiment->repeats;
    static struct turn turns[PLAN_CONTESTANTS];

    memset(turns, 0, sizeof(turns));
    for (unsigned repeat = 0; repeat < repeats && repeat < REPEATS; repeat++) {
        for (size_t turn = 0; turn < PLAN_CONTESTANTS; turn++) {
            size_t i = (turn + repeat + round) % PLAN_CONTESTANTS;
            struct result *result = &contest->results[which][i];

            if (result->done
                && run_once(&experiment->contestants[i], result, &turns[i])
                    < 0) {
                return -1;
            }
        }
    }
    for (size_t i = 0; i < PLAN_CONTESTANTS; i++) {
        if (contest->results[which][i].done) {
            keep(&contest->results[which][i], &turns[i]);
        }
    }
    return 0;
}

/* Tell whether an experiment takes part in a round. */
static bool
takes_part(
    const struct contest *contest,
    const struct experiment *experiment,
    unsigned round)
{
    unsigned rounds =
        experiment->rounds > 0 && contest->quick ? 1 : experiment->rounds;

    return rounds == 0 || round < rounds;
}

int
contest_run(struct contest *contest)
{
    int64_t began;

    for (unsigned round = 0; round < contest->rounds; round++) {
        fprintf(stderr, "round %u of %u:", round + 1, contest->rounds);
        for (size_t which = 0; which < plan_experiment_count; which++) {
            if (!contest_has(contest, which)
                || !takes_part(contest, &plan_experiments[which], round)) {
                continue;
            }
            if (round == 0) {
                admit(contest, which);
            }
            fprintf(stderr, " %s", plan_experiments[which].name);
            began = clock_now();
            if (run_experiment(contest, which, round) < 0) {
                fprintf(stderr, " stopped\n");
                return -EINTR;
            }
            fprintf(stderr, " %.1fs", (double) (clock_now() - began) / 1e9);
        }
        fprintf(stderr, "\n");
    }
    return 0;
}

/* Find the number of an experiment, and of a contestant in it. */
static bool
find_place(const struct subject *subject, size_t *which, size_t *who)
{
    for (*which = 0; *which < plan_experiment_count; (*which)++) {
        const struct experiment *experiment = &plan_experiments[*which];

        if (strcmp(experiment->name, subject->experiment) != 0) {
            continue;
        }
        for (*who = 0; *who < PLAN_CONTESTANTS; (*who)++) {
            const char *name = experiment->contestants[*who].name;

            if (name != NULL && strcmp(name, subject->contestant) == 0) {
                return true;
            }
        }
    }
    return false;
}

const struct series *
contest_find(
    const struct contest *contest,
    const struct subject *subject,
    const struct result **result)
{
    size_t which;
    size_t who;

    *result = NULL;
    if (!find_place(subject, &which, &who) || !contest_has(contest, which)) {
        return NULL;
    }
    *result = &contest->results[which][who];
    for (size_t i = 0; (*result)->done && i < (*result)->count; i++) {
        if (strcmp((*result)->series[i].name, subject->figure) == 0) {
            return &(*result)->series[i];
        }
    }
    return NULL;
}
