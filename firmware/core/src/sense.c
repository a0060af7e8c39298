#include "parts.h"

static void sample(tk_node_t *n, int device)
{
    tk_device_t *d = &n->device[device];
    int32_t milli[TK_METRICS_PER_SENSOR];
    bool ok = n->port->read_sensor(n->port->ctx, device, milli) >= 0;
    if (!ok) {
        /* The last good reading stays what it was, with its age; nothing is made up in its place. */
        if (d->read_ok || (!d->has_reading && n->noted[TK_NOTE_SENSOR_FAILED] == 0)) {
            tk_note(n, TK_NOTE_SENSOR_FAILED, device, 0, NULL);
        }
        d->read_ok = false;
        return;
    }
    for (int i = 0; i < tk_spec(n, device)->metric_count; i++) {
        milli[i] += d->settings.offset_milli[i];
        if (tk_spec(n, device)->metric[i] != TK_TEMPERATURE) {
            milli[i] = milli[i] < 0 ? 0 : milli[i] > 100000 ? 100000 : milli[i]; /* percent */
        }
    }
    tk_copy(d->reading, milli, sizeof d->reading);
    d->read_at_ms = n->now_ms;
    d->read_ok = true;
    d->has_reading = true;
}

static void report(tk_node_t *n, int device)
{
    const tk_device_t *d = &n->device[device];
    if (!d->read_ok || n->session != TK_SESSION_UP) {
        return;
    }
    const tk_measurement_t m = {
        .wall_ms = tk_wall(n, d->read_at_ms), .seq = ++n->seq, .device = (uint8_t)device, .milli = d->reading};
    const tk_outgoing_t what = {.owner = &n->config->device[device].id,
                                .leaf = "sensor",
                                .payload_len = tk_wire_sensor(n->config, &m, n->payload, sizeof n->payload),
                                .packet = tk_session_packet(n)};
    /* Not kept for another try: the next reading is worth more than this one late. */
    tk_session_publish(n, &what);
}

void tk_sense(tk_node_t *n)
{
    bool sample_now = n->now_ms >= n->sample_at_ms;
    bool report_now = n->now_ms >= n->report_at_ms;
    for (int i = 0; i < n->config->devices; i++) {
        if (sample_now && tk_spec(n, i)->class_of == TK_SENSOR) {
            sample(n, i);
        }
    }
    if (sample_now) {
        n->sample_at_ms = n->now_ms + n->config->board->sample_ms;
        tk_act_watch(n);
        report_now = n->now_ms >= n->report_at_ms; /* a limit was passed: said at once */
    }
    for (int i = 0; report_now && i < n->config->devices; i++) {
        if (tk_spec(n, i)->class_of == TK_SENSOR) {
            report(n, i);
        }
    }
    if (report_now) {
        n->report_at_ms = n->now_ms + tk_configure_period(n);
    }
}

void tk_climate(const tk_node_t *n, tk_climate_t *out)
{
    out->fresh = false;
    out->milli = 0;
    for (int i = 0; i < n->config->devices; i++) {
        const tk_kind_spec_t *spec = tk_spec(n, i);
        const tk_device_t *d = &n->device[i];
        if (spec->metric_count == 0 || spec->metric[0] != TK_TEMPERATURE || !d->has_reading ||
            n->now_ms - d->read_at_ms > n->config->board->stale_ms) {
            continue;
        }
        /* With two sensors the hotter one counts: every rule that reads this guards against heat. */
        if (!out->fresh || d->reading[0] > out->milli) {
            out->milli = d->reading[0];
        }
        out->fresh = true;
    }
}
