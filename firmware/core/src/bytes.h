/* bytes.h - numbers in storage, least byte first, whatever the chip. */
#pragma once
#include <stdint.h>

static inline void tk_put16(uint8_t *at, uint16_t value)
{
    at[0] = (uint8_t)value;
    at[1] = (uint8_t)(value >> 8);
}

static inline uint16_t tk_get16(const uint8_t *at)
{
    return (uint16_t)(at[0] | at[1] << 8);
}

static inline void tk_put32(uint8_t *at, uint32_t value)
{
    for (int i = 0; i < 4; i++) {
        at[i] = (uint8_t)(value >> (8 * i));
    }
}

static inline uint32_t tk_get32(const uint8_t *at)
{
    uint32_t value = 0;
    for (int i = 0; i < 4; i++) {
        value |= (uint32_t)at[i] << (8 * i);
    }
    return value;
}

static inline void tk_put64(uint8_t *at, uint64_t value)
{
    tk_put32(at, (uint32_t)value);
    tk_put32(at + 4, (uint32_t)(value >> 32));
}

static inline uint64_t tk_get64(const uint8_t *at)
{
    return (uint64_t)tk_get32(at) | (uint64_t)tk_get32(at + 4) << 32;
}
