/* tk/interlock.h - what an output may not do, whoever asks. Pure functions over a kind's limits and what the output has
 * done; only the life rule goes past them.
 *
 * Owns:     tk_usage_t, the memory of one output: its starts within the hour and its time on within the day.
 * Source:   schedules.md "Who wins" 4.
 */
#pragma once
#include "tk/board.h"
#include "tk/command.h"

typedef struct {
    uint64_t on_since_ms; /* start of the continuous run */
    uint64_t off_at_ms;   /* 0: runs until told */
    uint8_t value;        /* percent now */
    bool limited;         /* off_at_ms comes from max_on, not from the order */
    bool life;            /* running because of the life rule */
} tk_output_t;

#define TK_HOUR_PARTS 7 /* of 10 minutes: the last hour whole, and the part that has just begun */
#define TK_DAY_PARTS  7 /* of 4 hours */

typedef struct {
    uint64_t off_since_ms; /* end of its last run; a reset counts as one */
    uint32_t level_s;      /* pump: when the level last rose, monotonic seconds; 0: not looked at yet */
    int32_t level_milli;   /* and to where */
    uint16_t hour_part;    /* number of the newest part since the clock's start */
    uint16_t day_part;
    uint16_t run_s[TK_DAY_PARTS];
    uint8_t starts[TK_HOUR_PARTS];
} tk_usage_t;

void tk_usage_start(tk_usage_t *u, uint64_t now_ms);
void tk_usage_stop(tk_usage_t *u, uint64_t ran_ms, uint64_t now_ms);
uint32_t tk_usage_starts(const tk_usage_t *u, uint64_t now_ms); /* within the last hour or a little more */
uint64_t tk_usage_day_ms(const tk_usage_t *u,
                         uint64_t now_ms); /* on within the last day or a little more, without the run under way */

/* What is around an output. */
typedef struct {
    bool fresh;    /* a good temperature, not older than the board's stale_ms. Without one, milli says nothing */
    int32_t milli; /* the hottest of this node's sensors */
    int32_t coldest;
    bool lost;      /* there is such a sensor here, and it has been without a good reading for too long */
    bool was_warm;  /* its last good reading was above the thermostat's lower limit */
    bool has_level; /* a fresh level */
    int32_t level;  /* thousandths of a percent */
    int32_t full;   /* of a full tank, when the hub has said it; else TK_NO_LIMIT and the kind's own counts */
    bool excluded;  /* one that excludes this kind runs, or has just stopped */
} tk_scene_t;

/* May it start now? TK_NO_ERROR, or why not. */
tk_error_t tk_interlock_start(const tk_kind_spec_t *spec, const tk_usage_t *u, const tk_scene_t *s, uint64_t now_ms);

/* May it go on? max_on is not asked here: it is the output's off_at_ms. */
tk_error_t tk_interlock_run(const tk_kind_spec_t *spec, const tk_output_t *o, const tk_usage_t *u, const tk_scene_t *s,
                            uint64_t now_ms);

/* Notes the level while a pump runs, for its dry run. */
void tk_interlock_level(const tk_kind_spec_t *spec, const tk_output_t *o, tk_usage_t *u, const tk_scene_t *s,
                        uint64_t now_ms);

/* When a run that begins or goes on now has to end: the order's end, cut by what is left of max_on. 0: no end. */
uint64_t tk_interlock_off_at(const tk_kind_spec_t *spec, const tk_output_t *o, uint64_t now_ms, uint64_t end_ms,
                             bool *limited);
