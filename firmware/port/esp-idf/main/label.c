#include "label.h"
#include "esp_mac.h"
#include "nvs.h"
#include "tk/base64.h"
#include <psa/crypto.h>
#include <stdio.h>
#include <string.h>

#define SECRET  32
#define POINT   65
#define DER     121
#define SECRETS 7 /* where the secret begins in a key's DER, and its point */
#define POINTS  56

/* RFC 5915 and 5480 for P-256: nothing varies but the numbers, so nothing need be encoded. */
static const uint8_t KEY_HEAD[SECRETS] = {0x30, 0x77, 0x02, 0x01, 0x01, 0x04, 0x20};
static const uint8_t KEY_MIDDLE[] = {0xA0, 0x0A, 0x06, 0x08, 0x2A, 0x86, 0x48, 0xCE, 0x3D,
                                     0x03, 0x01, 0x07, 0xA1, 0x44, 0x03, 0x42, 0x00};
static const uint8_t SPKI_HEAD[LABEL_SPKI - POINT] = {0x30, 0x59, 0x30, 0x13, 0x06, 0x07, 0x2A, 0x86, 0x48,
                                                      0xCE, 0x3D, 0x02, 0x01, 0x06, 0x08, 0x2A, 0x86, 0x48,
                                                      0xCE, 0x3D, 0x03, 0x01, 0x07, 0x03, 0x42, 0x00};

static bool make(uint8_t der[DER])
{
    psa_key_attributes_t attributes = PSA_KEY_ATTRIBUTES_INIT;
    psa_key_id_t key = 0;
    size_t secret = 0;
    size_t point = 0;
    psa_set_key_type(&attributes, PSA_KEY_TYPE_ECC_KEY_PAIR(PSA_ECC_FAMILY_SECP_R1));
    psa_set_key_bits(&attributes, 256);
    psa_set_key_usage_flags(&attributes, PSA_KEY_USAGE_EXPORT);
    if (psa_generate_key(&attributes, &key) != PSA_SUCCESS) {
        return false;
    }
    memcpy(der, KEY_HEAD, sizeof KEY_HEAD);
    memcpy(der + SECRETS + SECRET, KEY_MIDDLE, sizeof KEY_MIDDLE);
    bool whole = psa_export_key(key, der + SECRETS, SECRET, &secret) == PSA_SUCCESS && secret == SECRET &&
                 psa_export_public_key(key, der + POINTS, POINT, &point) == PSA_SUCCESS && point == POINT;
    psa_destroy_key(key);
    return whole;
}

static bool is_key(const uint8_t der[DER], size_t len)
{
    return len == DER && memcmp(der, KEY_HEAD, sizeof KEY_HEAD) == 0 &&
           memcmp(der + SECRETS + SECRET, KEY_MIDDLE, sizeof KEY_MIDDLE) == 0 && der[POINTS] == 4;
}

/* Kept before it is said to anybody: after a cut the next start reads this one, or nobody has heard of it. */
static const char *key_of(nvs_handle_t nvs, uint8_t der[DER])
{
    size_t len = DER;
    esp_err_t err = nvs_get_blob(nvs, "key", der, &len);
    if (err == ESP_ERR_NVS_NOT_FOUND) {
        if (!make(der)) {
            return "the chip makes no key";
        }
        return nvs_set_blob(nvs, "key", der, DER) == ESP_OK && nvs_commit(nvs) == ESP_OK ? NULL
                                                                                         : "key cannot be kept in NVS";
    }
    return err == ESP_OK && is_key(der, len) ? NULL : "key in NVS is not a P-256 key";
}

static bool text(nvs_handle_t nvs, const char *name, char *at, size_t cap)
{
    size_t len = cap;
    return nvs_get_str(nvs, name, at, &len) == ESP_OK && len > 1;
}

static const char *read(label_t *l, nvs_handle_t nvs, uint8_t der[DER])
{
    if (!text(nvs, "claim_code", l->code, sizeof l->code)) {
        return "claim_code is not in NVS";
    }
    if (!text(nvs, "ca", l->ca, sizeof l->ca)) {
        return "ca of the set-up network is not in NVS";
    }
    return key_of(nvs, der);
}

static void spell(label_t *l, const uint8_t der[DER])
{
    char base64[4 * ((DER + 2) / 3) + 1];
    memcpy(l->spki, SPKI_HEAD, sizeof SPKI_HEAD);
    memcpy(l->spki + sizeof SPKI_HEAD, der + POINTS, POINT);
    tk_base64_write(l->spki, LABEL_SPKI, l->public_key);
    label_pem("EC PRIVATE KEY", base64, tk_base64_write(der, DER, base64), l->key, sizeof l->key);
    memset(base64, 0, sizeof base64);
}

int label_open(label_t *l, const char **why)
{
    uint8_t mac[6];
    uint8_t der[DER];
    nvs_handle_t nvs;
    memset(l, 0, sizeof *l);
    if (psa_crypto_init() != PSA_SUCCESS || esp_read_mac(mac, ESP_MAC_WIFI_STA) != ESP_OK ||
        nvs_open("board", NVS_READWRITE, &nvs) != ESP_OK) {
        *why = "crypto, MAC or NVS cannot be had";
        return -1;
    }
    snprintf(l->hardware_id, sizeof l->hardware_id, "%02x%02x%02x%02x%02x%02x", mac[0], mac[1], mac[2], mac[3], mac[4],
             mac[5]);
    *why = read(l, nvs, der);
    nvs_close(nvs);
    if (*why == NULL) {
        spell(l, der);
    }
    memset(der, 0, sizeof der);
    return *why == NULL ? 0 : -1;
}

int label_sum(const label_t *l, const uint8_t *data, size_t len, uint8_t out[TK_HMAC])
{
    psa_key_attributes_t attributes = PSA_KEY_ATTRIBUTES_INIT;
    psa_key_id_t key = 0;
    size_t n = 0;
    psa_set_key_type(&attributes, PSA_KEY_TYPE_HMAC);
    psa_set_key_usage_flags(&attributes, PSA_KEY_USAGE_SIGN_MESSAGE);
    psa_set_key_algorithm(&attributes, PSA_ALG_HMAC(PSA_ALG_SHA_256));
    if (psa_import_key(&attributes, (const uint8_t *)l->code, strlen(l->code), &key) != PSA_SUCCESS) {
        return -1;
    }
    psa_status_t status = psa_mac_compute(key, PSA_ALG_HMAC(PSA_ALG_SHA_256), data, len, out, TK_HMAC, &n);
    psa_destroy_key(key);
    return status == PSA_SUCCESS && n == TK_HMAC ? 0 : -1;
}

size_t label_pem(const char *name, const char *base64, size_t len, char *out, size_t cap)
{
    size_t at = (size_t)snprintf(out, cap, "-----BEGIN %s-----\n", name);
    for (size_t i = 0; i < len && at < cap; i += 64) {
        at += (size_t)snprintf(out + at, cap - at, "%.*s\n", (int)(len - i < 64 ? len - i : 64), base64 + i);
    }
    at += at < cap ? (size_t)snprintf(out + at, cap - at, "-----END %s-----\n", name) : 0;
    return at < cap ? at : 0;
}
