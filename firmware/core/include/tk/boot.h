/* tk/boot.h - which of two slots runs: two records on flash, with the meaning that ESP-IDF gives them.
 *
 * Owns:     two sectors of 4 KiB behind tk_boot_flash_t, one 32-byte record in each.
 * Promises: a power cut at any byte leaves a slot that boots; an image that was never marked valid runs only while its
 * record is PENDING (or unreadable in its state word, UNDEFINED: then whoever runs must test itself all the same).
 * Source:   boot loader of ESP-IDF v5.5.5. There it is the SDK's own; a port to that chip maps these calls to
 * esp_ota_*, a process uses them as they are.
 *
 * Record: seq u32, label 20 bytes, state u32, CRC-32 of seq alone. The one with the highest seq is active; its slot is
 * (seq - 1) modulo 2. Choosing the other slot writes the other sector, so a cut leaves the old record whole. Marking
 * valid rewrites the active sector: a cut there falls back to the older image.
 */
#pragma once
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define TK_BOOT_SECTOR 4096
#define TK_BOOT_SLOTS  2

typedef enum {
    TK_BOOT_NEW,     /* never started */
    TK_BOOT_PENDING, /* started, on trial: the next reset gives it up */
    TK_BOOT_VALID,
    TK_BOOT_INVALID, /* gave itself up */
    TK_BOOT_ABORTED, /* was reset on trial */
    TK_BOOT_UNDEFINED,
    TK_BOOT_NONE, /* no record speaks of that slot */
} tk_boot_state_t;

/* Erasing makes ones, writing clears bits. 0 or negative. */
typedef struct {
    void *ctx;
    int (*read)(void *ctx, uint32_t at, uint8_t *data, size_t len);
    int (*write)(void *ctx, uint32_t at, const uint8_t *data, size_t len);
    int (*erase)(void *ctx, uint32_t at);
} tk_boot_flash_t;

/* The boot loader's turn, once each reset: gives up what was on trial, puts what is new on trial. The slot to start; 0
 * when no record is usable. */
int tk_boot_choose(const tk_boot_flash_t *flash);

/* What the newest record of a slot says. */
tk_boot_state_t tk_boot_state(const tk_boot_flash_t *flash, int slot);

/* The rest is for the image that runs, in slot `running`. All: 0 or negative. */
int tk_boot_set_next(const tk_boot_flash_t *flash, int slot); /* NEW: the next reset starts it, on trial */
int tk_boot_confirm(const tk_boot_flash_t *flash, int running);
int tk_boot_give_up(const tk_boot_flash_t *flash, int running); /* INVALID: the next reset starts the other one */
