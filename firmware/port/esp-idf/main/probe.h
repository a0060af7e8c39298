/* probe.h - one sensor's pins: how they are set up, and how it is asked. Only the sensors' task asks. */
#pragma once
#include "pins.h"
#include "driver/rmt_rx.h"
#include "esp_adc/adc_oneshot.h"

typedef struct {
    const tk_pin_t *pin;  /* NULL: no sensor */
    const tk_pin_t *data; /* scale */
    rmt_channel_handle_t rmt;
    adc_channel_t adc;
    volatile uint32_t pulses; /* flow */
    uint8_t kind;
} probe_t;

/* The place-th sensor of that kind on the board. 0 or -1. */
int probe_open(probe_t *p, const tk_board_t *board, uint8_t kind, int place);

/* The task that is woken when a DHT22 has answered. */
void probes_belong_to(TaskHandle_t task);

/* Takes up to 25 ms, a scale up to a second. 0, or -1 when its pins said nothing. */
int probe_ask(probe_t *p, tk_raw_t *raw);
