#include "fake.h"
#include "tk_test.h"

static fake_t fake;
static fake_packet_t packet;

#define HAS(text) CHECK(strstr(packet.payload, text) != NULL)
#define APP(after)                                                                                                     \
    "{\"stop_id\":\"0199b6a0-0000-7000-8000-0000000000a1\",\"nodes\":null,\"origin\":\"app\",\"since\":1,\"fans_"      \
    "after_ms\":" after "}"
#define BUTTON(by, nodes)                                                                                              \
    "{\"stop_id\":\"0199b6a0-0000-7000-8000-0000000000a2\",\"nodes\":" nodes ",\"origin\":\"button\",\"by\":\"" by     \
    "\",\"since\":1,\"fans_after_ms\":null}"
#define OTHER "0199b6a0-0000-7000-8000-0000000000e2"

static void start(void)
{
    fake_init(&fake);
    fake_connect(&fake);
    fake_command(&fake, PUMP, 0xc1, "\"action\":\"on\"");
    fake_command(&fake, FAN, 0xc2, "\"action\":\"set_value\",\"value\":40");
    fake_command(&fake, HEATER, 0xc3, "\"action\":\"on\"");
    fake.edges = 0;
    fake_drop_sent(&fake);
}

static void tell(int version, const char *stops)
{
    char payload[3000];
    snprintf(payload, sizeof payload, "{\"version\":%d,\"timestamp\":1,\"stops\":[%s]}", version, stops);
    fake_post(&fake, "farm/" FAKE_FARM "/estop", payload, strlen(payload), true);
}

static void press(bool pressed)
{
    const tk_event_t e = {.kind = TK_BUTTON, .pressed = pressed};
    tk_node_event(&fake.node, &e, fake.now);
}

static uint8_t value(int device)
{
    return fake.node.device[device].out.value;
}

TEST(a_stop_moves_everything_off_at_once_and_says_why)
{
    start();
    tell(7, APP("300000"));
    CHECK_INT(3, fake.edges);
    for (int i = 0; i < fake.edges; i++) {
        CHECK_INT(0, fake.edge[i].value);
        CHECK_INT(TK_BY_EMERGENCY_STOP, fake.edge[i].cause);
    }
    CHECK(fake_next_news(&fake, &packet));
    HAS("\"state\":\"off\",\"value\":0,\"previous_state\":\"on\",\"triggered_by\":\"emergency_stop\",\"command_id\":"
        "null,"
        "\"result\":null,\"error\":\"stopped\",\"off_at\":null");
}

TEST(a_command_is_refused_while_stopped)
{
    start();
    tell(7, APP("300000"));
    fake_drop_sent(&fake);
    fake_command(&fake, PUMP, 0xc4, "\"action\":\"on\"");
    CHECK(fake_next_on(&fake, "/status", &packet));
    HAS("\"result\":\"rejected\",\"error\":\"stopped\"");
    CHECK_INT(0, value(PUMP));
}

TEST(a_stop_ends_a_sequence_for_good)
{
    start();
    fake_command(&fake, PUMP, 0xc4,
                 "\"action\":\"sequence\",\"steps\":[{\"value\":100,\"duration_s\":5},{\"value\":0,\"duration_s\":5},"
                 "{\"value\":100,\"duration_s\":5}]");
    tell(7, APP("300000"));
    tell(8, "");
    fake_advance(&fake, 20000);
    CHECK_INT(0, value(PUMP));
}

TEST(after_an_app_stop_only_the_fan_comes_back_by_itself)
{
    start();
    tell(7, APP("300000"));
    fake_advance(&fake, 299999);
    CHECK_INT(0, value(FAN));
    fake_advance(&fake, 1);
    CHECK_INT(40, value(FAN));
    CHECK_INT(0, value(PUMP));
    tell(8, "");
    fake_advance(&fake, 10000);
    CHECK_INT(0, value(PUMP));
    CHECK_INT(0, value(HEATER));
}

TEST(a_renewed_stop_holds_the_fan_longer_and_the_same_told_again_does_not)
{
    start();
    tell(7, APP("300000"));
    fake_advance(&fake, 200000);
    tell(7, APP("300000"));
    fake_advance(&fake, 99000);
    tell(8, APP("300000"));
    fake_advance(&fake, 299000);
    CHECK_INT(0, value(FAN));
    fake_advance(&fake, 1000);
    CHECK_INT(40, value(FAN));
}

TEST(a_released_app_stop_lets_the_fan_go_and_takes_commands_again)
{
    start();
    tell(7, APP("300000"));
    tell(8, "");
    CHECK_INT(40, value(FAN));
    fake_command(&fake, PUMP, 0xc4, "\"action\":\"on\"");
    CHECK_INT(100, value(PUMP));
}

TEST(deadly_heat_beats_the_app_and_not_the_button)
{
    start();
    tell(7, APP("300000"));
    fake.temperature = 36500;
    fake_advance(&fake, 10000);
    CHECK_INT(100, value(FAN));
    press(true);
    CHECK_INT(0, value(FAN));
    fake_advance(&fake, 600000);
    CHECK_INT(0, value(FAN));
    press(false);
    fake_advance(&fake, 5000);
    CHECK_INT(100, value(FAN));
}

TEST(cooler_air_under_an_app_stop_ends_the_life_rule_at_rest)
{
    start();
    tell(7, APP("300000"));
    fake.temperature = 36500;
    fake_advance(&fake, 10000);
    fake.temperature = 34000;
    fake_advance(&fake, 10000);
    CHECK_INT(0, value(FAN));
    fake_advance(&fake, 300000);
    CHECK_INT(40, value(FAN));
}

TEST(our_button_stops_without_a_broker_and_fans_stay_off)
{
    start();
    const tk_event_t down = {.kind = TK_LINK_DOWN};
    tk_node_event(&fake.node, &down, fake.now);
    press(true);
    CHECK_INT(3, fake.edges);
    fake_advance(&fake, 3600000);
    CHECK_INT(0, value(FAN));
    press(false);
    fake_advance(&fake, 60000);
    CHECK_INT(0, value(FAN)); /* nothing that a hand may be in starts by itself */
}

TEST(our_button_is_told_at_once)
{
    start();
    press(true);
    CHECK(fake_next_on(&fake, "/heartbeat", &packet));
    CHECK_INT(1, packet.qos);
    HAS("\"stop_button\":true");
    fake_drop_sent(&fake);
    press(true);
    CHECK(!fake_next(&fake, &packet));
    press(false);
    CHECK(fake_next_on(&fake, "/heartbeat", &packet));
    HAS("\"stop_button\":false");
}

TEST(the_button_of_another_node_stops_us_and_our_own_is_ours_to_judge)
{
    start();
    tell(7, BUTTON(OTHER, "null"));
    CHECK_INT(3, fake.edges);
    start();
    tell(7, BUTTON(FAKE_NODE, "null"));
    CHECK_INT(0, fake.edges);
}

TEST(a_stop_for_other_nodes_leaves_us_alone_and_one_with_us_does_not)
{
    start();
    tell(7, BUTTON(OTHER, "[\"" OTHER "\"]"));
    CHECK_INT(0, fake.edges);
    tell(8, BUTTON(OTHER, "[\"" OTHER "\",\"" FAKE_NODE "\"]"));
    CHECK_INT(3, fake.edges);
}

static void loop(uint16_t adc)
{
    const tk_event_t e = {.kind = TK_LOOP, .adc = adc};
    for (int look = 0; look < 4; look++) {
        tk_node_event(&fake.node, &e, fake.now);
    }
}

static void feed_and_clean(void)
{
    start();
    fake_command(&fake, FEEDER, 0xc4, "\"action\":\"on\"");
    fake_command(&fake, CONVEYOR, 0xc5, "\"action\":\"on\"");
    fake.edges = 0;
    fake_drop_sent(&fake);
}

TEST(a_broken_loop_stops_what_a_hand_can_reach_and_neither_air_nor_water)
{
    feed_and_clean();
    loop(4095);
    CHECK_INT(2, fake.edges);
    CHECK_INT(0, value(FEEDER));
    CHECK_INT(0, value(CONVEYOR));
    CHECK_INT(TK_BY_EMERGENCY_STOP, fake.edge[0].cause);
    CHECK_INT(40, value(FAN));
    CHECK_INT(100, value(PUMP));
    fake_drop_sent(&fake);
    fake_command(&fake, CONVEYOR, 0xc6, "\"action\":\"on\"");
    CHECK(fake_next_on(&fake, "/status", &packet));
    HAS("\"result\":\"rejected\",\"error\":\"stopped\"");
    loop(1310);
    CHECK_INT(0, value(CONVEYOR)); /* nothing that a hand may be in starts by itself */
    fake_command(&fake, CONVEYOR, 0xc7, "\"action\":\"on\"");
    CHECK_INT(100, value(CONVEYOR));
}

TEST(a_broken_loop_is_told_at_once_and_is_no_pressed_button)
{
    start();
    loop(0);
    CHECK(fake_next_on(&fake, "/heartbeat", &packet));
    HAS("\"stop_button\":false,\"stop_wire_broken\":true");
    loop(1310);
    CHECK(fake_next_on(&fake, "/heartbeat", &packet));
    CHECK(strstr(packet.payload, "stop_wire_broken") == NULL);
}

TEST(the_loop_tells_the_button_and_a_cut_does_not_release_it)
{
    start();
    loop(2440);
    CHECK_INT(3, fake.edges);
    loop(4095);
    fake_drop_sent(&fake);
    fake_command(&fake, PUMP, 0xc4, "\"action\":\"on\"");
    CHECK(fake_next_on(&fake, "/status", &packet));
    HAS("\"error\":\"stopped\"");
    loop(1310);
    fake_command(&fake, PUMP, 0xc8, "\"action\":\"on\"");
    CHECK_INT(100, value(PUMP));
}

TEST(a_broken_loop_of_another_node_stops_the_same_here)
{
    feed_and_clean();
    tell(7, "{\"stop_id\":\"" OTHER "\",\"nodes\":null,\"origin\":\"wire\",\"by\":\"" OTHER "\",\"since\":1}");
    CHECK_INT(2, fake.edges);
    CHECK_INT(0, value(FEEDER));
    CHECK_INT(40, value(FAN));
    tell(8, "");
    fake_command(&fake, FEEDER, 0xc9, "\"action\":\"on\"");
    CHECK_INT(100, value(FEEDER));
}

TEST(a_stop_of_single_devices_leaves_the_other_coop_alone)
{
    char stop[400];
    start();
    snprintf(stop, sizeof stop,
             "{\"stop_id\":\"" OTHER "\",\"nodes\":[\"" OTHER "\"],\"devices\":[\"%s\",\"%s\"],\"origin\":\"app\","
             "\"since\":1,\"fans_after_ms\":300000}",
             fake_ids[FAN], fake_ids[HEATER]);
    tell(7, stop);
    CHECK_INT(0, value(FAN));
    CHECK_INT(0, value(HEATER));
    CHECK_INT(100, value(PUMP));
    fake_drop_sent(&fake);
    fake_command(&fake, HEATER, 0xc4, "\"action\":\"on\"");
    CHECK(fake_next_on(&fake, "/status", &packet));
    HAS("\"error\":\"stopped\"");
    fake_command(&fake, FEEDER, 0xc5, "\"action\":\"on\"");
    CHECK_INT(100, value(FEEDER));
    fake_advance(&fake, 300000);
    CHECK_INT(40, value(FAN));
}

TEST(only_a_fan_that_is_stopped_falls_back_to_its_thermostat)
{
    char stop[300];
    fake_init(&fake);
    fake_connect(&fake);
    fake.temperature = 33000;
    fake_advance(&fake, 30000);
    for (int named = 0; named < 2; named++) {
        snprintf(stop, sizeof stop,
                 "{\"stop_id\":\"" OTHER "\",\"devices\":[\"%s\"],\"origin\":\"app\",\"since\":1,"
                 "\"fans_after_ms\":1000}",
                 fake_ids[named == 0 ? PUMP : FAN]);
        tell(7 + named, stop);
        fake_advance(&fake, 10000);
        CHECK_INT(named == 0 ? 0 : 100, value(FAN));
    }
}

TEST(a_stop_of_nobody_here_stops_nothing_here)
{
    start();
    tell(7, "{\"stop_id\":\"" OTHER "\",\"nodes\":[],\"devices\":[\"" OTHER "\"],\"origin\":\"button\",\"since\":1}");
    CHECK_INT(0, fake.edges);
    tell(8, "{\"stop_id\":\"" OTHER "\",\"devices\":[\"" OTHER "\"],\"origin\":\"button\",\"since\":1}");
    CHECK_INT(0, fake.edges);
}

TEST(a_node_that_was_away_stops_when_it_comes_back)
{
    start();
    fake_reboot(&fake);
    fake_connect(&fake);
    tell(7, APP("300000"));
    fake_command(&fake, PUMP, 0xc5, "\"action\":\"on\"");
    CHECK_INT(0, value(PUMP));
}

TEST(more_stops_than_it_can_hold_stop_everything)
{
    char many[2800] = "";
    start();
    for (int i = 0; i < 16; i++) {
        snprintf(many + strlen(many), sizeof many - strlen(many), "%s" BUTTON(OTHER, "[]"), i > 0 ? "," : "");
    }
    tell(7, many);
    CHECK_INT(3, fake.edges);
}

TEST(garbage_changes_nothing)
{
    start();
    tell(7, APP("300000"));
    fake_post(&fake, "farm/" FAKE_FARM "/estop", "not json", 8, true);
    fake_post(&fake, "farm/" FAKE_FARM "/estop", "{\"version\":9}", 13, true);
    fake_command(&fake, PUMP, 0xc5, "\"action\":\"on\"");
    CHECK_INT(0, value(PUMP));
    CHECK_INT(2, fake.node.noted[TK_NOTE_BAD_STOP]);
}

int main(void)
{
    RUN(a_stop_moves_everything_off_at_once_and_says_why);
    RUN(a_command_is_refused_while_stopped);
    RUN(a_stop_ends_a_sequence_for_good);
    RUN(after_an_app_stop_only_the_fan_comes_back_by_itself);
    RUN(a_renewed_stop_holds_the_fan_longer_and_the_same_told_again_does_not);
    RUN(a_released_app_stop_lets_the_fan_go_and_takes_commands_again);
    RUN(deadly_heat_beats_the_app_and_not_the_button);
    RUN(cooler_air_under_an_app_stop_ends_the_life_rule_at_rest);
    RUN(our_button_stops_without_a_broker_and_fans_stay_off);
    RUN(our_button_is_told_at_once);
    RUN(the_button_of_another_node_stops_us_and_our_own_is_ours_to_judge);
    RUN(a_stop_for_other_nodes_leaves_us_alone_and_one_with_us_does_not);
    RUN(a_broken_loop_stops_what_a_hand_can_reach_and_neither_air_nor_water);
    RUN(a_broken_loop_is_told_at_once_and_is_no_pressed_button);
    RUN(the_loop_tells_the_button_and_a_cut_does_not_release_it);
    RUN(a_broken_loop_of_another_node_stops_the_same_here);
    RUN(a_stop_of_single_devices_leaves_the_other_coop_alone);
    RUN(only_a_fan_that_is_stopped_falls_back_to_its_thermostat);
    RUN(a_stop_of_nobody_here_stops_nothing_here);
    RUN(a_node_that_was_away_stops_when_it_comes_back);
    RUN(more_stops_than_it_can_hold_stop_everything);
    RUN(garbage_changes_nothing);
    return tk_test_end();
}
