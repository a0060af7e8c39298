/* http.h - fetches an image from the hub by HTTPS, in a task of its own. Nobody watches that task: one that hangs
 * holds up an update and nothing else. */
#pragma once
#include "idf.h"

int http_open(const identity_t *id, TaskHandle_t control);

/* Bytes `from` to the end of a file of `size` bytes; whatever was fetched before is left. */
void http_start(const char *url, uint32_t from, uint32_t size);
void http_stop(void);

size_t http_read(uint8_t *at, size_t cap); /* never waits */

/* True once a fetch is over and all its bytes are read; at most once each. */
bool http_over(tk_fetch_end_t *how);

/* Whether a Content-Range says that exactly these bytes come: "bytes FROM-(SIZE-1)/SIZE". */
bool http_range_is(const char *value, uint32_t from, uint32_t size);
