/* maker.h - makes and signs images for tests, by other code than the node's: maker_openssl.c; on a chip maker_chip.c. */
#pragma once
#include "tk/image.h"

typedef struct maker_key maker_key_t;

/* Key pair number 0 to 3; the same for the whole test. point: x || y. */
maker_key_t *maker_key(int which, uint8_t point[TK_KEY_POINT]);

/* Signs the first 192 bytes of the header, after the key id has been set to the key's. */
void maker_sign(maker_key_t *signer, uint8_t header[TK_HEADER]);

/* A header for the image: board 1, chip 0, the version, security version 0. Not signed. */
void maker_header(uint8_t header[TK_HEADER], const uint8_t *image, uint32_t length, uint16_t major, uint16_t minor,
                  uint16_t patch);

void maker_sha256(const void *data, size_t len, uint8_t out[TK_SHA256]);

/* The same bytes of noise for the same seed. */
void maker_noise(uint8_t *out, size_t len, uint32_t seed);

/* With padding; out holds 4 characters for each 3 bytes begun, and a NUL. */
void maker_base64(const uint8_t *data, size_t len, char *out);

/* What the node judges by; one hash at a time. */
tk_crypto_t maker_crypto(void);
