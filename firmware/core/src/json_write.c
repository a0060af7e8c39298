#include "tk/json.h"
#include "tk/text.h"

static void put(tk_json_out_t *o, const char *text, size_t len)
{
    if (o->full || o->cap - o->len < len) {
        o->full = true;
        return;
    }
    tk_copy(o->at + o->len, text, len);
    o->len += len;
}

static void before_value(tk_json_out_t *o)
{
    if (o->comma) {
        put(o, ",", 1);
    }
    o->comma = true;
}

void tk_json_begin(tk_json_out_t *o, char *at, size_t cap)
{
    o->at = at;
    o->cap = cap;
    o->len = 0;
    o->full = false;
    o->comma = false;
}

void tk_json_open(tk_json_out_t *o, char bracket)
{
    before_value(o);
    put(o, &bracket, 1);
    o->comma = false;
}

void tk_json_close(tk_json_out_t *o, char bracket)
{
    put(o, &bracket, 1);
    o->comma = true;
}

static void escaped(tk_json_out_t *o, const char *text, size_t len)
{
    static const char hex[] = "0123456789abcdef";
    put(o, "\"", 1);
    for (size_t i = 0; i < len; i++) {
        uint8_t c = (uint8_t)text[i];
        if (c == '"' || c == '\\') {
            put(o, "\\", 1);
            put(o, &text[i], 1);
        } else if (c < 0x20u) {
            char code[6] = {'\\', 'u', '0', '0', hex[c >> 4], hex[c & 15u]};
            put(o, code, sizeof code);
        } else {
            put(o, &text[i], 1);
        }
    }
    put(o, "\"", 1);
}

void tk_json_key(tk_json_out_t *o, const char *key)
{
    before_value(o);
    escaped(o, key, tk_length(key));
    put(o, ":", 1);
    o->comma = false;
}

void tk_json_str(tk_json_out_t *o, const char *text, size_t len)
{
    before_value(o);
    escaped(o, text, len);
}

void tk_json_text(tk_json_out_t *o, const char *text)
{
    if (text == NULL) {
        tk_json_null(o);
        return;
    }
    tk_json_str(o, text, tk_length(text));
}

static void decimal(tk_json_out_t *o, uint64_t v)
{
    char digit[20];
    size_t n = sizeof digit;
    do {
        digit[--n] = (char)('0' + v % 10);
        v /= 10;
    } while (v != 0);
    put(o, digit + n, sizeof digit - n);
}

void tk_json_int(tk_json_out_t *o, int64_t value)
{
    before_value(o);
    if (value < 0) {
        put(o, "-", 1);
    }
    decimal(o, value < 0 ? 0 - (uint64_t)value : (uint64_t)value);
}

void tk_json_milli(tk_json_out_t *o, int32_t milli)
{
    before_value(o);
    uint32_t v = milli < 0 ? 0u - (uint32_t)milli : (uint32_t)milli;
    uint32_t rest = v % 1000u;
    if (milli < 0) {
        put(o, "-", 1);
    }
    decimal(o, v / 1000u);
    if (rest == 0) {
        return;
    }
    char digit[4] = {'.', (char)('0' + rest / 100u), (char)('0' + rest / 10u % 10u), (char)('0' + rest % 10u)};
    size_t n = sizeof digit;
    while (digit[n - 1] == '0') {
        n--;
    }
    put(o, digit, n);
}

void tk_json_bool(tk_json_out_t *o, bool value)
{
    before_value(o);
    put(o, value ? "true" : "false", value ? 4 : 5);
}

void tk_json_null(tk_json_out_t *o)
{
    before_value(o);
    put(o, "null", 4);
}
