#include "tk/panel.h"
#include "parts.h"

tk_light_t tk_panel_light(const tk_node_t *n)
{
    if (n->safe_mode) {
        return TK_LIGHT_SAFE;
    }
    if (n->alarm.hot || n->alarm.cold) {
        return TK_LIGHT_ALARM;
    }
    if (tk_stop_holds(n)) {
        return TK_LIGHT_STOPPED;
    }
    for (int i = 0; i < n->config->devices; i++) {
        if (tk_is_sensor(n, i) && n->device[i].sense.lost) {
            return TK_LIGHT_SENSOR;
        }
    }
    return n->session == TK_SESSION_UP && !tk_local_hub_lost(n) ? TK_LIGHT_WELL : TK_LIGHT_AWAY;
}

/* So many flashes of a tenth of a second, a fifth apart, each `round`. */
static bool flashes(uint64_t now_ms, uint32_t round_ms, uint32_t count)
{
    uint64_t at = now_ms % round_ms;
    return at < count * 200u && at % 200u < 100u;
}

bool tk_panel_lit(tk_light_t light, uint64_t now_ms)
{
    switch (light) {
    case TK_LIGHT_WELL:
        return !flashes(now_ms, 5000, 1);
    case TK_LIGHT_AWAY:
        return now_ms % 1000 < 500;
    case TK_LIGHT_SENSOR:
        return flashes(now_ms, 2000, 2);
    case TK_LIGHT_STOPPED:
        return flashes(now_ms, 1000, 1);
    case TK_LIGHT_ALARM:
        return now_ms % 200 < 100;
    case TK_LIGHT_NOBODYS:
        return now_ms % 4000 < 1000;
    default:
        return flashes(now_ms, 2000, 3);
    }
}

typedef struct {
    char *at;
    size_t len;
} line_t;

static void put(line_t *l, const char *text)
{
    for (size_t i = 0; text[i] != '\0' && l->len < TK_COLUMNS; i++) {
        char c = text[i];
        l->at[l->len++] = c >= 'a' && c <= 'z' ? (char)(c - 'a' + 'A') : c == '_' ? ' ' : c;
    }
    l->at[l->len] = '\0';
}

static void whole(line_t *l, int32_t value)
{
    char digits[12];
    int at = 11;
    uint32_t rest = value < 0 ? 0u - (uint32_t)value : (uint32_t)value;
    digits[at] = '\0';
    do {
        digits[--at] = (char)('0' + rest % 10);
        rest /= 10;
    } while (rest > 0);
    put(l, value < 0 ? "-" : "");
    put(l, digits + at);
}

/* One decimal: 28500 is 28.5. */
static void tenth(line_t *l, int32_t milli)
{
    int32_t tenths = milli / 100;
    put(l, tenths < 0 && tenths > -10 ? "-" : "");
    whole(l, tenths / 10);
    put(l, ".");
    whole(l, tenths < 0 ? -(tenths % 10) : tenths % 10);
}

static void state(const tk_node_t *n, line_t *l)
{
    static const char *const words[] = {"ALL WELL", "NO HUB", "SENSOR LOST", "STOPPED", "ALARM", "SAFE MODE"};
    put(l, words[tk_panel_light(n)]);
    if (n->alarm.hot || n->alarm.cold) {
        put(l, n->alarm.hot ? ": HEAT!" : ": COLD!");
    } else if (tk_stop_holds(n)) {
        put(l, n->stop.pressed || n->stop.button != 0 ? ": BUTTON" : n->stop.app != 0 ? ": APP" : ": WIRE");
    }
}

/* A reading that is not good is not shown as a number. */
static void sensor(const tk_node_t *n, int device, line_t *l)
{
    static const char *const units[TK_METRICS] = {" C", " %", " %", " KG", "", " L"};
    const tk_kind_spec_t *spec = tk_spec(n, device);
    put(l, spec->metric[0] == TK_TEMPERATURE ? "AIR" : spec->name);
    for (int i = 0; i < spec->metric_count; i++) {
        put(l, " ");
        if (!tk_sense_fresh(n, device)) {
            put(l, "--");
            continue;
        }
        tenth(l, tk_sense_value(n, device, i));
        put(l, units[spec->metric[i]]);
    }
}

static void output(const tk_node_t *n, int device, line_t *l)
{
    const tk_device_t *d = &n->device[device];
    put(l, tk_spec(n, device)->name);
    put(l, d->out.value == 0 ? " OFF" : " ON");
    if (d->out.value > 0 && tk_spec(n, device)->class_of == TK_PWM) {
        put(l, " ");
        whole(l, d->out.value);
        put(l, "%");
    }
    if (d->stuck) {
        put(l, " STUCK!");
    }
}

/* The first line is the state; sensors come next, then what runs, then what rests, as far as there is room. */
void tk_panel_text(const tk_node_t *n, char line[TK_LINES][TK_COLUMNS + 1])
{
    int row = 0;
    for (int i = 0; i < TK_LINES; i++) {
        line[i][0] = '\0';
    }
    for (int pass = 0; pass < 4; pass++) {
        for (int i = 0; i < (pass == 0 ? 1 : n->config->devices) && row < TK_LINES; i++) {
            line_t l = {.at = line[row], .len = 0};
            bool is_sensor = tk_is_sensor(n, i);
            if (pass == 0) {
                state(n, &l);
            } else if (pass == 1 && is_sensor) {
                sensor(n, i, &l);
            } else if (!is_sensor && pass == (n->device[i].out.value > 0 ? 2 : 3)) {
                output(n, i, &l);
            }
            row += l.len > 0 ? 1 : 0;
        }
    }
}

void tk_panel_nobodys(const tk_provision_t *p, char line[TK_LINES][TK_COLUMNS + 1])
{
    static const char *const words[] = {"NO HUB", "SAID HELLO", "THE HUB KNOWS IT", "REFUSED: WRONG CODE", "CLAIMED"};
    const char *const text[] = {"WAITING TO BE CLAIMED", p->config->hardware_id, words[p->state]};
    for (int i = 0; i < TK_LINES; i++) {
        line_t l = {.at = line[i], .len = 0};
        put(&l, i < 3 ? text[i] : "");
    }
}
