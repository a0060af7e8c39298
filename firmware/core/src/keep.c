#include "parts.h"

#define MEAN_MS   300000u
#define REPLAY_MS 50u /* 20 a second: the hub has better to do when everybody comes back at once */

/* The sensor whose every reading is kept: the first thermometer, else the first sensor. Air is what birds die of. */
bool tk_keep_whole(const tk_node_t *n, int device)
{
    int first = -1;
    for (int i = n->config->devices - 1; i >= 0; i--) {
        bool air = tk_is_sensor(n, i) && tk_spec(n, i)->metric[0] == TK_TEMPERATURE;
        bool had_air = first >= 0 && tk_spec(n, first)->metric[0] == TK_TEMPERATURE;
        if (air || (tk_is_sensor(n, i) && !had_air)) {
            first = i;
        }
    }
    return device == first && n->spool.sectors > 0;
}

static void write(tk_node_t *n, int device, uint32_t seq, uint64_t at_ms, const int32_t *milli, bool mean,
                  uint32_t *place)
{
    const tk_record_t r = {.time_ms = tk_wall_known(n) ? tk_wall(n, at_ms) : at_ms,
                           .boot = n->config->boot,
                           .seq = seq,
                           .milli = {milli[0], milli[1]},
                           .device = tk_spool_device(&n->config->device[device].id),
                           .wall = tk_wall_known(n),
                           .mean = mean};
    if (tk_spool_add(&n->spool, n->port, &r, place) < 0) {
        tk_note(n, TK_NOTE_STORAGE, device, 0, "spool");
    }
}

static void fly(tk_node_t *n, uint32_t place, uint16_t packet)
{
    for (int i = 0; i < TK_FLIGHTS; i++) {
        if (n->flight[i].packet == 0) {
            n->flight[i] = (tk_flight_t){.place = place, .packet = packet};
            return;
        }
    }
}

static bool flies(const tk_node_t *n, uint32_t place)
{
    for (int i = 0; i < TK_FLIGHTS; i++) {
        if (n->flight[i].packet != 0 && n->flight[i].place == place) {
            return true;
        }
    }
    return false;
}

static int flights(const tk_node_t *n)
{
    int count = 0;
    for (int i = 0; i < TK_FLIGHTS; i++) {
        count += n->flight[i].packet != 0 ? 1 : 0;
    }
    return count;
}

/* The others are averaged while nobody listens. */
static void average(tk_node_t *n, int device, const int32_t *milli)
{
    tk_sensor_t *d = &n->device[device].sense;
    uint32_t place = 0;
    if (n->session == TK_SESSION_UP) {
        d->mean_count = 0;
        return;
    }
    for (int i = 0; i < TK_METRICS_PER_SENSOR; i++) {
        d->mean_sum[i] = d->mean_count == 0 ? milli[i] : d->mean_sum[i] + milli[i];
    }
    d->mean_count++;
    if (d->mean_count * (uint64_t)tk_configure_period(n) >= MEAN_MS || d->mean_count == UINT8_MAX) {
        const int32_t mean[TK_METRICS_PER_SENSOR] = {d->mean_sum[0] / d->mean_count, d->mean_sum[1] / d->mean_count};
        write(n, device, ++n->seq, d->read_at_ms, mean, true, &place);
        d->mean_count = 0;
    }
}

void tk_keep(tk_node_t *n, int device, const int32_t *milli, uint32_t seq, uint16_t packet)
{
    uint32_t place = 0;
    if (n->spool.sectors == 0) {
        return;
    }
    if (!tk_keep_whole(n, device)) {
        average(n, device, milli);
        return;
    }
    write(n, device, seq, n->device[device].sense.read_at_ms, milli, false, &place);
    if (packet != 0) {
        fly(n, place, packet); /* when there is no room for it, it comes once more */
    }
}

void tk_keep_acknowledged(tk_node_t *n, uint16_t packet)
{
    for (int i = 0; i < TK_FLIGHTS; i++) {
        if (n->flight[i].packet == packet) {
            n->flight[i].packet = 0;
            tk_spool_done(&n->spool, n->port, n->flight[i].place);
        }
    }
}

void tk_keep_lost_link(tk_node_t *n)
{
    tk_zero(n->flight, sizeof n->flight);
    n->replay = 0; /* from the oldest */
}

static int device_of(const tk_node_t *n, uint16_t tag)
{
    for (int i = 0; i < n->config->devices; i++) {
        if (tk_is_sensor(n, i) && tk_spool_device(&n->config->device[i].id) == tag) {
            return i;
        }
    }
    return -1;
}

/* A time of this boot can still be told once the wall clock is known; one of an earlier boot never. */
static bool when(const tk_node_t *n, const tk_record_t *r, uint64_t *wall_ms)
{
    *wall_ms = r->wall ? r->time_ms : tk_wall(n, r->time_ms);
    return r->wall || (r->boot == n->config->boot && tk_wall_known(n));
}

static bool waits_for_clock(const tk_node_t *n, const tk_record_t *r)
{
    return !r->wall && r->boot == n->config->boot && !tk_wall_known(n);
}

void tk_keep_replay(tk_node_t *n)
{
    tk_record_t r;
    uint64_t wall_ms = 0;
    /* Half of the flights are left to what is measured now. */
    if (n->session != TK_SESSION_UP || n->now_ms < n->replay_at_ms || flights(n) >= TK_FLIGHTS / 2 ||
        !tk_spool_next(&n->spool, n->port, &n->replay, &r)) {
        return;
    }
    uint32_t place = n->replay++;
    if (flies(n, place) || waits_for_clock(n, &r)) {
        return;
    }
    int device = device_of(n, r.device);
    if (device < 0 || !when(n, &r, &wall_ms)) {
        tk_spool_done(&n->spool, n->port, place); /* a sensor that was here once, or a time that nobody knows */
        n->spool.dropped++;
        return;
    }
    const tk_measurement_t m = {.wall_ms = wall_ms,
                                .seq = r.seq,
                                .boot = r.boot,
                                .device = (uint8_t)device,
                                .milli = r.milli,
                                .replayed = true,
                                .estimated = r.mean};
    const tk_outgoing_t what = {.owner = &n->config->device[device].id,
                                .leaf = "sensor",
                                .payload_len = tk_wire_sensor(n->config, &m, tk_payload(n), TK_PAYLOAD),
                                .packet = tk_session_packet(n)};
    fly(n, place, what.packet);
    n->replay_at_ms = n->now_ms + REPLAY_MS;
    tk_session_publish(n, &what);
}

uint64_t tk_keep_deadline(const tk_node_t *n)
{
    bool more = n->session == TK_SESSION_UP && n->spool.sectors > 0 && n->spool.waiting > 0 &&
                n->replay < n->spool.head && flights(n) < TK_FLIGHTS / 2;
    return !more ? UINT64_MAX : n->replay_at_ms > n->now_ms ? n->replay_at_ms : n->now_ms;
}
