/* keys.h - the public keys that may sign an image, from PEM files. On a chip they are built in. */
#pragma once
#include "tk/image.h"

/* Adds a key. 0, or -1 with a sentence in error. */
int keys_add(tk_identity_t *self, const char *path, bool revoked, char *error, size_t cap);
