#include "house.h"
#include <math.h>

#define DAY_S        86400.0
#define LOCAL_S      (7.0 * 3600.0)
#define TWO_PI       6.283185307179586
#define AIR_S        180.0  /* time constant of still air */
#define AIR_FAN_S    60.0   /* with the fan at full speed */
#define BIRDS_C      2.0    /* what the birds warm a still house above the outside */
#define FAN_C        (-4.0) /* what moving, evaporating air takes off at full speed */
#define HEATER_C     6.0
#define FILL_PER_S   0.25  /* percent of the tank; 400 s from empty to full */
#define DRINK_PER_S  0.004 /* about 14 percent an hour */
#define LITRES_PER_S 0.1
#define DOSE_PER_S   0.05 /* kilograms */
#define STEP_S       1.0

double house_outside(uint64_t wall_ms)
{
    double local = fmod((double)(wall_ms / 1000u) + LOCAL_S, DAY_S);
    return 24.0 + 3.0 * cos((local - 14.0 * 3600.0) / DAY_S * TWO_PI);
}

/* -1 to 1, even. */
static double noise(house_t *h)
{
    h->noise ^= h->noise << 13;
    h->noise ^= h->noise >> 17;
    h->noise ^= h->noise << 5;
    return (double)h->noise / 2147483648.0 - 1.0;
}

static double within(double v, double low, double high)
{
    return v < low ? low : v > high ? high : v;
}

void house_init(house_t *h, uint32_t seed, uint64_t wall_ms)
{
    *h = (house_t){.noise = seed != 0 ? seed : 1u};
    h->temperature = house_outside(wall_ms) + BIRDS_C;
    h->humidity = 70.0;
    h->level = 60.0;
    h->feed = 25.0;
}

static void step(house_t *h, double s, uint64_t wall_ms)
{
    double still = 1.0 - h->fan;
    double target = house_outside(wall_ms) + BIRDS_C * still + FAN_C * h->fan + HEATER_C * h->heater;
    double air_s = AIR_S * still + AIR_FAN_S * h->fan;
    /* Warm air holds more; birds breathe moisture that only the fan carries off. */
    double damp = 72.0 - 2.0 * (h->temperature - 25.0) + 6.0 * still;
    h->temperature += (target - h->temperature) * (1.0 - exp(-s / air_s));
    h->humidity += (within(damp, 30.0, 98.0) - h->humidity) * (1.0 - exp(-s / air_s));
    h->level = within(h->level + s * (FILL_PER_S * h->pump - DRINK_PER_S), 0.0, 100.0);
    h->litres += s * LITRES_PER_S * h->pump;
    h->feed = within(h->feed - s * DOSE_PER_S * h->feeder, 0.0, 25.0);
}

void house_advance(house_t *h, double seconds, uint64_t wall_ms)
{
    while (seconds > STEP_S) {
        step(h, STEP_S, wall_ms);
        seconds -= STEP_S;
    }
    step(h, seconds > 0.0 ? seconds : 0.0, wall_ms);
}

/* Sensors show one decimal. */
static int32_t tenths(double v)
{
    return (int32_t)lround(v * 10.0) * 100;
}

int32_t house_temperature_milli(house_t *h)
{
    return tenths(h->temperature + 0.1 * noise(h));
}

int32_t house_humidity_milli(house_t *h)
{
    return tenths(within(h->humidity + 0.4 * noise(h), 0.0, 100.0));
}

int32_t house_level_milli(house_t *h)
{
    return tenths(within(h->level + 0.2 * noise(h), 0.0, 100.0));
}
