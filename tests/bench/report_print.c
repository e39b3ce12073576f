#include <stdio.h>
#include <string.h>

#include "tests/bench/report.h"
#include "tests/bench/verdict.h"

/* The columns, and their heads. */
#define LINE "%-38s %9s %9s %-12s %6s %-14s %-8s %-8s %s\n"

/* Write a value so that three digits count. */
static void
write_value(char *text, size_t size, double value)
{
    snprintf(text, size, "%.*f", value < 10 ? 2 : value < 1000 ? 1 : 0, value);
}

/* Write what is to be reached. */
static void
write_goal(char *text, size_t size, const struct row *row)
{
    text[0] = '\0';
    if (row->goal != GOAL_NONE) {
        snprintf(
            text, size, "%s %.6g",
            row->goal == GOAL_AT_MOST ? "<=" : ">=", row->bound);
        if (row->goal == GOAL_AT_MOST && row->base.experiment != NULL
            && row->among == 0) {
            snprintf(text, size, "<= %.2f", row->bound);
        }
    }
}

/* Print a row that has its figures. */
static void
print_measured(
    FILE *file,
    const struct row *row,
    const struct verdict *verdict,
    bool quick)
{
    static const char *const words[] = { "", "met", "NOT MET", "" };
    char ours[24];
    char base[24] = "";
    char ratio[32] = "";
    char value[24];
    char lowest[24];
    char highest[24];
    char range[56];
    char goal[24];
    char peer[64] = "";

    write_value(ours, sizeof(ours), verdict->ours.median);
    if (verdict->has_base) {
        write_value(base, sizeof(base), verdict->base.median);
        snprintf(ratio, sizeof(ratio), "%.2f", verdict->ratio.median);
    }
    if (row->among > 0) {
        write_value(value, sizeof(value), verdict->ratio.median);
        snprintf(ratio, sizeof(ratio), "+%s", value);
    }
    write_value(lowest, sizeof(lowest), verdict->ratio.lowest);
    write_value(highest, sizeof(highest), verdict->ratio.highest);
    snprintf(range, sizeof(range), "[%s..%s]", lowest, highest);
    if (verdict->peer != NULL) {
        snprintf(
            peer, sizeof(peer), "%s %.0f (%.2fx)", verdict->peer,
            verdict->peer_median, verdict->peer_ratio);
    }
    write_goal(goal, sizeof(goal), row);
    fprintf(
        file, LINE, row->item, ours, base,
        verdict->has_base ? row->base.contestant : "", ratio, range, goal,
        quick ? "" : words[verdict->kind], peer);
}

/* Count a verdict. */
static void
count(struct tally *tally, const struct row *row, const struct verdict *verdict)
{
    if (verdict->kind == VERDICT_MET) {
        tally->met++;
    } else if (verdict->kind == VERDICT_NOT_MET) {
        tally->not_met++;
    } else if (verdict->kind == VERDICT_SKIPPED && row->goal != GOAL_NONE) {
        tally->skipped++;
    }
    if (verdict->failed) {
        tally->failed++;
    }
}

/* Print what was measured besides ours. */
static void
print_versions(const struct contest *contest, FILE *file)
{
    const char *told[8] = { NULL };
    size_t n = 0;

    for (size_t i = 0; i < plan_experiment_count; i++) {
        for (size_t j = 0; j < PLAN_CONTESTANTS; j++) {
            const char *version = contest->results[i][j].version;
            size_t k = 0;

            while (k < n && strcmp(told[k], version) != 0) {
                k++;
            }
            if (version[0] != '\0' && k == n && n < 8) {
                fprintf(file, ", %s", version);
                told[n++] = version;
            }
        }
    }
}

struct tally
report_print(
    const struct contest *contest,
    const struct surroundings *surroundings,
    FILE *file)
{
    struct tally tally = { 0 };

    fprintf(
        file, "\nlibmultiprocessing %s on %s, %ld CPUs%s",
        surroundings->library, surroundings->system, surroundings->cpus,
        surroundings->pinned ? ", pinned to one" : "");
    print_versions(contest, file);
    fprintf(
        file,
        "\nload average %.2f before, %.2f after; medians of %u rounds, in "
        "microseconds or numbers\n\n",
        surroundings->load_before, surroundings->load_after, contest->rounds);
    fprintf(
        file, LINE, "item", "ours", "base", "", "ratio", "range", "target", "",
        "best peer");
    for (size_t i = 0; i < plan_row_count; i++) {
        const struct row *row = &plan_rows[i];
        struct verdict verdict;

        if (!verdict_reach(contest, row, &verdict)) {
            continue;
        }
        count(&tally, row, &verdict);
        if (verdict.kind == VERDICT_SKIPPED) {
            fprintf(file, "%-38s skipped: %s\n", row->item, verdict.reason);
        } else {
            print_measured(file, row, &verdict, contest->quick);
        }
    }
    if (contest->quick) {
        fprintf(file, "\nThe quick form is not judged.\n");
    } else {
        fprintf(
            file, "\n%d targets met, %d not met, %d skipped.\n", tally.met,
            tally.not_met, tally.skipped);
    }
    return tally;
}
