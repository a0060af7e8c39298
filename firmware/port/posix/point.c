#include "point.h"
#include <openssl/core_names.h>
#include <string.h>

bool point_of(EVP_PKEY *key, uint8_t point[TK_KEY_POINT])
{
    uint8_t whole[1 + TK_KEY_POINT];
    char curve[32];
    size_t len = 0;
    if (EVP_PKEY_get_utf8_string_param(key, OSSL_PKEY_PARAM_GROUP_NAME, curve, sizeof curve, NULL) != 1 ||
        strcmp(curve, "prime256v1") != 0 ||
        EVP_PKEY_get_octet_string_param(key, OSSL_PKEY_PARAM_PUB_KEY, whole, sizeof whole, &len) != 1 ||
        len != sizeof whole) {
        return false;
    }
    memcpy(point, whole + 1, TK_KEY_POINT);
    return true;
}
