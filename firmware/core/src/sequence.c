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

tk_sequence_t *tk_sequence_of(tk_node_t *n, int device)
{
    for (int i = 0; i < TK_SEQUENCES; i++) {
        if (n->sequence[i].steps.count > 0 && n->sequence[i].device == device) {
            return &n->sequence[i];
        }
    }
    return NULL;
}

bool tk_sequence_room(const tk_node_t *n, int device)
{
    for (int i = 0; i < TK_SEQUENCES; i++) {
        if (n->sequence[i].steps.count == 0 || n->sequence[i].device == device) {
            return true;
        }
    }
    return false;
}

void tk_sequence_begin(tk_node_t *n, int device, const tk_steps_t *steps)
{
    tk_sequence_t *s = n->sequence;
    tk_sequence_end(n, device);
    while (s->steps.count > 0) {
        s++;
    }
    s->steps = *steps;
    s->device = (uint8_t)device;
    s->at = 0;
    s->next_at_ms = n->now_ms + steps->duration_s[0] * 1000u;
}

void tk_sequence_end(tk_node_t *n, int device)
{
    tk_sequence_t *s = tk_sequence_of(n, device);
    if (s != NULL) {
        s->steps.count = 0;
    }
}

bool tk_sequence_next(tk_node_t *n, int device, uint8_t *percent, uint32_t *run_ms)
{
    tk_sequence_t *s = tk_sequence_of(n, device);
    *run_ms = 0;
    *percent = 0;
    if (s == NULL || n->now_ms < s->next_at_ms) {
        return false;
    }
    s->at++;
    if (s->at == s->steps.count) {
        s->steps.count = 0;
        return true;
    }
    *percent = s->steps.percent[s->at];
    *run_ms = tk_sequence_run_ms(&s->steps, s->at);
    /* From the planned instant, not from now: lateness must not add up. */
    s->next_at_ms += s->steps.duration_s[s->at] * 1000u;
    return true;
}
