/* maker_chip.c - a stand-in for a chip without libraries. Hashes are real; a signature is the hash of key and digest, which
 * anybody could make. What is tested is what the core does about a good and a bad one. */
#include "chip_sha.h"
#include "maker.h"
#include <string.h>

struct maker_key {
    uint8_t point[TK_KEY_POINT];
};

static chip_sha_t running;

static void sign(const uint8_t point[TK_KEY_POINT], const uint8_t digest[TK_SHA256], uint8_t out[TK_SIGNATURE])
{
    for (uint8_t half = 0; half < 2; half++) {
        chip_sha_t s;
        chip_sha_start(&s);
        chip_sha_add(&s, &half, 1);
        chip_sha_add(&s, point, TK_KEY_POINT);
        chip_sha_add(&s, digest, TK_SHA256);
        chip_sha_finish(&s, out + 32 * half);
    }
}

maker_key_t *maker_key(int which, uint8_t point[TK_KEY_POINT])
{
    static maker_key_t keys[4];
    maker_noise(keys[which].point, TK_KEY_POINT, 7 + (uint32_t)which);
    memcpy(point, keys[which].point, TK_KEY_POINT);
    return &keys[which];
}

void maker_sha256(const void *data, size_t len, uint8_t out[TK_SHA256])
{
    chip_sha_t s;
    chip_sha_start(&s);
    chip_sha_add(&s, data, len);
    chip_sha_finish(&s, out);
}

void maker_sign(maker_key_t *signer, uint8_t header[TK_HEADER])
{
    uint8_t digest[TK_SHA256];
    maker_sha256(signer->point, TK_KEY_POINT, digest);
    memcpy(header + 72, digest, TK_KEY_ID);
    maker_sha256(header, TK_HEADER_SIGNED, digest);
    sign(signer->point, digest, header + TK_HEADER_SIGNED);
}

static void hash_begin(void *ctx)
{
    chip_sha_start(ctx);
}

static void hash_add(void *ctx, const uint8_t *data, size_t len)
{
    chip_sha_add(ctx, data, len);
}

static void hash_end(void *ctx, uint8_t out[TK_SHA256])
{
    chip_sha_finish(ctx, out);
}

static bool verify(void *ctx, const uint8_t point[TK_KEY_POINT], const uint8_t digest[TK_SHA256],
                   const uint8_t signature[TK_SIGNATURE])
{
    uint8_t expected[TK_SIGNATURE];
    (void)ctx;
    sign(point, digest, expected);
    return memcmp(expected, signature, TK_SIGNATURE) == 0;
}

tk_crypto_t maker_crypto(void)
{
    return (tk_crypto_t){
        .ctx = &running, .hash_begin = hash_begin, .hash_add = hash_add, .hash_end = hash_end, .verify = verify};
}
