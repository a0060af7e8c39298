#include "parts.h"

static tk_status_t *slot(tk_node_t *n, int i)
{
    return &n->outbox[(n->outbox_from + i) % TK_OUTBOX];
}

/* A packet id of 0 sends once and forgets. */
static void publish(tk_node_t *n, const tk_status_t *s)
{
    const tk_outgoing_t what = {.owner = &n->config->device[s->device].id,
                                .leaf = "status",
                                .payload_len = tk_wire_status(n->config, s, tk_payload(n), TK_PAYLOAD),
                                .packet = s->packet,
                                .again = s->sent};
    tk_session_publish(n, &what);
}

static void send(tk_node_t *n, tk_status_t *s)
{
    if (n->session != TK_SESSION_UP) {
        return;
    }
    s->packet = tk_session_packet(n);
    publish(n, s);
    s->sent = true;
}

/* No run is longer than a day; a run that must end now ends in a millisecond. */
static uint32_t off_in(const tk_node_t *n, const tk_device_t *d)
{
    uint64_t at = d->out.off_at_ms;
    return at == 0 ? 0 : at > n->now_ms ? (uint32_t)(at - n->now_ms) : 1;
}

void tk_outbox_add(tk_node_t *n, int device, const tk_report_t *report)
{
    tk_device_t *d = &n->device[device];
    if (n->outbox_count == TK_OUTBOX) {
        n->outbox_from = (uint8_t)((n->outbox_from + 1) % TK_OUTBOX);
        n->outbox_count--;
        tk_note(n, TK_NOTE_OUTBOX_FULL, device, 0, NULL);
    }
    tk_status_t *s = slot(n, n->outbox_count++);
    tk_zero(s, sizeof *s);
    s->wall_ms = tk_wall(n, n->now_ms);
    s->off_in_ms = off_in(n, d);
    s->seq = ++n->seq;
    d->said_seq = s->seq;
    d->said_wall_ms = s->wall_ms;
    s->device = (uint8_t)device;
    s->value = d->out.value;
    s->previous = report->previous;
    s->cause = d->cause & 15u;
    s->result = report->result & 15u;
    s->error = report->error & 15u;
    s->picture = report->picture;
    if (report->command != NULL) {
        s->command = *report->command;
    }
    send(n, s);
}

static void remove_at(tk_node_t *n, int i)
{
    for (; i > 0; i--) {
        *slot(n, i) = *slot(n, i - 1);
    }
    n->outbox_from = (uint8_t)((n->outbox_from + 1) % TK_OUTBOX);
    n->outbox_count--;
}

void tk_outbox_acknowledged(tk_node_t *n, uint16_t packet)
{
    for (int i = 0; i < n->outbox_count; i++) {
        if (slot(n, i)->sent && slot(n, i)->packet == packet) {
            remove_at(n, i);
            return;
        }
    }
}

void tk_outbox_resend(tk_node_t *n)
{
    for (int i = 0; i < n->outbox_count;) {
        if (slot(n, i)->picture) {
            /* An earlier connect's picture says nothing that the next one does not say. */
            remove_at(n, i);
        } else {
            i++;
        }
    }
    for (int i = 0; i < n->outbox_count; i++) {
        send(n, slot(n, i));
    }
    for (int i = 0; i < n->config->devices; i++) {
        if (!tk_is_sensor(n, i)) {
            const tk_report_t picture = {.previous = n->device[i].out.value, .picture = true};
            tk_outbox_add(n, i, &picture);
        }
    }
}

/* With its old order key: a hub that has heard it drops it, one that was not there yet learns it. */
void tk_outbox_repeat(tk_node_t *n)
{
    for (int i = 0; i < n->config->devices; i++) {
        const tk_device_t *d = &n->device[i];
        if (d->said_seq == 0) {
            continue;
        }
        const tk_status_t said = {
            .wall_ms = d->said_wall_ms,
            .off_in_ms = d->out.off_at_ms != 0 ? (uint32_t)(tk_wall(n, d->out.off_at_ms) - d->said_wall_ms) : 0,
            .seq = d->said_seq,
            .device = (uint8_t)i,
            .value = d->out.value,
            .previous = d->out.value,
            .cause = d->cause & 15u,
            .result = TK_NO_RESULT,
            .error = tk_is_sensor(n, i) && d->sense.lost ? TK_SENSOR_ERROR : TK_NO_ERROR};
        publish(n, &said);
    }
}
