#include "upgrade.h"
#include "keys.h"
#include "world.h"
#include <stdio.h>

#define KEPT    "update" /* file in the state directory */
#define AT_ONCE 16       /* reads before the node gets its turn again */

static int slot_read(void *ctx, int slot, uint32_t at, uint8_t *data, size_t len)
{
    return slots_read(&((upgrade_t *)ctx)->slots, slot, at, data, len);
}

static int slot_write(void *ctx, int slot, uint32_t at, const uint8_t *data, size_t len)
{
    return slots_write(&((upgrade_t *)ctx)->slots, slot, at, data, len);
}

static int slot_erase(void *ctx, int slot, uint32_t at)
{
    return slots_erase(&((upgrade_t *)ctx)->slots, slot, at);
}

static tk_boot_state_t boot_state(void *ctx, int slot)
{
    const tk_boot_flash_t records = slots_records(&((upgrade_t *)ctx)->slots);
    return tk_boot_state(&records, slot);
}

static int set_next(void *ctx, int slot)
{
    const tk_boot_flash_t records = slots_records(&((upgrade_t *)ctx)->slots);
    return tk_boot_set_next(&records, slot);
}

static int confirm(void *ctx, int running)
{
    const tk_boot_flash_t records = slots_records(&((upgrade_t *)ctx)->slots);
    return tk_boot_confirm(&records, running);
}

static int give_up(void *ctx, int running)
{
    const tk_boot_flash_t records = slots_records(&((upgrade_t *)ctx)->slots);
    return tk_boot_give_up(&records, running);
}

static int keep(void *ctx, const uint8_t *data, size_t len)
{
    return store_put(((upgrade_t *)ctx)->store, KEPT, data, len);
}

static size_t recall(void *ctx, uint8_t *data, size_t cap)
{
    return store_get(((upgrade_t *)ctx)->store, KEPT, data, cap);
}

static void fetch(void *ctx, const char *url, uint32_t from)
{
    upgrade_t *u = ctx;
    world_log("firmware: fetching %s from byte %u", url, from);
    u->pending = download_start(&u->download, url, from, u->update.kept.offer.size, u->update.now_ms);
}

static void stop_fetch(void *ctx)
{
    upgrade_t *u = ctx;
    u->pending = 0;
    download_stop(&u->download);
}

static uint32_t random_bits(void *ctx)
{
    (void)ctx;
    return world_random();
}

static void reset(void *ctx)
{
    ((upgrade_t *)ctx)->wants_reset = true;
}

void upgrade_version(const char *text, uint16_t out[3])
{
    unsigned v[3] = {0};
    sscanf(text, "%5u.%5u.%5u", &v[0], &v[1], &v[2]);
    for (int i = 0; i < 3; i++) {
        out[i] = (uint16_t)v[i];
    }
}

int upgrade_init(upgrade_t *u, config_t *config, store_t *store, int slot, uint64_t now_ms, char *error, size_t cap)
{
    u->store = store;
    u->self = (tk_identity_t){.board = config->node.board->id, .chip = config->node.board->chip};
    upgrade_version(config->node.firmware_version, u->self.version);
    for (int i = 0; i < config->keys; i++) {
        if (keys_add(&u->self, config->key_file[i], config->key_revoked[i], error, cap) < 0) {
            return -1;
        }
    }
    if (slots_open(&u->slots, config->state_dir, error, cap) < 0) {
        return -1;
    }
    if (psa_begin(&u->psa) < 0 || download_init(&u->download, config->ca, config->cert, config->key) < 0) {
        snprintf(error, cap, "updates: %s", u->download.link.error);
        return -1;
    }
    u->port = (tk_update_port_t){.ctx = u,
                                 .crypto = psa_crypto(&u->psa),
                                 .slot_size = SLOT_SIZE,
                                 .slot_read = slot_read,
                                 .slot_write = slot_write,
                                 .slot_erase = slot_erase,
                                 .boot_state = boot_state,
                                 .set_next = set_next,
                                 .confirm = confirm,
                                 .give_up = give_up,
                                 .keep = keep,
                                 .recall = recall,
                                 .fetch = fetch,
                                 .stop_fetch = stop_fetch,
                                 .random = random_bits,
                                 .reset = reset};
    tk_update_init(&u->update, &u->self, &u->port, slot, now_ms);
    config->node.update = &u->update;
    return 0;
}

void upgrade_free(upgrade_t *u)
{
    download_free(&u->download);
    slots_close(&u->slots);
}

static void tell_end(upgrade_t *u, tk_node_t *node, int how, uint64_t now_ms)
{
    world_log("firmware: %s", u->download.error);
    const tk_event_t event = {.kind = TK_IMAGE_END, .end = how == DOWNLOAD_REFUSED ? TK_FETCH_REFUSED : TK_FETCH_AWAY};
    u->pending = 0;
    tk_node_event(node, &event, now_ms);
}

void upgrade_tend(upgrade_t *u, tk_node_t *node, uint64_t now_ms)
{
    uint8_t bytes[16384];
    if (u->pending < 0) {
        tell_end(u, node, u->pending, now_ms);
        return;
    }
    u->more = false;
    if (u->download.state == DOWNLOAD_NONE) {
        return;
    }
    /* TLS may hold bytes that the socket no longer shows. */
    int n = 1;
    for (int i = 0; i < AT_ONCE && n > 0; i++) {
        n = download_read(&u->download, bytes, sizeof bytes, now_ms);
        if (n > 0) {
            const tk_event_t event = {.kind = TK_IMAGE, .data = bytes, .len = (size_t)n};
            tk_node_event(node, &event, now_ms);
        }
    }
    u->more = n > 0;
    if (n < 0) {
        tell_end(u, node, n, now_ms);
    }
}

struct pollfd upgrade_wait(const upgrade_t *u)
{
    bool waits = u->download.state != DOWNLOAD_NONE;
    return (struct pollfd){.fd = waits ? u->download.link.fd : -1,
                           .events = waits ? link_events(&u->download.link) : (short)0};
}
