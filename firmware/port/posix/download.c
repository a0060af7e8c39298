#include "download.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#define SILENCE_MS 20000

int download_init(download_t *d, const char *ca, const char *cert, const char *key)
{
    memset(d, 0, sizeof *d);
    return link_init(&d->link, ca, cert, key);
}

void download_free(download_t *d)
{
    link_free(&d->link);
}

void download_stop(download_t *d)
{
    link_close(&d->link);
    d->state = DOWNLOAD_NONE;
}

static int end(download_t *d, int how, const char *why)
{
    snprintf(d->error, sizeof d->error, "%s", why);
    download_stop(d);
    return how;
}

/* Splits https://host[:port]/path. */
static bool split(download_t *d, const char *url, int *port)
{
    const char *host = url + strlen("https://");
    if (strncmp(url, "https://", strlen("https://")) != 0) {
        return false;
    }
    const char *path = strchr(host, '/');
    size_t len = path != NULL ? (size_t)(path - host) : 0;
    if (len == 0 || len >= sizeof d->host || strlen(path) >= sizeof d->path) {
        return false;
    }
    memcpy(d->host, host, len);
    d->host[len] = '\0';
    strcpy(d->path, path);
    char *colon = strchr(d->host, ':');
    *port = 443;
    if (colon != NULL) {
        char *rest;
        long v = strtol(colon + 1, &rest, 10);
        if (*rest != '\0' || v < 1 || v > 65535) {
            return false;
        }
        *port = (int)v;
        *colon = '\0';
    }
    return true;
}

int download_start(download_t *d, const char *url, uint32_t from, uint32_t size, uint64_t now_ms)
{
    int port;
    if (!split(d, url, &port)) {
        return end(d, DOWNLOAD_REFUSED, "the url is not https://host[:port]/path");
    }
    d->from = from;
    d->size = size;
    d->heard_ms = now_ms;
    d->head_len = 0;
    d->head_used = 0;
    d->state = DOWNLOAD_ASKING;
    return link_dial(&d->link, d->host, port) < 0 ? end(d, DOWNLOAD_AWAY, d->link.error) : 0;
}

static int ask(download_t *d)
{
    char request[1024];
    int len = snprintf(request, sizeof request,
                       "GET %s HTTP/1.1\r\nHost: %s\r\nRange: bytes=%u-\r\nConnection: close\r\n\r\n", d->path, d->host,
                       d->from);
    if (link_send(&d->link, (const uint8_t *)request, (size_t)len) < 0) {
        return end(d, DOWNLOAD_AWAY, d->link.error);
    }
    d->state = DOWNLOAD_HEAD;
    return 0;
}

/* Whether the head says that exactly the bytes come that were asked for. */
static bool range_is_ours(download_t *d)
{
    for (char *line = strstr(d->head, "\r\n"); line != NULL; line = strstr(line + 2, "\r\n")) {
        unsigned long from;
        unsigned long last;
        unsigned long size;
        if (strncasecmp(line + 2, "Content-Range:", 14) == 0 &&
            sscanf(line + 16, " bytes %lu-%lu/%lu", &from, &last, &size) == 3) {
            d->left = (uint32_t)(last + 1 - from);
            return from == d->from && size == d->size && last == size - 1;
        }
    }
    return false;
}

static int understand(download_t *d, size_t body_at)
{
    int status = 0;
    if (sscanf(d->head, "HTTP/1.%*1d %3d", &status) != 1) {
        return end(d, DOWNLOAD_AWAY, "the answer is not HTTP");
    }
    if (status != 206) {
        char why[64];
        snprintf(why, sizeof why, "the server says %d", status);
        return end(d,
                   status == 403 || status == 404 || status == 410 || status == 416 ? DOWNLOAD_REFUSED : DOWNLOAD_AWAY,
                   why);
    }
    if (!range_is_ours(d)) {
        return end(d, DOWNLOAD_REFUSED, "the server gives another range, or a file of another size");
    }
    d->head_used = body_at;
    d->state = DOWNLOAD_BODY;
    return 0;
}

static int read_head(download_t *d, uint64_t now_ms)
{
    int n = link_read(&d->link, (uint8_t *)d->head + d->head_len, sizeof d->head - 1 - d->head_len);
    if (n < 0) {
        return end(d, DOWNLOAD_AWAY, d->link.error);
    }
    d->head_len += (size_t)n;
    d->head[d->head_len] = '\0';
    d->heard_ms = n > 0 ? now_ms : d->heard_ms;
    char *stop = strstr(d->head, "\r\n\r\n");
    if (stop == NULL) {
        return d->head_len < sizeof d->head - 1 ? 0 : end(d, DOWNLOAD_AWAY, "the answer's head is too long");
    }
    stop[2] = '\0';
    return understand(d, (size_t)(stop + 4 - d->head));
}

static int read_body(download_t *d, uint8_t *at, size_t cap, uint64_t now_ms)
{
    size_t waits = d->head_len - d->head_used;
    int n;
    if (waits > 0) {
        n = (int)(waits < cap ? waits : cap);
        memcpy(at, d->head + d->head_used, (size_t)n);
        d->head_used += (size_t)n;
    } else {
        n = link_read(&d->link, at, cap);
    }
    if (n < 0) {
        return end(d, DOWNLOAD_AWAY, d->link.error);
    }
    n = (uint32_t)n < d->left ? n : (int)d->left;
    d->left -= (uint32_t)n;
    d->heard_ms = n > 0 ? now_ms : d->heard_ms;
    return n == 0 && d->left == 0 ? end(d, DOWNLOAD_AWAY, "all was sent") : n;
}

int download_read(download_t *d, uint8_t *at, size_t cap, uint64_t now_ms)
{
    int err = 0;
    if (d->state == DOWNLOAD_NONE) {
        return 0;
    }
    if (now_ms - d->heard_ms >= SILENCE_MS) {
        return end(d, DOWNLOAD_AWAY, "no answer");
    }
    if (link_step(&d->link) < 0) {
        return end(d, DOWNLOAD_AWAY, d->link.error);
    }
    if (d->state == DOWNLOAD_ASKING && d->link.state == LINK_OPEN) {
        err = ask(d);
    }
    if (d->state == DOWNLOAD_HEAD) {
        err = read_head(d, now_ms);
    }
    return d->state == DOWNLOAD_BODY ? read_body(d, at, cap, now_ms) : err;
}
