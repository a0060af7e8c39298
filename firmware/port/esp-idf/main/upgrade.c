#include "upgrade.h"
#include "../../psa/crypto.h"
#include "http.h"
#include "esp_log.h"
#include "esp_random.h"
#include "ota.h"
#include "trust.h"

static tk_update_t update;
static tk_update_port_t port;
static tk_identity_t self;
static psa_t psa;
static bool wants_reset;

static void fetch(void *ctx, const char *url, uint32_t from)
{
    (void)ctx;
    http_start(url, from, update.kept.offer.size);
}

static void stop_fetch(void *ctx)
{
    (void)ctx;
    http_stop();
}

static uint32_t random_bits(void *ctx)
{
    (void)ctx;
    return esp_random();
}

static void reset(void *ctx)
{
    (void)ctx;
    wants_reset = true;
}

void upgrade_open(identity_t *id)
{
    int running = ota_open();
    if (running < 0 || !trust_load(&self, id->node.board, id->node.firmware_version) || psa_begin(&psa) < 0 ||
        http_open(id, xTaskGetCurrentTaskHandle()) < 0) {
        ESP_LOGE("update", "no updates: slot %d, %d keys, version %s", running, self.keys, id->node.firmware_version);
        return;
    }
    port = (tk_update_port_t){.crypto = psa_crypto(&psa),
                              .slot_size = ota_size(),
                              .slot_read = ota_read,
                              .slot_write = ota_write,
                              .slot_erase = ota_erase,
                              .boot_state = ota_state,
                              .set_next = ota_set_next,
                              .confirm = ota_confirm,
                              .give_up = ota_give_up,
                              .keep = keep_update,
                              .recall = keep_recall_update,
                              .fetch = fetch,
                              .stop_fetch = stop_fetch,
                              .random = random_bits,
                              .reset = reset};
    tk_update_init(&update, &self, &port, running, now_ms());
    id->node.update = &update;
}

bool upgrade_tend(tk_node_t *node)
{
    static uint8_t bytes[1024];
    tk_fetch_end_t how;
    size_t len = http_read(bytes, sizeof bytes);
    if (len > 0) {
        const tk_event_t event = {.kind = TK_IMAGE, .data = bytes, .len = len};
        tk_node_event(node, &event, now_ms());
    } else if (http_over(&how)) {
        const tk_event_t event = {.kind = TK_IMAGE_END, .end = (uint8_t)how};
        tk_node_event(node, &event, now_ms());
    }
    return wants_reset;
}
