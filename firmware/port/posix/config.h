/* config.h - reads the node's configuration file.
 *
 * Lines are key=value; blank lines and lines that start with # are skipped. A wrong file is refused with the line and
 * the reason: a node that guesses is worse than one that does not start.
 */
#pragma once
#include "tk/node.h"
#include <stdio.h>

#define PATH_MAX_TEXT    512
#define CLAIM_CODE_LEAST 12 /* characters on a label */

typedef struct {
    tk_node_config_t node; /* boot and boot_reason are filled in later, from the state directory */
    char host[256];
    int port;
    char ca[PATH_MAX_TEXT];
    char cert[PATH_MAX_TEXT];
    char key[PATH_MAX_TEXT];
    char state_dir[PATH_MAX_TEXT];
    char key_file[TK_TRUSTED_KEYS][PATH_MAX_TEXT]; /* public keys that may sign firmware */
    bool key_revoked[TK_TRUSTED_KEYS];
    int keys;
    char hardware_id[13]; /* these two only before the claim */
    char claim_code[64];
} config_t;

/* Reads the file of that name. 0, or -1 with a sentence in error. */
int config_load(config_t *c, const char *path, char *error, size_t cap);

/* 0, or -1 with a sentence in error. name is for that sentence. */
int config_read(config_t *c, FILE *in, const char *name, char *error, size_t cap);

/* The same for a board that belongs to nobody: hardware_id, claim_code, and host, port and ca of the hub's set-up
 * listener. */
int config_load_setup(config_t *c, const char *path, char *error, size_t cap);
int config_read_setup(config_t *c, FILE *in, const char *name, char *error, size_t cap);
