/* options.h - what the node was started with. */
#pragma once
#include "config.h"

#define EXIT_RESET 75 /* a node that ends so wants to be started again, by its boot loader */

typedef struct {
    const char *config; /* this or setup, the other is NULL */
    const char *setup;
    const char *reason; /* as a heartbeat says it */
    int slot;           /* negative: not started from a slot */
    int watchdog;       /* negative: nobody watches */
} options_t;

/* Negative: go on. Else the status to end with; help or a complaint has been written. */
int options_read(options_t *o, int argc, char **argv);
