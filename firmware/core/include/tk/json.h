/* tk/json.h - read and write small JSON messages within fixed bounds.
 *
 * Owns:     nothing; tokens point into the caller's text, which must outlive them.
 * Promises: no allocation, no recursion, no floating point. Every input is either accepted or refused with a reason.
 * Source:   RFC 8259, stricter: a key may not occur twice in one object.
 */
#pragma once
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* A node's command has 11 fields (23 tokens) and 20 steps of 5; the rest is room for fields we do not know yet. */
#define TK_JSON_TOKENS 160
#define TK_JSON_DEPTH  8

/* Why a text was refused. */
#define TK_JSON_SYNTAX    (-1)
#define TK_JSON_TOO_MANY  (-2) /* more than TK_JSON_TOKENS values */
#define TK_JSON_TOO_DEEP  (-3)
#define TK_JSON_DUPLICATE (-4)
#define TK_JSON_NOT_UTF8  (-5)
#define TK_JSON_TOO_LONG  (-6) /* more than 65,535 bytes */

typedef enum {
    TK_JSON_OBJECT,
    TK_JSON_ARRAY,
    TK_JSON_STRING,
    TK_JSON_NUMBER,
    TK_JSON_TRUE,
    TK_JSON_FALSE,
    TK_JSON_NULL,
} tk_json_kind_t;

typedef struct {
    uint16_t start; /* first byte; of a string the first after the quote */
    uint16_t end;   /* one past the last byte */
    uint16_t next;  /* index of the first token after this value and all it holds */
    uint8_t kind;   /* tk_json_kind_t */
} tk_json_token_t;

typedef struct {
    const char *text;
    uint16_t count;
    tk_json_token_t token[TK_JSON_TOKENS]; /* in order of appearance; the root is 0 */
} tk_json_t;

/* Returns 0, or the negative reason. */
int tk_json_parse(tk_json_t *j, const char *text, size_t len);

/* Token index of the value under key in the object, or -1. Keys are compared as written, escapes included. */
int tk_json_find(const tk_json_t *j, int object, const char *key);

bool tk_json_kind_is(const tk_json_t *j, int token, tk_json_kind_t kind);

/* True when the token is a string and reads exactly like the literal. */
bool tk_json_string_is(const tk_json_t *j, int token, const char *literal);

/* The number times 10^decimals. Returns 1 when exact, 0 when rounded half away from zero, -1 when it is not a number or
 * does not fit. */
int tk_json_number(const tk_json_t *j, int token, int decimals, int64_t *out);

/* A bounded writer. Once full it stays full and writes no more; the caller looks once, at the end. */
typedef struct {
    char *at;
    size_t cap;
    size_t len;
    bool full;
    bool comma; /* the next value needs one before it */
} tk_json_out_t;

void tk_json_begin(tk_json_out_t *o, char *at, size_t cap);
void tk_json_open(tk_json_out_t *o, char bracket);
void tk_json_close(tk_json_out_t *o, char bracket);
void tk_json_key(tk_json_out_t *o, const char *key);
void tk_json_str(tk_json_out_t *o, const char *text, size_t len); /* escapes what must be escaped */
void tk_json_text(tk_json_out_t *o, const char *text);            /* NUL-terminated; NULL writes null */
void tk_json_int(tk_json_out_t *o, int64_t value);
void tk_json_milli(tk_json_out_t *o, int32_t milli); /* 28500 is written 28.5 */
void tk_json_bool(tk_json_out_t *o, bool value);
void tk_json_null(tk_json_out_t *o);
