/* world.h - the posix side of tk_port_t: clock, relays in a log, sensors in a model house, a TLS link. */
#pragma once
#include "config.h"
#include "house.h"
#include "link.h"
#include "store.h"

typedef struct {
    const config_t *config;
    store_t store;
    link_t link;
    house_t house;
    tk_port_t port;
    uint64_t house_ms; /* up to when the house has lived */
    uint8_t output[TK_MAX_DEVICES];
} world_t;

void world_init(world_t *w, const config_t *config);

uint64_t world_now(const world_t *w);        /* monotonic, ms */
int64_t world_wall_offset(const world_t *w); /* UTC epoch ms minus world_now */
uint32_t world_random(void);
void world_log(const char *format, ...) __attribute__((format(printf, 1, 2)));
