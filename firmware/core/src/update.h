/* update.h - how the parts of tk_update_t call each other. Not for ports. */
#pragma once
#include "tk/update.h"

static inline uint32_t tk_update_room(const tk_update_t *u)
{
    return u->port->slot_size - TK_UPDATE_SECTOR; /* the last one is the header's */
}

static inline bool tk_update_over(const tk_update_t *u)
{
    return u->kept.state == TK_UPDATE_IDLE || u->kept.state >= TK_UPDATE_CONFIRMED;
}

/* update.c */
void tk_update_enter(tk_update_t *u, tk_update_state_t state); /* and tell it */
void tk_update_fail(tk_update_t *u, tk_reason_t reason);
bool tk_same_bytes(const uint8_t *a, const uint8_t *b, size_t len);
bool tk_update_late(const tk_update_t *u, const tk_fitness_t *fit);

/* fetch.c: bytes into the slot, and back out to be hashed. */
void tk_fetch_begin(tk_update_t *u);
uint64_t tk_fetch_poll(tk_update_t *u, const tk_fitness_t *fit);
void tk_verify_begin(tk_update_t *u);
uint64_t tk_verify_poll(tk_update_t *u);

/* trial.c: the reboot, and what comes of it. */
void tk_trial_init(tk_update_t *u);
uint64_t tk_trial_armed(tk_update_t *u, const tk_fitness_t *fit);
uint64_t tk_trial_poll(tk_update_t *u, const tk_fitness_t *fit);

/* remember.c */
int tk_remember(tk_update_t *u);
void tk_recall(tk_update_t *u);
