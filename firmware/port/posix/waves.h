/* waves.h - the signals that real sensors would put on a pin, so that the core's decoders really run. */
#pragma once
#include "tk/signals.h"

/* A DHT22's answer. percent: of the sensor's clock, 100 is exact. Returns the number of lengths written. */
size_t waves_dht22(int32_t temperature_milli, int32_t humidity_milli, int percent, uint16_t us[TK_DHT22_PULSES]);
