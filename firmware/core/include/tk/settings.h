/* tk/settings.h - what a device is set to: the part of its configuration that a node can honour.
 *
 * Owns:     nothing; the node keeps one tk_settings_t for each device and stores them all as one value.
 * Source:   WIRE.md, "config". Golden samples: config. A parameter that is not known here is somebody else's.
 */
#pragma once
#include "tk/board.h"
#include "tk/json.h"
#include "tk/text.h"

/* On the wire seconds, degrees, percent or days; here thousandths of them, so seconds become milliseconds. */
typedef enum {
    TK_SET_MAX_ON,        /* longest run; never longer than the board's own limit. 0: the board's */
    TK_SET_MIN_OFF,       /* shortest rest; never shorter than the board's */
    TK_SET_ON,            /* thermostat: starts there */
    TK_SET_OFF,           /* and lets go there */
    TK_SET_CUTOFF,        /* heater: off at or above; follows the flock's curve */
    TK_SET_VENT_ON,       /* fan: minimum ventilation, so long */
    TK_SET_VENT_EVERY,    /* of each so long */
    TK_SET_SOUND,         /* siren: sounds so long */
    TK_SET_PAUSE,         /* then rests so long, and again until acknowledged */
    TK_SET_PERIOD,        /* sensor: between two reports */
    TK_SET_OFFSET,        /* sensor: added to its first metric */
    TK_SET_OFFSET_2,      /* and to its second */
    TK_SET_CRITICAL_HIGH, /* air: life rule and siren at or above */
    TK_SET_CRITICAL_LOW,  /* at or below */
    TK_SET_COMFORT_HIGH,  /* a fan switched off by hand above it is held only shortly */
    TK_SET_AGE,           /* of the birds, days; 0 is not known */
    TK_SET_FULL,          /* level of a full tank */
    TK_SET_EMPTY_RAW,     /* probe: its conversion when empty */
    TK_SET_FULL_RAW,      /* and when full */
    TK_SET_ZERO,          /* scale: counts without a load; on the wire thousands of counts */
    TK_SET_PER_KG,        /* scale: counts a kilogram; the same */
    TK_SET_PER_LITRE,     /* flow: pulses a litre */
    TK_SETS,
} tk_set_t;

/* Parameters of one kind; several enum values share a slot because no kind has both. */
#define TK_SET_SLOTS 7

/* All zero: as the board is made. */
typedef struct {
    uint32_t version;
    int32_t value[TK_SET_SLOTS];
    uint8_t given; /* one bit a slot */
} tk_settings_t;

/* True, and the value, when it was set. */
bool tk_setting(const tk_settings_t *s, tk_set_t which, int32_t *value);

/* The value, or what it is when not set. */
int32_t tk_setting_or(const tk_settings_t *s, tk_set_t which, int32_t usual);

/* Returns 0, or -1 when a required field is missing or wrong; *field then names it (a static text). Parameters of other
 * kinds are read and left aside. j is scratch. */
int tk_settings_read(tk_settings_t *s, tk_kind_t kind, tk_json_t *j, const char *text, size_t len, const char **field);

/* Storage form of one device's settings. */
#define TK_SETTINGS_PACKED (16 + 4 + 1 + TK_SET_SLOTS * 4)
void tk_settings_pack(const tk_settings_t *s, const tk_uuid_t *device, uint8_t out[TK_SETTINGS_PACKED]);
void tk_settings_unpack(tk_settings_t *s, tk_uuid_t *device, const uint8_t in[TK_SETTINGS_PACKED]);
