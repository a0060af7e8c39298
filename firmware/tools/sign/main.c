/* main.c - tokkatot-sign: puts the signed header of tk/image.h in front of a firmware image, and looks at such files.
 */
#include "boards.h"
#include "signer.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static int usage(FILE *out, int code)
{
    fputs("usage: tokkatot-sign --key KEY.pem --board NAME --version X.Y.Z --in IMAGE --out FILE [--security N] "
          "[--build TEXT]\n"
          "       tokkatot-sign --show FILE [--key KEY.pem]\n"
          "\n"
          "Writes FILE: 256 bytes of header, signed by the P-256 key, then IMAGE as it is. Says on standard output "
          "what an\n"
          "offer needs of it: {\"version\",\"size\",\"sha256\",\"key_id\",\"header\"}.\n"
          "\n"
          "  --key       PEM; private to sign (openssl ecparam -name prime256v1 -genkey -noout -out KEY.pem), private "
          "or\n"
          "              public to look\n"
          "  --board     virtual v1_relay node_v2_esp32 sensor_c3; the chip follows from it\n"
          "  --version   a node takes only what is newer than what it runs\n"
          "  --security  0 to 4294967295, default 0: once confirmed, a node takes nothing lower any more\n"
          "  --build     at most 16 characters, for people\n"
          "  --show      checks magic, size and hash, and with --key the signature; status 1 when something is wrong\n",
          out);
    return code;
}

static int fail(const char *what, const char *why)
{
    fprintf(stderr, "tokkatot-sign: %s: %s\n", what, why);
    return 1;
}

static const tk_board_t *board_of(const char *name)
{
    static const tk_board_t *const boards[] = {&tk_board_virtual, &tk_board_v1_relay, &tk_board_node_v2_esp32,
                                               &tk_board_sensor_c3};
    for (size_t i = 0; i < sizeof boards / sizeof boards[0]; i++) {
        if (strcmp(boards[i]->name, name) == 0) {
            return boards[i];
        }
    }
    return NULL;
}

typedef enum { KEY, BOARD, VERSION, IN, OUT, SECURITY, BUILD, SHOW, OPTIONS } option_t;

static const char *const NAMES[OPTIONS] = {"--key", "--board",    "--version", "--in",
                                           "--out", "--security", "--build",   "--show"};

/* Index of what is wrong in argv, or 0. */
static int read_options(int argc, char **argv, const char *value[OPTIONS])
{
    for (int i = 1; i < argc; i += 2) {
        int o = 0;
        while (o < OPTIONS && strcmp(NAMES[o], argv[i]) != 0) {
            o++;
        }
        if (o == OPTIONS || i + 1 == argc || value[o] != NULL) {
            return i;
        }
        value[o] = argv[i + 1];
    }
    return 0;
}

static int sign(const char *value[OPTIONS])
{
    static signer_image_t image;
    signer_wish_t wish = {.build = value[BUILD] != NULL ? value[BUILD] : ""};
    char end;
    unsigned v[3];
    unsigned long long security = 0;
    const tk_board_t *board = board_of(value[BOARD]);
    if (board == NULL) {
        return fail("--board", "is none of ours");
    }
    if (sscanf(value[VERSION], "%5u.%5u.%5u%c", &v[0], &v[1], &v[2], &end) != 3 || v[0] > 65535 || v[1] > 65535 ||
        v[2] > 65535) {
        return fail("--version", "must read X.Y.Z, each at most 65535");
    }
    if (value[SECURITY] != NULL &&
        (sscanf(value[SECURITY], "%10llu%c", &security, &end) != 1 || security > UINT32_MAX)) {
        return fail("--security", "must be a whole number, at most 4294967295");
    }
    if (strlen(wish.build) > 16) {
        return fail("--build", "is longer than 16 characters");
    }
    wish.board = board->id;
    wish.chip = board->chip;
    wish.security = (uint32_t)security;
    for (int i = 0; i < 3; i++) {
        wish.version[i] = (uint16_t)v[i];
    }
    const char *wrong = signer_read(&image, value[IN], false);
    if (wrong != NULL) {
        return fail(value[IN], wrong);
    }
    wrong = signer_sign(&image, &wish, value[KEY]);
    if (wrong != NULL) {
        return fail(value[KEY], wrong);
    }
    wrong = signer_write(&image, value[OUT]);
    if (wrong != NULL) {
        return fail(value[OUT], wrong);
    }
    signer_tell(&image, stdout);
    return 0;
}

static int show(const char *path, const char *key)
{
    static signer_image_t image;
    const char *wrong = signer_read(&image, path, true);
    if (wrong == NULL) {
        wrong = signer_check(&image, key);
    }
    if (wrong != NULL) {
        return fail(path, wrong);
    }
    signer_tell(&image, stdout);
    return 0;
}

int main(int argc, char **argv)
{
    const char *value[OPTIONS] = {NULL};
    if (argc == 2 && strcmp(argv[1], "--help") == 0) {
        return usage(stdout, 0);
    }
    int wrong = read_options(argc, argv, value);
    if (wrong != 0) {
        fprintf(stderr, "tokkatot-sign: '%s' is unknown, without a value, or given twice\n", argv[wrong]);
        return usage(stderr, 2);
    }
    if (value[SHOW] != NULL) {
        return show(value[SHOW], value[KEY]);
    }
    for (int o = KEY; o <= OUT; o++) {
        if (value[o] == NULL) {
            fprintf(stderr, "tokkatot-sign: %s is missing\n", NAMES[o]);
            return usage(stderr, 2);
        }
    }
    return sign(value);
}
