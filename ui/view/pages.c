#include "ui/view/pages.h"

void
pages_init(struct pages *pages, enum page page)
{
    pages->way[0] = page;
    pages->depth = 1;
}

enum page
pages_top(const struct pages *pages)
{
    return pages->way[pages->depth - 1];
}

enum page
pages_base(const struct pages *pages)
{
    int top = pages->depth - 1;

    return pages->way[top] == PAGE_QUIT && top > 0 ? pages->way[top - 1]
                                                   : pages->way[top];
}

void
pages_go(struct pages *pages, enum page page)
{
    for (int i = 0; i < pages->depth; i++) {
        if (pages->way[i] == page) {
            pages->depth = i;
            break;
        }
    }
    pages->way[pages->depth++] = page;
}

bool
pages_back(struct pages *pages)
{
    if (pages->depth == 1) {
        return false;
    }
    pages->depth--;
    return true;
}
