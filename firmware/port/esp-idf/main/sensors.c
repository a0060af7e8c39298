/* sensors.c - the slow pins, in a task of their own. Each round reads all; what a pin did not say is absent, and what
 * was read more than ten seconds ago too. */
#include "idf.h"
#include "driver/gpio.h"
#include "driver/rmt_rx.h"
#include "esp_adc/adc_oneshot.h"
#include "esp_rom_sys.h"
#include "freertos/semphr.h"
#include <string.h>

#define ROUND_MS 2000 /* a DHT22 must not be asked more often */
#define LOOK_MS  5
#define OLD_MS   10000
#define STACK    4096

/* DHT22: the host pulls low for more than 1 ms, the sensor answers within 5 ms; silence of 200 us ends it. */
#define START_US    1200
#define ANSWER_MS   20
#define SHORTEST_NS 1000
#define LONGEST_NS  200000
#define SYMBOLS     64

typedef struct {
    uint64_t at_ms; /* 0: nothing was read */
    tk_raw_t raw;
    rmt_channel_handle_t rmt;
    adc_channel_t adc;
    const tk_pin_t *pin;
    const tk_pin_t *data;     /* scale */
    volatile uint32_t pulses; /* flow */
} slot_t;

static const tk_node_config_t *node;
static slot_t slot[TK_MAX_DEVICES];
static SemaphoreHandle_t lock;
static adc_oneshot_unit_handle_t converter;
static TaskHandle_t task;
static rmt_symbol_word_t symbol[SYMBOLS];
static size_t symbols;
static portMUX_TYPE clock_mux = portMUX_INITIALIZER_UNLOCKED;
static const tk_pin_t *loop_pin;
static const tk_pin_t *button_pin;
static tk_contact_t loop;
static tk_contact_t button;
static volatile bool silenced;

static bool received(rmt_channel_handle_t channel, const rmt_rx_done_event_data_t *data, void *ctx)
{
    BaseType_t woken = pdFALSE;
    (void)channel, (void)ctx;
    symbols = data->num_symbols;
    vTaskNotifyGiveFromISR(task, &woken);
    return woken == pdTRUE;
}

static void counted(void *ctx)
{
    slot_t *s = ctx;
    s->pulses = s->pulses + 1;
}

static int level_of(const tk_pin_t *pin)
{
    return gpio_get_level((gpio_num_t)pin->gpio) ^ (pin->active_low ? 1 : 0);
}

/* Symbols are pairs of a level and its length; the core wants the lengths, beginning with a low level. */
static int unfold(tk_raw_t *raw)
{
    raw->count = 0;
    for (size_t i = 0; i < symbols && raw->count + 2 <= TK_DHT22_PULSES; i++) {
        const rmt_symbol_word_t s = symbol[i];
        if (!(i == 0 && s.level0 == 1)) {
            raw->us[raw->count++] = (uint16_t)s.duration0;
        }
        raw->us[raw->count++] = (uint16_t)s.duration1;
    }
    return raw->count > 0 ? 0 : -1;
}

static int ask_dht22(slot_t *s, tk_raw_t *raw)
{
    static const rmt_receive_config_t config = {.signal_range_min_ns = SHORTEST_NS, .signal_range_max_ns = LONGEST_NS};
    gpio_num_t pin = (gpio_num_t)s->pin->gpio;
    symbols = 0;
    gpio_set_level(pin, 0);
    esp_rom_delay_us(START_US);
    ulTaskNotifyTake(pdTRUE, 0);
    esp_err_t err = rmt_receive(s->rmt, symbol, sizeof symbol, &config);
    gpio_set_level(pin, 1); /* open drain: the pull-up has it, and the sensor answers */
    if (err != ESP_OK || ulTaskNotifyTake(pdTRUE, pdMS_TO_TICKS(ANSWER_MS)) == 0) {
        rmt_disable(s->rmt); /* else it goes on waiting, and refuses the next */
        rmt_enable(s->rmt);
        return -1;
    }
    return unfold(raw);
}

static int ask_level(const slot_t *s, tk_raw_t *raw)
{
    raw->count = 5;
    for (int i = 0; i < raw->count; i++) {
        int value = 0;
        if (adc_oneshot_read(converter, s->adc, &value) != ESP_OK) {
            return -1;
        }
        raw->adc[i] = (uint16_t)value;
    }
    return 0;
}

static void scale_clock(void *ctx, bool high)
{
    const slot_t *s = ctx;
    gpio_set_level((gpio_num_t)s->pin->gpio, high ? 1 : 0);
    esp_rom_delay_us(1);
}

static bool scale_data(void *ctx)
{
    const slot_t *s = ctx;
    return gpio_get_level((gpio_num_t)s->data->gpio) != 0;
}

/* A clock that is high for 60 us switches the chip off: no interrupt may come between. */
static int ask_scale(slot_t *s, tk_raw_t *raw)
{
    const tk_hx711_t chip = {.ctx = s, .clock = scale_clock, .data = scale_data};
    raw->count = 0;
    for (int tries = 0; tries < 200 && raw->count < TK_WEIGHINGS; tries++) {
        int32_t counts = 0;
        taskENTER_CRITICAL(&clock_mux);
        int err = tk_hx711_read(&chip, TK_GAIN_128, &counts);
        taskEXIT_CRITICAL(&clock_mux);
        if (err == 0) {
            raw->counts[raw->count++] = counts;
        } else {
            vTaskDelay(pdMS_TO_TICKS(LOOK_MS));
            watch_feed();
        }
    }
    return raw->count == TK_WEIGHINGS ? 0 : -1;
}

static int ask(slot_t *s, uint8_t kind, tk_raw_t *raw)
{
    switch (kind) {
    case TK_DHT22:
        return ask_dht22(s, raw);
    case TK_WATER_LEVEL:
        return ask_level(s, raw);
    case TK_SCALE:
        return ask_scale(s, raw);
    case TK_MOTION:
        raw->seen = level_of(s->pin) != 0;
        return 0;
    case TK_FLOW:
        raw->pulses = s->pulses;
        return 0;
    default:
        return -1;
    }
}

static void look_at_buttons(void)
{
    if (loop_pin != NULL) {
        tk_contact_look(&loop, level_of(loop_pin) != 0, now_ms());
    }
    if (button_pin != NULL && tk_contact_look(&button, level_of(button_pin) != 0, now_ms()) == TK_SHORT_PRESS) {
        silenced = true;
    }
}

static void round_of_all(void)
{
    for (int i = 0; i < node->devices; i++) {
        tk_raw_t raw = {0};
        if (slot[i].pin == NULL) {
            continue;
        }
        int err = ask(&slot[i], node->device[i].kind, &raw);
        xSemaphoreTake(lock, portMAX_DELAY);
        slot[i].raw = raw;
        slot[i].at_ms = err == 0 ? now_ms() : 0;
        xSemaphoreGive(lock);
        look_at_buttons();
    }
}

static void run(void *unused)
{
    (void)unused;
    watch_join();
    for (;;) {
        uint64_t next = now_ms() + ROUND_MS;
        round_of_all();
        while (now_ms() < next) {
            look_at_buttons();
            watch_feed();
            vTaskDelay(pdMS_TO_TICKS(LOOK_MS));
        }
    }
}

static int open_input(const tk_pin_t *pin, gpio_mode_t mode, gpio_int_type_t on)
{
    const gpio_config_t config = {.pin_bit_mask = 1ull << pin->gpio,
                                  .mode = mode,
                                  .pull_up_en = GPIO_PULLUP_ENABLE, /* where the pin has one */
                                  .intr_type = on};
    return gpio_config(&config) == ESP_OK ? 0 : -1;
}

static int open_dht22(slot_t *s)
{
    const rmt_rx_channel_config_t config = {.gpio_num = (gpio_num_t)s->pin->gpio,
                                            .clk_src = RMT_CLK_SRC_DEFAULT,
                                            .resolution_hz = 1000000,
                                            .mem_block_symbols = SYMBOLS};
    const rmt_rx_event_callbacks_t callbacks = {.on_recv_done = received};
    bool ok = rmt_new_rx_channel(&config, &s->rmt) == ESP_OK &&
              rmt_rx_register_event_callbacks(s->rmt, &callbacks, NULL) == ESP_OK && rmt_enable(s->rmt) == ESP_OK;
    /* After the channel, which makes the pin an input. */
    return ok && open_input(s->pin, GPIO_MODE_INPUT_OUTPUT_OD, GPIO_INTR_DISABLE) == 0 &&
                   gpio_set_level((gpio_num_t)s->pin->gpio, 1) == ESP_OK
               ? 0
               : -1;
}

static int open_level(slot_t *s)
{
    const adc_oneshot_chan_cfg_t channel = {.atten = ADC_ATTEN_DB_12, .bitwidth = ADC_BITWIDTH_12};
    adc_unit_t unit = ADC_UNIT_1;
    if (adc_oneshot_io_to_channel(s->pin->gpio, &unit, &s->adc) != ESP_OK || unit != ADC_UNIT_1) {
        return -1; /* the second converter does not work beside Wi-Fi */
    }
    const adc_oneshot_unit_init_cfg_t config = {.unit_id = unit};
    return (converter != NULL || adc_oneshot_new_unit(&config, &converter) == ESP_OK) &&
                   adc_oneshot_config_channel(converter, s->adc, &channel) == ESP_OK
               ? 0
               : -1;
}

static int open_scale(slot_t *s, int place)
{
    const gpio_config_t out = {.pin_bit_mask = 1ull << s->pin->gpio, .mode = GPIO_MODE_OUTPUT};
    s->data = pin_of(node->board, TK_USE_DATA, TK_SCALE, place);
    return s->data != NULL && gpio_set_level((gpio_num_t)s->pin->gpio, 0) == ESP_OK && gpio_config(&out) == ESP_OK &&
                   open_input(s->data, GPIO_MODE_INPUT, GPIO_INTR_DISABLE) == 0
               ? 0
               : -1;
}

static int open_one(int i, int place)
{
    static const uint8_t uses[TK_KINDS] = {[TK_DHT22] = TK_USE_WIRE,
                                           [TK_WATER_LEVEL] = TK_USE_ADC,
                                           [TK_SCALE] = TK_USE_CLOCK,
                                           [TK_MOTION] = TK_USE_INPUT,
                                           [TK_FLOW] = TK_USE_INPUT};
    uint8_t kind = node->device[i].kind;
    slot_t *s = &slot[i];
    s->pin = pin_of(node->board, (tk_use_t)uses[kind], kind, place);
    if (s->pin == NULL) {
        return -1;
    }
    switch (kind) {
    case TK_DHT22:
        return open_dht22(s);
    case TK_WATER_LEVEL:
        return open_level(s);
    case TK_SCALE:
        return open_scale(s, place);
    case TK_FLOW:
        return open_input(s->pin, GPIO_MODE_INPUT, GPIO_INTR_POSEDGE) == 0 &&
                       gpio_isr_handler_add((gpio_num_t)s->pin->gpio, counted, s) == ESP_OK
                   ? 0
                   : -1;
    default:
        return open_input(s->pin, GPIO_MODE_INPUT, GPIO_INTR_DISABLE);
    }
}

int sensors_open(const tk_node_config_t *config)
{
    int places[TK_KINDS] = {0};
    int err = 0;
    node = config;
    lock = xSemaphoreCreateMutex();
    gpio_install_isr_service(0);
    loop_pin = pin_of(node->board, TK_USE_LOOP, TK_NO_KIND, 0);
    button_pin = pin_of(node->board, TK_USE_INPUT, TK_NO_KIND, 0);
    if (loop_pin != NULL) {
        err = open_input(loop_pin, GPIO_MODE_INPUT, GPIO_INTR_DISABLE);
    }
    if (button_pin != NULL) {
        err = open_input(button_pin, GPIO_MODE_INPUT, GPIO_INTR_DISABLE) < 0 ? -1 : err;
    }
    for (int i = 0; i < node->devices; i++) {
        uint8_t kind = node->device[i].kind;
        if (node->board->kind[kind].class_of == TK_SENSOR && open_one(i, places[kind]++) < 0) {
            err = -1;
        }
    }
    return err == 0 && lock != NULL && xTaskCreate(run, "sensors", STACK, NULL, 6, &task) == pdPASS ? 0 : -1;
}

int sensors_measure(void *ctx, int device, tk_raw_t *out)
{
    (void)ctx;
    xSemaphoreTake(lock, portMAX_DELAY);
    uint64_t at = slot[device].at_ms;
    *out = slot[device].raw;
    xSemaphoreGive(lock);
    return at > 0 && now_ms() - at < OLD_MS ? 0 : -1;
}

/* A normally closed loop: high is pressed, or the wire is cut. */
bool sensors_button(void)
{
    return loop.pressed;
}

bool sensors_silence(void)
{
    bool was = silenced;
    silenced = false;
    return was;
}
