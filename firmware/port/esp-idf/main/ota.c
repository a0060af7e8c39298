#include "ota.h"
#include "esp_ota_ops.h"

static const esp_partition_t *slot_of[TK_BOOT_SLOTS];
static int running_slot;

int ota_open(void)
{
    const esp_partition_t *running = esp_ota_get_running_partition();
    running_slot = -1;
    for (int i = 0; i < TK_BOOT_SLOTS; i++) {
        slot_of[i] = esp_partition_find_first(ESP_PARTITION_TYPE_APP, ESP_PARTITION_SUBTYPE_APP_OTA_0 + i, NULL);
        if (slot_of[i] != NULL && running != NULL && slot_of[i]->address == running->address) {
            running_slot = i;
        }
    }
    bool two = slot_of[0] != NULL && slot_of[1] != NULL && slot_of[0]->size == slot_of[1]->size;
    return two ? running_slot : -1;
}

uint32_t ota_size(void)
{
    return slot_of[0]->size;
}

static int answer(esp_err_t err)
{
    return err == ESP_OK ? 0 : -1;
}

int ota_read(void *ctx, int slot, uint32_t at, uint8_t *data, size_t len)
{
    (void)ctx;
    return answer(esp_partition_read(slot_of[slot], at, data, len));
}

int ota_write(void *ctx, int slot, uint32_t at, const uint8_t *data, size_t len)
{
    (void)ctx;
    return slot == running_slot ? -1 : answer(esp_partition_write(slot_of[slot], at, data, len));
}

int ota_erase(void *ctx, int slot, uint32_t at)
{
    (void)ctx;
    return slot == running_slot ? -1 : answer(esp_partition_erase_range(slot_of[slot], at, TK_UPDATE_SECTOR));
}

tk_boot_state_t ota_state(void *ctx, int slot)
{
    esp_ota_img_states_t state;
    (void)ctx;
    if (esp_ota_get_state_partition(slot_of[slot], &state) != ESP_OK) {
        return TK_BOOT_NONE;
    }
    switch (state) {
    case ESP_OTA_IMG_NEW:
        return TK_BOOT_NEW;
    case ESP_OTA_IMG_PENDING_VERIFY:
        return TK_BOOT_PENDING;
    case ESP_OTA_IMG_VALID:
        return TK_BOOT_VALID;
    case ESP_OTA_IMG_INVALID:
        return TK_BOOT_INVALID;
    case ESP_OTA_IMG_ABORTED:
        return TK_BOOT_ABORTED;
    default:
        return TK_BOOT_UNDEFINED;
    }
}

int ota_set_next(void *ctx, int slot)
{
    (void)ctx;
    return answer(esp_ota_set_boot_partition(slot_of[slot]));
}

int ota_confirm(void *ctx, int running)
{
    (void)ctx;
    return running == running_slot ? answer(esp_ota_mark_app_valid_cancel_rollback()) : -1;
}

/* The kind that does not reboot: the core resets, and a reset of an image on trial gives it up even when this fails. */
int ota_give_up(void *ctx, int running)
{
    (void)ctx;
    return running == running_slot ? answer(esp_ota_mark_app_invalid_rollback()) : -1;
}
