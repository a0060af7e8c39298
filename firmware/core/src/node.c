#include "parts.h"

void tk_note(tk_node_t *n, tk_note_t note, int device, int detail, const char *text)
{
    n->noted[note]++;
    n->port->note(n->port->ctx, note, device, detail, text);
}

/* A real board has a pin for it. */
static bool has_place(const tk_node_config_t *c, int device)
{
    int before = 0;
    for (int i = 0; i < device; i++) {
        before += c->device[i].kind == c->device[device].kind ? 1 : 0;
    }
    return c->board->pins == 0 || before < tk_board_places(c->board, (tk_kind_t)c->device[device].kind);
}

static bool possible(const tk_node_config_t *c)
{
    if (c->devices == 0 || c->devices > TK_MAX_DEVICES || c->sensor_period_ms == 0) {
        return false;
    }
    for (int i = 0; i < c->devices; i++) {
        if (c->device[i].kind >= TK_KINDS || !has_place(c, i)) {
            return false;
        }
        for (int k = 0; k < i; k++) {
            if (tk_uuid_same(&c->device[i].id, &c->device[k].id)) {
                return false;
            }
        }
    }
    return true;
}

int tk_node_init(tk_node_t *n, const tk_node_config_t *config, const tk_port_t *port, uint64_t now_ms)
{
    uint8_t packed[TK_SEEN_PACKED];
    tk_zero(n, sizeof *n);
    if (!possible(config)) {
        return -1;
    }
    n->config = config;
    n->port = port;
    n->now_ms = now_ms;
    n->started_ms = now_ms;
    n->sample_at_ms = now_ms;
    n->report_at_ms = now_ms;
    n->hub_ms = now_ms;
    /* Outputs first. A relay that a reset left closed must not wait for storage or network. */
    const tk_edge_t off = {.value = 0, .cause = TK_BY_BOOT, .command = NULL};
    for (int i = 0; i < config->devices; i++) {
        if (tk_is_sensor(n, i)) {
            continue;
        }
        /* A reset counts as the end of a run: nothing may be cycled by cycling the power. */
        n->device[i].act.usage.off_since_ms = now_ms;
        if (port->set_output(port->ctx, i, &off) < 0) {
            tk_note(n, TK_NOTE_OUTPUT_STUCK, i, 0, NULL);
        }
    }
    tk_life_begin(n);
    tk_configure_load(n);
    tk_spool_open(&n->spool, port);
    tk_seen_unpack(&n->seen, packed, port->load(port->ctx, TK_KEY_SEEN, packed, sizeof packed));
    return 0;
}

void tk_node_event(tk_node_t *n, const tk_event_t *event, uint64_t now_ms)
{
    n->now_ms = now_ms;
    switch (event->kind) {
    case TK_LINK_UP:
        tk_session_begin(n);
        break;
    case TK_LINK_DOWN:
        tk_session_end(n);
        break;
    case TK_RX:
        tk_session_rx(n, event->data, event->len);
        break;
    case TK_BUTTON:
        tk_stop_button(n, event->pressed);
        break;
    case TK_LOOP:
        tk_stop_loop(n, event->adc);
        break;
    case TK_SILENCE:
        tk_local_silence(n);
        break;
    case TK_IMAGE:
        tk_update_data(n->config->update, event->data, event->len, now_ms);
        break;
    case TK_IMAGE_END:
        tk_update_end(n->config->update, (tk_fetch_end_t)event->end, now_ms);
        break;
    case TK_WALL:
        n->replay = tk_wall_known(n) ? n->replay : 0; /* what waited for the clock can go now */
        tk_clock_tell(&n->clock, event->wall_offset_ms, event->by_battery ? TK_TIME_RTC : TK_TIME_SYNCED, now_ms);
        break;
    default:
        break;
    }
}

static uint64_t earlier(uint64_t a, uint64_t b)
{
    return a < b ? a : b;
}

uint64_t tk_node_poll(tk_node_t *n, uint64_t now_ms)
{
    n->now_ms = now_ms;
    tk_act_watch(n);
    tk_sense(n);
    tk_session_poll(n);
    tk_keep_replay(n);
    tk_life_poll(n);
    uint64_t at = earlier(n->sample_at_ms, tk_act_deadline(n));
    at = earlier(at, tk_upgrade_poll(n));
    at = earlier(at, tk_session_deadline(n));
    at = earlier(at, tk_keep_deadline(n));
    at = earlier(at, n->report_at_ms);
    if (n->config->update != NULL) {
        n->config->update->due_ms = at;
    }
    return at;
}

void tk_node_stop(tk_node_t *n, uint64_t now_ms)
{
    n->now_ms = now_ms;
    tk_act_all_off(n);
    tk_session_leave(n);
}
