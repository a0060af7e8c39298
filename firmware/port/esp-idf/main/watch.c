/* watch.c - a task that does not come round within ten seconds resets the board. */
#include "idf.h"
#include "esp_system.h"
#include "esp_task_wdt.h"
#include "esp_timer.h"

uint64_t now_ms(void)
{
    return (uint64_t)esp_timer_get_time() / 1000u;
}

const char *watch_boot_reason(void)
{
    switch (esp_reset_reason()) {
    case ESP_RST_POWERON:
        return "power_on";
    case ESP_RST_BROWNOUT:
        return "brownout";
    case ESP_RST_TASK_WDT:
    case ESP_RST_INT_WDT:
    case ESP_RST_WDT:
        return "watchdog";
    case ESP_RST_PANIC:
        return "panic";
    case ESP_RST_SW:
        return "software"; /* the core tells by this word that it was its own wish */
    default:
        return "unknown";
    }
}

void watch_join(void)
{
    static const esp_task_wdt_config_t config = {.timeout_ms = 10000, .idle_core_mask = 0, .trigger_panic = true};
    if (esp_task_wdt_init(&config) == ESP_ERR_INVALID_STATE) {
        esp_task_wdt_reconfigure(&config);
    }
    esp_task_wdt_add(NULL);
}

void watch_feed(void)
{
    esp_task_wdt_reset();
}
