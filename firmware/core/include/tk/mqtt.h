/* tk/mqtt.h - the part of MQTT 3.1.1 that a node speaks, as bytes in and bytes out.
 *
 * Owns:     one inbound packet (tk_mqtt_reader_t).
 * Uses:     nothing. Sending, time and retries belong to the node.
 * Promises: no allocation; a packet larger than the buffer is skipped to its end, never overrun; anything malformed is
 * refused. Source:   OASIS MQTT 3.1.1. Left out on purpose: QoS 2, UNSUBSCRIBE, user name and password (the certificate
 * is the name).
 */
#pragma once
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Largest packet body kept. A command with 20 steps is under 1,200 bytes with topic; the rest is for fields we do not
 * know yet. */
#define TK_MQTT_BODY 1400

#define TK_MQTT_MALFORMED (-1) /* not MQTT, or not for us: the link must be dropped */
#define TK_MQTT_NO_ROOM   (-2) /* the packet to write does not fit */

typedef enum {
    TK_MQTT_CONNECT = 1,
    TK_MQTT_CONNACK = 2,
    TK_MQTT_PUBLISH = 3,
    TK_MQTT_PUBACK = 4,
    TK_MQTT_SUBSCRIBE = 8,
    TK_MQTT_SUBACK = 9,
    TK_MQTT_PINGREQ = 12,
    TK_MQTT_PINGRESP = 13,
    TK_MQTT_DISCONNECT = 14,
} tk_mqtt_type_t;

typedef struct {
    uint32_t remaining; /* bytes of body still to come */
    uint16_t kept;      /* bytes of body in the buffer */
    uint8_t first;      /* type and flags */
    uint8_t state;
    uint8_t shift;
    bool truncated; /* the body was longer than TK_MQTT_BODY */
    uint8_t body[TK_MQTT_BODY];
} tk_mqtt_reader_t;

void tk_mqtt_reset(tk_mqtt_reader_t *r);

/* Eats bytes up to the end of one packet. 1: a packet is whole, look at it before the next call. 0: all bytes eaten,
 * more needed. Negative: TK_MQTT_MALFORMED, then and until it is reset. *used says how many bytes were eaten. */
int tk_mqtt_read(tk_mqtt_reader_t *r, const uint8_t *data, size_t len, size_t *used);

tk_mqtt_type_t tk_mqtt_type(const tk_mqtt_reader_t *r);

typedef struct {
    const char *topic; /* points into the reader; not NUL-terminated */
    const uint8_t *payload;
    uint16_t topic_len;
    uint16_t payload_len; /* when truncated: what was kept of it */
    uint16_t packet;      /* to acknowledge; 0 with QoS 0 */
    bool retained;
    bool truncated;
} tk_mqtt_message_t;

int tk_mqtt_message(const tk_mqtt_reader_t *r, tk_mqtt_message_t *out);

/* Return code of a CONNACK (0 is accepted), or negative. */
int tk_mqtt_connack(const tk_mqtt_reader_t *r);

/* Packet id of a PUBACK, or negative. */
int tk_mqtt_puback(const tk_mqtt_reader_t *r);

/* 0 when every filter of the SUBACK was granted, 1 when one was refused, or negative. */
int tk_mqtt_suback(const tk_mqtt_reader_t *r);

/* Writes. All return the packet's length or TK_MQTT_NO_ROOM. */

typedef struct {
    const char *client_id;
    const char *will_topic; /* QoS 1, retained; NULL: no will */
    const char *will;
    size_t will_len;
    uint16_t keep_alive_s;
} tk_mqtt_hello_t;

int tk_mqtt_write_connect(uint8_t *at, size_t cap, const tk_mqtt_hello_t *hello);
int tk_mqtt_write_subscribe(uint8_t *at, size_t cap, uint16_t packet, const char *filter); /* one filter, QoS 1 */
int tk_mqtt_write_puback(uint8_t *at, size_t cap, uint16_t packet);
int tk_mqtt_write_empty(uint8_t *at, size_t cap, tk_mqtt_type_t type); /* PINGREQ, DISCONNECT */

typedef struct {
    const char *topic;
    const char *payload;
    size_t payload_len;
    uint16_t packet; /* 0: QoS 0 */
    bool again;      /* sent before on another connection (DUP) */
    bool retained;
} tk_mqtt_post_t;

int tk_mqtt_write_publish(uint8_t *at, size_t cap, const tk_mqtt_post_t *post);
