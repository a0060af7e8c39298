#include "parts.h"

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

/* A sensor that never spoke is lost too. */
static void miss(tk_node_t *n, int device)
{
    const tk_sensor_t *d = &n->device[device].sense;
    uint64_t since = d->has_reading ? d->read_at_ms : n->started_ms;
    if (!d->lost && n->now_ms - since > n->config->board->stale_ms) {
        lost(n, device, true);
    }
}

static void sample(tk_node_t *n, int device)
{
    tk_sensor_t *d = &n->device[device].sense;
    const tk_settings_t *set = &n->device[device].settings;
    int32_t milli[TK_METRICS_PER_SENSOR];
    bool ok = n->port->read_sensor(n->port->ctx, device, milli) >= 0;
    if (!ok) {
        /* The last good reading stays what it was, with its age; nothing is made up in its place. */
        if (d->ok || (!d->has_reading && n->noted[TK_NOTE_SENSOR_FAILED] == 0)) {
            tk_note(n, TK_NOTE_SENSOR_FAILED, device, 0, NULL);
        }
        d->ok = false;
        miss(n, device);
        return;
    }
    for (int i = 0; i < tk_spec(n, device)->metric_count; i++) {
        milli[i] += tk_setting_or(set, i == 0 ? TK_SET_OFFSET : TK_SET_OFFSET_2, 0);
        if (tk_spec(n, device)->metric[i] != TK_TEMPERATURE) {
            milli[i] = milli[i] < 0 ? 0 : milli[i] > 100000 ? 100000 : milli[i]; /* percent */
        }
    }
    tk_copy(d->reading, milli, sizeof d->reading);
    d->read_at_ms = n->now_ms;
    d->ok = true;
    d->has_reading = true;
    if (d->lost) {
        lost(n, device, false);
    }
}

static void report(tk_node_t *n, int device)
{
    const tk_sensor_t *d = &n->device[device].sense;
    if (!d->ok || n->session != TK_SESSION_UP) {
        return;
    }
    const tk_measurement_t m = {
        .wall_ms = tk_wall(n, d->read_at_ms), .seq = ++n->seq, .device = (uint8_t)device, .milli = d->reading};
    const tk_outgoing_t what = {.owner = &n->config->device[device].id,
                                .leaf = "sensor",
                                .payload_len = tk_wire_sensor(n->config, &m, tk_payload(n), TK_PAYLOAD),
                                .packet = tk_session_packet(n)};
    /* Not kept for another try: the next reading is worth more than this one late. */
    tk_session_publish(n, &what);
}

void tk_sense(tk_node_t *n)
{
    bool sample_now = n->now_ms >= n->sample_at_ms;
    bool report_now = n->now_ms >= n->report_at_ms;
    for (int i = 0; i < n->config->devices; i++) {
        if (sample_now && tk_is_sensor(n, i)) {
            sample(n, i);
        }
    }
    if (sample_now) {
        n->sample_at_ms = n->now_ms + n->config->board->sample_ms;
        tk_act_watch(n);
        report_now = n->now_ms >= n->report_at_ms; /* a limit was passed: said at once */
    }
    for (int i = 0; report_now && i < n->config->devices; i++) {
        if (tk_is_sensor(n, i)) {
            report(n, i);
        }
    }
    if (report_now) {
        n->report_at_ms = n->now_ms + tk_configure_period(n);
    }
}

bool tk_sense_fresh(const tk_node_t *n, int device)
{
    const tk_sensor_t *d = &n->device[device].sense;
    return d->has_reading && n->now_ms - d->read_at_ms <= n->config->board->stale_ms;
}
