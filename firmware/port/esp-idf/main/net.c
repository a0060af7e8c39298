/* net.c - Wi-Fi, and the time of the hub. The radio comes back by itself; how fast is bounded by the link's own pauses.
 */
#include "idf.h"
#include "esp_event.h"
#include "esp_netif.h"
#include "esp_netif_sntp.h"
#include "esp_system.h"
#include "esp_wifi.h"
#include <string.h>

static volatile bool up;
static volatile bool told; /* the time, since the start */

static void happened(void *unused, esp_event_base_t base, int32_t id, void *data)
{
    (void)unused, (void)data;
    if (base == WIFI_EVENT && (id == WIFI_EVENT_STA_START || id == WIFI_EVENT_STA_DISCONNECTED)) {
        up = false;
        esp_wifi_connect();
    } else if (base == IP_EVENT && id == IP_EVENT_STA_GOT_IP) {
        up = true;
    }
}

static void time_told(struct timeval *tv)
{
    (void)tv;
    told = true;
}

static int radio(const identity_t *id)
{
    const wifi_init_config_t defaults = WIFI_INIT_CONFIG_DEFAULT();
    wifi_config_t config = {0};
    memcpy(config.sta.ssid, id->ssid, strnlen(id->ssid, sizeof config.sta.ssid));
    memcpy(config.sta.password, id->password, strnlen(id->password, sizeof config.sta.password));
    config.sta.threshold.authmode = WIFI_AUTH_WPA2_PSK;
    bool ok = esp_wifi_init(&defaults) == ESP_OK &&
              esp_event_handler_register(WIFI_EVENT, ESP_EVENT_ANY_ID, happened, NULL) == ESP_OK &&
              esp_event_handler_register(IP_EVENT, IP_EVENT_STA_GOT_IP, happened, NULL) == ESP_OK &&
              esp_wifi_set_mode(WIFI_MODE_STA) == ESP_OK && esp_wifi_set_config(WIFI_IF_STA, &config) == ESP_OK;
    return ok && esp_wifi_start() == ESP_OK ? 0 : -1;
}

int net_open(const identity_t *id)
{
    esp_sntp_config_t sntp = ESP_NETIF_SNTP_DEFAULT_CONFIG(id->host);
    sntp.sync_cb = time_told;
    if (esp_netif_init() != ESP_OK || esp_event_loop_create_default() != ESP_OK) {
        return -1;
    }
    esp_netif_create_default_wifi_sta();
    return radio(id) == 0 && esp_netif_sntp_init(&sntp) == ESP_OK ? 0 : -1;
}

bool net_up(void)
{
    return up;
}

bool net_wall(int64_t *epoch_ms)
{
    struct timeval tv = {0};
    if (!told || gettimeofday(&tv, NULL) != 0) {
        return false;
    }
    *epoch_ms = (int64_t)tv.tv_sec * 1000 + (int64_t)tv.tv_usec / 1000;
    return true;
}

void net_health(void *ctx, tk_health_t *out)
{
    wifi_ap_record_t ap;
    (void)ctx;
    out->has_rssi = up && esp_wifi_sta_get_ap_info(&ap) == ESP_OK;
    out->rssi_dbm = out->has_rssi ? ap.rssi : 0;
    out->heap_free = esp_get_free_heap_size();
    out->has_heap = true;
}
