#include "tk/clock.h"
#include "bytes.h"
#include "tk/text.h"

#define DAY_MS 86400000u

void tk_clock_tell(tk_clock_t *c, int64_t offset_ms, tk_time_quality_t quality, uint64_t now_ms)
{
    int64_t error = offset_ms - c->offset_ms;
    int64_t most = (int64_t)(now_ms - c->told_ms) / 100;
    bool slew = c->quality != TK_TIME_NONE && error < TK_STEP_MS && error > -TK_STEP_MS;
    if (slew && error > most) {
        error = most;
    } else if (slew && error < -most) {
        error = -most;
    }
    /* Told so often that nothing may be slewed yet: what has passed goes on counting. */
    if (slew && most == 0) {
        return;
    }
    c->offset_ms += error;
    c->told_ms = now_ms;
    c->quality = (uint8_t)quality;
}

tk_time_quality_t tk_clock_quality(const tk_clock_t *c, uint64_t now_ms)
{
    if (c->quality == TK_TIME_SYNCED && now_ms - c->told_ms >= DAY_MS) {
        return TK_TIME_RTC; /* a crystal of its own, drifting seconds a day */
    }
    return (tk_time_quality_t)c->quality;
}

void tk_clock_pack(const tk_clock_t *c, uint64_t now_ms, uint8_t out[TK_CLOCK_PACKED])
{
    tk_put64(out, now_ms + (uint64_t)c->offset_ms);
    tk_put32(out + 8, tk_crc32(out, 8));
}

void tk_clock_unpack(tk_clock_t *c, uint64_t now_ms, const uint8_t *data, uint64_t len)
{
    if (len == TK_CLOCK_PACKED && tk_get32(data + 8) == tk_crc32(data, 8)) {
        c->offset_ms = (int64_t)(tk_get64(data) - now_ms);
    }
}
