/* main.c - thousands of virtual nodes in one process and one thread. */
#define _POSIX_C_SOURCE 200809L
#include "swarm.h"
#include <stdlib.h>
#include <string.h>

static volatile sig_atomic_t stopping;

static void on_signal(int number)
{
    (void)number;
    stopping = 1;
}

static void catch_signals(sigset_t *while_waiting)
{
    struct sigaction stop = {.sa_handler = on_signal};
    struct sigaction ignore = {.sa_handler = SIG_IGN};
    sigset_t block;
    sigemptyset(&stop.sa_mask);
    sigemptyset(&ignore.sa_mask);
    sigemptyset(&block);
    sigaddset(&block, SIGTERM);
    sigaddset(&block, SIGINT);
    /* Blocked but while the loop waits, so that no signal falls between its look at `stopping` and the wait. */
    sigprocmask(SIG_BLOCK, &block, while_waiting);
    sigdelset(while_waiting, SIGTERM);
    sigdelset(while_waiting, SIGINT);
    sigaction(SIGTERM, &stop, NULL);
    sigaction(SIGINT, &stop, NULL);
    sigaction(SIGPIPE, &ignore, NULL);
}

static int usage(FILE *out, int code)
{
    fputs(
        "usage: tokkatot-swarm --nodes FILE [--in-memory] [--rate N]\n"
        "\n"
        "Many virtual nodes in one process: the same as tokkatot-node, each with its own house, key and certificate.\n"
        "\n"
        "  --nodes FILE  paths of configuration files as tokkatot-node reads them, one a line; all name the same ca\n"
        "  --in-memory   keeps nothing: no state_dir, no spool, no log; each start is a new boot\n"
        "  --rate N      so many connect a second at the start (1000)\n"
        "\n"
        "Says `up nodes=N connect_ms=N kb_per_node=N` once all have a session, and `end ...` with what was moved by\n"
        "orders and how many statuses were lost when it is stopped by SIGTERM.\n",
        out);
    return code;
}

int main(int argc, char **argv)
{
    static swarm_t swarm;
    char error[1200];
    const char *list = NULL;
    bool in_memory = false;
    unsigned long rate = 1000;
    for (int i = 1; i < argc; i++) {
        char *end = "";
        if (strcmp(argv[i], "--help") == 0) {
            return usage(stdout, 0);
        } else if (strcmp(argv[i], "--in-memory") == 0) {
            in_memory = true;
        } else if (strcmp(argv[i], "--nodes") == 0 && i + 1 < argc) {
            list = argv[++i];
        } else if (strcmp(argv[i], "--rate") == 0 && i + 1 < argc) {
            rate = strtoul(argv[++i], &end, 10);
        } else {
            return usage(stderr, 2);
        }
        if (*end != '\0' || rate < 1 || rate > 100000) {
            fprintf(stderr, "tokkatot-swarm: --rate must be 1 to 100000\n");
            return 2;
        }
    }
    if (list == NULL) {
        return usage(stderr, 2);
    }
    if (swarm_init(&swarm, list, in_memory, (uint32_t)rate, error, sizeof error) < 0) {
        fprintf(stderr, "tokkatot-swarm: %s\n", error);
        return 1;
    }
    sigset_t mask;
    catch_signals(&mask);
    swarm_run(&swarm, &stopping, &mask);
    swarm_end(&swarm);
    return 0;
}
