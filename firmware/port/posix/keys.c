#include "keys.h"
#include "point.h"
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <stdio.h>

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
