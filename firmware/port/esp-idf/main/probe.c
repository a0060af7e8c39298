/* probe.c - the pins of sensors. */
#include "probe.h"
#include "esp_rom_sys.h"

/* DHT22: the host pulls low for more than 1 ms, the sensor answers within 5 ms; silence of 200 us ends it. */
#define START_US    1200
#define ANSWER_MS   20
#define SHORTEST_NS 1000
#define LONGEST_NS  200000
#define SYMBOLS     64

#define LOOK_MS 5

static TaskHandle_t task;
static adc_oneshot_unit_handle_t converter;
static rmt_symbol_word_t symbol[SYMBOLS];
static size_t symbols;
static portMUX_TYPE clock_mux = portMUX_INITIALIZER_UNLOCKED;

void probes_belong_to(TaskHandle_t handle)
{
    task = handle;
}

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
    probe_t *p = ctx;
    p->pulses = p->pulses + 1;
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

static int ask_dht22(probe_t *p, tk_raw_t *raw)
{
    static const rmt_receive_config_t config = {.signal_range_min_ns = SHORTEST_NS, .signal_range_max_ns = LONGEST_NS};
    gpio_num_t pin = (gpio_num_t)p->pin->gpio;
    symbols = 0;
    gpio_set_level(pin, 0);
    esp_rom_delay_us(START_US);
    ulTaskNotifyTake(pdTRUE, 0);
    esp_err_t err = rmt_receive(p->rmt, symbol, sizeof symbol, &config);
    gpio_set_level(pin, 1); /* open drain: the pull-up has it, and the sensor answers */
    if (err != ESP_OK || ulTaskNotifyTake(pdTRUE, pdMS_TO_TICKS(ANSWER_MS)) == 0) {
        rmt_disable(p->rmt); /* else it goes on waiting, and refuses the next */
        rmt_enable(p->rmt);
        return -1;
    }
    return unfold(raw);
}

static int ask_level(const probe_t *p, tk_raw_t *raw)
{
    raw->count = 5;
    for (int i = 0; i < raw->count; i++) {
        int value = 0;
        if (adc_oneshot_read(converter, p->adc, &value) != ESP_OK) {
            return -1;
        }
        raw->adc[i] = (uint16_t)value;
    }
    return 0;
}

static void scale_clock(void *ctx, bool high)
{
    const probe_t *p = ctx;
    gpio_set_level((gpio_num_t)p->pin->gpio, high ? 1 : 0);
    esp_rom_delay_us(1);
}

static bool scale_data(void *ctx)
{
    const probe_t *p = ctx;
    return gpio_get_level((gpio_num_t)p->data->gpio) != 0;
}

/* A clock that is high for 60 us switches the chip off: no interrupt may come between. */
static int ask_scale(probe_t *p, tk_raw_t *raw)
{
    const tk_hx711_t chip = {.ctx = p, .clock = scale_clock, .data = scale_data};
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

int probe_ask(probe_t *p, tk_raw_t *raw)
{
    switch (p->kind) {
    case TK_DHT22:
        return ask_dht22(p, raw);
    case TK_WATER_LEVEL:
        return ask_level(p, raw);
    case TK_SCALE:
        return ask_scale(p, raw);
    case TK_MOTION:
        raw->seen = pin_level(p->pin) != 0;
        return 0;
    case TK_FLOW:
        raw->pulses = p->pulses;
        return 0;
    default:
        return -1;
    }
}

static int open_dht22(probe_t *p)
{
    const rmt_rx_channel_config_t config = {.gpio_num = (gpio_num_t)p->pin->gpio,
                                            .clk_src = RMT_CLK_SRC_DEFAULT,
                                            .resolution_hz = 1000000,
                                            .mem_block_symbols = SYMBOLS};
    const rmt_rx_event_callbacks_t callbacks = {.on_recv_done = received};
    bool ok = rmt_new_rx_channel(&config, &p->rmt) == ESP_OK &&
              rmt_rx_register_event_callbacks(p->rmt, &callbacks, NULL) == ESP_OK && rmt_enable(p->rmt) == ESP_OK;
    /* After the channel, which makes the pin an input. */
    return ok && pin_input(p->pin, GPIO_MODE_INPUT_OUTPUT_OD, GPIO_INTR_DISABLE) == 0 &&
                   gpio_set_level((gpio_num_t)p->pin->gpio, 1) == ESP_OK
               ? 0
               : -1;
}

static int open_level(probe_t *p)
{
    const adc_oneshot_chan_cfg_t channel = {.atten = ADC_ATTEN_DB_12, .bitwidth = ADC_BITWIDTH_12};
    adc_unit_t unit = ADC_UNIT_1;
    if (adc_oneshot_io_to_channel(p->pin->gpio, &unit, &p->adc) != ESP_OK || unit != ADC_UNIT_1) {
        return -1; /* the second converter does not work beside Wi-Fi */
    }
    const adc_oneshot_unit_init_cfg_t config = {.unit_id = unit};
    return (converter != NULL || adc_oneshot_new_unit(&config, &converter) == ESP_OK) &&
                   adc_oneshot_config_channel(converter, p->adc, &channel) == ESP_OK
               ? 0
               : -1;
}

static int open_scale(probe_t *p, const tk_board_t *board, int place)
{
    const gpio_config_t out = {.pin_bit_mask = 1ull << p->pin->gpio, .mode = GPIO_MODE_OUTPUT};
    p->data = pin_of(board, TK_USE_DATA, TK_SCALE, place);
    return p->data != NULL && gpio_set_level((gpio_num_t)p->pin->gpio, 0) == ESP_OK && gpio_config(&out) == ESP_OK &&
                   pin_input(p->data, GPIO_MODE_INPUT, GPIO_INTR_DISABLE) == 0
               ? 0
               : -1;
}

int probe_open(probe_t *p, const tk_board_t *board, uint8_t kind, int place)
{
    static const uint8_t uses[TK_KINDS] = {[TK_DHT22] = TK_USE_WIRE,
                                           [TK_WATER_LEVEL] = TK_USE_ADC,
                                           [TK_SCALE] = TK_USE_CLOCK,
                                           [TK_MOTION] = TK_USE_INPUT,
                                           [TK_FLOW] = TK_USE_INPUT};
    p->kind = kind;
    p->pin = pin_of(board, (tk_use_t)uses[kind], kind, place);
    if (p->pin == NULL) {
        return -1;
    }
    switch (kind) {
    case TK_DHT22:
        return open_dht22(p);
    case TK_WATER_LEVEL:
        return open_level(p);
    case TK_SCALE:
        return open_scale(p, board, place);
    case TK_FLOW:
        return pin_input(p->pin, GPIO_MODE_INPUT, GPIO_INTR_POSEDGE) == 0 &&
                       gpio_isr_handler_add((gpio_num_t)p->pin->gpio, counted, p) == ESP_OK
                   ? 0
                   : -1;
    default:
        return pin_input(p->pin, GPIO_MODE_INPUT, GPIO_INTR_DISABLE);
    }
}
