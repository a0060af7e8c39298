#include "config.h"
#include "boards.h"
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#ifndef FIRMWARE_VERSION
#define FIRMWARE_VERSION "2.0.0"
#endif

typedef enum {
    NODE_ID,
    FARM_ID,
    INCARNATION,
    HOST,
    PORT,
    CA,
    CERT,
    KEY,
    STATE_DIR,
    SENSOR_PERIOD,
    DEVICE,
    UPDATE_KEY,
    REVOKED_KEY,
    HARDWARE_ID,
    CLAIM_CODE,
    FIELDS
} field_t;

static const char *const NAMES[FIELDS] = {
    [NODE_ID] = "node_id",
    [FARM_ID] = "farm_id",
    [INCARNATION] = "incarnation",
    [HOST] = "host",
    [PORT] = "port",
    [CA] = "ca",
    [CERT] = "cert",
    [KEY] = "key",
    [STATE_DIR] = "state_dir",
    [SENSOR_PERIOD] = "sensor_period_s",
    [DEVICE] = "device",
    [UPDATE_KEY] = "update_key",
    [REVOKED_KEY] = "revoked_key",
    [HARDWARE_ID] = "hardware_id",
    [CLAIM_CODE] = "claim_code",
};

/* What a board needs before anybody has claimed it; all else comes with the claim. */
static const bool SETUP[FIELDS] = {
    [HOST] = true, [PORT] = true, [CA] = true, [STATE_DIR] = true, [HARDWARE_ID] = true, [CLAIM_CODE] = true};

static const char *id(tk_uuid_t *out, const char *value)
{
    return tk_uuid_parse(out, value, strlen(value)) ? NULL : "is not a UUID";
}

static const char *text(char *out, size_t cap, const char *value)
{
    if (strlen(value) >= cap) {
        return "is too long";
    }
    strcpy(out, value);
    return value[0] == '\0' ? "is empty" : NULL;
}

static const char *number(long min, long max, const char *value, long *out)
{
    char *end;
    errno = 0;
    *out = strtol(value, &end, 10);
    if (end == value || *end != '\0') {
        return "is not a whole number";
    }
    return errno != 0 || *out < min || *out > max ? "is out of range" : NULL;
}

static const char *device(tk_node_config_t *n, const char *value)
{
    const char *colon = strchr(value, ':');
    tk_device_config_t d;
    if (colon == NULL) {
        return "must read kind:id";
    }
    int kind = tk_board_kind(n->board, value, (size_t)(colon - value));
    if (kind < 0) {
        return "has an unknown kind";
    }
    if (n->devices == TK_MAX_DEVICES) {
        return "is one too many, a node carries at most 16";
    }
    const char *wrong = id(&d.id, colon + 1);
    if (wrong != NULL) {
        return wrong;
    }
    for (int i = 0; i < n->devices; i++) {
        if (tk_uuid_same(&n->device[i].id, &d.id)) {
            return "has an id that another device has";
        }
    }
    d.kind = (uint8_t)kind;
    n->device[n->devices++] = d;
    return NULL;
}

static const char *key_file(config_t *c, const char *value, bool revoked)
{
    if (c->keys == TK_TRUSTED_KEYS) {
        return "is one too many, firmware has at most 3 keys";
    }
    c->key_revoked[c->keys] = revoked;
    return text(c->key_file[c->keys++], PATH_MAX_TEXT, value);
}

static const char *hardware_id(char *out, size_t cap, const char *value)
{
    bool plain = strspn(value, "0123456789abcdef") == strlen(value);
    return plain && strlen(value) == cap - 1 ? text(out, cap, value) : "is not 12 of 0-9 and a-f";
}

static const char *claim_code(char *out, size_t cap, const char *value)
{
    return strlen(value) < CLAIM_CODE_LEAST ? "has less than 12 characters" : text(out, cap, value);
}

static const char *take(config_t *c, field_t field, const char *value)
{
    const char *wrong = NULL;
    long n = 0;
    switch (field) {
    case NODE_ID:
        return id(&c->node.node_id, value);
    case FARM_ID:
        return id(&c->node.farm_id, value);
    case INCARNATION:
        wrong = number(0, INT32_MAX, value, &n);
        c->node.incarnation = (uint32_t)n;
        return wrong;
    case HOST:
        return text(c->host, sizeof c->host, value);
    case PORT:
        wrong = number(1, 65535, value, &n);
        c->port = (int)n;
        return wrong;
    case CA:
        return text(c->ca, sizeof c->ca, value);
    case CERT:
        return text(c->cert, sizeof c->cert, value);
    case KEY:
        return text(c->key, sizeof c->key, value);
    case STATE_DIR:
        return text(c->state_dir, sizeof c->state_dir, value);
    case SENSOR_PERIOD:
        wrong = number(1, 3600, value, &n);
        c->node.sensor_period_ms = (uint32_t)n * 1000u;
        return wrong;
    case DEVICE:
        return device(&c->node, value);
    case UPDATE_KEY:
    case REVOKED_KEY:
        return key_file(c, value, field == REVOKED_KEY);
    case HARDWARE_ID:
        return hardware_id(c->hardware_id, sizeof c->hardware_id, value);
    case CLAIM_CODE:
        return claim_code(c->claim_code, sizeof c->claim_code, value);
    default:
        return NULL;
    }
}

static field_t field_of(const char *key)
{
    int f = 0;
    while (f < FIELDS && strcmp(NAMES[f], key) != 0) {
        f++;
    }
    return (field_t)f;
}

static char *trim(char *s)
{
    char *end = s + strlen(s);
    while (end > s && strchr(" \t\r\n", end[-1]) != NULL) {
        *--end = '\0';
    }
    return s + strspn(s, " \t");
}

static bool optional(field_t field)
{
    return field == SENSOR_PERIOD || field == UPDATE_KEY || field == REVOKED_KEY;
}

static bool many(field_t field)
{
    return field == DEVICE || field == UPDATE_KEY || field == REVOKED_KEY;
}

/* Whether a file of that sort must have it. */
static bool needed(field_t field, bool setup)
{
    return setup ? SETUP[field] : !optional(field) && field != HARDWARE_ID && field != CLAIM_CODE;
}

static int complete(const bool *given, bool setup, const char *name, char *error, size_t cap)
{
    for (int f = 0; f < FIELDS; f++) {
        if (!given[f] && needed((field_t)f, setup)) {
            snprintf(error, cap, "%s: %s is missing", name, NAMES[f]);
            return -1;
        }
    }
    return 0;
}

static const char *refusal(config_t *c, field_t field, const char *value, bool setup, const bool *given)
{
    if (field == FIELDS) {
        return "is unknown";
    }
    if (setup ? !SETUP[field] : !needed(field, false) && !optional(field)) {
        return setup ? "comes with the claim" : "is for --setup";
    }
    return !many(field) && given[field] ? "is given twice" : take(c, field, value);
}

static int read_as(bool setup, config_t *c, FILE *in, const char *name, char *error, size_t cap)
{
    char line[1024];
    bool given[FIELDS] = {false};
    memset(c, 0, sizeof *c);
    c->node.board = &tk_board_virtual;
    c->node.sensor_period_ms = 30000;
    c->node.firmware_version = FIRMWARE_VERSION;
    for (int number_of_line = 1; fgets(line, sizeof line, in) != NULL; number_of_line++) {
        char *key = trim(line);
        if (key[0] == '\0' || key[0] == '#') {
            continue;
        }
        char *equals = strchr(key, '=');
        if (equals == NULL) {
            snprintf(error, cap, "%s:%d: no '=' in this line", name, number_of_line);
            return -1;
        }
        *equals = '\0';
        key = trim(key);
        field_t field = field_of(key);
        const char *wrong = refusal(c, field, trim(equals + 1), setup, given);
        if (wrong != NULL) {
            snprintf(error, cap, "%s:%d: %s %s", name, number_of_line, key, wrong);
            return -1;
        }
        given[field] = true;
    }
    return complete(given, setup, name, error, cap);
}

int config_read(config_t *c, FILE *in, const char *name, char *error, size_t cap)
{
    return read_as(false, c, in, name, error, cap);
}

int config_read_setup(config_t *c, FILE *in, const char *name, char *error, size_t cap)
{
    return read_as(true, c, in, name, error, cap);
}

static int load_as(bool setup, config_t *c, const char *path, char *error, size_t cap)
{
    FILE *in = fopen(path, "r");
    if (in == NULL) {
        snprintf(error, cap, "%s: %s", path, strerror(errno));
        return -1;
    }
    int err = read_as(setup, c, in, path, error, cap);
    fclose(in);
    return err;
}

int config_load(config_t *c, const char *path, char *error, size_t cap)
{
    return load_as(false, c, path, error, cap);
}

int config_load_setup(config_t *c, const char *path, char *error, size_t cap)
{
    return load_as(true, c, path, error, cap);
}
