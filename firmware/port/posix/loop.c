#include "loop.h"
#include <stdio.h>
#include <string.h>

/* What a 12-bit converter reads at the loop of the emergency stop: tk/signals.h. */
#define LOOP_WHOLE   1310
#define LOOP_PRESSED 2440
#define LOOP_CUT     4095

#define STEADY_MS 5000  /* a session this old was a good one: the next wait starts small again */
#define DIAL_MS   10000 /* for connect and handshake together */
#define QUEUE_MS  20    /* until it asks again whether it may dial */

static void tell(loop_t *l, tk_event_kind_t kind, const uint8_t *data, size_t len)
{
    const tk_event_t event = {.kind = kind, .data = data, .len = len};
    tk_node_event(&l->node, &event, world_now(&l->world));
}

/* The wall clock may be set while we run; it is looked at again before anything is stamped with it. */
static void tell_wall(loop_t *l)
{
    const tk_event_t event = {.kind = TK_WALL, .wall_offset_ms = world_wall_offset(&l->world)};
    tk_node_event(&l->node, &event, world_now(&l->world));
}

/* The emergency stop button stays where it was pushed, over a restart too: a file `button` stands for it, and a file
 * `wire` for a cut in its loop. Files do not bounce, so all looks are taken at once. */
static void tell_loop(loop_t *l)
{
    bool cut = store_has(&l->world.store, "wire");
    uint16_t adc = cut ? LOOP_CUT : store_has(&l->world.store, "button") ? LOOP_PRESSED : LOOP_WHOLE;
    const tk_event_t event = {.kind = TK_LOOP, .adc = adc};
    for (int look = 0; look < 4; look++) {
        tk_node_event(&l->node, &event, world_now(&l->world));
    }
}

/* The board's own button: whoever puts a file `silence` there has heard the siren. */
static void tell_silence(loop_t *l)
{
    if (store_take(&l->world.store, "silence")) {
        tell(l, TK_SILENCE, NULL, 0);
    }
}

/* The board's display, as a file. */
static void show(loop_t *l)
{
    char line[TK_LINES][TK_COLUMNS + 1];
    char text[TK_LINES * (TK_COLUMNS + 2)];
    size_t len = 0;
    tk_panel_text(&l->node, line);
    for (int i = 0; i < TK_LINES; i++) {
        len += (size_t)snprintf(text + len, sizeof text - len, "%s\n", line[i]);
    }
    if (len != l->shown_len || memcmp(text, l->shown, len) != 0) {
        memcpy(l->shown, text, len);
        l->shown_len = len;
        store_put(&l->world.store, "panel.txt", text, len); /* a display that fails stops nothing */
    }
}

static void retry_later(loop_t *l)
{
    /* Not at each connect: a broker that lets us in only to throw us out must not be called twenty times a second. */
    if (l->up && world_now(&l->world) - l->up_ms >= STEADY_MS) {
        tk_backoff_reset(&l->backoff);
    }
    uint32_t wait = tk_backoff_next(&l->backoff, world_random());
    world_say(&l->world, "link away: %s; next try in %u ms", l->world.link.error, wait);
    if (l->up) {
        tell(l, TK_LINK_DOWN, NULL, 0);
        l->up = false;
    }
    l->dial_at_ms = world_now(&l->world) + wait;
}

static void read_all(loop_t *l)
{
    uint8_t buffer[4096];
    int n;
    while ((n = link_read(&l->world.link, buffer, sizeof buffer)) > 0) {
        tell_wall(l);
        tell(l, TK_RX, buffer, (size_t)n);
    }
}

static void tend_link(loop_t *l, bool may_dial)
{
    link_t *link = &l->world.link;
    uint64_t now = world_now(&l->world);
    if (link->state == LINK_CLOSED && l->up) {
        retry_later(l); /* it broke, or the node hung up, outside of this function */
        return;
    }
    if (link->state == LINK_CLOSED && now >= l->dial_at_ms && may_dial) {
        l->give_up_ms = now + DIAL_MS;
        if (link_dial(link, l->config->host, l->config->port) < 0) {
            retry_later(l);
            return;
        }
    }
    if (link->state == LINK_CLOSED) {
        return;
    }
    if (link->state != LINK_OPEN && now >= l->give_up_ms) {
        snprintf(link->error, sizeof link->error, "no answer");
        link_close(link);
    }
    if (link->state != LINK_CLOSED) {
        link_step(link);
    }
    if (link->state == LINK_OPEN && !l->up) {
        l->up = true;
        l->up_ms = now;
        tell_wall(l);
        tell(l, TK_LINK_UP, NULL, 0);
    }
    if (link->state == LINK_OPEN) {
        read_all(l);
    }
    if (link->state == LINK_CLOSED) {
        retry_later(l);
    }
}

int loop_open(loop_t *l, const config_t *config, uint32_t boot, char *error, size_t cap)
{
    world_t *w = &l->world;
    l->config = config;
    l->node.config = NULL;
    w->kept = boot == 0;
    if (w->kept && store_open(&w->store, config->state_dir, error, cap) < 0) {
        return -1;
    }
    w->node.boot = w->kept ? store_boot(&w->store) : boot;
    if (w->node.boot == 0) {
        snprintf(error, cap, "the boot counter cannot be kept in state_dir");
        return -1;
    }
    return 0;
}

int loop_start(loop_t *l, char *error, size_t cap)
{
    world_t *w = &l->world;
    uint32_t boot = w->node.boot;
    w->node = l->config->node;
    w->node.boot = boot;
    if (w->node.boot_reason == NULL) {
        w->node.boot_reason = "power_on";
    }
    world_init(w, w->kept);
    if (tk_node_init(&l->node, &w->node, &w->port, world_now(w)) < 0) {
        snprintf(error, cap, "impossible configuration");
        return -1;
    }
    /* The first wait is at most 100 ms: a broker that restarts is found again within a second or two. */
    l->backoff = (tk_backoff_t){.first_ms = 100, .most_ms = 30000};
    world_say(w, "node up, version %s, boot %u (%s), %u devices", w->node.firmware_version, w->node.boot,
              w->node.boot_reason, w->node.devices);
    return 0;
}

uint64_t loop_turn(loop_t *l, bool may_dial)
{
    if (l->world.kept) {
        tell_loop(l);
        tell_silence(l);
    }
    tend_link(l, may_dial);
    tell_wall(l);
    uint64_t deadline = tk_node_poll(&l->node, world_now(&l->world));
    if (l->world.kept) {
        show(l);
    }
    const link_t *link = &l->world.link;
    uint64_t dial = l->dial_at_ms + (may_dial ? 0 : QUEUE_MS);
    uint64_t tend = link->state == LINK_CLOSED ? dial : link->state == LINK_OPEN ? UINT64_MAX : l->give_up_ms;
    return tend < deadline ? tend : deadline;
}

void loop_end(loop_t *l)
{
    tell_wall(l);
    tk_node_stop(&l->node, world_now(&l->world));
    link_close(&l->world.link);
    world_say(&l->world, "node down");
    if (l->world.kept) {
        store_close(&l->world.store);
    }
}
