#include "parts.h"

/* schedules.md, "Who wins", 3: fans come back after 5 min. Used only when the hub's own number could not be read. */
#define AIR_AFTER_MS 300000u

bool tk_stop_holds(const tk_node_t *n)
{
    return n->stop.pressed || n->stop.button != 0 || n->stop.app != 0 || n->stop.broken || n->stop.wire != 0;
}

bool tk_stopped_by_button(const tk_node_t *n, int device)
{
    return n->stop.pressed || (n->stop.button & TK_BIT(device)) != 0;
}

bool tk_stopped(const tk_node_t *n, int device)
{
    uint8_t stop = tk_spec(n, device)->stop;
    if (stop == TK_STOP_NEVER) {
        return false;
    }
    if (tk_stopped_by_button(n, device)) {
        return true;
    }
    /* Nobody can be sure of the button now. What a hand may be in stands still; air, water and warmth go on. */
    if (stop == TK_STOP_REACH && (n->stop.broken || (n->stop.wire & TK_BIT(device)) != 0)) {
        return true;
    }
    return (n->stop.app & TK_BIT(device)) != 0 && (stop != TK_STOP_AIR || n->now_ms < n->stop.air_at_ms);
}

static void hold(tk_node_t *n)
{
    bool button = n->stop.pressed || n->stop.button != 0;
    tk_act_watch(n);
    bool wire = n->stop.broken || n->stop.wire != 0;
    tk_note(n, TK_NOTE_STOP, -1, (n->stop.app != 0 ? 1 : 0) + (button ? 2 : 0) + (wire ? 4 : 0), NULL);
}

bool tk_stop_topic(const tk_node_t *n, const tk_mqtt_message_t *m)
{
    char topic[TK_TOPIC];
    tk_wire_stop_topic(&n->config->farm_id, topic);
    return tk_is(m->topic, m->topic_len, topic);
}

static bool is(const tk_json_t *j, int token, const tk_uuid_t *who)
{
    tk_uuid_t id;
    if (!tk_json_kind_is(j, token, TK_JSON_STRING)) {
        return false;
    }
    const tk_json_token_t *t = &j->token[token];
    return tk_uuid_parse(&id, j->text + t->start, (size_t)(t->end - t->start)) && tk_uuid_same(&id, who);
}

static bool named(const tk_json_t *j, int list, const tk_uuid_t *who)
{
    for (int i = list + 1; i < j->token[list].next; i = j->token[i].next) {
        if (is(j, i, who)) {
            return true;
        }
    }
    return false;
}

/* Which of our devices it is for: all when our board is named, or when nothing is. */
static uint16_t ours(const tk_node_t *n, const tk_json_t *j, int stop)
{
    int nodes = tk_json_find(j, stop, "nodes");
    int devices = tk_json_find(j, stop, "devices");
    bool has_nodes = tk_json_kind_is(j, nodes, TK_JSON_ARRAY);
    bool has_devices = tk_json_kind_is(j, devices, TK_JSON_ARRAY);
    uint16_t some = 0;
    if ((!has_nodes && !has_devices) || (has_nodes && named(j, nodes, &n->config->node_id))) {
        return UINT16_MAX;
    }
    for (int i = 0; has_devices && i < n->config->devices; i++) {
        some = (uint16_t)(some | (named(j, devices, &n->config->device[i].id) ? TK_BIT(i) : 0));
    }
    return some;
}

static void take(tk_node_t *n, const tk_json_t *j, int stop, tk_stop_t *out)
{
    int64_t after = 0;
    uint16_t which = ours(n, j, stop);
    if (which == 0) {
        return;
    }
    if (!tk_json_string_is(j, tk_json_find(j, stop, "origin"), "app")) {
        /* A button, or something stronger that we do not know yet. Our own we know better than the hub. */
        bool wire = tk_json_string_is(j, tk_json_find(j, stop, "origin"), "wire");
        uint16_t *whose = wire ? &out->wire : &out->button;
        bool own = is(j, tk_json_find(j, stop, "by"), &n->config->node_id);
        *whose = (uint16_t)(*whose | (own ? 0 : which));
        return;
    }
    out->app = (uint16_t)(out->app | which);
    uint64_t air_at = tk_json_number(j, tk_json_find(j, stop, "fans_after_ms"), 0, &after) == 1 && after >= 0
                          ? n->now_ms + (uint64_t)after
                          : n->now_ms + AIR_AFTER_MS;
    out->air_at_ms = air_at > out->air_at_ms ? air_at : out->air_at_ms;
}

static const char *read_stops(tk_node_t *n, const tk_json_t *j, tk_stop_t *out)
{
    int64_t version = 0;
    int stops = tk_json_find(j, 0, "stops");
    if (tk_json_number(j, tk_json_find(j, 0, "version"), 0, &version) != 1 || version < 0) {
        return "version";
    }
    if (!tk_json_kind_is(j, stops, TK_JSON_ARRAY)) {
        return "stops";
    }
    for (int i = stops + 1; i < j->token[stops].next; i = j->token[i].next) {
        if (!tk_json_kind_is(j, i, TK_JSON_OBJECT)) {
            return "stops";
        }
        take(n, j, i, out);
    }
    out->version = (uint64_t)version;
    return NULL;
}

void tk_stop_message(tk_node_t *n, const tk_mqtt_message_t *m)
{
    tk_stop_t fresh = {.pressed = n->stop.pressed, .broken = n->stop.broken};
    int err = m->truncated ? TK_JSON_TOO_MANY : tk_json_parse(&n->json, (const char *)m->payload, m->payload_len);
    const char *field = "(message)";
    if (err == TK_JSON_TOO_MANY) {
        /* So many stops that we cannot hold them: some of them will be ours. */
        fresh.app = UINT16_MAX;
        fresh.air_at_ms = n->now_ms + AIR_AFTER_MS;
        field = NULL;
    } else if (err == 0 && tk_json_kind_is(&n->json, 0, TK_JSON_OBJECT)) {
        field = read_stops(n, &n->json, &fresh);
    }
    if (field != NULL) {
        tk_note(n, TK_NOTE_BAD_STOP, -1, 0, field);
        return; /* what holds goes on holding */
    }
    if (fresh.version != 0 && fresh.version == n->stop.version) {
        fresh.air_at_ms = n->stop.air_at_ms; /* the same, told again: its time runs already */
    }
    bool same = fresh.version == n->stop.version && fresh.app == n->stop.app && fresh.button == n->stop.button &&
                fresh.wire == n->stop.wire;
    n->stop = fresh;
    if (same) {
        return; /* the hub says it every 30 s, so that we know that it lives */
    }
    hold(n);
}

static void turn(tk_node_t *n, bool pressed, bool broken)
{
    if (n->stop.pressed == pressed && n->stop.broken == broken) {
        return;
    }
    n->stop.pressed = pressed;
    n->stop.broken = broken;
    hold(n);
    tk_session_beat(n);
}

void tk_stop_button(tk_node_t *n, bool pressed)
{
    turn(n, pressed, n->stop.broken);
}

void tk_stop_loop(tk_node_t *n, uint16_t adc)
{
    tk_loop_state_t state = tk_loop_look(&n->loop, adc);
    bool broken = state == TK_LOOP_BROKEN;
    /* A wire that is cut while the button is down does not release it. */
    turn(n, broken ? n->stop.pressed : state == TK_LOOP_PRESSED, broken);
}
