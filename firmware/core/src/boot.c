#include "tk/boot.h"
#include "bytes.h"
#include "tk/text.h"

#define RECORD   32
#define STATE_AT 24
#define CRC_AT   28
#define ONES     0xFFFFFFFFu

typedef struct {
    uint32_t seq;
    uint32_t state;
    bool sound; /* seq and CRC agree */
} record_t;

/* ESP-IDF seeds its CRC with ones before it inverts them once more: a CRC over 4 bytes that starts from zero. */
static uint32_t seal(uint32_t seq)
{
    uint32_t crc = 0;
    for (int i = 0; i < 4; i++) {
        crc ^= (seq >> (8 * i)) & 255u;
        for (int bit = 0; bit < 8; bit++) {
            crc = (crc >> 1) ^ (0xEDB88320u & (0u - (crc & 1u)));
        }
    }
    return ~crc;
}

static record_t read(const tk_boot_flash_t *flash, int sector)
{
    uint8_t b[RECORD];
    record_t r = {.seq = ONES, .state = ONES};
    if (flash->read(flash->ctx, (uint32_t)sector * TK_BOOT_SECTOR, b, sizeof b) == 0) {
        r.seq = tk_get32(b);
        r.state = tk_get32(b + STATE_AT);
        r.sound = r.seq != ONES && r.seq != 0 && tk_get32(b + CRC_AT) == seal(r.seq);
    }
    return r;
}

static int write(const tk_boot_flash_t *flash, int sector, uint32_t seq, uint32_t state)
{
    uint8_t b[RECORD];
    for (int i = 0; i < RECORD; i++) {
        b[i] = 0xFF;
    }
    tk_put32(b, seq);
    tk_put32(b + STATE_AT, state);
    tk_put32(b + CRC_AT, seal(seq));
    uint32_t at = (uint32_t)sector * TK_BOOT_SECTOR;
    if (flash->erase(flash->ctx, at) < 0) {
        return -1;
    }
    return flash->write(flash->ctx, at, b, sizeof b);
}

static bool bootable(const record_t *r)
{
    return r->sound && r->state != TK_BOOT_INVALID && r->state != TK_BOOT_ABORTED;
}

/* Sector of the active record, or -1. */
static int active(const record_t r[2])
{
    if (bootable(&r[0]) && bootable(&r[1])) {
        return r[0].seq > r[1].seq ? 0 : 1;
    }
    return bootable(&r[0]) ? 0 : bootable(&r[1]) ? 1 : -1;
}

static int slot_of(const record_t *r)
{
    return (int)((r->seq - 1) % TK_BOOT_SLOTS);
}

int tk_boot_choose(const tk_boot_flash_t *flash)
{
    record_t r[2];
    for (int i = 0; i < 2; i++) {
        r[i] = read(flash, i);
        if (r[i].sound && r[i].state == TK_BOOT_PENDING) {
            r[i].state = TK_BOOT_ABORTED;
            write(flash, i, r[i].seq, TK_BOOT_ABORTED); /* when it fails it is aborted for this time all the same */
        }
    }
    int at = active(r);
    if (at < 0) {
        return 0;
    }
    if (r[at].state == TK_BOOT_NEW && write(flash, at, r[at].seq, TK_BOOT_PENDING) < 0) {
        /* It must not run unless the next reset can tell that it has run. */
        r[at].sound = false;
        at = active(r);
        return at < 0 ? 0 : slot_of(&r[at]);
    }
    return slot_of(&r[at]);
}

/* Sector of the record that speaks of the slot, or -1: the active one before one that no longer counts. */
static int about(const record_t r[2], int slot)
{
    int found = active(r);
    if (found >= 0 && slot_of(&r[found]) == slot) {
        return found;
    }
    found = -1;
    for (int i = 0; i < 2; i++) {
        if (r[i].sound && slot_of(&r[i]) == slot && (found < 0 || r[i].seq > r[found].seq)) {
            found = i;
        }
    }
    return found;
}

tk_boot_state_t tk_boot_state(const tk_boot_flash_t *flash, int slot)
{
    const record_t r[2] = {read(flash, 0), read(flash, 1)};
    int at = about(r, slot);
    if (at < 0) {
        return TK_BOOT_NONE;
    }
    return r[at].state <= TK_BOOT_ABORTED ? (tk_boot_state_t)r[at].state : TK_BOOT_UNDEFINED;
}

int tk_boot_set_next(const tk_boot_flash_t *flash, int slot)
{
    const record_t r[2] = {read(flash, 0), read(flash, 1)};
    int at = active(r);
    uint32_t seq = at < 0 ? (uint32_t)slot + 1 : r[at].seq + 1;
    if (at >= 0 && slot_of(&(record_t){.seq = seq}) != slot) {
        seq++;
    }
    return write(flash, at == 0 ? 1 : 0, seq, TK_BOOT_NEW);
}

static int mark(const tk_boot_flash_t *flash, int running, tk_boot_state_t state)
{
    const record_t r[2] = {read(flash, 0), read(flash, 1)};
    int at = about(r, running);
    if (at < 0) {
        return -1;
    }
    return r[at].state == (uint32_t)state ? 0 : write(flash, at, r[at].seq, (uint32_t)state);
}

int tk_boot_confirm(const tk_boot_flash_t *flash, int running)
{
    return mark(flash, running, TK_BOOT_VALID);
}

int tk_boot_give_up(const tk_boot_flash_t *flash, int running)
{
    return mark(flash, running, TK_BOOT_INVALID);
}
