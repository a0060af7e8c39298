#include "trust.h"
#include "esp_log.h"
#include "sdkconfig.h"
#include <string.h>

#ifndef CONFIG_TK_UPDATE_KEY_1
#define CONFIG_TK_UPDATE_KEY_1        ""
#define CONFIG_TK_UPDATE_KEY_2        ""
#define CONFIG_TK_UPDATE_KEY_3        ""
#define CONFIG_TK_UPDATE_KEYS_REVOKED 0
#endif

static const char *const KEYS[TK_TRUSTED_KEYS] = {CONFIG_TK_UPDATE_KEY_1, CONFIG_TK_UPDATE_KEY_2,
                                                  CONFIG_TK_UPDATE_KEY_3};

bool trust_version(const char *text, uint16_t out[3])
{
    for (int i = 0; i < 3; i++) {
        uint32_t v = 0;
        const char *begin = text;
        while (*text >= '0' && *text <= '9' && v <= UINT16_MAX) {
            v = v * 10 + (uint32_t)(*text++ - '0');
        }
        if (text == begin || v > UINT16_MAX || *text != (i < 2 ? '.' : '\0')) {
            return false;
        }
        out[i] = (uint16_t)v;
        text++;
    }
    return true;
}

static int digit(char c)
{
    int small = c | 0x20;
    if (c >= '0' && c <= '9') {
        return c - '0';
    }
    return small >= 'a' && small <= 'f' ? small - 'a' + 10 : -1;
}

bool trust_point(const char *hex, uint8_t out[TK_KEY_POINT])
{
    if (strlen(hex) != (size_t)2 * TK_KEY_POINT) {
        return false;
    }
    for (int i = 0; i < TK_KEY_POINT; i++) {
        int high = digit(hex[2 * i]);
        int low = digit(hex[2 * i + 1]);
        if (high < 0 || low < 0) {
            return false;
        }
        out[i] = (uint8_t)(high << 4 | low);
    }
    return true;
}

bool trust_load(tk_identity_t *out, const tk_board_t *board, const char *version)
{
    memset(out, 0, sizeof *out);
    out->board = board->id;
    out->chip = board->chip;
    for (int i = 0; i < TK_TRUSTED_KEYS; i++) {
        if (trust_point(KEYS[i], out->key[out->keys].point)) {
            out->key[out->keys++].revoked = (CONFIG_TK_UPDATE_KEYS_REVOKED >> i & 1) != 0;
        } else if (KEYS[i][0] != '\0') {
            ESP_LOGE("update", "key %d of Kconfig is not x || y in 128 hexadecimal digits; it is left out", i + 1);
        }
    }
    return trust_version(version, out->version) && out->keys > 0;
}
