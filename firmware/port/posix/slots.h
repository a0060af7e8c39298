/* slots.h - the flash of a virtual node that firmware lies in: flash.bin (boot records), slot0.img and slot1.img.
 *
 * Erasing makes ones, writing clears bits, as on a chip. Made when they are not there. The layout of a slot is that of
 * tk/update.h.
 */
#pragma once
#include "tk/boot.h"
#include "tk/image.h"
#include "tk/update.h"

#define SLOT_SIZE 0x1C0000u /* 1.75 MiB, as the partition table of a 4 MB module has it */

typedef struct {
    int file[TK_BOOT_SLOTS + 1]; /* the last one is flash.bin */
} slots_t;

/* 0, or -1 with a sentence in error. */
int slots_open(slots_t *s, const char *dir, char *error, size_t cap);
void slots_close(slots_t *s);

/* 0 or -1. */
int slots_read(const slots_t *s, int slot, uint32_t at, uint8_t *data, size_t len);
int slots_write(const slots_t *s, int slot, uint32_t at, const uint8_t *data, size_t len);
int slots_erase(const slots_t *s, int slot, uint32_t at);

tk_boot_flash_t slots_records(slots_t *s);

/* Whether the slot holds a whole image that a trusted key has signed: what a boot loader asks before it starts it. */
tk_reason_t slots_judge(const slots_t *s, int slot, const tk_identity_t *self, const tk_crypto_t *crypto,
                        tk_header_t *out);
