/* loop.h - one virtual node and its turn: looks at its link and its files, lets the core do what is due.
 *
 * Whoever calls it waits in between, for one node (main.c) or for thousands (tools/swarm).
 */
#pragma once
#include "config.h"
#include "tk/backoff.h"
#include "tk/panel.h"
#include "world.h"

typedef struct {
    const config_t *config;
    tk_backoff_t backoff;
    uint64_t dial_at_ms;
    uint64_t give_up_ms;
    uint64_t up_ms; /* when the link came up */
    bool up;        /* the node was told so */
    size_t shown_len;
    char shown[TK_LINES * (TK_COLUMNS + 2)];
    world_t world;
    tk_node_t node;
} loop_t;

/* First: the state directory, unless nothing is to be kept. boot: 0 takes the state directory's counter. 0, or -1 with a
 * sentence in error. config must outlive it. */
int loop_open(loop_t *l, const config_t *config, uint32_t boot, char *error, size_t cap);

/* Then the node begins. The link must be made already: link_init or link_join. */
int loop_start(loop_t *l, char *error, size_t cap);

/* What is due now; returns when to call again at the latest, or when the link says so. may_dial: false lets a node that
 * wants to connect wait, and it is then called again in a moment. */
uint64_t loop_turn(loop_t *l, bool may_dial);

/* An orderly end. */
void loop_end(loop_t *l);
