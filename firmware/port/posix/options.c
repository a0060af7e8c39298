#include "options.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static int usage(FILE *out, int code)
{
    fputs(
        "usage: tokkatot-node --config FILE [--slot N --reason WORD --watchdog FD]\n"
        "       tokkatot-node --setup FILE\n"
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
        "                               scale motion flow\n"
        "  update_key=FILE revoked_key=FILE   optional, 3 at most; public P-256 keys in PEM that may sign firmware\n"
        "\n"
        "--setup: a board that belongs to nobody yet. It makes its key, says hello to the hub's set-up listener, takes "
        "the\n"
        "claim that is sealed under its label's code, and goes on as a node; the next time it begins as one. FILE:\n"
        "  host= port= ca=FILE          the set-up listener, and the CA of its certificate\n"
        "  state_dir=DIR                board.key and, once claimed, cert.pem ca.pem node.conf (a FILE for --config);\n"
        "                               without node.conf it is nobody's again\n"
        "  hardware_id=a0b1c2d3e4f5 claim_code=K7QX-9FTM-2WHD   as on the label\n"
        "\n"
        "tokkatot-vboot gives the rest: the slot that the program came from (without it the node takes no updates), "
        "why\n"
        "it was started (default power_on), and where it says each turn that it lives.\n",
        out);
    return code;
}

static int small(const char *text, int most)
{
    char *end;
    long v = strtol(text, &end, 10);
    return end != text && *end == '\0' && v >= 0 && v <= most ? (int)v : -1;
}

int options_read(options_t *o, int argc, char **argv)
{
    *o = (options_t){.reason = "power_on", .slot = -1, .watchdog = -1};
    if (argc == 2 && strcmp(argv[1], "--help") == 0) {
        return usage(stdout, 0);
    }
    for (int i = 1; i < argc; i += 2) {
        const char *value = i + 1 < argc ? argv[i + 1] : NULL;
        bool known = value != NULL;
        if (known && strcmp(argv[i], "--config") == 0) {
            o->config = value;
        } else if (known && strcmp(argv[i], "--setup") == 0) {
            o->setup = value;
        } else if (known && strcmp(argv[i], "--reason") == 0) {
            o->reason = value;
        } else if (known && strcmp(argv[i], "--slot") == 0) {
            o->slot = small(value, 1);
            known = o->slot >= 0;
        } else if (known && strcmp(argv[i], "--watchdog") == 0) {
            o->watchdog = small(value, 1023);
            known = o->watchdog >= 0;
        } else {
            known = false;
        }
        if (!known) {
            fprintf(stderr, "tokkatot-node: '%s' is unknown, or its value is missing or wrong\n", argv[i]);
            return usage(stderr, 2);
        }
    }
    bool one = (o->config == NULL) != (o->setup == NULL);
    return !one || (o->setup != NULL && o->slot >= 0) ? usage(stderr, 2) : -1;
}
