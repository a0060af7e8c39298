/* claim.h - what a hub gives an unclaimed board, judged and kept: NVS, namespace "farm", as identity.c reads it.
 *
 * Owns:     the parts of the running session.
 * Promises: `node_id` is taken away first and written last. Where it is, the rest is there and belongs to it; a board
 *           that loses its power in between is nobody's as before, and begins the claim anew.
 * Source:   mqtt-connector/wire/WIRE.md, set-up.
 */
#pragma once
#include "label.h"

#define CLAIM_PART 1400 /* bytes of a part once it is decoded; a packet holds no more */
#define CLAIM_TEXT (CLAIM_PART / 3 * 4 + 4)

typedef struct {
    char node_id[TK_UUID_TEXT + 1];
    char farm_id[TK_UUID_TEXT + 1];
    char host[64];
    char ssid[33];
    char password[65];
    char devices[IDENTITY_DEVICES];
    uint32_t incarnation;
    uint32_t port;
    tk_uuid_t node;
} claim_who_t;

typedef struct {
    const label_t *label;
    const identity_t *network; /* of the set-up: ssid and password where the identity names none */
    claim_who_t who;
    char part[TK_PARTS][CLAIM_TEXT + 1]; /* base64, as it came */
    size_t len[TK_PARTS];                /* 0: not there */
    const char *why;                     /* the last part, or the whole claim, was not taken; NULL: it was */
} claim_t;

/* Both must outlive it. */
void claim_open(claim_t *c, const label_t *label, const identity_t *network);

/* Sets a part aside. 0, or -1 with a sentence in c->why. */
int claim_stage(claim_t *c, tk_part_t part, const char *text, size_t len);

/* Keeps all of it, if the certificate is for our key and the identity's node. 0, or -1 with a sentence in c->why. */
int claim_commit(claim_t *c);

/* Forgets the parts of a session that is over. */
void claim_forget(claim_t *c);
