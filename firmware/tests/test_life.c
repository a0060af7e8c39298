/* test_life.c - the node's own life: clock, resets in a row, orders that come too fast. */
#include "boards.h"
#include "fake.h"
#include "tk_test.h"

#define MINUTE 60000ull
#define HOUR   (60 * MINUTE)
#define WALL   1795420800000ll

static fake_t fake;
static fake_packet_t packet;
static tk_clock_t clock;
static tk_board_t board;

#define HAS(text) CHECK(strstr(packet.payload, text) != NULL)

/* Clock */

static void tell(int64_t offset, uint64_t now)
{
    tk_clock_tell(&clock, offset, TK_TIME_SYNCED, now);
}

TEST(the_first_time_told_is_taken_as_it_is)
{
    memset(&clock, 0, sizeof clock);
    CHECK_INT(TK_TIME_NONE, tk_clock_quality(&clock, 5000));
    tell(WALL, 5000);
    CHECK_INT(WALL, clock.offset_ms);
    CHECK_INT(TK_TIME_SYNCED, tk_clock_quality(&clock, 5000));
}

TEST(a_small_error_is_slewed_and_a_large_one_is_a_step)
{
    memset(&clock, 0, sizeof clock);
    tell(WALL, 5000);
    tell(WALL + 900, 15000);
    CHECK_INT(WALL + 100, clock.offset_ms);
    tell(WALL - 800, 25000);
    CHECK_INT(WALL, clock.offset_ms);
    tell(WALL + 1000, 35000);
    CHECK_INT(WALL + 1000, clock.offset_ms);
}

TEST(an_error_told_every_millisecond_is_slewed_all_the_same)
{
    memset(&clock, 0, sizeof clock);
    tell(WALL, 5000);
    for (uint64_t now = 5001; now <= 25000; now++) {
        tell(WALL + 100, now);
    }
    CHECK_INT(WALL + 100, clock.offset_ms);
}

TEST(a_day_without_being_told_is_no_longer_synced)
{
    memset(&clock, 0, sizeof clock);
    tell(WALL, 5000);
    CHECK_INT(TK_TIME_SYNCED, tk_clock_quality(&clock, 5000 + 24 * HOUR - 1));
    CHECK_INT(TK_TIME_RTC, tk_clock_quality(&clock, 5000 + 24 * HOUR));
}

TEST(after_a_power_cut_time_is_not_earlier_than_ten_minutes_ago_and_says_that_it_is_not_known)
{
    fake_init(&fake);
    fake_advance(&fake, 3 * HOUR);
    uint64_t then = fake.now + (uint64_t)(WALL - 1000);
    fake.now = 0; /* the monotonic clock begins anew */
    fake.config.boot++;
    tk_node_init(&fake.node, &fake.config, &fake.port, fake.now);
    int64_t now = fake.node.clock.offset_ms;
    CHECK(now <= (int64_t)then && now >= (int64_t)then - 600000);
    CHECK_INT(TK_TIME_NONE, tk_clock_quality(&fake.node.clock, fake.now));
    fake_link_up(&fake);
    fake_connack(&fake, 0);
    CHECK(fake_next_on(&fake, "/heartbeat", &packet));
    HAS("\"time_quality\":\"none\"");
    const tk_event_t battery = {.kind = TK_WALL, .wall_offset_ms = WALL, .by_battery = true};
    tk_node_event(&fake.node, &battery, fake.now);
    CHECK_INT(TK_TIME_RTC, tk_clock_quality(&fake.node.clock, fake.now));
    fake.small[TK_KEY_CLOCK].data[3] ^= 1;
    tk_node_init(&fake.node, &fake.config, &fake.port, fake.now);
    CHECK_INT(0, fake.node.clock.offset_ms);
}

/* Pace */

static bool taken(int device, int id, const char *action)
{
    fake_drop_sent(&fake);
    fake_command(&fake, device, id, action);
    CHECK(fake_next_on(&fake, "/status", &packet));
    return strstr(packet.payload, "\"completed\"") != NULL;
}

static void start_paced(void)
{
    fake_init(&fake);
    board = tk_board_virtual;
    board.pace = tk_board_node_v2_esp32.pace;
    fake.config.board = &board;
    fake_reboot(&fake);
    fake_connect(&fake);
}

TEST(a_bucket_gives_its_burst_and_then_so_many_a_second)
{
    tk_bucket_t b = {0};
    int count = 0;
    for (int i = 0; i < 100; i++) {
        count += tk_bucket_take(&b, 5, 10, 50000) ? 1 : 0;
    }
    CHECK_INT(10, count);
    CHECK(!tk_bucket_take(&b, 5, 10, 50199));
    CHECK(tk_bucket_take(&b, 5, 10, 50200));
    count = 0;
    for (uint64_t now = 60000; now < 70000; now++) {
        count += tk_bucket_take(&b, 5, 10, now) ? 1 : 0;
    }
    CHECK_INT(10 + 49, count);
}

TEST(a_relay_takes_one_order_a_second_but_off_is_always_taken)
{
    start_paced();
    CHECK(taken(PUMP, 0xc1, "\"action\":\"on\""));
    CHECK(!taken(PUMP, 0xc2, "\"action\":\"on\""));
    HAS("\"rejected\",\"error\":\"interlock\"");
    CHECK(taken(FEEDER, 0xc3, "\"action\":\"on\""));
    CHECK(taken(PUMP, 0xc4, "\"action\":\"off\""));
    CHECK(taken(PUMP, 0xc5, "\"action\":\"off\""));
    fake_advance(&fake, 1000);
    CHECK(taken(PUMP, 0xc6, "\"action\":\"on\""));
}

/* Resets */

static void reset(const char *why, uint64_t lives_ms)
{
    fake.config.boot_reason = why;
    fake_reboot(&fake);
    fake_advance(&fake, lives_ms);
}

TEST(five_faulty_resets_in_a_row_are_safe_mode)
{
    fake_init(&fake);
    for (int i = 0; i < 4; i++) {
        reset("watchdog", MINUTE);
        CHECK(!fake.node.safe_mode);
    }
    reset("panic", 1000);
    CHECK(fake.node.safe_mode);
    fake_connect(&fake);
    CHECK(!taken(PUMP, 0xc1, "\"action\":\"on\""));
    HAS("\"error\":\"hardware\"");
    fake.temperature = 36500;
    fake_advance(&fake, 10000);
    CHECK_INT(100, fake.node.device[FAN].out.value); /* birds need air whatever the node thinks of itself */
    fake_drop_sent(&fake);
    fake_advance(&fake, 30000);
    CHECK(fake_next_on(&fake, "/heartbeat", &packet));
    HAS("\"safe_mode\":true");
}

TEST(a_node_in_safe_mode_ventilates_by_its_tables)
{
    fake_init(&fake);
    for (int i = 0; i < 5; i++) {
        reset("watchdog", 1000);
    }
    fake_connect(&fake);
    fake_advance(&fake, 5000);
    CHECK_INT(100, fake.node.device[FAN].out.value);
}

TEST(two_minutes_of_life_or_a_hand_at_the_switch_begin_the_count_anew)
{
    fake_init(&fake);
    for (int i = 0; i < 4; i++) {
        reset("watchdog", 1000);
    }
    reset("watchdog", 3 * MINUTE); /* in safe mode; and lives */
    CHECK(fake.node.safe_mode);
    reset("watchdog", 1000);
    CHECK(!fake.node.safe_mode);
    for (int i = 0; i < 3; i++) {
        reset("watchdog", 1000);
    }
    reset("power_on", 1000);
    CHECK(!fake.node.safe_mode);
    for (int i = 0; i < 20; i++) {
        reset("power_on", 1000);
        CHECK(!fake.node.safe_mode);
    }
}

TEST(a_reset_for_an_update_is_no_fault_and_forgives_none)
{
    fake_init(&fake);
    for (int i = 0; i < 20; i++) {
        reset("software", 1000);
        CHECK(!fake.node.safe_mode);
    }
    for (int i = 0; i < 4; i++) {
        reset("panic", 1000);
        reset("software", 1000);
        CHECK(!fake.node.safe_mode);
    }
    reset("panic", 1000);
    CHECK(fake.node.safe_mode);
    reset("software", 1000);
    CHECK(fake.node.safe_mode);
}

TEST(a_corrupt_count_is_none)
{
    fake_init(&fake);
    for (int i = 0; i < 4; i++) {
        reset("watchdog", 1000);
    }
    fake.small[TK_KEY_RESETS].data[2] ^= 1;
    reset("watchdog", 1000);
    CHECK(!fake.node.safe_mode);
}

TEST(pulling_the_plug_gives_no_feeder_its_day_again)
{
    fake_init(&fake);
    board = tk_board_virtual;
    board.kind[TK_FEEDER].daily_ms = 90000;
    fake.config.board = &board;
    fake_reboot(&fake);
    fake_connect(&fake);
    CHECK(taken(FEEDER, 0xc1, "\"action\":\"on\""));
    fake_advance(&fake, 61000);
    fake_reboot(&fake);
    fake_connect(&fake);
    CHECK(taken(FEEDER, 0xc2, "\"action\":\"on\""));
    fake_advance(&fake, 31000);
    CHECK_INT(0, fake.node.device[FEEDER].out.value);
    fake_reboot(&fake);
    fake_connect(&fake);
    CHECK(!taken(FEEDER, 0xc3, "\"action\":\"on\""));
    HAS("\"interlock\"");
    fake.small[TK_KEY_DAY].data[6] ^= 1; /* corrupt: nobody's day */
    fake_reboot(&fake);
    fake_connect(&fake);
    CHECK(taken(FEEDER, 0xc4, "\"action\":\"on\""));
}

int main(void)
{
    RUN(the_first_time_told_is_taken_as_it_is);
    RUN(a_small_error_is_slewed_and_a_large_one_is_a_step);
    RUN(an_error_told_every_millisecond_is_slewed_all_the_same);
    RUN(a_day_without_being_told_is_no_longer_synced);
    RUN(after_a_power_cut_time_is_not_earlier_than_ten_minutes_ago_and_says_that_it_is_not_known);
    RUN(a_bucket_gives_its_burst_and_then_so_many_a_second);
    RUN(a_relay_takes_one_order_a_second_but_off_is_always_taken);
    RUN(five_faulty_resets_in_a_row_are_safe_mode);
    RUN(a_node_in_safe_mode_ventilates_by_its_tables);
    RUN(two_minutes_of_life_or_a_hand_at_the_switch_begin_the_count_anew);
    RUN(a_reset_for_an_update_is_no_fault_and_forgives_none);
    RUN(a_corrupt_count_is_none);
    RUN(pulling_the_plug_gives_no_feeder_its_day_again);
    return tk_test_end();
}
