#include "tk/backoff.h"

void tk_backoff_reset(tk_backoff_t *b)
{
    b->ceiling_ms = b->first_ms;
}

uint32_t tk_backoff_next(tk_backoff_t *b, uint32_t random)
{
    uint32_t ceiling = b->ceiling_ms > 0 ? b->ceiling_ms : b->first_ms;
    ceiling = ceiling < b->most_ms ? ceiling : b->most_ms;
    b->ceiling_ms = ceiling > b->most_ms / 2 ? b->most_ms : ceiling * 2;
    return (uint32_t)(((uint64_t)random * ((uint64_t)ceiling + 1u)) >> 32);
}
