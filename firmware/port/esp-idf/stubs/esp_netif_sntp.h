#pragma once
#include "esp_err.h"
#include <sys/time.h>

typedef struct {
    bool start;
    void (*sync_cb)(struct timeval *tv);
    size_t num_of_servers;
    const char *servers[1];
} esp_sntp_config_t;

#define ESP_NETIF_SNTP_DEFAULT_CONFIG(server)                                                                          \
    {                                                                                                                  \
        .start = true, .num_of_servers = 1, .servers = { server }                                                      \
    }

esp_err_t esp_netif_sntp_init(const esp_sntp_config_t *config);
