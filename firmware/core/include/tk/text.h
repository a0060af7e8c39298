/* tk/text.h - the little memory, text and id work that the core needs, so that it needs no libc.
 *
 * Owns:     nothing.
 * Promises: no allocation, no locale, no global state.
 */
#pragma once
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define TK_UUID_TEXT 36 /* characters of a UUID in text, without a closing NUL */

typedef struct {
    uint8_t b[16];
} tk_uuid_t;

/* Reads 36 characters, upper or lower case. False leaves *out untouched. */
bool tk_uuid_parse(tk_uuid_t *out, const char *text, size_t len);

/* Writes 36 lower-case characters, no NUL. */
void tk_uuid_text(const tk_uuid_t *id, char *out);

bool tk_uuid_same(const tk_uuid_t *a, const tk_uuid_t *b);

void tk_copy(void *to, const void *from, size_t len);
void tk_zero(void *at, size_t len);
size_t tk_length(const char *text);

/* True when the len characters at text are exactly the literal. */
bool tk_is(const char *text, size_t len, const char *literal);

/* CRC-32 (IEEE, reflected), for what is kept in storage. */
uint32_t tk_crc32(const void *data, size_t len);
