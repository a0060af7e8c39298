#include "parts.h"

#define MANUAL_HOLD_MS 1800000u /* schedules.md, "Who wins", 5: a person's order, or its own duration if longer */
#define LIMIT_REST_MS  300000u  /* a thermostat does not start again at once what has met its longest run */

static void started(tk_node_t *n, tk_device_t *d)
{
    d->out.on_since_ms = n->now_ms;
    tk_usage_start(&d->act.usage, n->now_ms);
}

static void stopped(tk_node_t *n, tk_device_t *d)
{
    tk_usage_stop(&d->act.usage, n->now_ms - d->out.on_since_ms, n->now_ms);
    d->out.off_at_ms = 0;
    d->out.limited = false;
}

static int move(tk_node_t *n, int device, uint8_t percent, uint8_t cause, const tk_uuid_t *command)
{
    tk_device_t *d = &n->device[device];
    const tk_edge_t edge = {.value = percent, .cause = cause, .command = command};
    uint8_t before = d->out.value;
    if (percent != before && n->port->set_output(n->port->ctx, device, &edge) < 0) {
        return -1;
    }
    d->out.value = percent;
    d->cause = cause;
    if (before == 0 && percent > 0) {
        started(n, d);
    }
    if (before > 0 && percent == 0) {
        stopped(n, d);
        tk_life_ran(n, device);
    }
    return 0;
}

/* Nobody asked, so nobody is answered: the status carries no command id. */
static bool by_itself(tk_node_t *n, int device, const tk_claim_t *claim)
{
    tk_device_t *d = &n->device[device];
    tk_report_t report = {.previous = d->out.value, .error = claim->error};
    if (move(n, device, claim->percent, claim->cause, NULL) < 0) {
        /* Tried again with every sample; said once. */
        if (!d->stuck) {
            report.error = TK_HARDWARE;
            d->stuck = true;
            tk_note(n, TK_NOTE_OUTPUT_STUCK, device, claim->percent, NULL);
            tk_outbox_add(n, device, &report);
        }
        return false;
    }
    d->stuck = false;
    return true;
}

static void drop(tk_node_t *n, int device)
{
    tk_sequence_end(n, device);
    n->device[device].act.order.given = false;
}

static void set_off_at(tk_node_t *n, int device, const tk_kind_spec_t *spec, tk_rank_t rank)
{
    tk_device_t *d = &n->device[device];
    bool ordered = rank == TK_RANK_PERSON || rank == TK_RANK_SCHEDULE;
    d->out.life = rank == TK_RANK_LIFE && d->out.value > 0;
    if (d->out.value == 0 || d->out.life) {
        d->out.off_at_ms = 0;
        return;
    }
    d->out.off_at_ms =
        tk_interlock_off_at(spec, &d->out, n->now_ms, ordered ? d->act.order.end_ms : 0, &d->out.limited);
}

/* What an order that has lost becomes. A stop from the app only interrupts a fan: birds need air. What a limit, a
 * sensor or a button has ended does not start again by itself. */
static void forget(tk_node_t *n, int device, tk_rank_t rank, const tk_claim_t *claim)
{
    tk_device_t *d = &n->device[device];
    bool fan = tk_spec(n, device)->safe == TK_SAFE_AIR;
    if (rank >= TK_RANK_PERSON) {
        return;
    }
    tk_sequence_end(n, device);
    bool interrupted = fan && (rank == TK_RANK_APP || claim->percent > 0) && d->act.order.percent > 0;
    /* A sequence has no end of its own to go back to: what it was about is over. */
    if (!interrupted) {
        d->act.order.given = false;
    }
    if (rank == TK_RANK_INTERLOCK && claim->percent == 0) {
        d->act.rest_s = tk_seconds(n->now_ms + LIMIT_REST_MS);
    }
}

/* An order is over when its time is; a sequence's when its last step is. */
static void expire(tk_node_t *n, int device)
{
    tk_standing_t *order = &n->device[device].act.order;
    if (order->given && order->end_ms != 0 && n->now_ms >= order->end_ms && tk_sequence_of(n, device) == NULL) {
        order->given = false;
    }
}

/* The next step of a sequence, if one is due. A step that is not admitted ends the sequence at rest. */
static void walk(tk_node_t *n, int device)
{
    tk_device_t *d = &n->device[device];
    uint8_t percent = 0;
    uint32_t run_ms = 0;
    if (!tk_sequence_next(n, device, &percent, &run_ms)) {
        return;
    }
    tk_order_t step = {.percent = percent, .cause = d->act.order.cause, .person = d->act.order.person};
    tk_error_t no = tk_act_admit(n, device, &step);
    if (no == TK_NO_ERROR) {
        d->act.order.percent = percent;
        d->act.order.end_ms = run_ms > 0 ? n->now_ms + run_ms : 0;
        d->act.order.given = tk_sequence_of(n, device) != NULL;
        return;
    }
    drop(n, device);
    if (d->out.value == 0) { /* else the end of the run will say it */
        const tk_report_t report = {.previous = 0, .error = (uint8_t)no};
        d->cause = TK_BY_FAILSAFE;
        tk_outbox_add(n, device, &report);
    }
}

static void watch(tk_node_t *n, int device)
{
    tk_device_t *d = &n->device[device];
    tk_scene_t s;
    tk_claims_t claims;
    const tk_kind_spec_t spec = tk_configure_limits(n, device);
    walk(n, device);
    expire(n, device);
    tk_scene(n, device, &s);
    tk_interlock_level(&spec, &d->out, &d->act.usage, &s, n->now_ms);
    tk_judge(n, device, &spec, &s, &claims);
    tk_rank_t rank = tk_arbiter_winner(&claims, TK_RANK_BUTTON);
    const tk_claim_t *won = &claims.by[rank];
    uint8_t before = d->out.value;
    forget(n, device, rank, won);
    if (won->percent != before) {
        if (!by_itself(n, device, won)) {
            drop(n, device); /* it did not follow: whatever it is now, it must come to rest */
            return;
        }
        set_off_at(n, device, &spec, rank);
        const tk_report_t report = {.previous = before, .error = won->error};
        tk_outbox_add(n, device, &report);
        if (rank == TK_RANK_INTERLOCK || rank == TK_RANK_LIFE) {
            n->report_at_ms = n->now_ms; /* with the reading that was the reason */
        }
        return;
    }
    set_off_at(n, device, &spec, rank);
}

void tk_act_watch(tk_node_t *n)
{
    tk_local_watch(n);
    for (int i = 0; i < n->config->devices; i++) {
        if (!tk_is_sensor(n, i)) {
            watch(n, i);
        }
    }
}

static tk_standing_t standing(const tk_node_t *n, const tk_order_t *order)
{
    uint64_t end = order->duration_ms > 0 ? n->now_ms + order->duration_ms : 0;
    uint64_t hold = n->now_ms + MANUAL_HOLD_MS;
    return (tk_standing_t){.given = true,
                           .percent = order->percent,
                           .cause = order->cause,
                           .person = order->person,
                           .end_ms = order->percent > 0 ? end : 0,
                           .hold_s = !order->person ? 0 : tk_seconds(end > hold ? end : hold)};
}

tk_error_t tk_act_admit(tk_node_t *n, int device, const tk_order_t *order)
{
    tk_device_t *d = &n->device[device];
    tk_scene_t s;
    tk_claims_t claims;
    const tk_kind_spec_t spec = tk_configure_limits(n, device);
    const tk_standing_t now = d->act.order;
    tk_rank_t own = order->person ? TK_RANK_PERSON : TK_RANK_SCHEDULE;
    /* A person's hold: the schedule waits. A walk through steps asks for itself. */
    if (!order->person && now.given && now.person && tk_seconds(n->now_ms) < now.hold_s) {
        return TK_INTERLOCK;
    }
    tk_scene(n, device, &s);
    d->act.order = standing(n, order);
    tk_judge(n, device, &spec, &s, &claims);
    d->act.order = now;
    tk_rank_t rank = tk_arbiter_winner(&claims, TK_RANK_BUTTON);
    const tk_claim_t *won = &claims.by[rank];
    if (rank >= own || (rank != TK_RANK_BUTTON && rank != TK_RANK_APP && won->percent == order->percent)) {
        return TK_NO_ERROR;
    }
    return won->error != TK_NO_ERROR ? (tk_error_t)won->error : TK_INTERLOCK;
}

tk_error_t tk_act_order(tk_node_t *n, int device, const tk_order_t *order)
{
    tk_device_t *d = &n->device[device];
    const tk_kind_spec_t spec = tk_configure_limits(n, device);
    drop(n, device); /* whatever ran before, a newer order ends it */
    if (move(n, device, order->percent, order->cause, order->command) < 0) {
        return TK_HARDWARE;
    }
    d->stuck = false;
    d->act.order = standing(n, order);
    d->act.warm = false;
    if (order->steps != NULL) {
        tk_sequence_begin(n, device, order->steps);
    }
    if (!d->out.life || d->out.value == 0) {
        set_off_at(n, device, &spec, order->person ? TK_RANK_PERSON : TK_RANK_SCHEDULE);
    }
    return TK_NO_ERROR;
}

void tk_act_all_off(tk_node_t *n)
{
    static const tk_claim_t off = {.made = true, .percent = 0, .cause = TK_BY_FAILSAFE};
    for (int i = 0; i < n->config->devices; i++) {
        if (tk_is_sensor(n, i)) {
            continue;
        }
        const tk_report_t report = {.previous = n->device[i].out.value};
        drop(n, i);
        if (n->device[i].out.value > 0 && by_itself(n, i, &off)) {
            tk_outbox_add(n, i, &report);
        }
    }
}

uint64_t tk_act_deadline(const tk_node_t *n)
{
    /* When fans may go again, somebody has to be awake. */
    uint64_t at = n->stop.app && n->stop.air_at_ms > n->now_ms ? n->stop.air_at_ms : UINT64_MAX;
    for (int i = 0; i < n->config->devices; i++) {
        const tk_output_t *o = &n->device[i].out;
        if (tk_is_sensor(n, i) || n->device[i].stuck) {
            continue; /* tried again with the next sample, not in a tight loop */
        }
        if (o->value > 0 && o->off_at_ms != 0 && !o->life && o->off_at_ms < at) {
            at = o->off_at_ms;
        }
    }
    for (int i = 0; i < TK_SEQUENCES; i++) {
        const tk_sequence_t *s = &n->sequence[i];
        if (s->steps.count > 0 && !n->device[s->device].stuck && s->next_at_ms < at) {
            at = s->next_at_ms;
        }
    }
    uint64_t local = tk_local_deadline(n);
    return local < at ? local : at;
}
