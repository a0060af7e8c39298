#include "tk/signals.h"

/* Clocks of cheap sensors are off by 15 percent slow to 20 fast: 80 us may read as anything from 60 to 105. */
static bool greeting(uint16_t low, uint16_t high)
{
    return low >= 60 && low <= 105 && high >= 60 && high <= 105;
}

static int find(const uint16_t *us, size_t count)
{
    for (size_t i = 0; i + 2 + 80 <= count; i += 2) {
        if (greeting(us[i], us[i + 1])) {
            return (int)i + 2;
        }
    }
    return TK_BAD_SIGNAL;
}

/* A bit is told by its high against its own low, 26 or 70 us against 50: no clock is needed for that. */
static int byte(const uint16_t *us)
{
    int value = 0;
    for (int bit = 0; bit < 8; bit++) {
        uint16_t low = us[2 * bit];
        uint16_t high = us[2 * bit + 1];
        if (low < 30 || low > 75 || high < 15 || high > 100) {
            return TK_BAD_SIGNAL;
        }
        value = value << 1 | (high > low ? 1 : 0);
    }
    return value;
}

int tk_dht22_decode(const uint16_t *us, size_t count, int32_t milli[2])
{
    int b[5];
    int at = find(us, count);
    if (at < 0) {
        return at;
    }
    for (int i = 0; i < 5; i++) {
        b[i] = byte(us + at + 16 * i);
        if (b[i] < 0) {
            return b[i];
        }
    }
    if (((b[0] + b[1] + b[2] + b[3]) & 255) != b[4]) {
        return TK_BAD_SUM;
    }
    int humidity = b[0] << 8 | b[1];
    int temperature = (b[2] & 127) << 8 | b[3];
    temperature = (b[2] & 128) != 0 ? -temperature : temperature;
    /* All zero has a right checksum and is what a line that is held low reads as. */
    if (humidity > 1000 || temperature < -400 || temperature > 800 || (humidity == 0 && temperature == 0)) {
        return TK_OUT_OF_RANGE;
    }
    milli[0] = temperature * 100;
    milli[1] = humidity * 100;
    return 0;
}
