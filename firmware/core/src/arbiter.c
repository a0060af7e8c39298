#include "tk/arbiter.h"

static bool too_hot(const tk_kind_spec_t *spec, const tk_climate_t *c)
{
    return spec->cutoff_milli != TK_NO_LIMIT && c->fresh && c->milli >= spec->cutoff_milli;
}

tk_error_t tk_arbiter_admit(const tk_kind_spec_t *spec, const tk_output_t *o, const tk_climate_t *c, uint8_t percent)
{
    if (o->life && percent < 100) {
        return TK_INTERLOCK;
    }
    if (percent == 0) {
        return TK_NO_ERROR;
    }
    if (spec->needs_temperature && !c->fresh) {
        return TK_SENSOR_ERROR;
    }
    return too_hot(spec, c) ? TK_INTERLOCK : TK_NO_ERROR;
}

uint64_t tk_arbiter_off_at(const tk_kind_spec_t *spec, const tk_output_t *o, uint64_t now_ms, uint32_t duration_ms,
                           bool *limited)
{
    /* A second "on" does not start max_on again: else it could be prolonged for ever. */
    uint64_t since = o->value > 0 ? o->on_since_ms : now_ms;
    uint64_t ordered = duration_ms > 0 ? now_ms + duration_ms : 0;
    uint64_t limit = spec->max_on_ms > 0 ? since + spec->max_on_ms : 0;
    *limited = limit > 0 && (ordered == 0 || limit < ordered);
    return *limited ? limit : ordered;
}

tk_verdict_t tk_arbiter_watch(const tk_kind_spec_t *spec, const tk_output_t *o, const tk_climate_t *c, uint64_t now_ms)
{
    if (spec->life_on_milli != TK_NO_LIMIT) {
        if (!o->life && c->fresh && c->milli >= spec->life_on_milli) {
            return TK_LIFE_BEGINS;
        }
        /* A sensor that dies in the heat does not stop the fan: only a fresh, cooler reading ends the life rule. */
        if (o->life) {
            return c->fresh && c->milli < spec->life_off_milli ? TK_LIFE_ENDS : TK_KEEP;
        }
    }
    if (o->value == 0) {
        return TK_KEEP;
    }
    if (spec->needs_temperature && !c->fresh) {
        return TK_END_NO_SENSOR;
    }
    if (too_hot(spec, c)) {
        return TK_END_TOO_HOT;
    }
    if (o->off_at_ms != 0 && now_ms >= o->off_at_ms) {
        return o->limited ? TK_END_OF_LIMIT : TK_END_OF_ORDER;
    }
    return TK_KEEP;
}
