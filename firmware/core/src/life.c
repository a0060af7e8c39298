#include "bytes.h"
#include "parts.h"

#define RESETS_MOST 5
#define HEALTHY_MS  120000u /* five resets, each within two minutes of life, are five within ten */
#define RESETS_LEN  5

static void keep_resets(tk_node_t *n, uint8_t count)
{
    uint8_t b[RESETS_LEN] = {count};
    tk_put32(b + 1, tk_crc32(b, 1));
    if (n->port->store(n->port->ctx, TK_KEY_RESETS, b, sizeof b) < 0) {
        tk_note(n, TK_NOTE_STORAGE, -1, 0, "resets");
    }
}

static uint8_t kept_resets(tk_node_t *n)
{
    uint8_t b[RESETS_LEN];
    size_t len = n->port->load(n->port->ctx, TK_KEY_RESETS, b, sizeof b);
    return len == sizeof b && tk_get32(b + 1) == tk_crc32(b, 1) ? b[0] : 0;
}

/* Whoever switches the power off and on has seen the light: that begins anew. */
static void count_reset(tk_node_t *n)
{
    uint8_t before = kept_resets(n);
    bool fault = !tk_is(n->config->boot_reason, tk_length(n->config->boot_reason), "power_on");
    uint8_t count = (uint8_t)(!fault ? 0 : before < UINT8_MAX ? before + 1 : before);
    n->safe_mode = count >= RESETS_MOST;
    if (n->safe_mode) {
        tk_note(n, TK_NOTE_SAFE_MODE, -1, count, NULL);
    }
    n->healthy = count == 0;
    if (count != before) {
        keep_resets(n, count);
    }
}

void tk_life_begin(tk_node_t *n)
{
    uint8_t b[TK_CLOCK_PACKED];
    count_reset(n);
    tk_clock_unpack(&n->clock, n->now_ms, b, n->port->load(n->port->ctx, TK_KEY_CLOCK, b, sizeof b));
    n->clock.keep_ms = n->now_ms + TK_CLOCK_KEEP_MS;
}

/* Called with every poll; nothing here is in a hurry. */
void tk_life_poll(tk_node_t *n)
{
    if (!n->healthy && n->now_ms - n->started_ms >= HEALTHY_MS) {
        n->healthy = true;
        keep_resets(n, 0);
    }
    if (tk_wall_known(n) && n->now_ms >= n->clock.keep_ms) {
        uint8_t b[TK_CLOCK_PACKED];
        n->clock.keep_ms = n->now_ms + TK_CLOCK_KEEP_MS;
        tk_clock_pack(&n->clock, n->now_ms, b);
        if (n->port->store(n->port->ctx, TK_KEY_CLOCK, b, sizeof b) < 0) {
            tk_note(n, TK_NOTE_STORAGE, -1, 0, "clock");
        }
    }
}
