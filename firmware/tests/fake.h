/* fake.h - a node without a world: bytes, relays, sensors, storage and time are the test's. */
#pragma once
#include "flash_model.h"
#include "tk/node.h"

typedef struct {
    uint8_t type;
    uint8_t qos;
    bool again;
    bool retained;
    uint16_t packet;
    char topic[128];
    char payload[1300]; /* NUL-terminated */
    size_t payload_len;
} fake_packet_t;

typedef struct {
    int device;
    uint8_t value;
    uint8_t cause;
    bool commanded;
} fake_edge_t;

typedef struct {
    tk_node_config_t config;
    tk_port_t port;
    tk_node_t node;
    uint64_t now;
    uint8_t sent[65536];
    size_t sent_len;
    size_t sent_at;
    fake_edge_t edge[64];
    int edges;
    int32_t temperature; /* milli */
    int32_t level;       /* milli percent */
    flash_model_t *flash;
    bool sensor_broken;
    bool output_broken;
    bool storage_broken;
    bool link_broken;
    int hung_up;
    bool hub_dead;     /* its broker lives */
    uint64_t beat_at;  /* when the hub says next which stops hold */
    char told[3000];   /* and what it says */
    uint8_t kept[512];
    size_t kept_len;
    uint8_t settings[1024]; /* what storage holds of TK_KEY_SETTINGS; kept is TK_KEY_SEEN */
    size_t settings_len;
    struct {
        uint8_t data[48];
        size_t len;
    } small[TK_KEYS];         /* the other keys */
    uint8_t kept_in_act[512]; /* what storage held when the last edge was made */
    size_t kept_in_act_len;
} fake_t;

/* Device numbers of the fake node. */
enum { PUMP, FAN, HEATER, CLIMATE, FEEDER, SIREN, LIGHT, CONVEYOR, FAKE_DEVICES };

extern const char *const fake_ids[FAKE_DEVICES];
#define FAKE_NODE "0199b6a0-0000-7000-8000-0000000000e1"
#define FAKE_FARM "0199b6a0-0000-7000-8000-00000000f001"

void fake_init(fake_t *f);                        /* everything fresh, node started at 1000 ms, 28 degrees */
void fake_flash(fake_t *f, flash_model_t *flash); /* gives it a spool; before the next reboot */
void fake_reboot(fake_t *f);                      /* the node starts again; storage stays */
void fake_link_up(fake_t *f);                     /* up to the node's CONNECT */
void fake_connack(fake_t *f, uint8_t code);
void fake_connect(fake_t *f); /* the whole greeting; its packets are thrown away, every status acknowledged */
void fake_rx(fake_t *f, const void *data, size_t len);
void fake_command(fake_t *f, int device, int id,
                  const char *rest); /* id: last byte of the command id; rest: more JSON */
void fake_post(fake_t *f, const char *topic, const char *payload, size_t len, bool retained);
void fake_puback(fake_t *f, uint16_t packet);
void fake_advance(fake_t *f, uint64_t ms); /* runs the node at each of its deadlines; the broker answers pings */

/* Next packet the node sent; false when there is none. */
bool fake_next(fake_t *f, fake_packet_t *p);

/* Next PUBLISH whose topic ends in leaf, throwing away what comes before it. */
bool fake_next_on(fake_t *f, const char *leaf, fake_packet_t *p);
/* Next status that something happened for; what a heartbeat repeats goes without a packet id. */
bool fake_next_news(fake_t *f, fake_packet_t *p);
void fake_drop_sent(fake_t *f);
