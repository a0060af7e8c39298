#define _POSIX_C_SOURCE 200809L
#include "slots.h"
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define RECORDS TK_BOOT_SLOTS

static const struct {
    const char *name;
    uint32_t size;
} FILES[TK_BOOT_SLOTS + 1] = {{"slot0.img", SLOT_SIZE}, {"slot1.img", SLOT_SIZE}, {"flash.bin", 2 * TK_BOOT_SECTOR}};

static int open_one(slots_t *s, int i, const char *dir)
{
    char path[600];
    struct stat st;
    snprintf(path, sizeof path, "%s/%s", dir, FILES[i].name);
    s->file[i] = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    if (s->file[i] < 0 || fstat(s->file[i], &st) != 0) {
        return -1;
    }
    for (uint32_t at = (uint32_t)st.st_size / TK_UPDATE_SECTOR * TK_UPDATE_SECTOR; at < FILES[i].size;
         at += TK_UPDATE_SECTOR) {
        if (slots_erase(s, i, at) < 0) {
            return -1;
        }
    }
    return 0;
}

int slots_open(slots_t *s, const char *dir, char *error, size_t cap)
{
    for (int i = 0; i <= RECORDS; i++) {
        s->file[i] = -1;
    }
    if (mkdir(dir, 0700) != 0 && errno != EEXIST) {
        snprintf(error, cap, "state_dir %s: %s", dir, strerror(errno));
        return -1;
    }
    for (int i = 0; i <= RECORDS; i++) {
        if (open_one(s, i, dir) < 0) {
            snprintf(error, cap, "%s/%s: %s", dir, FILES[i].name, strerror(errno));
            return -1;
        }
    }
    return 0;
}

void slots_close(slots_t *s)
{
    for (int i = 0; i <= RECORDS; i++) {
        if (s->file[i] >= 0) {
            close(s->file[i]);
        }
    }
}

int slots_read(const slots_t *s, int slot, uint32_t at, uint8_t *data, size_t len)
{
    return pread(s->file[slot], data, len, (off_t)at) == (ssize_t)len ? 0 : -1;
}

int slots_write(const slots_t *s, int slot, uint32_t at, const uint8_t *data, size_t len)
{
    uint8_t now[TK_UPDATE_SECTOR];
    if (len > sizeof now || at + len > FILES[slot].size || slots_read(s, slot, at, now, len) < 0) {
        return -1;
    }
    for (size_t i = 0; i < len; i++) {
        now[i] &= data[i];
    }
    return pwrite(s->file[slot], now, len, (off_t)at) == (ssize_t)len ? 0 : -1;
}

int slots_erase(const slots_t *s, int slot, uint32_t at)
{
    uint8_t ones[TK_UPDATE_SECTOR];
    memset(ones, 0xFF, sizeof ones);
    return pwrite(s->file[slot], ones, sizeof ones, (off_t)at) == (ssize_t)sizeof ones ? 0 : -1;
}

static int records_read(void *ctx, uint32_t at, uint8_t *data, size_t len)
{
    return slots_read(ctx, RECORDS, at, data, len);
}

static int records_write(void *ctx, uint32_t at, const uint8_t *data, size_t len)
{
    return slots_write(ctx, RECORDS, at, data, len);
}

static int records_erase(void *ctx, uint32_t at)
{
    return slots_erase(ctx, RECORDS, at);
}

tk_boot_flash_t slots_records(slots_t *s)
{
    return (tk_boot_flash_t){.ctx = s, .read = records_read, .write = records_write, .erase = records_erase};
}

tk_reason_t slots_judge(const slots_t *s, int slot, const tk_identity_t *self, const tk_crypto_t *crypto,
                        tk_header_t *out)
{
    uint8_t bytes[TK_UPDATE_SECTOR];
    uint8_t sum[TK_SHA256];
    if (slots_read(s, slot, SLOT_SIZE - TK_UPDATE_SECTOR, bytes, TK_HEADER) < 0) {
        return TK_REASON_FLASH;
    }
    tk_reason_t no = tk_image_signed(self, crypto, bytes);
    if (no != TK_REASON_NONE || !tk_header_read(out, bytes) || out->length > SLOT_SIZE - TK_UPDATE_SECTOR) {
        return no != TK_REASON_NONE ? no : TK_REASON_SIZE;
    }
    crypto->hash_begin(crypto->ctx);
    for (uint32_t at = 0; at < out->length;) {
        size_t len = out->length - at < sizeof bytes ? out->length - at : sizeof bytes;
        if (slots_read(s, slot, at, bytes, len) < 0) {
            return TK_REASON_FLASH;
        }
        crypto->hash_add(crypto->ctx, bytes, len);
        at += (uint32_t)len;
    }
    crypto->hash_end(crypto->ctx, sum);
    return memcmp(sum, out->sha256, sizeof sum) == 0 ? TK_REASON_NONE : TK_REASON_SHA256;
}
