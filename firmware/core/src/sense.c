#include "parts.h"

#define TRIES  3
#define TRY_MS 2000 /* a DHT22 must not be asked more often */
#define LEAP_TENTHS                                                                                                    \
    100 /* air does not change by ten degrees between two samples; a fire is believed the fourth time                  \
         */
#define LEAPS 3

/* Wires as they come with a board; a calibration replaces them. */
static const tk_probe_t PROBE = {.empty = 300, .full = 2000};
#define PER_LITRE_MILLI 450000

static int16_t tenths(int32_t milli)
{
    return (int16_t)(milli / 100);
}

static int climate(tk_sensor_t *d, const tk_raw_t *raw)
{
    int32_t milli[TK_METRICS_PER_SENSOR];
    int err = tk_dht22_decode(raw->us, raw->count, milli);
    if (err < 0) {
        return err;
    }
    int leap = d->median[0].count > 0 ? tenths(milli[0]) - tk_median_value(&d->median[0]) : 0;
    if (leap > LEAP_TENTHS || leap < -LEAP_TENTHS) {
        if (d->leaps < LEAPS) {
            d->leaps++;
            return TK_OUT_OF_RANGE;
        }
        tk_median_clear(&d->median[0]);
        tk_median_clear(&d->median[1]);
    }
    d->leaps = 0;
    for (int i = 0; i < TK_METRICS_PER_SENSOR; i++) {
        tk_median_add(&d->median[i], tenths(milli[i]));
        d->reading[i] = tk_median_value(&d->median[i]) * 100;
    }
    return 0;
}

static int level(tk_sensor_t *d, const tk_settings_t *set, const tk_raw_t *raw)
{
    const tk_probe_t probe = {.empty = (uint16_t)(tk_setting_or(set, TK_SET_EMPTY_RAW, PROBE.empty * 1000) / 1000),
                              .full = (uint16_t)(tk_setting_or(set, TK_SET_FULL_RAW, PROBE.full * 1000) / 1000)};
    return tk_level_read(&probe, raw->adc, raw->count, d->has_reading, &d->reading[0]);
}

/* Litres since the node started, in thousandths. */
static int flow(tk_sensor_t *d, const tk_settings_t *set, const tk_raw_t *raw)
{
    uint32_t fresh = d->has_reading ? raw->pulses - d->pulses : 0;
    d->pulses = raw->pulses;
    d->reading[0] += (int32_t)(fresh * 1000000ull / (uint32_t)tk_setting_or(set, TK_SET_PER_LITRE, PER_LITRE_MILLI));
    return 0;
}

static int believe(tk_node_t *n, int device, const tk_raw_t *raw)
{
    tk_sensor_t *d = &n->device[device].sense;
    const tk_settings_t *set = &n->device[device].settings;
    const tk_scale_t scale = {.zero = tk_setting_or(set, TK_SET_ZERO, 0),
                              .per_kg = tk_setting_or(set, TK_SET_PER_KG, 0)};
    switch (n->config->device[device].kind) {
    case TK_DHT22:
        return climate(d, raw);
    case TK_WATER_LEVEL:
        return level(d, set, raw);
    case TK_SCALE:
        return tk_scale_read(&scale, raw->counts, raw->count, &d->reading[0]);
    case TK_MOTION:
        d->reading[0] = raw->seen ? 1000 : 0;
        return 0;
    case TK_FLOW:
        return flow(d, set, raw);
    default:
        return TK_BAD_SIGNAL;
    }
}

/* Said once when it begins and once when it ends: an alarm that names the sensor. */
static void lost(tk_node_t *n, int device, bool now)
{
    tk_device_t *d = &n->device[device];
    const tk_report_t report = {.error = now ? TK_SENSOR_ERROR : TK_NO_ERROR};
    d->sense.lost = now;
    d->cause = TK_BY_FAILSAFE;
    tk_note(n, TK_NOTE_SENSOR_LOST, device, now ? 1 : 0, NULL);
    tk_outbox_add(n, device, &report);
}

/* A sensor that never spoke is lost too. What comes after a long silence is not compared with what was before it. */
static void miss(tk_node_t *n, int device)
{
    tk_sensor_t *d = &n->device[device].sense;
    uint64_t since = d->has_reading ? d->read_at_ms : n->started_ms;
    if (n->now_ms - since <= n->config->board->stale_ms) {
        return;
    }
    tk_median_clear(&d->median[0]);
    tk_median_clear(&d->median[1]);
    if (!d->lost) {
        lost(n, device, true);
    }
}

static void failed(tk_node_t *n, int device)
{
    tk_sensor_t *d = &n->device[device].sense;
    d->tries++;
    d->next_ms = n->now_ms + TRY_MS;
    if (d->tries == TRIES) {
        /* The last good reading stays what it was, with its age; nothing is made up in its place. */
        if (d->ok || !d->has_reading) {
            tk_note(n, TK_NOTE_SENSOR_FAILED, device, 0, NULL);
        }
        d->tries = 0;
        d->ok = false;
    }
    miss(n, device);
}

static void sample(tk_node_t *n, int device)
{
    tk_sensor_t *d = &n->device[device].sense;
    const tk_kind_spec_t *spec = tk_spec(n, device);
    tk_raw_t raw;
    if (n->port->measure(n->port->ctx, device, &raw) < 0 || believe(n, device, &raw) < 0) {
        failed(n, device);
        return;
    }
    d->next_ms = n->now_ms + (spec->sample_ms > 0 ? spec->sample_ms : n->config->board->sample_ms);
    d->read_at_ms = n->now_ms;
    d->tries = 0;
    d->ok = true;
    d->has_reading = true;
    if (d->lost) {
        lost(n, device, false);
    }
}

/* A reading as it is told and judged: with its offset, percent within 0 and 100. */
int32_t tk_sense_value(const tk_node_t *n, int device, int i)
{
    const tk_device_t *d = &n->device[device];
    uint8_t metric = tk_spec(n, device)->metric[i];
    int32_t milli = d->sense.reading[i];
    if (metric == TK_TEMPERATURE || metric == TK_HUMIDITY || metric == TK_LEVEL) {
        milli += tk_setting_or(&d->settings, i == 0 ? TK_SET_OFFSET : TK_SET_OFFSET_2, 0);
    }
    if (metric == TK_HUMIDITY || metric == TK_LEVEL) {
        milli = milli < 0 ? 0 : milli > 100000 ? 100000 : milli;
    }
    return milli;
}

/* A number is taken only by what is told, now or later: the hub counts gaps. */
static void report(tk_node_t *n, int device)
{
    const tk_sensor_t *d = &n->device[device].sense;
    const int32_t milli[TK_METRICS_PER_SENSOR] = {tk_sense_value(n, device, 0), tk_sense_value(n, device, 1)};
    bool up = n->session == TK_SESSION_UP;
    if (!d->ok) {
        return;
    }
    uint16_t packet = up ? tk_session_packet(n) : 0;
    uint32_t seq = up || tk_keep_whole(n, device) ? ++n->seq : 0;
    tk_keep(n, device, milli, seq, packet);
    if (!up) {
        return;
    }
    const tk_measurement_t m = {
        .wall_ms = tk_wall(n, d->read_at_ms), .seq = seq, .device = (uint8_t)device, .milli = milli};
    const tk_outgoing_t what = {.owner = &n->config->device[device].id,
                                .leaf = "sensor",
                                .payload_len = tk_wire_sensor(n->config, &m, tk_payload(n), TK_PAYLOAD),
                                .packet = packet};
    tk_session_publish(n, &what);
}

static void sample_due(tk_node_t *n)
{
    n->sample_at_ms = n->now_ms + n->config->board->sample_ms;
    for (int i = 0; i < n->config->devices; i++) {
        tk_sensor_t *d = &n->device[i].sense;
        if (!tk_is_sensor(n, i)) {
            continue;
        }
        if (n->now_ms >= d->next_ms) {
            sample(n, i);
        }
        if (d->next_ms < n->sample_at_ms) {
            n->sample_at_ms = d->next_ms;
        }
    }
    tk_act_watch(n);
}

void tk_sense(tk_node_t *n)
{
    if (n->now_ms >= n->sample_at_ms) {
        sample_due(n);
    }
    if (n->now_ms < n->report_at_ms) { /* or sooner: a limit that was passed is told at once */
        return;
    }
    for (int i = 0; i < n->config->devices; i++) {
        if (tk_is_sensor(n, i)) {
            report(n, i);
        }
    }
    n->report_at_ms = n->now_ms + tk_configure_period(n);
}

bool tk_sense_fresh(const tk_node_t *n, int device)
{
    const tk_sensor_t *d = &n->device[device].sense;
    return d->has_reading && n->now_ms - d->read_at_ms <= n->config->board->stale_ms;
}
