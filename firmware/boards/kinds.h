/* kinds.h - the limits that every board shares: one row a kind. A board adds its pins and how long its relays rest.
 *
 * Temperatures are those of grown birds (schedules.md, presets); a coop with chicks gets its own from the hub.
 */
#pragma once
#include "tk/board.h"

#define MINUTES(n) ((n)*60u * 1000u)
#define SECONDS(n) ((n)*1000u)
#define HOURS(n)   MINUTES((n)*60u)

/* No limit by air or level. */
#define FREE .cutoff_milli = TK_NO_LIMIT, .full_milli = TK_NO_LIMIT, .on_milli = TK_NO_LIMIT, .off_milli = TK_NO_LIMIT

/* Birds die within half an hour in still air above 36 C. */
#define TK_AIR                                                                                                         \
    {                                                                                                                  \
        .critical_high = 36000, .critical_low = TK_NO_LIMIT, .comfort_high = 32000                                     \
    }

/* Twice as often as limits are judged: a median of five must have turned in time for a siren within 10 s. */
#define TK_DHT22_MS 2500

/* rest: shortest pause of a motor or a coil; starts: most an hour. Both 0 on a board without copper.
 * fan_class: TK_RELAY where no dimmer is wired. */
#define TK_COMMON_KINDS(rest, most_starts, fan_class)                                                                  \
    [TK_PUMP] = {.name = "pump",                                                                                       \
                 .class_of = TK_RELAY,                                                                                 \
                 .stop = TK_STOP_MACHINE,                                                                              \
                 .safe = TK_SAFE_OFF,                                                                                  \
                 .starts = (most_starts),                                                                              \
                 .max_on_ms = MINUTES(10),                                                                             \
                 .min_off_ms = (rest),                                                                                 \
                 .daily_ms = HOURS(6),                                                                                 \
                 .dry_ms = SECONDS(60),                                                                                \
                 .full_milli = 98000,                                                                                  \
                 .cutoff_milli = TK_NO_LIMIT,                                                                          \
                 .on_milli = TK_NO_LIMIT,                                                                              \
                 .off_milli = TK_NO_LIMIT},                                                                            \
    [TK_FEEDER] = {.name = "feeder",                                                                                   \
                   .class_of = TK_RELAY,                                                                               \
                   .stop = TK_STOP_REACH,                                                                              \
                   .safe = TK_SAFE_OFF,                                                                                \
                   .starts = (most_starts),                                                                            \
                   .max_on_ms = SECONDS(60),                                                                           \
                   .min_off_ms = (rest),                                                                               \
                   .daily_ms = MINUTES(30),                                                                            \
                   FREE},                                                                                              \
    [TK_LIGHT] = {.name = "light", .class_of = TK_PWM, .safe = TK_SAFE_HOLD, FREE},                                    \
    [TK_FAN] = {.name = "fan",                                                                                         \
                .class_of = (fan_class),                                                                               \
                .stop = TK_STOP_AIR,                                                                                   \
                .safe = TK_SAFE_AIR,                                                                                   \
                .vent_on_ms = MINUTES(5),                                                                              \
                .vent_every_ms = MINUTES(15),                                                                          \
                .cutoff_milli = TK_NO_LIMIT,                                                                           \
                .full_milli = TK_NO_LIMIT,                                                                             \
                .on_milli = 32000,                                                                                     \
                .off_milli = 30000},                                                                                   \
    [TK_HEATER] = {.name = "heater",                                                                                   \
                   .class_of = TK_RELAY,                                                                               \
                   .stop = TK_STOP_MACHINE,                                                                            \
                   .safe = TK_SAFE_HEAT,                                                                               \
                   .starts = (most_starts),                                                                            \
                   .needs_temperature = true,                                                                          \
                   .max_on_ms = MINUTES(30),                                                                           \
                   .min_off_ms = (rest),                                                                               \
                   .full_milli = TK_NO_LIMIT,                                                                          \
                   .cutoff_milli = 33000,                                                                              \
                   .on_milli = 18000,                                                                                  \
                   .off_milli = 20000},                                                                                \
    [TK_CONVEYOR] = {.name = "conveyor",                                                                               \
                     .class_of = TK_RELAY,                                                                             \
                     .stop = TK_STOP_REACH,                                                                            \
                     .safe = TK_SAFE_OFF,                                                                              \
                     .starts = (most_starts),                                                                          \
                     .max_on_ms = MINUTES(15),                                                                         \
                     .min_off_ms = (rest),                                                                             \
                     FREE},                                                                                            \
    [TK_SIREN] = {.name = "siren", .class_of = TK_RELAY, .safe = TK_SAFE_HOLD, .max_on_ms = MINUTES(10), FREE},        \
    [TK_DHT22] = {.name = "dht22",                                                                                     \
                  .class_of = TK_SENSOR,                                                                               \
                  FREE,                                                                                                \
                  .metric_count = 2,                                                                                   \
                  .metric = {TK_TEMPERATURE, TK_HUMIDITY},                                                             \
                  .sample_ms = TK_DHT22_MS},                                                                           \
    [TK_WATER_LEVEL] = {.name = "water_level", .class_of = TK_SENSOR, FREE, .metric_count = 1, .metric = {TK_LEVEL}},  \
    [TK_SCALE] = {.name = "scale", .class_of = TK_SENSOR, FREE, .metric_count = 1, .metric = {TK_WEIGHT}},             \
    [TK_MOTION] = {.name = "motion", .class_of = TK_SENSOR, FREE, .metric_count = 1, .metric = {TK_PRESENCE}},         \
    [TK_FLOW] = {.name = "flow", .class_of = TK_SENSOR, FREE, .metric_count = 1, .metric = {TK_VOLUME}},
