/* setup.h - a board that belongs to nobody yet: says hello on the hub's set-up network until it is claimed.
 *
 * It runs tk_provision_t over link.c, in the control task, where a node would run. The caller opens network, link and
 * screen in between, and restarts the board once it is claimed.
 */
#pragma once
#include "idf.h"

/* Reads label and key, and writes into `network` where the set-up listener is (Kconfig). It must outlive set-up.
 * 0, or -1 with a sentence in *why. */
int setup_open(identity_t *network, const char **why);

/* What is due now, to be called every few milliseconds. True once the claim is kept: restart. */
bool setup_turn(void);
