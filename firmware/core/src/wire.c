#include "tk/wire.h"

static const char *const CAUSES[] = {"boot",   "command",        "schedule", "condition",
                                     "button", "emergency_stop", "life",     "failsafe"};
static const char *const RESULTS[] = {NULL, "completed", "failed", "rejected", "unsure"};
static const char *const ERRORS[] = {NULL, "invalid_command", "expired", "interlock", "hardware", "sensor", "stopped"};

static const char *const TIMES[] = {"none", "rtc", "synced"};

static const struct {
    const char *name;
    const char *unit; /* UCUM */
} METRICS[TK_METRICS] = {
    [TK_TEMPERATURE] = {"temperature", "Cel"}, [TK_HUMIDITY] = {"humidity", "%RH"},
    [TK_LEVEL] = {"water_level", "%"},         [TK_WEIGHT] = {"weight", "kg"},
    [TK_PRESENCE] = {"motion", "1"},           [TK_VOLUME] = {"volume", "L"},
};

static size_t append(char *out, size_t len, const char *text)
{
    size_t n = tk_length(text);
    tk_copy(out + len, text, n);
    return len + n;
}

void tk_wire_topic(const tk_uuid_t *farm, const tk_uuid_t *device, const char *leaf, char *out)
{
    size_t len = append(out, 0, "farm/");
    tk_uuid_text(farm, out + len);
    len = append(out, len + TK_UUID_TEXT, "/devices/");
    tk_uuid_text(device, out + len);
    len = append(out, len + TK_UUID_TEXT, "/");
    len = append(out, len, leaf);
    out[len] = '\0';
}

void tk_wire_stop_topic(const tk_uuid_t *farm, char *out)
{
    size_t len = append(out, 0, "farm/");
    tk_uuid_text(farm, out + len);
    len = append(out, len + TK_UUID_TEXT, "/estop");
    out[len] = '\0';
}

int tk_wire_topic_owner(const tk_node_config_t *config, const char *topic, size_t len, const char *leaf)
{
    const size_t farm_at = 5;
    const size_t device_at = farm_at + TK_UUID_TEXT + 9;
    const size_t leaf_at = device_at + TK_UUID_TEXT + 1;
    tk_uuid_t farm;
    tk_uuid_t device;
    if (len <= leaf_at || !tk_is(topic, farm_at, "farm/") || !tk_is(topic + farm_at + TK_UUID_TEXT, 9, "/devices/") ||
        topic[leaf_at - 1] != '/' || !tk_is(topic + leaf_at, len - leaf_at, leaf) ||
        !tk_uuid_parse(&farm, topic + farm_at, TK_UUID_TEXT) ||
        !tk_uuid_parse(&device, topic + device_at, TK_UUID_TEXT) || !tk_uuid_same(&farm, &config->farm_id)) {
        return -1;
    }
    for (int i = 0; i < config->devices; i++) {
        if (tk_uuid_same(&device, &config->device[i].id)) {
            return i;
        }
    }
    return -1;
}

static void id(tk_json_out_t *o, const char *key, const tk_uuid_t *value)
{
    char text[TK_UUID_TEXT];
    tk_uuid_text(value, text);
    tk_json_key(o, key);
    tk_json_str(o, text, sizeof text);
}

static void number(tk_json_out_t *o, const char *key, uint64_t value)
{
    tk_json_key(o, key);
    tk_json_int(o, (int64_t)value);
}

static void text(tk_json_out_t *o, const char *key, const char *value)
{
    tk_json_key(o, key);
    tk_json_text(o, value);
}

static int done(tk_json_out_t *o)
{
    tk_json_close(o, '}');
    return o->full ? -1 : (int)o->len;
}

static bool is_sensor(const tk_node_config_t *config, int device)
{
    return config->board->kind[config->device[device].kind].class_of == TK_SENSOR;
}

/* A sensor is in error while it is lost, else it has no state: it only ever answers a command that it cannot run. */
static const char *state(const tk_node_config_t *config, const tk_status_t *s, bool previous)
{
    if (is_sensor(config, s->device)) {
        bool lost = s->result == TK_NO_RESULT && s->error == TK_SENSOR_ERROR;
        return lost && !previous ? "error" : "unknown";
    }
    return (previous ? s->previous : s->value) > 0 ? "on" : "off";
}

int tk_wire_status(const tk_node_config_t *config, const tk_status_t *s, char *at, size_t cap)
{
    tk_json_out_t o;
    tk_json_begin(&o, at, cap);
    tk_json_open(&o, '{');
    id(&o, "device_id", &config->device[s->device].id);
    number(&o, "timestamp", s->wall_ms);
    number(&o, "incarnation", config->incarnation);
    number(&o, "boot", config->boot);
    number(&o, "seq", s->seq);
    text(&o, "state", state(config, s, false));
    number(&o, "value", s->value);
    text(&o, "previous_state", state(config, s, true));
    text(&o, "triggered_by", CAUSES[s->cause]);
    if (s->result != TK_NO_RESULT) {
        id(&o, "command_id", &s->command);
    } else {
        text(&o, "command_id", NULL);
    }
    text(&o, "result", RESULTS[s->result]);
    text(&o, "error", ERRORS[s->error]);
    tk_json_key(&o, "off_at");
    if (s->off_in_ms != 0) {
        tk_json_int(&o, (int64_t)(s->wall_ms + s->off_in_ms));
    } else {
        tk_json_null(&o);
    }
    return done(&o);
}

int tk_wire_sensor(const tk_node_config_t *config, const tk_measurement_t *m, char *at, size_t cap)
{
    const tk_kind_spec_t *spec = &config->board->kind[config->device[m->device].kind];
    tk_json_out_t o;
    tk_json_begin(&o, at, cap);
    tk_json_open(&o, '{');
    id(&o, "device_id", &config->device[m->device].id);
    number(&o, "timestamp", m->wall_ms);
    number(&o, "incarnation", config->incarnation);
    number(&o, "boot", m->boot != 0 ? m->boot : config->boot);
    number(&o, "seq", m->seq);
    tk_json_key(&o, "readings");
    tk_json_open(&o, '[');
    for (int i = 0; i < spec->metric_count; i++) {
        tk_json_open(&o, '{');
        text(&o, "metric", METRICS[spec->metric[i]].name);
        tk_json_key(&o, "value");
        tk_json_milli(&o, m->milli[i]);
        text(&o, "unit", METRICS[spec->metric[i]].unit);
        text(&o, "quality", m->estimated ? "estimated" : "good");
        tk_json_close(&o, '}');
    }
    tk_json_close(&o, ']');
    if (m->replayed) {
        tk_json_key(&o, "replayed");
        tk_json_bool(&o, true);
    }
    return done(&o);
}

static void who(tk_json_out_t *o, const tk_node_config_t *config, bool online)
{
    id(o, "node_id", &config->node_id);
    tk_json_key(o, "online");
    tk_json_bool(o, online);
    number(o, "incarnation", config->incarnation);
    number(o, "boot", config->boot);
}

int tk_wire_heartbeat(const tk_node_config_t *config, const tk_beat_t *beat, char *at, size_t cap)
{
    tk_json_out_t o;
    tk_json_begin(&o, at, cap);
    tk_json_open(&o, '{');
    who(&o, config, true);
    number(&o, "timestamp", beat->wall_ms);
    text(&o, "firmware_version", config->firmware_version);
    text(&o, "slot", config->update != NULL && config->update->slot == 1 ? "b" : "a");
    number(&o, "uptime_s", beat->uptime_s);
    tk_json_key(&o, "rssi_dbm");
    if (beat->health.has_rssi) {
        tk_json_int(&o, beat->health.rssi_dbm);
    } else {
        tk_json_null(&o);
    }
    tk_json_key(&o, "heap_free");
    if (beat->health.has_heap) {
        tk_json_int(&o, beat->health.heap_free);
    } else {
        tk_json_null(&o);
    }
    text(&o, "power", "mains");
    text(&o, "battery_mv", NULL);
    text(&o, "boot_reason", config->boot_reason);
    tk_json_key(&o, "stop_button");
    tk_json_bool(&o, beat->stop_button);
    if (beat->stop_wire_broken) {
        tk_json_key(&o, "stop_wire_broken");
        tk_json_bool(&o, true);
    }
    text(&o, "time_quality", TIMES[beat->time_quality]);
    if (beat->safe_mode) {
        tk_json_key(&o, "safe_mode");
        tk_json_bool(&o, true);
    }
    number(&o, "spool_waiting", beat->spool_waiting);
    number(&o, "spool_dropped", beat->spool_dropped);
    tk_json_key(&o, "config_versions");
    tk_json_open(&o, '{');
    for (int i = 0; i < config->devices; i++) {
        char id_text[TK_UUID_TEXT + 1] = {0};
        tk_uuid_text(&config->device[i].id, id_text);
        number(&o, id_text, beat->device[i].settings.version);
    }
    tk_json_close(&o, '}');
    return done(&o);
}

int tk_wire_offline(const tk_node_config_t *config, char *at, size_t cap)
{
    tk_json_out_t o;
    tk_json_begin(&o, at, cap);
    tk_json_open(&o, '{');
    who(&o, config, false);
    return done(&o);
}
