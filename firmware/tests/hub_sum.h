/* hub_sum.h - HMAC-SHA-256 as a hub computes it. On a computer OpenSSL does it (hub_sum_openssl.c), where there is none
 * hub_sum.c; test_hub_sum compares the two. */
#pragma once
#include <stddef.h>
#include <stdint.h>

void hub_sum(const char *code, const void *data, size_t len, uint8_t out[32]);
