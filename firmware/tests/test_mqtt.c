#include "tk/mqtt.h"
#include "tk_test.h"

static tk_mqtt_reader_t reader;
static uint8_t packet[4000];

static int feed(const uint8_t *data, size_t len, size_t *used)
{
    return tk_mqtt_read(&reader, data, len, used);
}

static int publish(const char *topic, const char *payload, size_t len, uint16_t id)
{
    const tk_mqtt_post_t post = {.topic = topic, .payload = payload, .payload_len = len, .packet = id};
    return tk_mqtt_write_publish(packet, sizeof packet, &post);
}

TEST(connect_is_byte_for_byte_as_the_standard_has_it)
{
    static const uint8_t expected[] = {0x10, 26,  0, 4, 'M', 'Q', 'T', 'T', 4, 0x2E, 0,   30,  0,   2,
                                       'i',  'd', 0, 3, 'w', '/', 't', 0,   5, 'h',  'e', 'l', 'l', 'o'};
    const tk_mqtt_hello_t hello = {
        .client_id = "id", .will_topic = "w/t", .will = "hello", .will_len = 5, .keep_alive_s = 30};
    CHECK_INT(sizeof expected, tk_mqtt_write_connect(packet, sizeof packet, &hello));
    CHECK(memcmp(expected, packet, sizeof expected) == 0);
}

TEST(subscribe_asks_for_qos_1)
{
    static const uint8_t expected[] = {0x82, 8, 0, 7, 0, 3, 'a', '/', 'b', 1};
    CHECK_INT(sizeof expected, tk_mqtt_write_subscribe(packet, sizeof packet, 7, "a/b"));
    CHECK(memcmp(expected, packet, sizeof expected) == 0);
}

TEST(a_message_comes_out_as_it_went_in)
{
    tk_mqtt_message_t m;
    size_t used = 0;
    tk_mqtt_reset(&reader);
    int len = publish("a/b", "payload", 7, 4711);
    CHECK_INT(1, feed(packet, (size_t)len, &used));
    CHECK_INT(len, used);
    CHECK_INT(TK_MQTT_PUBLISH, tk_mqtt_type(&reader));
    CHECK_INT(0, tk_mqtt_message(&reader, &m));
    CHECK_TEXT("a/b", m.topic, m.topic_len);
    CHECK_TEXT("payload", m.payload, m.payload_len);
    CHECK_INT(4711, m.packet);
    CHECK(!m.retained && !m.truncated);
}

TEST(bytes_may_come_one_at_a_time)
{
    tk_mqtt_message_t m;
    size_t used = 0;
    char body[200];
    memset(body, 'x', sizeof body);
    tk_mqtt_reset(&reader);
    int len = publish("a/b", body, sizeof body, 1);
    for (int i = 0; i < len - 1; i++) {
        CHECK_INT(0, feed(packet + i, 1, &used));
        CHECK_INT(1, used);
    }
    CHECK_INT(1, feed(packet + len - 1, 1, &used));
    CHECK_INT(0, tk_mqtt_message(&reader, &m));
    CHECK_INT(sizeof body, m.payload_len);
}

TEST(packets_in_one_piece_come_out_one_by_one)
{
    static const uint8_t two[] = {0xD0, 0, 0x40, 2, 1, 2};
    size_t used = 0;
    tk_mqtt_reset(&reader);
    CHECK_INT(1, feed(two, sizeof two, &used));
    CHECK_INT(2, used);
    CHECK_INT(TK_MQTT_PINGRESP, tk_mqtt_type(&reader));
    CHECK_INT(1, feed(two + 2, sizeof two - 2, &used));
    CHECK_INT(0x0102, tk_mqtt_puback(&reader));
}

TEST(the_length_grows_a_byte_at_128)
{
    char body[128];
    memset(body, 'x', sizeof body);
    CHECK_INT(2 + 127, publish("a", body, 124, 0));
    CHECK_INT(127, packet[1]);
    CHECK_INT(3 + 128, publish("a", body, 125, 0));
    CHECK_INT(0x80, packet[1]);
    CHECK_INT(1, packet[2]);
}

TEST(a_message_too_long_is_skipped_and_the_next_one_read)
{
    static char body[3000];
    static uint8_t both[4100];
    tk_mqtt_message_t m;
    size_t used = 0;
    memset(body, 'x', sizeof body);
    tk_mqtt_reset(&reader);
    int len = publish("a/b", body, sizeof body, 9);
    memcpy(both, packet, (size_t)len);
    int second = publish("c", "ok", 2, 10);
    memcpy(both + len, packet, (size_t)second);
    CHECK_INT(1, feed(both, (size_t)(len + second), &used));
    CHECK_INT(len, used);
    CHECK_INT(0, tk_mqtt_message(&reader, &m));
    CHECK(m.truncated);
    CHECK_INT(9, m.packet); /* still to be acknowledged, or it would come for ever */
    CHECK_INT(1, feed(both + len, (size_t)second, &used));
    CHECK_INT(0, tk_mqtt_message(&reader, &m));
    CHECK_TEXT("ok", m.payload, m.payload_len);
    CHECK(!m.truncated);
}

TEST(what_a_broker_may_not_send_is_malformed)
{
    static const uint8_t first[] = {0x00, 0x10, 0x21, 0x34, 0x36, 0x41, 0x50, 0x62,
                                    0x82, 0x91, 0xA2, 0xC0, 0xD1, 0xE0, 0xF0};
    size_t used = 0;
    for (size_t i = 0; i < sizeof first; i++) {
        tk_mqtt_reset(&reader);
        CHECK_INT(TK_MQTT_MALFORMED, feed(&first[i], 1, &used));
    }
}

TEST(a_length_of_five_bytes_is_malformed)
{
    static const uint8_t bytes[] = {0x30, 0xFF, 0xFF, 0xFF, 0xFF, 1};
    size_t used = 0;
    tk_mqtt_reset(&reader);
    CHECK_INT(TK_MQTT_MALFORMED, feed(bytes, sizeof bytes, &used));
}

TEST(what_was_malformed_stays_so_until_the_next_connection)
{
    static const uint8_t bytes[] = {0x30, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF};
    static const uint8_t pong[] = {0xD0, 0};
    size_t used = 0;
    tk_mqtt_reset(&reader);
    for (int i = 0; i < 4; i++) {
        CHECK_INT(TK_MQTT_MALFORMED, feed(bytes, sizeof bytes, &used));
    }
    CHECK_INT(TK_MQTT_MALFORMED, feed(pong, sizeof pong, &used));
    tk_mqtt_reset(&reader);
    CHECK_INT(1, feed(pong, sizeof pong, &used));
}

TEST(a_topic_longer_than_its_packet_is_malformed)
{
    static const uint8_t bodies[][8] = {
        {0x30, 2, 0, 5}, {0x30, 1, 0}, {0x32, 4, 0, 2, 'a', 'b'}, {0x30, 2, 0, 0}, {0x32, 5, 0, 1, 'a', 0, 0}};
    tk_mqtt_message_t m;
    size_t used = 0;
    for (size_t i = 0; i < sizeof bodies / sizeof bodies[0]; i++) {
        tk_mqtt_reset(&reader);
        CHECK_INT(1, feed(bodies[i], bodies[i][1] + 2u, &used));
        CHECK_INT(TK_MQTT_MALFORMED, tk_mqtt_message(&reader, &m));
    }
}

TEST(what_does_not_fit_is_not_written)
{
    char body[100] = {0};
    const tk_mqtt_post_t post = {.topic = "a/b", .payload = body, .payload_len = sizeof body};
    memset(packet, 0x55, sizeof packet);
    CHECK_INT(TK_MQTT_NO_ROOM, tk_mqtt_write_publish(packet, 50, &post));
    CHECK_INT(0x55, packet[50]);
    CHECK_INT(TK_MQTT_NO_ROOM, tk_mqtt_write_puback(packet, 3, 1));
    CHECK_INT(TK_MQTT_NO_ROOM, tk_mqtt_write_empty(packet, 1, TK_MQTT_PINGREQ));
}

TEST(suback_tells_a_refusal)
{
    static const uint8_t granted[] = {0x90, 4, 0, 1, 1, 0};
    static const uint8_t refused[] = {0x90, 4, 0, 1, 1, 0x80};
    size_t used = 0;
    tk_mqtt_reset(&reader);
    CHECK_INT(1, feed(granted, sizeof granted, &used));
    CHECK_INT(0, tk_mqtt_suback(&reader));
    CHECK_INT(1, feed(refused, sizeof refused, &used));
    CHECK_INT(1, tk_mqtt_suback(&reader));
}

TEST(noise_is_survived)
{
    uint32_t seed = 7;
    tk_mqtt_message_t m;
    int messages = 0;
    for (int round = 0; round < 20000; round++) {
        uint8_t noise[48];
        size_t pos = 0;
        for (size_t i = 0; i < sizeof noise; i++) {
            seed = seed * 1664525u + 1013904223u;
            noise[i] = (uint8_t)(seed >> 24);
        }
        noise[0] = 0x30; /* a plausible start, then anything */
        noise[1] &= 63;
        tk_mqtt_reset(&reader);
        while (pos < sizeof noise) {
            size_t used = 0;
            int whole = feed(noise + pos, sizeof noise - pos, &used);
            pos += used;
            if (whole < 0) {
                break;
            }
            messages += whole > 0 && tk_mqtt_message(&reader, &m) == 0;
        }
    }
    CHECK(messages > 0);
}

int main(void)
{
    RUN(connect_is_byte_for_byte_as_the_standard_has_it);
    RUN(subscribe_asks_for_qos_1);
    RUN(a_message_comes_out_as_it_went_in);
    RUN(bytes_may_come_one_at_a_time);
    RUN(packets_in_one_piece_come_out_one_by_one);
    RUN(the_length_grows_a_byte_at_128);
    RUN(a_message_too_long_is_skipped_and_the_next_one_read);
    RUN(what_a_broker_may_not_send_is_malformed);
    RUN(a_length_of_five_bytes_is_malformed);
    RUN(what_was_malformed_stays_so_until_the_next_connection);
    RUN(a_topic_longer_than_its_packet_is_malformed);
    RUN(what_does_not_fit_is_not_written);
    RUN(suback_tells_a_refusal);
    RUN(noise_is_survived);
    return tk_test_end();
}
