#include "bytes.h"
#include "parts.h"

#define VERSION 2

_Static_assert(TK_PAYLOAD >= 2 + TK_MAX_DEVICES * TK_SETTINGS_PACKED + 4, "all settings must fit the scratch");

/* Only what was set is worth a write. The scratch is free here: nothing is being sent. */
static void keep(tk_node_t *n)
{
    uint8_t *at = (uint8_t *)tk_payload(n);
    size_t len = 2;
    at[0] = VERSION;
    at[1] = 0;
    for (int i = 0; i < n->config->devices; i++) {
        if (n->device[i].settings.version > 0) {
            tk_settings_pack(&n->device[i].settings, &n->config->device[i].id, at + len);
            len += TK_SETTINGS_PACKED;
            at[1]++;
        }
    }
    tk_put32(at + len, tk_crc32(at, len));
    if (n->port->store(n->port->ctx, TK_KEY_SETTINGS, at, len + 4) < 0) {
        tk_note(n, TK_NOTE_STORAGE, -1, 0, "settings");
    }
}

void tk_configure_load(tk_node_t *n)
{
    uint8_t *at = (uint8_t *)tk_payload(n);
    size_t len = n->port->load(n->port->ctx, TK_KEY_SETTINGS, at, TK_PAYLOAD);
    if (len < 6 || at[0] != VERSION || at[1] > TK_MAX_DEVICES || len != 2u + at[1] * (size_t)TK_SETTINGS_PACKED + 4u) {
        return;
    }
    if (tk_get32(at + len - 4) != tk_crc32(at, len - 4)) {
        return; /* corrupt: as the board is made, until the hub says it again */
    }
    for (int k = 0; k < at[1]; k++) {
        tk_settings_t settings;
        tk_uuid_t device;
        tk_settings_unpack(&settings, &device, at + 2 + k * TK_SETTINGS_PACKED);
        for (int i = 0; i < n->config->devices; i++) {
            if (tk_uuid_same(&device, &n->config->device[i].id)) {
                n->device[i].settings = settings;
            }
        }
    }
}

void tk_configure_message(tk_node_t *n, int device, const tk_mqtt_message_t *m)
{
    tk_settings_t fresh;
    const char *field = NULL;
    const tk_kind_t kind = (tk_kind_t)n->config->device[device].kind;
    if (m->payload_len == 0) {
        return; /* the hub took it back: what holds now holds until it says otherwise */
    }
    if (m->truncated ||
        tk_settings_read(&fresh, kind, &n->json, (const char *)m->payload, m->payload_len, &field) < 0) {
        tk_note(n, TK_NOTE_BAD_CONFIG, device, 0, m->truncated ? "(size)" : field);
        return;
    }
    if (fresh.version <= n->device[device].settings.version) {
        return; /* kept by the broker, taken before */
    }
    n->device[device].settings = fresh;
    keep(n);
    tk_act_watch(n); /* a run under way may have to end earlier */
    tk_note(n, TK_NOTE_CONFIG, device, (int)fresh.version, NULL);
    n->heartbeat_at_ms = n->now_ms; /* the beat says what was taken */
    if (n->report_at_ms > n->now_ms + tk_configure_period(n)) {
        n->report_at_ms = n->now_ms + tk_configure_period(n);
    }
}

uint32_t tk_configure_period(const tk_node_t *n)
{
    int32_t period = 0;
    for (int i = 0; i < n->config->devices; i++) {
        int32_t own = tk_setting_or(&n->device[i].settings, TK_SET_PERIOD, 0);
        if (tk_is_sensor(n, i) && own > 0 && (period == 0 || own < period)) {
            period = own;
        }
    }
    return period > 0 ? (uint32_t)period : n->config->sensor_period_ms;
}

/* A pair from the hub counts only as a whole and only the right way round. */
static void thermostat(const tk_settings_t *s, bool cools, tk_kind_spec_t *spec)
{
    int32_t on = tk_setting_or(s, TK_SET_ON, spec->on_milli);
    int32_t off = tk_setting_or(s, TK_SET_OFF, spec->off_milli);
    if (cools ? on > off : on < off && off < spec->cutoff_milli) {
        spec->on_milli = on;
        spec->off_milli = off;
    }
}

/* What is left of the day's time for a run that begins now: a run may not go over it either. */
static void day(const tk_node_t *n, int device, tk_kind_spec_t *spec)
{
    uint64_t used = tk_usage_day_ms(&n->device[device].act.usage, n->now_ms);
    uint32_t left = used < spec->daily_ms ? (uint32_t)(spec->daily_ms - used) : 1;
    spec->max_on_ms = spec->max_on_ms == 0 || left < spec->max_on_ms ? left : spec->max_on_ms;
}

/* A board's own limit is the last word: a configuration may only make it stricter. But for the heater's cut-off, which
 * follows the birds' age: day-old chicks need air that would be too hot for grown ones. */
tk_kind_spec_t tk_configure_limits(const tk_node_t *n, int device)
{
    tk_kind_spec_t spec = *tk_spec(n, device);
    const tk_settings_t *s = &n->device[device].settings;
    uint32_t max_on = (uint32_t)tk_setting_or(s, TK_SET_MAX_ON, 0);
    uint32_t min_off = (uint32_t)tk_setting_or(s, TK_SET_MIN_OFF, 0);
    if (tk_is_sensor(n, device)) {
        return spec;
    }
    if (spec.safe == TK_SAFE_HEAT || spec.safe == TK_SAFE_OFF || n->config->device[device].kind == TK_LIGHT ||
        n->config->device[device].kind == TK_SIREN) {
        spec.max_on_ms = max_on > 0 && (spec.max_on_ms == 0 || max_on < spec.max_on_ms) ? max_on : spec.max_on_ms;
        spec.min_off_ms = min_off > spec.min_off_ms ? min_off : spec.min_off_ms;
    }
    if (spec.safe == TK_SAFE_HEAT) {
        spec.cutoff_milli = tk_setting_or(s, TK_SET_CUTOFF, spec.cutoff_milli);
    }
    if (spec.safe == TK_SAFE_HEAT || spec.safe == TK_SAFE_AIR) {
        thermostat(s, spec.safe == TK_SAFE_AIR, &spec);
    }
    if (spec.safe == TK_SAFE_AIR) {
        spec.vent_on_ms = (uint32_t)tk_setting_or(s, TK_SET_VENT_ON, (int32_t)spec.vent_on_ms);
        spec.vent_every_ms = (uint32_t)tk_setting_or(s, TK_SET_VENT_EVERY, (int32_t)spec.vent_every_ms);
    }
    if (spec.daily_ms > 0) {
        day(n, device, &spec);
    }
    return spec;
}
