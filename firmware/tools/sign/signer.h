/* signer.h - makes and checks signed images, by OpenSSL. Functions return NULL, or what is wrong in a few words. */
#pragma once
#include "tk/image.h"
#include <stdio.h>

#define SIGNER_MOST (4u * 1024u * 1024u) /* more than any slot holds */

typedef struct {
    uint8_t header[TK_HEADER];
    uint8_t *bytes; /* of the image, without the header; belongs to the process */
    uint32_t length;
} signer_image_t;

typedef struct {
    uint16_t board;
    uint16_t chip;
    uint16_t version[3];
    uint32_t security;
    const char *build; /* at most 16 characters */
} signer_wish_t;

/* signed_already: the file begins with a header. */
const char *signer_read(signer_image_t *image, const char *path, bool signed_already);

const char *signer_sign(signer_image_t *image, const signer_wish_t *wish, const char *key_path);

/* key_path NULL: the signature is not looked at. */
const char *signer_check(const signer_image_t *image, const char *key_path);

/* As a whole or not at all. */
const char *signer_write(const signer_image_t *image, const char *path);

void signer_tell(const signer_image_t *image, FILE *out);
