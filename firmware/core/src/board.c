#include "tk/board.h"
#include "tk/text.h"

int tk_board_kind(const tk_board_t *board, const char *name, size_t len)
{
    for (int k = 0; k < TK_KINDS; k++) {
        if (tk_is(name, len, board->kind[k].name)) {
            return k;
        }
    }
    return -1;
}
