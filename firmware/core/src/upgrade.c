#include "parts.h"
#include "tk/offer.h"

bool tk_upgrade_topic(const tk_node_t *n, const tk_mqtt_message_t *m)
{
    char topic[TK_TOPIC];
    tk_wire_topic(&n->config->farm_id, &n->config->node_id, "fw_update", topic);
    return n->config->update != NULL && tk_is(m->topic, m->topic_len, topic);
}

/* Light may go out and a fan may pause for the second that a restart takes; all else waits for its end. */
static bool rests(const tk_node_t *n)
{
    bool busy = n->alarm.hot || n->alarm.cold || n->stop.app || n->stop.button || n->stop.pressed;
    for (int i = 0; i < n->config->devices; i++) {
        uint8_t kind = n->config->device[i].kind;
        busy = busy || (!tk_is_sensor(n, i) && kind != TK_LIGHT && kind != TK_FAN && n->device[i].out.value > 0);
    }
    for (int i = 0; i < TK_SEQUENCES; i++) {
        busy = busy || n->sequence[i].steps.count > 0;
    }
    return !busy;
}

static tk_fitness_t fitness(const tk_node_t *n)
{
    tk_fitness_t f = {
        .wall_ms = tk_wall_known(n) ? tk_wall(n, n->now_ms) : 0, .up = n->session == TK_SESSION_UP, .rests = rests(n)};
    for (int i = 0; i < n->config->devices; i++) {
        const tk_device_t *d = &n->device[i];
        uint16_t bit = (uint16_t)(1u << i);
        f.sensors |= tk_is_sensor(n, i) && tk_sense_fresh(n, i) ? bit : 0;
        f.configured |= d->settings.version > 0 ? bit : 0;
        f.stuck |= d->stuck ? bit : 0;
    }
    return f;
}

static void number(tk_json_out_t *o, const char *key, uint64_t value)
{
    tk_json_key(o, key);
    tk_json_int(o, (int64_t)value);
}

static void word(tk_json_out_t *o, const char *key, const char *value)
{
    tk_json_key(o, key);
    tk_json_text(o, value);
}

static void id(tk_json_out_t *o, const char *key, const tk_uuid_t *value)
{
    char text[TK_UUID_TEXT];
    tk_uuid_text(value, text);
    tk_json_key(o, key);
    tk_json_str(o, text, sizeof text);
}

static void version(tk_json_out_t *o, const uint16_t v[3])
{
    char text[18];
    size_t len = 0;
    for (int i = 0; i < 3; i++) {
        char digits[5];
        size_t count = 0;
        uint16_t rest = v[i];
        do {
            digits[count++] = (char)('0' + rest % 10);
            rest = (uint16_t)(rest / 10);
        } while (rest > 0);
        while (count > 0) {
            text[len++] = digits[--count];
        }
        text[len++] = '.';
    }
    tk_json_key(o, "version");
    tk_json_str(o, text, len - 1);
}

static void tell(tk_node_t *n)
{
    tk_update_t *u = n->config->update;
    tk_news_t news;
    uint16_t *packet;
    while (n->session == TK_SESSION_UP && tk_update_news(u, &news, &packet)) {
        tk_json_out_t o;
        tk_json_begin(&o, tk_payload(n), TK_PAYLOAD);
        tk_json_open(&o, '{');
        id(&o, "update_id", &news.id);
        id(&o, "node_id", &n->config->node_id);
        number(&o, "timestamp", tk_wall(n, n->now_ms));
        number(&o, "incarnation", n->config->incarnation);
        number(&o, "boot", n->config->boot);
        number(&o, "seq", ++n->seq);
        word(&o, "state", news.state);
        word(&o, "reason", news.reason);
        if (news.size > 0) {
            version(&o, news.version);
            number(&o, "received", news.received);
            number(&o, "size", news.size);
        }
        word(&o, "firmware_version", n->config->firmware_version);
        tk_json_close(&o, '}');
        *packet = tk_session_packet(n);
        const tk_outgoing_t what = {.owner = &n->config->node_id,
                                    .leaf = "fw_status",
                                    .payload_len = o.full ? -1 : (int)o.len,
                                    .packet = *packet};
        tk_session_publish(n, &what);
        tk_note(n, TK_NOTE_UPDATE, -1, (int)news.received, news.reason != NULL ? news.reason : news.state);
    }
}

void tk_upgrade_message(tk_node_t *n, const tk_mqtt_message_t *m)
{
    tk_update_t *u = n->config->update;
    const tk_fitness_t fit = fitness(n);
    bool has_id = false;
    const char *wrong = "(message)";
    tk_zero(&u->next, sizeof u->next);
    if (!m->truncated && tk_json_parse(&n->json, (const char *)m->payload, m->payload_len) == 0 &&
        tk_json_kind_is(&n->json, 0, TK_JSON_OBJECT)) {
        wrong = tk_offer_read(&n->json, &u->next, &has_id);
    }
    if (wrong != NULL) {
        tk_note(n, TK_NOTE_BAD_UPDATE, -1, 0, wrong);
        if (has_id) {
            u->refusal = (tk_refusal_t){.id = u->next.id, .state = TK_UPDATE_FAILED, .reason = TK_REASON_OFFER};
        }
    } else {
        tk_update_offer(u, &fit, n->now_ms);
    }
    tell(n);
}

void tk_upgrade_acknowledged(tk_node_t *n, uint16_t packet)
{
    if (n->config->update != NULL) {
        tk_update_acknowledged(n->config->update, packet);
    }
}

uint64_t tk_upgrade_poll(tk_node_t *n)
{
    if (n->config->update == NULL) {
        return UINT64_MAX;
    }
    const tk_fitness_t fit = fitness(n);
    uint64_t at = tk_update_poll(n->config->update, &fit, n->now_ms);
    tell(n);
    return at;
}
