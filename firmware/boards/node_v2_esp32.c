#include "boards.h"
#include "kinds.h"

static const tk_pin_t PINS[] = {
    {TK_USE_RELAY, TK_PUMP, 25, false},   {TK_USE_RELAY, TK_FEEDER, 26, false},
    {TK_USE_PWM, TK_LIGHT, 27, false},    {TK_USE_PWM, TK_FAN, 14, false},
    {TK_USE_RELAY, TK_HEATER, 13, false}, {TK_USE_RELAY, TK_CONVEYOR, 33, false},
    {TK_USE_RELAY, TK_SIREN, 32, false},  {TK_USE_WIRE, TK_DHT22, 4, false},
    {TK_USE_WIRE, TK_DHT22, 17, false},   {TK_USE_ADC, TK_WATER_LEVEL, 35, false},
    {TK_USE_CLOCK, TK_SCALE, 18, false},  {TK_USE_DATA, TK_SCALE, 19, false},
    {TK_USE_INPUT, TK_MOTION, 36, false}, {TK_USE_INPUT, TK_FLOW, 16, true},
    {TK_USE_LOOP, TK_NO_KIND, 34, false}, /* emergency stop; pulled up outside, the pin has no pull-up */
    {TK_USE_INPUT, TK_NO_KIND, 39, true}, /* button: silence the siren, held 10 s: forget the farm */
    {TK_USE_LED, TK_NO_KIND, 23, false},  {TK_USE_SDA, TK_NO_KIND, 21, false},
    {TK_USE_SCL, TK_NO_KIND, 22, false},
};

const tk_board_t tk_board_node_v2_esp32 = {
    .name = "node_v2_esp32",
    .id = 3,
    .chip = TK_ESP32,
    .pins = sizeof PINS / sizeof PINS[0],
    .pin = PINS,
    .sample_ms = SECONDS(5),
    .stale_ms = SECONDS(90),
    .air = TK_AIR,
    .pace = {.per_s = 5, .burst = 10, .device_ms = SECONDS(1)},
    .kind = {TK_COMMON_KINDS(SECONDS(10), 20, TK_PWM)},
};
