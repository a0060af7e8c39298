#include "update.h"

#define HEADER_PLACE(u) ((u)->port->slot_size - TK_UPDATE_SECTOR)
#define AT_ONCE         (TK_UPDATE_SECTOR / TK_UPDATE_BLOCK)

void tk_fetch_begin(tk_update_t *u)
{
    u->filled = 0;
    u->fetching = false;
    u->next_ms = u->now_ms;
    tk_backoff_reset(&u->backoff);
    /* First what says that there is an image, then the image. */
    if (u->port->slot_erase(u->port->ctx, u->kept.target, HEADER_PLACE(u)) < 0 || tk_remember(u) < 0) {
        tk_update_fail(u, TK_REASON_FLASH);
    }
}

static void later(tk_update_t *u)
{
    u->fetching = false;
    u->next_ms = u->now_ms + 500 + tk_backoff_next(&u->backoff, u->port->random(u->port->ctx));
}

void tk_update_end(tk_update_t *u, tk_fetch_end_t how, uint64_t now_ms)
{
    u->now_ms = now_ms;
    if (u->kept.state != TK_UPDATE_DOWNLOAD || !u->fetching) {
        return;
    }
    u->fetching = false;
    if (how == TK_FETCH_REFUSED) {
        tk_update_fail(u, TK_REASON_DOWNLOAD);
    } else {
        later(u);
    }
}

/* One block, or the last bytes of the image. */
static int flush(tk_update_t *u)
{
    const tk_update_port_t *p = u->port;
    if (u->kept.received % TK_UPDATE_SECTOR == 0 && p->slot_erase(p->ctx, u->kept.target, u->kept.received) < 0) {
        return -1;
    }
    /* Some chips write 16 bytes at a time, so the last block is filled up with ones, which write nothing. */
    size_t len = u->filled;
    while (len % 16 != 0) {
        u->block[len++] = 0xFF;
    }
    if (p->slot_write(p->ctx, u->kept.target, u->kept.received, u->block, len) < 0) {
        return -1;
    }
    u->kept.received += u->filled;
    u->filled = 0;
    if (u->kept.received % TK_UPDATE_SAVE == 0) {
        tk_remember(u); /* when it fails, more is fetched again after a reset */
        tk_backoff_reset(&u->backoff);
        u->fresh = true;
    }
    return 0;
}

static size_t smaller(size_t a, size_t b)
{
    return a < b ? a : b;
}

void tk_update_data(tk_update_t *u, const uint8_t *data, size_t len, uint64_t now_ms)
{
    u->now_ms = now_ms;
    while (len > 0 && u->kept.state == TK_UPDATE_DOWNLOAD && u->fetching) {
        uint32_t missing = u->header.length - u->kept.received - u->filled;
        size_t take = smaller(smaller(len, missing), TK_UPDATE_BLOCK - (size_t)u->filled);
        tk_copy(u->block + u->filled, data, take);
        u->filled = (uint16_t)(u->filled + take);
        data += take;
        len -= take;
        if (u->filled < TK_UPDATE_BLOCK && take < missing) {
            continue;
        }
        if (flush(u) < 0) {
            tk_update_fail(u, TK_REASON_FLASH);
        } else if (u->kept.received == u->header.length) {
            u->fetching = false;
            u->port->stop_fetch(u->port->ctx);
            tk_verify_begin(u);
        }
    }
}

uint64_t tk_fetch_poll(tk_update_t *u, const tk_fitness_t *fit)
{
    uint64_t wait = 0;
    if (tk_update_late(u, fit)) {
        tk_update_fail(u, TK_REASON_WINDOW);
        return UINT64_MAX;
    }
    if (fit->wall_ms != 0 && u->kept.offer.not_before_ms > fit->wall_ms) {
        wait = u->kept.offer.not_before_ms - fit->wall_ms;
    }
    if (!u->fetching && wait == 0 && u->kept.received == u->header.length) {
        tk_verify_begin(u); /* all was there before a reset, or before an offer ran out */
        return u->now_ms;
    }
    if (!u->fetching && wait == 0 && u->now_ms >= u->next_ms) {
        u->fetching = true;
        u->port->fetch(u->port->ctx, u->kept.offer.url, TK_HEADER + u->kept.received + u->filled);
    }
    uint64_t at = u->fetching ? u->now_ms + TK_STEADY_MS : u->next_ms;
    return wait > 0 ? u->now_ms + (wait < TK_STEADY_MS ? wait : TK_STEADY_MS) : at;
}

void tk_verify_begin(tk_update_t *u)
{
    u->checked = 0;
    u->filled = 0;
    tk_update_enter(u, TK_UPDATE_VERIFY);
    if (tk_remember(u) < 0) {
        tk_update_fail(u, TK_REASON_FLASH);
        return;
    }
    u->port->crypto.hash_begin(u->port->crypto.ctx);
}

/* The header lies in the slot only once the image before it is known to be whole. */
static bool seal(tk_update_t *u)
{
    const tk_update_port_t *p = u->port;
    uint32_t at = HEADER_PLACE(u);
    return p->slot_erase(p->ctx, u->kept.target, at) == 0 &&
           p->slot_write(p->ctx, u->kept.target, at, u->kept.offer.header, TK_HEADER) == 0 &&
           p->slot_read(p->ctx, u->kept.target, at, u->block, TK_HEADER) == 0 &&
           tk_same_bytes(u->block, u->kept.offer.header, TK_HEADER);
}

static void judge(tk_update_t *u)
{
    uint8_t sum[TK_SHA256];
    u->port->crypto.hash_end(u->port->crypto.ctx, sum);
    /* Once more: what was kept over a reset is not better than what it was kept in. */
    tk_reason_t no =
        tk_image_check(u->self, &u->port->crypto, u->kept.offer.header, tk_update_room(u), u->kept.floor, &u->header);
    if (no == TK_REASON_NONE && !tk_same_bytes(sum, u->header.sha256, TK_SHA256)) {
        no = TK_REASON_SHA256;
    }
    if (no == TK_REASON_NONE && !seal(u)) {
        no = TK_REASON_FLASH;
    }
    if (no != TK_REASON_NONE) {
        u->kept.received = 0;
        tk_update_fail(u, no);
        return;
    }
    u->kept.state = TK_UPDATE_ARMED; /* on the wire nothing new */
}

uint64_t tk_verify_poll(tk_update_t *u)
{
    const tk_update_port_t *p = u->port;
    for (int i = 0; i < AT_ONCE && u->checked < u->header.length; i++) {
        size_t take = smaller(TK_UPDATE_BLOCK, u->header.length - u->checked);
        if (p->slot_read(p->ctx, u->kept.target, u->checked, u->block, take) < 0) {
            tk_update_fail(u, TK_REASON_FLASH);
            return u->now_ms;
        }
        p->crypto.hash_add(p->crypto.ctx, u->block, take);
        u->checked += (uint32_t)take;
    }
    if (u->checked == u->header.length) {
        judge(u);
    }
    return u->now_ms + 1; /* a sector each millisecond: whatever else the node has to do comes between */
}
