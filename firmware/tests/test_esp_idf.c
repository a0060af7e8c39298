/* test_esp_idf.c - the ESP-IDF port against drivers that are played: what happens on pins and in NVS, in which order.
 * Long, because the first half is the played chip, which all cases share and nothing else does.
 */
#include "boards.h"
#include "driver/gpio.h"
#include "driver/ledc.h"
#include "esp_partition.h"
#include "esp_system.h"
#include "esp_task_wdt.h"
#include "esp_timer.h"
#include "idf.h"
#include "nvs_flash.h"
#include "tk_test.h"

/* The chip. */

typedef enum { LEVEL, OUTPUT, DUTY } what_t;
static struct {
    what_t what;
    int at; /* pin or channel */
    uint32_t value;
} done[100];
static int dones;
static int channel_pin[LEDC_CHANNEL_MAX];
static esp_reset_reason_t reason;
static esp_err_t init_answer;
static int reconfigured;
static uint64_t micros;
static int level_of_pin[40];
static bool stopped;
static int silences;

static void record(what_t what, int at, uint32_t value)
{
    done[dones].what = what;
    done[dones].at = at;
    done[dones++].value = value;
}

esp_err_t gpio_set_level(gpio_num_t pin, uint32_t level)
{
    record(LEVEL, pin, level);
    return ESP_OK;
}

int gpio_get_level(gpio_num_t pin)
{
    return level_of_pin[pin];
}

esp_err_t gpio_config(const gpio_config_t *c)
{
    for (int pin = 0; pin < 40; pin++) {
        if ((c->pin_bit_mask >> pin & 1) != 0) {
            record(OUTPUT, pin, (uint32_t)c->mode);
        }
    }
    return ESP_OK;
}

esp_err_t ledc_timer_config(const ledc_timer_config_t *c)
{
    return c->freq_hz > 0 ? ESP_OK : ESP_FAIL;
}

esp_err_t ledc_channel_config(const ledc_channel_config_t *c)
{
    channel_pin[c->channel] = c->gpio_num;
    record(DUTY, c->gpio_num, c->duty);
    return ESP_OK;
}

esp_err_t ledc_set_duty(ledc_mode_t mode, ledc_channel_t channel, uint32_t duty)
{
    (void)mode;
    record(DUTY, channel_pin[channel], duty);
    return ESP_OK;
}

esp_err_t ledc_update_duty(ledc_mode_t mode, ledc_channel_t channel)
{
    (void)mode, (void)channel;
    return ESP_OK;
}

int64_t esp_timer_get_time(void)
{
    return (int64_t)micros;
}

esp_reset_reason_t esp_reset_reason(void)
{
    return reason;
}

esp_err_t esp_task_wdt_init(const esp_task_wdt_config_t *c)
{
    CHECK(c->timeout_ms == 10000 && c->trigger_panic);
    return init_answer;
}

esp_err_t esp_task_wdt_reconfigure(const esp_task_wdt_config_t *c)
{
    reconfigured += c->timeout_ms == 10000 && c->trigger_panic ? 1 : 0;
    return ESP_OK;
}

esp_err_t esp_task_wdt_add(TaskHandle_t task)
{
    (void)task;
    return ESP_OK;
}

esp_err_t esp_task_wdt_reset(void)
{
    return ESP_OK;
}

static struct {
    const char *name;
    char value[700];
    size_t len;
} nvs[40];
static bool nvs_full;
static esp_err_t flash_answer;
static const char *missing; /* a key that is not there */

static int entry(const char *key)
{
    int i = 0;
    while (nvs[i].name != NULL && strcmp(nvs[i].name, key) != 0) {
        i++;
    }
    return i;
}

static void put(const char *key, const void *value, size_t len)
{
    int i = entry(key);
    nvs[i].name = key;
    memcpy(nvs[i].value, value, len);
    nvs[i].len = len;
}

static esp_err_t get(const char *key, void *out, size_t *len)
{
    int i = entry(key);
    if (nvs[i].name == NULL || nvs[i].len > *len || (missing != NULL && strcmp(key, missing) == 0)) {
        return ESP_ERR_NVS_NOT_FOUND;
    }
    memcpy(out, nvs[i].value, nvs[i].len);
    *len = nvs[i].len;
    return ESP_OK;
}

esp_err_t nvs_flash_init(void)
{
    return flash_answer;
}

esp_err_t nvs_open(const char *name_space, nvs_open_mode_t mode, nvs_handle_t *out)
{
    (void)name_space, (void)mode;
    *out = 1;
    return ESP_OK;
}

void nvs_close(nvs_handle_t handle)
{
    (void)handle;
}

esp_err_t nvs_get_u32(nvs_handle_t handle, const char *key, uint32_t *out)
{
    size_t len = sizeof *out;
    (void)handle;
    return get(key, out, &len);
}

esp_err_t nvs_set_u32(nvs_handle_t handle, const char *key, uint32_t value)
{
    (void)handle;
    put(key, &value, sizeof value);
    return nvs_full ? ESP_FAIL : ESP_OK;
}

esp_err_t nvs_get_str(nvs_handle_t handle, const char *key, char *out, size_t *length)
{
    (void)handle;
    return get(key, out, length);
}

esp_err_t nvs_get_blob(nvs_handle_t handle, const char *key, void *out, size_t *length)
{
    (void)handle;
    return get(key, out, length);
}

esp_err_t nvs_set_blob(nvs_handle_t handle, const char *key, const void *value, size_t length)
{
    (void)handle;
    put(key, value, length);
    return nvs_full ? ESP_FAIL : ESP_OK;
}

esp_err_t nvs_commit(nvs_handle_t handle)
{
    (void)handle;
    return ESP_OK;
}

static esp_partition_t spool = {.address = 0x3b0000, .size = 0x50000};

const esp_partition_t *esp_partition_find_first(esp_partition_type_t type, esp_partition_subtype_t subtype,
                                                const char *label)
{
    return type == ESP_PARTITION_TYPE_DATA && subtype == 0x40 && strcmp(label, "spool") == 0 ? &spool : NULL;
}

esp_err_t esp_partition_read(const esp_partition_t *p, size_t offset, void *to, size_t size)
{
    (void)p, (void)offset, (void)to, (void)size;
    return ESP_FAIL;
}

esp_err_t esp_partition_write(const esp_partition_t *p, size_t offset, const void *from, size_t size)
{
    (void)p, (void)offset, (void)from, (void)size;
    return ESP_FAIL;
}

esp_err_t esp_partition_erase_range(const esp_partition_t *p, size_t offset, size_t size)
{
    (void)p, (void)offset, (void)size;
    return ESP_FAIL;
}

/* The tests. */

static tk_node_config_t node;

static void wire(const tk_board_t *board, const uint8_t *kinds, uint8_t count)
{
    node = (tk_node_config_t){.board = board, .devices = count};
    for (int i = 0; i < count; i++) {
        node.device[i].kind = kinds[i];
    }
    dones = 0;
    CHECK_INT(0, outputs_open(&node));
}

static int first(what_t what, int at)
{
    for (int i = 0; i < dones; i++) {
        if (done[i].what == what && done[i].at == at) {
            return i;
        }
    }
    return -1;
}

static uint32_t last(what_t what, int at)
{
    uint32_t value = UINT32_MAX;
    for (int i = 0; i < dones; i++) {
        value = done[i].what == what && done[i].at == at ? done[i].value : value;
    }
    return value;
}

static void set(int device, uint8_t value)
{
    const tk_edge_t edge = {.value = value};
    CHECK_INT(0, outputs_set(NULL, device, &edge));
}

static const uint8_t V1[] = {TK_PUMP, TK_FAN, TK_FEEDER};

TEST(a_relays_level_is_off_before_its_pin_becomes_an_output)
{
    wire(&tk_board_v1_relay, V1, 3);
    int level = first(LEVEL, 27);
    int output = first(OUTPUT, 27);
    CHECK(level >= 0 && level < output);
    CHECK_INT(1, done[level].value); /* active low */
    CHECK_INT(GPIO_MODE_OUTPUT, done[output].value);
}

TEST(on_is_0_volts_where_the_board_says_so_and_3_where_not)
{
    static const uint8_t v2[] = {TK_PUMP};
    wire(&tk_board_v1_relay, V1, 3);
    set(0, 100);
    CHECK_INT(0, last(LEVEL, 27));
    set(0, 0);
    CHECK_INT(1, last(LEVEL, 27));
    wire(&tk_board_node_v2_esp32, v2, 1);
    CHECK_INT(0, last(LEVEL, 25));
    set(0, 100);
    CHECK_INT(1, last(LEVEL, 25));
}

TEST(a_dimmer_follows_the_percentage)
{
    static const uint8_t v2[] = {TK_LIGHT, TK_FAN};
    wire(&tk_board_node_v2_esp32, v2, 2);
    CHECK_INT(0, last(DUTY, 27));
    CHECK_INT(0, last(DUTY, 14));
    set(1, 40);
    CHECK_INT(3276, last(DUTY, 14));
    CHECK_INT(0, last(DUTY, 27));
    set(1, 100);
    CHECK_INT(8192, last(DUTY, 14));
}

TEST(the_servo_is_closed_at_30_degrees_and_open_at_90)
{
    wire(&tk_board_v1_relay, V1, 3);
    CHECK_INT(833 * 16384 / 20000, last(DUTY, 23));
    set(2, 100);
    CHECK_INT(1500 * 16384 / 20000, last(DUTY, 23));
}

TEST(a_device_without_a_pin_is_refused)
{
    static const uint8_t two_pumps[] = {TK_PUMP, TK_PUMP};
    const tk_edge_t edge = {.value = 100};
    node = (tk_node_config_t){.board = &tk_board_v1_relay, .devices = 2};
    node.device[0].kind = two_pumps[0];
    node.device[1].kind = two_pumps[1];
    CHECK_INT(-1, outputs_open(&node));
    CHECK_INT(-1, outputs_set(NULL, 15, &edge));
}

static void look(int times, const int levels[40])
{
    for (int i = 0; i < times; i++, micros += 20000) {
        memcpy(level_of_pin, levels, sizeof level_of_pin);
        stopped = buttons_stop();
        silences += buttons_silence() ? 1 : 0;
    }
}

TEST(a_stop_loop_that_opens_is_a_stop_after_four_looks_and_a_short_press_is_said_once)
{
    static const int rest[40] = {[39] = 1}; /* the loop is whole, the button has a pull-up */
    static const int open[40] = {[34] = 1, [39] = 1};
    static const int pushed[40] = {0};
    silences = 0;
    CHECK_INT(0, buttons_open(&tk_board_node_v2_esp32));
    look(10, rest);
    CHECK(!stopped);
    look(3, open);
    CHECK(!stopped);
    look(1, open);
    CHECK(stopped);
    look(4, rest);
    CHECK(!stopped);
    look(10, pushed);
    CHECK_INT(0, silences);
    look(10, rest);
    CHECK_INT(1, silences);
}

#define ID(n)            "0199b6a0-0000-7000-8000-0000000000" n
#define TEXT(key, value) put(key, value, sizeof value)

static const char *const WANTED[] = {"node_id",  "farm_id", "incarnation", "port", "host",   "ssid",
                                     "password", "ca",      "cert",        "key",  "devices"};

static void claimed(void)
{
    uint32_t incarnation = 3;
    uint32_t port = 8883;
    memset(nvs, 0, sizeof nvs);
    missing = NULL;
    TEXT("node_id", ID("e1"));
    TEXT("farm_id", ID("f1"));
    put("incarnation", &incarnation, sizeof incarnation);
    put("port", &port, sizeof port);
    TEXT("host", "10.0.0.1");
    TEXT("ssid", "Farm");
    TEXT("password", "eight or more");
    TEXT("ca", "-----BEGIN CERTIFICATE-----");
    TEXT("cert", "-----BEGIN CERTIFICATE-----");
    TEXT("key", "-----BEGIN PRIVATE KEY-----");
    TEXT("devices", "pump:" ID("d1") ",dht22:" ID("d2") ",dht22:" ID("d3"));
}

TEST(an_identity_is_read_whole)
{
    static identity_t id;
    claimed();
    CHECK_INT(0, identity_load(&id));
    CHECK_INT(3, id.node.devices);
    CHECK_INT(TK_DHT22, id.node.device[2].kind);
    CHECK_INT(3, id.node.incarnation);
    CHECK_INT(8883, id.port);
    CHECK(strcmp("10.0.0.1", id.host) == 0);
}

TEST(whatever_of_it_is_missing_makes_it_nobodys)
{
    static identity_t id;
    for (size_t i = 0; i < sizeof WANTED / sizeof WANTED[0]; i++) {
        claimed();
        missing = WANTED[i];
        CHECK_INT(-1, identity_load(&id));
    }
}

TEST(devices_that_are_not_for_this_board_are_refused)
{
    static const char *const bad[] = {"pump:" ID("d1") ",pump:" ID("d2"), "oven:" ID("d1"), "pump", "pump:0199", ""};
    static identity_t id;
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
        claimed();
        put("devices", bad[i], strlen(bad[i]) + 1);
        CHECK_INT(-1, identity_load(&id));
    }
}

TEST(the_boot_counter_counts_and_a_full_store_is_said)
{
    uint8_t back[8];
    memset(nvs, 0, sizeof nvs);
    missing = NULL;
    nvs_full = false;
    CHECK_INT(0, keep_open());
    CHECK_INT(1, keep_boot());
    CHECK_INT(2, keep_boot());
    CHECK_INT(0, keep_store(NULL, TK_KEY_CLOCK, (const uint8_t *)"clock", 5));
    CHECK_INT(5, keep_load(NULL, TK_KEY_CLOCK, back, sizeof back));
    CHECK_INT(0, keep_load(NULL, TK_KEY_SEEN, back, sizeof back));
    CHECK(keep_has_spool());
    nvs_full = true;
    CHECK_INT(0, keep_boot());
    CHECK_INT(-1, keep_store(NULL, TK_KEY_CLOCK, (const uint8_t *)"clock", 5));
    nvs_full = false;
}

/* That it is not erased is the linker's to say: nvs_flash_erase is not even a stub. */
TEST(an_nvs_that_cannot_be_read_is_left_to_a_person)
{
    flash_answer = ESP_ERR_NVS_NO_FREE_PAGES;
    CHECK_INT(-1, keep_open());
    flash_answer = ESP_OK;
}

TEST(only_a_switched_on_board_and_a_restart_of_its_own_were_nobodys_fault)
{
    static const esp_reset_reason_t faults[] = {ESP_RST_PANIC, ESP_RST_TASK_WDT, ESP_RST_INT_WDT, ESP_RST_BROWNOUT,
                                                ESP_RST_UNKNOWN};
    reason = ESP_RST_POWERON;
    CHECK(strcmp("power_on", watch_boot_reason()) == 0);
    reason = ESP_RST_SW;
    CHECK(strcmp("software", watch_boot_reason()) == 0);
    for (size_t i = 0; i < sizeof faults / sizeof faults[0]; i++) {
        reason = faults[i];
        CHECK(strcmp("power_on", watch_boot_reason()) != 0 && strcmp("software", watch_boot_reason()) != 0);
    }
}

TEST(a_watchdog_that_runs_already_is_set_to_ten_seconds_and_panic)
{
    reconfigured = 0;
    init_answer = ESP_OK;
    watch_join();
    CHECK_INT(0, reconfigured);
    init_answer = ESP_ERR_INVALID_STATE;
    watch_join();
    CHECK_INT(1, reconfigured);
}

int main(void)
{
    RUN(a_relays_level_is_off_before_its_pin_becomes_an_output);
    RUN(on_is_0_volts_where_the_board_says_so_and_3_where_not);
    RUN(a_dimmer_follows_the_percentage);
    RUN(the_servo_is_closed_at_30_degrees_and_open_at_90);
    RUN(a_device_without_a_pin_is_refused);
    RUN(a_stop_loop_that_opens_is_a_stop_after_four_looks_and_a_short_press_is_said_once);
    RUN(an_identity_is_read_whole);
    RUN(whatever_of_it_is_missing_makes_it_nobodys);
    RUN(devices_that_are_not_for_this_board_are_refused);
    RUN(the_boot_counter_counts_and_a_full_store_is_said);
    RUN(an_nvs_that_cannot_be_read_is_left_to_a_person);
    RUN(only_a_switched_on_board_and_a_restart_of_its_own_were_nobodys_fault);
    RUN(a_watchdog_that_runs_already_is_set_to_ten_seconds_and_panic);
    return tk_test_end();
}
