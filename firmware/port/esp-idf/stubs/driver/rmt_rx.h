#pragma once
#include "driver/gpio.h"

typedef struct rmt_channel_t *rmt_channel_handle_t;
typedef enum { RMT_CLK_SRC_DEFAULT } rmt_clock_source_t;

typedef union {
    struct {
        uint16_t duration0 : 15;
        uint16_t level0 : 1;
        uint16_t duration1 : 15;
        uint16_t level1 : 1;
    };
    uint32_t val;
} rmt_symbol_word_t;

typedef struct {
    gpio_num_t gpio_num;
    rmt_clock_source_t clk_src;
    uint32_t resolution_hz;
    size_t mem_block_symbols;
} rmt_rx_channel_config_t;

typedef struct {
    uint32_t signal_range_min_ns;
    uint32_t signal_range_max_ns;
} rmt_receive_config_t;

typedef struct {
    rmt_symbol_word_t *received_symbols;
    size_t num_symbols;
} rmt_rx_done_event_data_t;

typedef struct {
    bool (*on_recv_done)(rmt_channel_handle_t channel, const rmt_rx_done_event_data_t *data, void *ctx);
} rmt_rx_event_callbacks_t;

esp_err_t rmt_new_rx_channel(const rmt_rx_channel_config_t *config, rmt_channel_handle_t *out);
esp_err_t rmt_rx_register_event_callbacks(rmt_channel_handle_t channel, const rmt_rx_event_callbacks_t *cbs, void *ctx);
esp_err_t rmt_enable(rmt_channel_handle_t channel);
esp_err_t rmt_disable(rmt_channel_handle_t channel);
esp_err_t rmt_receive(rmt_channel_handle_t channel, void *to, size_t size, const rmt_receive_config_t *config);
