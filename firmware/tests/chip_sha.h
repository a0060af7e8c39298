/* chip_sha.h - SHA-256 (FIPS 180-4) for tests on a chip, where no library is. */
#pragma once
#include <stddef.h>
#include <stdint.h>

typedef struct {
    uint32_t h[8];
    uint8_t block[64];
    uint64_t len;
} chip_sha_t;

void chip_sha_start(chip_sha_t *s);
void chip_sha_add(chip_sha_t *s, const void *data, size_t len);
void chip_sha_finish(chip_sha_t *s, uint8_t out[32]);
