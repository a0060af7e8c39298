/* test_sense.c - a node and its sensors: tries, filters, offsets, what is told and what is absent. */
#include "boards.h"
#include "fake.h"
#include "tk_test.h"
#include "waves.h"

static fake_t fake;
static fake_packet_t packet;
static int asked;
static int (*honest)(void *ctx, int device, tk_raw_t *raw);

#define HAS(text) CHECK(strstr(packet.payload, text) != NULL)

/* Counts, and garbles the answers whose number has a bit in `lies`. */
static uint32_t lies;
static uint64_t last_ask;

static int measure(void *ctx, int device, tk_raw_t *raw)
{
    int n = asked++;
    CHECK(n == 0 || fake.now - last_ask >= 2000); /* a DHT22 must not be asked more often */
    last_ask = fake.now;
    int err = honest(ctx, device, raw);
    if ((lies >> (n % 32) & 1) != 0) {
        raw->us[20] = raw->us[20] > 50 ? 26 : 70;
    }
    return err;
}

static void start(uint32_t which)
{
    fake_init(&fake);
    honest = fake.port.measure;
    fake.port.measure = measure;
    asked = 0;
    lies = which;
    fake_reboot(&fake);
    fake_connect(&fake);
}

static int32_t told(void)
{
    return fake.node.device[CLIMATE].sense.reading[0];
}

TEST(a_garbled_answer_is_asked_again_after_two_seconds_and_nobody_hears_of_it)
{
    start(0x2);
    fake_advance(&fake, 2500);
    CHECK_INT(2, asked);
    fake_advance(&fake, 2000);
    CHECK_INT(3, asked);
    CHECK_INT(0, fake.node.noted[TK_NOTE_SENSOR_FAILED]);
    CHECK_INT(28000, told());
}

TEST(three_garbled_answers_are_a_failed_reading_and_it_is_absent)
{
    start(0xFFFFFFFE);
    fake_advance(&fake, 31000);
    CHECK_INT(1, fake.node.noted[TK_NOTE_SENSOR_FAILED]);
    fake_drop_sent(&fake);
    fake_advance(&fake, 40000);
    CHECK(!fake_next_on(&fake, "/sensor", &packet));
    lies = 0;
    fake_advance(&fake, 31000);
    CHECK(fake_next_on(&fake, "/sensor", &packet));
    HAS("\"value\":28,");
}

TEST(one_wild_answer_changes_nothing_and_a_real_change_is_there_within_ten_seconds)
{
    start(0);
    fake_advance(&fake, 20000);
    fake.temperature = 36000;
    fake_advance(&fake, 2500);
    fake.temperature = 28000;
    fake_advance(&fake, 20000);
    CHECK_INT(28000, told());
    CHECK_INT(0, fake.node.device[FAN].out.value);
    fake.temperature = 36000;
    fake_advance(&fake, 9999);
    CHECK_INT(36000, told());
}

TEST(a_leap_that_air_cannot_make_is_believed_only_when_it_stays)
{
    start(0);
    fake_advance(&fake, 20000);
    fake.temperature = 50000;
    fake_advance(&fake, 8000); /* a median alone would have turned by now */
    CHECK_INT(28000, told());
    fake_advance(&fake, 10000);
    CHECK_INT(50000, told());
}

TEST(a_missing_water_probe_is_not_an_empty_tank)
{
    fake_init(&fake);
    fake.config.device[CLIMATE].kind = TK_WATER_LEVEL;
    fake.level = 40000;
    fake_reboot(&fake);
    fake_connect(&fake);
    CHECK_INT(40000, told());
    fake.level = 250000; /* as an open wire reads */
    fake_drop_sent(&fake);
    fake_advance(&fake, 120000);
    CHECK_INT(40000, told());
    CHECK(fake.node.device[CLIMATE].sense.lost);
}

TEST(a_pump_fills_until_full_and_a_dry_one_ends_within_its_minute)
{
    fake_init(&fake);
    fake.config.device[CLIMATE].kind = TK_WATER_LEVEL;
    fake_reboot(&fake);
    fake_connect(&fake);
    fake_advance(&fake, 1234); /* no whole second: a run must not end where it begins */
    fake_command(&fake, PUMP, 0xc1, "\"action\":\"on\"");
    fake_advance(&fake, 1);
    CHECK_INT(100, fake.node.device[PUMP].out.value);
    for (int i = 0; i < 20; i++) {
        fake.level += 2000;
        fake_advance(&fake, 5000);
    }
    CHECK_INT(100, fake.node.device[PUMP].out.value);
    fake.level = 98500;
    fake_drop_sent(&fake);
    fake_advance(&fake, 5000);
    CHECK_INT(0, fake.node.device[PUMP].out.value);
    CHECK(fake_next_news(&fake, &packet));
    HAS("\"error\":\"interlock\"");
    fake.level = 50000;
    fake_advance(&fake, 5000);
    fake_command(&fake, PUMP, 0xc2, "\"action\":\"on\"");
    fake_drop_sent(&fake);
    fake_advance(&fake, 66000);
    CHECK_INT(0, fake.node.device[PUMP].out.value);
    CHECK(fake_next_news(&fake, &packet));
    HAS("\"error\":\"hardware\"");
}

int main(void)
{
    RUN(a_garbled_answer_is_asked_again_after_two_seconds_and_nobody_hears_of_it);
    RUN(three_garbled_answers_are_a_failed_reading_and_it_is_absent);
    RUN(one_wild_answer_changes_nothing_and_a_real_change_is_there_within_ten_seconds);
    RUN(a_leap_that_air_cannot_make_is_believed_only_when_it_stays);
    RUN(a_missing_water_probe_is_not_an_empty_tank);
    RUN(a_pump_fills_until_full_and_a_dry_one_ends_within_its_minute);
    return tk_test_end();
}
