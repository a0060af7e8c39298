#include "crypto.h"
#include <string.h>

int psa_begin(psa_t *p)
{
    memset(p, 0, sizeof *p);
    return psa_crypto_init() == PSA_SUCCESS ? 0 : -1;
}

static void hash_begin(void *ctx)
{
    psa_t *p = ctx;
    psa_hash_abort(&p->hash);
    psa_hash_setup(&p->hash, PSA_ALG_SHA_256);
}

static void hash_add(void *ctx, const uint8_t *data, size_t len)
{
    psa_t *p = ctx;
    psa_hash_update(&p->hash, data, len);
}

/* A hash that failed anywhere ends as zeros, which is the hash of nothing that anybody has. */
static void hash_end(void *ctx, uint8_t out[TK_SHA256])
{
    psa_t *p = ctx;
    size_t len = 0;
    if (psa_hash_finish(&p->hash, out, TK_SHA256, &len) != PSA_SUCCESS || len != TK_SHA256) {
        memset(out, 0, TK_SHA256);
        psa_hash_abort(&p->hash);
    }
}

static bool verify(void *ctx, const uint8_t point[TK_KEY_POINT], const uint8_t digest[TK_SHA256],
                   const uint8_t signature[TK_SIGNATURE])
{
    (void)ctx;
    uint8_t key[1 + TK_KEY_POINT] = {4}; /* an uncompressed point */
    psa_key_attributes_t attributes = PSA_KEY_ATTRIBUTES_INIT;
    psa_key_id_t id = 0;
    memcpy(key + 1, point, TK_KEY_POINT);
    psa_set_key_type(&attributes, PSA_KEY_TYPE_ECC_PUBLIC_KEY(PSA_ECC_FAMILY_SECP_R1));
    psa_set_key_usage_flags(&attributes, PSA_KEY_USAGE_VERIFY_HASH);
    psa_set_key_algorithm(&attributes, PSA_ALG_ECDSA(PSA_ALG_SHA_256));
    if (psa_import_key(&attributes, key, sizeof key, &id) != PSA_SUCCESS) {
        return false;
    }
    bool good =
        psa_verify_hash(id, PSA_ALG_ECDSA(PSA_ALG_SHA_256), digest, TK_SHA256, signature, TK_SIGNATURE) == PSA_SUCCESS;
    psa_destroy_key(id);
    return good;
}

tk_crypto_t psa_crypto(psa_t *p)
{
    return (tk_crypto_t){
        .ctx = p, .hash_begin = hash_begin, .hash_add = hash_add, .hash_end = hash_end, .verify = verify};
}
