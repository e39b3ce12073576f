#include "ui/tree.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "src/supervise/text.h"

/* Find a folded line; tree->folds: it is not folded. */
static size_t
find_fold(const struct tree *tree, pid_t pid)
{
    size_t i = 0;

    while (i < tree->folds && tree->folded[i] != pid) {
        i++;
    }
    return i;
}

/* Forget the folds of processes that are gone. */
static void
forget_folds(struct tree *tree)
{
    size_t kept = 0;

    for (size_t i = 0; i < tree->folds; i++) {
        for (size_t line = 0; line < tree->count; line++) {
            if (tree->lines[line].pid == tree->folded[i]) {
                tree->folded[kept++] = tree->folded[i];
                break;
            }
        }
    }
    tree->folds = kept;
}

/* Find a child of this process by its pid, beginning at a place where it is
 * likely; n: there is none. */
static size_t
find_child(const struct stats_process *list, size_t n, size_t likely, pid_t pid)
{
    for (size_t i = 0; i < n; i++) {
        size_t place = (likely + i) % n;

        if (list[place].depth == 1 && list[place].pid == pid) {
            return place;
        }
    }
    return n;
}

/* Tell whether a process has a later sibling in a depth-first list. */
static bool
has_later_sibling(const struct stats_process *list, size_t n, size_t index)
{
    unsigned depth = list[index].depth;

    for (size_t i = index + 1; i < n && list[i].depth >= depth; i++) {
        if (list[i].depth == depth) {
            return true;
        }
    }
    return false;
}

/* Add the lines of one worker, from its place in the list. */
static void
add_worker(
    struct tree *tree,
    const struct worker *worker,
    const struct stats_process *list,
    size_t n,
    size_t place)
{
    struct tree_line *root = &tree->lines[tree->count++];
    uint64_t guides = 0;
    unsigned fold = 0; /* depth of the folded line that we are below, + 1 */

    *root = (struct tree_line){ .worker = worker->id, .pid = worker->pid };
    if (place == n) {
        return;
    }
    root->parent = list[place].parent;
    root->state = list[place].state;
    root->rss = list[place].rss;
    root->cpu = list[place].cpu;
    fold = find_fold(tree, root->pid) < tree->folds ? 1 : 0;
    for (size_t i = place + 1; i < n && list[i].depth > 1; i++) {
        unsigned depth = list[i].depth - 1;

        if (fold > 0 && depth >= fold) {
            tree->lines[tree->count - 1].hidden++;
            continue;
        }
        fold = find_fold(tree, list[i].pid) < tree->folds ? depth + 1 : 0;
        if (depth < 64) {
            uint64_t bit = UINT64_C(1) << depth;

            guides &= bit - 1;
            guides |= has_later_sibling(list, n, i) ? bit : 0;
        }
        tree->lines[tree->count++] = (struct tree_line){
            .worker = worker->id,
            .depth = depth,
            .guides = guides,
            .pid = list[i].pid,
            .parent = list[i].parent,
            .state = list[i].state,
            .started = list[i].started,
            .rss = list[i].rss,
            .cpu = list[i].cpu,
            .command = list[i].command,
        };
    }
}

int
tree_build(
    struct tree *tree,
    struct worker *const *children,
    size_t count,
    const struct stats_process *list,
    size_t n)
{
    size_t likely = 0;

    if (tree->room < count + n) {
        struct tree_line *lines =
            reallocarray(tree->lines, count + n, sizeof(*lines));

        if (!lines) {
            return -ENOMEM;
        }
        tree->lines = lines;
        tree->room = count + n;
    }
    tree->count = 0;
    tree->children = count;
    for (size_t i = 0; i < count; i++) {
        size_t place = find_child(list, n, likely, children[i]->pid);

        add_worker(tree, children[i], list, n, place);
        likely = place < n ? place + 1 : likely;
    }
    tree->stale = false;
    forget_folds(tree);
    return 0;
}

bool
tree_fold(struct tree *tree, pid_t pid)
{
    size_t place = find_fold(tree, pid);

    tree->stale = true;
    if (place < tree->folds) {
        tree->folded[place] = tree->folded[--tree->folds];
        return true;
    }
    if (tree->folds == TREE_FOLDS) {
        return false;
    }
    tree->folded[tree->folds++] = pid;
    return true;
}

void
tree_fold_all(struct tree *tree)
{
    tree->stale = true;
    if (tree->folds > 0) {
        tree->folds = 0;
        return;
    }
    for (size_t i = 0; i + 1 < tree->count && tree->folds < TREE_FOLDS; i++) {
        if (tree->lines[i].depth == 0 && tree->lines[i + 1].depth == 1) {
            tree->folded[tree->folds++] = tree->lines[i].pid;
        }
    }
}

const char *
tree_path(
    const struct tree *tree,
    size_t place,
    const char *name,
    char *text,
    size_t size)
{
    enum {
        DEPTH_MOST = 64
    };
    size_t path[DEPTH_MOST];
    size_t count = 0;
    unsigned depth = tree->lines[place].depth;
    size_t used = (size_t) snprintf(text, size, "%s", name);

    for (size_t i = place + 1; i-- > 0 && depth > 0;) {
        if (tree->lines[i].depth == depth) {
            path[count < DEPTH_MOST ? count++ : DEPTH_MOST - 1] = i;
            depth--;
        }
    }
    while (count > 0 && used < size) {
        const char *command = tree->lines[path[--count]].command;
        char safe[64];

        text_sanitize(command, strlen(command), safe, sizeof(safe));
        used += (size_t) snprintf(text + used, size - used, " → %s", safe);
    }
    return text;
}

void
tree_free(struct tree *tree)
{
    free(tree->lines);
    *tree = (struct tree){ 0 };
}
