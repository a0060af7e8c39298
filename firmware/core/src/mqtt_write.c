#include "tk/mqtt.h"
#include "tk/text.h"

typedef struct {
    uint8_t *at;
    size_t cap;
    size_t len;
} out_t;

/* The caller has checked the whole length in begin(), so these cannot run over. */
static void byte(out_t *o, unsigned v)
{
    o->at[o->len++] = (uint8_t)v;
}

static void two(out_t *o, size_t v)
{
    byte(o, (unsigned)(v >> 8) & 255u);
    byte(o, (unsigned)v & 255u);
}

static void bytes(out_t *o, const void *data, size_t len)
{
    tk_copy(o->at + o->len, data, len);
    o->len += len;
}

static void field(out_t *o, const void *data, size_t len)
{
    two(o, len);
    bytes(o, data, len);
}

static int begin(out_t *o, uint8_t *at, size_t cap, unsigned first, size_t body)
{
    size_t rest = body;
    size_t header = 2;
    for (size_t n = body; n > 127; n /= 128) {
        header++;
    }
    if (body > 65535u || header + body > cap) {
        return TK_MQTT_NO_ROOM;
    }
    o->at = at;
    o->cap = cap;
    o->len = 0;
    byte(o, first);
    do {
        unsigned low = (unsigned)(rest % 128u);
        rest /= 128u;
        byte(o, rest > 0 ? low | 128u : low);
    } while (rest > 0);
    return 0;
}

int tk_mqtt_write_connect(uint8_t *at, size_t cap, const tk_mqtt_hello_t *hello)
{
    out_t o;
    size_t id = tk_length(hello->client_id);
    bool will = hello->will_topic != NULL;
    size_t topic = will ? tk_length(hello->will_topic) : 0;
    size_t wills = will ? 2 + topic + 2 + hello->will_len : 0;
    if (begin(&o, at, cap, TK_MQTT_CONNECT << 4, 10 + 2 + id + wills) < 0) {
        return TK_MQTT_NO_ROOM;
    }
    field(&o, "MQTT", 4);
    byte(&o, 4);                                          /* protocol level 3.1.1 */
    byte(&o, 2u | (will ? 4u | 1u << 3 | 1u << 5u : 0u)); /* clean session, will, will QoS 1, will retained */
    two(&o, hello->keep_alive_s);
    field(&o, hello->client_id, id);
    if (will) {
        field(&o, hello->will_topic, topic);
        field(&o, hello->will, hello->will_len);
    }
    return (int)o.len;
}

int tk_mqtt_write_subscribe(uint8_t *at, size_t cap, uint16_t packet, const char *filter)
{
    out_t o;
    size_t len = tk_length(filter);
    if (begin(&o, at, cap, TK_MQTT_SUBSCRIBE << 4 | 2u, 2 + 2 + len + 1) < 0) {
        return TK_MQTT_NO_ROOM;
    }
    two(&o, packet);
    field(&o, filter, len);
    byte(&o, 1);
    return (int)o.len;
}

int tk_mqtt_write_puback(uint8_t *at, size_t cap, uint16_t packet)
{
    out_t o;
    if (begin(&o, at, cap, TK_MQTT_PUBACK << 4, 2) < 0) {
        return TK_MQTT_NO_ROOM;
    }
    two(&o, packet);
    return (int)o.len;
}

int tk_mqtt_write_empty(uint8_t *at, size_t cap, tk_mqtt_type_t type)
{
    out_t o;
    if (begin(&o, at, cap, (unsigned)type << 4, 0) < 0) {
        return TK_MQTT_NO_ROOM;
    }
    return (int)o.len;
}

int tk_mqtt_write_publish(uint8_t *at, size_t cap, const tk_mqtt_post_t *post)
{
    out_t o;
    size_t topic = tk_length(post->topic);
    unsigned flags = (post->again ? 8u : 0u) | (post->packet != 0 ? 2u : 0u) | (post->retained ? 1u : 0u);
    size_t body = 2 + topic + (post->packet != 0 ? 2u : 0u) + post->payload_len;
    if (begin(&o, at, cap, TK_MQTT_PUBLISH << 4 | flags, body) < 0) {
        return TK_MQTT_NO_ROOM;
    }
    field(&o, post->topic, topic);
    if (post->packet != 0) {
        two(&o, post->packet);
    }
    bytes(&o, post->payload, post->payload_len);
    return (int)o.len;
}
