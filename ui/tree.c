#include "ui/tree.h"

#include <errno.h>
#include <stdlib.h>

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

    *root = (struct tree_line){ .worker = worker->id, .pid = worker->pid };
    if (place == n) {
        return;
    }
    root->parent = list[place].parent;
    root->state = list[place].state;
    root->rss = list[place].rss;
    for (size_t i = place + 1; i < n && list[i].depth > 1; i++) {
        unsigned depth = list[i].depth - 1;

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
    return 0;
}

void
tree_free(struct tree *tree)
{
    free(tree->lines);
    *tree = (struct tree){ 0 };
}
