/* tk/image.h - the signed 256 bytes that travel in front of a firmware image, and who may sign them.
 *
 * Owns:     nothing.
 * Uses:     tk_crypto_t; the core has no cryptography of its own.
 * Promises: what tk_image_check takes was signed by a key that this firmware trusts, was made for this board, and is
 * newer than what runs. Nothing else of an offer is believed.
 *
 * Layout, numbers least byte first:
 *     0  magic "TKF1"            20  image length, u32        72  key id, 8 bytes: first of SHA-256 of x || y
 *     4  header length, u16      24  SHA-256 of the image     80  flags, u32: none known, so 0
 *     6  board, u16              56  build id, 16 bytes       84  zeros
 *     8  chip, u16                                           192  signature, r || s, of bytes 0 to 191
 *    10  version, 3 x u16
 *    16  security version, u32
 */
#pragma once
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define TK_HEADER        256
#define TK_HEADER_SIGNED 192
#define TK_SHA256        32
#define TK_KEY_POINT     64 /* x || y of a P-256 key */
#define TK_SIGNATURE     64 /* r || s */
#define TK_KEY_ID        8
#define TK_TRUSTED_KEYS  3

/* SHA-256 over what comes in pieces, one at a time, and P-256. A real port has both in PSA. */
typedef struct {
    void *ctx;
    void (*hash_begin)(void *ctx);
    void (*hash_add)(void *ctx, const uint8_t *data, size_t len);
    void (*hash_end)(void *ctx, uint8_t out[TK_SHA256]);
    bool (*verify)(void *ctx, const uint8_t point[TK_KEY_POINT], const uint8_t digest[TK_SHA256],
                   const uint8_t signature[TK_SIGNATURE]);
} tk_crypto_t;

typedef struct {
    uint8_t point[TK_KEY_POINT];
    bool revoked; /* known, and no longer trusted: says so instead of "unknown" */
} tk_trusted_key_t;

/* What runs here. A change of keys is an image signed by the old one that holds the new one. */
typedef struct {
    uint16_t board; /* tk_board_t.id */
    uint16_t chip;  /* tk_chip_t */
    uint16_t version[3];
    uint8_t keys;
    tk_trusted_key_t key[TK_TRUSTED_KEYS];
} tk_identity_t;

typedef struct {
    uint16_t board;
    uint16_t chip;
    uint16_t version[3];
    uint32_t security_version;
    uint32_t length; /* of the image, without this header */
    uint8_t sha256[TK_SHA256];
    uint8_t build[16];
    uint8_t key[TK_KEY_ID];
} tk_header_t;

/* Why an update did not come to be. Text: tk_reason_text, on the wire as `reason`. */
typedef enum {
    TK_REASON_NONE,
    TK_REASON_OFFER,     /* not a whole offer */
    TK_REASON_HEADER,    /* not a header, or with flags that we do not know */
    TK_REASON_KEY,       /* signed by nobody we know */
    TK_REASON_REVOKED,   /* signed by a key that is no longer trusted */
    TK_REASON_SIGNATURE, /* unsigned, or changed after it was signed */
    TK_REASON_BOARD,     /* for another board */
    TK_REASON_CHIP,
    TK_REASON_SIZE,     /* empty, larger than a slot, or not what the offer says */
    TK_REASON_VERSION,  /* not newer than what runs */
    TK_REASON_SECURITY, /* below the floor that a confirmed image has raised */
    TK_REASON_REPEATED, /* rolled back before, and offered with the same update_id */
    TK_REASON_BUSY,     /* another update is past its download */
    TK_REASON_REPLACED, /* a newer offer came during the download */
    TK_REASON_WINDOW,   /* not_after has gone by */
    TK_REASON_DOWNLOAD, /* the server will not give it */
    TK_REASON_SHA256,   /* what came is not what was signed */
    TK_REASON_FLASH,
    TK_REASON_RESET, /* on trial it was reset: panic, watchdog or power */
    TK_REASON_LINK,  /* on trial: no session with the hub, or nothing acknowledged */
    TK_REASON_SENSORS,
    TK_REASON_OUTPUTS,
    TK_REASON_CONFIG,
    TK_REASON_LOOP, /* on trial: the control loop came too late */
    TK_REASONS,
} tk_reason_t;

/* One word, NUL-terminated; NULL for TK_REASON_NONE. */
const char *tk_reason_text(tk_reason_t reason);

/* Reads the fields; believes nothing. False: these are not a header. */
bool tk_header_read(tk_header_t *out, const uint8_t bytes[TK_HEADER]);

/* Whether a trusted key has signed these bytes: TK_REASON_NONE, or HEADER, KEY, REVOKED, SIGNATURE. All a boot loader
 * needs to know before it looks at the image. */
tk_reason_t tk_image_signed(const tk_identity_t *self, const tk_crypto_t *crypto, const uint8_t bytes[TK_HEADER]);

/* Whether the image may replace what runs. room: bytes that a slot holds; floor: lowest security version. */
tk_reason_t tk_image_check(const tk_identity_t *self, const tk_crypto_t *crypto, const uint8_t bytes[TK_HEADER],
                           uint32_t room, uint32_t floor, tk_header_t *out);
