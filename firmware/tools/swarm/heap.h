/* heap.h - which of many is due first. A binary heap in which every member knows its place, so that it can be moved. */
#pragma once
#include <stddef.h>
#include <stdint.h>

typedef struct {
    uint64_t *due;   /* by member */
    uint32_t *place; /* by member */
    uint32_t *order; /* members; order[0] is due first */
    uint32_t count;
} heap_t;

/* Members 0 to count - 1, all due at once. 0, or -1 without memory. */
int heap_init(heap_t *h, uint32_t count);
void heap_free(heap_t *h);

void heap_move(heap_t *h, uint32_t member, uint64_t due);
uint32_t heap_first(const heap_t *h);
