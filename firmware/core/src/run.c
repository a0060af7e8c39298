#include "parts.h"

static void remember(tk_node_t *n, const tk_uuid_t *id, tk_result_t result, tk_error_t error)
{
    uint8_t packed[TK_SEEN_PACKED];
    tk_seen_put(&n->seen, id, result, error);
    size_t len = tk_seen_pack(&n->seen, packed);
    if (n->port->store(n->port->ctx, TK_KEY_SEEN, packed, len) < 0) {
        tk_note(n, TK_NOTE_STORAGE, -1, 0, "command memory");
    }
}

static void answer(tk_node_t *n, int device, const tk_uuid_t *id, uint8_t previous, tk_result_t result,
                   tk_error_t error)
{
    const tk_report_t report = {
        .command = id, .previous = previous, .result = (uint8_t)result, .error = (uint8_t)error};
    tk_outbox_add(n, device, &report);
}

static void refuse(tk_node_t *n, int device, const tk_uuid_t *id, tk_error_t error)
{
    remember(n, id, TK_REJECTED, error);
    answer(n, device, id, n->device[device].out.value, TK_REJECTED, error);
    tk_note(n, TK_NOTE_COMMAND, device, TK_REJECTED, NULL);
}

static uint8_t cause_of(const tk_command_t *c)
{
    switch (c->source) {
    case TK_SCHEDULE:
        return TK_BY_SCHEDULE;
    case TK_CONDITION:
        return TK_BY_CONDITION;
    case TK_EMERGENCY:
        return TK_BY_EMERGENCY_STOP;
    default:
        return TK_BY_COMMAND;
    }
}

static bool can(const tk_kind_spec_t *spec, uint8_t percent)
{
    return spec->class_of == TK_PWM || percent == 0 || percent == 100;
}

static bool can_all(const tk_kind_spec_t *spec, const tk_steps_t *steps)
{
    for (int i = 0; i < steps->count; i++) {
        if (!can(spec, steps->percent[i])) {
            return false;
        }
    }
    return true;
}

/* The percentage the command asks for, or -1 when this kind of device cannot do that. */
static int wanted(const tk_kind_spec_t *spec, const tk_command_t *c)
{
    if (spec->class_of == TK_SENSOR) {
        return -1;
    }
    switch (c->action) {
    case TK_ON:
        return spec->class_of == TK_PWM && c->has_value && c->percent > 0 ? c->percent : 100;
    case TK_OFF:
    case TK_STOP:
        return 0;
    case TK_SET_VALUE:
        return can(spec, c->percent) ? c->percent : -1;
    case TK_SEQUENCE:
        return can_all(spec, &c->steps) ? c->steps.percent[0] : -1;
    default:
        return -1; /* toggle is the hub's to resolve */
    }
}

static bool by_schedule(const tk_command_t *c)
{
    return c->source == TK_SCHEDULE || c->source == TK_CONDITION;
}

/* Relays and contacts wear, and whoever sends ten orders a second has lost his mind. Off is always taken. */
static bool paced(tk_node_t *n, int device)
{
    const tk_pace_t *pace = &n->config->board->pace;
    uint32_t *last = &n->device[device].paced_ms;
    uint32_t now = (uint32_t)n->now_ms;
    if ((*last != 0 && now - *last < pace->device_ms) ||
        !tk_bucket_take(&n->bucket, pace->per_s, pace->burst, n->now_ms)) {
        return false;
    }
    *last = now;
    return true;
}

/* Why the order cannot be taken now, or TK_NO_ERROR. */
static tk_error_t refusal(tk_node_t *n, int device, const tk_order_t *order)
{
    if (tk_stopped(n, device)) {
        return TK_STOPPED;
    }
    if (n->safe_mode && order->percent > 0) {
        return TK_HARDWARE;
    }
    if (order->percent > 0 && !paced(n, device)) {
        tk_note(n, TK_NOTE_PACE, device, 0, NULL);
        return TK_INTERLOCK;
    }
    if (order->steps != NULL && !tk_sequence_room(n, device)) {
        return TK_INTERLOCK;
    }
    return tk_act_admit(n, device, order);
}

static void act(tk_node_t *n, int device, const tk_command_t *c)
{
    int percent = wanted(tk_spec(n, device), c);
    bool sequence = c->action == TK_SEQUENCE;
    if (percent < 0) {
        refuse(n, device, &c->id, TK_INVALID_COMMAND);
        return;
    }
    const tk_order_t order = {.command = &c->id,
                              .steps = sequence ? &c->steps : NULL,
                              .duration_ms = sequence ? tk_sequence_run_ms(&c->steps, 0) : c->duration_ms,
                              .percent = (uint8_t)percent,
                              .cause = cause_of(c),
                              .person = !by_schedule(c)};
    if (percent == 0 && order.person && tk_local_sounds(n, device)) {
        n->alarm.acknowledged = true; /* whoever switches the siren off has heard it */
    }
    tk_error_t no = refusal(n, device, &order);
    if (no != TK_NO_ERROR) {
        refuse(n, device, &c->id, no);
        return;
    }
    uint8_t previous = n->device[device].out.value;
    /* Remember before acting: a reset in between must not run the feeder twice, nor claim that it ran. */
    remember(n, &c->id, TK_UNSURE, TK_NO_ERROR);
    tk_error_t error = tk_act_order(n, device, &order);
    tk_result_t result = error == TK_NO_ERROR ? TK_COMPLETED : TK_FAILED;
    remember(n, &c->id, result, error);
    answer(n, device, &c->id, previous, result, error);
    tk_note(n, TK_NOTE_COMMAND, device, (int)result, NULL);
}

void tk_run_message(tk_node_t *n, const tk_mqtt_message_t *m)
{
    tk_command_t c;
    const char *field = NULL;
    if (tk_stop_topic(n, m)) {
        tk_stop_message(n, m);
        return;
    }
    if (tk_upgrade_topic(n, m)) {
        tk_upgrade_message(n, m);
        return;
    }
    int device = tk_wire_topic_owner(n->config, m->topic, m->topic_len, "config");
    if (device >= 0) {
        tk_configure_message(n, device, m);
        return;
    }
    device = tk_wire_topic_owner(n->config, m->topic, m->topic_len, "command");
    if (device < 0) {
        tk_note(n, TK_NOTE_BAD_TOPIC, -1, 0, NULL);
        return;
    }
    if (m->truncated) {
        tk_note(n, TK_NOTE_BAD_COMMAND, device, 0, "(size)");
        return;
    }
    int err = tk_command_read(&c, &n->json, (const char *)m->payload, m->payload_len, &field);
    c.received_ms = n->now_ms;
    if (err < 0) {
        tk_note(n, TK_NOTE_BAD_COMMAND, device, 0, field);
    }
    if (!c.has_id) {
        return;
    }
    const tk_answer_t *known = tk_seen_find(&n->seen, &c.id);
    if (known != NULL) {
        answer(n, device, &c.id, n->device[device].out.value, (tk_result_t)known->result, (tk_error_t)known->error);
        tk_note(n, TK_NOTE_REPEATED, device, known->result, NULL);
    } else if (err < 0) {
        refuse(n, device, &c.id, TK_INVALID_COMMAND);
    } else if (m->retained || n->now_ms - c.received_ms >= c.ttl_ms) {
        /* A retained order is of unknown age. */
        refuse(n, device, &c.id, TK_EXPIRED);
    } else {
        act(n, device, &c);
    }
}
