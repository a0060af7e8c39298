#include "update.h"

#define SAY_MS 2000 /* so long "rebooting" may take to be heard */

/* The image that was to be started is not the one that runs. */
static void came_back(tk_update_t *u)
{
    tk_boot_state_t said = u->port->boot_state(u->port->ctx, u->kept.target);
    if (said == TK_BOOT_ABORTED || said == TK_BOOT_INVALID) {
        u->kept.bad = u->kept.offer.id;
        u->kept.reason = TK_REASON_RESET;
        tk_update_enter(u, TK_UPDATE_ROLLED_BACK);
        tk_remember(u);
    } else if (u->kept.tries >= TK_UPDATE_TRIES) {
        tk_update_fail(u, TK_REASON_FLASH);
    } else {
        /* The power went while a record was written: it was never started, or its mark was lost. Look at it anew. */
        tk_verify_begin(u);
    }
}

static void finish(tk_update_t *u)
{
    u->kept.floor = u->header.security_version > u->kept.floor ? u->header.security_version : u->kept.floor;
    u->kept.reason = TK_REASON_NONE;
    tk_update_enter(u, TK_UPDATE_CONFIRMED);
    tk_remember(u); /* when it fails, the next start finds the image marked and comes here again */
}

static void give_up(tk_update_t *u, tk_reason_t reason)
{
    u->kept.bad = u->kept.offer.id;
    u->kept.reason = (uint8_t)reason;
    tk_update_enter(u, TK_UPDATE_ROLLED_BACK);
    /* First why, then the mark: a reset in between leaves a pending image, which is given up too. */
    tk_remember(u);
    u->port->give_up(u->port->ctx, u->slot);
    u->gone = true;
    u->port->reset(u->port->ctx);
}

static void start_trial(tk_update_t *u)
{
    u->trial_ms = u->now_ms;
    u->steady_ms = u->now_ms;
    tk_update_enter(u, TK_UPDATE_SELF_TEST);
}

void tk_trial_init(tk_update_t *u)
{
    tk_boot_state_t mine = u->port->boot_state(u->port->ctx, u->slot);
    bool ours = u->kept.state == TK_UPDATE_REBOOT;
    u->next_ms = u->now_ms;
    if (ours && u->kept.target != u->slot) {
        came_back(u);
    } else if (ours && mine == TK_BOOT_VALID) {
        finish(u);
    } else if (ours) {
        start_trial(u);
    } else if (u->kept.state == TK_UPDATE_VERIFY) {
        tk_verify_begin(u);
    } else if (u->kept.state == TK_UPDATE_ROLLED_BACK && u->kept.target == u->slot &&
               (mine == TK_BOOT_PENDING || mine == TK_BOOT_UNDEFINED)) {
        give_up(u, (tk_reason_t)u->kept.reason); /* its mark was lost */
    } else if (mine == TK_BOOT_PENDING) {
        /* On trial, and nobody remembers why: put there by hand, or what was kept is lost. */
        tk_zero(&u->kept.offer, sizeof u->kept.offer);
        tk_zero(&u->header, sizeof u->header);
        u->kept.sensors = 0;
        u->kept.configured = 0;
        u->kept.stuck = 0;
        start_trial(u);
    }
}

static void reboot(tk_update_t *u, const tk_fitness_t *fit)
{
    u->kept.sensors = fit->sensors;
    u->kept.configured = fit->configured;
    u->kept.stuck = fit->stuck;
    u->kept.tries++;
    /* First that we mean to, then the record: a start that nobody meant would be judged by nobody. */
    if (tk_remember(u) < 0 || u->port->set_next(u->port->ctx, u->kept.target) < 0) {
        tk_update_fail(u, TK_REASON_FLASH);
        return;
    }
    u->gone = true;
    u->port->reset(u->port->ctx);
}

uint64_t tk_trial_armed(tk_update_t *u, const tk_fitness_t *fit)
{
    if (tk_update_late(u, fit)) {
        tk_update_fail(u, TK_REASON_WINDOW);
        return u->now_ms;
    }
    if (u->kept.state == TK_UPDATE_ARMED && fit->rests && fit->up) {
        u->next_ms = u->now_ms + SAY_MS;
        tk_update_enter(u, TK_UPDATE_REBOOT);
        return u->now_ms + 1;
    }
    if (u->kept.state == TK_UPDATE_REBOOT && fit->rests && (u->kept.told || u->now_ms >= u->next_ms)) {
        reboot(u, fit);
        return u->now_ms + 1;
    }
    return u->now_ms + 1000;
}

/* What is not as it must be, or TK_REASON_NONE. */
static tk_reason_t lacking(const tk_update_t *u, const tk_fitness_t *fit)
{
    bool heard = u->kept.told || tk_uuid_same(&u->kept.offer.id, &(tk_uuid_t){{0}});
    if (!fit->up || !heard) {
        return TK_REASON_LINK;
    }
    if ((fit->sensors & u->kept.sensors) != u->kept.sensors) {
        return TK_REASON_SENSORS;
    }
    if ((fit->configured & u->kept.configured) != u->kept.configured) {
        return TK_REASON_CONFIG;
    }
    return u->now_ms - u->steady_ms < TK_STEADY_MS ? TK_REASON_LOOP : TK_REASON_NONE;
}

uint64_t tk_trial_poll(tk_update_t *u, const tk_fitness_t *fit)
{
    if (u->due_ms != 0 && u->now_ms > u->due_ms + TK_LATE_MS) {
        u->steady_ms = u->now_ms;
    }
    if ((fit->stuck & ~u->kept.stuck) != 0) {
        give_up(u, TK_REASON_OUTPUTS);
        return UINT64_MAX;
    }
    tk_reason_t no = lacking(u, fit);
    if (no == TK_REASON_NONE && u->port->confirm(u->port->ctx, u->slot) == 0) {
        finish(u);
        return u->now_ms;
    }
    if (u->now_ms - u->trial_ms >= TK_TRIAL_MS) {
        give_up(u, no == TK_REASON_NONE ? TK_REASON_FLASH : no);
        return UINT64_MAX;
    }
    return u->now_ms + 1000;
}
