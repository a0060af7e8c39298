/* tk/clock.h - wall time over the monotonic clock, and how far it can be trusted. Nothing that guards an animal needs
 * it.
 *
 * Promises: once told, time never goes back by more than a step that somebody told us; small errors are slewed. After a
 * power cut it is never earlier than what was last kept.
 */
#pragma once
#include <stdbool.h>
#include <stdint.h>

typedef enum {
    TK_TIME_NONE,   /* since the start of this boot, or since what was last kept: only the order is right */
    TK_TIME_RTC,    /* a battery's clock says so */
    TK_TIME_SYNCED, /* the hub says so, within the last day */
} tk_time_quality_t;

#define TK_STEP_MS 1000 /* more than that is a step, less is slewed by a hundredth of the time that passes */

typedef struct {
    int64_t offset_ms; /* wall minus monotonic */
    uint64_t told_ms;  /* monotonic, when it was last told */
    uint64_t keep_ms;  /* when it is kept next */
    uint8_t quality;   /* as told */
} tk_clock_t;

void tk_clock_tell(tk_clock_t *c, int64_t offset_ms, tk_time_quality_t quality, uint64_t now_ms);
tk_time_quality_t tk_clock_quality(const tk_clock_t *c, uint64_t now_ms);

/* Storage form: UTC milliseconds and their CRC. */
#define TK_CLOCK_PACKED  12
#define TK_CLOCK_KEEP_MS 600000
void tk_clock_pack(const tk_clock_t *c, uint64_t now_ms, uint8_t out[TK_CLOCK_PACKED]);
void tk_clock_unpack(tk_clock_t *c, uint64_t now_ms, const uint8_t *data, uint64_t len);
