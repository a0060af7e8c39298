#include "boards.h"
#include "kinds.h"

const tk_board_t tk_board_virtual = {
    .name = "virtual",
    .id = 1,
    .sample_ms = SECONDS(5), /* life-safety sensors are sampled every 5 s */
    .stale_ms = SECONDS(90),
    .air = TK_AIR,
    .kind = {TK_COMMON_KINDS(0, 0, TK_PWM)},
};
