/* outputs.c - what moves. A relay's level is set before its pin becomes an output: else an active-low one would close
 * for a moment at every boot. */
#include "pins.h"
#include "driver/ledc.h"

#define PWM_HZ     1000
#define PWM_BITS   LEDC_TIMER_13_BIT
#define PWM_FULL   8192u
#define SERVO_HZ   50
#define SERVO_BITS LEDC_TIMER_14_BIT
#define SERVO_FULL 16384u
#define SERVO_US   20000u /* a period */
#define CLOSED_US  833u   /* 30 degrees of 500 to 2500 us */
#define OPEN_US    1500u  /* 90 degrees */

typedef struct {
    const tk_pin_t *pin;
    ledc_channel_t channel;
} output_t;

static output_t output[TK_MAX_DEVICES];

static uint32_t servo_duty(bool open)
{
    return (open ? OPEN_US : CLOSED_US) * SERVO_FULL / SERVO_US;
}

static int open_relay(const tk_pin_t *pin)
{
    const gpio_config_t config = {.pin_bit_mask = 1ull << pin->gpio, .mode = GPIO_MODE_OUTPUT};
    return gpio_set_level((gpio_num_t)pin->gpio, pin->active_low ? 1 : 0) == ESP_OK && gpio_config(&config) == ESP_OK
               ? 0
               : -1;
}

static int open_channel(output_t *o, int number)
{
    bool servo = o->pin->use == TK_USE_SERVO;
    o->channel = (ledc_channel_t)number;
    const ledc_channel_config_t config = {.gpio_num = o->pin->gpio,
                                          .speed_mode = LEDC_LOW_SPEED_MODE,
                                          .channel = o->channel,
                                          .timer_sel = servo ? LEDC_TIMER_1 : LEDC_TIMER_0,
                                          .duty = servo ? servo_duty(false) : 0,
                                          .flags = {.output_invert = o->pin->active_low}};
    return ledc_channel_config(&config) == ESP_OK ? 0 : -1;
}

static int open_timers(void)
{
    const ledc_timer_config_t dimmer = {.speed_mode = LEDC_LOW_SPEED_MODE,
                                        .duty_resolution = PWM_BITS,
                                        .timer_num = LEDC_TIMER_0,
                                        .freq_hz = PWM_HZ,
                                        .clk_cfg = LEDC_AUTO_CLK};
    const ledc_timer_config_t servo = {.speed_mode = LEDC_LOW_SPEED_MODE,
                                       .duty_resolution = SERVO_BITS,
                                       .timer_num = LEDC_TIMER_1,
                                       .freq_hz = SERVO_HZ,
                                       .clk_cfg = LEDC_AUTO_CLK};
    return ledc_timer_config(&dimmer) == ESP_OK && ledc_timer_config(&servo) == ESP_OK ? 0 : -1;
}

/* Any of the three that a kind may have on a board. */
static const tk_pin_t *pin_for(const tk_board_t *board, uint8_t kind, int place)
{
    const tk_pin_t *pin = pin_of(board, TK_USE_RELAY, kind, place);
    pin = pin != NULL ? pin : pin_of(board, TK_USE_PWM, kind, place);
    return pin != NULL ? pin : pin_of(board, TK_USE_SERVO, kind, place);
}

int outputs_open(const tk_node_config_t *node)
{
    int places[TK_KINDS] = {0};
    int channels = 0;
    int err = open_timers();
    for (int i = 0; i < node->devices; i++) {
        uint8_t kind = node->device[i].kind;
        if (node->board->kind[kind].class_of == TK_SENSOR) {
            continue;
        }
        output[i].pin = pin_for(node->board, kind, places[kind]++);
        if (output[i].pin == NULL) {
            return -1;
        }
        int one = output[i].pin->use == TK_USE_RELAY ? open_relay(output[i].pin) : open_channel(&output[i], channels++);
        err = one < 0 ? -1 : err;
    }
    return err;
}

int outputs_set(void *ctx, int device, const tk_edge_t *edge)
{
    const output_t *o = &output[device];
    (void)ctx;
    if (o->pin == NULL) {
        return -1;
    }
    if (o->pin->use == TK_USE_RELAY) {
        bool on = edge->value > 0;
        return gpio_set_level((gpio_num_t)o->pin->gpio, on != o->pin->active_low ? 1 : 0) == ESP_OK ? 0 : -1;
    }
    uint32_t duty = o->pin->use == TK_USE_SERVO ? servo_duty(edge->value > 0) : PWM_FULL * edge->value / 100u;
    return ledc_set_duty(LEDC_LOW_SPEED_MODE, o->channel, duty) == ESP_OK &&
                   ledc_update_duty(LEDC_LOW_SPEED_MODE, o->channel) == ESP_OK
               ? 0
               : -1;
}
