/* pins.c - the board's table, and pins that are read. */
#include "pins.h"

const tk_pin_t *pin_of(const tk_board_t *board, tk_use_t use, uint8_t kind, int skip)
{
    for (int i = 0; i < board->pins; i++) {
        const tk_pin_t *p = &board->pin[i];
        if (p->use == (uint8_t)use && p->kind == kind && skip-- == 0) {
            return p;
        }
    }
    return NULL;
}

int pin_level(const tk_pin_t *pin)
{
    return gpio_get_level((gpio_num_t)pin->gpio) ^ (pin->active_low ? 1 : 0);
}

int pin_input(const tk_pin_t *pin, gpio_mode_t mode, gpio_int_type_t on)
{
    const gpio_config_t config = {.pin_bit_mask = 1ull << pin->gpio,
                                  .mode = mode,
                                  .pull_up_en = GPIO_PULLUP_ENABLE, /* where the pin has one */
                                  .intr_type = on};
    return gpio_config(&config) == ESP_OK ? 0 : -1;
}
