/* maker_openssl.c - keys and signatures by OpenSSL, and for the node PSA: what it believes was signed by other code. */
#include "../port/psa/crypto.h"
#include "maker.h"
#include <openssl/bn.h>
#include <openssl/core_names.h>
#include <openssl/ec.h>
#include <openssl/evp.h>
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

maker_key_t *maker_key(int which, uint8_t point[TK_KEY_POINT])
{
    static EVP_PKEY *keys[4];
    if (keys[which] == NULL) {
        keys[which] = EVP_EC_gen("P-256");
    }
    must(keys[which] != NULL);
    point_of(keys[which], point);
    return (maker_key_t *)keys[which];
}

void maker_sign(maker_key_t *signer, uint8_t header[TK_HEADER])
{
    EVP_PKEY *key = (EVP_PKEY *)signer;
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

void maker_sha256(const void *data, size_t len, uint8_t out[TK_SHA256])
{
    SHA256(data, len, out);
}

tk_crypto_t maker_crypto(void)
{
    static psa_t psa;
    must(psa_begin(&psa) == 0);
    return psa_crypto(&psa);
}
