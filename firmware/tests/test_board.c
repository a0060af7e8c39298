/* test_board.c - the boards' tables are right, and a wrong one would be refused. */
#include "boards.h"
#include "tk_test.h"

static const tk_board_t *const BOARDS[] = {&tk_board_virtual, &tk_board_v1_relay, &tk_board_node_v2_esp32,
                                           &tk_board_sensor_c3};
#define COUNT (sizeof BOARDS / sizeof BOARDS[0])

static tk_board_t board;
static tk_pin_t pin[64];

/* The board, and its pins, as a copy that a test may spoil. */
static void copy(const tk_board_t *from)
{
    board = *from;
    memcpy(pin, from->pin, from->pins * sizeof pin[0]);
    board.pin = pin;
}

static tk_pin_t *first(uint8_t use)
{
    int i = 0;
    while (pin[i].use != use) {
        i++;
    }
    return &pin[i];
}

#define WRONG(text) CHECK(tk_board_wrong(&board) != NULL && strcmp(text, tk_board_wrong(&board)) == 0)

TEST(every_board_is_right)
{
    for (size_t i = 0; i < COUNT; i++) {
        const char *wrong = tk_board_wrong(BOARDS[i]);
        if (wrong != NULL) {
            printf("    %s: %s\n", BOARDS[i]->name, wrong);
        }
        CHECK(wrong == NULL);
    }
}

TEST(a_relay_on_a_strapping_pin_is_refused)
{
    static const uint8_t strapping[] = {0, 2, 5, 12, 15};
    for (size_t i = 0; i < sizeof strapping; i++) {
        copy(&tk_board_node_v2_esp32);
        first(TK_USE_RELAY)->gpio = strapping[i];
        WRONG("a strapping pin");
    }
    static const uint8_t c3[] = {2, 8, 9};
    for (size_t i = 0; i < sizeof c3; i++) {
        copy(&tk_board_sensor_c3);
        first(TK_USE_RELAY)->gpio = c3[i];
        WRONG("a strapping pin");
    }
}

TEST(a_relay_on_an_input_only_pin_is_refused)
{
    copy(&tk_board_v1_relay);
    for (uint8_t gpio = 34; gpio <= 39; gpio++) {
        first(TK_USE_RELAY)->gpio = gpio;
        WRONG("an input-only pin that must drive");
    }
}

TEST(flash_console_and_pins_that_are_not_there_are_refused)
{
    static const uint8_t none[] = {1, 3, 6, 11, 20, 24, 28, 40, 255};
    for (size_t i = 0; i < sizeof none; i++) {
        copy(&tk_board_node_v2_esp32);
        first(TK_USE_RELAY)->gpio = none[i];
        WRONG("a pin that the chip does not lead out");
    }
}

TEST(an_analog_input_beside_wifi_must_be_on_the_first_converter)
{
    copy(&tk_board_node_v2_esp32);
    first(TK_USE_ADC)->gpio = 4;
    first(TK_USE_WIRE)->gpio = 35;
    WRONG("an input-only pin that must drive");
    first(TK_USE_WIRE)->gpio = 32;
    WRONG("a pin that is used twice");
    first(TK_USE_WIRE)->gpio = 18;
    WRONG("an analog input that is not on ADC1");
}

TEST(a_pin_used_twice_is_refused)
{
    copy(&tk_board_v1_relay);
    pin[3].gpio = pin[1].gpio;
    WRONG("a pin that is used twice");
}

TEST(a_sensor_kind_on_a_relay_pin_is_refused)
{
    copy(&tk_board_v1_relay);
    pin[0].kind = TK_DHT22;
    WRONG("a pin whose use does not fit its kind");
    copy(&tk_board_v1_relay);
    board.kind[TK_FAN].class_of = TK_PWM;
    WRONG("a dimmer on a relay's pin");
}

TEST(a_heater_must_have_a_cut_off_and_a_machine_an_end)
{
    copy(&tk_board_v1_relay);
    board.kind[TK_HEATER].cutoff_milli = TK_NO_LIMIT;
    CHECK(tk_board_wrong(&board) != NULL);
    copy(&tk_board_v1_relay);
    board.kind[TK_PUMP].max_on_ms = 0;
    WRONG("a machine without a longest run");
    copy(&tk_board_v1_relay);
    board.kind[TK_FAN].vent_on_ms = 0;
    CHECK(tk_board_wrong(&board) != NULL);
}

TEST(version_1_keeps_its_pins_and_closes_its_relays_at_zero_volts)
{
    static const struct {
        tk_kind_t kind;
        uint8_t gpio;
        bool active_low;
    } rows[] = {{TK_CONVEYOR, 25, true}, {TK_FAN, 26, true},    {TK_HEATER, 14, true},      {TK_PUMP, 27, true},
                {TK_FEEDER, 23, false},  {TK_DHT22, 32, false}, {TK_WATER_LEVEL, 35, false}};
    CHECK_INT(sizeof rows / sizeof rows[0], tk_board_v1_relay.pins);
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        CHECK_INT(rows[i].kind, tk_board_v1_relay.pin[i].kind);
        CHECK_INT(rows[i].gpio, tk_board_v1_relay.pin[i].gpio);
        CHECK(rows[i].active_low == tk_board_v1_relay.pin[i].active_low);
    }
}

TEST(a_board_has_places_for_the_devices_it_has_pins_for)
{
    CHECK_INT(2, tk_board_places(&tk_board_node_v2_esp32, TK_DHT22));
    CHECK_INT(1, tk_board_places(&tk_board_node_v2_esp32, TK_SCALE));
    CHECK_INT(0, tk_board_places(&tk_board_sensor_c3, TK_HEATER));
}

int main(void)
{
    RUN(every_board_is_right);
    RUN(a_relay_on_a_strapping_pin_is_refused);
    RUN(a_relay_on_an_input_only_pin_is_refused);
    RUN(flash_console_and_pins_that_are_not_there_are_refused);
    RUN(an_analog_input_beside_wifi_must_be_on_the_first_converter);
    RUN(a_pin_used_twice_is_refused);
    RUN(a_sensor_kind_on_a_relay_pin_is_refused);
    RUN(a_heater_must_have_a_cut_off_and_a_machine_an_end);
    RUN(version_1_keeps_its_pins_and_closes_its_relays_at_zero_volts);
    RUN(a_board_has_places_for_the_devices_it_has_pins_for);
    return tk_test_end();
}
