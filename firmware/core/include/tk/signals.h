/* tk/signals.h - from what a pin says to what it means. Pure functions and small filters; a port gives them pulses,
 * conversions and levels.
 *
 * Owns:     nothing but the small structs; no time but the caller's.
 * Promises: what cannot be believed is refused. A refused reading is absent, never 0.
 * Source:   data sheets of DHT22 (AM2302) and HX711.
 */
#pragma once
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define TK_BAD_SIGNAL   (-1) /* no such pulse train, a broken wire, a short */
#define TK_BAD_SUM      (-2)
#define TK_OUT_OF_RANGE (-3)

/* DHT22: 40 bits after an 80/80 us greeting. us are the lengths of alternating levels in microseconds, beginning with a
 * low one; what the host itself did may lie before. Writes thousandths of a degree and of a percent. 0 or negative. */
#define TK_DHT22_PULSES 96
int tk_dht22_decode(const uint16_t *us, size_t count, int32_t milli[2]);

/* The middle one of the last five, so that a single lie changes nothing. Tenths. */
#define TK_MEDIAN 5
typedef struct {
    int16_t value[TK_MEDIAN];
    uint8_t count;
    uint8_t next;
} tk_median_t;

void tk_median_clear(tk_median_t *m);
void tk_median_add(tk_median_t *m, int16_t tenths);
int16_t tk_median_value(const tk_median_t *m); /* of a filter with at least one value */

/* A water level probe on a 12-bit converter. empty and full are its readings there; either may be the larger. The
 * reading moves only by half a percent or more from *milli, which it writes. 0 or negative. */
typedef struct {
    uint16_t empty;
    uint16_t full;
} tk_probe_t;

#define TK_CONVERSIONS 16
int tk_level_read(const tk_probe_t *probe, const uint16_t *adc, size_t count, bool has_last, int32_t *milli);

/* HX711. The port moves the clock line and reads the data line; both must not be interrupted, as a clock that is high
 * for 60 us switches the chip off. */
typedef struct {
    void *ctx;
    void (*clock)(void *ctx, bool high);
    bool (*data)(void *ctx);
} tk_hx711_t;

typedef enum { TK_GAIN_128 = 25, TK_GAIN_32 = 26, TK_GAIN_64 = 27 } tk_gain_t; /* clock pulses; for the next reading */

/* One conversion, 24 bits signed. 0, or TK_BAD_SIGNAL when none is ready. */
int tk_hx711_read(const tk_hx711_t *chip, tk_gain_t next, int32_t *counts);

/* counts = zero + per_kg * kilograms; per_kg 0: never calibrated. */
typedef struct {
    int32_t zero;
    int32_t per_kg;
} tk_scale_t;

/* Two-point calibration: an empty scale, then a known weight. 0, or TK_OUT_OF_RANGE when the two are too near. */
int tk_scale_calibrate(tk_scale_t *s, int32_t empty_counts, int32_t loaded_counts, int32_t grams);

/* The mean without the highest and the lowest fifth. A reading at either end of the range is a fault. Grams. */
#define TK_WEIGHINGS 10
int tk_scale_read(const tk_scale_t *s, const int32_t *counts, size_t count, int32_t *grams);

/* A push button or a contact, looked at every 5 ms: four equal looks in a row count. */
typedef enum { TK_NO_PRESS, TK_PRESS, TK_SHORT_PRESS, TK_LONG_PRESS } tk_press_t;

#define TK_LONG_MS 10000 /* an unmistakable wish */

typedef struct {
    uint64_t since_ms;
    uint8_t level; /* 0 to 4 */
    bool pressed;
    bool told_long;
} tk_contact_t;

/* TK_PRESS at once, TK_LONG_PRESS after 10 s while still held, TK_SHORT_PRESS on release when it was not long. */
tk_press_t tk_contact_look(tk_contact_t *c, bool closed, uint64_t now_ms);

/* Motion: seen for three looks, then held for a minute after the last. */
#define TK_MOTION_HOLD_MS 60000
typedef struct {
    uint64_t until_ms;
    uint8_t looks;
} tk_motion_t;
bool tk_motion_look(tk_motion_t *m, bool seen, uint64_t now_ms);

/* The emergency stop loop, with a resistor at its far end and one across the button: 12-bit readings. A wire that is
 * cut or bridged is not a pressed button. Four equal looks in a row count; whole to begin with. */
typedef enum { TK_LOOP_WHOLE, TK_LOOP_PRESSED, TK_LOOP_BROKEN } tk_loop_state_t;

typedef struct {
    uint8_t state; /* tk_loop_state_t */
    uint8_t seen;
    uint8_t looks;
} tk_loop_t;
tk_loop_state_t tk_loop_look(tk_loop_t *l, uint16_t adc);
