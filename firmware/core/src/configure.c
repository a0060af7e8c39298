#include "parts.h"

#define VERSION 1

_Static_assert(sizeof((tk_node_t *)0)->payload >= 2 + TK_MAX_DEVICES * TK_SETTINGS_PACKED + 4,
               "all settings must fit the scratch");

static void put_crc(uint8_t *at, uint32_t crc)
{
    for (int i = 0; i < 4; i++) {
        at[i] = (uint8_t)(crc >> (8 * i));
    }
}

/* Only what was set is worth a write. The scratch is free here: nothing is being sent. */
static void keep(tk_node_t *n)
{
    uint8_t *at = (uint8_t *)n->payload;
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
    put_crc(at + len, tk_crc32(at, len));
    if (n->port->store(n->port->ctx, TK_KEY_SETTINGS, at, len + 4) < 0) {
        tk_note(n, TK_NOTE_STORAGE, -1, 0, "settings");
    }
}

void tk_configure_load(tk_node_t *n)
{
    uint8_t *at = (uint8_t *)n->payload;
    uint8_t crc[4];
    size_t len = n->port->load(n->port->ctx, TK_KEY_SETTINGS, at, sizeof n->payload);
    if (len < 6 || at[0] != VERSION || at[1] > TK_MAX_DEVICES || len != 2u + at[1] * (size_t)TK_SETTINGS_PACKED + 4u) {
        return;
    }
    put_crc(crc, tk_crc32(at, len - 4));
    for (size_t i = 0; i < 4; i++) {
        if (crc[i] != at[len - 4 + i]) {
            return; /* corrupt: as the board is made, until the hub says it again */
        }
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
    if (m->payload_len == 0) {
        return; /* the hub took it back: what holds now holds until it says otherwise */
    }
    if (m->truncated || tk_settings_read(&fresh, &n->json, (const char *)m->payload, m->payload_len, &field) < 0) {
        tk_note(n, TK_NOTE_BAD_CONFIG, device, 0, m->truncated ? "(size)" : field);
        return;
    }
    if (fresh.version <= n->device[device].settings.version) {
        return; /* kept by the broker, taken before */
    }
    n->device[device].settings = fresh;
    tk_act_limit(n, device);
    keep(n);
    tk_note(n, TK_NOTE_CONFIG, device, (int)fresh.version, NULL);
    n->heartbeat_at_ms = n->now_ms; /* the beat says what was taken */
    if (n->report_at_ms > n->now_ms + tk_configure_period(n)) {
        n->report_at_ms = n->now_ms + tk_configure_period(n);
    }
}

uint32_t tk_configure_period(const tk_node_t *n)
{
    uint32_t period = 0;
    for (int i = 0; i < n->config->devices; i++) {
        uint32_t own = n->device[i].settings.period_ms;
        if (tk_spec(n, i)->class_of == TK_SENSOR && own > 0 && (period == 0 || own < period)) {
            period = own;
        }
    }
    return period > 0 ? period : n->config->sensor_period_ms;
}

/* A board's own limit is the last word: a configuration may only make it stricter. */
tk_kind_spec_t tk_configure_limits(const tk_node_t *n, int device)
{
    tk_kind_spec_t spec = *tk_spec(n, device);
    uint32_t own = n->device[device].settings.max_on_ms;
    if (own > 0 && (spec.max_on_ms == 0 || own < spec.max_on_ms)) {
        spec.max_on_ms = own;
    }
    return spec;
}

bool tk_configure_rests(const tk_node_t *n, int device, uint8_t percent)
{
    const tk_device_t *d = &n->device[device];
    return percent > 0 && d->out.value == 0 && d->off_since_ms > 0 &&
           n->now_ms - d->off_since_ms < d->settings.min_off_ms;
}
