#define _POSIX_C_SOURCE 200809L
#include "link.h"
#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <netdb.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <openssl/err.h>
#include <openssl/x509v3.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

static void explain(char *error, size_t cap, const char *what)
{
    unsigned long code = ERR_get_error();
    const char *why = code != 0 ? ERR_reason_error_string(code) : NULL;
    snprintf(error, cap, "%s: %s", what, why != NULL ? why : "unknown");
    ERR_clear_error();
}

static int tls_error(link_t *l, const char *what)
{
    explain(l->error, sizeof l->error, what);
    return -1;
}

SSL_CTX *link_trust(const char *ca, char *error, size_t cap)
{
    SSL_CTX *tls = SSL_CTX_new(TLS_client_method());
    /* Only our CA: the system's store is not asked. */
    if (tls == NULL || SSL_CTX_set_min_proto_version(tls, TLS1_3_VERSION) != 1 ||
        SSL_CTX_load_verify_locations(tls, ca, NULL) != 1) {
        explain(error, cap, ca);
        SSL_CTX_free(tls);
        return NULL;
    }
    SSL_CTX_set_verify(tls, SSL_VERIFY_PEER, NULL);
    SSL_CTX_set_session_cache_mode(tls, SSL_SESS_CACHE_OFF);
    SSL_CTX_set_mode(tls,
                     SSL_MODE_ENABLE_PARTIAL_WRITE | SSL_MODE_ACCEPT_MOVING_WRITE_BUFFER | SSL_MODE_RELEASE_BUFFERS);
    return tls;
}

int link_init(link_t *l, const char *ca, const char *cert, const char *key)
{
    memset(l, 0, sizeof *l);
    l->fd = -1;
    l->tls = link_trust(ca, l->error, sizeof l->error);
    if (l->tls == NULL) {
        return -1;
    }
    if (SSL_CTX_use_certificate_chain_file(l->tls, cert) != 1) {
        return tls_error(l, cert);
    }
    if (SSL_CTX_use_PrivateKey_file(l->tls, key, SSL_FILETYPE_PEM) != 1 || SSL_CTX_check_private_key(l->tls) != 1) {
        return tls_error(l, key);
    }
    return 0;
}

void link_join(link_t *l, SSL_CTX *tls, const char *cert, const char *key)
{
    memset(l, 0, sizeof *l);
    l->fd = -1;
    l->tls = tls;
    l->joined = true;
    l->cert = cert;
    l->key = key;
}

void link_free(link_t *l)
{
    link_close(l);
    if (!l->joined) {
        SSL_CTX_free(l->tls);
    }
    l->tls = NULL;
}

static void drop_buffer(link_t *l)
{
    free(l->buffer);
    l->buffer = NULL;
    l->from = 0;
    l->to = 0;
}

void link_close(link_t *l)
{
    if (l->ssl != NULL) {
        if (l->state == LINK_OPEN) {
            SSL_shutdown(l->ssl);
        }
        SSL_free(l->ssl);
        l->ssl = NULL;
        ERR_clear_error();
    }
    if (l->fd >= 0) {
        close(l->fd);
        l->fd = -1;
    }
    l->state = LINK_CLOSED;
    l->wants_write = false;
    drop_buffer(l);
}

static int broken(link_t *l, const char *what, const char *why)
{
    snprintf(l->error, sizeof l->error, "%s: %s", what, why);
    link_close(l);
    return -1;
}

static int open_socket(link_t *l, const struct addrinfo *a)
{
    int one = 1;
    l->fd = socket(a->ai_family, a->ai_socktype | SOCK_NONBLOCK | SOCK_CLOEXEC, a->ai_protocol);
    if (l->fd < 0) {
        return -1;
    }
    /* A status is small and must not wait for the acknowledgement of the one before it. */
    setsockopt(l->fd, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one);
    if (connect(l->fd, a->ai_addr, a->ai_addrlen) == 0 || errno == EINPROGRESS) {
        return 0;
    }
    return -1;
}

static const struct addrinfo *next_address(link_t *l, const struct addrinfo *list)
{
    unsigned count = 0;
    for (const struct addrinfo *a = list; a != NULL; a = a->ai_next) {
        count++;
    }
    for (unsigned skip = l->attempt++ % count; skip > 0; skip--) {
        list = list->ai_next;
    }
    return list;
}

int link_dial(link_t *l, const char *host, int port)
{
    char service[8];
    struct addrinfo hints = {.ai_family = AF_UNSPEC, .ai_socktype = SOCK_STREAM};
    struct addrinfo *found = NULL;
    link_close(l);
    l->host = host;
    l->port = port;
    snprintf(service, sizeof service, "%d", port);
    int err = getaddrinfo(host, service, &hints, &found);
    if (err != 0) {
        return broken(l, host, gai_strerror(err));
    }
    err = open_socket(l, next_address(l, found));
    freeaddrinfo(found);
    if (err != 0) {
        return broken(l, "connect", strerror(errno));
    }
    l->state = LINK_DIALLING;
    return 0;
}

static bool numeric(const char *host)
{
    unsigned char address[16];
    return inet_pton(AF_INET, host, address) == 1 || inet_pton(AF_INET6, host, address) == 1;
}

static int start_tls(link_t *l)
{
    int error = 0;
    socklen_t size = sizeof error;
    getsockopt(l->fd, SOL_SOCKET, SO_ERROR, &error, &size);
    if (error != 0) {
        return broken(l, "connect", strerror(error));
    }
    l->ssl = SSL_new(l->tls);
    if (l->ssl == NULL || SSL_set_fd(l->ssl, l->fd) != 1) {
        return broken(l, "TLS", "out of memory");
    }
    if (l->cert != NULL && (SSL_use_certificate_chain_file(l->ssl, l->cert) != 1 ||
                            SSL_use_PrivateKey_file(l->ssl, l->key, SSL_FILETYPE_PEM) != 1)) {
        return broken(l, l->cert, "not a certificate, or its key is not there");
    }
    /* The CA also signs nodes: without the name, any node could pose as the broker. Only alternative names count; the
     * subject is an id, not an address. */
    SSL_set_hostflags(l->ssl, X509_CHECK_FLAG_NEVER_CHECK_SUBJECT);
    int named = numeric(l->host) ? X509_VERIFY_PARAM_set1_ip_asc(SSL_get0_param(l->ssl), l->host)
                                 : SSL_set1_host(l->ssl, l->host) && SSL_set_tlsext_host_name(l->ssl, l->host);
    if (named != 1) {
        return broken(l, "TLS", "host name not usable");
    }
    l->state = LINK_SHAKING;
    return 0;
}

/* What a negative OpenSSL return means: 0 to go on later, negative when closed. */
static int blocked(link_t *l, int ret, const char *what)
{
    int system = errno;
    switch (SSL_get_error(l->ssl, ret)) {
    case SSL_ERROR_WANT_READ:
        l->wants_write = false;
        return 0;
    case SSL_ERROR_WANT_WRITE:
        l->wants_write = true;
        return 0;
    case SSL_ERROR_ZERO_RETURN:
        return broken(l, what, "closed by the broker");
    case SSL_ERROR_SYSCALL:
        return broken(l, what, system != 0 ? strerror(system) : "connection lost");
    default: {
        long verify = SSL_get_verify_result(l->ssl);
        if (verify != X509_V_OK) {
            return broken(l, "the broker's certificate", X509_verify_cert_error_string(verify));
        }
        tls_error(l, what);
        link_close(l);
        return -1;
    }
    }
}

static int flush(link_t *l)
{
    while (l->from < l->to) {
        ERR_clear_error();
        errno = 0;
        int n = SSL_write(l->ssl, l->buffer + l->from, (int)(l->to - l->from));
        if (n <= 0) {
            return blocked(l, n, "write");
        }
        l->from += (size_t)n;
    }
    drop_buffer(l);
    l->wants_write = false;
    return 0;
}

int link_step(link_t *l)
{
    if (l->state == LINK_DIALLING) {
        struct pollfd p = {.fd = l->fd, .events = POLLOUT};
        if (poll(&p, 1, 0) == 0) {
            return 0;
        }
        if (start_tls(l) < 0) {
            return -1;
        }
    }
    if (l->state == LINK_SHAKING) {
        ERR_clear_error();
        errno = 0;
        int n = SSL_connect(l->ssl);
        if (n != 1) {
            return blocked(l, n, "TLS handshake");
        }
        l->state = LINK_OPEN;
        l->wants_write = false;
    }
    return l->state == LINK_OPEN ? flush(l) : 0;
}

int link_read(link_t *l, uint8_t *at, size_t cap)
{
    if (l->state != LINK_OPEN) {
        return l->state == LINK_CLOSED ? -1 : 0;
    }
    ERR_clear_error();
    errno = 0;
    int n = SSL_read(l->ssl, at, (int)cap);
    return n > 0 ? n : blocked(l, n, "read");
}

int link_send(link_t *l, const uint8_t *data, size_t len)
{
    if (l->state != LINK_OPEN) {
        return -1;
    }
    if (l->buffer == NULL) {
        l->buffer = malloc(LINK_BUFFER);
        if (l->buffer == NULL) {
            return broken(l, "write", "out of memory");
        }
    }
    if (l->from > 0 && LINK_BUFFER - l->to < len) {
        memmove(l->buffer, l->buffer + l->from, l->to - l->from);
        l->to -= l->from;
        l->from = 0;
    }
    if (LINK_BUFFER - l->to < len) {
        return broken(l, "write", "the broker does not read");
    }
    memcpy(l->buffer + l->to, data, len);
    l->to += len;
    return flush(l);
}

short link_events(const link_t *l)
{
    if (l->state == LINK_DIALLING) {
        return POLLOUT;
    }
    return (short)(POLLIN | (l->wants_write ? POLLOUT : 0));
}
