#include "setup.h"
#include "claim.h"
#include "esp_log.h"
#include "esp_random.h"
#include "sdkconfig.h"
#include <stdio.h>
#include <string.h>

#ifndef CONFIG_TK_SETUP_SSID
#define CONFIG_TK_SETUP_SSID     "tokkatot-setup"
#define CONFIG_TK_SETUP_PASSWORD "only for tests"
#define CONFIG_TK_SETUP_HOST     "10.0.0.1"
#define CONFIG_TK_SETUP_PORT     8884
#endif

static label_t label;
static claim_t claim;
static tk_provision_t provision;
static tk_provision_config_t config;
static uint32_t known;   /* session of the link */
static uint32_t refused; /* so many have been told */

static uint32_t random_bits(void *ctx)
{
    (void)ctx;
    return esp_random();
}

static int hmac(void *ctx, const uint8_t *data, size_t len, uint8_t out[TK_HMAC])
{
    (void)ctx;
    return label_sum(&label, data, len, out);
}

static int stage(void *ctx, tk_part_t part, const char *text, size_t len)
{
    (void)ctx;
    return claim_stage(&claim, part, text, len);
}

static int commit(void *ctx)
{
    (void)ctx;
    return claim_commit(&claim);
}

static const tk_provision_port_t port = {
    .send = link_send, .hang_up = link_hang_up, .random = random_bits, .hmac = hmac, .stage = stage, .commit = commit};

int setup_open(identity_t *network, const char **why)
{
    if (label_open(&label, why) < 0) {
        return -1;
    }
    if (strlen(CONFIG_TK_SETUP_PASSWORD) < 8) {
        *why = "the set-up network's password is not in Kconfig";
        return -1;
    }
    memset(network, 0, sizeof *network);
    snprintf(network->ssid, sizeof network->ssid, "%s", CONFIG_TK_SETUP_SSID);
    snprintf(network->password, sizeof network->password, "%s", CONFIG_TK_SETUP_PASSWORD);
    snprintf(network->host, sizeof network->host, "%s", CONFIG_TK_SETUP_HOST);
    memcpy(network->ca, label.ca, sizeof network->ca);
    network->port = CONFIG_TK_SETUP_PORT;
    config = (tk_provision_config_t){.hardware_id = label.hardware_id,
                                     .model = identity_board()->name,
                                     .firmware_version = FIRMWARE_VERSION,
                                     .public_key = label.public_key};
    claim_open(&claim, &label, network);
    tk_provision_init(&provision, &config, &port, now_ms());
    known = 0;
    refused = 0;
    ESP_LOGI("setup", "board %s belongs to nobody, looks for %s", label.hardware_id, network->ssid);
    return 0;
}

static void follow_link(void)
{
    uint32_t session = link_session();
    if (session == known) {
        return;
    }
    if (known != 0) {
        tk_provision_link(&provision, false, now_ms());
        claim_forget(&claim);
    }
    if (session != 0) {
        tk_provision_link(&provision, true, now_ms());
    }
    known = session;
}

bool setup_turn(void)
{
    static uint8_t bytes[256];
    follow_link();
    for (size_t len; known != 0 && (len = link_read(bytes, sizeof bytes)) > 0;) {
        claim.why = NULL;
        tk_provision_rx(&provision, bytes, len, now_ms());
        if (provision.refused != refused) {
            refused = provision.refused;
            ESP_LOGW("setup", "refused: %s%s%s", provision.why, claim.why != NULL ? "; " : "",
                     claim.why != NULL ? claim.why : "");
        }
    }
    tk_provision_poll(&provision, now_ms());
    screen_wait(&provision, now_ms());
    return provision.state == TK_PROVISION_CLAIMED;
}
