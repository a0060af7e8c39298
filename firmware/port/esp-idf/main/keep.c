/* keep.c - what outlives a reset. NVS replaces a value as a whole, so a cut leaves the old one or the new one. */
#include "idf.h"
#include "esp_partition.h"
#include "nvs.h"
#include "nvs_flash.h"

static const char *const NAMES[TK_KEYS] = {[TK_KEY_SEEN] = "commands",
                                           [TK_KEY_SETTINGS] = "settings",
                                           [TK_KEY_CLOCK] = "clock",
                                           [TK_KEY_RESETS] = "resets",
                                           [TK_KEY_DAY] = "day"};
#define SPOOL_TYPE 0x40 /* partitions.csv */

static nvs_handle_t nvs;
static const esp_partition_t *spool;

int keep_open(void)
{
    esp_err_t err = nvs_flash_init();
    if (err == ESP_ERR_NVS_NO_FREE_PAGES || err == ESP_ERR_NVS_NEW_VERSION_FOUND) {
        /* Not erased: the key and the claim are in there, and a person must decide. */
        return -1;
    }
    spool = esp_partition_find_first(ESP_PARTITION_TYPE_DATA, (esp_partition_subtype_t)SPOOL_TYPE, "spool");
    return err == ESP_OK && nvs_open("node", NVS_READWRITE, &nvs) == ESP_OK ? 0 : -1;
}

uint32_t keep_boot(void)
{
    uint32_t boot = 0;
    nvs_get_u32(nvs, "boot", &boot); /* not there: the first */
    boot++;
    return nvs_set_u32(nvs, "boot", boot) == ESP_OK && nvs_commit(nvs) == ESP_OK ? boot : 0;
}

int keep_store(void *ctx, tk_key_t key, const uint8_t *data, size_t len)
{
    (void)ctx;
    return nvs_set_blob(nvs, NAMES[key], data, len) == ESP_OK && nvs_commit(nvs) == ESP_OK ? 0 : -1;
}

size_t keep_load(void *ctx, tk_key_t key, uint8_t *data, size_t cap)
{
    size_t len = cap;
    (void)ctx;
    return nvs_get_blob(nvs, NAMES[key], data, &len) == ESP_OK ? len : 0;
}

int keep_update(void *ctx, const uint8_t *data, size_t len)
{
    (void)ctx;
    return nvs_set_blob(nvs, "update", data, len) == ESP_OK && nvs_commit(nvs) == ESP_OK ? 0 : -1;
}

size_t keep_recall_update(void *ctx, uint8_t *data, size_t cap)
{
    size_t len = cap;
    (void)ctx;
    return nvs_get_blob(nvs, "update", data, &len) == ESP_OK ? len : 0;
}

bool keep_has_spool(void)
{
    return spool != NULL && spool->size >= TK_SPOOL_SIZE;
}

int keep_spool_read(void *ctx, uint32_t at, uint8_t *data, size_t len)
{
    (void)ctx;
    return esp_partition_read(spool, at, data, len) == ESP_OK ? 0 : -1;
}

int keep_spool_write(void *ctx, uint32_t at, const uint8_t *data, size_t len)
{
    (void)ctx;
    return esp_partition_write(spool, at, data, len) == ESP_OK ? 0 : -1;
}

int keep_spool_erase(void *ctx, uint32_t at)
{
    (void)ctx;
    return esp_partition_erase_range(spool, at, TK_SPOOL_SECTOR) == ESP_OK ? 0 : -1;
}
