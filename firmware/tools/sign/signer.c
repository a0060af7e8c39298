#include "signer.h"
#include "point.h"
#include <openssl/bn.h>
#include <openssl/ec.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/sha.h>
#include <stdlib.h>
#include <string.h>

const char *signer_read(signer_image_t *image, const char *path, bool signed_already)
{
    FILE *in = fopen(path, "rb");
    if (in == NULL) {
        return "cannot be read";
    }
    bool whole = !signed_already || fread(image->header, 1, TK_HEADER, in) == TK_HEADER;
    image->bytes = malloc(SIGNER_MOST + 1);
    size_t len = whole && image->bytes != NULL ? fread(image->bytes, 1, SIGNER_MOST + 1, in) : 0;
    bool broken = ferror(in) != 0;
    fclose(in);
    image->length = (uint32_t)len;
    return broken ? "cannot be read" : len == 0 ? "holds no image" : len > SIGNER_MOST ? "is too large" : NULL;
}

/* A private key can be looked at as a public one. */
static EVP_PKEY *load(const char *path, bool secret)
{
    FILE *in = fopen(path, "r");
    if (in == NULL) {
        return NULL;
    }
    EVP_PKEY *key = PEM_read_PrivateKey(in, NULL, NULL, NULL);
    if (key == NULL && !secret) {
        rewind(in);
        key = PEM_read_PUBKEY(in, NULL, NULL, NULL);
    }
    fclose(in);
    return key;
}

static void put(uint8_t *at, uint32_t value, int bytes)
{
    for (int i = 0; i < bytes; i++) {
        at[i] = (uint8_t)(value >> (8 * i));
    }
}

/* OpenSSL says DER, a header holds r || s, 32 bytes each. */
static bool sign(EVP_PKEY *key, uint8_t header[TK_HEADER])
{
    uint8_t der[80];
    size_t len = sizeof der;
    const uint8_t *at = der;
    EVP_MD_CTX *ctx = EVP_MD_CTX_new();
    bool ok = ctx != NULL && EVP_DigestSignInit(ctx, NULL, EVP_sha256(), NULL, key) == 1 &&
              EVP_DigestSign(ctx, der, &len, header, TK_HEADER_SIGNED) == 1;
    EVP_MD_CTX_free(ctx);
    ECDSA_SIG *sig = ok ? d2i_ECDSA_SIG(NULL, &at, (long)len) : NULL;
    ok = sig != NULL && BN_bn2binpad(ECDSA_SIG_get0_r(sig), header + TK_HEADER_SIGNED, 32) == 32 &&
         BN_bn2binpad(ECDSA_SIG_get0_s(sig), header + TK_HEADER_SIGNED + 32, 32) == 32;
    ECDSA_SIG_free(sig);
    return ok;
}

const char *signer_sign(signer_image_t *image, const signer_wish_t *wish, const char *key_path)
{
    uint8_t *h = image->header;
    uint8_t point[TK_KEY_POINT];
    uint8_t id[SHA256_DIGEST_LENGTH];
    EVP_PKEY *key = load(key_path, true);
    if (key == NULL || !point_of(key, point)) {
        EVP_PKEY_free(key);
        return "is not a private P-256 key in PEM";
    }
    memset(h, 0, TK_HEADER);
    memcpy(h, "TKF1", 4);
    put(h + 4, TK_HEADER, 2);
    put(h + 6, wish->board, 2);
    put(h + 8, wish->chip, 2);
    for (int i = 0; i < 3; i++) {
        put(h + 10 + 2 * i, wish->version[i], 2);
    }
    put(h + 16, wish->security, 4);
    put(h + 20, image->length, 4);
    SHA256(image->bytes, image->length, h + 24);
    memcpy(h + 56, wish->build, strlen(wish->build));
    SHA256(point, sizeof point, id);
    memcpy(h + 72, id, TK_KEY_ID);
    bool ok = sign(key, h);
    EVP_PKEY_free(key);
    return ok ? signer_check(image, key_path) : "could not sign";
}

static const char *check_signature(const uint8_t header[TK_HEADER], EVP_PKEY *key)
{
    uint8_t point[TK_KEY_POINT];
    uint8_t id[SHA256_DIGEST_LENGTH];
    uint8_t *der = NULL;
    if (key == NULL || !point_of(key, point)) {
        return "the key is not a P-256 key in PEM";
    }
    SHA256(point, sizeof point, id);
    if (memcmp(id, header + 72, TK_KEY_ID) != 0) {
        return "is signed by another key";
    }
    ECDSA_SIG *sig = ECDSA_SIG_new();
    ECDSA_SIG_set0(sig, BN_bin2bn(header + TK_HEADER_SIGNED, 32, NULL),
                   BN_bin2bn(header + TK_HEADER_SIGNED + 32, 32, NULL));
    int len = i2d_ECDSA_SIG(sig, &der);
    EVP_MD_CTX *ctx = EVP_MD_CTX_new();
    bool good = len > 0 && EVP_DigestVerifyInit(ctx, NULL, EVP_sha256(), NULL, key) == 1 &&
                EVP_DigestVerify(ctx, der, (size_t)len, header, TK_HEADER_SIGNED) == 1;
    EVP_MD_CTX_free(ctx);
    OPENSSL_free(der);
    ECDSA_SIG_free(sig);
    return good ? NULL : "its signature is wrong";
}

const char *signer_check(const signer_image_t *image, const char *key_path)
{
    tk_header_t h;
    uint8_t sum[SHA256_DIGEST_LENGTH];
    if (!tk_header_read(&h, image->header)) {
        return "begins with no header of ours";
    }
    if (h.length != image->length) {
        return "is longer or shorter than its header says";
    }
    SHA256(image->bytes, image->length, sum);
    if (memcmp(sum, h.sha256, sizeof sum) != 0) {
        return "is not what its header was made for";
    }
    if (key_path == NULL) {
        return NULL;
    }
    EVP_PKEY *key = load(key_path, false);
    const char *wrong = check_signature(image->header, key);
    EVP_PKEY_free(key);
    return wrong;
}

const char *signer_write(const signer_image_t *image, const char *path)
{
    char fresh[4096];
    if (snprintf(fresh, sizeof fresh, "%s.new", path) >= (int)sizeof fresh) {
        return "has a name that is too long";
    }
    FILE *out = fopen(fresh, "wb");
    if (out == NULL) {
        return "cannot be written";
    }
    bool ok = fwrite(image->header, 1, TK_HEADER, out) == TK_HEADER &&
              fwrite(image->bytes, 1, image->length, out) == image->length;
    ok = fclose(out) == 0 && ok && rename(fresh, path) == 0;
    if (!ok) {
        remove(fresh);
    }
    return ok ? NULL : "cannot be written";
}

static void hex(const uint8_t *at, size_t len, FILE *out)
{
    for (size_t i = 0; i < len; i++) {
        fprintf(out, "%02x", at[i]);
    }
}

void signer_tell(const signer_image_t *image, FILE *out)
{
    tk_header_t h;
    unsigned char base64[4 * (TK_HEADER / 3 + 1) + 1];
    tk_header_read(&h, image->header);
    EVP_EncodeBlock(base64, image->header, TK_HEADER);
    fprintf(out, "{\"version\":\"%u.%u.%u\",\"size\":%u,\"sha256\":\"", h.version[0], h.version[1], h.version[2],
            TK_HEADER + h.length);
    hex(h.sha256, sizeof h.sha256, out);
    fputs("\",\"key_id\":\"", out);
    hex(h.key, sizeof h.key, out);
    fprintf(out, "\",\"header\":\"%s\"}\n", base64);
}
