#include "tk/base64.h"

static int value_of(char c)
{
    if (c >= 'A' && c <= 'Z') {
        return c - 'A';
    }
    if (c >= 'a' && c <= 'z') {
        return c - 'a' + 26;
    }
    if (c >= '0' && c <= '9') {
        return c - '0' + 52;
    }
    return c == '+' ? 62 : c == '/' ? 63 : -1;
}

size_t tk_base64_read(const char *text, size_t len, uint8_t *out, size_t cap)
{
    uint32_t bits = 0;
    size_t at = 0;
    if (len == 0 || len % 4 != 0) {
        return 0;
    }
    size_t digits = len - (text[len - 1] != '=' ? 0 : text[len - 2] != '=' ? 1 : 2);
    if (digits / 4 * 3 + (digits % 4 * 3) / 4 > cap) {
        return 0;
    }
    for (size_t i = 0; i < digits; i++) {
        int v = value_of(text[i]);
        if (v < 0) {
            return 0;
        }
        bits = bits << 6 | (uint32_t)v;
        if (i % 4 != 0) {
            out[at++] = (uint8_t)(bits >> (6 - 2 * (i % 4)));
        }
    }
    return at;
}

size_t tk_base64_write(const uint8_t *data, size_t len, char *out)
{
    static const char signs[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    size_t at = 0;
    for (size_t i = 0; i < len; i += 3) {
        size_t left = len - i;
        uint32_t bits = (uint32_t)data[i] << 16 | (left > 1 ? (uint32_t)data[i + 1] << 8 : 0) |
                        (left > 2 ? (uint32_t)data[i + 2] : 0);
        out[at++] = signs[bits >> 18];
        out[at++] = signs[bits >> 12 & 63];
        out[at++] = left > 1 ? signs[bits >> 6 & 63] : '=';
        out[at++] = left > 2 ? signs[bits & 63] : '=';
    }
    out[at] = '\0';
    return at;
}
