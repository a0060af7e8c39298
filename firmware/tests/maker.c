#include "maker.h"
#include <openssl/bn.h>
#include <openssl/core_names.h>
#include <openssl/ec.h>
#include <openssl/sha.h>
#include <stdlib.h>
#include <string.h>

static void must(int ok)
{
    if (ok != 1) {
        abort();
    }
}

static void point_of(EVP_PKEY *key, uint8_t point[TK_KEY_POINT])
{
    uint8_t whole[1 + TK_KEY_POINT];
    size_t len = 0;
    must(EVP_PKEY_get_octet_string_param(key, OSSL_PKEY_PARAM_PUB_KEY, whole, sizeof whole, &len));
    memcpy(point, whole + 1, TK_KEY_POINT);
}

EVP_PKEY *maker_key(int which, uint8_t point[TK_KEY_POINT])
{
    static EVP_PKEY *keys[4];
    if (keys[which] == NULL) {
        keys[which] = EVP_EC_gen("P-256");
    }
    must(keys[which] != NULL);
    point_of(keys[which], point);
    return keys[which];
}

void maker_sign(EVP_PKEY *key, uint8_t header[TK_HEADER])
{
    uint8_t point[TK_KEY_POINT];
    uint8_t id[SHA256_DIGEST_LENGTH];
    uint8_t der[80];
    size_t len = sizeof der;
    const uint8_t *at = der;
    point_of(key, point);
    SHA256(point, sizeof point, id);
    memcpy(header + 72, id, TK_KEY_ID);
    EVP_MD_CTX *ctx = EVP_MD_CTX_new();
    must(EVP_DigestSignInit(ctx, NULL, EVP_sha256(), NULL, key));
    must(EVP_DigestSign(ctx, der, &len, header, TK_HEADER_SIGNED));
    ECDSA_SIG *sig = d2i_ECDSA_SIG(NULL, &at, (long)len);
    must(BN_bn2binpad(ECDSA_SIG_get0_r(sig), header + TK_HEADER_SIGNED, 32) == 32);
    must(BN_bn2binpad(ECDSA_SIG_get0_s(sig), header + TK_HEADER_SIGNED + 32, 32) == 32);
    ECDSA_SIG_free(sig);
    EVP_MD_CTX_free(ctx);
}

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
    SHA256(image, length, header + 24);
    memcpy(header + 56, "build-of-a-test", 15);
}

void maker_noise(uint8_t *out, size_t len, uint32_t seed)
{
    for (size_t i = 0; i < len; i++) {
        seed = seed * 1664525u + 1013904223u;
        out[i] = (uint8_t)(seed >> 24);
    }
}
