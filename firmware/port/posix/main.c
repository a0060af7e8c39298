/* main.c - one virtual node: one thread, one socket, one loop that sleeps until something is due. */
#define _GNU_SOURCE /* ppoll */
#include "loop.h"
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

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

static void sleep_until(loop_t *l, uint64_t deadline, const sigset_t *mask)
{
    const link_t *link = &l->world.link;
    uint64_t now = world_now(&l->world);
    uint64_t wait = deadline > now ? deadline - now : 0;
    struct timespec timeout = {.tv_sec = (time_t)(wait / 1000u), .tv_nsec = (long)(wait % 1000u) * 1000000L};
    struct pollfd p = {.fd = link->fd, .events = link_events(link)};
    ppoll(&p, link->state == LINK_CLOSED ? 0 : 1, &timeout, mask);
}

static void run(loop_t *l)
{
    sigset_t mask;
    catch_signals(&mask);
    while (!stopping) {
        sleep_until(l, loop_turn(l, true), &mask);
    }
    loop_end(l);
}

static int usage(FILE *out, int code)
{
    fputs(
        "usage: tokkatot-node --config FILE\n"
        "\n"
        "One virtual node: it connects to the farm's broker (MQTT 3.1.1 over TLS 1.3 with a client certificate),\n"
        "obeys commands, reports status, readings and heartbeats. Its house answers to its actuators.\n"
        "\n"
        "FILE holds key=value lines, # starts a comment:\n"
        "  node_id=UUID farm_id=UUID incarnation=1\n"
        "  host=127.0.0.1 port=18091\n"
        "  ca=FILE cert=FILE key=FILE   PEM\n"
        "  state_dir=DIR                boot counter, command memory, relay.log; a file `button` in it is the\n"
        "                               pressed emergency stop (looked at every few seconds, at once on SIGUSR1); a\n"
        "                               file `silence` is taken away and silences the siren; panel.txt is the display\n"
        "  sensor_period_s=30           optional\n"
        "  device=KIND:UUID             1 to 16 lines; pump feeder light fan heater conveyor siren dht22 water_level\n"
        "                               scale motion flow\n",
        out);
    return code;
}

static int fail(const char *why)
{
    fprintf(stderr, "tokkatot-node: %s\n", why);
    return 1;
}

int main(int argc, char **argv)
{
    static config_t config;
    static loop_t loop;
    char error[1200];
    if (argc == 2 && strcmp(argv[1], "--help") == 0) {
        return usage(stdout, 0);
    }
    if (argc != 3 || strcmp(argv[1], "--config") != 0) {
        return usage(stderr, 2);
    }
    if (config_load(&config, argv[2], error, sizeof error) < 0) {
        return fail(error);
    }
    link_t *link = &loop.world.link;
    if (link_init(link, config.ca, config.cert, config.key) < 0) {
        return fail(link->error);
    }
    if (loop_init(&loop, &config, 0, error, sizeof error) < 0) {
        return fail(error);
    }
    run(&loop);
    link_free(link);
    return 0;
}
