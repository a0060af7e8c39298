/* tk/pace.h - how fast commands may come. A bucket kept as one instant: when it will be full again. */
#pragma once
#include "tk/board.h"

typedef struct {
    uint64_t full_ms;
} tk_bucket_t;

/* Takes one token; false, and nothing taken, when there is none. per_s 0: no limit. */
bool tk_bucket_take(tk_bucket_t *b, uint8_t per_s, uint8_t burst, uint64_t now_ms);
