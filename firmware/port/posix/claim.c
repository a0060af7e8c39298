#define _POSIX_C_SOURCE 200809L
#include "claim.h"
#include "tk/json.h"
#include <openssl/ec.h>
#include <openssl/hmac.h>
#include <openssl/pem.h>
#include <openssl/x509.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#define PEM_MOST 4096

static const char *const NAMES[TK_PARTS] = {"identity", "certificate", "ca", "next_ca"};

__attribute__((format(printf, 2, 3))) static int wrong(claim_t *c, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    vsnprintf(c->error, sizeof c->error, format, args);
    va_end(args);
    return -1;
}

static size_t drain(BIO *bio, char *out, size_t cap)
{
    int n = BIO_read(bio, out, (int)cap);
    BIO_free(bio);
    return n > 0 && (size_t)n < cap ? (size_t)n : 0;
}

static EVP_PKEY *make_key(store_t *store)
{
    char pem[PEM_MOST];
    EVP_PKEY *key = EVP_EC_gen("P-256");
    BIO *bio = BIO_new(BIO_s_mem());
    bool written = key != NULL && bio != NULL && PEM_write_bio_PrivateKey(bio, key, NULL, NULL, 0, NULL, NULL) == 1;
    size_t len = drain(bio, pem, sizeof pem);
    if (!written || len == 0 || store_put(store, "board.key", pem, len) < 0) {
        EVP_PKEY_free(key);
        key = NULL;
    }
    OPENSSL_cleanse(pem, sizeof pem);
    return key;
}

static EVP_PKEY *read_key(store_t *store)
{
    char pem[PEM_MOST];
    size_t len = store_get(store, "board.key", pem, sizeof pem);
    BIO *bio = BIO_new_mem_buf(pem, (int)len);
    EVP_PKEY *key = bio != NULL ? PEM_read_bio_PrivateKey(bio, NULL, NULL, NULL) : NULL;
    BIO_free(bio);
    OPENSSL_cleanse(pem, sizeof pem);
    return key;
}

int claim_open(claim_t *c, const config_t *config, store_t *store)
{
    unsigned char der[160];
    unsigned char *end = der;
    memset(c, 0, sizeof *c);
    c->config = config;
    c->store = store;
    bool there = store_has(store, "board.key");
    c->key = there ? read_key(store) : make_key(store);
    if (c->key == NULL) {
        return wrong(c, "%s/board.key %s", config->state_dir, there ? "is not a key" : "cannot be written");
    }
    if (!EVP_PKEY_is_a(c->key, "EC") || i2d_PUBKEY(c->key, NULL) > (int)sizeof der) {
        return wrong(c, "%s/board.key is not a P-256 key", config->state_dir);
    }
    EVP_EncodeBlock((unsigned char *)c->public_key, der, i2d_PUBKEY(c->key, &end));
    return 0;
}

void claim_close(claim_t *c)
{
    EVP_PKEY_free(c->key);
    c->key = NULL;
}

void claim_forget(claim_t *c)
{
    memset(c->len, 0, sizeof c->len);
}

int claim_sum(const claim_t *c, const uint8_t *data, size_t len, uint8_t out[TK_HMAC])
{
    const char *code = c->config->claim_code;
    return HMAC(EVP_sha256(), code, (int)strlen(code), data, len, out, NULL) != NULL ? 0 : -1;
}

static X509 *certificate(const claim_t *c, tk_part_t part)
{
    const unsigned char *at = c->part[part];
    X509 *x = d2i_X509(NULL, &at, (long)c->len[part]);
    if (x != NULL && at != c->part[part] + c->len[part]) {
        X509_free(x);
        x = NULL;
    }
    return x;
}

static bool add_text(const tk_json_t *j, const char *key, char *out, size_t cap, size_t *len)
{
    int token = tk_json_find(j, 0, key);
    if (token < 0 || j->token[token].kind == TK_JSON_NULL) {
        return true; /* whoever reads the file says that it is missing */
    }
    const tk_json_token_t *t = &j->token[token];
    int n = snprintf(out + *len, cap - *len, "%s=%.*s\n", key, t->end - t->start, j->text + t->start);
    *len += (size_t)n;
    return *len < cap;
}

/* "kind:id,kind:id" as lines of their own. */
static bool add_devices(const tk_json_t *j, char *out, size_t cap, size_t *len)
{
    int token = tk_json_find(j, 0, "devices");
    if (!tk_json_kind_is(j, token, TK_JSON_STRING)) {
        return true;
    }
    const char *at = j->text + j->token[token].start;
    const char *end = j->text + j->token[token].end;
    while (at < end && *len < cap) {
        const char *comma = memchr(at, ',', (size_t)(end - at));
        const char *stop = comma != NULL ? comma : end;
        *len += (size_t)snprintf(out + *len, cap - *len, "device=%.*s\n", (int)(stop - at), at);
        at = stop + 1;
    }
    return *len < cap;
}

/* The identity as a node's configuration, which is also what judges it. Length, or 0. */
static size_t conf_of(claim_t *c, config_t *as, char *out, size_t cap)
{
    static const char *const KEYS[] = {"node_id", "farm_id", "incarnation", "host", "port"};
    static tk_json_t j;
    const char *dir = c->config->state_dir;
    const char *text = (const char *)c->part[TK_PART_IDENTITY];
    if (tk_json_parse(&j, text, c->len[TK_PART_IDENTITY]) < 0 || !tk_json_kind_is(&j, 0, TK_JSON_OBJECT)) {
        wrong(c, "identity: is not a JSON object");
        return 0;
    }
    size_t len = (size_t)snprintf(out, cap, "ca=%s/ca.pem\ncert=%s/cert.pem\nkey=%s/board.key\nstate_dir=%s\n", dir,
                                  dir, dir, dir);
    bool fits = len < cap;
    for (size_t i = 0; fits && i < sizeof KEYS / sizeof KEYS[0]; i++) {
        fits = add_text(&j, KEYS[i], out, cap, &len);
    }
    if (!fits || !add_devices(&j, out, cap, &len)) {
        wrong(c, "identity: is too long");
        return 0;
    }
    FILE *in = fmemopen(out, len, "r");
    int err = in != NULL ? config_read(as, in, "identity", c->error, sizeof c->error) : wrong(c, "out of memory");
    if (in != NULL) {
        fclose(in);
    }
    return err == 0 ? len : 0;
}

static int look(claim_t *c, tk_part_t part)
{
    static config_t as;
    char conf[PEM_MOST];
    if (part == TK_PART_IDENTITY) {
        return conf_of(c, &as, conf, sizeof conf) > 0 ? 0 : -1;
    }
    X509 *x = certificate(c, part);
    int err = 0;
    if (x == NULL) {
        err = wrong(c, "%s: is not a certificate", NAMES[part]);
    } else if (part == TK_PART_CERTIFICATE && EVP_PKEY_eq(X509_get0_pubkey(x), c->key) != 1) {
        err = wrong(c, "certificate: is for another board's key");
    }
    X509_free(x);
    return err;
}

int claim_stage(claim_t *c, tk_part_t part, const char *text, size_t len)
{
    c->len[part] = 0;
    if (len % 4 != 0 || len / 4 * 3 > CLAIM_PART) {
        return wrong(c, "%s: is too long", NAMES[part]);
    }
    int n = EVP_DecodeBlock(c->part[part], (const unsigned char *)text, (int)len);
    for (size_t i = len; n > 0 && i > len - 2 && text[i - 1] == '='; i--) {
        n--;
    }
    if (n <= 0) {
        return wrong(c, "%s: is not base64", NAMES[part]);
    }
    c->len[part] = (size_t)n;
    if (look(c, part) < 0) {
        c->len[part] = 0;
        return -1;
    }
    return 0;
}

static size_t pem_of(const claim_t *c, tk_part_t part, char *out, size_t cap)
{
    X509 *x = certificate(c, part);
    BIO *bio = BIO_new(BIO_s_mem());
    bool written = x != NULL && bio != NULL && PEM_write_bio_X509(bio, x) == 1;
    size_t len = drain(bio, out, cap);
    X509_free(x);
    return written ? len : 0;
}

/* The broker takes the certificate's common name for the node's. */
static bool names(const claim_t *c, const tk_uuid_t *node)
{
    char cn[80] = {0};
    tk_uuid_t id = {0};
    X509 *x = certificate(c, TK_PART_CERTIFICATE);
    bool same = x != NULL && X509_NAME_get_text_by_NID(X509_get_subject_name(x), NID_commonName, cn, sizeof cn) > 0 &&
                tk_uuid_parse(&id, cn, strlen(cn)) && tk_uuid_same(&id, node);
    X509_free(x);
    return same;
}

int claim_commit(claim_t *c)
{
    static config_t as;
    char conf[PEM_MOST];
    char cert[PEM_MOST];
    char ca[2 * PEM_MOST];
    size_t conf_len = conf_of(c, &as, conf, sizeof conf);
    size_t cert_len = pem_of(c, TK_PART_CERTIFICATE, cert, sizeof cert);
    size_t ca_len = pem_of(c, TK_PART_CA, ca, PEM_MOST);
    if (conf_len == 0 || cert_len == 0 || ca_len == 0) {
        return conf_len == 0 ? -1 : wrong(c, "a certificate is too long");
    }
    if (!names(c, &as.node.node_id)) {
        return wrong(c, "certificate: is made out to another node than the identity");
    }
    ca_len += c->len[TK_PART_NEXT_CA] > 0 ? pem_of(c, TK_PART_NEXT_CA, ca + ca_len, PEM_MOST) : 0;
    if (store_put(c->store, "ca.pem", ca, ca_len) < 0 || store_put(c->store, "cert.pem", cert, cert_len) < 0 ||
        store_put(c->store, CLAIM_CONF, conf, conf_len) < 0) {
        return wrong(c, "%s: the claim cannot be written", c->config->state_dir);
    }
    return 0;
}
