/* boards.h - the boards there are. README.md says which pin is where. */
#pragma once
#include "tk/board.h"

/* Exists only as a process. Its limits are those of a real one, but for the rest of motors and coils and the pace of
 * commands: a log does not wear, and a demonstration is tapped by hand. */
extern const tk_board_t tk_board_virtual;

/* The board of Tokkatot 1, wired as it is in the field: ESP32, relays that close at 0 V. Needs a 4 MB module. */
extern const tk_board_t tk_board_v1_relay;

/* ESP32 (WROOM; a WROVER's memory takes pins 16 and 17) with no relay on a strapping pin. */
extern const tk_board_t tk_board_node_v2_esp32;

/* ESP32-C3: a sensor at the far end of the house, with one fan and a siren. */
extern const tk_board_t tk_board_sensor_c3;
