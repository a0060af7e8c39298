/* hub_sum.c - HMAC (RFC 2104) for tests on a chip, where no library is. */
#include "hub_sum.h"
#include "chip_sha.h"
#include <string.h>

/* Codes are shorter than a block. */
static void start_with(chip_sha_t *s, const char *code, uint8_t pad)
{
    size_t len = strlen(code);
    uint8_t key[64];
    for (size_t i = 0; i < sizeof key; i++) {
        key[i] = (uint8_t)((i < len ? code[i] : 0) ^ pad);
    }
    chip_sha_start(s);
    chip_sha_add(s, key, sizeof key);
}

void hub_sum(const char *code, const void *data, size_t len, uint8_t out[32])
{
    chip_sha_t s;
    uint8_t inner[32];
    start_with(&s, code, 0x36);
    chip_sha_add(&s, data, len);
    chip_sha_finish(&s, inner);
    start_with(&s, code, 0x5c);
    chip_sha_add(&s, inner, sizeof inner);
    chip_sha_finish(&s, out);
}
