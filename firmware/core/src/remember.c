#include "update.h"

#define FORMAT 1

_Static_assert(offsetof(tk_kept_t, floor) == 4, "every format has the floor there");

int tk_remember(tk_update_t *u)
{
    u->kept.format = FORMAT;
    u->kept.sum = tk_crc32(&u->kept, offsetof(tk_kept_t, sum));
    return u->port->keep(u->port->ctx, (const uint8_t *)&u->kept, sizeof u->kept);
}

void tk_recall(tk_update_t *u)
{
    tk_kept_t *k = &u->kept;
    size_t len = u->port->recall(u->port->ctx, (uint8_t *)k, sizeof *k);
    bool ours = len == sizeof *k && k->format == FORMAT;
    bool whole = ours && k->sum == tk_crc32(k, offsetof(tk_kept_t, sum)) && k->state <= TK_UPDATE_FAILED &&
                 k->reason < TK_REASONS && k->target < TK_BOOT_SLOTS;
    uint32_t floor = len >= 8 && (whole || k->format != FORMAT) ? k->floor : 0;
    if (!whole || !tk_header_read(&u->header, k->offer.header)) {
        /* Nothing that we could go on with: the hub offers again. */
        tk_zero(k, sizeof *k);
        k->floor = floor;
        k->target = (uint8_t)(1 - u->slot);
    }
}
