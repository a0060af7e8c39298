/* tk/board.h - what a board can carry, and within which limits. Boards are const tables in boards/.
 *
 * Owns:     nothing. A table must outlive every node that uses it.
 */
#pragma once
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef enum {
    TK_PUMP,
    TK_FEEDER,
    TK_LIGHT,
    TK_FAN,
    TK_HEATER,
    TK_CONVEYOR,
    TK_SIREN,
    TK_DHT22,
    TK_WATER_LEVEL,
    TK_KINDS,
} tk_kind_t;

typedef enum { TK_RELAY, TK_PWM, TK_SENSOR } tk_class_t;

typedef enum { TK_TEMPERATURE, TK_HUMIDITY, TK_LEVEL, TK_METRICS } tk_metric_t;

/* What an emergency stop does to a kind. */
typedef enum {
    TK_STOP_NEVER,   /* neither moves nor heats: light, siren */
    TK_STOP_MACHINE, /* off until the stop is over; does not start again by itself */
    TK_STOP_AIR,     /* a fan: a stop from the app lets it go after a while */
} tk_stop_class_t;

#define TK_METRICS_PER_SENSOR 2

/* Marks a temperature limit that a kind does not have; no sensor of ours reads it. */
#define TK_NO_LIMIT INT32_MIN

/* One kind of device on this board. A field of 0 (temperatures: TK_NO_LIMIT) means: no such limit. */
typedef struct {
    const char *name;       /* as in a configuration, e.g. "pump" */
    uint8_t class_of;       /* tk_class_t */
    uint8_t stop;           /* tk_stop_class_t */
    bool needs_temperature; /* never on without a fresh temperature of this node */
    uint32_t max_on_ms;     /* longest continuous run; then off by itself */
    int32_t cutoff_milli;   /* off at or above, thousandths of a degree Celsius */
    int32_t life_on_milli;  /* at or above, full power, and no order may stop it */
    int32_t life_off_milli; /* below: back to what was ordered */
    uint8_t metric_count;   /* sensors: how many of metric[] it measures */
    uint8_t metric[TK_METRICS_PER_SENSOR];
} tk_kind_spec_t;

typedef struct {
    const char *name;
    uint32_t sample_ms; /* time between two measurements of every sensor */
    uint32_t stale_ms;  /* a reading older than this is no reading */
    tk_kind_spec_t kind[TK_KINDS];
} tk_board_t;

/* Index of the kind with that name, or -1. */
int tk_board_kind(const tk_board_t *board, const char *name, size_t len);
