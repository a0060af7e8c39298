/* tk/base64.h - bytes that travel in JSON (RFC 4648, with padding).
 *
 * Owns:     nothing.
 */
#pragma once
#include <stddef.h>
#include <stdint.h>

/* Bytes written to out; 0 when the text is empty, is no base64, or holds more than cap bytes. */
size_t tk_base64_read(const char *text, size_t len, uint8_t *out, size_t cap);

/* Writes 4 characters for each 3 bytes begun, and a NUL; out must hold that. Returns the characters. */
size_t tk_base64_write(const uint8_t *data, size_t len, char *out);
