#include "tk/arbiter.h"
#include "tk_test.h"
#include "virtual.h"

#define KIND(k) (&tk_board_virtual.kind[k])

static const tk_climate_t mild = {.fresh = true, .milli = 28000};
static const tk_climate_t hot = {.fresh = true, .milli = 33000};
static const tk_climate_t deadly = {.fresh = true, .milli = 36000};
static const tk_climate_t unknown = {.fresh = false, .milli = 0};
static const tk_output_t rest = {.value = 0};

TEST(a_heater_needs_a_fresh_temperature_below_33)
{
    CHECK_INT(TK_NO_ERROR, tk_arbiter_admit(KIND(TK_HEATER), &rest, &mild, 100));
    CHECK_INT(TK_INTERLOCK, tk_arbiter_admit(KIND(TK_HEATER), &rest, &hot, 100));
    CHECK_INT(TK_SENSOR_ERROR, tk_arbiter_admit(KIND(TK_HEATER), &rest, &unknown, 100));
    CHECK_INT(TK_NO_ERROR, tk_arbiter_admit(KIND(TK_HEATER), &rest, &unknown, 0));
}

TEST(what_does_not_heat_needs_no_temperature)
{
    for (int k = TK_PUMP; k < TK_DHT22; k++) {
        if (k != TK_HEATER) {
            CHECK_INT(TK_NO_ERROR, tk_arbiter_admit(KIND(k), &rest, &unknown, 100));
        }
    }
}

TEST(each_kind_ends_at_its_own_limit)
{
    static const struct {
        tk_kind_t kind;
        uint64_t max_ms;
    } rows[] = {{TK_PUMP, 600000},  {TK_FEEDER, 60000}, {TK_CONVEYOR, 900000}, {TK_HEATER, 1800000},
                {TK_SIREN, 600000}, {TK_FAN, 0},        {TK_LIGHT, 0}};
    bool limited = false;
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        uint64_t off_at = tk_arbiter_off_at(KIND(rows[i].kind), &rest, 1000, 0, &limited);
        CHECK_INT(rows[i].max_ms == 0 ? 0 : 1000 + rows[i].max_ms, off_at);
        CHECK(limited == (rows[i].max_ms != 0));
    }
}

TEST(a_shorter_order_wins_over_the_limit_and_a_longer_one_does_not)
{
    bool limited = true;
    CHECK_INT(31000, tk_arbiter_off_at(KIND(TK_PUMP), &rest, 1000, 30000, &limited));
    CHECK(!limited);
    CHECK_INT(601000, tk_arbiter_off_at(KIND(TK_PUMP), &rest, 1000, 7200000, &limited));
    CHECK(limited);
}

TEST(a_second_on_does_not_prolong_the_limit)
{
    const tk_output_t running = {.value = 100, .on_since_ms = 1000};
    bool limited = false;
    CHECK_INT(601000, tk_arbiter_off_at(KIND(TK_PUMP), &running, 500000, 0, &limited));
    CHECK_INT(530000, tk_arbiter_off_at(KIND(TK_PUMP), &running, 500000, 30000, &limited));
}

TEST(a_running_heater_is_ended_by_heat_by_blindness_and_by_time)
{
    const tk_output_t on = {.value = 100, .on_since_ms = 0, .off_at_ms = 5000, .limited = true};
    CHECK_INT(TK_KEEP, tk_arbiter_watch(KIND(TK_HEATER), &on, &mild, 4999));
    CHECK_INT(TK_END_OF_LIMIT, tk_arbiter_watch(KIND(TK_HEATER), &on, &mild, 5000));
    CHECK_INT(TK_END_TOO_HOT, tk_arbiter_watch(KIND(TK_HEATER), &on, &hot, 10));
    CHECK_INT(TK_END_NO_SENSOR, tk_arbiter_watch(KIND(TK_HEATER), &on, &unknown, 10));
}

TEST(deadly_heat_runs_the_fan_and_nobody_may_stop_it)
{
    const tk_output_t saving = {.value = 100, .life = true};
    CHECK_INT(TK_LIFE_BEGINS, tk_arbiter_watch(KIND(TK_FAN), &rest, &deadly, 10));
    CHECK_INT(TK_INTERLOCK, tk_arbiter_admit(KIND(TK_FAN), &saving, &deadly, 0));
    CHECK_INT(TK_INTERLOCK, tk_arbiter_admit(KIND(TK_FAN), &saving, &deadly, 40));
    CHECK_INT(TK_NO_ERROR, tk_arbiter_admit(KIND(TK_FAN), &saving, &deadly, 100));
    CHECK_INT(TK_KEEP, tk_arbiter_watch(KIND(TK_FAN), &saving, &unknown, 10));
    const tk_climate_t between = {.fresh = true, .milli = 35500};
    CHECK_INT(TK_KEEP, tk_arbiter_watch(KIND(TK_FAN), &saving, &between, 10));
    const tk_climate_t cooler = {.fresh = true, .milli = 34999};
    CHECK_INT(TK_LIFE_ENDS, tk_arbiter_watch(KIND(TK_FAN), &saving, &cooler, 10));
}

TEST(heat_starts_nothing_but_the_fan)
{
    for (int k = TK_PUMP; k < TK_DHT22; k++) {
        CHECK_INT(k == TK_FAN ? TK_LIFE_BEGINS : TK_KEEP, tk_arbiter_watch(KIND(k), &rest, &deadly, 10));
    }
}

int main(void)
{
    RUN(a_heater_needs_a_fresh_temperature_below_33);
    RUN(what_does_not_heat_needs_no_temperature);
    RUN(each_kind_ends_at_its_own_limit);
    RUN(a_shorter_order_wins_over_the_limit_and_a_longer_one_does_not);
    RUN(a_second_on_does_not_prolong_the_limit);
    RUN(a_running_heater_is_ended_by_heat_by_blindness_and_by_time);
    RUN(deadly_heat_runs_the_fan_and_nobody_may_stop_it);
    RUN(heat_starts_nothing_but_the_fan);
    return tk_test_end();
}
