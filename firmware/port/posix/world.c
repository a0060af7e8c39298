#define _POSIX_C_SOURCE 200809L
#include "world.h"
#include "waves.h"
#include <openssl/rand.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
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

static void say(const char *name, const char *format, va_list args)
{
    char line[512];
    struct timespec t;
    struct tm utc;
    clock_gettime(CLOCK_REALTIME, &t);
    gmtime_r(&t.tv_sec, &utc);
    size_t n = strftime(line, sizeof line, "%Y-%m-%dT%H:%M:%S", &utc);
    n += (size_t)snprintf(line + n, sizeof line - n, ".%03ldZ ", t.tv_nsec / 1000000L);
    if (name != NULL) {
        n += (size_t)snprintf(line + n, sizeof line - n, "%s ", name);
    }
    vsnprintf(line + n, sizeof line - n, format, args);
    fprintf(stderr, "%s\n", line);
}

void world_log(const char *format, ...)
{
    va_list args;
    va_start(args, format);
    say(NULL, format, args);
    va_end(args);
}

void world_say(const world_t *w, const char *format, ...)
{
    va_list args;
    if (!w->quiet) {
        va_start(args, format);
        say(w->name, format, args);
        va_end(args);
    }
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
    for (int i = 0; i < w->node.devices; i++) {
        if (w->node.device[i].kind == (uint8_t)kind && w->output[i] > most) {
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
    const tk_node_config_t *n = &w->node;
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
    w->house.feeder = strongest(w, TK_FEEDER);
    w->moved += edge->command != NULL ? 1 : 0;
    if (w->kept &&
        store_edge(&w->store, w->house_ms + (uint64_t)world_wall_offset(w), &w->node.device[device].id, edge) < 0) {
        world_say(w, "relay.log cannot be written"); /* the relay has moved all the same */
    }
    return 0;
}

/* One answer in two hundred is garbled on the wire, and clocks differ: decoders and their tries have something to do.
 */
static void climate(world_t *w, tk_raw_t *raw)
{
    uint32_t dice = world_random();
    int percent = 90 + (int)(dice % 21);
    raw->count =
        (uint8_t)waves_dht22(house_temperature_milli(&w->house), house_humidity_milli(&w->house), percent, raw->us);
    if (dice % 200 == 0) {
        raw->us[20] = raw->us[20] > 50 ? 26 : 70;
    }
}

/* A probe that reads 300 empty and 2000 full, with a spike now and then. */
static void level(world_t *w, tk_raw_t *raw)
{
    raw->count = 5;
    for (int i = 0; i < raw->count; i++) {
        raw->adc[i] = (uint16_t)(300 + house_level_milli(&w->house) * 17 / 1000);
    }
    raw->adc[2] = world_random() % 50 == 0 ? 4095 : raw->adc[2];
}

static int measure(void *ctx, int device, tk_raw_t *raw)
{
    world_t *w = ctx;
    live(w);
    switch (w->node.device[device].kind) {
    case TK_DHT22:
        climate(w, raw);
        return 0;
    case TK_WATER_LEVEL:
        level(w, raw);
        return 0;
    case TK_SCALE:
        raw->count = TK_WEIGHINGS;
        for (int i = 0; i < raw->count; i++) {
            raw->counts[i] = 12000 + (int32_t)(w->house.feed * 20000.0);
        }
        return 0;
    case TK_MOTION:
        raw->seen = true; /* hens are never still by day, and it is always day enough */
        return 0;
    case TK_FLOW:
        raw->pulses = (uint32_t)(w->house.litres * 450.0);
        return 0;
    default:
        return -1;
    }
}

static const char *const KEYS[] = {[TK_KEY_SEEN] = "commands",
                                   [TK_KEY_SETTINGS] = "settings",
                                   [TK_KEY_CLOCK] = "clock",
                                   [TK_KEY_RESETS] = "resets",
                                   [TK_KEY_DAY] = "day"};

static int store(void *ctx, tk_key_t key, const uint8_t *data, size_t len)
{
    world_t *w = ctx;
    if (w->kept) {
        return store_put(&w->store, KEYS[key], data, len);
    }
    uint8_t *room = w->value[key].len == len ? w->value[key].data : realloc(w->value[key].data, len);
    if (room == NULL) {
        return -1;
    }
    memcpy(room, data, len);
    w->value[key].data = room;
    w->value[key].len = len;
    return 0;
}

static size_t load(void *ctx, tk_key_t key, uint8_t *data, size_t cap)
{
    world_t *w = ctx;
    if (w->kept) {
        return store_get(&w->store, KEYS[key], data, cap);
    }
    size_t len = w->value[key].len < cap ? w->value[key].len : cap;
    memcpy(data, len > 0 ? w->value[key].data : data, len);
    return len;
}

static int spool_read(void *ctx, uint32_t at, uint8_t *data, size_t len)
{
    world_t *w = ctx;
    return store_spool_read(&w->store, at, data, len);
}

static int spool_write(void *ctx, uint32_t at, const uint8_t *data, size_t len)
{
    world_t *w = ctx;
    return store_spool_write(&w->store, at, data, len);
}

static int spool_erase(void *ctx, uint32_t at)
{
    world_t *w = ctx;
    return store_spool_erase(&w->store, at);
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
        [TK_NOTE_SAFE_MODE] = "safe mode, resets",
        [TK_NOTE_PACE] = "commands come too fast",
        [TK_NOTE_BAD_UPDATE] = "invalid firmware offer",
        [TK_NOTE_UPDATE] = "firmware update",
    };
    world_t *w = ctx;
    bool result = what == TK_NOTE_COMMAND || what == TK_NOTE_REPEATED;
    if (result) {
        world_say(w, "%s: %s: %s", name_of(w, device), NOTES[what], RESULTS[detail]);
    } else if (text != NULL) {
        world_say(w, "%s: %s: %s", name_of(w, device), NOTES[what], text);
    } else {
        world_say(w, "%s: %s (%d)", name_of(w, device), NOTES[what], detail);
    }
}

void world_init(world_t *w, bool kept)
{
    w->kept = kept;
    w->house_ms = world_now(w);
    house_init(&w->house, tk_crc32(&w->node.node_id, sizeof w->node.node_id),
               w->house_ms + (uint64_t)world_wall_offset(w));
    w->port = (tk_port_t){.ctx = w,
                          .send = send_bytes,
                          .hang_up = hang_up,
                          .set_output = set_output,
                          .measure = measure,
                          .store = store,
                          .load = load,
                          .spool_size = kept && store_spool_open(&w->store) == 0 ? TK_SPOOL_SIZE : 0,
                          .spool_read = spool_read,
                          .spool_write = spool_write,
                          .spool_erase = spool_erase,
                          .health = health,
                          .note = note};
}

void world_free(world_t *w)
{
    for (int key = 0; key < TK_KEYS; key++) {
        free(w->value[key].data);
        w->value[key].data = NULL;
        w->value[key].len = 0;
    }
}
