/* sensors.c - the slow pins, in a task of their own. Each round reads all; what a pin did not say is absent, and what
 * was read more than ten seconds ago too. */
#include "probe.h"
#include "freertos/semphr.h"

#define ROUND_MS 2000 /* a DHT22 must not be asked more often */
#define LOOK_MS  20
#define OLD_MS   10000
#define STACK    4096

static const tk_node_config_t *node;
static struct {
    uint64_t at_ms; /* 0: nothing was read */
    tk_raw_t raw;
    probe_t probe;
} slot[TK_MAX_DEVICES];
static SemaphoreHandle_t lock;

static void round_of_all(void)
{
    for (int i = 0; i < node->devices; i++) {
        tk_raw_t raw = {0};
        if (slot[i].probe.pin == NULL) {
            continue;
        }
        int err = probe_ask(&slot[i].probe, &raw);
        xSemaphoreTake(lock, portMAX_DELAY);
        slot[i].raw = raw;
        slot[i].at_ms = err == 0 ? now_ms() : 0;
        xSemaphoreGive(lock);
        watch_feed();
    }
}

static void run(void *unused)
{
    (void)unused;
    watch_join();
    probes_belong_to(xTaskGetCurrentTaskHandle());
    for (;;) {
        uint64_t next = now_ms() + ROUND_MS;
        round_of_all();
        while (now_ms() < next) {
            watch_feed();
            vTaskDelay(pdMS_TO_TICKS(LOOK_MS));
        }
    }
}

int sensors_open(const tk_node_config_t *config)
{
    int places[TK_KINDS] = {0};
    int err = 0;
    node = config;
    lock = xSemaphoreCreateMutex();
    gpio_install_isr_service(0);
    for (int i = 0; i < node->devices; i++) {
        uint8_t kind = node->device[i].kind;
        if (node->board->kind[kind].class_of == TK_SENSOR &&
            probe_open(&slot[i].probe, node->board, kind, places[kind]++) < 0) {
            slot[i].probe.pin = NULL; /* this one is absent, the others are asked */
            err = -1;
        }
    }
    return lock != NULL && xTaskCreate(run, "sensors", STACK, NULL, 6, NULL) == pdPASS ? err : -1;
}

int sensors_measure(void *ctx, int device, tk_raw_t *out)
{
    (void)ctx;
    if (lock == NULL) {
        return -1;
    }
    xSemaphoreTake(lock, portMAX_DELAY);
    uint64_t at = slot[device].at_ms;
    *out = slot[device].raw;
    xSemaphoreGive(lock);
    return at > 0 && now_ms() - at < OLD_MS ? 0 : -1;
}
