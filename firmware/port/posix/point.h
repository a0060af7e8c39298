/* point.h - a public key as image headers and trusted keys know it. */
#pragma once
#include "tk/image.h"
#include <openssl/evp.h>

/* x || y of a P-256 key, private or public. False: it is another kind of key. */
bool point_of(EVP_PKEY *key, uint8_t point[TK_KEY_POINT]);
