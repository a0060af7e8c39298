/* test_local.c - what the node does without being told: a lost hub, a lost sensor, thermostats, ventilation. */
#include "house_rules.h"
#include "tk/panel.h"

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

/* Somebody switches the fan off; then the hub is gone and the air grows deadly. Neither thermostat nor ventilation
 * would start it. */
static void grows_deadly_after_off_by(const char *source)
{
    start();
    configure(FAN, 1, "\"thermostat_on\":45,\"thermostat_off\":44,\"vent_on\":0,\"vent_every\":900");
    by_schedule(FAN, 0xc1, "on");
    from(source, FAN, 0xc2, "off");
    HAS("\"completed\"");
    lose_hub();
    fake_advance(&fake, 2 * MINUTE);
    air(35900);
    CHECK_INT(0, value(FAN));
    air(36000);
}

TEST(without_its_hub_a_fan_that_a_person_switched_off_runs_again_at_the_critical_temperature)
{
    grows_deadly_after_off_by("user");
    CHECK_INT(100, value(FAN));
    CHECK_INT(TK_BY_LIFE, cause(FAN));
}

TEST(without_its_hub_a_fan_that_a_schedule_switched_off_runs_again_at_the_critical_temperature)
{
    grows_deadly_after_off_by("schedule");
    CHECK_INT(100, value(FAN));
    CHECK_INT(TK_BY_LIFE, cause(FAN));
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

TEST(a_hub_that_is_dead_behind_a_living_broker_is_lost_after_90_s_too)
{
    static const char kept[] = "{\"version\":3,\"timestamp\":1,\"stops\":[]}";
    start();
    ask(PUMP, 0xc1, "\"action\":\"on\"");
    fake.hub_dead = true;
    fake_advance(&fake, 60000);
    /* What the broker keeps is no sign of life. */
    fake_post(&fake, "farm/" FAKE_FARM "/estop", kept, strlen(kept), true);
    fake_advance(&fake, 29000);
    CHECK_INT(100, value(PUMP));
    fake_advance(&fake, 1000);
    CHECK_INT(0, value(PUMP));
    CHECK_INT(TK_LIGHT_AWAY, tk_panel_light(&fake.node));
}

TEST(a_hub_that_speaks_again_gives_the_orders_again)
{
    start();
    fake.hub_dead = true;
    fake_advance(&fake, 100000);
    fake.hub_dead = false;
    fake_advance(&fake, 30000);
    ask(PUMP, 0xc1, "\"action\":\"on\"");
    fake_advance(&fake, 120000);
    CHECK_INT(100, value(PUMP));
    CHECK_INT(TK_LIGHT_WELL, tk_panel_light(&fake.node));
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
    RUN(without_its_hub_each_actuator_is_in_its_safe_state_after_90_s);
    RUN(without_its_hub_a_fan_follows_its_thermostat_with_its_own_hysteresis);
    RUN(without_its_hub_a_fan_that_a_person_switched_off_runs_again_at_the_critical_temperature);
    RUN(without_its_hub_a_fan_that_a_schedule_switched_off_runs_again_at_the_critical_temperature);
    RUN(without_its_hub_a_heater_follows_its_thermostat_while_its_sensor_is_good);
    RUN(a_thermostat_rests_after_its_longest_run);
    RUN(a_persons_hold_outlives_the_hub);
    RUN(a_hub_that_comes_back_in_time_changes_nothing);
    RUN(a_hub_that_is_dead_behind_a_living_broker_is_lost_after_90_s_too);
    RUN(a_hub_that_speaks_again_gives_the_orders_again);
    RUN(without_a_temperature_a_heater_is_off_and_a_fan_ventilates);
    RUN(after_a_warm_last_reading_or_with_grown_birds_a_fan_runs_on);
    RUN(a_lost_sensor_says_so_and_says_when_it_is_back);
    RUN(a_node_that_never_had_a_temperature_ventilates_too);
    RUN(a_released_button_lets_local_rules_go_after_five_minutes_and_life_at_once);
    return tk_test_end();
}
