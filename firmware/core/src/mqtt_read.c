#include "tk/mqtt.h"
#include "tk/text.h"

enum { AT_TYPE, AT_LENGTH, AT_BODY, BROKEN };

void tk_mqtt_reset(tk_mqtt_reader_t *r)
{
    r->state = AT_TYPE;
    r->remaining = 0;
    r->kept = 0;
    r->shift = 0;
    r->truncated = false;
    r->first = 0;
}

/* What a broker may send, with the flags it must have. */
static bool expected(uint8_t first)
{
    uint8_t flags = first & 15u;
    switch (first >> 4) {
    case TK_MQTT_CONNACK:
    case TK_MQTT_PUBACK:
    case TK_MQTT_SUBACK:
    case TK_MQTT_PINGRESP:
        return flags == 0;
    case TK_MQTT_PUBLISH:
        return (flags & 4u) == 0; /* QoS 2 and 3 have this bit; we never subscribe for more than 1 */
    default:
        return false;
    }
}

static int length_byte(tk_mqtt_reader_t *r, uint8_t byte)
{
    r->remaining |= (uint32_t)(byte & 127u) << r->shift;
    if ((byte & 128u) != 0) {
        r->shift = (uint8_t)(r->shift + 7u);
        return r->shift > 21 ? TK_MQTT_MALFORMED : 0;
    }
    r->state = AT_BODY;
    return r->remaining == 0 ? 1 : 0;
}

static size_t body_bytes(tk_mqtt_reader_t *r, const uint8_t *data, size_t len)
{
    size_t take = len < r->remaining ? len : r->remaining;
    size_t room = sizeof r->body - r->kept;
    size_t keep = take < room ? take : room;
    tk_copy(r->body + r->kept, data, keep);
    r->kept = (uint16_t)(r->kept + keep);
    r->truncated = r->truncated || keep < take;
    r->remaining -= (uint32_t)take;
    return take;
}

int tk_mqtt_read(tk_mqtt_reader_t *r, const uint8_t *data, size_t len, size_t *used)
{
    size_t pos = 0;
    int whole = 0;
    if (r->state == AT_BODY && r->remaining == 0) {
        tk_mqtt_reset(r);
    }
    while (pos < len && whole == 0) {
        if (r->state == AT_TYPE) {
            r->first = data[pos++];
            r->state = AT_LENGTH;
            whole = expected(r->first) ? 0 : TK_MQTT_MALFORMED;
        } else if (r->state == AT_LENGTH) {
            whole = length_byte(r, data[pos++]);
        } else if (r->state == BROKEN) {
            whole = TK_MQTT_MALFORMED;
        } else {
            pos += body_bytes(r, data + pos, len - pos);
            whole = r->remaining == 0 ? 1 : 0;
        }
    }
    r->state = whole < 0 ? BROKEN : r->state;
    *used = pos;
    return whole;
}

tk_mqtt_type_t tk_mqtt_type(const tk_mqtt_reader_t *r)
{
    return (tk_mqtt_type_t)(r->first >> 4);
}

static uint16_t two(const uint8_t *at)
{
    return (uint16_t)(at[0] << 8 | at[1]);
}

int tk_mqtt_message(const tk_mqtt_reader_t *r, tk_mqtt_message_t *out)
{
    size_t pos = 2;
    bool acked = (r->first & 2u) != 0;
    if (r->kept < pos) {
        return TK_MQTT_MALFORMED;
    }
    out->topic_len = two(r->body);
    pos += out->topic_len;
    if (out->topic_len == 0 || pos + (acked ? 2u : 0u) > r->kept) {
        return TK_MQTT_MALFORMED;
    }
    out->topic = (const char *)r->body + 2;
    out->packet = acked ? two(r->body + pos) : 0;
    if (acked && out->packet == 0) {
        return TK_MQTT_MALFORMED;
    }
    pos += acked ? 2u : 0u;
    out->payload = r->body + pos;
    out->payload_len = (uint16_t)(r->kept - pos);
    out->retained = (r->first & 1u) != 0;
    out->truncated = r->truncated;
    return 0;
}

int tk_mqtt_connack(const tk_mqtt_reader_t *r)
{
    return r->kept == 2 && !r->truncated ? r->body[1] : TK_MQTT_MALFORMED;
}

int tk_mqtt_puback(const tk_mqtt_reader_t *r)
{
    return r->kept == 2 && !r->truncated ? two(r->body) : TK_MQTT_MALFORMED;
}

int tk_mqtt_suback(const tk_mqtt_reader_t *r)
{
    if (r->kept < 3 || r->truncated) {
        return TK_MQTT_MALFORMED;
    }
    for (size_t i = 2; i < r->kept; i++) {
        if (r->body[i] > 1) {
            return 1;
        }
    }
    return 0;
}
