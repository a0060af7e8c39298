#include "parts.h"

static int move(tk_node_t *n, int device, uint8_t percent, uint8_t cause, const tk_uuid_t *command)
{
    tk_device_t *d = &n->device[device];
    const tk_edge_t edge = {.value = percent, .cause = cause, .command = command};
    if (percent != d->out.value && n->port->set_output(n->port->ctx, device, &edge) < 0) {
        return -1;
    }
    if (d->out.value == 0 && percent > 0) {
        d->out.on_since_ms = n->now_ms;
    }
    if (d->out.value > 0 && percent == 0) {
        d->off_since_ms = n->now_ms;
    }
    d->out.value = percent;
    d->cause = cause;
    if (percent == 0) {
        d->out.off_at_ms = 0;
        d->out.limited = false;
    }
    return 0;
}

tk_error_t tk_act_order(tk_node_t *n, int device, const tk_order_t *order)
{
    tk_device_t *d = &n->device[device];
    bool limited = false;
    tk_sequence_end(d); /* whatever ran before, a newer order ends it */
    const tk_kind_spec_t spec = tk_configure_limits(n, device);
    uint64_t off_at = tk_arbiter_off_at(&spec, &d->out, n->now_ms, order->duration_ms, &limited);
    if (move(n, device, order->percent, order->cause, order->command) < 0) {
        return TK_HARDWARE;
    }
    if (order->percent > 0) {
        d->out.off_at_ms = off_at;
        d->out.limited = limited;
    }
    d->ordered = order->percent;
    if (order->steps != NULL) {
        tk_sequence_begin(d, order->steps, n->now_ms);
    }
    return TK_NO_ERROR;
}

void tk_act_limit(tk_node_t *n, int device)
{
    tk_output_t *o = &n->device[device].out;
    const tk_kind_spec_t spec = tk_configure_limits(n, device);
    uint64_t limit = o->on_since_ms + spec.max_on_ms;
    if (o->value > 0 && !o->life && spec.max_on_ms > 0 && (o->off_at_ms == 0 || limit < o->off_at_ms)) {
        o->off_at_ms = limit;
        o->limited = true;
    }
}

/* Nobody asked, so nobody is answered: the status carries no command id. */
static bool by_itself(tk_node_t *n, int device, uint8_t percent, uint8_t cause, tk_error_t error)
{
    tk_report_t report = {.previous = n->device[device].out.value, .error = (uint8_t)error};
    if (move(n, device, percent, cause, NULL) < 0) {
        /* Tried again at every poll; said once. */
        if (!n->device[device].stuck) {
            report.error = TK_HARDWARE;
            n->device[device].stuck = true;
            tk_note(n, TK_NOTE_OUTPUT_STUCK, device, percent, NULL);
            tk_outbox_add(n, device, &report);
        }
        return false;
    }
    n->device[device].stuck = false;
    tk_outbox_add(n, device, &report);
    return true;
}

static void end_of_life_rule(tk_node_t *n, int device)
{
    tk_device_t *d = &n->device[device];
    bool over = d->out.off_at_ms != 0 && n->now_ms >= d->out.off_at_ms;
    d->out.life = !by_itself(n, device, over ? 0 : d->ordered, TK_BY_LIFE, TK_NO_ERROR);
}

/* The next step of a sequence, if one is due. A step that is not admitted ends the sequence at rest. */
static void walk(tk_node_t *n, int device, const tk_climate_t *climate)
{
    tk_device_t *d = &n->device[device];
    uint8_t percent = 0;
    uint32_t run_ms = 0;
    if (!tk_sequence_next(d, n->now_ms, &percent, &run_ms)) {
        return;
    }
    d->ordered = percent;
    tk_error_t no = tk_arbiter_admit(tk_spec(n, device), &d->out, climate, percent);
    if (no != TK_NO_ERROR) {
        tk_sequence_end(d);
        d->ordered = 0;
        by_itself(n, device, 0, TK_BY_FAILSAFE, no);
        return;
    }
    if (percent == d->out.value) {
        return; /* no edge, nothing to say: off_at already counts on this step */
    }
    if (percent > 0) {
        const tk_kind_spec_t spec = tk_configure_limits(n, device);
        d->out.off_at_ms = tk_arbiter_off_at(&spec, &d->out, n->now_ms, run_ms, &d->out.limited);
    }
    if (!by_itself(n, device, percent, d->cause, TK_NO_ERROR)) {
        tk_sequence_end(d);
        d->ordered = 0;
        d->out.off_at_ms = n->now_ms; /* it did not follow: whatever it is now, it must come to rest */
    }
}

/* An emergency stop ends what runs. Only a fan comes back by itself, and only after a stop from the app: birds need
 * air, but what a button has stopped must not start while somebody has a hand in it. */
static void hold(tk_node_t *n, int device, const tk_climate_t *climate)
{
    tk_device_t *d = &n->device[device];
    const tk_kind_spec_t *spec = tk_spec(n, device);
    bool by_button = tk_stopped_by_button(n);
    tk_sequence_end(d);
    if (by_button) {
        d->out.life = false;
        d->air_after = 0;
    } else if (spec->life_on_milli != TK_NO_LIMIT) {
        tk_verdict_t verdict = tk_arbiter_watch(spec, &d->out, climate, n->now_ms);
        if (verdict == TK_LIFE_BEGINS) {
            d->out.life = by_itself(n, device, 100, TK_BY_LIFE, TK_NO_ERROR);
            n->report_at_ms = n->now_ms;
        } else if (verdict == TK_LIFE_ENDS) {
            d->out.life = false;
        }
    }
    if (!by_button && spec->stop == TK_STOP_AIR && d->ordered > 0) {
        d->air_after = d->ordered;
        d->air_until_ms = d->out.off_at_ms;
    }
    d->ordered = 0;
    if (d->out.value > 0 && !d->out.life) {
        by_itself(n, device, 0, TK_BY_EMERGENCY_STOP, TK_STOPPED);
    }
}

static void air_again(tk_node_t *n, int device)
{
    tk_device_t *d = &n->device[device];
    uint8_t percent = d->air_after;
    d->air_after = 0;
    if (d->air_until_ms != 0 && n->now_ms >= d->air_until_ms) {
        return;
    }
    d->ordered = percent;
    if (!d->out.life && by_itself(n, device, percent, TK_BY_EMERGENCY_STOP, TK_NO_ERROR)) {
        d->out.off_at_ms = d->air_until_ms;
    }
}

static void watch(tk_node_t *n, int device, const tk_climate_t *climate)
{
    tk_device_t *d = &n->device[device];
    if (tk_stopped(n, device)) {
        hold(n, device, climate);
        return;
    }
    if (d->air_after > 0) {
        air_again(n, device);
    }
    walk(n, device, climate);
    tk_verdict_t verdict = tk_arbiter_watch(tk_spec(n, device), &d->out, climate, n->now_ms);
    if (verdict != TK_KEEP && tk_sequence_runs(d)) {
        tk_sequence_end(d);
        d->ordered = 0;
    }
    switch (verdict) {
    case TK_END_OF_ORDER:
        by_itself(n, device, 0, d->cause, TK_NO_ERROR);
        d->ordered = 0;
        break;
    case TK_END_OF_LIMIT:
        by_itself(n, device, 0, TK_BY_FAILSAFE, TK_NO_ERROR);
        d->ordered = 0;
        break;
    case TK_END_NO_SENSOR:
        by_itself(n, device, 0, TK_BY_FAILSAFE, TK_SENSOR_ERROR);
        break;
    case TK_END_TOO_HOT:
        by_itself(n, device, 0, TK_BY_FAILSAFE, TK_INTERLOCK);
        n->report_at_ms = n->now_ms;
        break;
    case TK_LIFE_BEGINS:
        d->out.life = by_itself(n, device, 100, TK_BY_LIFE, TK_NO_ERROR);
        n->report_at_ms = n->now_ms;
        break;
    case TK_LIFE_ENDS:
        end_of_life_rule(n, device);
        break;
    case TK_KEEP:
    default:
        break;
    }
}

void tk_act_watch(tk_node_t *n)
{
    tk_climate_t climate;
    tk_climate(n, &climate);
    for (int i = 0; i < n->config->devices; i++) {
        if (tk_spec(n, i)->class_of != TK_SENSOR) {
            watch(n, i, &climate);
        }
    }
}

void tk_act_all_off(tk_node_t *n)
{
    for (int i = 0; i < n->config->devices; i++) {
        tk_sequence_end(&n->device[i]);
        if (n->device[i].out.value > 0) {
            by_itself(n, i, 0, TK_BY_FAILSAFE, TK_NO_ERROR);
        }
    }
}

uint64_t tk_act_deadline(const tk_node_t *n)
{
    /* When fans may go again, somebody has to be awake. */
    uint64_t at = n->stop.app && n->stop.air_at_ms > n->now_ms ? n->stop.air_at_ms : UINT64_MAX;
    for (int i = 0; i < n->config->devices; i++) {
        const tk_output_t *o = &n->device[i].out;
        if (n->device[i].stuck) {
            continue; /* tried again with the next sample, not in a tight loop */
        }
        if (tk_sequence_runs(&n->device[i]) && n->device[i].sequence.next_at_ms < at) {
            at = n->device[i].sequence.next_at_ms;
        }
        if (o->value > 0 && o->off_at_ms != 0 && !o->life && o->off_at_ms < at) {
            at = o->off_at_ms;
        }
    }
    return at;
}
