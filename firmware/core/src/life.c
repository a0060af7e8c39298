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

/* Whoever switches the power off and on has seen the light: that begins anew. A reset that the node asked for itself,
 * for an update, is no fault; nor is it a sign of health, so what was counted before stays. */
static uint8_t count_of(const char *reason, uint8_t before)
{
    if (tk_is(reason, tk_length(reason), "power_on")) {
        return 0;
    }
    bool asked = tk_is(reason, tk_length(reason), "software");
    return (uint8_t)(asked || before == UINT8_MAX ? before : before + 1);
}

static void count_reset(tk_node_t *n)
{
    uint8_t before = kept_resets(n);
    uint8_t count = count_of(n->config->boot_reason, before);
    n->safe_mode = count >= RESETS_MOST;
    if (n->safe_mode) {
        tk_note(n, TK_NOTE_SAFE_MODE, -1, count, NULL);
    }
    n->healthy = count == 0;
    if (count != before) {
        keep_resets(n, count);
    }
}

/* Seconds of each device, and whose they are: with other devices the numbers mean nothing. */
#define DAY_LEN (4 + TK_MAX_DEVICES * 2 + 4)

static uint32_t whose(const tk_node_t *n)
{
    return tk_crc32(n->config->device, sizeof n->config->device[0] * n->config->devices);
}

void tk_life_ran(tk_node_t *n, int device)
{
    uint8_t b[DAY_LEN] = {0};
    if (tk_spec(n, device)->daily_ms == 0) {
        return;
    }
    tk_put32(b, whose(n));
    for (int i = 0; i < n->config->devices; i++) {
        uint64_t s = tk_is_sensor(n, i) ? 0 : tk_usage_day_ms(&n->device[i].act.usage, n->now_ms) / 1000u;
        tk_put16(b + 4 + 2 * i, (uint16_t)(s < UINT16_MAX ? s : UINT16_MAX));
    }
    tk_put32(b + DAY_LEN - 4, tk_crc32(b, DAY_LEN - 4));
    if (n->port->store(n->port->ctx, TK_KEY_DAY, b, sizeof b) < 0) {
        tk_note(n, TK_NOTE_STORAGE, device, 0, "day");
    }
}

/* How long ago it was is not known, so it counts as now: pulling the plug gives no feeder its day again. */
static void load_day(tk_node_t *n)
{
    uint8_t b[DAY_LEN];
    if (n->port->load(n->port->ctx, TK_KEY_DAY, b, sizeof b) != sizeof b ||
        tk_get32(b + DAY_LEN - 4) != tk_crc32(b, DAY_LEN - 4) || tk_get32(b) != whose(n)) {
        return;
    }
    for (int i = 0; i < n->config->devices; i++) {
        if (!tk_is_sensor(n, i) && tk_spec(n, i)->daily_ms > 0) {
            tk_usage_stop(&n->device[i].act.usage, tk_get16(b + 4 + 2 * i) * 1000ull, n->now_ms);
        }
    }
}

void tk_life_begin(tk_node_t *n)
{
    uint8_t b[TK_CLOCK_PACKED];
    count_reset(n);
    load_day(n);
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
