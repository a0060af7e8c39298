/* main.c - the control task: tells the node what happened, lets it do what is due, feeds the watchdog only after that.
 */
#include "idf.h"
#include "esp_log.h"
#include "esp_system.h"
#include "setup.h"
#include "upgrade.h"

#define LOOK_MS 20 /* at the buttons */

static identity_t identity;
static tk_node_t node;
static tk_port_t port;

static void note(void *ctx, tk_note_t what, int device, int detail, const char *text)
{
    (void)ctx;
    ESP_LOGI("node", "note %d of device %d: %d %s", (int)what, device, detail, text != NULL ? text : "");
}

static void tell(tk_event_kind_t kind, const uint8_t *data, size_t len)
{
    const tk_event_t event = {.kind = kind, .data = data, .len = len};
    tk_node_event(&node, &event, now_ms());
}

static void tell_wall(void)
{
    int64_t epoch_ms = 0;
    if (net_wall(&epoch_ms)) {
        const tk_event_t event = {.kind = TK_WALL, .wall_offset_ms = epoch_ms - (int64_t)now_ms()};
        tk_node_event(&node, &event, now_ms());
    }
}

static void tell_buttons(void)
{
    const tk_event_t event = {.kind = TK_BUTTON, .pressed = buttons_stop()};
    tk_node_event(&node, &event, now_ms());
    if (buttons_silence()) {
        tell(TK_SILENCE, NULL, 0);
    }
}

static void tell_link(uint32_t *known)
{
    static uint8_t bytes[1024];
    uint32_t session = link_session();
    if (session != *known) {
        if (*known != 0) {
            tell(TK_LINK_DOWN, NULL, 0);
        }
        if (session != 0) {
            tell(TK_LINK_UP, NULL, 0);
        }
        *known = session;
    }
    for (size_t len; session != 0 && (len = link_read(bytes, sizeof bytes)) > 0;) {
        tell(TK_RX, bytes, len);
    }
}

/* Outputs off and goodbye; the link's task needs a moment to send it. */
static void restart(void)
{
    tk_node_stop(&node, now_ms());
    vTaskDelay(pdMS_TO_TICKS(200));
    esp_restart();
}

static void run(void)
{
    uint32_t known = 0;
    for (;;) {
        tell_wall();
        tell_buttons();
        tell_link(&known);
        if (upgrade_tend(&node)) {
            restart();
        }
        uint64_t due = tk_node_poll(&node, now_ms());
        screen_show(&node, now_ms());
        watch_feed();
        uint64_t now = now_ms();
        uint32_t wait = due <= now ? 1 : due - now < LOOK_MS ? (uint32_t)(due - now) : LOOK_MS;
        ulTaskNotifyTake(pdTRUE, pdMS_TO_TICKS(wait));
    }
}

/* What cannot even be claimed waits for a person, and says so on the console. */
static void cannot_begin(const char *why)
{
    for (;;) {
        ESP_LOGE("node", "%s; see port/esp-idf/README.md", why);
        vTaskDelay(pdMS_TO_TICKS(10000));
    }
}

/* Without an identity nothing may move: no output is opened. The board asks for one, and restarts as a node. */
static void belongs_to_nobody(void)
{
    const char *why = NULL;
    screen_open(identity_board());
    if (setup_open(&identity, &why) < 0) {
        cannot_begin(why);
    }
    watch_join();
    if (net_open(&identity) < 0 || link_open(&identity, xTaskGetCurrentTaskHandle()) < 0) {
        cannot_begin("no network");
    }
    while (!setup_turn()) {
        watch_feed();
        ulTaskNotifyTake(pdTRUE, pdMS_TO_TICKS(LOOK_MS));
    }
    vTaskDelay(pdMS_TO_TICKS(200)); /* for the link's task to acknowledge the claim */
    esp_restart();
}

void app_main(void);

void app_main(void)
{
    if (keep_open() < 0) {
        cannot_begin("NVS cannot be read, and is not erased: the key is in there");
    }
    if (identity_load(&identity) < 0) {
        belongs_to_nobody();
    }
    identity.node.boot = keep_boot();
    port = (tk_port_t){.send = link_send,
                       .hang_up = link_hang_up,
                       .set_output = outputs_set,
                       .measure = sensors_measure,
                       .store = keep_store,
                       .load = keep_load,
                       .spool_size = keep_has_spool() ? TK_SPOOL_SIZE : 0,
                       .spool_read = keep_spool_read,
                       .spool_write = keep_spool_write,
                       .spool_erase = keep_spool_erase,
                       .health = net_health,
                       .note = note};
    /* Outputs first: off is where every one begins. A part that fails is said and missed, the others go on. */
    int outputs = outputs_open(&identity.node);
    int buttons = buttons_open(identity.node.board);
    int sensors = sensors_open(&identity.node);
    if (outputs < 0 || buttons < 0 || sensors < 0) {
        ESP_LOGE("node", "pins could not be set up: outputs %d, buttons %d, sensors %d", outputs, buttons, sensors);
    }
    screen_open(identity.node.board);
    upgrade_open(&identity);
    if (tk_node_init(&node, &identity.node, &port, now_ms()) < 0) {
        cannot_begin("the identity in NVS is not one for this board");
    }
    watch_join();
    if (net_open(&identity) < 0 || link_open(&identity, xTaskGetCurrentTaskHandle()) < 0) {
        ESP_LOGE("node", "no network; the node's own rules go on");
    }
    run();
}
