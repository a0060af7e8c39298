/* test_interlock.c - what an output may not do, as pure functions, and on a whole node. */
#include "fake.h"
#include "boards.h"
#include "tk/interlock.h"
#include "tk_test.h"

#define KIND(k) (&tk_board_virtual.kind[k])
#define MINUTE  60000ull
#define HOUR    (60 * MINUTE)

static const tk_scene_t mild = {.fresh = true, .milli = 28000, .coldest = 28000};
static const tk_scene_t hot = {.fresh = true, .milli = 33000, .coldest = 33000};
static const tk_scene_t blind = {.fresh = false};
static tk_usage_t usage;
static const tk_output_t on = {.value = 100, .on_since_ms = HOUR};

static tk_error_t start(const tk_kind_spec_t *spec, const tk_scene_t *s, uint64_t now)
{
    return tk_interlock_start(spec, &usage, s, now);
}

static void fresh(void)
{
    memset(&usage, 0, sizeof usage);
}

TEST(a_heater_needs_a_fresh_temperature_below_33)
{
    fresh();
    CHECK_INT(TK_NO_ERROR, start(KIND(TK_HEATER), &mild, HOUR));
    CHECK_INT(TK_INTERLOCK, start(KIND(TK_HEATER), &hot, HOUR));
    CHECK_INT(TK_SENSOR_ERROR, start(KIND(TK_HEATER), &blind, HOUR));
    CHECK_INT(TK_NO_ERROR, tk_interlock_run(KIND(TK_HEATER), &on, &usage, &mild, HOUR));
    CHECK_INT(TK_INTERLOCK, tk_interlock_run(KIND(TK_HEATER), &on, &usage, &hot, HOUR));
    CHECK_INT(TK_SENSOR_ERROR, tk_interlock_run(KIND(TK_HEATER), &on, &usage, &blind, HOUR));
}

TEST(what_does_not_heat_needs_no_temperature)
{
    fresh();
    for (int k = TK_PUMP; k < TK_DHT22; k++) {
        if (k != TK_HEATER) {
            CHECK_INT(TK_NO_ERROR, start(KIND(k), &blind, HOUR));
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
    static const tk_output_t rest = {.value = 0};
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        bool limited = false;
        uint64_t off_at = tk_interlock_off_at(KIND(rows[i].kind), &rest, 1000, 0, &limited);
        CHECK_INT(rows[i].max_ms == 0 ? 0 : 1000 + rows[i].max_ms, off_at);
        CHECK(limited == (rows[i].max_ms != 0));
    }
}

TEST(a_shorter_order_wins_over_the_limit_and_a_longer_one_does_not)
{
    static const tk_output_t rest = {.value = 0};
    bool limited = true;
    CHECK_INT(31000, tk_interlock_off_at(KIND(TK_PUMP), &rest, 1000, 31000, &limited));
    CHECK(!limited);
    CHECK_INT(601000, tk_interlock_off_at(KIND(TK_PUMP), &rest, 1000, 7201000, &limited));
    CHECK(limited);
}

TEST(a_second_on_does_not_prolong_the_limit)
{
    static const tk_output_t running = {.value = 100, .on_since_ms = 1000};
    bool limited = false;
    CHECK_INT(601000, tk_interlock_off_at(KIND(TK_PUMP), &running, 500000, 0, &limited));
    CHECK_INT(530000, tk_interlock_off_at(KIND(TK_PUMP), &running, 500000, 530000, &limited));
}

TEST(a_motor_rests_between_two_runs)
{
    const tk_kind_spec_t *spec = &tk_board_v1_relay.kind[TK_CONVEYOR];
    fresh();
    tk_usage_stop(&usage, 1000, HOUR);
    CHECK_INT(TK_INTERLOCK, start(spec, &mild, HOUR + spec->min_off_ms - 1));
    CHECK_INT(TK_NO_ERROR, start(spec, &mild, HOUR + spec->min_off_ms));
}

TEST(so_many_starts_an_hour_and_no_more)
{
    tk_kind_spec_t spec = *KIND(TK_PUMP);
    spec.starts = 3;
    fresh();
    for (int i = 0; i < 3; i++) {
        CHECK_INT(TK_NO_ERROR, start(&spec, &mild, HOUR + (uint64_t)i * MINUTE));
        tk_usage_start(&usage, HOUR + (uint64_t)i * MINUTE);
    }
    CHECK_INT(TK_INTERLOCK, start(&spec, &mild, HOUR + 5 * MINUTE));
    CHECK_INT(TK_INTERLOCK, start(&spec, &mild, 2 * HOUR - 1));
    CHECK_INT(TK_NO_ERROR, start(&spec, &mild, 2 * HOUR + 10 * MINUTE));
}

TEST(so_much_a_day_and_no_more)
{
    tk_kind_spec_t spec = *KIND(TK_FEEDER);
    spec.daily_ms = 120000;
    fresh();
    tk_usage_stop(&usage, 60000, HOUR);
    CHECK_INT(60000, tk_usage_day_ms(&usage, HOUR));
    CHECK_INT(TK_NO_ERROR, start(&spec, &mild, 2 * HOUR));
    tk_usage_stop(&usage, 60000, 9 * HOUR);
    CHECK_INT(TK_INTERLOCK, start(&spec, &mild, 9 * HOUR + 1));
    CHECK_INT(TK_INTERLOCK, start(&spec, &mild, 25 * HOUR - 1));
    CHECK_INT(TK_NO_ERROR, start(&spec, &mild, 29 * HOUR));
    const tk_output_t running = {.value = 100, .on_since_ms = 29 * HOUR};
    CHECK_INT(TK_NO_ERROR, tk_interlock_run(&spec, &running, &usage, &mild, 29 * HOUR + 59999));
    CHECK_INT(TK_INTERLOCK, tk_interlock_run(&spec, &running, &usage, &mild, 29 * HOUR + 60000));
}

TEST(the_memory_of_runs_is_empty_after_a_long_rest)
{
    fresh();
    tk_usage_start(&usage, HOUR);
    tk_usage_stop(&usage, 60000, HOUR);
    CHECK_INT(0, tk_usage_starts(&usage, 1000 * HOUR));
    CHECK_INT(0, tk_usage_day_ms(&usage, 1000 * HOUR));
}

static tk_error_t pumps(tk_scene_t *s, int32_t level, uint64_t now)
{
    s->has_level = true;
    s->level = level;
    s->full = TK_NO_LIMIT;
    tk_interlock_level(KIND(TK_PUMP), &on, &usage, s, now);
    return tk_interlock_run(KIND(TK_PUMP), &on, &usage, s, now);
}

TEST(a_pump_that_raises_nothing_for_a_minute_runs_dry_and_ends)
{
    tk_scene_t s = mild;
    fresh();
    tk_usage_start(&usage, HOUR);
    CHECK_INT(TK_NO_ERROR, pumps(&s, 40000, HOUR));
    CHECK_INT(TK_NO_ERROR, pumps(&s, 41500, HOUR + 30000));
    CHECK_INT(TK_NO_ERROR, pumps(&s, 42000, HOUR + 89000)); /* half a percent may be noise */
    CHECK_INT(TK_HARDWARE, pumps(&s, 42000, HOUR + 90000));
    for (uint64_t now = HOUR; now < HOUR + 2000; now += 37) {
        fresh();
        tk_usage_start(&usage, now);
        CHECK_INT(TK_NO_ERROR, pumps(&s, 40000, now)); /* at whatever instant it begins */
        CHECK_INT(TK_NO_ERROR, pumps(&s, 40000, now + 59999));
        CHECK_INT(TK_HARDWARE, pumps(&s, 40000, now + 61000));
    }
    fresh();
    tk_usage_start(&usage, HOUR);
    CHECK_INT(TK_NO_ERROR, tk_interlock_run(KIND(TK_PUMP), &on, &usage, &mild, 2 * HOUR)); /* nobody measures */
}

TEST(a_full_tank_ends_the_pump_and_lets_none_start)
{
    const tk_scene_t full = {.fresh = true, .milli = 28000, .has_level = true, .level = 98000, .full = TK_NO_LIMIT};
    fresh();
    CHECK_INT(TK_INTERLOCK, tk_interlock_run(KIND(TK_PUMP), &on, &usage, &full, HOUR));
    CHECK_INT(TK_INTERLOCK, start(KIND(TK_PUMP), &full, HOUR));
    CHECK_INT(TK_NO_ERROR, start(KIND(TK_LIGHT), &full, HOUR));
    const tk_scene_t lower = {.has_level = true, .level = 90000, .full = 90000};
    CHECK_INT(TK_INTERLOCK, start(KIND(TK_PUMP), &lower, HOUR));
}

/* From here on the whole node. */
static fake_t fake;
static fake_packet_t packet;
static tk_board_t board;

static bool refused(int device, int id, const char *why)
{
    fake_drop_sent(&fake);
    fake_command(&fake, device, id, "\"action\":\"on\"");
    CHECK(fake_next_on(&fake, "/status", &packet));
    return strstr(packet.payload, "\"rejected\"") != NULL && strstr(packet.payload, why) != NULL;
}

TEST(what_excludes_each_other_never_runs_at_once_and_waits_for_the_reversal)
{
    fake_init(&fake);
    board = tk_board_virtual;
    board.kind[TK_FEEDER].excludes = TK_BIT(TK_PUMP);
    board.kind[TK_FEEDER].dead_ms = 3000;
    fake.config.board = &board;
    fake.now += 10000;
    fake_reboot(&fake);
    fake_connect(&fake);
    fake_advance(&fake, 5000);
    fake_command(&fake, PUMP, 0xc1, "\"action\":\"on\"");
    CHECK(refused(FEEDER, 0xc2, "\"interlock\""));
    fake_command(&fake, PUMP, 0xc3, "\"action\":\"off\"");
    fake_advance(&fake, 2999);
    CHECK(refused(FEEDER, 0xc4, "\"interlock\""));
    fake_advance(&fake, 1);
    CHECK(!refused(FEEDER, 0xc5, "\"interlock\""));
}

TEST(a_feeders_day_ends_a_run_on_time_even_between_two_looks)
{
    fake_init(&fake);
    board = tk_board_virtual;
    board.kind[TK_FEEDER].daily_ms = 90000;
    fake.config.board = &board;
    fake_reboot(&fake);
    fake_connect(&fake);
    fake_command(&fake, FEEDER, 0xc1, "\"action\":\"on\"");
    fake_advance(&fake, 60000);
    CHECK_INT(0, fake.node.device[FEEDER].out.value);
    fake_command(&fake, FEEDER, 0xc2, "\"action\":\"on\"");
    fake_advance(&fake, 29999);
    CHECK_INT(100, fake.node.device[FEEDER].out.value);
    fake_advance(&fake, 1);
    CHECK_INT(0, fake.node.device[FEEDER].out.value);
    CHECK(refused(FEEDER, 0xc3, "\"interlock\""));
}

int main(void)
{
    RUN(a_heater_needs_a_fresh_temperature_below_33);
    RUN(what_does_not_heat_needs_no_temperature);
    RUN(each_kind_ends_at_its_own_limit);
    RUN(a_shorter_order_wins_over_the_limit_and_a_longer_one_does_not);
    RUN(a_second_on_does_not_prolong_the_limit);
    RUN(a_motor_rests_between_two_runs);
    RUN(so_many_starts_an_hour_and_no_more);
    RUN(so_much_a_day_and_no_more);
    RUN(the_memory_of_runs_is_empty_after_a_long_rest);
    RUN(a_pump_that_raises_nothing_for_a_minute_runs_dry_and_ends);
    RUN(a_full_tank_ends_the_pump_and_lets_none_start);
    RUN(what_excludes_each_other_never_runs_at_once_and_waits_for_the_reversal);
    RUN(a_feeders_day_ends_a_run_on_time_even_between_two_looks);
    return tk_test_end();
}
