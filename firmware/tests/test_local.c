/* test_local.c - what the node does without being told: life, thermostats, ventilation, a lost hub, a lost sensor. And
 * who wins over whom, on a whole node. */
#include "fake.h"
#include "tk_test.h"

static fake_t fake;
static fake_packet_t packet;

#define HAS(text) CHECK(strstr(packet.payload, text) != NULL)
#define MINUTE    60000ull

static void start(void)
{
    fake_init(&fake);
    fake_connect(&fake);
}

static uint8_t value(int device)
{
    return fake.node.device[device].out.value;
}

static uint8_t cause(int device)
{
    return fake.node.device[device].cause;
}

static void ask(int device, int id, const char *rest)
{
    fake_drop_sent(&fake);
    fake_command(&fake, device, id, rest);
    CHECK(fake_next_on(&fake, "/status", &packet));
}

static void by_schedule(int device, int id, const char *action)
{
    char topic[128];
    char text[300];
    fake_drop_sent(&fake);
    snprintf(topic, sizeof topic, "farm/%s/devices/%s/command", FAKE_FARM, fake_ids[device]);
    snprintf(text, sizeof text,
             "{\"command_id\":\"0199b6a0-0000-7000-8000-0000000000%02x\",\"source\":\"schedule\",\"issued_at\":1,"
             "\"ttl_ms\":5000,\"action\":\"%s\"}",
             id, action);
    fake_post(&fake, topic, text, strlen(text), false);
    CHECK(fake_next_on(&fake, "/status", &packet));
}

static void configure(int device, int version, const char *values)
{
    char topic[128];
    char text[500];
    snprintf(topic, sizeof topic, "farm/%s/devices/%s/config", FAKE_FARM, fake_ids[device]);
    int len = snprintf(text, sizeof text, "{\"device_id\":\"%s\",\"version\":%d,\"issued_at\":1,\"values\":{%s}}",
                       fake_ids[device], version, values);
    fake_post(&fake, topic, text, (size_t)len, true);
    CHECK_INT(version, fake.node.device[device].settings.version);
}

static void stop_from_app(int version, const char *stops)
{
    char text[300];
    snprintf(text, sizeof text, "{\"version\":%d,\"timestamp\":1,\"stops\":[%s]}", version, stops);
    fake_post(&fake, "farm/" FAKE_FARM "/estop", text, strlen(text), true);
}
#define APP_STOP "{\"nodes\":null,\"origin\":\"app\",\"fans_after_ms\":300000}"

static void press(bool pressed)
{
    const tk_event_t e = {.kind = TK_BUTTON, .pressed = pressed};
    tk_node_event(&fake.node, &e, fake.now);
}

/* The broker dies; nobody says so but the port. */
static void lose_hub(void)
{
    const tk_event_t down = {.kind = TK_LINK_DOWN};
    tk_node_event(&fake.node, &down, fake.now);
}

static void air(int32_t milli)
{
    fake.temperature = milli;
    fake_advance(&fake, 20000); /* until every filter believes it */
}

/* Life */

TEST(deadly_heat_starts_the_fan_and_ends_the_heater)
{
    start();
    ask(HEATER, 0xc1, "\"action\":\"on\"");
    air(36500);
    CHECK_INT(100, value(FAN));
    CHECK_INT(TK_BY_LIFE, cause(FAN));
    CHECK_INT(0, value(HEATER));
    ask(HEATER, 0xc2, "\"action\":\"on\"");
    HAS("\"error\":\"interlock\"");
}

TEST(the_siren_sounds_within_ten_seconds_of_a_limit_and_again_until_somebody_hears)
{
    start();
    lose_hub();
    fake_advance(&fake, 12345); /* at no round instant */
    fake.temperature = 36500;
    fake_advance(&fake, 9999);
    CHECK_INT(100, value(SIREN));
    CHECK_INT(TK_BY_LIFE, cause(SIREN));
    fake_advance(&fake, 65000);
    CHECK_INT(0, value(SIREN));
    fake_advance(&fake, 60000);
    CHECK_INT(100, value(SIREN));
    const tk_event_t heard = {.kind = TK_SILENCE};
    tk_node_event(&fake.node, &heard, fake.now);
    CHECK_INT(0, value(SIREN));
    fake_advance(&fake, 60 * MINUTE);
    CHECK_INT(0, value(SIREN));
    air(30000);
    air(36500); /* a new alarm is a new alarm */
    CHECK_INT(100, value(SIREN));
}

TEST(a_command_that_switches_the_siren_off_acknowledges)
{
    start();
    air(36500);
    CHECK_INT(100, value(SIREN));
    ask(SIREN, 0xc1, "\"action\":\"off\"");
    HAS("\"state\":\"off\"");
    HAS("\"completed\"");
    fake_advance(&fake, 10 * MINUTE);
    CHECK_INT(0, value(SIREN));
    CHECK_INT(100, value(FAN)); /* the air is as deadly as before */
}

TEST(the_siren_sounds_under_an_emergency_stop)
{
    start();
    press(true);
    air(36500);
    CHECK_INT(100, value(SIREN));
    CHECK_INT(0, value(FAN));
}

TEST(a_limit_is_reported_at_once)
{
    start();
    fake_advance(&fake, 31000);
    fake_drop_sent(&fake);
    fake.temperature = 36500;
    fake_advance(&fake, 10000);
    CHECK(fake_next_on(&fake, "/sensor", &packet));
    HAS("\"value\":36.5");
}

TEST(deadly_cold_for_chicks_heats_against_orders_and_timers_and_sounds)
{
    start();
    configure(CLIMATE, 1, "\"critical_low\":26");
    configure(HEATER, 1, "\"min_off\":3600");
    ask(HEATER, 0xc1, "\"action\":\"on\"");
    ask(HEATER, 0xc2, "\"action\":\"off\"");
    air(25900);
    CHECK_INT(100, value(HEATER));
    CHECK_INT(TK_BY_LIFE, cause(HEATER));
    CHECK_INT(100, value(SIREN));
    ask(HEATER, 0xc3, "\"action\":\"off\"");
    HAS("\"error\":\"interlock\"");
    fake_advance(&fake, 40 * MINUTE); /* longer than its longest run */
    CHECK_INT(100, value(HEATER));
    air(27500);
    CHECK_INT(0, value(HEATER));
}

TEST(limits_come_from_the_hub_and_follow_the_birds)
{
    start();
    configure(CLIMATE, 1, "\"critical_high\":39");
    configure(HEATER, 1, "\"cutoff\":37,\"thermostat_on\":33,\"thermostat_off\":34");
    air(36500);
    CHECK_INT(0, value(FAN));
    ask(HEATER, 0xc1, "\"action\":\"on\"");
    CHECK_INT(100, value(HEATER));
    air(37000);
    CHECK_INT(0, value(HEATER));
    air(39000);
    CHECK_INT(100, value(FAN));
}

/* Who wins: pairs */

TEST(button_beats_life)
{
    start();
    air(36500);
    press(true);
    CHECK_INT(0, value(FAN));
}

TEST(life_beats_the_app)
{
    start();
    stop_from_app(1, APP_STOP);
    air(36500);
    CHECK_INT(100, value(FAN));
}

TEST(life_beats_a_person_and_a_schedule)
{
    start();
    air(36500);
    ask(FAN, 0xc1, "\"action\":\"off\"");
    HAS("\"error\":\"interlock\"");
    by_schedule(FAN, 0xc2, "off");
    HAS("\"error\":\"interlock\"");
    CHECK_INT(100, value(FAN));
}

TEST(the_app_beats_a_person_a_schedule_and_the_nodes_own_rules)
{
    start();
    stop_from_app(1, APP_STOP);
    ask(FAN, 0xc1, "\"action\":\"on\"");
    HAS("\"error\":\"stopped\"");
    by_schedule(PUMP, 0xc2, "on");
    HAS("\"error\":\"stopped\"");
    configure(FAN, 1, "\"vent_on\":300,\"vent_every\":300");
    fake_advance(&fake, 5000);
    CHECK_INT(0, value(FAN));
}

TEST(an_interlock_beats_a_person)
{
    start();
    air(33500);
    ask(HEATER, 0xc1, "\"action\":\"on\"");
    HAS("\"error\":\"interlock\"");
}

TEST(a_person_beats_a_schedule_while_the_hold_lasts)
{
    start();
    ask(FAN, 0xc1, "\"action\":\"set_value\",\"value\":40");
    by_schedule(FAN, 0xc2, "off");
    HAS("\"result\":\"rejected\",\"error\":\"interlock\"");
    CHECK_INT(40, value(FAN));
    fake_advance(&fake, 30 * MINUTE);
    by_schedule(FAN, 0xc3, "off");
    CHECK_INT(0, value(FAN));
}

TEST(a_hold_ends_with_the_order_and_with_a_reconciling_command)
{
    start();
    ask(FAN, 0xc1, "\"action\":\"on\",\"duration_ms\":5000");
    fake_advance(&fake, 6000);
    by_schedule(FAN, 0xc2, "on");
    HAS("\"completed\"");
}

TEST(a_person_beats_the_nodes_own_ventilation)
{
    start();
    configure(FAN, 1, "\"vent_on\":300,\"vent_every\":300");
    fake_advance(&fake, 5000);
    CHECK_INT(100, value(FAN));
    CHECK_INT(TK_BY_CONDITION, cause(FAN));
    ask(FAN, 0xc1, "\"action\":\"off\"");
    fake_advance(&fake, 29 * MINUTE);
    CHECK_INT(0, value(FAN));
    fake_advance(&fake, 2 * MINUTE);
    CHECK_INT(100, value(FAN)); /* the hold is over: rest means minimum ventilation */
}

TEST(a_fan_switched_off_by_hand_in_warm_air_is_held_five_minutes_only)
{
    start();
    air(33000);
    ask(FAN, 0xc1, "\"action\":\"off\"");
    fake_advance(&fake, 4 * MINUTE + 50000);
    CHECK_INT(0, value(FAN));
    fake_advance(&fake, 15000);
    CHECK_INT(100, value(FAN));
    CHECK_INT(TK_BY_FAILSAFE, cause(FAN));
    air(30000);
    CHECK_INT(0, value(FAN));
}

TEST(air_that_grows_warm_under_a_long_hold_shortens_it)
{
    start();
    ask(FAN, 0xc1, "\"action\":\"off\"");
    fake_advance(&fake, 2 * MINUTE);
    CHECK_INT(0, value(FAN));
    air(33000);
    fake_advance(&fake, 5 * MINUTE);
    CHECK_INT(100, value(FAN));
}

TEST(a_heater_yields_to_a_fan_that_cools)
{
    start();
    configure(HEATER, 1, "\"cutoff\":38,\"thermostat_on\":33,\"thermostat_off\":34");
    air(32500);
    ask(HEATER, 0xc1, "\"action\":\"on\"");
    ask(FAN, 0xc2, "\"action\":\"off\"");
    CHECK_INT(100, value(HEATER));
    fake_advance(&fake, 5 * MINUTE + 10000);
    CHECK_INT(100, value(FAN));
    CHECK_INT(0, value(HEATER));
    ask(HEATER, 0xc3, "\"action\":\"on\"");
    HAS("\"error\":\"interlock\"");
}

TEST(after_a_stop_from_the_app_fans_follow_their_thermostat)
{
    start();
    air(33000);
    stop_from_app(1, APP_STOP);
    fake_advance(&fake, 4 * MINUTE);
    CHECK_INT(0, value(FAN));
    fake_advance(&fake, 2 * MINUTE);
    CHECK_INT(100, value(FAN)); /* warm: without an order of anybody */
    stop_from_app(2, APP_STOP);
    CHECK_INT(0, value(FAN));
}

/* A lost hub, each actuator on. */

static void all_on(void)
{
    start();
    ask(PUMP, 0xc1, "\"action\":\"on\"");
    ask(FEEDER, 0xc2,
        "\"action\":\"sequence\",\"steps\":[{\"value\":100,\"duration_s\":30},{\"value\":0,\"duration_s\":90},"
        "{\"value\":100,\"duration_s\":30}]");
    by_schedule(FAN, 0xc3, "on");
    by_schedule(HEATER, 0xc4, "on");
    ask(CONVEYOR, 0xc5, "\"action\":\"on\",\"duration_ms\":120000");
    ask(LIGHT, 0xc6, "\"action\":\"on\"");
    for (int i = 0; i < FAKE_DEVICES; i++) {
        CHECK(i == CLIMATE || i == SIREN || value(i) > 0);
    }
    lose_hub();
}

TEST(without_its_hub_each_actuator_is_in_its_safe_state_after_90_s)
{
    all_on();
    fake_advance(&fake, 89000);
    CHECK_INT(100, value(PUMP));
    CHECK_INT(100, value(FAN));
    fake_advance(&fake, 1000);
    CHECK_INT(0, value(PUMP));       /* it had no end of its own */
    CHECK_INT(0, value(HEATER));     /* 28 degrees: its thermostat says off */
    CHECK_INT(100, value(FAN));      /* its ventilation's first five minutes of fifteen */
    CHECK_INT(100, value(LIGHT));    /* holds */
    CHECK_INT(100, value(CONVEYOR)); /* ends with its running action */
    fake_advance(&fake, 30000);
    CHECK_INT(0, value(CONVEYOR));
    CHECK_INT(100, value(FEEDER)); /* the second dose of the running action */
    fake_advance(&fake, 30000);
    CHECK_INT(0, value(FEEDER));
    fake_advance(&fake, 6 * MINUTE);
    CHECK_INT(0, value(FAN)); /* mild air: minimum ventilation, not all day */
    fake_advance(&fake, 8 * MINUTE);
    CHECK_INT(100, value(FAN));
}

TEST(without_its_hub_a_fan_follows_its_thermostat_with_its_own_hysteresis)
{
    all_on();
    fake_advance(&fake, 8 * MINUTE);
    CHECK_INT(0, value(FAN));
    air(32000);
    CHECK_INT(100, value(FAN));
    air(31000);
    CHECK_INT(100, value(FAN));
    air(30000);
    CHECK_INT(0, value(FAN));
}

TEST(without_its_hub_a_heater_follows_its_thermostat_while_its_sensor_is_good)
{
    all_on();
    fake_advance(&fake, 8 * MINUTE);
    air(17500);
    CHECK_INT(100, value(HEATER));
    air(19000);
    CHECK_INT(100, value(HEATER));
    air(20500);
    CHECK_INT(0, value(HEATER));
    air(17500);
    CHECK_INT(100, value(HEATER));
    fake.sensor_broken = true;
    fake_advance(&fake, 100000);
    CHECK_INT(0, value(HEATER));
}

TEST(a_thermostat_rests_after_its_longest_run)
{
    all_on();
    fake_advance(&fake, 2 * MINUTE);
    air(15000);
    CHECK_INT(100, value(HEATER));
    fake_advance(&fake, 30 * MINUTE);
    CHECK_INT(0, value(HEATER));
    fake_advance(&fake, 5 * MINUTE);
    CHECK_INT(100, value(HEATER));
}

TEST(a_persons_hold_outlives_the_hub)
{
    start();
    ask(FAN, 0xc1, "\"action\":\"set_value\",\"value\":60");
    lose_hub();
    fake_advance(&fake, 29 * MINUTE);
    CHECK_INT(60, value(FAN));
    fake_advance(&fake, 80000);
    CHECK(value(FAN) != 60);
}

TEST(a_hub_that_comes_back_in_time_changes_nothing)
{
    all_on();
    fake_advance(&fake, 80000);
    fake_connect(&fake);
    fake_advance(&fake, 60000);
    CHECK_INT(100, value(PUMP));
    CHECK_INT(100, value(FAN));
}

/* A lost sensor */

TEST(without_a_temperature_a_heater_is_off_and_a_fan_ventilates)
{
    start();
    by_schedule(HEATER, 0xc1, "on");
    fake.sensor_broken = true;
    fake_advance(&fake, 100000);
    CHECK_INT(0, value(HEATER));
    fake_advance(&fake, 13 * MINUTE + 30000); /* into the next quarter of an hour */
    CHECK_INT(100, value(FAN));
    CHECK_INT(TK_BY_FAILSAFE, cause(FAN));
    fake_advance(&fake, 5 * MINUTE);
    CHECK_INT(0, value(FAN));
}

TEST(after_a_warm_last_reading_or_with_grown_birds_a_fan_runs_on)
{
    start();
    air(30500);
    fake.sensor_broken = true;
    fake_advance(&fake, 20 * MINUTE);
    CHECK_INT(100, value(FAN));
    start();
    configure(CLIMATE, 1, "\"age_days\":22");
    fake.sensor_broken = true;
    fake_advance(&fake, 20 * MINUTE);
    CHECK_INT(100, value(FAN));
    ask(FAN, 0xc1, "\"action\":\"off\"");
    HAS("\"error\":\"sensor\"");
}

TEST(a_lost_sensor_says_so_and_says_when_it_is_back)
{
    start();
    fake.sensor_broken = true;
    fake_drop_sent(&fake);
    fake_advance(&fake, 100000);
    CHECK(fake_next_news(&fake, &packet));
    CHECK(strstr(packet.topic, fake_ids[CLIMATE]) != NULL);
    HAS("\"state\":\"error\"");
    HAS("\"triggered_by\":\"failsafe\"");
    HAS("\"error\":\"sensor\"");
    fake.sensor_broken = false;
    fake_drop_sent(&fake);
    fake_advance(&fake, 20000);
    bool back = false;
    while (fake_next_news(&fake, &packet)) {
        back =
            back || (strstr(packet.topic, fake_ids[CLIMATE]) != NULL && strstr(packet.payload, "\"unknown\"") != NULL);
    }
    CHECK(back);
}

TEST(a_node_that_never_had_a_temperature_ventilates_too)
{
    fake_init(&fake);
    fake.sensor_broken = true;
    fake_reboot(&fake);
    fake_connect(&fake);
    fake_advance(&fake, 2 * MINUTE);
    CHECK_INT(100, value(FAN));
}

TEST(a_released_button_lets_local_rules_go_after_five_minutes_and_life_at_once)
{
    start();
    lose_hub();
    press(true);
    fake_advance(&fake, 30 * MINUTE);
    CHECK_INT(0, value(FAN));
    press(false);
    fake_advance(&fake, 4 * MINUTE);
    CHECK_INT(0, value(FAN));
    air(36500);
    CHECK_INT(100, value(FAN));
}

int main(void)
{
    RUN(deadly_heat_starts_the_fan_and_ends_the_heater);
    RUN(the_siren_sounds_within_ten_seconds_of_a_limit_and_again_until_somebody_hears);
    RUN(a_command_that_switches_the_siren_off_acknowledges);
    RUN(the_siren_sounds_under_an_emergency_stop);
    RUN(a_limit_is_reported_at_once);
    RUN(deadly_cold_for_chicks_heats_against_orders_and_timers_and_sounds);
    RUN(limits_come_from_the_hub_and_follow_the_birds);
    RUN(button_beats_life);
    RUN(life_beats_the_app);
    RUN(life_beats_a_person_and_a_schedule);
    RUN(the_app_beats_a_person_a_schedule_and_the_nodes_own_rules);
    RUN(an_interlock_beats_a_person);
    RUN(a_person_beats_a_schedule_while_the_hold_lasts);
    RUN(a_hold_ends_with_the_order_and_with_a_reconciling_command);
    RUN(a_person_beats_the_nodes_own_ventilation);
    RUN(a_fan_switched_off_by_hand_in_warm_air_is_held_five_minutes_only);
    RUN(air_that_grows_warm_under_a_long_hold_shortens_it);
    RUN(a_heater_yields_to_a_fan_that_cools);
    RUN(after_a_stop_from_the_app_fans_follow_their_thermostat);
    RUN(without_its_hub_each_actuator_is_in_its_safe_state_after_90_s);
    RUN(without_its_hub_a_fan_follows_its_thermostat_with_its_own_hysteresis);
    RUN(without_its_hub_a_heater_follows_its_thermostat_while_its_sensor_is_good);
    RUN(a_thermostat_rests_after_its_longest_run);
    RUN(a_persons_hold_outlives_the_hub);
    RUN(a_hub_that_comes_back_in_time_changes_nothing);
    RUN(without_a_temperature_a_heater_is_off_and_a_fan_ventilates);
    RUN(after_a_warm_last_reading_or_with_grown_birds_a_fan_runs_on);
    RUN(a_lost_sensor_says_so_and_says_when_it_is_back);
    RUN(a_node_that_never_had_a_temperature_ventilates_too);
    RUN(a_released_button_lets_local_rules_go_after_five_minutes_and_life_at_once);
    return tk_test_end();
}
