/* world.h - the posix side of tk_port_t: clock, relays in a log, sensors in a model house, a TLS link. */
#pragma once
#include "house.h"
#include "link.h"
#include "store.h"
#include "tk/node.h"

typedef struct {
    tk_node_config_t node;
    store_t store; /* only when kept */
    link_t link;
    house_t house;
    tk_port_t port;
    uint64_t house_ms; /* up to when the house has lived */
    uint32_t moved;    /* outputs moved by an order */
    uint8_t output[TK_MAX_DEVICES];
    bool kept;        /* in the state directory; else in memory, without a spool, and gone with the process */
    bool quiet;       /* says nothing */
    const char *name; /* before what it says; may be NULL */
    struct {
        uint8_t *data;
        size_t len;
    } value[TK_KEYS]; /* only when not kept */
} world_t;

/* After node, store and link have been set. */
void world_init(world_t *w, bool kept);
void world_free(world_t *w);

uint64_t world_now(const world_t *w);        /* monotonic, ms */
int64_t world_wall_offset(const world_t *w); /* UTC epoch ms minus world_now */
uint32_t world_random(void);
void world_say(const world_t *w, const char *format, ...) __attribute__((format(printf, 2, 3)));
void world_log(const char *format, ...) __attribute__((format(printf, 1, 2)));
