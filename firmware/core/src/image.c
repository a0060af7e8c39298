#include "tk/image.h"
#include "bytes.h"
#include "tk/text.h"

static const char *const REASONS[TK_REASONS] = {
    NULL,    "offer",    "header",  "key",      "revoked",          "signature",
    "board", "chip",     "size",    "version",  "security_version", "repeated",
    "busy",  "replaced", "window",  "download", "sha256",           "flash",
    "reset", "link",     "sensors", "outputs",  "config",           "loop"};

const char *tk_reason_text(tk_reason_t reason)
{
    return REASONS[reason];
}

static bool same(const uint8_t *a, const uint8_t *b, size_t len)
{
    for (size_t i = 0; i < len; i++) {
        if (a[i] != b[i]) {
            return false;
        }
    }
    return true;
}

static bool zeros(const uint8_t *at, size_t len)
{
    for (size_t i = 0; i < len; i++) {
        if (at[i] != 0) {
            return false;
        }
    }
    return true;
}

bool tk_header_read(tk_header_t *out, const uint8_t bytes[TK_HEADER])
{
    /* Flags and what follows are zero today: a header that says more than we understand is not for us. */
    if (!tk_is((const char *)bytes, 4, "TKF1") || tk_get16(bytes + 4) != TK_HEADER ||
        !zeros(bytes + 80, TK_HEADER_SIGNED - 80)) {
        return false;
    }
    out->board = tk_get16(bytes + 6);
    out->chip = tk_get16(bytes + 8);
    for (int i = 0; i < 3; i++) {
        out->version[i] = tk_get16(bytes + 10 + 2 * i);
    }
    out->security_version = tk_get32(bytes + 16);
    out->length = tk_get32(bytes + 20);
    tk_copy(out->sha256, bytes + 24, sizeof out->sha256);
    tk_copy(out->build, bytes + 56, sizeof out->build);
    tk_copy(out->key, bytes + 72, sizeof out->key);
    return true;
}

static void hash(const tk_crypto_t *crypto, const uint8_t *data, size_t len, uint8_t out[TK_SHA256])
{
    crypto->hash_begin(crypto->ctx);
    crypto->hash_add(crypto->ctx, data, len);
    crypto->hash_end(crypto->ctx, out);
}

tk_reason_t tk_image_signed(const tk_identity_t *self, const tk_crypto_t *crypto, const uint8_t bytes[TK_HEADER])
{
    tk_header_t h;
    uint8_t digest[TK_SHA256];
    if (!tk_header_read(&h, bytes)) {
        return TK_REASON_HEADER;
    }
    for (int i = 0; i < self->keys; i++) {
        hash(crypto, self->key[i].point, TK_KEY_POINT, digest);
        if (!same(digest, h.key, TK_KEY_ID)) {
            continue;
        }
        if (self->key[i].revoked) {
            return TK_REASON_REVOKED;
        }
        hash(crypto, bytes, TK_HEADER_SIGNED, digest);
        return crypto->verify(crypto->ctx, self->key[i].point, digest, bytes + TK_HEADER_SIGNED) ? TK_REASON_NONE
                                                                                                 : TK_REASON_SIGNATURE;
    }
    return TK_REASON_KEY;
}

static bool newer(const uint16_t a[3], const uint16_t b[3])
{
    for (int i = 0; i < 3; i++) {
        if (a[i] != b[i]) {
            return a[i] > b[i];
        }
    }
    return false;
}

tk_reason_t tk_image_check(const tk_identity_t *self, const tk_crypto_t *crypto, const uint8_t bytes[TK_HEADER],
                           uint32_t room, uint32_t floor, tk_header_t *out)
{
    /* The signature first: nothing that a stranger wrote is worth a more exact answer. */
    tk_reason_t no = tk_image_signed(self, crypto, bytes);
    if (no != TK_REASON_NONE || !tk_header_read(out, bytes)) {
        return no != TK_REASON_NONE ? no : TK_REASON_HEADER;
    }
    if (out->board != self->board) {
        return TK_REASON_BOARD;
    }
    if (out->chip != self->chip) {
        return TK_REASON_CHIP;
    }
    if (out->length == 0 || out->length > room) {
        return TK_REASON_SIZE;
    }
    if (out->security_version < floor) {
        return TK_REASON_SECURITY;
    }
    return newer(out->version, self->version) ? TK_REASON_NONE : TK_REASON_VERSION;
}
