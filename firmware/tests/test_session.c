#include "fake.h"
#include "tk_test.h"

static fake_t fake;
static fake_packet_t packet;

#define HAS(text) CHECK(strstr(packet.payload, text) != NULL)

TEST(the_greeting_subscribes_then_says_online_then_reports)
{
    fake_init(&fake);
    fake_link_up(&fake);
    CHECK(fake_next(&fake, &packet));
    CHECK_INT(TK_MQTT_CONNECT, packet.type);
    CHECK(!fake_next(&fake, &packet));
    fake_connack(&fake, 0);
    CHECK(fake_next(&fake, &packet));
    CHECK_TEXT("farm/" FAKE_FARM "/estop", packet.topic, strlen(packet.topic));
    for (int i = 0; i < 2 * FAKE_DEVICES; i++) {
        CHECK(fake_next(&fake, &packet));
        CHECK_INT(TK_MQTT_SUBSCRIBE, packet.type);
        CHECK_INT(1, packet.qos);
        CHECK(strstr(packet.topic, fake_ids[i / 2]) != NULL);
        CHECK(strstr(packet.topic, i % 2 == 0 ? "/command" : "/config") != NULL);
    }
    CHECK(fake_next(&fake, &packet));
    CHECK_TEXT("farm/" FAKE_FARM "/devices/" FAKE_NODE "/heartbeat", packet.topic, strlen(packet.topic));
    CHECK_INT(0, packet.qos);
    CHECK(packet.retained);
    HAS("\"online\":true");
    for (int i = 0; i < FAKE_DEVICES; i++) {
        if (i != CLIMATE) {
            CHECK(fake_next(&fake, &packet));
            CHECK(strstr(packet.topic, fake_ids[i]) != NULL);
            CHECK_INT(1, packet.qos);
            CHECK(!packet.retained);
            HAS("\"triggered_by\":\"boot\"");
        }
    }
    CHECK(fake_next(&fake, &packet));
    CHECK_TEXT("farm/" FAKE_FARM "/devices/0199b6a0-0000-7000-8000-0000000000d3/sensor", packet.topic,
               strlen(packet.topic));
    CHECK(!fake_next(&fake, &packet));
}

TEST(a_refused_greeting_hangs_up)
{
    fake_init(&fake);
    fake_link_up(&fake);
    fake_connack(&fake, 5);
    CHECK_INT(1, fake.hung_up);
    CHECK_INT(1, fake.node.noted[TK_NOTE_LINK_REFUSED]);
}

TEST(a_broker_that_never_answers_the_greeting_is_left)
{
    fake_init(&fake);
    fake_link_up(&fake);
    fake_advance(&fake, TK_CONNACK_MS - 1);
    CHECK_INT(0, fake.hung_up);
    fake_advance(&fake, 1);
    CHECK_INT(1, fake.hung_up);
}

TEST(a_heartbeat_goes_every_30_s_and_is_not_retained)
{
    fake_init(&fake);
    fake_connect(&fake);
    fake_advance(&fake, 29999);
    CHECK(!fake_next_on(&fake, "/heartbeat", &packet));
    fake_advance(&fake, 1);
    CHECK(fake_next_on(&fake, "/heartbeat", &packet));
    CHECK(!packet.retained);
    HAS("\"uptime_s\":30,");
    fake_advance(&fake, 300000);
    for (int i = 0; i < 10; i++) {
        CHECK(fake_next_on(&fake, "/heartbeat", &packet));
    }
    CHECK(!fake_next_on(&fake, "/heartbeat", &packet));
}

TEST(a_heartbeat_is_followed_by_what_was_said_last_with_its_old_order)
{
    char order[40];
    fake_init(&fake);
    fake_connect(&fake);
    fake_command(&fake, PUMP, 0xc1, "\"action\":\"on\"");
    CHECK(fake_next_on(&fake, "/status", &packet));
    snprintf(order, sizeof order, "\"seq\":%u,", (unsigned)fake.node.device[PUMP].said_seq);
    HAS(order);
    fake_puback(&fake, packet.packet);
    fake_drop_sent(&fake);
    fake_advance(&fake, 30000);
    bool repeated = false;
    while (fake_next_on(&fake, "/status", &packet)) {
        if (strstr(packet.payload, order) != NULL) {
            repeated = true;
            HAS("\"state\":\"on\"");
            HAS("\"command_id\":null");
        }
    }
    CHECK(repeated);
    CHECK_INT(0, fake.node.outbox_count);
}

TEST(silence_is_asked_about_and_then_ends_the_link)
{
    fake_init(&fake);
    fake_connect(&fake);
    fake.now += TK_PING_AFTER_MS;
    tk_node_poll(&fake.node, fake.now);
    CHECK(fake.node.pinged);
    fake.now += TK_SILENCE_MS - TK_PING_AFTER_MS;
    tk_node_poll(&fake.node, fake.now);
    CHECK_INT(1, fake.hung_up);
    CHECK_INT(TK_SESSION_DOWN, fake.node.session);
}

TEST(an_unacknowledged_status_is_sent_again_after_a_reconnect)
{
    char first[700];
    fake_init(&fake);
    fake_connect(&fake);
    fake_command(&fake, PUMP, 0xc1, "\"action\":\"on\"");
    CHECK(fake_next_on(&fake, "/status", &packet));
    CHECK(!packet.again);
    strcpy(first, packet.payload);
    fake_drop_sent(&fake);
    fake_link_up(&fake);
    fake_connack(&fake, 0);
    CHECK(fake_next_on(&fake, "/status", &packet));
    CHECK(packet.again);
    CHECK_TEXT(first, packet.payload, packet.payload_len); /* same seq, same timestamp: the hub sees it is the same */
    fake_puback(&fake, packet.packet);
    fake_drop_sent(&fake);
    fake_link_up(&fake);
    fake_connack(&fake, 0);
    while (fake_next_on(&fake, "/status", &packet)) {
        CHECK(strcmp(first, packet.payload) != 0);
    }
}

TEST(flapping_links_do_not_pile_up_pictures)
{
    fake_init(&fake);
    for (int i = 0; i < 50; i++) {
        fake_link_up(&fake);
        fake_connack(&fake, 0);
        fake_drop_sent(&fake);
    }
    CHECK_INT(FAKE_DEVICES - 1, fake.node.outbox_count);
    CHECK_INT(0, fake.node.noted[TK_NOTE_OUTBOX_FULL]);
}

TEST(a_full_outbox_loses_the_oldest_and_says_so)
{
    fake_init(&fake);
    fake_connect(&fake);
    for (int i = 0; i < TK_OUTBOX + 3; i++) {
        fake_command(&fake, FAN, i, "\"action\":\"on\"");
    }
    CHECK_INT(TK_OUTBOX, fake.node.outbox_count);
    CHECK_INT(3, fake.node.noted[TK_NOTE_OUTBOX_FULL]);
}

TEST(what_is_not_mqtt_ends_the_link)
{
    fake_init(&fake);
    fake_connect(&fake);
    fake_rx(&fake, "HTTP/1.1 400", 12);
    CHECK_INT(1, fake.hung_up);
    CHECK_INT(1, fake.node.noted[TK_NOTE_BAD_PACKET]);
}

TEST(a_message_before_the_greeting_is_over_ends_the_link)
{
    fake_init(&fake);
    fake_link_up(&fake);
    fake_command(&fake, PUMP, 0xc1, "\"action\":\"on\"");
    CHECK_INT(1, fake.hung_up);
    CHECK_INT(0, fake.edges);
}

TEST(a_link_that_breaks_while_sending_is_noticed)
{
    fake_init(&fake);
    fake_connect(&fake);
    fake.link_broken = true;
    fake_command(&fake, PUMP, 0xc1, "\"action\":\"on\"");
    CHECK_INT(1, fake.edges);
    CHECK_INT(TK_SESSION_DOWN, fake.node.session);
    fake.link_broken = false;
    fake_link_up(&fake);
    fake_connack(&fake, 0);
    CHECK(fake_next_on(&fake, "/status", &packet));
    HAS("\"result\":\"completed\"");
}

TEST(garbage_on_a_topic_is_counted_acknowledged_and_the_stream_goes_on)
{
    static const char noise[2000] = "x";
    fake_init(&fake);
    fake_connect(&fake);
    fake_post(&fake, "farm/" FAKE_FARM "/devices/0199b6a0-0000-7000-8000-0000000000d0/command", "not json", 8, false);
    fake_post(&fake, "farm/" FAKE_FARM "/devices/0199b6a0-0000-7000-8000-0000000000d0/command", noise, sizeof noise,
              false);
    fake_post(&fake, "farm/" FAKE_FARM "/devices/0199b6a0-0000-7000-8000-0000000000ff/command", "{}", 2, false);
    fake_post(&fake, "farm/" FAKE_NODE "/devices/0199b6a0-0000-7000-8000-0000000000d0/command", "{}", 2, false);
    CHECK_INT(2, fake.node.noted[TK_NOTE_BAD_COMMAND]);
    CHECK_INT(2, fake.node.noted[TK_NOTE_BAD_TOPIC]);
    for (int i = 0; i < 4; i++) {
        CHECK(fake_next(&fake, &packet));
        CHECK_INT(TK_MQTT_PUBACK, packet.type);
        CHECK_INT(77, packet.packet);
    }
    fake_command(&fake, PUMP, 0xc1, "\"action\":\"on\"");
    CHECK(fake_next_on(&fake, "/status", &packet));
}

TEST(the_orderly_end_switches_off_says_goodbye_and_disconnects)
{
    fake_init(&fake);
    fake_connect(&fake);
    fake_command(&fake, PUMP, 0xc1, "\"action\":\"on\"");
    fake_drop_sent(&fake);
    tk_node_stop(&fake.node, fake.now);
    CHECK(fake_next(&fake, &packet));
    HAS("\"state\":\"off\"");
    CHECK(fake_next(&fake, &packet));
    CHECK(packet.retained);
    CHECK_TEXT("{\"node_id\":\"" FAKE_NODE "\",\"online\":false,\"incarnation\":1,\"boot\":1}", packet.payload,
               packet.payload_len);
    CHECK(fake_next(&fake, &packet));
    CHECK_INT(TK_MQTT_DISCONNECT, packet.type);
}

TEST(readings_go_out_each_period_and_a_failed_one_is_absent)
{
    fake_init(&fake);
    fake_connect(&fake);
    fake_advance(&fake, 30000);
    CHECK(fake_next_on(&fake, "/sensor", &packet));
    CHECK_INT(1, packet.qos);
    HAS("{\"metric\":\"temperature\",\"value\":28,\"unit\":\"Cel\",\"quality\":\"good\"}");
    HAS("{\"metric\":\"humidity\",\"value\":65.2,\"unit\":\"%RH\",\"quality\":\"good\"}");
    fake.sensor_broken = true;
    fake_advance(&fake, 5000);
    fake_drop_sent(&fake);
    fake_advance(&fake, 120000);
    CHECK(!fake_next_on(&fake, "/sensor", &packet));
    CHECK_INT(1, fake.node.noted[TK_NOTE_SENSOR_FAILED]);
}

TEST(seventy_two_hours_alone_end_in_a_working_node)
{
    fake_init(&fake);
    fake_connect(&fake);
    fake_command(&fake, PUMP, 0xc1, "\"action\":\"on\"");
    fake_link_up(&fake);
    fake_advance(&fake, 72ull * 3600 * 1000);
    CHECK_INT(0, fake.node.device[PUMP].out.value);
    fake_drop_sent(&fake);
    fake_connect(&fake);
    fake_command(&fake, PUMP, 0xc2, "\"action\":\"on\"");
    CHECK(fake_next_on(&fake, "/status", &packet));
    HAS("\"timestamp\":1795680000000");
}

int main(void)
{
    RUN(the_greeting_subscribes_then_says_online_then_reports);
    RUN(a_refused_greeting_hangs_up);
    RUN(a_broker_that_never_answers_the_greeting_is_left);
    RUN(a_heartbeat_goes_every_30_s_and_is_not_retained);
    RUN(a_heartbeat_is_followed_by_what_was_said_last_with_its_old_order);
    RUN(silence_is_asked_about_and_then_ends_the_link);
    RUN(an_unacknowledged_status_is_sent_again_after_a_reconnect);
    RUN(flapping_links_do_not_pile_up_pictures);
    RUN(a_full_outbox_loses_the_oldest_and_says_so);
    RUN(what_is_not_mqtt_ends_the_link);
    RUN(a_message_before_the_greeting_is_over_ends_the_link);
    RUN(a_link_that_breaks_while_sending_is_noticed);
    RUN(garbage_on_a_topic_is_counted_acknowledged_and_the_stream_goes_on);
    RUN(the_orderly_end_switches_off_says_goodbye_and_disconnects);
    RUN(readings_go_out_each_period_and_a_failed_one_is_absent);
    RUN(seventy_two_hours_alone_end_in_a_working_node);
    return tk_test_end();
}
