/* main.c - one virtual node: one thread, one socket, one loop that sleeps until something is due. */
#define _GNU_SOURCE /* ppoll */
#include "config.h"
#include "house.h"
#include "link.h"
#include "options.h"
#include "store.h"
#include "tk/backoff.h"
#include "tk/panel.h"
#include "upgrade.h"
#include "world.h"
#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

/* What a 12-bit converter reads at the loop of the emergency stop: tk/signals.h. */
#define LOOP_WHOLE   1310
#define LOOP_PRESSED 2440
#define LOOP_CUT     4095

#define STEADY_MS 5000  /* a session this old was a good one: the next wait starts small again */
#define FEED_MS   2000  /* at least so often the watchdog is fed */
#define DIAL_MS   10000 /* for connect and handshake together */

static volatile sig_atomic_t stopping;

static void on_signal(int number)
{
    (void)number;
    stopping = 1;
}

/* Waking up is all: the loop looks at the button each time. */
static void on_button(int number)
{
    (void)number;
}

static void catch_signals(sigset_t *while_waiting)
{
    struct sigaction stop = {.sa_handler = on_signal};
    struct sigaction button = {.sa_handler = on_button};
    struct sigaction ignore = {.sa_handler = SIG_IGN};
    sigset_t block;
    sigemptyset(&stop.sa_mask);
    sigemptyset(&button.sa_mask);
    sigemptyset(&ignore.sa_mask);
    sigemptyset(&block);
    sigaddset(&block, SIGTERM);
    sigaddset(&block, SIGINT);
    sigaddset(&block, SIGUSR1);
    /* Blocked but while ppoll waits: a signal can then not fall between the look at `stopping` and the wait. */
    sigprocmask(SIG_BLOCK, &block, while_waiting);
    sigdelset(while_waiting, SIGTERM);
    sigdelset(while_waiting, SIGINT);
    sigdelset(while_waiting, SIGUSR1);
    sigaction(SIGTERM, &stop, NULL);
    sigaction(SIGINT, &stop, NULL);
    sigaction(SIGUSR1, &button, NULL);
    sigaction(SIGPIPE, &ignore, NULL);
}

typedef struct {
    world_t *world;
    tk_node_t *node;
    const config_t *config;
    upgrade_t *upgrade; /* NULL: not started by vboot, so there is nothing to replace */
    int watchdog;       /* fed each turn; negative: nobody watches */
    tk_backoff_t backoff;
    uint64_t dial_at_ms;
    uint64_t give_up_ms;
    uint64_t up_ms; /* when the link came up */
    bool up;        /* the node was told so */
    char shown[TK_LINES * (TK_COLUMNS + 2)];
    size_t shown_len;
} loop_t;

static void tell(loop_t *l, tk_event_kind_t kind, const uint8_t *data, size_t len)
{
    const tk_event_t event = {.kind = kind, .data = data, .len = len};
    tk_node_event(l->node, &event, world_now(l->world));
}

/* The wall clock may be set while we run; it is looked at again before anything is stamped with it. */
static void tell_wall(loop_t *l)
{
    const tk_event_t event = {.kind = TK_WALL, .wall_offset_ms = world_wall_offset(l->world)};
    tk_node_event(l->node, &event, world_now(l->world));
}

/* The emergency stop button stays where it was pushed, over a restart too: a file `button` stands for it, and a file
 * `wire` for a cut in its loop. Files do not bounce, so all looks are taken at once. */
static void tell_loop(loop_t *l)
{
    bool cut = store_has(&l->world->store, "wire");
    uint16_t adc = cut ? LOOP_CUT : store_has(&l->world->store, "button") ? LOOP_PRESSED : LOOP_WHOLE;
    const tk_event_t event = {.kind = TK_LOOP, .adc = adc};
    for (int look = 0; look < 4; look++) {
        tk_node_event(l->node, &event, world_now(l->world));
    }
}

/* The board's own button: whoever puts a file `silence` there has heard the siren. */
static void tell_silence(loop_t *l)
{
    if (store_take(&l->world->store, "silence")) {
        tell(l, TK_SILENCE, NULL, 0);
    }
}

/* The board's display, as a file. */
static void show(loop_t *l)
{
    char line[TK_LINES][TK_COLUMNS + 1];
    char text[TK_LINES * (TK_COLUMNS + 2)];
    size_t len = 0;
    tk_panel_text(l->node, line);
    for (int i = 0; i < TK_LINES; i++) {
        len += (size_t)snprintf(text + len, sizeof text - len, "%s\n", line[i]);
    }
    if (len != l->shown_len || memcmp(text, l->shown, len) != 0) {
        memcpy(l->shown, text, len);
        l->shown_len = len;
        store_put(&l->world->store, "panel.txt", text, len); /* a display that fails stops nothing */
    }
}

static void retry_later(loop_t *l)
{
    /* Not at each connect: a broker that lets us in only to throw us out must not be called twenty times a second. */
    if (l->up && world_now(l->world) - l->up_ms >= STEADY_MS) {
        tk_backoff_reset(&l->backoff);
    }
    uint32_t wait = tk_backoff_next(&l->backoff, world_random());
    world_log("link away: %s; next try in %u ms", l->world->link.error, wait);
    if (l->up) {
        tell(l, TK_LINK_DOWN, NULL, 0);
        l->up = false;
    }
    l->dial_at_ms = world_now(l->world) + wait;
}

static void read_all(loop_t *l)
{
    uint8_t buffer[4096];
    int n;
    while ((n = link_read(&l->world->link, buffer, sizeof buffer)) > 0) {
        tell_wall(l);
        tell(l, TK_RX, buffer, (size_t)n);
    }
}

static void tend_link(loop_t *l)
{
    link_t *link = &l->world->link;
    uint64_t now = world_now(l->world);
    if (link->state == LINK_CLOSED && l->up) {
        retry_later(l); /* it broke, or the node hung up, outside of this function */
        return;
    }
    if (link->state == LINK_CLOSED && now >= l->dial_at_ms) {
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

static void sleep_until(loop_t *l, uint64_t deadline, const sigset_t *mask)
{
    link_t *link = &l->world->link;
    uint64_t now = world_now(l->world);
    if (link->state == LINK_CLOSED && l->dial_at_ms < deadline) {
        deadline = l->dial_at_ms;
    } else if (link->state != LINK_CLOSED && link->state != LINK_OPEN && l->give_up_ms < deadline) {
        deadline = l->give_up_ms;
    }
    if (l->watchdog >= 0 && deadline > now + FEED_MS) {
        deadline = now + FEED_MS;
    }
    if (l->upgrade != NULL && l->upgrade->more) {
        deadline = now;
    }
    uint64_t wait = deadline > now ? deadline - now : 0;
    struct timespec timeout = {.tv_sec = (time_t)(wait / 1000u), .tv_nsec = (long)(wait % 1000u) * 1000000L};
    struct pollfd p[2] = {{.fd = link->state == LINK_CLOSED ? -1 : link->fd, .events = link_events(link)}, {.fd = -1}};
    if (l->upgrade != NULL) {
        p[1] = upgrade_wait(l->upgrade);
    }
    ppoll(p, 2, &timeout, mask);
}

/* Only a turn that came to its end feeds: a loop that hangs is a loop that is killed. */
static void feed(const loop_t *l)
{
    if (l->watchdog >= 0 && write(l->watchdog, "", 1) < 0 && errno != EAGAIN) {
        stopping = 1; /* who started us is gone */
    }
}

static void run(loop_t *l)
{
    sigset_t mask;
    catch_signals(&mask);
    while (!stopping && (l->upgrade == NULL || !l->upgrade->wants_reset)) {
        feed(l);
        tell_loop(l);
        tell_silence(l);
        tend_link(l);
        if (l->upgrade != NULL) {
            upgrade_tend(l->upgrade, l->node, world_now(l->world));
        }
        tell_wall(l);
        uint64_t deadline = tk_node_poll(l->node, world_now(l->world));
        show(l);
        sleep_until(l, deadline, &mask);
    }
    tell_wall(l);
    tk_node_stop(l->node, world_now(l->world));
    link_close(&l->world->link);
}

static int fail(const char *why)
{
    fprintf(stderr, "tokkatot-node: %s\n", why);
    return 1;
}

int main(int argc, char **argv)
{
    static config_t config;
    static world_t world;
    static tk_node_t node;
    static upgrade_t upgrade;
    options_t options;
    char error[1200];
    int code = options_read(&options, argc, argv);
    if (code >= 0) {
        return code;
    }
    if (options_config(&config, options.config, error, sizeof error) < 0 ||
        store_open(&world.store, config.state_dir, error, sizeof error) < 0) {
        return fail(error);
    }
    config.node.boot = store_boot(&world.store);
    config.node.boot_reason = options.reason;
    if (config.node.boot == 0) {
        return fail("the boot counter cannot be kept in state_dir");
    }
    if (link_init(&world.link, config.ca, config.cert, config.key) < 0) {
        return fail(world.link.error);
    }
    world_init(&world, &config);
    bool slots = options.slot >= 0;
    if (slots &&
        upgrade_init(&upgrade, &config, &world.store, options.slot, world_now(&world), error, sizeof error) < 0) {
        return fail(error);
    }
    if (tk_node_init(&node, &config.node, &world.port, world_now(&world)) < 0) {
        return fail("impossible configuration");
    }
    world_log("node up, version %s, boot %u (%s), %u devices", config.node.firmware_version, config.node.boot,
              config.node.boot_reason, config.node.devices);
    /* The first wait is at most 100 ms: a broker that restarts is found again within a second or two. */
    loop_t loop = {.world = &world,
                   .node = &node,
                   .config = &config,
                   .upgrade = slots ? &upgrade : NULL,
                   .watchdog = options.watchdog,
                   .backoff = {.first_ms = 100, .most_ms = 30000}};
    run(&loop);
    world_log("node down");
    link_free(&world.link);
    store_close(&world.store);
    if (slots) {
        upgrade_free(&upgrade);
    }
    return slots && upgrade.wants_reset ? EXIT_RESET : 0;
}
