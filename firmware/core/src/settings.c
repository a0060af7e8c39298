#include "tk/settings.h"

#define MAX_MS     86400000 /* a day */
#define MAX_OFFSET 20000    /* thousandths of a degree or percent */

/* Absent stays as the board is made. Seconds on the wire, milliseconds here; both fit, since a thousandth is kept. */
static bool milli(const tk_json_t *j, int values, const char *name, int64_t min, int64_t max, int64_t *out)
{
    int token = tk_json_find(j, values, name);
    *out = 0;
    return token < 0 || (tk_json_number(j, token, 3, out) >= 0 && *out >= min && *out <= max);
}

static const char *wrong_value(tk_settings_t *s, const tk_json_t *j, int values)
{
    int64_t n = 0;
    int64_t level = 0;
    if (!milli(j, values, "max_on", 0, MAX_MS, &n)) {
        return "max_on";
    }
    s->max_on_ms = (uint32_t)n;
    if (!milli(j, values, "min_off", 0, MAX_MS, &n)) {
        return "min_off";
    }
    s->min_off_ms = (uint32_t)n;
    if (!milli(j, values, "sample_period", 0, MAX_MS, &n)) {
        return "sample_period";
    }
    s->period_ms = (uint32_t)n;
    if (!milli(j, values, "temperature_offset", -MAX_OFFSET, MAX_OFFSET, &n) ||
        !milli(j, values, "level_offset", -MAX_OFFSET, MAX_OFFSET, &level)) {
        return "offset";
    }
    s->offset_milli[0] = (int32_t)(n + level); /* a device measures the one or the other */
    if (!milli(j, values, "humidity_offset", -MAX_OFFSET, MAX_OFFSET, &n)) {
        return "offset";
    }
    s->offset_milli[1] = (int32_t)n;
    return NULL;
}

int tk_settings_read(tk_settings_t *s, tk_json_t *j, const char *text, size_t len, const char **field)
{
    int64_t version = 0;
    tk_zero(s, sizeof *s);
    *field = "(message)";
    if (tk_json_parse(j, text, len) < 0 || !tk_json_kind_is(j, 0, TK_JSON_OBJECT)) {
        return -1;
    }
    *field = "version";
    if (tk_json_number(j, tk_json_find(j, 0, "version"), 0, &version) != 1 || version < 1 || version > UINT32_MAX) {
        return -1;
    }
    s->version = (uint32_t)version;
    *field = "values";
    int values = tk_json_find(j, 0, "values");
    if (!tk_json_kind_is(j, values, TK_JSON_OBJECT)) {
        return -1;
    }
    *field = wrong_value(s, j, values);
    return *field == NULL ? 0 : -1;
}

static void put(uint8_t *at, uint32_t value)
{
    for (int i = 0; i < 4; i++) {
        at[i] = (uint8_t)(value >> (8 * i));
    }
}

static uint32_t get(const uint8_t *at)
{
    uint32_t value = 0;
    for (int i = 0; i < 4; i++) {
        value |= (uint32_t)at[i] << (8 * i);
    }
    return value;
}

void tk_settings_pack(const tk_settings_t *s, const tk_uuid_t *device, uint8_t out[TK_SETTINGS_PACKED])
{
    tk_copy(out, device->b, sizeof device->b);
    put(out + 16, s->version);
    put(out + 20, s->max_on_ms);
    put(out + 24, s->min_off_ms);
    put(out + 28, s->period_ms);
    put(out + 32, (uint32_t)s->offset_milli[0]);
    put(out + 36, (uint32_t)s->offset_milli[1]);
}

void tk_settings_unpack(tk_settings_t *s, tk_uuid_t *device, const uint8_t in[TK_SETTINGS_PACKED])
{
    tk_copy(device->b, in, sizeof device->b);
    s->version = get(in + 16);
    s->max_on_ms = get(in + 20);
    s->min_off_ms = get(in + 24);
    s->period_ms = get(in + 28);
    s->offset_milli[0] = (int32_t)get(in + 32);
    s->offset_milli[1] = (int32_t)get(in + 36);
}
