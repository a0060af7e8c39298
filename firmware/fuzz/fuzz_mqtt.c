/* fuzz_mqtt.c - any bytes from a broker, in pieces whose lengths the first byte tells. */
#include "fuzz.h"
#include "tk/mqtt.h"

static tk_mqtt_reader_t reader;

static void packet_is_sound(void)
{
    tk_mqtt_message_t m;
    MUST(reader.kept <= TK_MQTT_BODY);
    switch (tk_mqtt_type(&reader)) {
    case TK_MQTT_PUBLISH:
        if (tk_mqtt_message(&reader, &m) == 0) {
            MUST(m.topic_len > 0 && (const uint8_t *)m.topic >= reader.body);
            MUST(m.payload + m.payload_len <= reader.body + reader.kept);
            MUST((const uint8_t *)m.topic + m.topic_len <= m.payload);
        }
        break;
    case TK_MQTT_CONNACK:
        MUST(tk_mqtt_connack(&reader) <= 255);
        break;
    case TK_MQTT_PUBACK:
        MUST(tk_mqtt_puback(&reader) <= 65535);
        break;
    case TK_MQTT_SUBACK:
        MUST(tk_mqtt_suback(&reader) <= 1);
        break;
    default:
        break;
    }
}

/* What we write is what we read. */
static void written_is_read(const uint8_t *data, size_t len)
{
    static uint8_t packet[2048];
    const tk_mqtt_post_t post = {
        .topic = "farm/f/devices/d/status", .payload = (const char *)data, .payload_len = len, .packet = 7};
    size_t used = 0;
    tk_mqtt_message_t m;
    int n = tk_mqtt_write_publish(packet, sizeof packet, &post);
    if (n == TK_MQTT_NO_ROOM) {
        return;
    }
    tk_mqtt_reset(&reader);
    MUST(tk_mqtt_read(&reader, packet, (size_t)n, &used) == 1 && used == (size_t)n);
    MUST(tk_mqtt_message(&reader, &m) == 0 && m.packet == 7);
    MUST(m.truncated || (m.payload_len == len && (len == 0 || memcmp(m.payload, data, len) == 0)));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t len)
{
    if (len == 0) {
        return 0;
    }
    size_t piece = data[0] == 0 ? len : data[0];
    tk_mqtt_reset(&reader);
    for (size_t at = 1; at < len;) {
        size_t most = len - at < piece ? len - at : piece;
        size_t used = 0;
        int whole = tk_mqtt_read(&reader, data + at, most, &used);
        MUST(used <= most && (used > 0 || whole < 0));
        if (whole < 0) {
            break;
        }
        if (whole > 0) {
            packet_is_sound();
        }
        at += used;
    }
    written_is_read(data, len);
    return 0;
}
