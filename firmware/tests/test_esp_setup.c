/* test_esp_setup.c - the ESP-IDF port's board that belongs to nobody: its key, a hub that claims it, and an NVS that
 * loses its power before any write. Certificates and sums of the hub are OpenSSL's. Long, because half of it is the
 * chip and the hub that are played, and every case needs both.
 */
#define _GNU_SOURCE
#include "claim.h"
#include "hub_sum.h"
#include "setup.h"
#include "esp_log.h"
#include "esp_mac.h"
#include "esp_random.h"
#include "nvs.h"
#include "tk/base64.h"
#include "tk/panel.h"
#include "tk_test.h"
#include <openssl/pem.h>
#include <openssl/x509.h>

#define CODE    "K7QX-9FTM-2WHD"
#define HW      "a0b1c2d3e4f5"
#define NONCE   "00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff"
#define ID(n)   "0199b6a0-0000-7000-8000-0000000000" n
#define DEVICES "pump:" ID("d1") ",dht22:" ID("d2")

/* The chip. */

static struct {
    char space[8]; /* "" in all: free */
    char key[16];
    uint8_t value[PEM_MAX];
    size_t len;
} nvs[40];
static const char *const SPACES[] = {"", "board", "farm"};
static int writes;
static int cut_at; /* the power goes before this write, counted from 0; negative: never */
static int fail_at;
static jmp_buf power;
static uint64_t now;

static int entry(nvs_handle_t handle, const char *key)
{
    for (int i = 0; i < 40; i++) {
        if (strcmp(nvs[i].space, SPACES[handle]) == 0 && strcmp(nvs[i].key, key) == 0) {
            return i;
        }
    }
    return -1;
}

static bool comes_to_pass(void)
{
    int number = writes++;
    if (number == cut_at) {
        longjmp(power, 1);
    }
    return number != fail_at;
}

static void put(nvs_handle_t handle, const char *key, const void *value, size_t len)
{
    int i = entry(handle, key);
    for (int free = 0; i < 0; free++) {
        i = nvs[free].space[0] == '\0' ? free : -1;
    }
    snprintf(nvs[i].space, sizeof nvs[i].space, "%s", SPACES[handle]);
    snprintf(nvs[i].key, sizeof nvs[i].key, "%s", key);
    memcpy(nvs[i].value, value, len);
    nvs[i].len = len;
}

static esp_err_t set(nvs_handle_t handle, const char *key, const void *value, size_t len)
{
    if (!comes_to_pass()) {
        return ESP_FAIL;
    }
    put(handle, key, value, len);
    return ESP_OK;
}

static esp_err_t get(nvs_handle_t handle, const char *key, void *out, size_t *len)
{
    int i = entry(handle, key);
    if (i < 0 || nvs[i].len > *len) {
        return i < 0 ? ESP_ERR_NVS_NOT_FOUND : ESP_FAIL;
    }
    memcpy(out, nvs[i].value, nvs[i].len);
    *len = nvs[i].len;
    return ESP_OK;
}

esp_err_t nvs_open(const char *name_space, nvs_open_mode_t mode, nvs_handle_t *out)
{
    (void)mode;
    *out = strcmp(name_space, "board") == 0 ? 1 : 2;
    return ESP_OK;
}

void nvs_close(nvs_handle_t handle)
{
    (void)handle;
}

esp_err_t nvs_get_u32(nvs_handle_t handle, const char *key, uint32_t *out)
{
    size_t len = sizeof *out;
    return get(handle, key, out, &len);
}

esp_err_t nvs_set_u32(nvs_handle_t handle, const char *key, uint32_t value)
{
    return set(handle, key, &value, sizeof value);
}

esp_err_t nvs_get_str(nvs_handle_t handle, const char *key, char *out, size_t *length)
{
    return get(handle, key, out, length);
}

esp_err_t nvs_set_str(nvs_handle_t handle, const char *key, const char *value)
{
    return set(handle, key, value, strlen(value) + 1);
}

esp_err_t nvs_get_blob(nvs_handle_t handle, const char *key, void *out, size_t *length)
{
    return get(handle, key, out, length);
}

esp_err_t nvs_set_blob(nvs_handle_t handle, const char *key, const void *value, size_t length)
{
    return set(handle, key, value, length);
}

esp_err_t nvs_erase_key(nvs_handle_t handle, const char *key)
{
    int i = entry(handle, key);
    if (!comes_to_pass()) {
        return ESP_FAIL;
    }
    if (i >= 0) {
        nvs[i].space[0] = '\0';
    }
    return i >= 0 ? ESP_OK : ESP_ERR_NVS_NOT_FOUND;
}

esp_err_t nvs_commit(nvs_handle_t handle)
{
    (void)handle;
    return ESP_OK;
}

void stub_log(const char *tag, const char *format, ...)
{
    (void)tag, (void)format;
}

esp_err_t esp_read_mac(uint8_t *mac, esp_mac_type_t type)
{
    static const uint8_t ours[6] = {0xa0, 0xb1, 0xc2, 0xd3, 0xe4, 0xf5};
    memcpy(mac, ours, sizeof ours);
    return type == ESP_MAC_WIFI_STA ? ESP_OK : ESP_FAIL;
}

uint32_t esp_random(void)
{
    return 0x80000000u;
}

uint64_t now_ms(void)
{
    return now;
}

const char *watch_boot_reason(void)
{
    return "power_on";
}

static uint32_t session;
static uint8_t sent[8192];
static size_t sent_len;
static uint8_t inbox[4096];
static size_t inbox_len;
static size_t inbox_at;
static char shown[TK_LINES][TK_COLUMNS + 1];

uint32_t link_session(void)
{
    return session;
}

int link_send(void *ctx, const uint8_t *data, size_t len)
{
    (void)ctx;
    memcpy(sent + sent_len, data, len);
    sent_len += len;
    return 0;
}

size_t link_read(uint8_t *at, size_t cap)
{
    size_t len = inbox_len - inbox_at < cap ? inbox_len - inbox_at : cap;
    memcpy(at, inbox + inbox_at, len);
    inbox_at += len;
    return len;
}

void link_hang_up(void *ctx)
{
    (void)ctx;
    session = 0;
}

void screen_wait(const tk_provision_t *p, uint64_t at)
{
    (void)at;
    tk_panel_nobodys(p, shown);
}

/* The hub. */

static identity_t network;
static identity_t board;
static const char *why;
static EVP_PKEY *farm_key;
static EVP_PKEY *other_key;

static bool said(const char *text)
{
    return memmem(sent, sent_len, text, strlen(text)) != NULL;
}

static bool hear(const void *bytes, size_t len)
{
    memcpy(inbox, bytes, len);
    inbox_len = len;
    inbox_at = 0;
    return setup_turn();
}

static bool say(const char *payload)
{
    uint8_t packet[2500];
    const tk_mqtt_post_t post = {
        .topic = "provision/" HW "/claim", .payload = payload, .payload_len = strlen(payload), .packet = 9};
    int len = tk_mqtt_write_publish(packet, sizeof packet, &post);
    return hear(packet, (size_t)len);
}

static void give(const char *code, const char *part, const char *data)
{
    char text[2100];
    char payload[2300];
    uint8_t sum[32];
    int len = snprintf(text, sizeof text, "%s%s%s", NONCE, part, data);
    hub_sum(code, text, (size_t)len, sum);
    len = snprintf(payload, sizeof payload, "{\"part\":\"%s\",\"data\":\"%s\",\"seal\":\"", part, data);
    for (int i = 0; i < 32; i++) {
        len += snprintf(payload + len, sizeof payload - (size_t)len, "%02x", sum[i]);
    }
    snprintf(payload + len, sizeof payload - (size_t)len, "\"}");
    say(payload);
}

/* The key that the board has said. */
static EVP_PKEY *board_key(void)
{
    static const char mark[] = "\"public_key\":\"";
    uint8_t der[200];
    const uint8_t *at = der;
    const char *text = memmem(sent, sent_len, mark, strlen(mark));
    text += strlen(mark);
    size_t n = tk_base64_read(text, strcspn(text, "\""), der, sizeof der);
    return d2i_PUBKEY(NULL, &at, (long)n);
}

static const char *certificate(EVP_PKEY *of, const char *name)
{
    static char text[1800];
    uint8_t *der = NULL;
    X509 *x = X509_new();
    ASN1_INTEGER_set(X509_get_serialNumber(x), 1);
    X509_gmtime_adj(X509_getm_notBefore(x), 0);
    X509_gmtime_adj(X509_getm_notAfter(x), 3600);
    X509_set_pubkey(x, of);
    X509_NAME_add_entry_by_txt(X509_get_subject_name(x), "O", MBSTRING_ASC, (const uint8_t *)"Tokkatot", -1, -1, 0);
    X509_NAME_add_entry_by_txt(X509_get_subject_name(x), "CN", MBSTRING_ASC, (const uint8_t *)name, -1, -1, 0);
    X509_set_issuer_name(x, X509_get_subject_name(x));
    X509_sign(x, farm_key, EVP_sha256());
    int len = i2d_X509(x, &der);
    tk_base64_write(der, (size_t)len, text);
    OPENSSL_free(der);
    X509_free(x);
    return text;
}

static void give_identity(const char *node, const char *devices, const char *more)
{
    char json[700];
    char text[1000];
    int len = snprintf(json, sizeof json,
                       "{\"node_id\":\"%s\",\"farm_id\":\"" ID("f1") "\",\"incarnation\":3,\"host\":\"10.0.0.2\","
                                                                     "\"port\":\"8883\",\"devices\":\"%s\"%s}",
                       node, devices, more);
    tk_base64_write((const uint8_t *)json, (size_t)len, text);
    give(CODE, "identity", text);
}

static void give_certificate(const char *name)
{
    EVP_PKEY *key = board_key();
    give(CODE, "certificate", certificate(key, name));
    EVP_PKEY_free(key);
}

static bool claim_for(const char *node)
{
    give_identity(node, DEVICES, ",\"ssid\":\"Farm\",\"password\":\"eight or more\"");
    give_certificate(node);
    give(CODE, "ca", certificate(farm_key, "farm"));
    give(CODE, "next_ca", certificate(other_key, "next"));
    return say("{\"result\":\"claimed\"}");
}

/* Power on, as far as the board's own part of a proof. */
static void wake(void)
{
    static const uint8_t connack[] = {0x20, 2, 0, 0};
    sent_len = 0;
    now += 1000;
    CHECK_INT(0, setup_open(&network, &why));
    session = 0;
    setup_turn();
    session = 1;
    setup_turn();
    hear(connack, sizeof connack);
    CHECK(said("/hello"));
    say("{\"nonce\":\"" NONCE "\"}");
}

static void print_label(void)
{
    memset(nvs, 0, sizeof nvs);
    writes = 0;
    cut_at = -1;
    fail_at = -1;
    put(1, "claim_code", CODE, sizeof CODE);
    put(1, "ca", "-----BEGIN CERTIFICATE-----", 28);
}

static EVP_PKEY *key_in(const char *pem)
{
    BIO *bio = BIO_new_mem_buf(pem, -1);
    EVP_PKEY *key = PEM_read_bio_PrivateKey(bio, NULL, NULL, NULL);
    BIO_free(bio);
    return key;
}

/* Whether this is a node that could go to its farm's broker. */
static bool is_node(const char *node)
{
    char id[TK_UUID_TEXT + 1] = {0};
    if (identity_load(&board) < 0) {
        return false;
    }
    BIO *bio = BIO_new_mem_buf(board.cert, -1);
    X509 *x = PEM_read_bio_X509(bio, NULL, NULL, NULL);
    EVP_PKEY *key = key_in(board.key);
    char name[64] = {0};
    X509_NAME_get_text_by_NID(X509_get_subject_name(x), NID_commonName, name, sizeof name);
    bool own = X509_check_private_key(x, key) == 1;
    EVP_PKEY_free(key);
    X509_free(x);
    BIO_free(bio);
    tk_uuid_text(&board.node.node_id, id);
    return own && strcmp(id, node) == 0 && strcmp(name, node) == 0 && board.node.devices == 2;
}

/* The tests. */

TEST(a_key_is_made_once_and_openssl_reads_both_its_halves)
{
    static label_t first;
    static label_t again;
    print_label();
    CHECK_INT(0, label_open(&first, &why));
    EVP_PKEY *key = key_in(first.key);
    CHECK(key != NULL);
    uint8_t spki[LABEL_SPKI + 10];
    uint8_t *end = spki;
    CHECK_INT(LABEL_SPKI, i2d_PUBKEY(key, &end));
    EVP_PKEY_free(key);
    CHECK(memcmp(spki, first.spki, LABEL_SPKI) == 0);
    CHECK_INT(0, label_open(&again, &why));
    CHECK(strcmp(first.key, again.key) == 0);
    CHECK_INT(1, writes);
    CHECK(strcmp(HW, first.hardware_id) == 0);
}

TEST(a_board_without_its_code_or_with_a_broken_key_says_which_and_replaces_nothing)
{
    static label_t label;
    print_label();
    nvs[0].space[0] = '\0';
    CHECK_INT(-1, label_open(&label, &why));
    CHECK(strcmp("claim_code is not in NVS", why) == 0);
    print_label();
    put(1, "key", "not a key", 9);
    CHECK_INT(-1, label_open(&label, &why));
    CHECK(strcmp("key in NVS is not a P-256 key", why) == 0);
    CHECK_INT(0, writes);
    print_label();
    fail_at = 0;
    CHECK_INT(-1, label_open(&label, &why));
    CHECK(strcmp("key cannot be kept in NVS", why) == 0);
}

TEST(a_board_says_who_it_is_waits_and_is_claimed)
{
    print_label();
    wake();
    CHECK(said("\"hardware_id\":\"" HW "\""));
    CHECK(!said(CODE));
    CHECK(strcmp("WAITING TO BE CLAIMED", shown[0]) == 0);
    CHECK(strcmp("A0B1C2D3E4F5", shown[1]) == 0);
    CHECK(strcmp("THE HUB KNOWS IT", shown[2]) == 0);
    CHECK(!is_node(ID("e1")));
    CHECK(claim_for(ID("e1")));
    CHECK(is_node(ID("e1")));
    CHECK_INT(3, board.node.incarnation);
    CHECK_INT(8883, board.port);
    CHECK(strcmp("10.0.0.2", board.host) == 0 && strcmp("Farm", board.ssid) == 0);
    CHECK(strcmp("eight or more", board.password) == 0);
    CHECK(strstr(strstr(board.ca, "-----END") + 1, "-----BEGIN CERTIFICATE-----") != NULL); /* the next one, too */
}

TEST(its_proof_is_the_hubs_sum_under_the_labels_code)
{
    uint8_t sum[32];
    char text[400];
    char hex[65];
    static label_t label;
    print_label();
    wake();
    label_open(&label, &why);
    int len = snprintf(text, sizeof text, NONCE HW "%s", label.public_key);
    hub_sum(CODE, text, (size_t)len, sum);
    for (int i = 0; i < 32; i++) {
        snprintf(hex + 2 * i, 3, "%02x", sum[i]);
    }
    CHECK(said(hex));
}

TEST(an_identity_without_a_network_keeps_that_of_the_set_up)
{
    print_label();
    wake();
    give_identity(ID("e1"), DEVICES, "");
    give_certificate(ID("e1"));
    give(CODE, "ca", certificate(farm_key, "farm"));
    CHECK(say("{\"result\":\"claimed\"}"));
    CHECK(is_node(ID("e1")));
    CHECK(strcmp("tokkatot-setup", board.ssid) == 0);
}

/* What is in NVS before a claim: nothing, an installer's half identity, or a whole one for another kind of board. */
static void leave(int what)
{
    if (what == 1) {
        put(2, "node_id", ID("e7"), TK_UUID_TEXT + 1);
        put(2, "host", "10.9.9.9", 9);
    } else if (what == 2) {
        CHECK(claim_for(ID("e7")));
        put(2, "host", "10.9.9.9", 9);
        put(2, "devices", "laser:" ID("d7"), sizeof "laser:" ID("d7"));
        wake();
    }
    CHECK_INT(-1, identity_load(&board));
}

/* False: the power went before that write. */
static bool claim_until(int cut)
{
    cut_at = writes + cut;
    if (setjmp(power) != 0) {
        cut_at = -1;
        return false;
    }
    CHECK(claim_for(ID("e1")));
    CHECK_INT(12, cut); /* each of the writes was tried */
    return true;
}

TEST(a_power_cut_before_any_write_leaves_nobodys_board_and_the_next_claim_is_whole)
{
    for (int before = 0; before < 3; before++) {
        for (int cut = 0; cut <= 12; cut++) {
            print_label();
            wake();
            leave(before);
            const char *node = ID("e1");
            if (!claim_until(cut)) {
                CHECK_INT(-1, identity_load(&board));
                wake();
                CHECK(claim_for(ID("e2")));
                node = ID("e2");
            }
            CHECK(is_node(node));
            CHECK(strcmp("10.0.0.2", board.host) == 0);
        }
    }
}

TEST(a_full_nvs_is_no_claim_and_the_hub_may_say_it_again)
{
    for (int failing = 0; failing < 12; failing++) {
        print_label();
        wake();
        fail_at = writes + failing;
        CHECK(!claim_for(ID("e1")));
        CHECK_INT(-1, identity_load(&board));
        fail_at = -1;
        CHECK(say("{\"result\":\"claimed\"}"));
        CHECK(is_node(ID("e1")));
    }
}

TEST(a_hub_that_does_not_know_the_code_gives_nothing_that_is_kept)
{
    print_label();
    wake();
    int before = writes;
    give("GUES-SEDC-ODE0", "ca", certificate(farm_key, "farm"));
    give_identity(ID("e1"), DEVICES, "");
    give_certificate(ID("e1"));
    CHECK(!say("{\"result\":\"claimed\"}"));
    CHECK_INT(before, writes);
    CHECK_INT(-1, identity_load(&board));
}

TEST(refused_for_a_wrong_code_it_says_so_and_keeps_nothing)
{
    print_label();
    wake();
    int before = writes;
    CHECK(!say("{\"result\":\"refused\"}"));
    CHECK(strcmp("REFUSED: WRONG CODE", shown[2]) == 0);
    CHECK(!claim_for(ID("e1")));
    CHECK_INT(before, writes);
}

TEST(what_is_not_for_this_board_is_refused_and_the_right_one_taken_after_it)
{
    static const char *const devices[] = {"laser:" ID("d1"), "pump:" ID("d1") ",pump:" ID("d2"), "pump:7"};
    static const char *const more[] = {",\"ssid\":\"Farm\"", ",\"ssid\":\"\",\"password\":\"eight or more\"",
                                       ",\"ssid\":\"Farm\",\"password\":\"short\""};
    print_label();
    wake();
    int before = writes;
    give_certificate(ID("e1"));
    give(CODE, "ca", certificate(farm_key, "farm"));
    for (int i = 0; i < 3; i++) {
        give_identity(ID("e1"), devices[i], "");
        CHECK(!say("{\"result\":\"claimed\"}"));
        give_identity(ID("e1"), DEVICES, more[i]);
        CHECK(!say("{\"result\":\"claimed\"}"));
    }
    give_identity("nobody", DEVICES, "");
    CHECK(!say("{\"result\":\"claimed\"}"));
    give_identity(ID("e1"), DEVICES, "");
    give(CODE, "certificate", certificate(other_key, ID("e1")));
    CHECK(!say("{\"result\":\"claimed\"}"));
    give_certificate(ID("e2")); /* our key, another node */
    CHECK(!say("{\"result\":\"claimed\"}"));
    give_certificate(ID("e1"));
    give(CODE, "ca", "bm8gY2VydGlmaWNhdGUh");
    CHECK_INT(before, writes);
    CHECK(claim_for(ID("e1")));
    CHECK(is_node(ID("e1")));
}

TEST(parts_of_a_session_that_ended_are_forgotten)
{
    print_label();
    wake();
    give_identity(ID("e1"), DEVICES, "");
    give_certificate(ID("e1"));
    session = 0;
    setup_turn();
    CHECK(strcmp("NO HUB", shown[2]) == 0);
    session = 2;
    setup_turn();
    hear((const uint8_t[]){0x20, 2, 0, 0}, 4);
    say("{\"nonce\":\"" NONCE "\"}");
    give(CODE, "ca", certificate(farm_key, "farm"));
    CHECK(!say("{\"result\":\"claimed\"}"));
    CHECK(claim_for(ID("e1")));
}

int main(void)
{
    farm_key = EVP_EC_gen("P-256");
    other_key = EVP_EC_gen("P-256");
    RUN(a_key_is_made_once_and_openssl_reads_both_its_halves);
    RUN(a_board_without_its_code_or_with_a_broken_key_says_which_and_replaces_nothing);
    RUN(a_board_says_who_it_is_waits_and_is_claimed);
    RUN(its_proof_is_the_hubs_sum_under_the_labels_code);
    RUN(an_identity_without_a_network_keeps_that_of_the_set_up);
    RUN(a_power_cut_before_any_write_leaves_nobodys_board_and_the_next_claim_is_whole);
    RUN(a_full_nvs_is_no_claim_and_the_hub_may_say_it_again);
    RUN(a_hub_that_does_not_know_the_code_gives_nothing_that_is_kept);
    RUN(refused_for_a_wrong_code_it_says_so_and_keeps_nothing);
    RUN(what_is_not_for_this_board_is_refused_and_the_right_one_taken_after_it);
    RUN(parts_of_a_session_that_ended_are_forgotten);
    EVP_PKEY_free(farm_key);
    EVP_PKEY_free(other_key);
    return tk_test_end();
}
