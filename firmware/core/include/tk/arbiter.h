/* tk/arbiter.h - who wins over one output. Everybody who has a say makes a claim; the highest rank wins.
 *
 * Owns:     nothing.
 * Source:   schedules.md "Who wins".
 */
#pragma once
#include "tk/interlock.h"

/* Highest first. */
typedef enum {
    TK_RANK_BUTTON,    /* emergency stop at the button: nothing moves or heats */
    TK_RANK_LIFE,      /* heat or cold that kills; the siren that says so */
    TK_RANK_APP,       /* stop from the app */
    TK_RANK_INTERLOCK, /* limits, and what is done when a sensor is lost */
    TK_RANK_PERSON,
    TK_RANK_SCHEDULE,
    TK_RANK_LOCAL, /* thermostat and ventilation when the hub is lost or silent on it */
    TK_RANK_REST,  /* always claims: off, and for a fan its minimum ventilation */
    TK_RANKS,
} tk_rank_t;

typedef struct {
    bool made;
    uint8_t percent;
    uint8_t cause; /* tk_cause_t */
    uint8_t error; /* tk_error_t: why it is not what was ordered */
} tk_claim_t;

typedef struct {
    tk_claim_t by[TK_RANKS];
} tk_claims_t;

/* The highest rank that made a claim, at or below `from`. */
tk_rank_t tk_arbiter_winner(const tk_claims_t *claims, tk_rank_t from);
