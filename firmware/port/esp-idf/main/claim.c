#include "claim.h"
#include "nvs.h"
#include "tk/base64.h"
#include "tk/json.h"
#include <mbedtls/x509_crt.h>
#include <string.h>

static const uint8_t COMMON_NAME[] = {0x55, 0x04, 0x03};

void claim_open(claim_t *c, const label_t *label, const identity_t *network)
{
    memset(c, 0, sizeof *c);
    c->label = label;
    c->network = network;
}

void claim_forget(claim_t *c)
{
    memset(c->len, 0, sizeof c->len);
}

/* Nothing with an escape in it: no name or address here needs one. */
static bool text(const tk_json_t *j, const char *key, char *out, size_t cap)
{
    int token = tk_json_find(j, 0, key);
    if (!tk_json_kind_is(j, token, TK_JSON_STRING)) {
        return false;
    }
    const tk_json_token_t *t = &j->token[token];
    size_t len = (size_t)(t->end - t->start);
    if (len == 0 || len >= cap) {
        return false;
    }
    memcpy(out, j->text + t->start, len);
    out[len] = '\0';
    return strlen(out) == len && strchr(out, '\\') == NULL;
}

/* A whole number, or its digits as text. */
static bool number(const tk_json_t *j, const char *key, int64_t least, int64_t most, uint32_t *out)
{
    char digits[12];
    int64_t value = 0;
    if (text(j, key, digits, sizeof digits)) {
        for (const char *at = digits; *at != '\0'; at++) {
            if (*at < '0' || *at > '9') {
                return false;
            }
            value = value * 10 + (*at - '0');
        }
    } else if (tk_json_number(j, tk_json_find(j, 0, key), 0, &value) != 1) {
        return false;
    }
    *out = (uint32_t)value;
    return value >= least && value <= most;
}

static const char *network(const tk_json_t *j, const identity_t *setup, claim_who_t *who)
{
    if (tk_json_find(j, 0, "ssid") < 0) {
        memcpy(who->ssid, setup->ssid, sizeof who->ssid);
        memcpy(who->password, setup->password, sizeof who->password);
    } else if (!text(j, "ssid", who->ssid, sizeof who->ssid)) {
        return "identity: ssid is not a text of 1 to 32 bytes";
    } else if (!text(j, "password", who->password, sizeof who->password) || strlen(who->password) < 8) {
        return "identity: password is not a text of 8 to 64 bytes";
    }
    return NULL;
}

static const char *read_who(const tk_json_t *j, const identity_t *setup, claim_who_t *who)
{
    static tk_node_config_t node;
    tk_uuid_t farm;
    node = (tk_node_config_t){.board = identity_board()};
    if (!tk_json_kind_is(j, 0, TK_JSON_OBJECT)) {
        return "identity: is not a JSON object";
    }
    if (!text(j, "node_id", who->node_id, sizeof who->node_id) ||
        !tk_uuid_parse(&who->node, who->node_id, strlen(who->node_id))) {
        return "identity: node_id is not a UUID";
    }
    if (!text(j, "farm_id", who->farm_id, sizeof who->farm_id) ||
        !tk_uuid_parse(&farm, who->farm_id, strlen(who->farm_id))) {
        return "identity: farm_id is not a UUID";
    }
    if (!number(j, "incarnation", 0, UINT32_MAX, &who->incarnation)) {
        return "identity: incarnation is not a number";
    }
    if (!text(j, "host", who->host, sizeof who->host)) {
        return "identity: host is not a text of 1 to 63 bytes";
    }
    if (!number(j, "port", 1, UINT16_MAX, &who->port)) {
        return "identity: port is not from 1 to 65535";
    }
    if (!text(j, "devices", who->devices, sizeof who->devices) || !identity_devices(&node, who->devices)) {
        return "identity: devices are not ones of this board";
    }
    return network(j, setup, who);
}

static const char *look_identity(claim_t *c, const uint8_t *json, size_t len)
{
    static tk_json_t j;
    if (tk_json_parse(&j, (const char *)json, len) < 0) {
        return "identity: is not a JSON object";
    }
    memset(&c->who, 0, sizeof c->who);
    return read_who(&j, c->network, &c->who);
}

/* The broker takes the certificate's common name for the node's. */
static bool names(const mbedtls_x509_crt *x, const tk_uuid_t *node)
{
    tk_uuid_t id;
    for (const mbedtls_x509_name *n = &x->subject; n != NULL; n = n->next) {
        if (n->oid.len == sizeof COMMON_NAME && memcmp(n->oid.p, COMMON_NAME, sizeof COMMON_NAME) == 0) {
            return tk_uuid_parse(&id, (const char *)n->val.p, n->val.len) && tk_uuid_same(&id, node);
        }
    }
    return false;
}

/* node: whom it must name as well, or NULL. */
static const char *look_certificate(const claim_t *c, tk_part_t part, const uint8_t *der, size_t len,
                                    const tk_uuid_t *node)
{
    mbedtls_x509_crt x;
    const char *why = NULL;
    mbedtls_x509_crt_init(&x);
    if (mbedtls_x509_crt_parse_der(&x, der, len) != 0 || x.raw.len != len) {
        why = part == TK_PART_CERTIFICATE ? "certificate: is not a certificate" : "ca: is not a certificate";
    } else if (part == TK_PART_CERTIFICATE &&
               (x.pk_raw.len != LABEL_SPKI || memcmp(x.pk_raw.p, c->label->spki, LABEL_SPKI) != 0)) {
        why = "certificate: is for another board's key";
    } else if (node != NULL && !names(&x, node)) {
        why = "certificate: is made out to another node than the identity";
    }
    mbedtls_x509_crt_free(&x);
    return why;
}

static uint8_t der[CLAIM_PART]; /* of the part that is looked at */

int claim_stage(claim_t *c, tk_part_t part, const char *text, size_t len)
{
    c->len[part] = 0;
    size_t n = len <= CLAIM_TEXT ? tk_base64_read(text, len, der, sizeof der) : 0;
    if (n == 0) {
        c->why = "a part is not base64, or longer than 1400 bytes";
        return -1;
    }
    c->why = part == TK_PART_IDENTITY ? look_identity(c, der, n) : look_certificate(c, part, der, n, NULL);
    if (c->why != NULL) {
        return -1;
    }
    memcpy(c->part[part], text, len);
    c->part[part][len] = '\0';
    c->len[part] = len;
    return 0;
}

static size_t pem_of(const claim_t *c, tk_part_t part, char *out, size_t cap)
{
    return label_pem("CERTIFICATE", c->part[part], c->len[part], out, cap);
}

static bool set(nvs_handle_t nvs, const char *key, const char *value)
{
    return nvs_set_str(nvs, key, value) == ESP_OK;
}

static bool keep(const claim_t *c, nvs_handle_t nvs, const char *cert, const char *ca)
{
    const claim_who_t *who = &c->who;
    esp_err_t gone = nvs_erase_key(nvs, "node_id"); /* what an installer may have begun */
    return (gone == ESP_OK || gone == ESP_ERR_NVS_NOT_FOUND) && nvs_commit(nvs) == ESP_OK &&
           set(nvs, "farm_id", who->farm_id) && nvs_set_u32(nvs, "incarnation", who->incarnation) == ESP_OK &&
           nvs_set_u32(nvs, "port", who->port) == ESP_OK && set(nvs, "host", who->host) &&
           set(nvs, "ssid", who->ssid) && set(nvs, "password", who->password) && set(nvs, "devices", who->devices) &&
           set(nvs, "ca", ca) && set(nvs, "cert", cert) && set(nvs, "key", c->label->key) &&
           nvs_commit(nvs) == ESP_OK && set(nvs, "node_id", who->node_id) && nvs_commit(nvs) == ESP_OK;
}

int claim_commit(claim_t *c)
{
    static char cert[PEM_MAX];
    static char ca[PEM_MAX];
    nvs_handle_t nvs;
    size_t n = tk_base64_read(c->part[TK_PART_CERTIFICATE], c->len[TK_PART_CERTIFICATE], der, sizeof der);
    size_t ca_len = pem_of(c, TK_PART_CA, ca, sizeof ca);
    bool fits = ca_len > 0 && pem_of(c, TK_PART_CERTIFICATE, cert, sizeof cert) > 0;
    if (fits && c->len[TK_PART_NEXT_CA] > 0) {
        fits = pem_of(c, TK_PART_NEXT_CA, ca + ca_len, sizeof ca - ca_len) > 0;
    }
    c->why = fits ? look_certificate(c, TK_PART_CERTIFICATE, der, n, &c->who.node)
                  : "the certificates are longer than 2047 characters of PEM";
    if (c->why != NULL) {
        return -1;
    }
    if (nvs_open("farm", NVS_READWRITE, &nvs) != ESP_OK) {
        c->why = "the claim cannot be written";
        return -1;
    }
    bool kept = keep(c, nvs, cert, ca);
    nvs_close(nvs);
    c->why = kept ? NULL : "the claim cannot be written";
    return kept ? 0 : -1;
}
