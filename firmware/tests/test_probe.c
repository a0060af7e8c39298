/* test_probe.c - the sensors' pins of the ESP-IDF port against sensors that are played: a DHT22 behind the RMT, an
 * HX711 behind two pins, a flow meter behind an interrupt. What they say must come out of the core's decoders. */
#include "boards.h"
#include "esp_rom_sys.h"
#include "idf.h"
#include "probe.h"
#include "tk_test.h"

#define BOARD     (&tk_board_node_v2_esp32)
#define DHT22_PIN 4
#define CLOCK_PIN 18
#define DATA_PIN  19

/* The chip, and what hangs on it. */

static uint32_t low_us; /* how long the host has held the DHT22's line down */
static bool held;
static uint16_t train[200]; /* lengths that the DHT22 answers with */
static int trains;
static bool begins_high; /* the RMT saw the host let go */
static rmt_symbol_word_t *to;
static size_t room;
static bool (*done)(rmt_channel_handle_t, const rmt_rx_done_event_data_t *, void *);
static uint32_t given;
static int restarts;
static int32_t weight;
static int busy; /* so often the HX711 is not ready */
static int clocks;
static bool clock_high;
static gpio_isr_t counter;
static void *counter_arg;
static int delays;

esp_err_t gpio_set_level(gpio_num_t pin, uint32_t level)
{
    if (pin == DHT22_PIN) {
        held = level == 0;
    } else if (pin == CLOCK_PIN) {
        clocks += level != 0 && !clock_high ? 1 : 0;
        clock_high = level != 0;
    }
    return ESP_OK;
}

/* Low: a conversion waits. Then a bit for each clock, the highest first; the 25th makes it busy with the next. */
int gpio_get_level(gpio_num_t pin)
{
    if (pin != DATA_PIN) {
        return 0;
    }
    if (clocks == TK_GAIN_128) {
        clocks = 0;
    }
    if (clocks == 0) {
        return busy > 0 ? busy-- > 0 : 0;
    }
    return (int)(((uint32_t)weight >> (24 - clocks)) & 1u);
}

esp_err_t gpio_config(const gpio_config_t *c)
{
    return c->pin_bit_mask != 0 ? ESP_OK : ESP_FAIL;
}

esp_err_t gpio_isr_handler_add(gpio_num_t pin, gpio_isr_t handler, void *arg)
{
    (void)pin;
    counter = handler;
    counter_arg = arg;
    return ESP_OK;
}

void esp_rom_delay_us(uint32_t us)
{
    low_us += held ? us : 0;
}

esp_err_t rmt_new_rx_channel(const rmt_rx_channel_config_t *c, rmt_channel_handle_t *out)
{
    *out = NULL;
    return c->resolution_hz == 1000000 ? ESP_OK : ESP_FAIL;
}

esp_err_t rmt_rx_register_event_callbacks(rmt_channel_handle_t channel, const rmt_rx_event_callbacks_t *cbs, void *ctx)
{
    (void)channel, (void)ctx;
    done = cbs->on_recv_done;
    return ESP_OK;
}

esp_err_t rmt_enable(rmt_channel_handle_t channel)
{
    (void)channel;
    return ESP_OK;
}

esp_err_t rmt_disable(rmt_channel_handle_t channel)
{
    (void)channel;
    restarts++;
    return ESP_OK;
}

esp_err_t rmt_receive(rmt_channel_handle_t channel, void *at, size_t size, const rmt_receive_config_t *config)
{
    (void)channel;
    to = at;
    room = size / sizeof *to;
    return config->signal_range_max_ns > 80000 ? ESP_OK : ESP_FAIL;
}

static void answer(void)
{
    rmt_rx_done_event_data_t data = {.received_symbols = to};
    bool high = begins_high;
    for (int i = 0; i < trains && (size_t)(i / 2) < room; i++, high = !high) {
        rmt_symbol_word_t *s = &to[i / 2];
        if (i % 2 == 0) {
            *s = (rmt_symbol_word_t){.duration0 = train[i] & 0x7fff, .level0 = high};
        } else {
            s->duration1 = train[i] & 0x7fff;
            s->level1 = high;
        }
        data.num_symbols = (size_t)(i / 2) + 1;
    }
    done(NULL, &data, NULL);
}

uint32_t ulTaskNotifyTake(BaseType_t clear, TickType_t ticks)
{
    (void)clear;
    if (ticks > 0 && trains > 0 && !held && low_us >= 1000) {
        answer();
    }
    uint32_t was = given;
    given = 0;
    return was;
}

void vTaskNotifyGiveFromISR(TaskHandle_t task, BaseType_t *woken)
{
    (void)task;
    *woken = pdTRUE;
    given++;
}

void vTaskDelay(TickType_t ticks)
{
    (void)ticks;
    delays++;
}

void watch_feed(void)
{
}

void taskENTER_CRITICAL(portMUX_TYPE *mux)
{
    (void)mux;
}

void taskEXIT_CRITICAL(portMUX_TYPE *mux)
{
    (void)mux;
}

esp_err_t adc_oneshot_new_unit(const adc_oneshot_unit_init_cfg_t *c, adc_oneshot_unit_handle_t *out)
{
    (void)c, (void)out;
    return ESP_OK;
}

esp_err_t adc_oneshot_config_channel(adc_oneshot_unit_handle_t unit, adc_channel_t channel,
                                     const adc_oneshot_chan_cfg_t *c)
{
    (void)unit, (void)channel, (void)c;
    return ESP_OK;
}

static adc_unit_t unit_of_pin;

esp_err_t adc_oneshot_io_to_channel(int pin, adc_unit_t *unit, adc_channel_t *channel)
{
    (void)pin;
    *unit = unit_of_pin;
    *channel = ADC_CHANNEL_0;
    return ESP_OK;
}

esp_err_t adc_oneshot_read(adc_oneshot_unit_handle_t unit, adc_channel_t channel, int *out)
{
    (void)unit, (void)channel;
    *out = 2048;
    return ESP_OK;
}

/* Helpers. */

static void add(int us)
{
    train[trains++] = (uint16_t)us;
}

/* What a DHT22 says: greeting, 40 bits, the end. */
static void says(bool with_release, uint32_t humidity, uint32_t temperature)
{
    uint8_t b[5] = {(uint8_t)(humidity >> 8), (uint8_t)humidity, (uint8_t)(temperature >> 8), (uint8_t)temperature, 0};
    b[4] = (uint8_t)(b[0] + b[1] + b[2] + b[3]);
    trains = 0;
    begins_high = with_release;
    if (with_release) {
        add(30);
    }
    add(80);
    add(80);
    for (int bit = 0; bit < 40; bit++) {
        add(50);
        add((b[bit / 8] >> (7 - bit % 8) & 1) != 0 ? 70 : 26);
    }
    add(50);
    add(0);
}

static void reads(probe_t *p, int32_t humidity, int32_t temperature)
{
    tk_raw_t raw = {0};
    int32_t milli[2] = {0};
    low_us = 0;
    CHECK_INT(0, probe_ask(p, &raw));
    CHECK_INT(0, tk_dht22_decode(raw.us, raw.count, milli));
    CHECK_INT(temperature, milli[0]);
    CHECK_INT(humidity, milli[1]);
}

TEST(a_dht22_is_read_whether_or_not_the_host_was_heard_too)
{
    probe_t p = {0};
    CHECK_INT(0, probe_open(&p, BOARD, TK_DHT22, 0));
    says(true, 652, 285);
    reads(&p, 65200, 28500);
    says(false, 999, 0x8000 | 101);
    reads(&p, 99900, -10100);
}

TEST(a_dht22_that_is_silent_is_absent_and_asked_anew)
{
    probe_t p = {0};
    tk_raw_t raw = {0};
    CHECK_INT(0, probe_open(&p, BOARD, TK_DHT22, 0));
    trains = 0;
    restarts = 0;
    CHECK_INT(-1, probe_ask(&p, &raw));
    CHECK_INT(1, restarts);
    says(true, 652, 285);
    reads(&p, 65200, 28500);
}

TEST(noise_longer_than_an_answer_is_cut_and_not_believed)
{
    probe_t p = {0};
    tk_raw_t raw = {0};
    int32_t milli[2];
    CHECK_INT(0, probe_open(&p, BOARD, TK_DHT22, 0));
    trains = 0;
    while (trains < 128) {
        add(40);
    }
    low_us = 0;
    CHECK_INT(0, probe_ask(&p, &raw));
    CHECK(raw.count <= TK_DHT22_PULSES);
    CHECK(tk_dht22_decode(raw.us, raw.count, milli) < 0);
}

TEST(a_scale_is_weighed_ten_times_as_it_gets_ready)
{
    probe_t p = {0};
    tk_raw_t raw = {0};
    CHECK_INT(0, probe_open(&p, BOARD, TK_SCALE, 0));
    clocks = 0;
    delays = 0;
    busy = 7;
    weight = -123456;
    CHECK_INT(0, probe_ask(&p, &raw));
    CHECK_INT(TK_WEIGHINGS, raw.count);
    for (int i = 0; i < TK_WEIGHINGS; i++) {
        CHECK_INT(-123456, raw.counts[i]);
    }
    CHECK_INT(7, delays);
}

TEST(a_scale_that_never_gets_ready_is_absent)
{
    probe_t p = {0};
    tk_raw_t raw = {0};
    CHECK_INT(0, probe_open(&p, BOARD, TK_SCALE, 0));
    busy = 100000;
    CHECK_INT(-1, probe_ask(&p, &raw));
    busy = 0;
}

TEST(a_flow_meter_is_counted_and_a_water_level_converted)
{
    probe_t flow = {0};
    probe_t level = {0};
    tk_raw_t raw = {0};
    CHECK_INT(0, probe_open(&flow, BOARD, TK_FLOW, 0));
    counter(counter_arg);
    counter(counter_arg);
    CHECK_INT(0, probe_ask(&flow, &raw));
    CHECK_INT(2, raw.pulses);
    unit_of_pin = ADC_UNIT_1;
    CHECK_INT(0, probe_open(&level, BOARD, TK_WATER_LEVEL, 0));
    CHECK_INT(0, probe_ask(&level, &raw));
    CHECK_INT(5, raw.count);
    CHECK_INT(2048, raw.adc[4]);
    unit_of_pin = ADC_UNIT_2; /* Wi-Fi has that one */
    CHECK_INT(-1, probe_open(&level, BOARD, TK_WATER_LEVEL, 0));
}

TEST(a_sensor_that_the_board_has_no_pin_for_is_refused)
{
    probe_t p = {0};
    CHECK_INT(-1, probe_open(&p, BOARD, TK_SCALE, 1));
}

int main(void)
{
    RUN(a_dht22_is_read_whether_or_not_the_host_was_heard_too);
    RUN(a_dht22_that_is_silent_is_absent_and_asked_anew);
    RUN(noise_longer_than_an_answer_is_cut_and_not_believed);
    RUN(a_scale_is_weighed_ten_times_as_it_gets_ready);
    RUN(a_scale_that_never_gets_ready_is_absent);
    RUN(a_flow_meter_is_counted_and_a_water_level_converted);
    RUN(a_sensor_that_the_board_has_no_pin_for_is_refused);
    return tk_test_end();
}
