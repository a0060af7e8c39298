#include "tk/text.h"

static int hex_digit(char c)
{
    if (c >= '0' && c <= '9') {
        return c - '0';
    }
    if (c >= 'a' && c <= 'f') {
        return c - 'a' + 10;
    }
    if (c >= 'A' && c <= 'F') {
        return c - 'A' + 10;
    }
    return -1;
}

static bool dash_at(size_t i)
{
    return i == 8 || i == 13 || i == 18 || i == 23;
}

bool tk_uuid_parse(tk_uuid_t *out, const char *text, size_t len)
{
    tk_uuid_t id;
    size_t nibble = 0;
    if (len != TK_UUID_TEXT) {
        return false;
    }
    tk_zero(&id, sizeof id);
    for (size_t i = 0; i < len; i++) {
        if (dash_at(i)) {
            if (text[i] != '-') {
                return false;
            }
            continue;
        }
        int digit = hex_digit(text[i]);
        if (digit < 0) {
            return false;
        }
        id.b[nibble / 2] = (uint8_t)(id.b[nibble / 2] | (nibble % 2 == 0 ? digit << 4 : digit));
        nibble++;
    }
    *out = id;
    return true;
}

void tk_uuid_text(const tk_uuid_t *id, char *out)
{
    size_t nibble = 0;
    for (size_t i = 0; i < TK_UUID_TEXT; i++) {
        if (dash_at(i)) {
            out[i] = '-';
            continue;
        }
        unsigned digit = nibble % 2 == 0 ? id->b[nibble / 2] >> 4 : id->b[nibble / 2] & 15u;
        out[i] = (char)(digit < 10 ? '0' + digit : 'a' + (digit - 10));
        nibble++;
    }
}

bool tk_uuid_same(const tk_uuid_t *a, const tk_uuid_t *b)
{
    for (size_t i = 0; i < sizeof a->b; i++) {
        if (a->b[i] != b->b[i]) {
            return false;
        }
    }
    return true;
}

void tk_copy(void *to, const void *from, size_t len)
{
    uint8_t *d = to;
    const uint8_t *s = from;
    for (size_t i = 0; i < len; i++) {
        d[i] = s[i];
    }
}

void tk_zero(void *at, size_t len)
{
    uint8_t *d = at;
    for (size_t i = 0; i < len; i++) {
        d[i] = 0;
    }
}

size_t tk_length(const char *text)
{
    size_t n = 0;
    while (text[n] != '\0') {
        n++;
    }
    return n;
}

bool tk_is(const char *text, size_t len, const char *literal)
{
    for (size_t i = 0; i < len; i++) {
        if (literal[i] == '\0' || literal[i] != text[i]) {
            return false;
        }
    }
    return literal[len] == '\0';
}

uint32_t tk_crc32(const void *data, size_t len)
{
    const uint8_t *p = data;
    uint32_t crc = 0xFFFFFFFFu;
    for (size_t i = 0; i < len; i++) {
        crc ^= p[i];
        for (int bit = 0; bit < 8; bit++) {
            crc = (crc >> 1) ^ (0xEDB88320u & (0u - (crc & 1u)));
        }
    }
    return ~crc;
}
