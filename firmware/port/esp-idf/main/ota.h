/* ota.h - the two application partitions and otadata, as tk_update_port_t wants them.
 *
 * Who writes what: the core decides and writes the other slot's bytes, by esp_partition_*; otadata is ESP-IDF's alone,
 * changed by three calls of esp_ota_*. tk/boot.h is not used here: the chip's boot loader does what it describes.
 * esp_ota_begin and esp_ota_write are not used either: a download goes on where it broke off, over resets, and is read
 * back before it counts, and esp_ota_end's look at the image is made by esp_ota_set_boot_partition too.
 */
#pragma once
#include "tk/update.h"

/* Slot that runs, 0 or 1; -1 when there are not two of the same size, or another partition runs: then no updates. */
int ota_open(void);
uint32_t ota_size(void); /* bytes of one */

/* All for tk_update_port_t, ctx is not used. 0 or negative. What runs is never written. */
int ota_read(void *ctx, int slot, uint32_t at, uint8_t *data, size_t len);
int ota_write(void *ctx, int slot, uint32_t at, const uint8_t *data, size_t len);
int ota_erase(void *ctx, int slot, uint32_t at);
tk_boot_state_t ota_state(void *ctx, int slot);
int ota_set_next(void *ctx, int slot);
int ota_confirm(void *ctx, int running);
int ota_give_up(void *ctx, int running);
