/* seeds.c SAMPLES OUT - makes what the fuzzers start from out of the wire's golden samples: OUT/json, OUT/mqtt,
 * OUT/node, OUT/provision and OUT/update. */
#define _POSIX_C_SOURCE 200809L
#include "messages.h"
#include <dirent.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

static const char *out;
static int written;

static void write_seed(const char *target, const char *kind, const char *name, const void *data, size_t len)
{
    char path[1024];
    snprintf(path, sizeof path, "%s/%s", out, target);
    mkdir(path, 0777);
    snprintf(path, sizeof path, "%s/%s/%s-%s", out, target, kind, name);
    FILE *f = fopen(path, "w");
    if (f == NULL || fwrite(data, 1, len, f) != len || fclose(f) != 0) {
        fprintf(stderr, "seeds: cannot write %s\n", path);
        exit(1);
    }
    written++;
}

static uint8_t topic_of(const char *kind)
{
    return strcmp(kind, "config") == 0      ? TO_CONFIG | 8 | FAN
           : strcmp(kind, "estop") == 0     ? TO_ESTOP | 8
           : strcmp(kind, "fw-update") == 0 ? TO_FW_UPDATE
                                            : TO_COMMAND | PUMP;
}

static void seed(const char *kind, const char *name, const char *text, size_t len)
{
    static uint8_t packet[10000];
    char topic[128];
    char later[300];
    snprintf(later, sizeof later, "later-%s", name);
    const tk_mqtt_post_t post = {.topic = topic, .payload = text, .payload_len = len, .packet = 7};
    write_seed("json", kind, name, text, len);
    message_topic(topic_of(kind), topic, sizeof topic);
    packet[0] = 100; /* in pieces of so many bytes */
    int n = tk_mqtt_write_publish(packet + 1, sizeof packet - 1, &post);
    write_seed("mqtt", kind, name, packet, (size_t)n + 1);
    packet[0] = topic_of(kind);
    memcpy(packet + 1, text, len);
    write_seed("node", kind, name, packet, len + 1);
    if (strncmp(name, "valid", 5) == 0) {
        /* And a quarter of an hour after it; a pump would be stopped by its tank before its limit. */
        packet[0] = 0x80 | (packet[0] == (TO_COMMAND | PUMP) ? TO_COMMAND | FEEDER : packet[0]);
        write_seed("node", kind, later, packet, len + 1);
    }
}

static void each(const char *samples, const char *kind)
{
    char path[1024];
    char text[8192];
    snprintf(path, sizeof path, "%s/%s", samples, kind);
    DIR *dir = opendir(path);
    struct dirent *entry;
    while (dir != NULL && (entry = readdir(dir)) != NULL) {
        snprintf(path, sizeof path, "%s/%s/%s", samples, kind, entry->d_name);
        FILE *in = entry->d_name[0] != '.' ? fopen(path, "r") : NULL;
        if (in != NULL) {
            seed(kind, entry->d_name, text, fread(text, 1, sizeof text, in));
            fclose(in);
        }
    }
    if (dir != NULL) {
        closedir(dir);
    }
}

#define NONCE      "00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff"
#define SEAL       "0000000000000000000000000000000000000000000000000000000000000000"
#define PART(name) "{\"part\":\"" name "\",\"data\":\"eyJub2RlX2lkIjoxfQ==\",\"seal\":\"" SEAL "\"}\0"

/* Good signatures; for board 1, version 2.1.0, security version 5, 9,000 bytes. */
static const uint8_t header[1 + 256] = {1,    'T', 'K', 'F', '1', 0, 1, 1, 0, 0, 0, 2, 0,
                                        1,    0,   0,   0,   5,   0, 0, 0, /* length */ 0x28, 0x23};

int main(int argc, char **argv)
{
    static const char claim[] = "{\"nonce\":\"" NONCE "\"}\0" PART("identity") PART("certificate") PART("ca")
        PART("next_ca") "{\"result\":\"claimed\"}";
    static const char refused[] = "{\"nonce\":\"" NONCE "\"}\0{\"result\":\"refused\"}\0\t\xD0";
    static const char *const kinds[] = {"node-command", "config",    "estop",    "status",
                                        "sensor",       "heartbeat", "fw-update"};
    if (argc != 3) {
        fprintf(stderr, "usage: seeds SAMPLES OUT\n");
        return 2;
    }
    out = argv[2];
    mkdir(out, 0777);
    for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; i++) {
        each(argv[1], kinds[i]);
    }
    write_seed("update", "header", "good", header, sizeof header);
    write_seed("provision", "claim", "whole", claim, sizeof claim - 1);
    write_seed("provision", "claim", "refused", refused, sizeof refused - 1);
    printf("%d seeds\n", written);
    return written > 50 ? 0 : 1;
}
