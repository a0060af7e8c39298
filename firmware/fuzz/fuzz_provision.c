/* fuzz_provision.c - a board that belongs to nobody, and whoever answers its hello. The input is messages to its claim
 * topic that end with a NUL; one that begins with a TAB is raw bytes. The sum of every label is 32 zeros here, so that
 * the fuzzer can seal a part. */
#include "fuzz.h"
#include "tk/provision.h"

#define HW "a0b1c2d3e4f5"

static const tk_provision_config_t config = {.hardware_id = HW,
                                             .model = "node_v2_esp32",
                                             .firmware_version = "2.0.0",
                                             .public_key = "MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAE"};

static tk_provision_t board;
static unsigned staged;
static unsigned commits;

static int sent(void *ctx, const uint8_t *data, size_t len)
{
    (void)ctx;
    MUST(len > 0 && len < 2048 && data[0] != 0);
    return 0;
}

static void hang_up(void *ctx)
{
    (void)ctx;
}

static uint32_t random_bits(void *ctx)
{
    (void)ctx;
    return 0x80000000u;
}

static int hmac(void *ctx, const uint8_t *data, size_t len, uint8_t out[TK_HMAC])
{
    (void)ctx, (void)data, (void)len;
    memset(out, 0, TK_HMAC);
    return 0;
}

static int stage(void *ctx, tk_part_t part, const char *text, size_t len)
{
    (void)ctx;
    MUST(part < TK_PARTS && len > 0 && memchr(text, '"', len) == NULL);
    staged |= 1u << part;
    return 0;
}

/* Never without all that makes a node. */
static int commit(void *ctx)
{
    (void)ctx;
    MUST((staged & 7u) == 7u);
    commits++;
    return 0;
}

static const tk_provision_port_t port = {
    .send = sent, .hang_up = hang_up, .random = random_bits, .hmac = hmac, .stage = stage, .commit = commit};

static void tell(const uint8_t *message, size_t len, uint64_t now)
{
    static uint8_t packet[4096];
    const tk_mqtt_post_t post = {.topic = "provision/" HW "/claim",
                                 .payload = (const char *)message,
                                 .payload_len = len < 3000 ? len : 3000,
                                 .packet = 9};
    if (len > 0 && message[0] == '\t') {
        tk_provision_rx(&board, message + 1, len - 1, now);
    } else {
        int n = tk_mqtt_write_publish(packet, sizeof packet, &post);
        tk_provision_rx(&board, packet, (size_t)n, now);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t len)
{
    static const uint8_t connack[] = {0x20, 2, 0, 0};
    uint64_t now = 1000;
    staged = 0;
    commits = 0;
    tk_provision_init(&board, &config, &port, now);
    tk_provision_link(&board, true, now);
    tk_provision_rx(&board, connack, sizeof connack, now);
    for (size_t from = 0; from < len && board.state != TK_PROVISION_CLAIMED; now += 300) {
        const uint8_t *end = memchr(data + from, '\0', len - from);
        size_t size = end != NULL ? (size_t)(end - (data + from)) : len - from;
        tell(data + from, size, now);
        tk_provision_poll(&board, now);
        MUST(board.state <= TK_PROVISION_CLAIMED);
        MUST((board.refused > 0) == (board.why != NULL));
        from += size + 1;
    }
    MUST(commits == (board.state == TK_PROVISION_CLAIMED ? 1u : 0u));
    return 0;
}
