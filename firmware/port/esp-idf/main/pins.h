/* pins.h - the board's table, and pins that are read. */
#pragma once
#include "idf.h"
#include "driver/gpio.h"

/* First pin of that use and kind after `skip` others, or NULL. */
const tk_pin_t *pin_of(const tk_board_t *board, tk_use_t use, uint8_t kind, int skip);

int pin_level(const tk_pin_t *pin); /* 1 is on, whatever the pin's polarity */
int pin_input(const tk_pin_t *pin, gpio_mode_t mode, gpio_int_type_t on);
