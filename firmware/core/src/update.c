#include "update.h"

static const char *const STATES[] = {
    [TK_UPDATE_IDLE] = "idle",           [TK_UPDATE_DOWNLOAD] = "downloading",    [TK_UPDATE_VERIFY] = "verifying",
    [TK_UPDATE_ARMED] = "verifying",     [TK_UPDATE_REBOOT] = "rebooting",        [TK_UPDATE_SELF_TEST] = "confirming",
    [TK_UPDATE_CONFIRMED] = "succeeded", [TK_UPDATE_ROLLED_BACK] = "rolled_back", [TK_UPDATE_FAILED] = "failed"};

bool tk_same_bytes(const uint8_t *a, const uint8_t *b, size_t len)
{
    for (size_t i = 0; i < len; i++) {
        if (a[i] != b[i]) {
            return false;
        }
    }
    return true;
}

static bool nobody(const tk_uuid_t *id)
{
    static const tk_uuid_t none;
    return tk_uuid_same(id, &none);
}

void tk_update_enter(tk_update_t *u, tk_update_state_t state)
{
    u->kept.state = (uint8_t)state;
    u->kept.told = false;
    u->fresh = true;
}

void tk_update_fail(tk_update_t *u, tk_reason_t reason)
{
    if (u->fetching) {
        u->fetching = false;
        u->port->stop_fetch(u->port->ctx);
    }
    u->kept.reason = (uint8_t)reason;
    tk_update_enter(u, TK_UPDATE_FAILED);
    tk_remember(u); /* when it cannot be kept, the hub's next offer finds it out again */
}

bool tk_update_late(const tk_update_t *u, const tk_fitness_t *fit)
{
    return fit->wall_ms != 0 && u->kept.offer.not_after_ms != 0 && fit->wall_ms >= u->kept.offer.not_after_ms;
}

void tk_update_init(tk_update_t *u, const tk_identity_t *self, const tk_update_port_t *port, int running,
                    uint64_t now_ms)
{
    tk_zero(u, sizeof *u);
    u->self = self;
    u->port = port;
    u->slot = (uint8_t)running;
    u->now_ms = now_ms;
    u->backoff = (tk_backoff_t){.first_ms = 2000, .most_ms = 60000};
    tk_recall(u);
    tk_trial_init(u);
    u->fresh = !u->kept.told;
}

static void refuse(tk_update_t *u, const tk_uuid_t *id, tk_update_state_t state, tk_reason_t reason)
{
    u->refusal = (tk_refusal_t){.id = *id, .state = (uint8_t)state, .reason = (uint8_t)reason};
}

/* The same bytes under a new id: what is in the slot already is as good as it was. */
static bool goes_on(const tk_update_t *u)
{
    bool stopped = u->kept.state == TK_UPDATE_DOWNLOAD ||
                   (u->kept.state == TK_UPDATE_FAILED &&
                    (u->kept.reason == TK_REASON_WINDOW || u->kept.reason == TK_REASON_DOWNLOAD));
    return stopped && u->kept.target != u->slot && tk_same_bytes(u->next.header, u->kept.offer.header, TK_HEADER);
}

static void begin(tk_update_t *u)
{
    bool go_on = goes_on(u);
    if (u->kept.state == TK_UPDATE_DOWNLOAD) {
        refuse(u, &u->kept.offer.id, TK_UPDATE_FAILED, TK_REASON_REPLACED);
        u->fetching = false;
        u->port->stop_fetch(u->port->ctx);
    }
    u->kept.offer = u->next;
    tk_header_read(&u->header, u->kept.offer.header);
    u->kept.target = (uint8_t)(1 - u->slot);
    u->kept.received = go_on ? u->kept.received / TK_UPDATE_SECTOR * TK_UPDATE_SECTOR : 0;
    u->kept.tries = 0;
    u->kept.reason = TK_REASON_NONE;
    tk_update_enter(u, TK_UPDATE_DOWNLOAD);
    tk_fetch_begin(u);
}

void tk_update_offer(tk_update_t *u, const tk_fitness_t *fit, uint64_t now_ms)
{
    tk_header_t h;
    const tk_offer_t *o = &u->next;
    u->now_ms = now_ms;
    if (u->kept.state != TK_UPDATE_IDLE && tk_uuid_same(&o->id, &u->kept.offer.id)) {
        u->fresh = true; /* told once more; nothing is done twice */
        return;
    }
    if (tk_uuid_same(&o->id, &u->kept.bad)) {
        refuse(u, &o->id, TK_UPDATE_ROLLED_BACK, TK_REASON_REPEATED);
        return;
    }
    if (!tk_update_over(u) && u->kept.state != TK_UPDATE_DOWNLOAD) {
        refuse(u, &o->id, TK_UPDATE_FAILED, TK_REASON_BUSY);
        return;
    }
    tk_reason_t no = tk_image_check(u->self, &u->port->crypto, o->header, tk_update_room(u), u->kept.floor, &h);
    if (no == TK_REASON_NONE && o->size != TK_HEADER + h.length) {
        no = TK_REASON_SIZE;
    }
    if (no == TK_REASON_NONE && fit->wall_ms != 0 && o->not_after_ms != 0 && fit->wall_ms >= o->not_after_ms) {
        no = TK_REASON_WINDOW;
    }
    if (no != TK_REASON_NONE) {
        refuse(u, &o->id, TK_UPDATE_FAILED, no);
        return;
    }
    begin(u);
}

uint64_t tk_update_poll(tk_update_t *u, const tk_fitness_t *fit, uint64_t now_ms)
{
    u->now_ms = now_ms;
    if (u->gone) {
        return UINT64_MAX;
    }
    switch (u->kept.state) {
    case TK_UPDATE_DOWNLOAD:
        return tk_fetch_poll(u, fit);
    case TK_UPDATE_VERIFY:
        return tk_verify_poll(u);
    case TK_UPDATE_ARMED:
    case TK_UPDATE_REBOOT:
        return tk_trial_armed(u, fit);
    case TK_UPDATE_SELF_TEST:
        return tk_trial_poll(u, fit);
    default:
        return UINT64_MAX;
    }
}

bool tk_update_news(tk_update_t *u, tk_news_t *out, uint16_t **packet)
{
    if (u->refusal.reason != TK_REASON_NONE && u->refusal.packet == 0) {
        *out = (tk_news_t){.id = u->refusal.id,
                           .state = STATES[u->refusal.state],
                           .reason = tk_reason_text((tk_reason_t)u->refusal.reason)};
        *packet = &u->refusal.packet;
        return true;
    }
    if (!u->fresh || u->kept.state == TK_UPDATE_IDLE || nobody(&u->kept.offer.id)) {
        return false;
    }
    u->fresh = false;
    *out = (tk_news_t){.id = u->kept.offer.id,
                       .state = STATES[u->kept.state],
                       .reason = tk_reason_text((tk_reason_t)u->kept.reason),
                       .version = {u->header.version[0], u->header.version[1], u->header.version[2]},
                       .received = u->kept.received + (u->kept.received > 0 ? TK_HEADER : 0),
                       .size = u->kept.offer.size};
    *packet = &u->packet;
    return true;
}

void tk_update_acknowledged(tk_update_t *u, uint16_t packet)
{
    if (u->refusal.packet == packet) {
        u->refusal = (tk_refusal_t){.reason = TK_REASON_NONE};
    }
    if (u->packet != packet || u->kept.told) {
        return;
    }
    u->packet = 0;
    u->kept.told = !u->fresh; /* something else has happened meanwhile */
    if (u->kept.told && tk_update_over(u)) {
        tk_remember(u);
    }
}

void tk_update_connected(tk_update_t *u)
{
    u->packet = 0;
    u->refusal.packet = 0;
    u->fresh = u->fresh || !u->kept.told;
}
