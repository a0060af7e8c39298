#include "heap.h"
#include <stdlib.h>

int heap_init(heap_t *h, uint32_t count)
{
    *h = (heap_t){.due = calloc(count, sizeof *h->due),
                  .place = calloc(count, sizeof *h->place),
                  .order = calloc(count, sizeof *h->order),
                  .count = count};
    if (h->due == NULL || h->place == NULL || h->order == NULL) {
        heap_free(h);
        return -1;
    }
    for (uint32_t i = 0; i < count; i++) {
        h->place[i] = i;
        h->order[i] = i;
    }
    return 0;
}

void heap_free(heap_t *h)
{
    free(h->due);
    free(h->place);
    free(h->order);
    *h = (heap_t){0};
}

static uint64_t due_at(const heap_t *h, uint32_t place)
{
    return h->due[h->order[place]];
}

static void swap(heap_t *h, uint32_t a, uint32_t b)
{
    uint32_t member = h->order[a];
    h->order[a] = h->order[b];
    h->order[b] = member;
    h->place[h->order[a]] = a;
    h->place[h->order[b]] = b;
}

void heap_move(heap_t *h, uint32_t member, uint64_t due)
{
    uint32_t at = h->place[member];
    h->due[member] = due;
    while (at > 0 && due_at(h, at) < due_at(h, (at - 1) / 2)) {
        swap(h, at, (at - 1) / 2);
        at = (at - 1) / 2;
    }
    for (;;) {
        uint32_t least = at;
        for (uint32_t child = 2 * at + 1; child <= 2 * at + 2 && child < h->count; child++) {
            least = due_at(h, child) < due_at(h, least) ? child : least;
        }
        if (least == at) {
            return;
        }
        swap(h, at, least);
        at = least;
    }
}

uint32_t heap_first(const heap_t *h)
{
    return h->order[0];
}
