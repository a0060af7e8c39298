#include "tk/interlock.h"
#include "tk/text.h"

#define HOUR_PART_MS 600000u
#define DAY_PART_MS  14400000u
#define RISE_MILLI   1000 /* of a percent more in the tank is a rise, less may be noise */

/* The parts between the newest and now are empty. */
static void turn_hour(tk_usage_t *u, uint64_t now_ms)
{
    uint16_t part = (uint16_t)(now_ms / HOUR_PART_MS);
    if ((uint16_t)(part - u->hour_part) >= TK_HOUR_PARTS) {
        tk_zero(u->starts, sizeof u->starts);
    } else {
        for (uint16_t p = u->hour_part; p != part;) {
            u->starts[++p % TK_HOUR_PARTS] = 0;
        }
    }
    u->hour_part = part;
}

static void turn_day(tk_usage_t *u, uint64_t now_ms)
{
    uint16_t part = (uint16_t)(now_ms / DAY_PART_MS);
    if ((uint16_t)(part - u->day_part) >= TK_DAY_PARTS) {
        tk_zero(u->run_s, sizeof u->run_s);
    } else {
        for (uint16_t p = u->day_part; p != part;) {
            u->run_s[++p % TK_DAY_PARTS] = 0;
        }
    }
    u->day_part = part;
}

void tk_usage_start(tk_usage_t *u, uint64_t now_ms)
{
    turn_hour(u, now_ms);
    uint8_t *starts = &u->starts[u->hour_part % TK_HOUR_PARTS];
    *starts = (uint8_t)(*starts < UINT8_MAX ? *starts + 1 : UINT8_MAX);
    u->level_s = 0; /* the first level of this run will be its base */
}

void tk_usage_stop(tk_usage_t *u, uint64_t ran_ms, uint64_t now_ms)
{
    turn_day(u, now_ms);
    uint64_t run_s = u->run_s[u->day_part % TK_DAY_PARTS] + (ran_ms + 999) / 1000;
    u->run_s[u->day_part % TK_DAY_PARTS] = (uint16_t)(run_s < UINT16_MAX ? run_s : UINT16_MAX);
    u->off_since_ms = now_ms;
}

uint32_t tk_usage_starts(const tk_usage_t *u, uint64_t now_ms)
{
    uint32_t sum = 0;
    tk_usage_t then = *u;
    turn_hour(&then, now_ms);
    for (int i = 0; i < TK_HOUR_PARTS; i++) {
        sum += then.starts[i];
    }
    return sum;
}

uint64_t tk_usage_day_ms(const tk_usage_t *u, uint64_t now_ms)
{
    uint64_t sum = 0;
    tk_usage_t then = *u;
    turn_day(&then, now_ms);
    for (int i = 0; i < TK_DAY_PARTS; i++) {
        sum += then.run_s[i] * 1000ull;
    }
    return sum;
}

/* What holds at every moment that it is on. */
static tk_error_t allowed(const tk_kind_spec_t *spec, const tk_scene_t *s)
{
    if (spec->needs_temperature && !s->fresh) {
        return TK_SENSOR_ERROR;
    }
    if (spec->cutoff_milli != TK_NO_LIMIT && s->fresh && s->milli >= spec->cutoff_milli) {
        return TK_INTERLOCK;
    }
    int32_t full = s->full != TK_NO_LIMIT && s->full < spec->full_milli ? s->full : spec->full_milli;
    return spec->full_milli != TK_NO_LIMIT && s->has_level && s->level >= full ? TK_INTERLOCK : TK_NO_ERROR;
}

tk_error_t tk_interlock_start(const tk_kind_spec_t *spec, const tk_usage_t *u, const tk_scene_t *s, uint64_t now_ms)
{
    if (s->excluded || now_ms - u->off_since_ms < spec->min_off_ms ||
        (spec->starts > 0 && tk_usage_starts(u, now_ms) >= spec->starts) ||
        (spec->daily_ms > 0 && tk_usage_day_ms(u, now_ms) >= spec->daily_ms)) {
        return TK_INTERLOCK;
    }
    return allowed(spec, s);
}

tk_error_t tk_interlock_run(const tk_kind_spec_t *spec, const tk_output_t *o, const tk_usage_t *u, const tk_scene_t *s,
                            uint64_t now_ms)
{
    tk_error_t no = allowed(spec, s);
    if (no != TK_NO_ERROR) {
        return no;
    }
    if (spec->daily_ms > 0 && tk_usage_day_ms(u, now_ms) + (now_ms - o->on_since_ms) >= spec->daily_ms) {
        return TK_INTERLOCK;
    }
    /* Water that does not rise: no water, a burst pipe, or a dead sensor. A pump that runs dry burns. */
    bool dry = spec->dry_ms > 0 && s->has_level && u->level_s != 0 && now_ms >= u->level_s * 1000ull + spec->dry_ms;
    return dry ? TK_HARDWARE : TK_NO_ERROR;
}

void tk_interlock_level(const tk_kind_spec_t *spec, const tk_output_t *o, tk_usage_t *u, const tk_scene_t *s,
                        uint64_t now_ms)
{
    if (spec->dry_ms == 0 || o->value == 0 || !s->has_level) {
        return;
    }
    if (u->level_s == 0 || s->level >= u->level_milli + RISE_MILLI) {
        u->level_milli = s->level;
        u->level_s = (uint32_t)((now_ms + 999) / 1000); /* may lie ahead: up to a second later is in time */
    }
}

uint64_t tk_interlock_off_at(const tk_kind_spec_t *spec, const tk_output_t *o, uint64_t now_ms, uint64_t end_ms,
                             bool *limited)
{
    /* A second "on" does not start max_on again: else it could be prolonged for ever. */
    uint64_t since = o->value > 0 ? o->on_since_ms : now_ms;
    uint64_t limit = spec->max_on_ms > 0 ? since + spec->max_on_ms : 0;
    *limited = limit > 0 && (end_ms == 0 || limit < end_ms);
    return *limited ? limit : end_ms;
}
