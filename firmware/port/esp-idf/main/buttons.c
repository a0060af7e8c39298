/* buttons.c - the emergency stop loop and the board's own button, looked at by the control task itself: a stop must not
 * wait for a sensor. Four equal looks count, 80 ms. */
#include "pins.h"

static const tk_pin_t *loop_pin;
static const tk_pin_t *own_pin;
static tk_contact_t loop;
static tk_contact_t own;

int buttons_open(const tk_board_t *board)
{
    loop_pin = pin_of(board, TK_USE_LOOP, TK_NO_KIND, 0);
    own_pin = pin_of(board, TK_USE_INPUT, TK_NO_KIND, 0);
    int err = loop_pin != NULL ? pin_input(loop_pin, GPIO_MODE_INPUT, GPIO_INTR_DISABLE) : 0;
    return own_pin != NULL && pin_input(own_pin, GPIO_MODE_INPUT, GPIO_INTR_DISABLE) < 0 ? -1 : err;
}

/* A normally closed loop: high is pressed, or the wire is cut. */
bool buttons_stop(void)
{
    if (loop_pin != NULL) {
        tk_contact_look(&loop, pin_level(loop_pin) != 0, now_ms());
    }
    return loop.pressed;
}

bool buttons_silence(void)
{
    return own_pin != NULL && tk_contact_look(&own, pin_level(own_pin) != 0, now_ms()) == TK_SHORT_PRESS;
}
