#include "parts.h"

/* How long the output stays on from step `at`, through all that follow without a pause. 0: the step is a pause. */
uint32_t tk_sequence_run_ms(const tk_steps_t *steps, int at)
{
    uint32_t ms = 0;
    for (; at < steps->count && steps->percent[at] > 0; at++) {
        ms += steps->duration_s[at] * 1000u;
    }
    return ms;
}

void tk_sequence_begin(tk_device_t *d, const tk_steps_t *steps, uint64_t now_ms)
{
    d->sequence.steps = *steps;
    d->sequence.at = 0;
    d->sequence.next_at_ms = now_ms + steps->duration_s[0] * 1000u;
}

void tk_sequence_end(tk_device_t *d)
{
    d->sequence.steps.count = 0;
}

bool tk_sequence_runs(const tk_device_t *d)
{
    return d->sequence.steps.count > 0;
}

bool tk_sequence_next(tk_device_t *d, uint64_t now_ms, uint8_t *percent, uint32_t *run_ms)
{
    tk_sequence_t *s = &d->sequence;
    *run_ms = 0;
    *percent = 0;
    if (s->steps.count == 0 || now_ms < s->next_at_ms) {
        return false;
    }
    s->at++;
    if (s->at == s->steps.count) {
        tk_sequence_end(d);
        return true;
    }
    *percent = s->steps.percent[s->at];
    *run_ms = tk_sequence_run_ms(&s->steps, s->at);
    /* From the planned instant, not from now: lateness must not add up. */
    s->next_at_ms += s->steps.duration_s[s->at] * 1000u;
    return true;
}
