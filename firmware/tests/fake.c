#include "fake.h"
#include "boards.h"
#include "waves.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

const char *const fake_ids[FAKE_DEVICES] = {
    "0199b6a0-0000-7000-8000-0000000000d0", "0199b6a0-0000-7000-8000-0000000000d1",
    "0199b6a0-0000-7000-8000-0000000000d2", "0199b6a0-0000-7000-8000-0000000000d3",
    "0199b6a0-0000-7000-8000-0000000000d4", "0199b6a0-0000-7000-8000-0000000000d5",
    "0199b6a0-0000-7000-8000-0000000000d6", "0199b6a0-0000-7000-8000-0000000000d7",
};
static const uint8_t KINDS[FAKE_DEVICES] = {TK_PUMP,   TK_FAN,   TK_HEATER, TK_DHT22,
                                            TK_FEEDER, TK_SIREN, TK_LIGHT,  TK_CONVEYOR};

static int send(void *ctx, const uint8_t *data, size_t len)
{
    fake_t *f = ctx;
    if (f->link_broken) {
        return -1;
    }
    if (sizeof f->sent - f->sent_len < len) {
        fake_drop_sent(f); /* nobody has looked at it for a long while */
    }
    memcpy(f->sent + f->sent_len, data, len);
    f->sent_len += len;
    return 0;
}

static void hang_up(void *ctx)
{
    fake_t *f = ctx;
    f->hung_up++;
}

static int set_output(void *ctx, int device, const tk_edge_t *e)
{
    fake_t *f = ctx;
    if (f->output_broken) {
        return -1;
    }
    if (f->edges < 64) {
        f->edge[f->edges++] = (fake_edge_t){device, e->value, e->cause, e->command != NULL};
    }
    memcpy(f->kept_in_act, f->kept, f->kept_len);
    f->kept_in_act_len = f->kept_len;
    return 0;
}

static int measure(void *ctx, int device, tk_raw_t *raw)
{
    fake_t *f = ctx;
    switch (f->config.device[device].kind) {
    case TK_DHT22:
        raw->count = (uint8_t)waves_dht22(f->temperature, 65200, 100, raw->us);
        break;
    default:
        raw->count = 1;
        raw->adc[0] = (uint16_t)(300 + f->level / 100 * 1700 / 1000);
        break;
    }
    return f->sensor_broken ? -1 : 0;
}

static int store(void *ctx, tk_key_t key, const uint8_t *data, size_t len)
{
    fake_t *f = ctx;
    if (f->storage_broken || len > (key == TK_KEY_SEEN ? sizeof f->kept : sizeof f->settings)) {
        return -1;
    }
    if (key != TK_KEY_SETTINGS && key != TK_KEY_SEEN) {
        memcpy(f->small[key].data, data, len);
        f->small[key].len = len;
        return 0;
    }
    if (key == TK_KEY_SETTINGS) {
        memcpy(f->settings, data, len);
        f->settings_len = len;
        return 0;
    }
    memcpy(f->kept, data, len);
    f->kept_len = len;
    return 0;
}

static size_t load(void *ctx, tk_key_t key, uint8_t *data, size_t cap)
{
    fake_t *f = ctx;
    if (key != TK_KEY_SETTINGS && key != TK_KEY_SEEN) {
        memcpy(data, f->small[key].data, f->small[key].len);
        return f->small[key].len;
    }
    if (key == TK_KEY_SETTINGS) {
        size_t had = f->settings_len < cap ? f->settings_len : cap;
        memcpy(data, f->settings, had);
        return had;
    }
    size_t len = f->kept_len < cap ? f->kept_len : cap;
    memcpy(data, f->kept, len);
    return len;
}

static int spool_read(void *ctx, uint32_t at, uint8_t *data, size_t len)
{
    return flash_read(((fake_t *)ctx)->flash, at, data, len);
}

static int spool_write(void *ctx, uint32_t at, const uint8_t *data, size_t len)
{
    return flash_write(((fake_t *)ctx)->flash, at, data, len);
}

static int spool_erase(void *ctx, uint32_t at)
{
    return flash_erase(((fake_t *)ctx)->flash, at);
}

static void health(void *ctx, tk_health_t *out)
{
    (void)ctx;
    *out = (tk_health_t){.rssi_dbm = -65, .has_rssi = true, .heap_free = 102400, .has_heap = true};
}

static void note(void *ctx, tk_note_t what, int device, int detail, const char *text)
{
    (void)ctx, (void)what, (void)device, (void)detail, (void)text; /* the node counts them itself */
}

void fake_init(fake_t *f)
{
    memset(f, 0, sizeof *f);
    f->config = (tk_node_config_t){.board = &tk_board_virtual,
                                   .incarnation = 1,
                                   .sensor_period_ms = 30000,
                                   .firmware_version = "2.0.0",
                                   .boot_reason = "power_on",
                                   .devices = FAKE_DEVICES};
    tk_uuid_parse(&f->config.node_id, FAKE_NODE, TK_UUID_TEXT);
    tk_uuid_parse(&f->config.farm_id, FAKE_FARM, TK_UUID_TEXT);
    for (int i = 0; i < FAKE_DEVICES; i++) {
        tk_uuid_parse(&f->config.device[i].id, fake_ids[i], TK_UUID_TEXT);
        f->config.device[i].kind = KINDS[i];
    }
    f->port = (tk_port_t){.ctx = f,
                          .send = send,
                          .hang_up = hang_up,
                          .set_output = set_output,
                          .measure = measure,
                          .store = store,
                          .load = load,
                          .health = health,
                          .note = note};
    f->now = 1000;
    f->temperature = 28000;
    f->level = 50000;
    fake_reboot(f);
}

void fake_flash(fake_t *f, flash_model_t *flash)
{
    f->flash = flash;
    f->port.spool_size = TK_SPOOL_SIZE;
    f->port.spool_read = spool_read;
    f->port.spool_write = spool_write;
    f->port.spool_erase = spool_erase;
}

void fake_reboot(fake_t *f)
{
    f->config.boot++;
    f->edges = 0;
    fake_drop_sent(f);
    tk_node_init(&f->node, &f->config, &f->port, f->now);
    f->edges = 0;
    const tk_event_t wall = {.kind = TK_WALL, .wall_offset_ms = 1795420800000 - 1000};
    tk_node_event(&f->node, &wall, f->now);
    tk_node_poll(&f->node, f->now);
}

static void event(fake_t *f, tk_event_kind_t kind, const void *data, size_t len)
{
    const tk_event_t e = {.kind = kind, .data = data, .len = len};
    tk_node_event(&f->node, &e, f->now);
}

void fake_rx(fake_t *f, const void *data, size_t len)
{
    event(f, TK_RX, data, len);
}

void fake_link_up(fake_t *f)
{
    event(f, TK_LINK_DOWN, NULL, 0);
    event(f, TK_LINK_UP, NULL, 0);
}

void fake_connack(fake_t *f, uint8_t code)
{
    const uint8_t connack[] = {0x20, 2, 0, code};
    fake_rx(f, connack, sizeof connack);
    tk_node_poll(&f->node, f->now);
}

/* The hub says every 30 s which stops hold, and to each node that comes. At QoS 0: nobody looks at its answer. */
static void beat(fake_t *f)
{
    uint8_t packet[4000];
    const char *told = f->told[0] != '\0' ? f->told : "{\"version\":0,\"timestamp\":1,\"stops\":[]}";
    const tk_mqtt_post_t post = {
        .topic = "farm/" FAKE_FARM "/estop", .payload = told, .payload_len = strlen(told), .retained = false};
    f->beat_at = f->now + 30000;
    if (!f->hub_dead) {
        fake_rx(f, packet, (size_t)tk_mqtt_write_publish(packet, sizeof packet, &post));
    }
}

void fake_connect(fake_t *f)
{
    fake_packet_t p;
    fake_link_up(f);
    fake_connack(f, 0);
    while (fake_next_on(f, "/status", &p)) {
        fake_puback(f, p.packet);
    }
    beat(f);
    fake_drop_sent(f);
}

void fake_post(fake_t *f, const char *topic, const char *payload, size_t len, bool retained)
{
    uint8_t packet[4000];
    size_t name = strlen(topic);
    if (name > 6 && strcmp(topic + name - 6, "/estop") == 0 && len < sizeof f->told) {
        memcpy(f->told, payload, len);
        f->told[len] = '\0';
    }
    const tk_mqtt_post_t post = {
        .topic = topic, .payload = payload, .payload_len = len, .packet = 77, .retained = retained};
    int n = tk_mqtt_write_publish(packet, sizeof packet, &post);
    fake_rx(f, packet, (size_t)n);
}

void fake_command(fake_t *f, int device, int id, const char *rest)
{
    char topic[128];
    char payload[1400];
    snprintf(topic, sizeof topic, "farm/%s/devices/%s/command", FAKE_FARM, fake_ids[device]);
    snprintf(payload, sizeof payload,
             "{\"command_id\":\"0199b6a0-0000-7000-8000-0000000000%02x\",\"source\":\"user\",\"issued_at\":1,%s%s}", id,
             strstr(rest, "ttl_ms") != NULL ? "" : "\"ttl_ms\":5000,", rest);
    fake_post(f, topic, payload, strlen(payload), false);
}

void fake_puback(fake_t *f, uint16_t packet)
{
    const uint8_t puback[] = {0x40, 2, (uint8_t)(packet >> 8), (uint8_t)packet};
    fake_rx(f, puback, sizeof puback);
}

void fake_advance(fake_t *f, uint64_t ms)
{
    static const uint8_t pong[] = {0xD0, 0};
    uint64_t end = f->now + ms;
    uint64_t at = tk_node_poll(&f->node, f->now);
    for (int still = 0; at <= end;) {
        still = at > f->now ? 0 : still + 1;
        if (still > 100) {
            printf("    the node wants to be called again and again at %llu\n", (unsigned long long)at);
            abort();
        }
        f->now = at > f->now ? at : f->now;
        at = tk_node_poll(&f->node, f->now);
        if (f->node.pinged) {
            fake_rx(f, pong, sizeof pong);
        }
        if (f->node.session == TK_SESSION_UP && f->now >= f->beat_at) {
            beat(f);
        }
    }
    f->now = end;
    tk_node_poll(&f->node, f->now);
}

void fake_drop_sent(fake_t *f)
{
    f->sent_at = 0;
    f->sent_len = 0;
}
