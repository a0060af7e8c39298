#include "tk/signals.h"
#include "tk/text.h"

void tk_median_clear(tk_median_t *m)
{
    tk_zero(m, sizeof *m);
}

void tk_median_add(tk_median_t *m, int16_t tenths)
{
    m->value[m->next] = tenths;
    m->next = (uint8_t)((m->next + 1) % TK_MEDIAN);
    m->count = (uint8_t)(m->count < TK_MEDIAN ? m->count + 1 : TK_MEDIAN);
}

static void sort(int32_t *v, size_t count)
{
    for (size_t i = 1; i < count; i++) {
        int32_t x = v[i];
        size_t k = i;
        for (; k > 0 && v[k - 1] > x; k--) {
            v[k] = v[k - 1];
        }
        v[k] = x;
    }
}

int16_t tk_median_value(const tk_median_t *m)
{
    int32_t sorted[TK_MEDIAN];
    for (int i = 0; i < m->count; i++) {
        sorted[i] = m->value[i];
    }
    sort(sorted, m->count);
    return (int16_t)sorted[(m->count - 1) / 2];
}

/* Near either end of the converter the probe is not there or bridged; it never reaches them by water. */
#define OPEN  4000
#define SHORT 40

int tk_level_read(const tk_probe_t *probe, const uint16_t *adc, size_t count, bool has_last, int32_t *milli)
{
    int32_t sorted[TK_CONVERSIONS];
    if (count == 0 || count > TK_CONVERSIONS || probe->empty == probe->full) {
        return TK_BAD_SIGNAL;
    }
    for (size_t i = 0; i < count; i++) {
        sorted[i] = adc[i];
    }
    sort(sorted, count);
    int32_t raw = sorted[count / 2];
    if (raw >= OPEN || raw <= SHORT) {
        return TK_BAD_SIGNAL;
    }
    int32_t level = (raw - probe->empty) * 100000 / (probe->full - probe->empty);
    level = level < 0 ? 0 : level > 100000 ? 100000 : level;
    int32_t change = has_last ? level - *milli : 500;
    if (change >= 500 || change <= -500) {
        *milli = level;
    }
    return 0;
}

int tk_hx711_read(const tk_hx711_t *chip, tk_gain_t next, int32_t *counts)
{
    uint32_t bits = 0;
    if (chip->data(chip->ctx)) {
        return TK_BAD_SIGNAL; /* high: not ready */
    }
    for (int pulse = 0; pulse < (int)next; pulse++) {
        chip->clock(chip->ctx, true);
        if (pulse < 24) {
            bits = bits << 1 | (chip->data(chip->ctx) ? 1u : 0u);
        }
        chip->clock(chip->ctx, false);
    }
    *counts = (bits & 0x800000u) != 0 ? (int32_t)bits - 0x1000000 : (int32_t)bits;
    return 0;
}

int tk_scale_calibrate(tk_scale_t *s, int32_t empty_counts, int32_t loaded_counts, int32_t grams)
{
    int64_t per_kg = grams > 0 ? ((int64_t)loaded_counts - empty_counts) * 1000 / grams : 0;
    /* Less than a count a gram cannot be told from noise. */
    if (per_kg > INT32_MAX || per_kg < INT32_MIN || (per_kg < 1000 && per_kg > -1000)) {
        return TK_OUT_OF_RANGE;
    }
    s->zero = empty_counts;
    s->per_kg = (int32_t)per_kg;
    return 0;
}

int tk_scale_read(const tk_scale_t *s, const int32_t *counts, size_t count, int32_t *grams)
{
    int32_t sorted[TK_WEIGHINGS];
    int64_t sum = 0;
    if (count == 0 || count > TK_WEIGHINGS || s->per_kg == 0) {
        return TK_BAD_SIGNAL;
    }
    for (size_t i = 0; i < count; i++) {
        if (counts[i] >= 0x7FFFFF || counts[i] <= -0x800000) {
            return TK_OUT_OF_RANGE;
        }
        sorted[i] = counts[i];
    }
    sort(sorted, count);
    size_t cut = count / 5;
    for (size_t i = cut; i < count - cut; i++) {
        sum += sorted[i];
    }
    int64_t mean = sum / (int64_t)(count - 2 * cut);
    *grams = (int32_t)((mean - s->zero) * 1000 / s->per_kg);
    return 0;
}

tk_press_t tk_contact_look(tk_contact_t *c, bool closed, uint64_t now_ms)
{
    c->level = (uint8_t)(closed ? (c->level < 4 ? c->level + 1 : 4) : (c->level > 0 ? c->level - 1 : 0));
    if (!c->pressed && c->level == 4) {
        c->pressed = true;
        c->told_long = false;
        c->since_ms = now_ms;
        return TK_PRESS;
    }
    if (c->pressed && c->level == 0) {
        c->pressed = false;
        return c->told_long ? TK_NO_PRESS : TK_SHORT_PRESS;
    }
    if (c->pressed && !c->told_long && now_ms - c->since_ms >= TK_LONG_MS) {
        c->told_long = true;
        return TK_LONG_PRESS;
    }
    return TK_NO_PRESS;
}

bool tk_motion_look(tk_motion_t *m, bool seen, uint64_t now_ms)
{
    m->looks = (uint8_t)(seen ? (m->looks < 3 ? m->looks + 1 : 3) : 0);
    if (m->looks == 3) {
        m->until_ms = now_ms + TK_MOTION_HOLD_MS;
    }
    return now_ms < m->until_ms;
}

/* 3.3 V over 10 k into 4.7 k at the far end: about 1310 when whole. The pressed button adds 10 k: about 2440. */
static uint8_t loop_says(uint16_t adc)
{
    if (adc >= 900 && adc <= 1700) {
        return TK_LOOP_WHOLE;
    }
    return adc >= 2050 && adc <= 2900 ? TK_LOOP_PRESSED : TK_LOOP_BROKEN;
}

tk_loop_state_t tk_loop_look(tk_loop_t *l, uint16_t adc)
{
    uint8_t now = loop_says(adc);
    l->looks = (uint8_t)(now != l->seen ? 1 : l->looks < 4 ? l->looks + 1 : 4);
    l->seen = now;
    if (l->looks == 4) {
        l->state = now;
    }
    return (tk_loop_state_t)l->state;
}
