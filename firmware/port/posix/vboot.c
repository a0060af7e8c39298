/* vboot.c - the boot loader of a virtual node and the chip around it: chooses a slot, checks it, runs what is in it,
 * and starts again whatever ends. Killing it is the power cut. */
#define _GNU_SOURCE /* memfd_create */
#include "../psa/crypto.h"
#include "keys.h"
#include "options.h"
#include "slots.h"
#include "world.h"
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#define WATCHDOG_MS 10000
#define PAUSE_MS    500 /* after a panic: a chip takes its time too */

static volatile sig_atomic_t ending;

static void on_signal(int number)
{
    (void)number;
    ending = 1;
}

typedef struct {
    const char *config_path;
    config_t config;
    slots_t slots;
    tk_identity_t self;
    psa_t psa;
    tk_crypto_t crypto;
} boot_t;

static int usage(FILE *out, int code)
{
    fputs(
        "usage: tokkatot-vboot --config FILE [--install IMAGE]\n"
        "\n"
        "Runs a virtual node from its slots, as a board's boot loader does: FILE is the node's own configuration and\n"
        "must name an update_key. Only images that such a key has signed are started; what is new runs on trial, and "
        "a\n"
        "reset on trial brings the old one back. A node that ends is started again, one that hangs for 10 s is "
        "killed.\n"
        "SIGTERM ends both. --install writes a signed image to slot 0 of an empty board, as the first cable does, and\n"
        "then runs it.\n",
        out);
    return code;
}

static int fail(const char *why)
{
    fprintf(stderr, "tokkatot-vboot: %s\n", why);
    return 1;
}

static int install(boot_t *b, const char *path)
{
    uint8_t header[TK_HEADER];
    uint8_t bytes[TK_UPDATE_SECTOR];
    tk_header_t h;
    for (int slot = 0; slot < TK_BOOT_SLOTS; slot++) {
        if (slots_judge(&b->slots, slot, &b->self, &b->crypto, &h) == TK_REASON_NONE) {
            return fail("--install: the board has an image already; it changes by an update, or by an empty state_dir");
        }
    }
    FILE *in = fopen(path, "rb");
    if (in == NULL || fread(header, 1, sizeof header, in) != sizeof header) {
        return fail("--install: the image cannot be read");
    }
    size_t len;
    for (uint32_t at = 0; (len = fread(bytes, 1, sizeof bytes, in)) > 0; at += (uint32_t)len) {
        if (at + len > SLOT_SIZE - TK_UPDATE_SECTOR || slots_erase(&b->slots, 0, at) < 0 ||
            slots_write(&b->slots, 0, at, bytes, len) < 0) {
            return fail("--install: the image is larger than a slot, or state_dir cannot be written");
        }
    }
    fclose(in);
    slots_erase(&b->slots, 0, SLOT_SIZE - TK_UPDATE_SECTOR);
    slots_write(&b->slots, 0, SLOT_SIZE - TK_UPDATE_SECTOR, header, sizeof header);
    const char *reason = tk_reason_text(slots_judge(&b->slots, 0, &b->self, &b->crypto, &h));
    if (reason != NULL) {
        slots_erase(&b->slots, 0, SLOT_SIZE - TK_UPDATE_SECTOR);
        char why[64];
        snprintf(why, sizeof why, "--install: refused: %s", reason);
        return fail(why);
    }
    return 0;
}

/* A slot that may run, the chosen one first, or -1. */
static int choose(boot_t *b, tk_header_t *h)
{
    const tk_boot_flash_t records = slots_records(&b->slots);
    int first = tk_boot_choose(&records);
    for (int i = 0; i < TK_BOOT_SLOTS; i++) {
        int slot = (first + i) % TK_BOOT_SLOTS;
        const char *reason = tk_reason_text(slots_judge(&b->slots, slot, &b->self, &b->crypto, h));
        if (reason == NULL) {
            return slot;
        }
        world_log("vboot: slot %d may not run: %s", slot, reason);
    }
    return -1;
}

/* The image as a file that can be executed and has no name. */
static int unpack(const boot_t *b, int slot, uint32_t length)
{
    uint8_t bytes[TK_UPDATE_SECTOR];
    int fd = memfd_create("tokkatot-node", MFD_CLOEXEC);
    for (uint32_t at = 0; fd >= 0 && at < length;) {
        size_t len = length - at < sizeof bytes ? length - at : sizeof bytes;
        if (slots_read(&b->slots, slot, at, bytes, len) < 0 || write(fd, bytes, len) != (ssize_t)len) {
            close(fd);
            return -1;
        }
        at += (uint32_t)len;
    }
    return fd;
}

static void become(const boot_t *b, int fd, int slot, const char *reason, int watchdog)
{
    char slot_text[4];
    char watchdog_text[12];
    sigset_t none;
    prctl(PR_SET_PDEATHSIG, SIGKILL); /* without the chip nothing runs */
    sigemptyset(&none);
    sigprocmask(SIG_SETMASK, &none, NULL);
    snprintf(slot_text, sizeof slot_text, "%d", slot);
    snprintf(watchdog_text, sizeof watchdog_text, "%d", watchdog);
    const char *argv[] = {"tokkatot-node", "--config", b->config_path, "--slot",      slot_text,
                          "--reason",      reason,     "--watchdog",   watchdog_text, (char *)NULL};
    extern char **environ;
    fexecve(fd, (char *const *)argv, environ);
    _exit(127);
}

/* Waits for the node's end; kills it when it no longer feeds. */
static const char *watch(pid_t pid, int feed, int *status, const sigset_t *mask)
{
    const char *reason = NULL;
    bool told = false;
    for (;;) {
        char fed[256];
        struct pollfd p = {.fd = feed, .events = POLLIN};
        const struct timespec patience = {.tv_sec = WATCHDOG_MS / 1000};
        int n = ppoll(&p, 1, &patience, mask);
        if (n == 0) {
            world_log("vboot: the node hangs");
            kill(pid, SIGKILL);
            reason = "watchdog";
            break;
        }
        if (n > 0 && read(feed, fed, sizeof fed) <= 0) {
            break; /* its end of the pipe is closed: it has ended */
        }
        if (ending && !told) {
            kill(pid, SIGTERM);
            told = true;
        }
    }
    waitpid(pid, status, 0);
    if (reason == NULL) {
        reason = WIFEXITED(*status) && WEXITSTATUS(*status) == EXIT_RESET ? "software" : "panic";
    }
    return reason;
}

/* One life of the node: why the next one begins, or NULL when there is none. *status is then ours. */
static const char *live(boot_t *b, const char *reason, int *status, const sigset_t *mask)
{
    tk_header_t h;
    int ends[2];
    int slot = choose(b, &h);
    int fd = slot >= 0 ? unpack(b, slot, h.length) : -1;
    *status = 1 << 8;
    if (fd < 0 || pipe(ends) != 0) {
        fail(slot < 0 ? "no slot holds an image that may run: --install one" : "the image cannot be unpacked");
        return NULL;
    }
    world_log("vboot: starting slot %d, version %u.%u.%u (%s)", slot, h.version[0], h.version[1], h.version[2], reason);
    fcntl(ends[1], F_SETFL, O_NONBLOCK);
    fcntl(ends[0], F_SETFD, FD_CLOEXEC);
    pid_t pid = fork();
    if (pid == 0) {
        close(ends[0]);
        become(b, fd, slot, reason, ends[1]);
    }
    close(ends[1]);
    close(fd);
    reason = pid > 0 ? watch(pid, ends[0], status, mask) : NULL;
    close(ends[0]);
    return reason;
}

static int prepare(boot_t *b, const char *path, char *error, size_t cap)
{
    b->config_path = path;
    if (config_load(&b->config, path, error, cap) < 0) {
        return -1;
    }
    for (int i = 0; i < b->config.keys; i++) {
        if (keys_add(&b->self, b->config.key_file[i], b->config.key_revoked[i], error, cap) < 0) {
            return -1;
        }
    }
    if (b->self.keys == 0) {
        snprintf(error, cap, "%s: update_key is missing", path);
        return -1;
    }
    if (psa_begin(&b->psa) < 0) {
        snprintf(error, cap, "PSA cannot be started");
        return -1;
    }
    b->crypto = psa_crypto(&b->psa);
    return slots_open(&b->slots, b->config.state_dir, error, cap);
}

int main(int argc, char **argv)
{
    static boot_t boot;
    char error[1200];
    int status = 0;
    sigset_t block;
    sigset_t mask;
    const struct sigaction stop = {.sa_handler = on_signal};
    if (argc == 2 && strcmp(argv[1], "--help") == 0) {
        return usage(stdout, 0);
    }
    bool installs = argc == 5 && strcmp(argv[3], "--install") == 0;
    if ((argc != 3 && !installs) || strcmp(argv[1], "--config") != 0) {
        return usage(stderr, 2);
    }
    if (prepare(&boot, argv[2], error, sizeof error) < 0) {
        return fail(error);
    }
    if (installs && install(&boot, argv[4]) != 0) {
        return 1;
    }
    sigemptyset(&block);
    sigaddset(&block, SIGTERM);
    sigaddset(&block, SIGINT);
    sigprocmask(SIG_BLOCK, &block, &mask);
    sigaction(SIGTERM, &stop, NULL);
    sigaction(SIGINT, &stop, NULL);
    const char *reason = "power_on";
    while (reason != NULL && !ending) {
        const struct timespec pause = {.tv_nsec = PAUSE_MS * 1000000L};
        reason = live(&boot, reason, &status, &mask);
        if (reason != NULL && strcmp(reason, "software") != 0 && !ending) {
            world_log("vboot: the node has ended: %s", reason);
            ppoll(NULL, 0, &pause, &mask);
        }
    }
    slots_close(&boot.slots);
    return WIFEXITED(status) ? WEXITSTATUS(status) : 1;
}
