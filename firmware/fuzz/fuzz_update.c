/* fuzz_update.c - the 256 bytes in front of an image. The first byte of the input says what cryptography answers: odd, and
 * every signature is good. */
#include "fuzz.h"
#include "tk/image.h"

#define ROOM  100000u
#define FLOOR 3u

static void hash_begin(void *ctx)
{
    (void)ctx;
}

static void hash_add(void *ctx, const uint8_t *data, size_t len)
{
    (void)ctx;
    MUST(data != NULL && len > 0);
}

/* The id of the one key is the first of these. */
static void hash_end(void *ctx, uint8_t out[TK_SHA256])
{
    (void)ctx;
    memset(out, 0, TK_SHA256);
}

static bool verify(void *ctx, const uint8_t point[TK_KEY_POINT], const uint8_t digest[TK_SHA256],
                   const uint8_t signature[TK_SIGNATURE])
{
    MUST(point != NULL && digest != NULL && signature != NULL);
    return *(const bool *)ctx;
}

static bool is_newer(const uint16_t a[3], const uint16_t b[3])
{
    for (int i = 0; i < 3; i++) {
        if (a[i] != b[i]) {
            return a[i] > b[i];
        }
    }
    return false;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t len)
{
    if (len < 1 + TK_HEADER) {
        return 0;
    }
    bool good = (data[0] & 1) != 0;
    tk_identity_t self = {.board = 1, .version = {2, 0, 9}, .keys = 1, .key = {{.revoked = (data[0] & 2) != 0}}};
    const tk_crypto_t crypto = {
        .ctx = &good, .hash_begin = hash_begin, .hash_add = hash_add, .hash_end = hash_end, .verify = verify};
    tk_header_t h;
    tk_reason_t signed_by = tk_image_signed(&self, &crypto, data + 1);
    tk_reason_t reason = tk_image_check(&self, &crypto, data + 1, ROOM, FLOOR, &h);
    MUST(reason < TK_REASONS && (reason == TK_REASON_NONE) == (tk_reason_text(reason) == NULL));
    MUST(signed_by == TK_REASON_NONE || reason == signed_by);
    if (reason == TK_REASON_NONE) {
        MUST(good && !self.key[0].revoked);
        MUST(h.board == self.board && h.chip == self.chip);
        MUST(h.length > 0 && h.length <= ROOM);
        MUST(h.security_version >= FLOOR && is_newer(h.version, self.version));
    }
    return 0;
}
