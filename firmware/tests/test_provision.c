/* test_provision.c - a board that belongs to nobody, a hub that may be anybody, and a label with a code. The hub's side
 * computes its sums without our code (hub_sum.h). */
#include "hub_sum.h"
#include "tk/provision.h"
#include "tk/text.h"
#include "tk_test.h"

#define CODE   "K7QX-9FTM-2WHD"
#define HW     "a0b1c2d3e4f5"
#define NONCE  "00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff"
#define NONCE2 "ffeeddccbbaa99887766554433221100ffeeddccbbaa99887766554433221100"
#define KEY    "MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAE"

static const tk_provision_config_t config = {
    .hardware_id = HW, .model = "node_v2_esp32", .firmware_version = "2.0.0", .public_key = KEY};

static tk_provision_t board;
static uint64_t now;
static uint8_t sent[8192];
static size_t sent_len;
static int hung_up;
static char staged[TK_PARTS][1300];
static int commits;
static bool flash_broken;
static const char *label; /* the code that the board knows */

static int send(void *ctx, const uint8_t *data, size_t len)
{
    (void)ctx;
    memcpy(sent + sent_len, data, len);
    sent_len += len;
    return 0;
}

static void hang_up(void *ctx)
{
    (void)ctx;
    hung_up++;
}

static uint32_t random_bits(void *ctx)
{
    (void)ctx;
    return 0x80000000u;
}

static int hmac(void *ctx, const uint8_t *data, size_t len, uint8_t out[TK_HMAC])
{
    (void)ctx;
    hub_sum(label, data, len, out);
    return 0;
}

static int stage(void *ctx, tk_part_t part, const char *text, size_t len)
{
    (void)ctx;
    snprintf(staged[part], sizeof staged[part], "%.*s", (int)len, text);
    return flash_broken ? -1 : 0;
}

static int commit(void *ctx)
{
    (void)ctx;
    commits++;
    return 0;
}

static const tk_provision_port_t port = {
    .send = send, .hang_up = hang_up, .random = random_bits, .hmac = hmac, .stage = stage, .commit = commit};

/* The hub's sum over a nonce, a word and a text, under the code it believes in. */
static void sum(const char *code, const char *nonce, const char *word, const char *text, char out[65])
{
    char all[2000];
    uint8_t bytes[32];
    int len = snprintf(all, sizeof all, "%s%s%s", nonce, word, text);
    hub_sum(code, all, (size_t)len, bytes);
    for (int i = 0; i < 32; i++) {
        snprintf(out + 2 * i, 3, "%02x", bytes[i]);
    }
}

static void post(const char *topic, const char *payload, bool retained)
{
    uint8_t packet[2500];
    const tk_mqtt_post_t p = {
        .topic = topic, .payload = payload, .payload_len = strlen(payload), .packet = 9, .retained = retained};
    int len = tk_mqtt_write_publish(packet, sizeof packet, &p);
    tk_provision_rx(&board, packet, (size_t)len, now);
}

static void claim(const char *payload)
{
    post("provision/" HW "/claim", payload, false);
}

static void give(const char *code, const char *nonce, const char *part, const char *data)
{
    char seal[65];
    char payload[2000];
    sum(code, nonce, part, data, seal);
    snprintf(payload, sizeof payload, "{\"part\":\"%s\",\"data\":\"%s\",\"seal\":\"%s\"}", part, data, seal);
    claim(payload);
}

/* Whether the board has sent that text since the last look. */
static bool said(const char *text)
{
    for (size_t i = 0; i + strlen(text) <= sent_len; i++) {
        if (memcmp(sent + i, text, strlen(text)) == 0) {
            return true;
        }
    }
    return false;
}

static void connect(void)
{
    static const uint8_t connack[] = {0x20, 2, 0, 0};
    tk_provision_link(&board, true, now);
    tk_provision_rx(&board, connack, sizeof connack, now);
}

static void start(void)
{
    now = 1000;
    sent_len = 0;
    hung_up = 0;
    commits = 0;
    flash_broken = false;
    label = CODE;
    memset(staged, 0, sizeof staged);
    tk_provision_init(&board, &config, &port, now);
    connect();
}

static void prove(void)
{
    start();
    sent_len = 0;
    claim("{\"nonce\":\"" NONCE "\"}");
    CHECK_INT(TK_PROVISION_PROVED, board.state);
}

TEST(it_says_who_it_is_without_proof_while_there_is_no_nonce)
{
    start();
    CHECK(said("provision/" HW "/claim"));
    CHECK(said("provision/" HW "/hello"));
    CHECK(said("\"hardware_id\":\"" HW "\",\"model\":\"node_v2_esp32\",\"firmware_version\":\"2.0.0\""));
    CHECK(said("\"nonce\":null,\"proof\":null"));
    CHECK_INT(TK_PROVISION_HELLO, board.state);
}

TEST(its_proof_is_the_hubs_sum_and_the_code_is_never_said)
{
    char expected[65];
    prove();
    sum(CODE, NONCE, HW, KEY, expected);
    CHECK(said(expected));
    CHECK(!said(CODE));
}

TEST(sealed_parts_make_a_claim_and_it_is_committed_once_at_the_end)
{
    prove();
    give(CODE, NONCE, "identity", "eyJub2RlX2lkIjoxfQ==");
    give(CODE, NONCE, "certificate", "TUlJQjAw");
    give(CODE, NONCE, "ca", "TUlJQmNh");
    CHECK_INT(0, commits);
    give(CODE, NONCE, "next_ca", "TUlJQm5l");
    claim("{\"result\":\"claimed\"}");
    CHECK_INT(1, commits);
    CHECK_INT(TK_PROVISION_CLAIMED, board.state);
    CHECK_TEXT("TUlJQjAw", staged[TK_PART_CERTIFICATE], strlen(staged[TK_PART_CERTIFICATE]));
    CHECK_INT(0, board.refused);
    CHECK(tk_provision_poll(&board, now) == UINT64_MAX);
}

TEST(a_claim_that_is_not_whole_is_not_committed)
{
    prove();
    give(CODE, NONCE, "identity", "eyJub2RlX2lkIjoxfQ==");
    give(CODE, NONCE, "certificate", "TUlJQjAw");
    claim("{\"result\":\"claimed\"}");
    CHECK_INT(0, commits);
    CHECK_INT(TK_PROVISION_PROVED, board.state);
    flash_broken = true;
    give(CODE, NONCE, "ca", "TUlJQmNh");
    claim("{\"result\":\"claimed\"}");
    CHECK_INT(0, commits);
}

TEST(a_hub_that_does_not_know_the_code_gives_nothing_that_is_taken)
{
    prove();
    give("GUES-SEDC-ODE0", NONCE, "identity", "eyJub2RlX2lkIjoxfQ==");
    give(CODE, NONCE2, "certificate", "TUlJQjAw");
    claim("{\"part\":\"ca\",\"data\":\"TUlJQmNh\",\"seal\":\"00\"}");
    claim("{\"part\":\"ca\",\"data\":\"TUlJQmNh\"}");
    claim("{\"result\":\"claimed\"}");
    CHECK_INT(0, commits);
    CHECK_INT(5, board.refused);
    CHECK_TEXT("a part is missing", board.why, strlen(board.why));
    CHECK_INT(0, staged[TK_PART_IDENTITY][0]);
}

TEST(a_seal_is_for_one_part_only)
{
    char seal[65];
    char payload[300];
    prove();
    sum(CODE, NONCE, "ca", "TUlJQmNh", seal);
    snprintf(payload, sizeof payload, "{\"part\":\"next_ca\",\"data\":\"TUlJQmNh\",\"seal\":\"%s\"}", seal);
    claim(payload);
    CHECK_INT(1, board.refused);
}

TEST(a_new_nonce_begins_anew)
{
    prove();
    give(CODE, NONCE, "identity", "eyJub2RlX2lkIjoxfQ==");
    give(CODE, NONCE, "certificate", "TUlJQjAw");
    claim("{\"nonce\":\"" NONCE2 "\"}");
    give(CODE, NONCE2, "ca", "TUlJQmNh");
    claim("{\"result\":\"claimed\"}");
    CHECK_INT(0, commits);
}

TEST(a_claim_that_comes_twice_is_committed_once_and_nothing_undoes_it)
{
    prove();
    give(CODE, NONCE, "identity", "eyJub2RlX2lkIjoxfQ==");
    give(CODE, NONCE, "identity", "eyJub2RlX2lkIjoxfQ==");
    give(CODE, NONCE, "certificate", "TUlJQjAw");
    give(CODE, NONCE, "ca", "TUlJQmNh");
    claim("{\"result\":\"claimed\"}");
    CHECK_INT(0, board.refused);
    claim("{\"result\":\"claimed\"}");
    claim("{\"nonce\":\"" NONCE2 "\"}");
    claim("{\"result\":\"refused\"}");
    CHECK_INT(1, commits);
    CHECK_INT(3, board.refused);
    CHECK_TEXT("claimed already", board.why, strlen(board.why));
    CHECK_INT(TK_PROVISION_CLAIMED, board.state);
}

TEST(parts_of_a_session_that_ended_or_was_refused_make_no_claim)
{
    for (int refused = 0; refused < 2; refused++) {
        prove();
        give(CODE, NONCE, "identity", "eyJub2RlX2lkIjoxfQ==");
        give(CODE, NONCE, "certificate", "TUlJQjAw");
        give(CODE, NONCE, "ca", "TUlJQmNh");
        if (refused != 0) {
            claim("{\"result\":\"refused\"}");
        } else {
            tk_provision_link(&board, false, now);
            connect();
        }
        claim("{\"result\":\"claimed\"}");
        CHECK_INT(0, commits);
        CHECK_TEXT("no proof was asked for", board.why, strlen(board.why));
    }
}

TEST(refused_it_waits_ten_minutes_and_says_hello_again)
{
    prove();
    claim("{\"result\":\"refused\"}");
    CHECK_INT(TK_PROVISION_REFUSED, board.state);
    sent_len = 0;
    for (uint64_t end = now + 599000; now < end; now += 1000) {
        static const uint8_t pong[] = {0xD0, 0};
        tk_provision_poll(&board, now);
        tk_provision_rx(&board, pong, sizeof pong, now);
    }
    CHECK(!said("/hello"));
    now += 2000;
    tk_provision_poll(&board, now);
    CHECK(said("\"nonce\":null"));
}

TEST(while_nobody_has_scanned_it_it_says_hello_less_and_less_often)
{
    static const uint8_t pong[] = {0xD0, 0};
    int hellos = 0;
    prove();
    for (uint64_t end = now + 3600000; now < end; now += 1000) {
        sent_len = 0;
        tk_provision_poll(&board, now);
        hellos += said("/hello") ? 1 : 0;
        tk_provision_rx(&board, pong, sizeof pong, now);
    }
    CHECK(hellos >= 30 && hellos <= 80);
    CHECK_INT(TK_PROVISION_PROVED, board.state);
}

TEST(a_silent_hub_is_left_and_the_next_session_has_its_own_nonce)
{
    prove();
    now += 70000;
    tk_provision_poll(&board, now);
    CHECK_INT(1, hung_up);
    tk_provision_link(&board, false, now);
    CHECK_INT(TK_PROVISION_AWAY, board.state);
    sent_len = 0;
    connect();
    CHECK(said("\"nonce\":null"));
}

TEST(noise_other_topics_and_retained_claims_are_counted_and_change_nothing)
{
    prove();
    claim("not json");
    claim("{\"nonce\":\"short\"}");
    claim("{\"nonce\":7}");
    claim("{\"part\":\"certificate\",\"data\":\"no base64!\",\"seal\":\"\"}");
    post("provision/ffffffffffff/claim", "{\"result\":\"refused\"}", false);
    post("provision/" HW "/claim", "{\"result\":\"refused\"}", true);
    CHECK_INT(6, board.refused);
    CHECK_INT(TK_PROVISION_PROVED, board.state);
    tk_provision_rx(&board, (const uint8_t *)"HTTP/1.1", 8, now);
    CHECK_INT(1, hung_up);
}

int main(void)
{
    RUN(it_says_who_it_is_without_proof_while_there_is_no_nonce);
    RUN(its_proof_is_the_hubs_sum_and_the_code_is_never_said);
    RUN(sealed_parts_make_a_claim_and_it_is_committed_once_at_the_end);
    RUN(a_claim_that_is_not_whole_is_not_committed);
    RUN(a_hub_that_does_not_know_the_code_gives_nothing_that_is_taken);
    RUN(a_seal_is_for_one_part_only);
    RUN(a_new_nonce_begins_anew);
    RUN(a_claim_that_comes_twice_is_committed_once_and_nothing_undoes_it);
    RUN(parts_of_a_session_that_ended_or_was_refused_make_no_claim);
    RUN(refused_it_waits_ten_minutes_and_says_hello_again);
    RUN(while_nobody_has_scanned_it_it_says_hello_less_and_less_often);
    RUN(a_silent_hub_is_left_and_the_next_session_has_its_own_nonce);
    RUN(noise_other_topics_and_retained_claims_are_counted_and_change_nothing);
    return tk_test_end();
}
