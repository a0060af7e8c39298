/* store.h - the state directory: boot counter, command memory, spool, relay.log.
 *
 * Values are replaced by writing beside them and renaming, so a killed process leaves the old or the new one. They are
 * not forced to the disk: a virtual node outlives its process, not a power cut of the computer (DESIGN.md, D6).
 */
#pragma once
#include "tk/port.h"
#include "tk/spool.h"
#include <stdio.h>

typedef struct {
    char dir[512];
    FILE *relay_log;
    FILE *lock;
    int spool; /* file of TK_SPOOL_SIZE bytes, or -1 */
} store_t;

/* Makes the directory, takes it for this process alone. 0, or -1 with a sentence in error. */
int store_open(store_t *s, const char *dir, char *error, size_t cap);
void store_close(store_t *s);

/* Raises the boot counter and returns it; 0 when it could not be kept. */
uint32_t store_boot(store_t *s);

int store_put(store_t *s, const char *name, const void *data, size_t len);
/* Whether the directory has a file of that name. */
bool store_has(const store_t *s, const char *name);
/* Takes that file away; whether there was one. */
bool store_take(store_t *s, const char *name);
size_t store_get(store_t *s, const char *name, void *data, size_t cap);

/* Flash for readings: `spool.bin`, made when it is not there. Writing clears bits only, as on a chip. */
int store_spool_open(store_t *s);
int store_spool_read(store_t *s, uint32_t at, uint8_t *data, size_t len);
int store_spool_write(store_t *s, uint32_t at, const uint8_t *data, size_t len);
int store_spool_erase(store_t *s, uint32_t at);

/* One line per relay edge: epoch ms, device, on or off, percent, cause, command id or '-'. On disk's cache before it
 * returns. */
int store_edge(store_t *s, uint64_t wall_ms, const tk_uuid_t *device, const tk_edge_t *edge);
