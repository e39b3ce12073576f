#include <errno.h>
#include <stdio.h>

#include "tests/bench/clock.h"
#include "tests/bench/screen.h"

/* Bytes of a first frame, at least: before them a program only prepares the
 * terminal. */
#define FRAME_BYTES 1000

/* Seconds of silence after the last byte of a frame, and after the first frame
 * of a program of which no text is known. */
#define FRAME_GAP 0.003
#define UNKNOWN_GAP 0.05

int
screen_await(struct pane *pane, const struct order *order)
{
    int result;

    if (order->awaited != NULL) {
        result = pane_await(pane, order->awaited, "");
        return result < 0 ? result : pane_settle(pane, FRAME_GAP);
    }
    while (pane->bytes < FRAME_BYTES) {
        if (!pane_read(pane, PANE_DEADLINE)) {
            return -ETIME;
        }
    }
    return pane_settle(pane, UNKNOWN_GAP);
}

int
screen_measure_frame(
    struct pane *pane, const struct order *order, int64_t launched)
{
    int result = screen_await(pane, order);

    if (result == 0) {
        printf("frame %.3f\n", (double) (pane->read_at - launched) / 1000);
    }
    return result;
}
