#include "board_model.h"
#include <string.h>

/* An operation on flash or in storage; false: the power is gone. */
static bool powered(board_model_t *b)
{
    if (b->dark) {
        return false;
    }
    b->operations++;
    if (b->cut_in == 0) {
        b->dark = true;
        return false;
    }
    b->cut_in -= b->cut_in > 0 ? 1 : 0;
    return true;
}

static int at_erase(board_model_t *b, uint32_t at)
{
    if (!powered(b)) {
        /* Half of the sector is gone when the power goes. */
        memset(b->flash.byte + at, 0xFF, b->cut_in == 0 ? TK_UPDATE_SECTOR / 2 : 0);
        b->cut_in = -1;
        return -1;
    }
    return flash_erase(&b->flash, at);
}

static int at_write(board_model_t *b, uint32_t at, const uint8_t *data, size_t len)
{
    if (!powered(b)) {
        if (b->cut_in == 0) {
            flash_write(&b->flash, at, data, len / 2);
        }
        b->cut_in = -1;
        return -1;
    }
    return flash_write(&b->flash, at, data, len);
}

static int at_read(const board_model_t *b, uint32_t at, uint8_t *data, size_t len)
{
    memcpy(data, b->flash.byte + at, len);
    return b->dark ? -1 : 0;
}

static uint32_t place(int slot, uint32_t at)
{
    return MODEL_RECORDS + (uint32_t)slot * MODEL_SLOT + at;
}

static int slot_read(void *ctx, int slot, uint32_t at, uint8_t *data, size_t len)
{
    return at_read(ctx, place(slot, at), data, len);
}

static int slot_write(void *ctx, int slot, uint32_t at, const uint8_t *data, size_t len)
{
    board_model_t *b = ctx;
    b->confirmed[slot] = false;
    return at_write(b, place(slot, at), data, len);
}

static int slot_erase(void *ctx, int slot, uint32_t at)
{
    board_model_t *b = ctx;
    b->confirmed[slot] = false;
    return at_erase(b, place(slot, at));
}

static int record_read(void *ctx, uint32_t at, uint8_t *data, size_t len)
{
    return at_read(ctx, at, data, len);
}

static int record_write(void *ctx, uint32_t at, const uint8_t *data, size_t len)
{
    return at_write(ctx, at, data, len);
}

static int record_erase(void *ctx, uint32_t at)
{
    return at_erase(ctx, at);
}

static tk_boot_flash_t records(board_model_t *b)
{
    return (tk_boot_flash_t){.ctx = b, .read = record_read, .write = record_write, .erase = record_erase};
}

static tk_boot_state_t boot_state(void *ctx, int slot)
{
    const tk_boot_flash_t flash = records(ctx);
    return tk_boot_state(&flash, slot);
}

/* What a careless hand would write: the new record over the one that counts. */
static int overwrite(board_model_t *b, int slot)
{
    const tk_boot_flash_t flash = records(b);
    uint8_t record[32];
    for (uint32_t at = 0; at < MODEL_RECORDS; at += TK_BOOT_SECTOR) {
        at_read(b, at, record, sizeof record);
        if (boot_state(b, b->running) == TK_BOOT_VALID && (record[0] - 1) % 2 == b->running) {
            at_erase(b, at);
        }
    }
    return tk_boot_set_next(&flash, slot);
}

static int set_next(void *ctx, int slot)
{
    board_model_t *b = ctx;
    const tk_boot_flash_t flash = records(b);
    return b->overwrites ? overwrite(b, slot) : tk_boot_set_next(&flash, slot);
}

static int confirm(void *ctx, int running)
{
    board_model_t *b = ctx;
    const tk_boot_flash_t flash = records(b);
    int err = tk_boot_confirm(&flash, running);
    b->confirmed[running] = b->confirmed[running] || err == 0;
    return err;
}

static int give_up(void *ctx, int running)
{
    const tk_boot_flash_t flash = records(ctx);
    return tk_boot_give_up(&flash, running);
}

static int keep(void *ctx, const uint8_t *data, size_t len)
{
    board_model_t *b = ctx;
    if (!powered(b)) {
        b->cut_in = -1;
        return -1;
    }
    memcpy(b->kept, data, len);
    b->kept_len = len;
    return 0;
}

static size_t recall(void *ctx, uint8_t *data, size_t cap)
{
    board_model_t *b = ctx;
    size_t len = b->kept_len < cap ? b->kept_len : cap;
    memcpy(data, b->kept, len);
    return len;
}

static void fetch(void *ctx, const char *url, uint32_t from)
{
    board_model_t *b = ctx;
    (void)url;
    b->fetching = true;
    b->fetch_from = from;
    b->fetches++;
}

static void stop_fetch(void *ctx)
{
    ((board_model_t *)ctx)->fetching = false;
}

/* The same question is asked in thousands of power cuts; each is answered once. */
static bool verify(void *ctx, const uint8_t point[TK_KEY_POINT], const uint8_t digest[TK_SHA256],
                   const uint8_t signature[TK_SIGNATURE])
{
    static uint8_t asked[TK_KEY_POINT + TK_SHA256 + TK_SIGNATURE];
    static bool answer;
    uint8_t question[sizeof asked];
    memcpy(question, point, TK_KEY_POINT);
    memcpy(question + TK_KEY_POINT, digest, TK_SHA256);
    memcpy(question + TK_KEY_POINT + TK_SHA256, signature, TK_SIGNATURE);
    if (memcmp(question, asked, sizeof asked) != 0) {
        answer = maker_crypto().verify(ctx, point, digest, signature);
        memcpy(asked, question, sizeof asked);
    }
    return answer;
}

static uint32_t random(void *ctx)
{
    (void)ctx;
    return 4;
}

static void reset(void *ctx)
{
    ((board_model_t *)ctx)->wants_reset = true;
}

void board_new(board_model_t *b, int running)
{
    memset(b, 0, sizeof *b);
    flash_new(&b->flash, MODEL_RECORDS + 2 * MODEL_SLOT);
    maker_noise(b->flash.byte + place(1 - running, 0), MODEL_SLOT, 99);
    b->cut_in = -1;
    b->now = 1000;
    b->key = maker_key(0, b->self.key[0].point);
    b->self.board = 1;
    b->self.version[0] = 1;
    b->self.keys = 1;
    b->confirmed[running] = true;
    b->fit = (tk_fitness_t){.wall_ms = 1795420800000, .up = true, .rests = true, .sensors = 8, .configured = 3};
    b->port = (tk_update_port_t){.ctx = b,
                                 .crypto = maker_crypto(),
                                 .slot_size = MODEL_SLOT,
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
                                 .random = random,
                                 .reset = reset};
    b->port.crypto.verify = verify;
    if (running == 1) {
        const tk_boot_flash_t flash = records(b);
        tk_boot_set_next(&flash, 1);
        tk_boot_choose(&flash);
        tk_boot_confirm(&flash, 1);
    }
    board_start(b);
}

void board_start(board_model_t *b)
{
    b->dark = false;
    b->wants_reset = false;
    b->fetching = false;
    const tk_boot_flash_t flash = records(b);
    b->running = tk_boot_choose(&flash);
    const uint8_t *header = b->flash.byte + place(b->running, MODEL_SLOT - TK_UPDATE_SECTOR);
    b->self.version[0] = memcmp(header, "TKF1", 4) == 0 ? header[10] : 1;
    b->starts++;
    b->fouls += b->confirmed[b->running] || boot_state(b, b->running) == TK_BOOT_PENDING || b->dark ? 0 : 1;
    if (!b->dark) {
        tk_update_init(&b->update, &b->self, &b->port, b->running, b->now);
        tk_update_connected(&b->update);
    }
}

void board_offer(board_model_t *b, int id)
{
    tk_offer_t *o = &b->update.next;
    memset(o, 0, sizeof *o);
    o->id.b[15] = (uint8_t)id;
    o->size = b->file_size;
    memcpy(o->header, b->file, TK_HEADER);
    strcpy(o->url, "https://hub/firmware");
    tk_update_offer(&b->update, &b->fit, b->now);
}

static void deliver(board_model_t *b)
{
    uint8_t piece[700];
    if (!b->fetching) {
        return;
    }
    if (b->file == NULL) {
        tk_update_end(&b->update, TK_FETCH_AWAY, b->now);
        return;
    }
    size_t left = b->file_size - b->fetch_from;
    size_t len = left < sizeof piece ? left : sizeof piece;
    memcpy(piece, b->file + b->fetch_from, len);
    b->fetch_from += (uint32_t)len;
    tk_update_data(&b->update, piece, len, b->now);
}

static void listen(board_model_t *b)
{
    uint16_t *packet;
    tk_news_t news;
    while (tk_update_news(&b->update, &news, &packet)) {
        *packet = 7;
        b->said[b->says++ % 64] = news;
        if (!b->deaf && b->fit.up) {
            tk_update_acknowledged(&b->update, 7);
        }
    }
}

void board_turn(board_model_t *b, uint64_t ms)
{
    if (!b->dark) {
        deliver(b);
    }
    if (!b->dark) {
        uint64_t at = tk_update_poll(&b->update, &b->fit, b->now);
        b->update.due_ms = at;
    }
    if (!b->dark) {
        listen(b);
    }
    b->now += ms;
    if (b->wants_reset && !b->dark) {
        board_start(b);
    }
}

bool board_settle(board_model_t *b)
{
    for (int i = 0; i < 5000 && !b->dark; i++) {
        board_turn(b, 500);
        if (b->update.kept.state >= TK_UPDATE_CONFIRMED && b->update.kept.told) {
            return true;
        }
    }
    return false;
}

const char *board_last(const board_model_t *b)
{
    return b->says == 0 ? "" : b->said[(b->says - 1) % 64].state;
}

const char *board_last_reason(const board_model_t *b)
{
    const char *reason = b->says == 0 ? NULL : b->said[(b->says - 1) % 64].reason;
    return reason != NULL ? reason : "";
}
