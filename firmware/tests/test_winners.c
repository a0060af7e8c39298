/* test_winners.c - who wins over whom, on a whole node: life first, then pair by pair. */
#include "house_rules.h"

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
    ask(LIGHT, 0xc8, "\"action\":\"on\"");
    from("condition", LIGHT, 0xc9, "off");
    HAS("\"error\":\"interlock\"");
    from("reconcile", LIGHT, 0xca, "off");
    HAS("\"completed\"");
    CHECK_INT(0, value(LIGHT));
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
    return tk_test_end();
}
