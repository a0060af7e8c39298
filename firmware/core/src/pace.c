#include "tk/pace.h"

bool tk_bucket_take(tk_bucket_t *b, uint8_t per_s, uint8_t burst, uint64_t now_ms)
{
    if (per_s == 0) {
        return true;
    }
    uint64_t token_ms = 1000u / per_s;
    uint64_t full = b->full_ms > now_ms ? b->full_ms : now_ms;
    if (full + token_ms > now_ms + burst * token_ms) {
        return false;
    }
    b->full_ms = full + token_ms;
    return true;
}
