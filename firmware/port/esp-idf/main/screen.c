/* screen.c - what a board shows: a light and an SSD1306. Neither is needed; whatever fails stops nothing. */
#include "pins.h"
#include "driver/i2c_master.h"
#include "tk/panel.h"
#include <string.h>

#define ADDRESS    0x3C
#define SPEED_HZ   400000
#define TIMEOUT_MS 20

static const tk_pin_t *light;
static i2c_master_dev_handle_t device;
static char shown[TK_LINES][TK_COLUMNS + 1];

static int write(void *ctx, const uint8_t *data, size_t len)
{
    (void)ctx;
    return i2c_master_transmit(device, data, len, TIMEOUT_MS) == ESP_OK ? 0 : -1;
}

static const tk_display_t display = {.write = write};

static void open_display(const tk_pin_t *sda, const tk_pin_t *scl)
{
    const i2c_master_bus_config_t bus_config = {.i2c_port = -1,
                                                .sda_io_num = (gpio_num_t)sda->gpio,
                                                .scl_io_num = (gpio_num_t)scl->gpio,
                                                .clk_source = I2C_CLK_SRC_DEFAULT,
                                                .glitch_ignore_cnt = 7,
                                                .flags = {.enable_internal_pullup = true}};
    const i2c_device_config_t config = {
        .dev_addr_length = I2C_ADDR_BIT_LEN_7, .device_address = ADDRESS, .scl_speed_hz = SPEED_HZ};
    i2c_master_bus_handle_t bus = NULL;
    if (i2c_new_master_bus(&bus_config, &bus) != ESP_OK || i2c_master_bus_add_device(bus, &config, &device) != ESP_OK ||
        tk_display_begin(&display) < 0) {
        device = NULL;
    }
}

void screen_open(const tk_board_t *board)
{
    const tk_pin_t *sda = pin_of(board, TK_USE_SDA, TK_NO_KIND, 0);
    const tk_pin_t *scl = pin_of(board, TK_USE_SCL, TK_NO_KIND, 0);
    light = pin_of(board, TK_USE_LED, TK_NO_KIND, 0);
    if (light != NULL) {
        const gpio_config_t config = {.pin_bit_mask = 1ull << light->gpio, .mode = GPIO_MODE_OUTPUT};
        gpio_config(&config);
    }
    if (sda != NULL && scl != NULL) {
        open_display(sda, scl);
    }
}

/* One changed line a call: a whole display would take 25 ms. */
static void refresh(char line[TK_LINES][TK_COLUMNS + 1])
{
    for (int i = 0; i < TK_LINES; i++) {
        if (strcmp(line[i], shown[i]) != 0) {
            if (tk_display_line(&display, i, line[i]) == 0) {
                memcpy(shown[i], line[i], sizeof shown[i]);
            }
            return;
        }
    }
}

static void shine(tk_light_t as, uint64_t now)
{
    if (light != NULL) {
        gpio_set_level((gpio_num_t)light->gpio, tk_panel_lit(as, now) != light->active_low ? 1 : 0);
    }
}

void screen_show(const tk_node_t *n, uint64_t now)
{
    char line[TK_LINES][TK_COLUMNS + 1];
    shine(tk_panel_light(n), now);
    if (device != NULL) {
        tk_panel_text(n, line);
        refresh(line);
    }
}

void screen_wait(const tk_provision_t *p, uint64_t now)
{
    char line[TK_LINES][TK_COLUMNS + 1];
    shine(TK_LIGHT_NOBODYS, now);
    if (device != NULL) {
        tk_panel_nobodys(p, line);
        refresh(line);
    }
}
