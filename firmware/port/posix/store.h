/* store.h - the state directory: boot counter, command memory, relay.log.
 *
 * Values are replaced by writing beside them and renaming, so a killed process leaves the old or the new one. They are
 * not forced to the disk: a virtual node outlives its process, not a power cut of the computer (DESIGN.md, D6).
 */
#pragma once
#include "tk/port.h"
#include <stdio.h>

typedef struct {
    char dir[512];
    FILE *relay_log;
    FILE *lock;
} store_t;

/* Makes the directory, takes it for this process alone. 0, or -1 with a sentence in error. */
int store_open(store_t *s, const char *dir, char *error, size_t cap);
void store_close(store_t *s);

/* Raises the boot counter and returns it; 0 when it could not be kept. */
uint32_t store_boot(store_t *s);

int store_put(store_t *s, const char *name, const void *data, size_t len);
/* Whether the directory has a file of that name. */
bool store_has(const store_t *s, const char *name);
size_t store_get(store_t *s, const char *name, void *data, size_t cap);

/* One line per relay edge: epoch ms, device, on or off, percent, cause, command id or '-'. On disk's cache before it
 * returns. */
int store_edge(store_t *s, uint64_t wall_ms, const tk_uuid_t *device, const tk_edge_t *edge);
