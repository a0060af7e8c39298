/* main.c - one virtual node: one thread, one socket, one loop that sleeps until something is due. */
#define _GNU_SOURCE /* ppoll */
#include "loop.h"
#include "options.h"
#include "setup.h"
#include "upgrade.h"
#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#define FEED_MS 2000 /* at least so often the watchdog is fed */

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
    loop_t node;
    upgrade_t *upgrade; /* NULL: not started by vboot, so there is nothing to replace */
    int watchdog;       /* fed each turn; negative: nobody watches */
} program_t;

static void wait_for(const link_t *link, struct pollfd other, uint64_t wait_ms, const sigset_t *mask)
{
    struct timespec timeout = {.tv_sec = (time_t)(wait_ms / 1000u), .tv_nsec = (long)(wait_ms % 1000u) * 1000000L};
    struct pollfd fds[2] = {{.fd = link->state == LINK_CLOSED ? -1 : link->fd, .events = link_events(link)}, other};
    ppoll(fds, 2, &timeout, mask);
}

static void sleep_until(program_t *p, uint64_t deadline, const sigset_t *mask)
{
    uint64_t now = world_now(&p->node.world);
    if (p->watchdog >= 0 && deadline > now + FEED_MS) {
        deadline = now + FEED_MS;
    }
    if (p->upgrade != NULL && p->upgrade->more) {
        deadline = now;
    }
    struct pollfd other = {.fd = -1};
    if (p->upgrade != NULL) {
        other = upgrade_wait(p->upgrade);
    }
    wait_for(&p->node.world.link, other, deadline > now ? deadline - now : 0, mask);
}

/* Only a turn that came to its end feeds: a loop that hangs is a loop that is killed. */
static void feed(const program_t *p)
{
    if (p->watchdog >= 0 && write(p->watchdog, "", 1) < 0 && errno != EAGAIN) {
        stopping = 1; /* who started us is gone */
    }
}

static void run(program_t *p, const sigset_t *mask)
{
    while (!stopping && (p->upgrade == NULL || !p->upgrade->wants_reset)) {
        feed(p);
        if (p->upgrade != NULL) {
            upgrade_tend(p->upgrade, &p->node.node, world_now(&p->node.world));
        }
        sleep_until(p, loop_turn(&p->node, true), mask);
    }
    loop_end(&p->node);
}

static int fail(const char *why)
{
    fprintf(stderr, "tokkatot-node: %s\n", why);
    return 1;
}

/* Until somebody has claimed the board. 0 with the node's configuration, 1 when it was told to stop, or -1 with a
 * sentence in error. */
static int set_up(config_t *config, const char *path, const sigset_t *mask, char *error, size_t cap)
{
    static config_t unclaimed;
    static setup_t setup;
    char conf[PATH_MAX_TEXT + 16];
    if (config_load_setup(&unclaimed, path, error, cap) < 0) {
        return -1;
    }
    if (!setup_claimed(&unclaimed)) {
        if (setup_open(&setup, &unclaimed, error, cap) < 0) {
            return -1;
        }
        while (!stopping && !setup_done(&setup)) {
            uint64_t deadline = setup_turn(&setup);
            uint64_t now = world_now(NULL);
            if (!setup_done(&setup)) {
                wait_for(&setup.link, (struct pollfd){.fd = -1}, deadline > now ? deadline - now : 0, mask);
            }
        }
        setup_close(&setup);
    }
    snprintf(conf, sizeof conf, "%s/" CLAIM_CONF, unclaimed.state_dir);
    return stopping ? 1 : config_load(config, conf, error, cap);
}

int main(int argc, char **argv)
{
    static config_t config;
    static upgrade_t upgrade;
    static program_t program;
    world_t *world = &program.node.world;
    options_t options;
    char error[1200];
    int code = options_read(&options, argc, argv);
    if (code >= 0) {
        return code;
    }
    sigset_t mask;
    catch_signals(&mask);
    int err = options.setup != NULL ? set_up(&config, options.setup, &mask, error, sizeof error)
                                    : config_load(&config, options.config, error, sizeof error);
    if (err > 0) {
        return 0;
    }
    if (err < 0 || loop_open(&program.node, &config, 0, error, sizeof error) < 0) {
        return fail(error);
    }
    config.node.boot_reason = options.reason;
    if (link_init(&world->link, config.ca, config.cert, config.key) < 0) {
        return fail(world->link.error);
    }
    bool slots = options.slot >= 0;
    if (slots &&
        upgrade_init(&upgrade, &config, &world->store, options.slot, world_now(world), error, sizeof error) < 0) {
        return fail(error);
    }
    if (loop_start(&program.node, error, sizeof error) < 0) {
        return fail(error);
    }
    program.upgrade = slots ? &upgrade : NULL;
    program.watchdog = options.watchdog;
    run(&program, &mask);
    link_free(&world->link);
    if (slots) {
        upgrade_free(&upgrade);
    }
    return slots && upgrade.wants_reset ? EXIT_RESET : 0;
}
