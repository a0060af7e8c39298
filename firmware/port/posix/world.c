#define _POSIX_C_SOURCE 200809L
#include "world.h"
#include <openssl/rand.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

static uint64_t clock_ms(clockid_t which)
{
    struct timespec t;
    clock_gettime(which, &t);
    return (uint64_t)t.tv_sec * 1000u + (uint64_t)t.tv_nsec / 1000000u;
}

uint64_t world_now(const world_t *w)
{
    (void)w;
    return clock_ms(CLOCK_MONOTONIC);
}

int64_t world_wall_offset(const world_t *w)
{
    (void)w;
    return (int64_t)clock_ms(CLOCK_REALTIME) - (int64_t)clock_ms(CLOCK_MONOTONIC);
}

uint32_t world_random(void)
{
    uint32_t v = 0;
    RAND_bytes((unsigned char *)&v, sizeof v);
    return v;
}

void world_log(const char *format, ...)
{
    char line[512];
    struct timespec t;
    struct tm utc;
    va_list args;
    clock_gettime(CLOCK_REALTIME, &t);
    gmtime_r(&t.tv_sec, &utc);
    size_t n = strftime(line, sizeof line, "%Y-%m-%dT%H:%M:%S", &utc);
    n += (size_t)snprintf(line + n, sizeof line - n, ".%03ldZ ", t.tv_nsec / 1000000L);
    va_start(args, format);
    vsnprintf(line + n, sizeof line - n, format, args);
    va_end(args);
    fprintf(stderr, "%s\n", line);
}

/* The house lives in steps up to now, before an output changes or a sensor looks. */
static void live(world_t *w)
{
    uint64_t now = world_now(w);
    house_advance(&w->house, (double)(now - w->house_ms) / 1000.0, now + (uint64_t)world_wall_offset(w));
    w->house_ms = now;
}

static double strongest(const world_t *w, tk_kind_t kind)
{
    uint8_t most = 0;
    for (int i = 0; i < w->config->node.devices; i++) {
        if (w->config->node.device[i].kind == (uint8_t)kind && w->output[i] > most) {
            most = w->output[i];
        }
    }
    return most / 100.0;
}

static int send_bytes(void *ctx, const uint8_t *data, size_t len)
{
    world_t *w = ctx;
    return link_send(&w->link, data, len);
}

static void hang_up(void *ctx)
{
    world_t *w = ctx;
    snprintf(w->link.error, sizeof w->link.error, "we hung up");
    link_close(&w->link);
}

static const char *name_of(const world_t *w, int device)
{
    const tk_node_config_t *n = &w->config->node;
    return device >= 0 ? n->board->kind[n->device[device].kind].name : "node";
}

static int set_output(void *ctx, int device, const tk_edge_t *edge)
{
    world_t *w = ctx;
    if (edge->value == w->output[device]) {
        return 0; /* at start: a relay without power is off already */
    }
    live(w);
    w->output[device] = edge->value;
    w->house.fan = strongest(w, TK_FAN);
    w->house.heater = strongest(w, TK_HEATER);
    w->house.pump = strongest(w, TK_PUMP);
    if (store_edge(&w->store, w->house_ms + (uint64_t)world_wall_offset(w), &w->config->node.device[device].id, edge) <
        0) {
        world_log("relay.log cannot be written"); /* the relay has moved all the same */
    }
    return 0;
}

static int read_sensor(void *ctx, int device, int32_t milli[TK_METRICS_PER_SENSOR])
{
    world_t *w = ctx;
    live(w);
    if (w->config->node.device[device].kind == TK_WATER_LEVEL) {
        milli[0] = house_level_milli(&w->house);
        milli[1] = 0;
    } else {
        milli[0] = house_temperature_milli(&w->house);
        milli[1] = house_humidity_milli(&w->house);
    }
    return 0;
}

static const char *const KEYS[] = {[TK_KEY_SEEN] = "commands", [TK_KEY_SETTINGS] = "settings"};

static int store(void *ctx, tk_key_t key, const uint8_t *data, size_t len)
{
    world_t *w = ctx;
    return store_put(&w->store, KEYS[key], data, len);
}

static size_t load(void *ctx, tk_key_t key, uint8_t *data, size_t cap)
{
    world_t *w = ctx;
    return store_get(&w->store, KEYS[key], data, cap);
}

static void health(void *ctx, tk_health_t *out)
{
    (void)ctx;
    /* A process has no antenna, and its heap is not the chip's: nothing is said rather than something made up. */
    memset(out, 0, sizeof *out);
}

static void note(void *ctx, tk_note_t what, int device, int detail, const char *text)
{
    static const char *const RESULTS[] = {"none", "completed", "failed", "rejected", "unsure"};
    static const char *const NOTES[TK_NOTE_COUNT] = {
        [TK_NOTE_LINK_UP] = "connected",
        [TK_NOTE_LINK_REFUSED] = "the broker refused us",
        [TK_NOTE_LINK_SILENT] = "the broker is silent",
        [TK_NOTE_BAD_PACKET] = "not MQTT",
        [TK_NOTE_BAD_TOPIC] = "message on a topic that is not ours",
        [TK_NOTE_BAD_COMMAND] = "invalid command",
        [TK_NOTE_COMMAND] = "command",
        [TK_NOTE_REPEATED] = "command repeated, answered as before",
        [TK_NOTE_SUBSCRIPTION_REFUSED] = "the broker refused a subscription",
        [TK_NOTE_SENSOR_FAILED] = "sensor failed",
        [TK_NOTE_OUTBOX_FULL] = "outbox full, oldest status lost",
        [TK_NOTE_OUTPUT_STUCK] = "output did not move",
        [TK_NOTE_STORAGE] = "storage failed",
        [TK_NOTE_CONFIG] = "settings taken, version",
        [TK_NOTE_BAD_CONFIG] = "invalid settings",
        [TK_NOTE_STOP] = "emergency stop",
        [TK_NOTE_BAD_STOP] = "invalid emergency stop",
        [TK_NOTE_ALARM] = "air that kills",
        [TK_NOTE_SENSOR_LOST] = "sensor lost",
    };
    world_t *w = ctx;
    bool result = what == TK_NOTE_COMMAND || what == TK_NOTE_REPEATED;
    if (result) {
        world_log("%s: %s: %s", name_of(w, device), NOTES[what], RESULTS[detail]);
    } else if (text != NULL) {
        world_log("%s: %s: %s", name_of(w, device), NOTES[what], text);
    } else {
        world_log("%s: %s (%d)", name_of(w, device), NOTES[what], detail);
    }
}

void world_init(world_t *w, const config_t *config)
{
    w->config = config;
    w->house_ms = world_now(w);
    house_init(&w->house, tk_crc32(&config->node.node_id, sizeof config->node.node_id),
               w->house_ms + (uint64_t)world_wall_offset(w));
    w->port = (tk_port_t){.ctx = w,
                          .send = send_bytes,
                          .hang_up = hang_up,
                          .set_output = set_output,
                          .read_sensor = read_sensor,
                          .store = store,
                          .load = load,
                          .health = health,
                          .note = note};
}
