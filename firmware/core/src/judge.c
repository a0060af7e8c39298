#include "parts.h"

#define GROWN_MILLI 21000 /* days: older birds make more heat than an unwatched house can hold */

static void hear(tk_scene_t *s, int32_t milli)
{
    if (!s->fresh) {
        s->milli = milli;
        s->coldest = milli;
    }
    /* With two sensors the worse one counts, on either side. */
    s->milli = milli > s->milli ? milli : s->milli;
    s->coldest = milli < s->coldest ? milli : s->coldest;
    s->fresh = true;
}

static void look(const tk_node_t *n, int sensor, tk_scene_t *s)
{
    const tk_sensor_t *d = &n->device[sensor].sense;
    bool fresh = tk_sense_fresh(n, sensor);
    int32_t milli = tk_sense_value(n, sensor, 0);
    switch (tk_spec(n, sensor)->metric[0]) {
    case TK_TEMPERATURE:
        s->lost = s->lost || d->lost;
        if (fresh) {
            hear(s, milli);
        }
        break;
    case TK_LEVEL:
        if (fresh && (!s->has_level || milli > s->level)) {
            s->level = milli;
            s->has_level = true;
            s->full = tk_setting_or(&n->device[sensor].settings, TK_SET_FULL, TK_NO_LIMIT);
        }
        break;
    default:
        break;
    }
}

static bool excluded(const tk_node_t *n, int device)
{
    const tk_kind_spec_t *spec = tk_spec(n, device);
    for (int i = 0; spec->excludes != 0 && i < n->config->devices; i++) {
        const tk_device_t *d = &n->device[i];
        if (i != device && (spec->excludes & TK_BIT(n->config->device[i].kind)) != 0 &&
            (d->out.value > 0 || n->now_ms - d->act.usage.off_since_ms < spec->dead_ms)) {
            return true;
        }
    }
    return false;
}

void tk_scene(const tk_node_t *n, int device, tk_scene_t *out)
{
    tk_zero(out, sizeof *out);
    for (int i = 0; i < n->config->devices; i++) {
        if (tk_is_sensor(n, i)) {
            look(n, i, out);
        }
    }
    out->lost = out->lost && !out->fresh;
    out->excluded = excluded(n, device);
}

/* The last good reading of any thermometer was warm for this fan, or its birds are grown. */
static bool warm_or_grown(const tk_node_t *n, const tk_kind_spec_t *spec)
{
    for (int i = 0; i < n->config->devices; i++) {
        const tk_device_t *d = &n->device[i];
        if (tk_is_sensor(n, i) && tk_spec(n, i)->metric[0] == TK_TEMPERATURE &&
            ((d->sense.has_reading && tk_sense_value(n, i, 0) >= spec->off_milli) ||
             tk_setting_or(&d->settings, TK_SET_AGE, 0) > GROWN_MILLI)) {
            return true;
        }
    }
    return false;
}

static tk_claim_t claim(uint8_t percent, tk_cause_t cause, tk_error_t error)
{
    return (tk_claim_t){.made = true, .percent = percent, .cause = (uint8_t)cause, .error = (uint8_t)error};
}

/* A rest has no cause of its own: it is the end of whatever was. */
static tk_claim_t rest(const tk_node_t *n, int device, const tk_kind_spec_t *spec)
{
    const tk_device_t *d = &n->device[device];
    int32_t on_ms = 0;
    if (spec->safe == TK_SAFE_AIR && tk_setting(&d->settings, TK_SET_VENT_ON, &on_ms) && tk_local_vent(n, spec) > 0) {
        return claim(100, TK_BY_CONDITION, TK_NO_ERROR);
    }
    return claim(0, (tk_cause_t)d->cause, TK_NO_ERROR);
}

static tk_claim_t local(const tk_node_t *n, int device, const tk_kind_spec_t *spec, const tk_scene_t *s)
{
    static const tk_claim_t none = {.made = false};
    const tk_actuator_t *a = &n->device[device].act;
    bool alone = tk_local_hub_lost(n);
    if (spec->safe == TK_SAFE_HEAT && alone && s->fresh) {
        return claim(a->latch && tk_seconds(n->now_ms) >= a->rest_s ? 100 : 0, TK_BY_FAILSAFE, TK_NO_ERROR);
    }
    if (spec->safe != TK_SAFE_AIR) {
        return none;
    }
    bool thermostat = alone || (n->stop.app & TK_BIT(device)) != 0;
    if (a->warm || (thermostat && a->latch)) {
        return claim(100, TK_BY_FAILSAFE, TK_NO_ERROR);
    }
    /* Birds need air even when nobody can say how warm it is. */
    return alone ? claim(tk_local_vent(n, spec), TK_BY_FAILSAFE, TK_NO_ERROR) : none;
}

static tk_claim_t interlock(const tk_node_t *n, int device, const tk_kind_spec_t *spec, const tk_scene_t *s,
                            const tk_claim_t *below)
{
    static const tk_claim_t none = {.made = false};
    const tk_device_t *d = &n->device[device];
    if (spec->safe == TK_SAFE_AIR && s->lost) {
        uint8_t duty = warm_or_grown(n, spec) ? 100 : tk_local_vent(n, spec);
        return duty > below->percent ? claim(duty, TK_BY_FAILSAFE, TK_SENSOR_ERROR) : none;
    }
    if (below->percent == 0) {
        return none;
    }
    if (d->out.value > 0 && spec->max_on_ms > 0 && n->now_ms - d->out.on_since_ms >= spec->max_on_ms) {
        return claim(0, TK_BY_FAILSAFE, TK_NO_ERROR);
    }
    tk_error_t no = d->out.value > 0 ? tk_interlock_run(spec, &d->out, &d->act.usage, s, n->now_ms)
                                     : tk_interlock_start(spec, &d->act.usage, s, n->now_ms);
    return no != TK_NO_ERROR ? claim(0, TK_BY_FAILSAFE, no) : none;
}

static tk_claim_t life(const tk_node_t *n, int device, const tk_kind_spec_t *spec, const tk_scene_t *s)
{
    static const tk_claim_t none = {.made = false};
    if (spec->safe == TK_SAFE_AIR && n->alarm.hot) {
        return claim(100, TK_BY_LIFE, TK_NO_ERROR);
    }
    if (spec->safe == TK_SAFE_HEAT && (n->alarm.hot || tk_local_cools(n))) {
        return claim(0, TK_BY_LIFE, TK_INTERLOCK); /* a heater yields to a fan */
    }
    if (spec->safe == TK_SAFE_HEAT && n->alarm.cold && s->fresh) {
        return claim(100, TK_BY_LIFE, TK_NO_ERROR);
    }
    return tk_local_sounds(n, device) ? claim(100, TK_BY_LIFE, TK_NO_ERROR) : none;
}

void tk_judge(const tk_node_t *n, int device, const tk_kind_spec_t *spec, const tk_scene_t *s, tk_claims_t *out)
{
    const tk_standing_t *order = &n->device[device].act.order;
    tk_zero(out, sizeof *out);
    out->by[TK_RANK_REST] = rest(n, device, spec);
    out->by[TK_RANK_LOCAL] = local(n, device, spec, s);
    if (order->given) {
        out->by[order->person ? TK_RANK_PERSON : TK_RANK_SCHEDULE] =
            claim(order->percent, (tk_cause_t)order->cause, TK_NO_ERROR);
    }
    const tk_claim_t below = out->by[tk_arbiter_winner(out, TK_RANK_PERSON)];
    out->by[TK_RANK_INTERLOCK] = interlock(n, device, spec, s, &below);
    out->by[TK_RANK_LIFE] = life(n, device, spec, s);
    if (tk_stopped(n, device)) {
        tk_rank_t rank = tk_stopped_by_button(n, device) ? TK_RANK_BUTTON : TK_RANK_APP;
        out->by[rank] = claim(0, TK_BY_EMERGENCY_STOP, TK_STOPPED);
    }
}
