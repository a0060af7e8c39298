/* test_signals.c - pulse trains, conversions and contacts: what is believed, and what is not. */
#include "tk/signals.h"
#include "tk_test.h"
#include "waves.h"

static uint16_t us[TK_DHT22_PULSES];
static int32_t milli[2];

TEST(a_pulse_train_is_read_over_the_whole_spread_of_clocks)
{
    for (int percent = 85; percent <= 120; percent++) {
        size_t count = waves_dht22(28500, 65200, percent, us);
        CHECK_INT(0, tk_dht22_decode(us, count, milli));
        CHECK_INT(28500, milli[0]);
        CHECK_INT(65200, milli[1]);
    }
}

TEST(frost_and_the_ends_of_the_range_are_read)
{
    static const int32_t rows[][2] = {{-10100, 40000}, {-40000, 100000}, {80000, 0}, {0, 50000}, {-100, 99900}};
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        CHECK_INT(0, tk_dht22_decode(us, waves_dht22(rows[i][0], rows[i][1], 100, us), milli));
        CHECK_INT(rows[i][0], milli[0]);
        CHECK_INT(rows[i][1], milli[1]);
    }
}

TEST(each_single_flipped_bit_is_found_by_the_checksum)
{
    for (int bit = 0; bit < 40; bit++) {
        size_t count = waves_dht22(28500, 65200, 100, us);
        uint16_t *high = &us[2 + 2 + 2 * bit + 1];
        *high = *high > 50 ? 26 : 70;
        CHECK_INT(TK_BAD_SUM, tk_dht22_decode(us, count, milli));
    }
}

TEST(a_train_that_is_too_short_silent_or_noise_is_refused)
{
    size_t count = waves_dht22(28500, 65200, 100, us);
    for (size_t len = 0; len < count - 4; len++) {
        CHECK_INT(TK_BAD_SIGNAL, tk_dht22_decode(us, len, milli));
    }
    memset(us, 0, sizeof us);
    CHECK_INT(TK_BAD_SIGNAL, tk_dht22_decode(us, TK_DHT22_PULSES, milli));
    uint32_t x = 7;
    for (int round = 0; round < 2000; round++) {
        for (size_t i = 0; i < TK_DHT22_PULSES; i++) {
            x = x * 1664525u + 1013904223u;
            us[i] = (uint16_t)(x >> 16 & 255);
        }
        CHECK(tk_dht22_decode(us, TK_DHT22_PULSES, milli) < 0);
    }
}

TEST(impossible_values_and_a_line_held_low_are_refused)
{
    CHECK_INT(TK_OUT_OF_RANGE, tk_dht22_decode(us, waves_dht22(81000, 50000, 100, us), milli));
    CHECK_INT(TK_OUT_OF_RANGE, tk_dht22_decode(us, waves_dht22(20000, 100100, 100, us), milli));
    CHECK_INT(TK_OUT_OF_RANGE, tk_dht22_decode(us, waves_dht22(0, 0, 100, us), milli));
}

TEST(the_median_ignores_two_lies_of_five)
{
    static const int16_t values[] = {280, 281, 999, 279, -400};
    tk_median_t m;
    tk_median_clear(&m);
    for (size_t i = 0; i < 5; i++) {
        tk_median_add(&m, values[i]);
    }
    CHECK_INT(280, tk_median_value(&m));
    for (int i = 0; i < 3; i++) {
        tk_median_add(&m, 330);
    }
    CHECK_INT(330, tk_median_value(&m));
    tk_median_clear(&m);
    tk_median_add(&m, 5);
    CHECK_INT(5, tk_median_value(&m));
}

static const tk_probe_t probe = {.empty = 300, .full = 2000};

static int level(uint16_t adc, bool has_last)
{
    const uint16_t five[] = {adc, (uint16_t)(adc + 3), 4095, adc, 0};
    return tk_level_read(&probe, five, 5, has_last, milli);
}

TEST(a_level_is_the_median_of_its_conversions_between_empty_and_full)
{
    CHECK_INT(0, level(1150, false));
    CHECK_INT(50000, milli[0]);
    CHECK_INT(0, level(200, false));
    CHECK_INT(0, milli[0]);
    CHECK_INT(0, level(2100, false));
    CHECK_INT(100000, milli[0]);
    const tk_probe_t turned = {.empty = 2000, .full = 300};
    const uint16_t adc[] = {725};
    CHECK_INT(0, tk_level_read(&turned, adc, 1, false, milli));
    CHECK_INT(75000, milli[0]);
}

TEST(a_level_does_not_flicker)
{
    level(1150, false);
    CHECK_INT(0, level(1157, true)); /* 0.4 % */
    CHECK_INT(50000, milli[0]);
    CHECK_INT(0, level(1160, true));
    CHECK_INT(50588, milli[0]);
}

TEST(an_open_or_bridged_probe_is_a_fault_and_not_an_empty_tank)
{
    milli[0] = 77;
    CHECK_INT(TK_BAD_SIGNAL, level(4090, false));
    CHECK_INT(TK_BAD_SIGNAL, level(10, false));
    CHECK_INT(TK_BAD_SIGNAL, tk_level_read(&probe, us, 0, false, milli));
    CHECK_INT(77, milli[0]);
}

/* A chip that shifts out its value, and goes to sleep when its clock is high for too long. */
typedef struct {
    int32_t value;
    bool ready;
    int pulses;
    bool out;
} chip_t;

static void clock_line(void *ctx, bool high)
{
    chip_t *c = ctx;
    if (high) {
        c->out = c->pulses < 24 ? ((uint32_t)c->value >> (23 - c->pulses) & 1) != 0 : true;
        c->pulses++;
    }
}

static bool data_line(void *ctx)
{
    const chip_t *c = ctx;
    return c->pulses == 0 ? !c->ready : c->out;
}

static int weigh(chip_t *c, tk_gain_t gain, int32_t *counts)
{
    const tk_hx711_t io = {.ctx = c, .clock = clock_line, .data = data_line};
    return tk_hx711_read(&io, gain, counts);
}

TEST(a_conversion_is_24_bits_signed_and_the_pulses_choose_the_gain)
{
    static const int32_t values[] = {0, 1, -1, 123456, -123456, 0x7FFFFF, -0x800000};
    int32_t counts = 0;
    for (size_t i = 0; i < sizeof values / sizeof values[0]; i++) {
        chip_t c = {.value = values[i], .ready = true};
        CHECK_INT(0, weigh(&c, TK_GAIN_64, &counts));
        CHECK_INT(values[i], counts);
        CHECK_INT(27, c.pulses);
    }
    chip_t c = {.ready = true};
    weigh(&c, TK_GAIN_128, &counts);
    CHECK_INT(25, c.pulses);
    chip_t busy = {.ready = false};
    CHECK_INT(TK_BAD_SIGNAL, weigh(&busy, TK_GAIN_128, &counts));
    CHECK_INT(0, busy.pulses);
}

TEST(two_points_make_a_scale_and_two_near_ones_do_not)
{
    tk_scale_t s = {0};
    int32_t grams = 0;
    const int32_t ten[] = {52000, 52000, 52000, 52100, 51900, 52000, 900000, -900000, 52000, 52000};
    CHECK_INT(TK_BAD_SIGNAL, tk_scale_read(&s, ten, 10, &grams));
    CHECK_INT(0, tk_scale_calibrate(&s, 12000, 112000, 5000));
    CHECK_INT(20000, s.per_kg);
    CHECK_INT(0, tk_scale_read(&s, ten, 10, &grams));
    CHECK_INT(2000, grams); /* the two wild ones are cut off */
    const int32_t empty[] = {12000, 11990, 12010};
    CHECK_INT(0, tk_scale_read(&s, empty, 3, &grams));
    CHECK_INT(0, grams);
    CHECK_INT(TK_OUT_OF_RANGE, tk_scale_calibrate(&s, 12000, 12500, 5000));
    CHECK_INT(TK_OUT_OF_RANGE, tk_scale_calibrate(&s, 12000, 112000, 0));
    CHECK_INT(12000, s.zero);
}

TEST(a_saturated_scale_is_a_fault)
{
    const tk_scale_t s = {.zero = 0, .per_kg = 20000};
    const int32_t high[] = {100, 0x7FFFFF, 100};
    const int32_t low[] = {100, -0x800000, 100};
    int32_t grams = 0;
    CHECK_INT(TK_OUT_OF_RANGE, tk_scale_read(&s, high, 3, &grams));
    CHECK_INT(TK_OUT_OF_RANGE, tk_scale_read(&s, low, 3, &grams));
}

static uint64_t now;

static tk_press_t look(tk_contact_t *c, bool closed, int times)
{
    tk_press_t said = TK_NO_PRESS;
    for (int i = 0; i < times; i++) {
        tk_press_t p = tk_contact_look(c, closed, now += 5);
        said = p != TK_NO_PRESS ? p : said;
    }
    return said;
}

TEST(a_button_that_bounces_is_pressed_once)
{
    tk_contact_t c = {0};
    static const bool bounce[] = {true, false, true, true, false, true, true, true, true};
    int presses = 0;
    for (size_t i = 0; i < sizeof bounce; i++) {
        presses += look(&c, bounce[i], 1) == TK_PRESS ? 1 : 0;
    }
    CHECK_INT(1, presses);
    CHECK_INT(TK_SHORT_PRESS, look(&c, false, 10));
    CHECK_INT(TK_NO_PRESS, look(&c, true, 3)); /* a spark */
    CHECK_INT(TK_NO_PRESS, look(&c, false, 10));
}

TEST(a_long_press_is_told_once_while_held_and_is_not_a_short_one)
{
    tk_contact_t c = {0};
    CHECK_INT(TK_PRESS, look(&c, true, 10));
    CHECK_INT(TK_NO_PRESS, look(&c, true, 1980));
    CHECK_INT(TK_LONG_PRESS, look(&c, true, 20));
    CHECK_INT(TK_NO_PRESS, look(&c, true, 5000));
    CHECK_INT(TK_NO_PRESS, look(&c, false, 10));
}

TEST(motion_is_believed_at_the_third_look_and_held_for_a_minute)
{
    tk_motion_t m = {0};
    CHECK(!tk_motion_look(&m, true, 1000));
    CHECK(!tk_motion_look(&m, true, 1100));
    CHECK(tk_motion_look(&m, true, 1200));
    CHECK(tk_motion_look(&m, false, 61199));
    CHECK(!tk_motion_look(&m, false, 61200));
    CHECK(!tk_motion_look(&m, true, 61300));
}

TEST(a_cut_or_bridged_loop_is_broken_and_not_pressed)
{
    tk_loop_t l = {0};
    for (int i = 0; i < 3; i++) {
        CHECK_INT(TK_LOOP_WHOLE, tk_loop_look(&l, 2440));
    }
    CHECK_INT(TK_LOOP_PRESSED, tk_loop_look(&l, 2440));
    for (int i = 0; i < 4; i++) {
        tk_loop_look(&l, 4095);
    }
    CHECK_INT(TK_LOOP_BROKEN, l.state);
    for (int i = 0; i < 4; i++) {
        tk_loop_look(&l, 1310);
    }
    CHECK_INT(TK_LOOP_WHOLE, l.state);
    for (int i = 0; i < 4; i++) {
        tk_loop_look(&l, 0);
    }
    CHECK_INT(TK_LOOP_BROKEN, l.state);
    for (int i = 0; i < 40; i++) { /* never four alike */
        tk_loop_look(&l, i % 3 == 0 ? 2440 : 1310);
    }
    CHECK_INT(TK_LOOP_BROKEN, l.state);
}

int main(void)
{
    RUN(a_pulse_train_is_read_over_the_whole_spread_of_clocks);
    RUN(frost_and_the_ends_of_the_range_are_read);
    RUN(each_single_flipped_bit_is_found_by_the_checksum);
    RUN(a_train_that_is_too_short_silent_or_noise_is_refused);
    RUN(impossible_values_and_a_line_held_low_are_refused);
    RUN(the_median_ignores_two_lies_of_five);
    RUN(a_level_is_the_median_of_its_conversions_between_empty_and_full);
    RUN(a_level_does_not_flicker);
    RUN(an_open_or_bridged_probe_is_a_fault_and_not_an_empty_tank);
    RUN(a_conversion_is_24_bits_signed_and_the_pulses_choose_the_gain);
    RUN(two_points_make_a_scale_and_two_near_ones_do_not);
    RUN(a_saturated_scale_is_a_fault);
    RUN(a_button_that_bounces_is_pressed_once);
    RUN(a_long_press_is_told_once_while_held_and_is_not_a_short_one);
    RUN(motion_is_believed_at_the_third_look_and_held_for_a_minute);
    RUN(a_cut_or_bridged_loop_is_broken_and_not_pressed);
    return tk_test_end();
}
