#include "keys.h"
#include <openssl/core_names.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <stdio.h>
#include <string.h>

static bool point_of(EVP_PKEY *key, uint8_t point[TK_KEY_POINT])
{
    uint8_t whole[1 + TK_KEY_POINT];
    char curve[32];
    size_t len = 0;
    if (EVP_PKEY_get_utf8_string_param(key, OSSL_PKEY_PARAM_GROUP_NAME, curve, sizeof curve, NULL) != 1 ||
        strcmp(curve, "prime256v1") != 0 ||
        EVP_PKEY_get_octet_string_param(key, OSSL_PKEY_PARAM_PUB_KEY, whole, sizeof whole, &len) != 1 ||
        len != sizeof whole) {
        return false;
    }
    memcpy(point, whole + 1, TK_KEY_POINT);
    return true;
}

int keys_add(tk_identity_t *self, const char *path, bool revoked, char *error, size_t cap)
{
    FILE *in = fopen(path, "r");
    EVP_PKEY *key = in != NULL ? PEM_read_PUBKEY(in, NULL, NULL, NULL) : NULL;
    if (in != NULL) {
        fclose(in);
    }
    bool ok = key != NULL && self->keys < TK_TRUSTED_KEYS && point_of(key, self->key[self->keys].point);
    EVP_PKEY_free(key);
    if (!ok) {
        snprintf(error, cap, "%s: is not a public P-256 key in PEM", path);
        return -1;
    }
    self->key[self->keys++].revoked = revoked;
    return 0;
}
