/* upgrade.h - updates over the air on a chip: tk_update_port_t from ota.h, http.h, NVS and PSA. */
#pragma once
#include "idf.h"

/* In the control task, before tk_node_init. Sets id->node.update, or leaves it NULL and says so on the console: no two
 * slots, nobody who may sign, no memory. */
void upgrade_open(identity_t *id);

/* Hands what has come to the node. True: nothing is left to do but to restart. */
bool upgrade_tend(tk_node_t *node);
