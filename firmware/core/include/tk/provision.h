/* tk/provision.h - how a board that belongs to nobody becomes a farm's: hello, proof, claim.
 *
 * It speaks to the hub's set-up listener, on provision/{hardware_id}/hello and /claim alone. Both sides prove that they
 * know the claim code printed on the label, by HMAC-SHA-256 over a nonce of the hub; the code itself is never sent.
 *
 * Owns:     tk_provision_t; it and a tk_node_t never live at the same time.
 * Promises: nothing is kept until all of it is there and sealed; then at once (tk_provision_port_t.commit).
 * Source:   wire.md "Discovery". The hub's side is not there yet; port/posix/setup.h and
 *           port/esp-idf/main/setup.h run the board's.
 */
#pragma once
#include "tk/backoff.h"
#include "tk/json.h"
#include "tk/mqtt.h"

#define TK_NONCE 64 /* characters, hexadecimal */
#define TK_HMAC  32 /* bytes */

typedef enum { TK_PART_IDENTITY, TK_PART_CERTIFICATE, TK_PART_CA, TK_PART_NEXT_CA, TK_PARTS } tk_part_t;

typedef struct {
    void *ctx;
    int (*send)(void *ctx, const uint8_t *data, size_t len);
    void (*hang_up)(void *ctx);
    uint32_t (*random)(void *ctx);

    /* HMAC-SHA-256 under the claim code, which stays with the port. 0 or negative. */
    int (*hmac)(void *ctx, const uint8_t *data, size_t len, uint8_t out[TK_HMAC]);

    /* Sets a part aside: base64 of a DER certificate, or the identity as its JSON. Power may go after any of them. */
    int (*stage)(void *ctx, tk_part_t part, const char *text, size_t len);

    /* Makes all that was set aside valid at once. The port restarts afterwards, as a node. */
    int (*commit)(void *ctx);
} tk_provision_port_t;

/* Must outlive it. All texts are short and plain: no quotes, no backslashes. */
typedef struct {
    const char *hardware_id; /* MAC, 12 characters */
    const char *model;       /* board's name */
    const char *firmware_version;
    const char *public_key; /* base64 of the DER of the key that this board has made */
} tk_provision_config_t;

typedef enum {
    TK_PROVISION_AWAY,    /* no session with a hub */
    TK_PROVISION_HELLO,   /* said who we are, waiting for a nonce */
    TK_PROVISION_PROVED,  /* waiting for somebody to scan the label; may take days */
    TK_PROVISION_REFUSED, /* wrong or unknown code; says hello again after ten minutes */
    TK_PROVISION_CLAIMED, /* committed: restart */
} tk_provision_state_t;

typedef struct {
    const tk_provision_config_t *config;
    const tk_provision_port_t *port;
    uint64_t now_ms;
    uint64_t next_ms;  /* next hello */
    uint64_t heard_ms; /* last byte of the hub */
    tk_backoff_t backoff;
    uint8_t state; /* tk_provision_state_t */
    uint8_t have;  /* one bit a part */
    bool up;
    char nonce[TK_NONCE + 1]; /* empty: none yet */
    uint32_t refused;         /* messages that were not for us, not sealed, or not whole */
    const char *why;          /* the last of them was; NULL: none yet */
    tk_mqtt_reader_t rx;
    union {
        tk_json_t json;
        uint8_t tx[1536];
    };
} tk_provision_t;

void tk_provision_init(tk_provision_t *p, const tk_provision_config_t *config, const tk_provision_port_t *port,
                       uint64_t now_ms);
void tk_provision_link(tk_provision_t *p, bool up, uint64_t now_ms);
void tk_provision_rx(tk_provision_t *p, const uint8_t *data, size_t len, uint64_t now_ms);
uint64_t tk_provision_poll(tk_provision_t *p, uint64_t now_ms); /* when to call again */
