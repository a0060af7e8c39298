/* crypto.h - SHA-256 and P-256 by PSA, for chips (Mbed TLS in ESP-IDF) and for processes (Debian's libmbedtls).
 *
 * Owns:     one running hash.
 */
#pragma once
#include "tk/image.h"
#include <psa/crypto.h>

typedef struct {
    psa_hash_operation_t hash;
} psa_t;

/* 0, or -1 when PSA cannot be started. */
int psa_begin(psa_t *p);

/* p must outlive what it is given to. */
tk_crypto_t psa_crypto(psa_t *p);
