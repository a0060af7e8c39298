#include "waves.h"

static size_t add(uint16_t *us, size_t len, int percent, uint16_t low, uint16_t high)
{
    us[len] = (uint16_t)(low * percent / 100);
    us[len + 1] = (uint16_t)(high * percent / 100);
    return len + 2;
}

size_t waves_dht22(int32_t temperature_milli, int32_t humidity_milli, int percent, uint16_t us[TK_DHT22_PULSES])
{
    uint32_t t = (uint32_t)(temperature_milli < 0 ? -temperature_milli : temperature_milli) / 100u;
    uint32_t h = (uint32_t)humidity_milli / 100u;
    uint8_t b[5] = {(uint8_t)(h >> 8), (uint8_t)h, (uint8_t)(t >> 8 | (temperature_milli < 0 ? 128u : 0u)), (uint8_t)t,
                    0};
    b[4] = (uint8_t)(b[0] + b[1] + b[2] + b[3]);
    size_t len = add(us, 0, 100, 1100, 30); /* the host's own start signal */
    len = add(us, len, percent, 80, 80);
    for (int bit = 0; bit < 40; bit++) {
        bool one = (b[bit / 8] >> (7 - bit % 8) & 1) != 0;
        len = add(us, len, percent, 50, one ? 70 : 26);
    }
    return add(us, len, percent, 50, 200);
}
