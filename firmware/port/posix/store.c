#define _POSIX_C_SOURCE 200809L
#include "store.h"
#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static const char *const CAUSES[] = {"boot",   "command",        "schedule", "condition",
                                     "button", "emergency_stop", "life",     "failsafe"};

static void path_of(const store_t *s, const char *name, char *out, size_t cap)
{
    snprintf(out, cap, "%s/%s", s->dir, name);
}

/* Two processes with one boot counter and one memory would both be right and both be wrong. */
static int take_lock(store_t *s)
{
    char path[600];
    path_of(s, "lock", path, sizeof path);
    s->lock = fopen(path, "w");
    struct flock whole = {.l_type = F_WRLCK, .l_whence = SEEK_SET};
    return s->lock != NULL && fcntl(fileno(s->lock), F_SETLK, &whole) == 0 ? 0 : -1;
}

int store_open(store_t *s, const char *dir, char *error, size_t cap)
{
    char path[600];
    snprintf(s->dir, sizeof s->dir, "%s", dir);
    s->relay_log = NULL;
    s->lock = NULL;
    s->spool = -1;
    if (mkdir(dir, 0700) != 0 && errno != EEXIST) {
        snprintf(error, cap, "state_dir %s: %s", dir, strerror(errno));
        return -1;
    }
    if (take_lock(s) != 0) {
        snprintf(error, cap, "state_dir %s: in use by another node, or not writable", dir);
        return -1;
    }
    path_of(s, "relay.log", path, sizeof path);
    s->relay_log = fopen(path, "a");
    if (s->relay_log == NULL) {
        snprintf(error, cap, "%s: %s", path, strerror(errno));
        return -1;
    }
    return 0;
}

void store_close(store_t *s)
{
    if (s->relay_log != NULL) {
        fclose(s->relay_log);
    }
    if (s->lock != NULL) {
        fclose(s->lock);
    }
    if (s->spool >= 0) {
        close(s->spool);
    }
}

int store_put(store_t *s, const char *name, const void *data, size_t len)
{
    char path[600];
    char fresh[610];
    path_of(s, name, path, sizeof path);
    snprintf(fresh, sizeof fresh, "%s.new", path);
    int fd = open(fresh, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
    if (fd < 0) {
        return -1;
    }
    bool whole = write(fd, data, len) == (ssize_t)len;
    if (close(fd) != 0 || !whole || rename(fresh, path) != 0) {
        unlink(fresh);
        return -1;
    }
    return 0;
}

size_t store_get(store_t *s, const char *name, void *data, size_t cap)
{
    char path[600];
    path_of(s, name, path, sizeof path);
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    if (fd < 0) {
        return 0;
    }
    ssize_t n = read(fd, data, cap);
    close(fd);
    return n > 0 ? (size_t)n : 0;
}

bool store_has(const store_t *s, const char *name)
{
    char path[600];
    path_of(s, name, path, sizeof path);
    return access(path, F_OK) == 0;
}

bool store_take(store_t *s, const char *name)
{
    char path[600];
    path_of(s, name, path, sizeof path);
    return unlink(path) == 0;
}

uint32_t store_boot(store_t *s)
{
    char text[32] = {0};
    store_get(s, "boot", text, sizeof text - 1);
    unsigned long boot = strtoul(text, NULL, 10) + 1;
    int len = snprintf(text, sizeof text, "%lu\n", boot);
    return boot <= INT32_MAX && store_put(s, "boot", text, (size_t)len) == 0 ? (uint32_t)boot : 0;
}

int store_edge(store_t *s, uint64_t wall_ms, const tk_uuid_t *device, const tk_edge_t *edge)
{
    char id[TK_UUID_TEXT + 1] = {0};
    char command[TK_UUID_TEXT + 1] = "-";
    tk_uuid_text(device, id);
    if (edge->command != NULL) {
        tk_uuid_text(edge->command, command);
        command[TK_UUID_TEXT] = '\0';
    }
    int n = fprintf(s->relay_log, "%" PRIu64 " %s %s %u %s %s\n", wall_ms, id, edge->value > 0 ? "on" : "off",
                    edge->value, CAUSES[edge->cause], command);
    return n > 0 && fflush(s->relay_log) == 0 ? 0 : -1;
}

int store_spool_open(store_t *s)
{
    char path[600];
    struct stat st;
    path_of(s, "spool.bin", path, sizeof path);
    s->spool = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    if (s->spool < 0 || fstat(s->spool, &st) != 0) {
        return -1;
    }
    for (uint32_t at = 0; st.st_size != TK_SPOOL_SIZE && at < TK_SPOOL_SIZE; at += TK_SPOOL_SECTOR) {
        if (store_spool_erase(s, at) < 0) {
            return -1;
        }
    }
    return ftruncate(s->spool, TK_SPOOL_SIZE);
}

int store_spool_read(store_t *s, uint32_t at, uint8_t *data, size_t len)
{
    return pread(s->spool, data, len, (off_t)at) == (ssize_t)len ? 0 : -1;
}

int store_spool_write(store_t *s, uint32_t at, const uint8_t *data, size_t len)
{
    uint8_t now[TK_SPOOL_SECTOR];
    if (len > sizeof now || store_spool_read(s, at, now, len) < 0) {
        return -1;
    }
    for (size_t i = 0; i < len; i++) {
        now[i] &= data[i];
    }
    return pwrite(s->spool, now, len, (off_t)at) == (ssize_t)len ? 0 : -1;
}

int store_spool_erase(store_t *s, uint32_t at)
{
    uint8_t ones[TK_SPOOL_SECTOR];
    memset(ones, 0xFF, sizeof ones);
    return pwrite(s->spool, ones, sizeof ones, (off_t)at) == (ssize_t)sizeof ones ? 0 : -1;
}
