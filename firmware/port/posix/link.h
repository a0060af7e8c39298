/* link.h - one TLS 1.3 connection to the farm's broker, never waiting.
 *
 * Uses:     OpenSSL 3. The broker must show a certificate of our CA, made out to the host we dial; we show ours.
 * Promises: link_send takes all bytes or fails; what the network does not take at once waits in the link's own buffer.
 */
#pragma once
#include <openssl/ssl.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* A connect's burst is 16 subscriptions, 48 statuses and 16 readings, under 40 kB. More means the peer does not read.
 */
#define LINK_BUFFER 65536

typedef enum { LINK_CLOSED, LINK_DIALLING, LINK_SHAKING, LINK_OPEN } link_state_t;

typedef struct {
    SSL_CTX *tls;
    const char *cert; /* files of its own, read at each connect; NULL: those that tls was made with */
    const char *key;
    SSL *ssl;
    int fd;
    link_state_t state;
    bool wants_write; /* TLS itself waits for room */
    bool joined;      /* tls is somebody else's too */
    size_t from;
    size_t to;
    uint8_t *buffer; /* of LINK_BUFFER bytes while something waits in it, else NULL */
    const char *host;
    int port;
    unsigned attempt; /* a name may have several addresses; each try takes the next */
    char error[160];  /* why it closed, for the log */
} link_t;

/* Loads the CA, certificate and key. 0, or -1 with a sentence in l->error. */
int link_init(link_t *l, const char *ca, const char *cert, const char *key);

/* What many links share: trust in one CA. NULL with a sentence in error. SSL_CTX_free when all have been freed. */
SSL_CTX *link_trust(const char *ca, char *error, size_t cap);
/* A link that shares it. The texts must outlive the link. */
void link_join(link_t *l, SSL_CTX *tls, const char *cert, const char *key);

void link_free(link_t *l);

/* Begins to connect. 0, or -1. host must outlive the connection. Numeric hosts and names from the hosts file do not
 * wait; a name that needs DNS may. */
int link_dial(link_t *l, const char *host, int port);

/* Moves on after poll() said so. Negative: closed. link_read says more when open. */
int link_step(link_t *l);

/* Bytes read, 0 when there are none now, negative: closed. */
int link_read(link_t *l, uint8_t *at, size_t cap);

int link_send(link_t *l, const uint8_t *data, size_t len);

/* What poll() should wait for. */
short link_events(const link_t *l);

void link_close(link_t *l);
