#include "house.h"
#include "tk_test.h"
#include <stdbool.h>

#define MORNING 1795402800000ull /* an instant of no importance */

static house_t house;

static double temperature_after(double fan, double heater, double seconds)
{
    house_init(&house, 1, MORNING);
    house.fan = fan;
    house.heater = heater;
    house_advance(&house, seconds, MORNING);
    return house.temperature;
}

TEST(the_fan_cools_and_the_heater_warms)
{
    double rest = temperature_after(0, 0, 300);
    CHECK(temperature_after(1, 0, 300) < rest - 3);
    CHECK(temperature_after(0.5, 0, 300) < rest - 1);
    CHECK(temperature_after(0, 1, 300) > rest + 3);
}

TEST(a_change_can_be_seen_within_half_a_minute)
{
    double rest = temperature_after(0, 0, 30);
    CHECK(temperature_after(1, 0, 30) < rest - 1);
    CHECK(temperature_after(0, 1, 30) > rest + 0.5);
}

TEST(the_outside_swings_over_the_day_and_is_hottest_at_two)
{
    uint64_t two_in_cambodia = 1795417200000ull / 86400000 * 86400000 + 7 * 3600000ull;
    CHECK(house_outside(two_in_cambodia) > 26.9);
    CHECK(house_outside(two_in_cambodia + 12 * 3600000ull) < 21.1);
}

TEST(at_no_hour_is_a_quiet_house_too_warm_for_its_heater)
{
    for (uint64_t hour = 0; hour < 24; hour++) {
        house_init(&house, 1, MORNING + hour * 3600000);
        house_advance(&house, 3600, MORNING + hour * 3600000);
        CHECK(house.temperature < 31);
    }
}

TEST(the_pump_fills_the_tank_and_birds_drink_it)
{
    house_init(&house, 1, MORNING);
    double start = house.level;
    house_advance(&house, 3600, MORNING);
    CHECK(house.level < start - 5);
    house.pump = 1;
    house_advance(&house, 600, MORNING);
    CHECK(house.level > 99.9 && house.level <= 100.0);
    house.pump = 0;
    house_advance(&house, 7 * 86400, MORNING);
    CHECK(house.level == 0.0);
}

TEST(humidity_and_temperature_stay_believable_for_weeks)
{
    house_init(&house, 3, MORNING);
    for (uint64_t hour = 0; hour < 24 * 21; hour++) {
        house.fan = (double)(hour % 3) / 2.0;
        house.heater = hour % 5 == 0 ? 1.0 : 0.0;
        house_advance(&house, 3600, MORNING + hour * 3600000);
        CHECK(house.temperature > 15 && house.temperature < 45);
        CHECK(house.humidity >= 30 && house.humidity <= 98);
    }
}

TEST(one_seed_is_one_story)
{
    house_t other;
    house_init(&house, 5, MORNING);
    house_init(&other, 5, MORNING);
    bool varied = false;
    int32_t first = house_temperature_milli(&house);
    CHECK_INT(first, house_temperature_milli(&other));
    for (int i = 0; i < 50; i++) {
        int32_t t = house_temperature_milli(&house);
        CHECK_INT(t, house_temperature_milli(&other));
        varied = varied || t != first;
    }
    CHECK(varied);
}

int main(void)
{
    RUN(the_fan_cools_and_the_heater_warms);
    RUN(a_change_can_be_seen_within_half_a_minute);
    RUN(the_outside_swings_over_the_day_and_is_hottest_at_two);
    RUN(at_no_hour_is_a_quiet_house_too_warm_for_its_heater);
    RUN(the_pump_fills_the_tank_and_birds_drink_it);
    RUN(humidity_and_temperature_stay_believable_for_weeks);
    RUN(one_seed_is_one_story);
    return tk_test_end();
}
