/* tk/board.h - what a board can carry, on which pins, and within which limits. Boards are const tables in boards/.
 *
 * Owns:     nothing. A table must outlive every node that uses it.
 * Source:   schedules.md "Who wins" 4 (interlocks); facts of the chips: ESP32 and ESP32-C3 data sheets.
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
    TK_SCALE,
    TK_MOTION,
    TK_FLOW,
    TK_KINDS,
} tk_kind_t;

typedef enum { TK_RELAY, TK_PWM, TK_SENSOR } tk_class_t;

typedef enum { TK_TEMPERATURE, TK_HUMIDITY, TK_LEVEL, TK_WEIGHT, TK_PRESENCE, TK_VOLUME, TK_METRICS } tk_metric_t;

/* What an emergency stop does to a kind. */
typedef enum {
    TK_STOP_NEVER,   /* neither moves nor heats: light, siren */
    TK_STOP_MACHINE, /* off until the stop is over; does not start again by itself */
    TK_STOP_REACH,   /* the same, and a hand can reach into it: off while the stop loop is broken too */
    TK_STOP_AIR,     /* a fan: a stop from the app lets it go after a while */
} tk_stop_class_t;

/* What a kind does when the hub is lost or its sensor is. */
typedef enum {
    TK_SAFE_HOLD, /* stays as it is: light, siren */
    TK_SAFE_OFF,  /* ends after the running action: pump, feeder, conveyor */
    TK_SAFE_AIR,  /* a fan: its thermostat, and minimum ventilation without a temperature */
    TK_SAFE_HEAT, /* a heater: its thermostat while its own sensor is good, else off */
} tk_safe_t;

#define TK_METRICS_PER_SENSOR 2

/* Marks a temperature or level limit that a kind does not have; no sensor of ours reads it. */
#define TK_NO_LIMIT INT32_MIN

/* Of a kind, or of a device by its place in a node. */
#define TK_BIT(number) ((uint16_t)(1u << (number)))

/* One kind of device on this board. A field of 0 (temperatures, levels: TK_NO_LIMIT) means: no such limit. */
typedef struct {
    const char *name;       /* as in a configuration, e.g. "pump" */
    uint8_t class_of;       /* tk_class_t */
    uint8_t stop;           /* tk_stop_class_t */
    uint8_t safe;           /* tk_safe_t */
    uint8_t starts;         /* most starts within an hour */
    bool needs_temperature; /* never on without a fresh temperature of this node */
    uint16_t excludes;      /* TK_BIT of kinds that must be off while it runs */
    uint32_t dead_ms;       /* rest after one of those has stopped: reversal of a motor */
    uint32_t max_on_ms;     /* longest continuous run; then off by itself */
    uint32_t min_off_ms;    /* shortest rest between two runs */
    uint32_t daily_ms;      /* most time on within a day */
    uint32_t dry_ms;        /* off when the level has not risen within that; needs a level sensor of this node */
    int32_t full_milli;     /* off at or above that level, thousandths of a percent */
    int32_t cutoff_milli;   /* off at or above, thousandths of a degree Celsius */
    int32_t on_milli;       /* thermostat: a fan starts at or above, a heater at or below */
    int32_t off_milli;      /* and lets go at or below (fan), at or above (heater) */
    uint32_t vent_on_ms;    /* minimum ventilation: so long of each vent_every_ms. Used when nothing better is known */
    uint32_t vent_every_ms;
    uint8_t metric_count; /* sensors: how many of metric[] it measures */
    uint8_t metric[TK_METRICS_PER_SENSOR];
    uint32_t sample_ms; /* sensors: time between two measurements, when not the board's */
} tk_kind_spec_t;

typedef enum {
    TK_USE_RELAY, /* switched on or off */
    TK_USE_PWM,   /* duty cycle */
    TK_USE_SERVO, /* 50 Hz, 500 to 2500 us */
    TK_USE_WIRE,  /* one-wire sensor: driven and read (DHT22) */
    TK_USE_ADC,
    TK_USE_INPUT, /* button, motion, flow pulses */
    TK_USE_LOOP,  /* emergency stop loop with its two resistors: whole, pressed or broken, tk_loop_look */
    TK_USE_CLOCK, /* HX711 */
    TK_USE_DATA,
    TK_USE_LED,
    TK_USE_SDA,
    TK_USE_SCL,
} tk_use_t;

#define TK_NO_KIND 255 /* a pin that belongs to the board, not to a device */

/* The first pin of a kind is that of the first device of that kind in a node's configuration, and so on. */
typedef struct {
    uint8_t use;  /* tk_use_t */
    uint8_t kind; /* tk_kind_t or TK_NO_KIND */
    uint8_t gpio;
    bool active_low; /* on is 0 V; the port sets the level before it makes the pin an output */
} tk_pin_t;

typedef enum { TK_NO_CHIP, TK_ESP32, TK_ESP32_C3 } tk_chip_t;

/* What a coop's air may be when the hub has not said. Thousandths of a degree Celsius. */
typedef struct {
    int32_t critical_high; /* at or above: birds die. Life rule and siren */
    int32_t critical_low;  /* at or below: chicks die; TK_NO_LIMIT for grown birds */
    int32_t comfort_high;  /* a fan switched off by hand above it is held only shortly */
} tk_air_t;

/* How fast commands may come. 0: no limit. Off is always taken. */
typedef struct {
    uint8_t per_s; /* node: so many a second */
    uint8_t burst;
    uint16_t device_ms; /* device: one in so long */
} tk_pace_t;

typedef struct {
    const char *name;
    uint16_t id;  /* as a firmware image names its board; never used again for another */
    uint8_t chip; /* tk_chip_t */
    uint8_t pins; /* 0: no real ones, any device goes */
    const tk_pin_t *pin;
    uint32_t sample_ms; /* time between two measurements of every sensor */
    uint32_t stale_ms;  /* a reading older than this is no reading */
    tk_air_t air;
    tk_pace_t pace;
    tk_kind_spec_t kind[TK_KINDS];
} tk_board_t;

/* Index of the kind with that name, or -1. */
int tk_board_kind(const tk_board_t *board, const char *name, size_t len);

/* How many devices of a kind the board has pins for. */
int tk_board_places(const tk_board_t *board, tk_kind_t kind);

/* NULL, or what is wrong with the table, in a few words: a pin used twice or that the chip cannot use so; limits that
 * contradict each other; a heater without a cut-off. For tests: a table is right before it is built in. */
const char *tk_board_wrong(const tk_board_t *board);
