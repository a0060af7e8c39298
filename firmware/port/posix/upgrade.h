/* upgrade.h - the posix side of tk_update_port_t: slots in files, downloads by HTTPS, keys from PEM, crypto by PSA. */
#pragma once
#include "../psa/crypto.h"
#include "config.h"
#include "download.h"
#include "slots.h"
#include "store.h"
#include "tk/node.h"
#include <poll.h>

typedef struct {
    tk_update_t update;
    tk_update_port_t port;
    tk_identity_t self;
    psa_t psa;
    slots_t slots;
    download_t download;
    store_t *store;
    int pending;      /* DOWNLOAD_AWAY or DOWNLOAD_REFUSED that fetch met at once; told by upgrade_tend */
    bool more;        /* bytes wait: do not sleep */
    bool wants_reset; /* leave, and be started anew */
} upgrade_t;

/* Before the node. 0, or -1 with a sentence in error. */
int upgrade_init(upgrade_t *u, config_t *config, store_t *store, int slot, uint64_t now_ms, char *error, size_t cap);
void upgrade_free(upgrade_t *u);

/* Hands what has come to the node. */
void upgrade_tend(upgrade_t *u, tk_node_t *node, uint64_t now_ms);

/* What ppoll should wait for; fd -1 when for nothing. */
struct pollfd upgrade_wait(const upgrade_t *u);

/* Version of this program, as a header has it. */
void upgrade_version(const char *text, uint16_t out[3]);
