/* tk/arbiter.h - who wins over one output: life, then interlocks, then the order that was given, then rest.
 *
 * Owns:     nothing; pure functions over a kind's limits. All limits are in the board's table.
 * Source:   schedules.md "Who wins". Not here yet: emergency stop, minimum ventilation, local tables, button.
 */
#pragma once
#include "tk/board.h"
#include "tk/command.h"

typedef struct {
    bool fresh; /* a good reading, not older than the board's stale_ms. Without one, milli says nothing. */
    int32_t milli;
} tk_climate_t;

typedef struct {
    uint64_t on_since_ms; /* start of the continuous run */
    uint64_t off_at_ms;   /* 0: runs until told */
    uint8_t value;        /* percent now */
    bool limited;         /* off_at_ms comes from max_on, not from the order */
    bool life;            /* running because of the life rule */
} tk_output_t;

/* May the output be set to `percent` now? TK_NO_ERROR, or why not. Off is always admitted but under the life rule. */
tk_error_t tk_arbiter_admit(const tk_kind_spec_t *spec, const tk_output_t *o, const tk_climate_t *c, uint8_t percent);

/* When a run ordered now has to end: the order's duration, cut by what is left of max_on. 0: no end. */
uint64_t tk_arbiter_off_at(const tk_kind_spec_t *spec, const tk_output_t *o, uint64_t now_ms, uint32_t duration_ms,
                           bool *limited);

typedef enum {
    TK_KEEP,
    TK_END_OF_ORDER, /* duration over */
    TK_END_OF_LIMIT, /* max_on reached */
    TK_END_NO_SENSOR,
    TK_END_TOO_HOT,
    TK_LIFE_BEGINS,
    TK_LIFE_ENDS,
} tk_verdict_t;

/* What must happen to the output now, without anybody asking. */
tk_verdict_t tk_arbiter_watch(const tk_kind_spec_t *spec, const tk_output_t *o, const tk_climate_t *c, uint64_t now_ms);
