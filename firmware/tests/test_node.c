#include "fake.h"
#include "tk_test.h"

static fake_t fake;
static fake_packet_t packet;

#define HAS(text) CHECK(strstr(packet.payload, text) != NULL)

static void start(void)
{
    fake_init(&fake);
    fake_connect(&fake);
}

/* Gives a command; packet then holds its answer. */
static void ask(int device, int id, const char *rest)
{
    fake_drop_sent(&fake);
    fake_command(&fake, device, id, rest);
    CHECK(fake_next_on(&fake, "/status", &packet));
    CHECK(strstr(packet.topic, fake_ids[device]) != NULL);
}

/* Lets time pass; packet then holds the one status that came by itself. */
static void wait_for_status(uint64_t ms)
{
    fake_drop_sent(&fake);
    fake_advance(&fake, ms);
    CHECK(fake_next_news(&fake, &packet));
}

TEST(on_moves_the_relay_and_answers_at_once)
{
    start();
    ask(PUMP, 0xc1, "\"action\":\"on\",\"duration_ms\":300000");
    CHECK_INT(1, fake.edges);
    CHECK_INT(100, fake.edge[0].value);
    CHECK_INT(TK_BY_COMMAND, fake.edge[0].cause);
    CHECK_TEXT(
        "{\"device_id\":\"0199b6a0-0000-7000-8000-0000000000d0\",\"timestamp\":1795420800000,\"incarnation\":1,"
        "\"boot\":1,\"seq\":9,\"state\":\"on\",\"value\":100,\"previous_state\":\"off\",\"triggered_by\":\"command\","
        "\"command_id\":\"0199b6a0-0000-7000-8000-0000000000c1\",\"result\":\"completed\",\"error\":null,"
        "\"off_at\":1795421100000}",
        packet.payload, packet.payload_len);
}

TEST(a_repeated_id_gets_its_first_answer_and_moves_nothing)
{
    start();
    ask(PUMP, 0xc1, "\"action\":\"on\"");
    ask(PUMP, 0xc2, "\"action\":\"off\"");
    ask(PUMP, 0xc1, "\"action\":\"on\"");
    CHECK_INT(2, fake.edges);
    HAS("\"state\":\"off\"");
    HAS("\"result\":\"completed\"");
    HAS("c1\",\"result\"");
}

TEST(a_repeated_id_is_answered_even_when_it_has_expired_meanwhile)
{
    start();
    ask(PUMP, 0xc1, "\"action\":\"on\"");
    ask(PUMP, 0xc1, "\"action\":\"on\",\"ttl_ms\":0");
    HAS("\"result\":\"completed\"");
    ask(FAN, 0xc2, "\"action\":\"on\",\"ttl_ms\":0");
    ask(FAN, 0xc2, "\"action\":\"on\"");
    HAS("\"result\":\"rejected\",\"error\":\"expired\"");
    CHECK_INT(1, fake.edges);
}

TEST(what_has_no_life_left_is_refused)
{
    start();
    ask(PUMP, 0xc1, "\"action\":\"on\",\"ttl_ms\":0");
    HAS("\"result\":\"rejected\",\"error\":\"expired\"");
    CHECK_INT(0, fake.edges);
}

TEST(a_retained_command_is_of_unknown_age_and_refused)
{
    static const char text[] = "{\"command_id\":\"0199b6a0-0000-7000-8000-0000000000c1\",\"source\":\"user\","
                               "\"issued_at\":1,\"ttl_ms\":5000,\"action\":\"on\"}";
    start();
    fake_post(&fake, "farm/" FAKE_FARM "/devices/0199b6a0-0000-7000-8000-0000000000d0/command", text, sizeof text - 1,
              true);
    CHECK(fake_next_on(&fake, "/status", &packet));
    HAS("\"error\":\"expired\"");
    CHECK_INT(0, fake.edges);
}

TEST(an_invalid_command_with_a_readable_id_is_answered)
{
    start();
    ask(PUMP, 0xc1, "\"action\":\"dance\"");
    HAS("\"result\":\"rejected\",\"error\":\"invalid_command\"");
    ask(PUMP, 0xc2, "\"action\":\"toggle\"");
    HAS("\"error\":\"invalid_command\"");
    ask(PUMP, 0xc3, "\"action\":\"sequence\"");
    HAS("\"error\":\"invalid_command\"");
    ask(PUMP, 0xc4, "\"action\":\"set_value\",\"value\":50"); /* a relay knows no half */
    HAS("\"error\":\"invalid_command\"");
    ask(CLIMATE, 0xc5, "\"action\":\"on\"");
    HAS("\"state\":\"unknown\"");
    HAS("\"error\":\"invalid_command\"");
    CHECK_INT(0, fake.edges);
}

TEST(a_percentage_is_set_and_each_change_is_an_edge)
{
    start();
    ask(FAN, 0xc1, "\"action\":\"set_value\",\"value\":40");
    HAS("\"state\":\"on\",\"value\":40");
    ask(FAN, 0xc2, "\"action\":\"on\"");
    HAS("\"value\":100,\"previous_state\":\"on\"");
    ask(FAN, 0xc3, "\"action\":\"on\"");
    ask(FAN, 0xc4, "\"action\":\"set_value\",\"value\":0");
    HAS("\"state\":\"off\",\"value\":0");
    CHECK_INT(3, fake.edges);
}

TEST(the_source_becomes_the_cause)
{
    static const char *const rows[][2] = {{"schedule", "schedule"},
                                          {"condition", "condition"},
                                          {"emergency", "emergency_stop"},
                                          {"reconcile", "command"}};
    char cause[60];
    start();
    for (int i = 0; i < 4; i++) {
        char topic[128];
        fake_drop_sent(&fake);
        snprintf(topic, sizeof topic, "farm/%s/devices/%s/command", FAKE_FARM, fake_ids[FAN]);
        char text[300];
        snprintf(
            text, sizeof text,
            "{\"command_id\":\"0199b6a0-0000-7000-8000-0000000000%02x\",\"source\":\"%s\",\"issued_at\":1,\"ttl_ms\":1,"
            "\"action\":\"stop\"}",
            0x10 + i, rows[i][0]);
        fake_post(&fake, topic, text, strlen(text), false);
        CHECK(fake_next_on(&fake, "/status", &packet));
        snprintf(cause, sizeof cause, "\"triggered_by\":\"%s\"", rows[i][1]);
        HAS(cause);
    }
}

TEST(a_duration_ends_by_itself_with_a_status_of_its_own)
{
    start();
    ask(FAN, 0xc1, "\"action\":\"on\",\"duration_ms\":7000");
    fake_drop_sent(&fake);
    fake_advance(&fake, 6999);
    CHECK(!fake_next_news(&fake, &packet));
    wait_for_status(1);
    HAS("\"timestamp\":1795420807000");
    HAS("\"state\":\"off\",\"value\":0,\"previous_state\":\"on\",\"triggered_by\":\"command\",\"command_id\":null,"
        "\"result\":null");
    HAS("\"off_at\":null");
}

TEST(the_pump_ends_after_10_minutes_however_often_it_is_asked)
{
    start();
    ask(PUMP, 0xc1, "\"action\":\"on\"");
    HAS("\"off_at\":1795421400000");
    fake_advance(&fake, 540000);
    ask(PUMP, 0xc2, "\"action\":\"on\",\"duration_ms\":7200000");
    HAS("\"off_at\":1795421400000");
    wait_for_status(60000);
    HAS("\"state\":\"off\"");
    HAS("\"triggered_by\":\"failsafe\"");
}

TEST(a_new_order_replaces_the_end_of_the_old_one)
{
    start();
    ask(FAN, 0xc1, "\"action\":\"on\",\"duration_ms\":7000");
    ask(FAN, 0xc2, "\"action\":\"on\"");
    HAS("\"off_at\":null");
    fake_advance(&fake, 3600000);
    CHECK_INT(100, fake.node.device[FAN].out.value);
}

TEST(a_heater_is_refused_without_a_temperature_and_never_told_zero)
{
    fake_init(&fake);
    fake.sensor_broken = true;
    fake_reboot(&fake);
    fake_connect(&fake);
    ask(HEATER, 0xc1, "\"action\":\"on\"");
    HAS("\"result\":\"rejected\",\"error\":\"sensor\"");
    CHECK_INT(0, fake.edges);
}

TEST(a_heater_ends_when_its_reading_grows_stale)
{
    start();
    ask(HEATER, 0xc1, "\"action\":\"on\"");
    fake.sensor_broken = true;
    fake_drop_sent(&fake);
    fake_advance(&fake, 89000);
    CHECK(!fake_next_news(&fake, &packet));
    wait_for_status(10000);
    HAS("\"state\":\"off\"");
    HAS("\"triggered_by\":\"failsafe\"");
    HAS("\"error\":\"sensor\"");
}

TEST(a_heater_ends_at_33_degrees_and_the_reading_is_told_at_once)
{
    start();
    ask(HEATER, 0xc1, "\"action\":\"on\"");
    fake.temperature = 33000;
    wait_for_status(10000);
    HAS("\"triggered_by\":\"failsafe\"");
    HAS("\"error\":\"interlock\"");
    CHECK(fake_next_on(&fake, "/sensor", &packet));
    HAS("\"value\":33,");
    ask(HEATER, 0xc2, "\"action\":\"on\"");
    HAS("\"result\":\"rejected\",\"error\":\"interlock\"");
}

TEST(in_deadly_heat_the_fan_starts_and_a_person_cannot_stop_it)
{
    start();
    fake.temperature = 36000;
    wait_for_status(10000);
    HAS("\"state\":\"on\",\"value\":100,\"previous_state\":\"off\",\"triggered_by\":\"life\"");
    ask(FAN, 0xc1, "\"action\":\"off\"");
    HAS("\"state\":\"on\"");
    HAS("\"result\":\"rejected\",\"error\":\"interlock\"");
    fake.temperature = 34000;
    wait_for_status(10000);
    HAS("\"state\":\"off\"");
    HAS("\"triggered_by\":\"life\"");
}

TEST(after_the_heat_the_fan_goes_back_to_what_was_ordered)
{
    start();
    ask(FAN, 0xc1, "\"action\":\"set_value\",\"value\":40");
    fake.temperature = 36500;
    wait_for_status(10000);
    HAS("\"value\":100");
    fake.temperature = 30000;
    wait_for_status(10000);
    HAS("\"value\":40");
}

TEST(a_reset_in_the_act_answers_unsure_and_moves_nothing_again)
{
    start();
    ask(FEEDER, 0xc1, "\"action\":\"on\",\"duration_ms\":5000");
    memcpy(fake.kept, fake.kept_in_act, fake.kept_in_act_len); /* storage as it was when the relay closed */
    fake.kept_len = fake.kept_in_act_len;
    fake_reboot(&fake);
    fake_connect(&fake);
    ask(FEEDER, 0xc1, "\"action\":\"on\",\"duration_ms\":5000");
    HAS("\"boot\":2");
    HAS("\"result\":\"unsure\"");
    CHECK_INT(0, fake.edges);
}

TEST(a_restarted_node_still_knows_what_it_answered)
{
    start();
    ask(PUMP, 0xc1, "\"action\":\"on\"");
    ask(PUMP, 0xc2, "\"action\":\"dance\"");
    fake_reboot(&fake);
    fake_connect(&fake);
    ask(PUMP, 0xc1, "\"action\":\"on\"");
    HAS("\"state\":\"off\"");
    HAS("\"result\":\"completed\"");
    ask(PUMP, 0xc2, "\"action\":\"on\"");
    HAS("\"result\":\"rejected\",\"error\":\"invalid_command\"");
    CHECK_INT(0, fake.edges);
}

TEST(a_relay_that_does_not_move_is_a_failed_command)
{
    start();
    fake.output_broken = true;
    ask(PUMP, 0xc1, "\"action\":\"on\"");
    HAS("\"state\":\"off\"");
    HAS("\"result\":\"failed\",\"error\":\"hardware\"");
}

TEST(a_relay_that_does_not_open_is_said_once_and_tried_again)
{
    start();
    ask(PUMP, 0xc1, "\"action\":\"on\",\"duration_ms\":1000");
    fake.output_broken = true;
    wait_for_status(60000);
    HAS("\"state\":\"on\"");
    HAS("\"error\":\"hardware\"");
    CHECK(!fake_next_news(&fake, &packet));
    fake.output_broken = false;
    wait_for_status(10000);
    HAS("\"state\":\"off\"");
}

TEST(a_node_with_broken_storage_still_obeys)
{
    start();
    fake.storage_broken = true;
    ask(PUMP, 0xc1, "\"action\":\"on\"");
    HAS("\"result\":\"completed\"");
    CHECK(fake.node.noted[TK_NOTE_STORAGE] > 0);
}

TEST(each_message_has_the_next_number)
{
    start();
    uint32_t before = fake.node.seq;
    ask(PUMP, 0xc1, "\"action\":\"on\"");
    ask(PUMP, 0xc2, "\"action\":\"off\"");
    CHECK_INT(before + 2, fake.node.seq);
}

TEST(an_impossible_configuration_is_refused)
{
    fake_init(&fake);
    fake.config.device[1].id = fake.config.device[0].id;
    CHECK(tk_node_init(&fake.node, &fake.config, &fake.port, 0) < 0);
    fake.config.devices = 0;
    CHECK(tk_node_init(&fake.node, &fake.config, &fake.port, 0) < 0);
    fake.config.devices = TK_MAX_DEVICES + 1;
    CHECK(tk_node_init(&fake.node, &fake.config, &fake.port, 0) < 0);
}

int main(void)
{
    RUN(on_moves_the_relay_and_answers_at_once);
    RUN(a_repeated_id_gets_its_first_answer_and_moves_nothing);
    RUN(a_repeated_id_is_answered_even_when_it_has_expired_meanwhile);
    RUN(what_has_no_life_left_is_refused);
    RUN(a_retained_command_is_of_unknown_age_and_refused);
    RUN(an_invalid_command_with_a_readable_id_is_answered);
    RUN(a_percentage_is_set_and_each_change_is_an_edge);
    RUN(the_source_becomes_the_cause);
    RUN(a_duration_ends_by_itself_with_a_status_of_its_own);
    RUN(the_pump_ends_after_10_minutes_however_often_it_is_asked);
    RUN(a_new_order_replaces_the_end_of_the_old_one);
    RUN(a_heater_is_refused_without_a_temperature_and_never_told_zero);
    RUN(a_heater_ends_when_its_reading_grows_stale);
    RUN(a_heater_ends_at_33_degrees_and_the_reading_is_told_at_once);
    RUN(in_deadly_heat_the_fan_starts_and_a_person_cannot_stop_it);
    RUN(after_the_heat_the_fan_goes_back_to_what_was_ordered);
    RUN(a_reset_in_the_act_answers_unsure_and_moves_nothing_again);
    RUN(a_restarted_node_still_knows_what_it_answered);
    RUN(a_relay_that_does_not_move_is_a_failed_command);
    RUN(a_relay_that_does_not_open_is_said_once_and_tried_again);
    RUN(a_node_with_broken_storage_still_obeys);
    RUN(each_message_has_the_next_number);
    RUN(an_impossible_configuration_is_refused);
    return tk_test_end();
}
