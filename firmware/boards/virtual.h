/* virtual.h - the board that exists only as a process. Its limits are those of a real one. */
#pragma once
#include "tk/board.h"

extern const tk_board_t tk_board_virtual;
