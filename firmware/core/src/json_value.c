#include "tk/json.h"
#include "tk/text.h"

int tk_json_find(const tk_json_t *j, int object, const char *key)
{
    if (!tk_json_kind_is(j, object, TK_JSON_OBJECT)) {
        return -1;
    }
    for (int k = object + 1; k < j->token[object].next; k = j->token[k + 1].next) {
        if (tk_json_string_is(j, k, key)) {
            return k + 1;
        }
    }
    return -1;
}

bool tk_json_kind_is(const tk_json_t *j, int token, tk_json_kind_t kind)
{
    return token >= 0 && token < j->count && j->token[token].kind == (uint8_t)kind;
}

bool tk_json_string_is(const tk_json_t *j, int token, const char *literal)
{
    if (!tk_json_kind_is(j, token, TK_JSON_STRING)) {
        return false;
    }
    const tk_json_token_t *t = &j->token[token];
    return tk_is(j->text + t->start, (size_t)(t->end - t->start), literal);
}

static bool times_ten(int64_t *v)
{
    if (*v > INT64_MAX / 10) {
        return false;
    }
    *v *= 10;
    return true;
}

static bool append(int64_t *v, char digit)
{
    int64_t d = digit - '0';
    if (!times_ten(v) || *v > INT64_MAX - d) {
        return false;
    }
    *v += d;
    return true;
}

/* Moves the decimal point by shift places. The last digit cut off decides the rounding. */
static int scale(int64_t *v, int shift)
{
    int exact = 1;
    int64_t cut = 0;
    for (; shift > 0 && *v != 0; shift--) {
        if (!times_ten(v)) {
            return -1;
        }
    }
    for (; shift < 0 && (*v != 0 || cut != 0); shift++) {
        cut = *v % 10;
        exact = cut != 0 ? 0 : exact;
        *v /= 10;
    }
    *v += cut >= 5 ? 1 : 0;
    return exact;
}

int tk_json_number(const tk_json_t *j, int token, int decimals, int64_t *out)
{
    if (!tk_json_kind_is(j, token, TK_JSON_NUMBER)) {
        return -1;
    }
    const char *p = j->text + j->token[token].start;
    const char *end = j->text + j->token[token].end;
    bool minus = *p == '-';
    bool fraction = false;
    int64_t v = 0;
    int shift = decimals;
    int exponent = 0;
    for (p += minus ? 1 : 0; p < end && *p != 'e' && *p != 'E'; p++) {
        if (*p == '.') {
            fraction = true;
            continue;
        }
        if (!append(&v, *p)) {
            return -1;
        }
        shift -= fraction ? 1 : 0;
    }
    if (p < end) {
        bool down = p[1] == '-';
        for (p += p[1] == '-' || p[1] == '+' ? 2 : 1; p < end && exponent < 1000; p++) {
            exponent = exponent * 10 + (*p - '0');
        }
        shift += down ? -exponent : exponent;
    }
    int exact = scale(&v, shift);
    *out = minus ? -v : v;
    return exact;
}
