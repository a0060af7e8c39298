/* trust.h - what a chip compares an offered image with: its board, its version, and who may sign (Kconfig.projbuild). A
 * change of keys is an image signed by the old one that holds the new one. */
#pragma once
#include "tk/board.h"
#include "tk/image.h"

/* False: the version is none, or nobody is trusted; then the board takes no updates. */
bool trust_load(tk_identity_t *out, const tk_board_t *board, const char *version);

/* "2.0.1" as a header has it; false: it is not a version. */
bool trust_version(const char *text, uint16_t out[3]);

/* x || y of a P-256 key from 128 hexadecimal digits; false: they are not. */
bool trust_point(const char *hex, uint8_t out[TK_KEY_POINT]);
