#include "parts.h"

static void transmit(tk_node_t *n, int len)
{
    if (len < 0 || n->session == TK_SESSION_DOWN) {
        return;
    }
    if (n->port->send(n->port->ctx, n->tx, (size_t)len) < 0) {
        n->session = TK_SESSION_DOWN; /* TK_LINK_DOWN will follow */
    }
}

static void drop(tk_node_t *n, tk_note_t why, int detail)
{
    tk_note(n, why, -1, detail, NULL);
    n->session = TK_SESSION_DOWN;
    n->port->hang_up(n->port->ctx);
}

uint16_t tk_session_packet(tk_node_t *n)
{
    n->packet = n->packet == UINT16_MAX ? 1 : (uint16_t)(n->packet + 1);
    return n->packet;
}

void tk_session_publish(tk_node_t *n, const tk_outgoing_t *what)
{
    if (n->session != TK_SESSION_UP || what->payload_len < 0) {
        return;
    }
    char topic[TK_TOPIC];
    tk_wire_topic(&n->config->farm_id, what->owner, what->leaf, topic);
    const tk_mqtt_post_t post = {.topic = topic,
                                 .payload = tk_payload(n),
                                 .payload_len = (size_t)what->payload_len,
                                 .packet = what->packet,
                                 .again = what->again,
                                 .retained = what->retained};
    transmit(n, tk_mqtt_write_publish(n->tx, sizeof n->tx, &post));
}

void tk_session_begin(tk_node_t *n)
{
    char client_id[TK_UUID_TEXT + 1];
    char topic[TK_TOPIC];
    char will[160]; /* not the scratch: a greeting is longer before its will than a publish before its payload */
    int will_len = tk_wire_offline(n->config, will, sizeof will);
    tk_uuid_text(&n->config->node_id, client_id);
    client_id[TK_UUID_TEXT] = '\0';
    tk_wire_topic(&n->config->farm_id, &n->config->node_id, "heartbeat", topic);
    const tk_mqtt_hello_t hello = {.client_id = client_id,
                                   .will_topic = topic,
                                   .will = will,
                                   .will_len = (size_t)will_len,
                                   .keep_alive_s = TK_KEEP_ALIVE_S};
    tk_mqtt_reset(&n->rx);
    n->session = TK_SESSION_GREETED;
    tk_keep_lost_link(n);
    n->heard_ms = n->now_ms;
    n->pinged = false;
    transmit(n, tk_mqtt_write_connect(n->tx, sizeof n->tx, &hello));
}

void tk_session_end(tk_node_t *n)
{
    n->session = TK_SESSION_DOWN;
}

static void heartbeat(tk_node_t *n, bool retained, uint16_t packet)
{
    tk_beat_t beat = {.wall_ms = tk_wall(n, n->now_ms),
                      .uptime_s = (n->now_ms - n->started_ms) / 1000u,
                      .device = n->device,
                      .time_quality = (uint8_t)tk_clock_quality(&n->clock, n->now_ms),
                      .safe_mode = n->safe_mode,
                      .spool_waiting = n->spool.waiting,
                      .spool_dropped = n->spool.dropped,
                      .stop_button = n->stop.pressed,
                      .stop_wire_broken = n->stop.broken};
    n->port->health(n->port->ctx, &beat.health);
    const tk_outgoing_t what = {.owner = &n->config->node_id,
                                .leaf = "heartbeat",
                                .payload_len = tk_wire_heartbeat(n->config, &beat, tk_payload(n), TK_PAYLOAD),
                                .packet = packet,
                                .retained = retained};
    tk_session_publish(n, &what);
    n->heartbeat_at_ms = n->now_ms + TK_HEARTBEAT_MS;
}

void tk_session_beat(tk_node_t *n)
{
    heartbeat(n, false, tk_session_packet(n));
}

static void subscribe(tk_node_t *n, const char *topic)
{
    transmit(n, tk_mqtt_write_subscribe(n->tx, sizeof n->tx, tk_session_packet(n), topic));
}

/* Subscriptions first: whoever sees us online may send a command at once. Stops before all: they hold, and the broker
 * has kept them for us. */
static void accepted(tk_node_t *n)
{
    char topic[TK_TOPIC];
    n->session = TK_SESSION_UP;
    tk_wire_stop_topic(&n->config->farm_id, topic);
    subscribe(n, topic);
    for (int i = 0; i < n->config->devices; i++) {
        tk_wire_topic(&n->config->farm_id, &n->config->device[i].id, "command", topic);
        subscribe(n, topic);
        tk_wire_topic(&n->config->farm_id, &n->config->device[i].id, "config", topic);
        subscribe(n, topic);
    }
    if (n->config->update != NULL) {
        tk_wire_topic(&n->config->farm_id, &n->config->node_id, "fw_update", topic);
        subscribe(n, topic);
        tk_update_connected(n->config->update);
    }
    heartbeat(n, true, 0);
    tk_outbox_resend(n);
    n->report_at_ms = n->now_ms;
    tk_note(n, TK_NOTE_LINK_UP, -1, 0, NULL);
}

static int connack(tk_node_t *n)
{
    int code = tk_mqtt_connack(&n->rx);
    if (code < 0 || n->session != TK_SESSION_GREETED) {
        return TK_MQTT_MALFORMED;
    }
    if (code > 0) {
        drop(n, TK_NOTE_LINK_REFUSED, code);
        return 0;
    }
    accepted(n);
    return 0;
}

static int publish(tk_node_t *n)
{
    tk_mqtt_message_t m;
    if (tk_mqtt_message(&n->rx, &m) < 0) {
        return TK_MQTT_MALFORMED;
    }
    /* Only the hub may write to our topics. What a broker has kept says nothing of whether the hub still lives. */
    if (!m.retained) {
        n->hub_ms = n->now_ms;
    }
    tk_run_message(n, &m);
    /* Acknowledged last: what was not acted upon comes again. */
    if (m.packet != 0) {
        transmit(n, tk_mqtt_write_puback(n->tx, sizeof n->tx, m.packet));
    }
    return 0;
}

static int packet(tk_node_t *n)
{
    int v;
    tk_mqtt_type_t type = tk_mqtt_type(&n->rx);
    if (type != TK_MQTT_CONNACK && n->session != TK_SESSION_UP) {
        return TK_MQTT_MALFORMED;
    }
    switch (type) {
    case TK_MQTT_CONNACK:
        return connack(n);
    case TK_MQTT_PUBLISH:
        return publish(n);
    case TK_MQTT_PUBACK:
        v = tk_mqtt_puback(&n->rx);
        if (v > 0) {
            tk_outbox_acknowledged(n, (uint16_t)v);
            tk_keep_acknowledged(n, (uint16_t)v);
            tk_upgrade_acknowledged(n, (uint16_t)v);
        }
        return v;
    case TK_MQTT_SUBACK:
        v = tk_mqtt_suback(&n->rx);
        if (v > 0) {
            tk_note(n, TK_NOTE_SUBSCRIPTION_REFUSED, -1, 0, NULL);
        }
        return v;
    default:
        return 0; /* PINGRESP: hearing it was all */
    }
}

void tk_session_rx(tk_node_t *n, const uint8_t *data, size_t len)
{
    size_t pos = 0;
    n->heard_ms = n->now_ms;
    n->pinged = false;
    while (pos < len && n->session != TK_SESSION_DOWN) {
        size_t used = 0;
        int whole = tk_mqtt_read(&n->rx, data + pos, len - pos, &used);
        pos += used;
        if (whole < 0 || (whole > 0 && packet(n) < 0)) {
            drop(n, TK_NOTE_BAD_PACKET, n->rx.first);
        }
    }
}

void tk_session_poll(tk_node_t *n)
{
    uint64_t silence = n->now_ms - n->heard_ms;
    if (n->session == TK_SESSION_GREETED && silence >= TK_CONNACK_MS) {
        drop(n, TK_NOTE_LINK_SILENT, 0);
    }
    if (n->session != TK_SESSION_UP) {
        return;
    }
    if (silence >= TK_SILENCE_MS) {
        drop(n, TK_NOTE_LINK_SILENT, 0);
        return;
    }
    if (silence >= TK_PING_AFTER_MS && !n->pinged) {
        n->pinged = true;
        transmit(n, tk_mqtt_write_empty(n->tx, sizeof n->tx, TK_MQTT_PINGREQ));
    }
    if (n->now_ms >= n->heartbeat_at_ms) {
        heartbeat(n, false, 0);
        tk_outbox_repeat(n);
    }
}

uint64_t tk_session_deadline(const tk_node_t *n)
{
    if (n->session == TK_SESSION_GREETED) {
        return n->heard_ms + TK_CONNACK_MS;
    }
    if (n->session == TK_SESSION_DOWN) {
        return UINT64_MAX;
    }
    uint64_t silence = n->heard_ms + (n->pinged ? TK_SILENCE_MS : TK_PING_AFTER_MS);
    return silence < n->heartbeat_at_ms ? silence : n->heartbeat_at_ms;
}

void tk_session_leave(tk_node_t *n)
{
    const tk_outgoing_t what = {.owner = &n->config->node_id,
                                .leaf = "heartbeat",
                                .payload_len = tk_wire_offline(n->config, tk_payload(n), TK_PAYLOAD),
                                .packet = tk_session_packet(n),
                                .retained = true};
    tk_session_publish(n, &what);
    transmit(n, tk_mqtt_write_empty(n->tx, sizeof n->tx, TK_MQTT_DISCONNECT));
    n->session = TK_SESSION_DOWN;
}
