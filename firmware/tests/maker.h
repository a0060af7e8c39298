/* maker.h - makes and signs images for tests, by OpenSSL: what the node then believes was not signed by its own code.
 */
#pragma once
#include "tk/image.h"
#include <openssl/evp.h>

/* Key pair number 0 to 3; the same for the whole test. point: x || y. */
EVP_PKEY *maker_key(int which, uint8_t point[TK_KEY_POINT]);

/* Signs the first 192 bytes of the header, after the key id has been set to the key's. */
void maker_sign(EVP_PKEY *key, uint8_t header[TK_HEADER]);

/* A header for the image: board 1, chip 0, the version, security version 0. Not signed. */
void maker_header(uint8_t header[TK_HEADER], const uint8_t *image, uint32_t length, uint16_t major, uint16_t minor,
                  uint16_t patch);

/* The same bytes of noise for the same seed. */
void maker_noise(uint8_t *out, size_t len, uint32_t seed);
