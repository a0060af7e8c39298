#include "parts.h"

#define HUB_LOST_MS     90000u
#define AIR_HYSTERESIS  1000    /* thousandths of a degree, between an alarm's beginning and its end */
#define WARM_HOLD_MS    300000u /* a fan switched off by hand above the comfort limit */
#define AFTER_BUTTON_MS 300000u /* what a button has stopped starts by a local rule only so long after its release */
#define SOUND_MS        60000
#define PAUSE_MS        60000

bool tk_local_hub_lost(const tk_node_t *n)
{
    bool hand_near = n->button_ms != 0 && n->now_ms - n->button_ms < AFTER_BUTTON_MS;
    return (n->safe_mode || n->now_ms - n->hub_ms >= HUB_LOST_MS) && !hand_near;
}

static int32_t lower(int32_t a, int32_t b)
{
    return a < b ? a : b;
}

/* Several thermometers may carry limits: the more careful one counts. */
void tk_local_air(const tk_node_t *n, tk_air_t *out)
{
    bool heard = false;
    *out = n->config->board->air;
    for (int i = 0; i < n->config->devices; i++) {
        const tk_settings_t *s = &n->device[i].settings;
        int32_t low = 0;
        if (!tk_is_sensor(n, i) || tk_spec(n, i)->metric[0] != TK_TEMPERATURE) {
            continue;
        }
        int32_t high = tk_setting_or(s, TK_SET_CRITICAL_HIGH, n->config->board->air.critical_high);
        int32_t comfort = tk_setting_or(s, TK_SET_COMFORT_HIGH, n->config->board->air.comfort_high);
        out->critical_high = heard ? lower(out->critical_high, high) : high;
        out->comfort_high = heard ? lower(out->comfort_high, comfort) : comfort;
        if (tk_setting(s, TK_SET_CRITICAL_LOW, &low) && (out->critical_low == TK_NO_LIMIT || low > out->critical_low)) {
            out->critical_low = low;
        }
        heard = true;
    }
}

static void alarms(tk_node_t *n, const tk_air_t *air, const tk_scene_t *s)
{
    bool was_hot = n->alarm.hot;
    bool was_cold = n->alarm.cold;
    if (s->fresh && s->milli >= air->critical_high) {
        n->alarm.hot = true;
    } else if (s->fresh && s->milli < air->critical_high - AIR_HYSTERESIS) {
        n->alarm.hot = false; /* a sensor that dies in the heat does not end it: only a cooler reading does */
    }
    bool low = air->critical_low != TK_NO_LIMIT && s->fresh;
    n->alarm.cold = low && s->coldest <= air->critical_low + (was_cold ? AIR_HYSTERESIS : 0);
    if ((n->alarm.hot && !was_hot) || (n->alarm.cold && !was_cold)) {
        n->alarm.since_ms = n->now_ms;
        n->alarm.acknowledged = false;
        n->report_at_ms = n->now_ms; /* a limit is told at once */
        tk_note(n, TK_NOTE_ALARM, -1, n->alarm.hot ? 1 : 2, NULL);
    } else if (was_hot != n->alarm.hot || was_cold != n->alarm.cold) {
        n->report_at_ms = n->now_ms;
        tk_note(n, TK_NOTE_ALARM, -1, 0, NULL);
    }
}

static uint32_t sound_ms(const tk_node_t *n, int device)
{
    return (uint32_t)tk_setting_or(&n->device[device].settings, TK_SET_SOUND, SOUND_MS);
}

static uint32_t round_ms(const tk_node_t *n, int device)
{
    return sound_ms(n, device) + (uint32_t)tk_setting_or(&n->device[device].settings, TK_SET_PAUSE, PAUSE_MS);
}

bool tk_local_sounds(const tk_node_t *n, int device)
{
    return n->config->device[device].kind == TK_SIREN && (n->alarm.hot || n->alarm.cold) && !n->alarm.acknowledged &&
           (n->now_ms - n->alarm.since_ms) % round_ms(n, device) < sound_ms(n, device);
}

void tk_local_silence(tk_node_t *n)
{
    n->alarm.acknowledged = true; /* until the next alarm begins */
    tk_act_watch(n);
}

bool tk_local_cools(const tk_node_t *n)
{
    for (int i = 0; i < n->config->devices; i++) {
        const tk_device_t *d = &n->device[i];
        if (!tk_is_sensor(n, i) && tk_spec(n, i)->safe == TK_SAFE_AIR && d->out.value > 0 &&
            (d->out.life || d->act.warm || (d->act.latch && d->cause == TK_BY_FAILSAFE))) {
            return true;
        }
    }
    return false;
}

/* In step with the node's own start: nothing else is known without a hub. */
uint8_t tk_local_vent(const tk_node_t *n, const tk_kind_spec_t *spec)
{
    return (n->now_ms - n->started_ms) % spec->vent_every_ms < spec->vent_on_ms ? 100 : 0;
}

static void thermostat(tk_actuator_t *a, const tk_kind_spec_t *spec, const tk_scene_t *s)
{
    bool fan = spec->safe == TK_SAFE_AIR;
    if (!s->fresh) {
        a->latch = false;
    } else if (fan ? s->milli >= spec->on_milli : s->coldest <= spec->on_milli) {
        a->latch = true;
    } else if (fan ? s->milli <= spec->off_milli : s->coldest >= spec->off_milli) {
        a->latch = false;
    }
}

static void drop(tk_node_t *n, int device)
{
    tk_sequence_end(n, device);
    n->device[device].act.order.given = false;
}

/* Above the comfort limit a hand keeps a fan off for five minutes, then air is worth more. */
static void comfort(tk_node_t *n, int device, const tk_air_t *air, const tk_scene_t *s)
{
    tk_actuator_t *a = &n->device[device].act;
    bool warm = s->fresh && s->milli >= air->comfort_high;
    bool held_off = a->order.given && a->order.person && a->order.percent == 0 && tk_sequence_of(n, device) == NULL;
    if (warm && held_off && a->order.hold_s > tk_seconds(n->now_ms + WARM_HOLD_MS)) {
        a->order.hold_s = tk_seconds(n->now_ms + WARM_HOLD_MS);
    }
    if (held_off && tk_seconds(n->now_ms) >= a->order.hold_s) {
        drop(n, device);
        a->warm = warm;
    }
    if (a->warm && s->fresh && s->milli < air->comfort_high - AIR_HYSTERESIS) {
        a->warm = false;
    }
}

/* Without a hub a machine ends after its running action; air and heat go over to the thermostat once a hand's hold is
 * over. */
static void alone(tk_node_t *n, int device, const tk_kind_spec_t *spec)
{
    tk_standing_t *order = &n->device[device].act.order;
    bool machine = spec->safe == TK_SAFE_OFF && order->end_ms == 0 && tk_sequence_of(n, device) == NULL;
    bool held = order->person && tk_seconds(n->now_ms) < order->hold_s;
    bool air = (spec->safe == TK_SAFE_AIR || spec->safe == TK_SAFE_HEAT) && !held;
    if (order->given && (machine || air)) {
        drop(n, device);
    }
}

void tk_local_watch(tk_node_t *n)
{
    tk_air_t air;
    tk_scene_t s;
    tk_local_air(n, &air);
    tk_scene(n, 0, &s);
    alarms(n, &air, &s);
    if (n->stop.pressed || n->stop.button != 0) {
        n->button_ms = n->now_ms;
    }
    bool hub_lost = tk_local_hub_lost(n);
    for (int i = 0; i < n->config->devices; i++) {
        if (tk_is_sensor(n, i)) {
            continue;
        }
        const tk_kind_spec_t spec = tk_configure_limits(n, i);
        tk_actuator_t *a = &n->device[i].act;
        if (spec.safe == TK_SAFE_AIR || spec.safe == TK_SAFE_HEAT) {
            thermostat(a, &spec, &s);
        }
        if (spec.safe == TK_SAFE_AIR) {
            comfort(n, i, &air, &s);
        }
        if (hub_lost) {
            alone(n, i, &spec);
        }
    }
}

/* When the next local rule may change its mind without a reading: the hub is lost, a siren's round, a fan's duty. Holds
 * and latches are looked at with each sample. */
uint64_t tk_local_deadline(const tk_node_t *n)
{
    uint64_t lost = n->hub_ms + HUB_LOST_MS;
    return lost > n->now_ms ? lost : UINT64_MAX;
}
