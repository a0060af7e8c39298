#include "tk/board.h"
#include "tk/text.h"

int tk_board_kind(const tk_board_t *board, const char *name, size_t len)
{
    for (int k = 0; k < TK_KINDS; k++) {
        if (tk_is(name, len, board->kind[k].name)) {
            return k;
        }
    }
    return -1;
}

/* A scale has two pins, clock and data: the data pin counts. */
int tk_board_places(const tk_board_t *board, tk_kind_t kind)
{
    int places = 0;
    for (int i = 0; i < board->pins; i++) {
        places += board->pin[i].kind == (uint8_t)kind && board->pin[i].use != TK_USE_CLOCK ? 1 : 0;
    }
    return places;
}

/* One bit a GPIO. */
typedef struct {
    uint64_t there;    /* led out, and neither flash nor console */
    uint64_t strapped; /* read at reset: a relay's pull there keeps the chip from booting */
    uint64_t input;    /* cannot drive */
    uint64_t analog;   /* ADC1; ADC2 does not work beside Wi-Fi */
} tk_chip_pins_t;

#define PIN(n)         (1ull << (n))
#define PINS(from, to) ((PIN((to) + 1) - 1) & ~(PIN(from) - 1))

static const tk_chip_pins_t CHIPS[] = {
    [TK_ESP32] = {.there = PIN(0) | PIN(2) | PINS(4, 5) | PINS(12, 19) | PINS(21, 23) | PINS(25, 27) | PINS(32, 39),
                  .strapped = PIN(0) | PIN(2) | PIN(5) | PIN(12) | PIN(15),
                  .input = PINS(34, 39),
                  .analog = PINS(32, 39)},
    [TK_ESP32_C3] = {.there = PINS(0, 10), .strapped = PIN(2) | PIN(8) | PIN(9), .input = 0, .analog = PINS(0, 4)},
};

static bool drives(uint8_t use)
{
    return use != TK_USE_ADC && use != TK_USE_INPUT && use != TK_USE_LOOP && use != TK_USE_DATA;
}

static bool moves(uint8_t use)
{
    return use == TK_USE_RELAY || use == TK_USE_PWM || use == TK_USE_SERVO;
}

static const char *wrong_pin(const tk_board_t *board, int i)
{
    const tk_pin_t *p = &board->pin[i];
    const tk_chip_pins_t *chip = &CHIPS[board->chip];
    if (p->gpio >= 64 || (chip->there & PIN(p->gpio)) == 0) {
        return "a pin that the chip does not lead out";
    }
    if ((chip->strapped & PIN(p->gpio)) != 0) {
        return "a strapping pin";
    }
    if (drives(p->use) && (chip->input & PIN(p->gpio)) != 0) {
        return "an input-only pin that must drive";
    }
    if (p->use == TK_USE_ADC && (chip->analog & PIN(p->gpio)) == 0) {
        return "an analog input that is not on ADC1";
    }
    if (p->kind != TK_NO_KIND &&
        (p->kind >= TK_KINDS || moves(p->use) == (board->kind[p->kind].class_of == TK_SENSOR))) {
        return "a pin whose use does not fit its kind";
    }
    if (p->use == TK_USE_RELAY && board->kind[p->kind].class_of == TK_PWM) {
        return "a dimmer on a relay's pin";
    }
    for (int k = 0; k < i; k++) {
        if (board->pin[k].gpio == p->gpio) {
            return "a pin that is used twice";
        }
    }
    return NULL;
}

static const char *wrong_kind(const tk_kind_spec_t *k)
{
    if (k->name == NULL) {
        return "a kind without a name";
    }
    if (k->safe == TK_SAFE_HEAT && (k->cutoff_milli == TK_NO_LIMIT || !k->needs_temperature || k->max_on_ms == 0 ||
                                    k->on_milli >= k->off_milli || k->off_milli >= k->cutoff_milli)) {
        return "a heater without a cut-off, a sensor, a longest run or with its thermostat upside down";
    }
    if (k->safe == TK_SAFE_AIR &&
        (k->on_milli <= k->off_milli || k->vent_on_ms == 0 || k->vent_on_ms > k->vent_every_ms || k->max_on_ms != 0)) {
        return "a fan with its thermostat upside down, without ventilation, or with a longest run";
    }
    if (k->safe == TK_SAFE_OFF && k->max_on_ms == 0) {
        return "a machine without a longest run";
    }
    return NULL;
}

const char *tk_board_wrong(const tk_board_t *board)
{
    const char *wrong = board->pins > 0 && board->chip == TK_NO_CHIP ? "pins without a chip" : NULL;
    for (int k = 0; wrong == NULL && k < TK_KINDS; k++) {
        wrong = wrong_kind(&board->kind[k]);
    }
    for (int i = 0; wrong == NULL && i < board->pins; i++) {
        wrong = wrong_pin(board, i);
    }
    return wrong;
}
