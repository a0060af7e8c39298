#include "maker.h"
#include <string.h>

static void put(uint8_t *at, uint32_t value, int bytes)
{
    for (int i = 0; i < bytes; i++) {
        at[i] = (uint8_t)(value >> (8 * i));
    }
}

void maker_header(uint8_t header[TK_HEADER], const uint8_t *image, uint32_t length, uint16_t major, uint16_t minor,
                  uint16_t patch)
{
    memset(header, 0, TK_HEADER);
    memcpy(header, "TKF1", 4);
    put(header + 4, TK_HEADER, 2);
    put(header + 6, 1, 2);
    put(header + 10, major, 2);
    put(header + 12, minor, 2);
    put(header + 14, patch, 2);
    put(header + 20, length, 4);
    maker_sha256(image, length, header + 24);
    memcpy(header + 56, "build-of-a-test", 15);
}

void maker_noise(uint8_t *out, size_t len, uint32_t seed)
{
    for (size_t i = 0; i < len; i++) {
        seed = seed * 1664525u + 1013904223u;
        out[i] = (uint8_t)(seed >> 24);
    }
}

void maker_base64(const uint8_t *data, size_t len, char *out)
{
    static const char LETTERS[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    for (size_t i = 0; i < len; i += 3) {
        uint32_t three = (uint32_t)data[i] << 16;
        three |= i + 1 < len ? (uint32_t)data[i + 1] << 8 : 0;
        three |= i + 2 < len ? data[i + 2] : 0;
        *out++ = LETTERS[three >> 18];
        *out++ = LETTERS[three >> 12 & 63];
        *out++ = i + 1 < len ? LETTERS[three >> 6 & 63] : '=';
        *out++ = i + 2 < len ? LETTERS[three & 63] : '=';
    }
    *out = '\0';
}
