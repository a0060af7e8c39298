/* update_rules.h - a board with an image of version 2 on offer; for the tests of updates. */
#pragma once
#include "board_model.h"
#include "tk_test.h"

#define IMAGE 9000

static board_model_t b;
static uint8_t file[TK_HEADER + IMAGE];

static void make(uint16_t major)
{
    maker_noise(file + TK_HEADER, IMAGE, major);
    maker_header(file, file + TK_HEADER, IMAGE, major, 0, 0);
    maker_sign(b.key, file);
    b.file = file;
    b.file_size = sizeof file;
}

static void start(int running)
{
    board_new(&b, running);
    make(2);
}

static void until(tk_update_state_t state)
{
    for (int i = 0; i < 2000 && b.update.kept.state != state; i++) {
        board_turn(&b, 500);
    }
    CHECK_INT(state, b.update.kept.state);
}
