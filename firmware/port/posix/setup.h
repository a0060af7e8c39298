/* setup.h - a virtual node that belongs to nobody yet: says hello to a hub's set-up listener until it is claimed.
 *
 * It runs tk_provision_t on a link without a certificate of its own. main.c waits in between, and then starts the node
 * from what claim.h has kept. panel.txt in the state directory says that it is unclaimed.
 */
#pragma once
#include "claim.h"
#include "link.h"

typedef struct {
    const config_t *config;
    store_t store;
    claim_t claim;
    link_t link;
    SSL_CTX *tls;
    tk_provision_config_t board;
    tk_provision_port_t port;
    tk_provision_t provision;
    tk_backoff_t backoff;
    uint64_t dial_at_ms;
    uint64_t give_up_ms;
    uint32_t refused; /* of what was refused, so many have been told */
    uint8_t shown;    /* state that the panel shows; beyond the last: none yet */
    bool up;
} setup_t;

/* Whether state_dir holds a claim already; then there is nothing to set up. */
bool setup_claimed(const config_t *config);

/* Takes the state directory, reads or makes the key. 0, or -1 with a sentence in error. config must outlive it. */
int setup_open(setup_t *s, const config_t *config, char *error, size_t cap);
void setup_close(setup_t *s);

/* What is due now; returns when to call again at the latest, or when the link says so. */
uint64_t setup_turn(setup_t *s);
bool setup_done(const setup_t *s);
