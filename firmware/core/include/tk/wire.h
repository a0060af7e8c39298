/* tk/wire.h - topics and the payloads that a node writes. Samples: mqtt-connector/wire/samples.
 *
 * Every writer returns the payload's length, or -1 when it does not fit.
 */
#pragma once
#include "tk/node.h"

/* "farm/F/devices/D/<leaf>", NUL-terminated; out holds at least TK_TOPIC. */
void tk_wire_topic(const tk_uuid_t *farm, const tk_uuid_t *device, const char *leaf, char *out);

/* Index of the device whose topic with that leaf this is, or -1. */
int tk_wire_topic_owner(const tk_node_config_t *config, const char *topic, size_t len, const char *leaf);

/* "farm/F/estop", NUL-terminated; out holds at least TK_TOPIC. */
void tk_wire_stop_topic(const tk_uuid_t *farm, char *out);

int tk_wire_status(const tk_node_config_t *config, const tk_status_t *s, char *at, size_t cap);

typedef struct {
    uint64_t wall_ms;
    uint32_t seq;
    uint32_t boot; /* 0: this one */
    uint8_t device;
    bool replayed;
    bool estimated;       /* a mean */
    const int32_t *milli; /* in the order of the kind's metric[] */
} tk_measurement_t;

int tk_wire_sensor(const tk_node_config_t *config, const tk_measurement_t *m, char *at, size_t cap);

typedef struct {
    uint64_t wall_ms;
    uint64_t uptime_s;
    tk_health_t health;
    const tk_device_t *device; /* whose settings the beat tells */
    uint32_t spool_waiting;
    uint32_t spool_dropped;
    uint8_t time_quality; /* tk_time_quality_t */
    bool stop_button;
    bool stop_wire_broken;
    bool safe_mode;
} tk_beat_t;

int tk_wire_heartbeat(const tk_node_config_t *config, const tk_beat_t *beat, char *at, size_t cap);

/* online:false with the required fields only: last will, and the end of an orderly stop. */
int tk_wire_offline(const tk_node_config_t *config, char *at, size_t cap);
