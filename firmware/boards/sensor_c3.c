#include "boards.h"
#include "kinds.h"

static const tk_pin_t PINS[] = {
    {TK_USE_WIRE, TK_DHT22, 10, false}, {TK_USE_ADC, TK_WATER_LEVEL, 0, false}, {TK_USE_PWM, TK_FAN, 6, false},
    {TK_USE_RELAY, TK_SIREN, 7, false}, {TK_USE_LOOP, TK_NO_KIND, 5, false},    {TK_USE_LED, TK_NO_KIND, 1, false},
    {TK_USE_SDA, TK_NO_KIND, 3, false}, {TK_USE_SCL, TK_NO_KIND, 4, false},
};

const tk_board_t tk_board_sensor_c3 = {
    .name = "sensor_c3",
    .id = 4,
    .chip = TK_ESP32_C3,
    .pins = sizeof PINS / sizeof PINS[0],
    .pin = PINS,
    .sample_ms = SECONDS(5),
    .stale_ms = SECONDS(90),
    .air = TK_AIR,
    .pace = {.per_s = 5, .burst = 10, .device_ms = SECONDS(1)},
    .kind = {TK_COMMON_KINDS(SECONDS(10), 20, TK_PWM)},
};
