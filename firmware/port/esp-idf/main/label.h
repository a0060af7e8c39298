/* label.h - what is the board's own before any farm has it: its number, the code on its label, the key that it makes.
 *
 * Owns:     NVS, namespace "board": strings `claim_code` and `ca` (whom to trust on the set-up network), both written
 *           when the label is printed; blob `key`, made at the first start and never sent.
 * Promises: a key that cannot be read is never replaced.
 */
#pragma once
#include "idf.h"

#define LABEL_SPKI 91 /* bytes of a P-256 public key as SubjectPublicKeyInfo */

typedef struct {
    char hardware_id[13]; /* MAC of the radio, lower case */
    char code[41];
    char ca[PEM_MAX];
    char key[256];        /* PEM */
    char public_key[125]; /* base64 of spki */
    uint8_t spki[LABEL_SPKI];
} label_t;

/* Reads it, and makes the key if there is none. 0, or -1 with a sentence in *why. */
int label_open(label_t *l, const char **why);

/* HMAC-SHA-256 under the label's code. 0 or -1. */
int label_sum(const label_t *l, const uint8_t *data, size_t len, uint8_t out[TK_HMAC]);

/* PEM of base64, named between its dashes, and a NUL. Characters without it, or 0: it does not fit. */
size_t label_pem(const char *name, const char *base64, size_t len, char *out, size_t cap);
