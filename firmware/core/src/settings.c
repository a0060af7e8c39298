#include "tk/settings.h"
#include "bytes.h"

#define DAY_MS 86400000

#define MACHINES (TK_BIT(TK_PUMP) | TK_BIT(TK_FEEDER) | TK_BIT(TK_CONVEYOR) | TK_BIT(TK_HEATER))
#define SENSORS  (TK_BIT(TK_DHT22) | TK_BIT(TK_WATER_LEVEL) | TK_BIT(TK_SCALE) | TK_BIT(TK_MOTION) | TK_BIT(TK_FLOW))
#define WARMS    (TK_BIT(TK_FAN) | TK_BIT(TK_HEATER))

static const struct {
    const char *name;
    uint8_t which; /* tk_set_t */
    uint16_t kinds;
    int32_t min;
    int32_t max;
} PARAMETERS[] = {
    {"max_on", TK_SET_MAX_ON, MACHINES | TK_BIT(TK_SIREN) | TK_BIT(TK_LIGHT), 0, DAY_MS},
    {"min_off", TK_SET_MIN_OFF, MACHINES, 0, DAY_MS},
    {"thermostat_on", TK_SET_ON, WARMS, 0, 45000},
    {"thermostat_off", TK_SET_OFF, WARMS, 0, 45000},
    {"cutoff", TK_SET_CUTOFF, TK_BIT(TK_HEATER), 15000, 40000},
    {"vent_on", TK_SET_VENT_ON, TK_BIT(TK_FAN), 0, 7200000},
    {"vent_every", TK_SET_VENT_EVERY, TK_BIT(TK_FAN), 60000, 7200000},
    {"sound", TK_SET_SOUND, TK_BIT(TK_SIREN), 10000, 600000},
    {"pause", TK_SET_PAUSE, TK_BIT(TK_SIREN), 10000, 600000},
    {"sample_period", TK_SET_PERIOD, SENSORS, 0, DAY_MS},
    {"temperature_offset", TK_SET_OFFSET, TK_BIT(TK_DHT22), -20000, 20000},
    {"humidity_offset", TK_SET_OFFSET_2, TK_BIT(TK_DHT22), -20000, 20000},
    {"level_offset", TK_SET_OFFSET, TK_BIT(TK_WATER_LEVEL), -20000, 20000},
    {"critical_high", TK_SET_CRITICAL_HIGH, TK_BIT(TK_DHT22), 30000, 42000},
    {"critical_low", TK_SET_CRITICAL_LOW, TK_BIT(TK_DHT22), 5000, 30000},
    {"comfort_high", TK_SET_COMFORT_HIGH, TK_BIT(TK_DHT22), 20000, 40000},
    {"age_days", TK_SET_AGE, TK_BIT(TK_DHT22), 0, 2000000},
    {"full", TK_SET_FULL, TK_BIT(TK_WATER_LEVEL), 50000, 100000},
    {"empty_raw", TK_SET_EMPTY_RAW, TK_BIT(TK_WATER_LEVEL), 0, 4095000},
    {"full_raw", TK_SET_FULL_RAW, TK_BIT(TK_WATER_LEVEL), 0, 4095000},
    {"scale_zero", TK_SET_ZERO, TK_BIT(TK_SCALE), -8388607, 8388607},
    {"scale_per_kg", TK_SET_PER_KG, TK_BIT(TK_SCALE), -8388607, 8388607},
    {"pulses_per_litre", TK_SET_PER_LITRE, TK_BIT(TK_FLOW), 1000, 10000000},
};

/* Where a value lies. Those of one column of kinds are all different. */
static const uint8_t SLOT[TK_SETS] = {
    [TK_SET_MAX_ON] = 0,        [TK_SET_MIN_OFF] = 1,      [TK_SET_ON] = 2,           [TK_SET_OFF] = 3,
    [TK_SET_CUTOFF] = 4,        [TK_SET_VENT_ON] = 4,      [TK_SET_VENT_EVERY] = 5,   [TK_SET_SOUND] = 2,
    [TK_SET_PAUSE] = 3,         [TK_SET_PERIOD] = 0,       [TK_SET_OFFSET] = 1,       [TK_SET_OFFSET_2] = 2,
    [TK_SET_CRITICAL_HIGH] = 3, [TK_SET_CRITICAL_LOW] = 4, [TK_SET_COMFORT_HIGH] = 5, [TK_SET_AGE] = 6,
    [TK_SET_FULL] = 3,          [TK_SET_EMPTY_RAW] = 4,    [TK_SET_FULL_RAW] = 5,     [TK_SET_ZERO] = 4,
    [TK_SET_PER_KG] = 5,        [TK_SET_PER_LITRE] = 4,
};

bool tk_setting(const tk_settings_t *s, tk_set_t which, int32_t *value)
{
    if ((s->given & (1u << SLOT[which])) == 0) {
        return false;
    }
    *value = s->value[SLOT[which]];
    return true;
}

int32_t tk_setting_or(const tk_settings_t *s, tk_set_t which, int32_t usual)
{
    tk_setting(s, which, &usual);
    return usual;
}

static const char *wrong_value(tk_settings_t *s, tk_kind_t kind, const tk_json_t *j, int values)
{
    for (size_t i = 0; i < sizeof PARAMETERS / sizeof PARAMETERS[0]; i++) {
        int64_t milli = 0;
        int token = tk_json_find(j, values, PARAMETERS[i].name);
        if (token < 0) {
            continue; /* absent stays as the board is made */
        }
        if (tk_json_number(j, token, 3, &milli) < 0 || milli < PARAMETERS[i].min || milli > PARAMETERS[i].max) {
            return PARAMETERS[i].name;
        }
        if ((PARAMETERS[i].kinds & TK_BIT(kind)) != 0) {
            uint8_t slot = SLOT[PARAMETERS[i].which];
            s->value[slot] = (int32_t)milli;
            s->given = (uint8_t)(s->given | 1u << slot);
        }
    }
    return NULL;
}

int tk_settings_read(tk_settings_t *s, tk_kind_t kind, tk_json_t *j, const char *text, size_t len, const char **field)
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
    *field = wrong_value(s, kind, j, values);
    return *field == NULL ? 0 : -1;
}

void tk_settings_pack(const tk_settings_t *s, const tk_uuid_t *device, uint8_t out[TK_SETTINGS_PACKED])
{
    tk_copy(out, device->b, sizeof device->b);
    tk_put32(out + 16, s->version);
    out[20] = s->given;
    for (int i = 0; i < TK_SET_SLOTS; i++) {
        tk_put32(out + 21 + 4 * i, (uint32_t)s->value[i]);
    }
}

void tk_settings_unpack(tk_settings_t *s, tk_uuid_t *device, const uint8_t in[TK_SETTINGS_PACKED])
{
    tk_copy(device->b, in, sizeof device->b);
    s->version = tk_get32(in + 16);
    s->given = in[20];
    for (int i = 0; i < TK_SET_SLOTS; i++) {
        s->value[i] = (int32_t)tk_get32(in + 21 + 4 * i);
    }
}
