/* download.h - one HTTPS request with Range at a time, over the node's own TLS (link.h), never waiting.
 *
 * Promises: bytes come in order from the one that was asked for, or not at all: an answer that begins elsewhere is
 * refused. No redirects, no chunks: a hub serves a file.
 */
#pragma once
#include "link.h"

#define DOWNLOAD_AWAY    (-1) /* not there, or broken off */
#define DOWNLOAD_REFUSED (-2) /* will never be given */

typedef enum { DOWNLOAD_NONE, DOWNLOAD_ASKING, DOWNLOAD_HEAD, DOWNLOAD_BODY } download_state_t;

typedef struct {
    link_t link;
    download_state_t state;
    char path[256];
    char host[256];
    uint32_t from;
    uint32_t size;     /* that the whole file must have */
    uint32_t left;     /* bytes of the body still to come */
    uint64_t heard_ms; /* last byte, or the start */
    size_t head_len;
    size_t head_used; /* of the body, that came with the head */
    char head[2048];
    char error[320];
} download_t;

/* 0, or -1 with a sentence in error. Same files as link_init. */
int download_init(download_t *d, const char *ca, const char *cert, const char *key);
void download_free(download_t *d);

/* https://host[:port]/path, from a byte on, of a file of so many bytes. 0, DOWNLOAD_AWAY or DOWNLOAD_REFUSED. */
int download_start(download_t *d, const char *url, uint32_t from, uint32_t size, uint64_t now_ms);
void download_stop(download_t *d);

/* Bytes read, 0: none now, negative: over. After an error the download has stopped. */
int download_read(download_t *d, uint8_t *at, size_t cap, uint64_t now_ms);
