/* house.h - a small chicken house, so that a virtual node's sensors answer to its actuators.
 *
 * First-order physics, quick enough to watch: the air drifts to what the outside, the birds, the fan and the heater
 * make of it within minutes; the tank fills with the pump and is drunk slowly. It pretends to no more than that.
 */
#pragma once
#include <stdint.h>

typedef struct {
    double temperature; /* degrees Celsius, inside */
    double humidity;    /* percent */
    double level;       /* percent of the tank */
    double feed;        /* kilograms in the hopper */
    double litres;      /* pumped since the start */
    double fan;         /* 0 to 1, set by the port */
    double heater;
    double pump;
    double feeder;
    uint32_t noise; /* state of the generator; seeded, so a run can be repeated */
} house_t;

/* Starts at the outside's temperature of that hour. wall_ms: UTC epoch. */
void house_init(house_t *h, uint32_t seed, uint64_t wall_ms);

/* Lets seconds pass. */
void house_advance(house_t *h, double seconds, uint64_t wall_ms);

/* Outside temperature of the cool season: 24 C at its mean, coolest before dawn and hottest at 14:00 local time
 * (UTC+7). Cool enough that a heater has something to do at any hour before its cut-off. */
double house_outside(uint64_t wall_ms);

/* What a sensor would say, in thousandths, with its noise. */
int32_t house_temperature_milli(house_t *h);
int32_t house_humidity_milli(house_t *h);
int32_t house_level_milli(house_t *h);
