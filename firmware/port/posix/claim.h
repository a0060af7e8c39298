/* claim.h - what a virtual node keeps of its set-up, in the state directory: the key that it makes itself, and what a
 * hub gives it.
 *
 * Owns:     board.key (made once, never sent), cert.pem, ca.pem (with the next CA), node.conf.
 * Promises: node.conf is written last, in one piece: where it is, the node is a farm's and the rest is there. Before
 * that a killed process has lost nothing but the parts that had come, and begins the claim anew. Uses:     OpenSSL 3.
 */
#pragma once
#include "config.h"
#include "store.h"
#include "tk/provision.h"
#include <openssl/evp.h>

#define CLAIM_PART 1400 /* bytes of a part once it is decoded; a packet holds no more */
#define CLAIM_CONF "node.conf"

typedef struct {
    const config_t *config; /* of the set-up: claim_code, state_dir */
    store_t *store;
    EVP_PKEY *key;
    char public_key[256]; /* base64 of DER */
    uint8_t part[TK_PARTS][CLAIM_PART];
    size_t len[TK_PARTS]; /* 0: not there */
    char error[400];      /* why the last part or the whole claim was not taken */
} claim_t;

/* Reads board.key, or makes it. 0, or -1 with a sentence in c->error: a key that cannot be read is never replaced. */
int claim_open(claim_t *c, const config_t *config, store_t *store);
void claim_close(claim_t *c);

/* HMAC-SHA-256 under the label's code. 0 or -1. */
int claim_sum(const claim_t *c, const uint8_t *data, size_t len, uint8_t out[TK_HMAC]);

/* Sets aside base64 of a DER certificate, or of the identity: {node_id, farm_id, incarnation, host, port, devices},
 * devices as "kind:id,kind:id". 0, or -1 with a sentence in c->error. */
int claim_stage(claim_t *c, tk_part_t part, const char *text, size_t len);

/* Keeps all of it, if the certificate is for our key and the identity's node. 0, or -1 with a sentence in c->error. */
int claim_commit(claim_t *c);

/* Forgets the parts of a session that is over. */
void claim_forget(claim_t *c);
