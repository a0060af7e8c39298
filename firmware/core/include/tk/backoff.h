/* tk/backoff.h - how long to wait before the next try. Full jitter, so that a thousand nodes that lost one broker do
 * not come back in step. */
#pragma once
#include <stdint.h>

typedef struct {
    uint32_t first_ms; /* ceiling of the first wait; doubled by each failure */
    uint32_t most_ms;  /* ceiling of all */
    uint32_t ceiling_ms;
} tk_backoff_t;

/* After a success: the next failure starts small again. */
void tk_backoff_reset(tk_backoff_t *b);

/* A wait between 0 and the ceiling, which then doubles. random: 32 even bits. */
uint32_t tk_backoff_next(tk_backoff_t *b, uint32_t random);
