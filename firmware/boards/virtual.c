#include "virtual.h"

#define MINUTES(n) ((n)*60u * 1000u)
#define SECONDS(n) ((n)*1000u)

/* No cut-off, no life rule. */
#define COLD .cutoff_milli = TK_NO_LIMIT, .life_on_milli = TK_NO_LIMIT, .life_off_milli = TK_NO_LIMIT

const tk_board_t tk_board_virtual = {
    .name = "virtual",
    .sample_ms = SECONDS(5), /* life-safety sensors are sampled every 5 s */
    .stale_ms = SECONDS(90),
    .kind =
        {
            [TK_PUMP] = {.name = "pump", .class_of = TK_RELAY, .stop = TK_STOP_MACHINE, .max_on_ms = MINUTES(10), COLD},
            [TK_FEEDER] =
                {.name = "feeder", .class_of = TK_RELAY, .stop = TK_STOP_MACHINE, .max_on_ms = SECONDS(60), COLD},
            [TK_LIGHT] = {.name = "light", .class_of = TK_PWM, COLD},
            /* Birds die within half an hour in still air above 36 C: there the fan obeys nobody. One degree of
               hysteresis. */
            [TK_FAN] = {.name = "fan",
                        .class_of = TK_PWM,
                        .stop = TK_STOP_AIR,
                        .cutoff_milli = TK_NO_LIMIT,
                        .life_on_milli = 36000,
                        .life_off_milli = 35000},
            [TK_HEATER] = {.name = "heater",
                           .class_of = TK_RELAY,
                           .stop = TK_STOP_MACHINE,
                           .needs_temperature = true,
                           .max_on_ms = MINUTES(30),
                           .cutoff_milli = 33000,
                           .life_on_milli = TK_NO_LIMIT,
                           .life_off_milli = TK_NO_LIMIT},
            [TK_CONVEYOR] =
                {.name = "conveyor", .class_of = TK_RELAY, .stop = TK_STOP_MACHINE, .max_on_ms = MINUTES(15), COLD},
            [TK_SIREN] = {.name = "siren", .class_of = TK_RELAY, .max_on_ms = MINUTES(10), COLD},
            [TK_DHT22] = {.name = "dht22",
                          .class_of = TK_SENSOR,
                          COLD,
                          .metric_count = 2,
                          .metric = {TK_TEMPERATURE, TK_HUMIDITY}},
            [TK_WATER_LEVEL] =
                {.name = "water_level", .class_of = TK_SENSOR, COLD, .metric_count = 1, .metric = {TK_LEVEL}},
        },
};
