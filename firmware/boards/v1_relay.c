#include "boards.h"
#include "kinds.h"

/* The bulb of version 1 was its heat lamp: it carries the limits of a heater. */
static const tk_pin_t PINS[] = {
    {TK_USE_RELAY, TK_CONVEYOR, 25, true},   {TK_USE_RELAY, TK_FAN, 26, true},     {TK_USE_RELAY, TK_HEATER, 14, true},
    {TK_USE_RELAY, TK_PUMP, 27, true},       {TK_USE_SERVO, TK_FEEDER, 23, false}, {TK_USE_WIRE, TK_DHT22, 32, false},
    {TK_USE_ADC, TK_WATER_LEVEL, 35, false},
};

const tk_board_t tk_board_v1_relay = {
    .name = "v1_relay",
    .id = 2,
    .chip = TK_ESP32,
    .pins = sizeof PINS / sizeof PINS[0],
    .pin = PINS,
    .sample_ms = SECONDS(5),
    .stale_ms = SECONDS(90),
    .air = TK_AIR,
    .pace = {.per_s = 5, .burst = 10, .device_ms = SECONDS(1)},
    .kind = {TK_COMMON_KINDS(SECONDS(10), 20, TK_RELAY)},
};
