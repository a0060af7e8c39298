#include "tk/json.h"
#include "tk/text.h"

/* What may come next. One loop and this state instead of recursion: the depth is bounded by data, not by the stack. */
typedef enum { VALUE, VALUE_OR_END, KEY, KEY_OR_END, COLON, COMMA_OR_END, DONE } expect_t;

typedef struct {
    tk_json_t *j;
    size_t len;
    size_t pos;
    uint16_t parent[TK_JSON_DEPTH];
    int depth;
} scan_t;

static int continuation(const char *text, size_t len, size_t pos, int count)
{
    for (int i = 0; i < count; i++) {
        if (pos >= len || ((uint8_t)text[pos] & 0xC0u) != 0x80u) {
            return TK_JSON_NOT_UTF8;
        }
        pos++;
    }
    return count;
}

/* Length of the UTF-8 sequence at pos, refusing overlong forms, surrogates and anything above U+10FFFF. */
static int utf8(const char *text, size_t len, size_t pos)
{
    uint8_t c = (uint8_t)text[pos];
    uint8_t d = pos + 1 < len ? (uint8_t)text[pos + 1] : 0;
    int more;
    if (c < 0x80u) {
        return 1;
    }
    if (c >= 0xC2u && c <= 0xDFu) {
        more = 1;
    } else if (c >= 0xE0u && c <= 0xEFu) {
        more = 2;
        if ((c == 0xE0u && d < 0xA0u) || (c == 0xEDu && d > 0x9Fu)) {
            return TK_JSON_NOT_UTF8;
        }
    } else if (c >= 0xF0u && c <= 0xF4u) {
        more = 3;
        if ((c == 0xF0u && d < 0x90u) || (c == 0xF4u && d > 0x8Fu)) {
            return TK_JSON_NOT_UTF8;
        }
    } else {
        return TK_JSON_NOT_UTF8;
    }
    int got = continuation(text, len, pos + 1, more);
    return got < 0 ? got : got + 1;
}

static bool hex4(const char *text, size_t len, size_t pos)
{
    for (size_t i = 0; i < 4; i++) {
        if (pos + i >= len) {
            return false;
        }
        char c = text[pos + i];
        if (!((c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F'))) {
            return false;
        }
    }
    return true;
}

static int add(scan_t *s, tk_json_kind_t kind, size_t start, size_t end)
{
    if (s->j->count == TK_JSON_TOKENS) {
        return TK_JSON_TOO_MANY;
    }
    tk_json_token_t *t = &s->j->token[s->j->count];
    t->kind = (uint8_t)kind;
    t->start = (uint16_t)start;
    t->end = (uint16_t)end;
    t->next = (uint16_t)(s->j->count + 1u);
    s->j->count++;
    return 0;
}

/* pos is on the opening quote; afterwards it is past the closing one. */
static int string(scan_t *s)
{
    const char *text = s->j->text;
    size_t start = ++s->pos;
    while (s->pos < s->len && text[s->pos] != '"') {
        uint8_t c = (uint8_t)text[s->pos];
        if (c < 0x20u) {
            return TK_JSON_SYNTAX;
        }
        if (c != '\\') {
            int n = utf8(text, s->len, s->pos);
            if (n < 0) {
                return n;
            }
            s->pos += (size_t)n;
            continue;
        }
        char e = s->pos + 1 < s->len ? text[s->pos + 1] : '\0';
        if (e == 'u') {
            if (!hex4(text, s->len, s->pos + 2)) {
                return TK_JSON_SYNTAX;
            }
            s->pos += 6;
        } else if (e == '"' || e == '\\' || e == '/' || e == 'b' || e == 'f' || e == 'n' || e == 'r' || e == 't') {
            s->pos += 2;
        } else {
            return TK_JSON_SYNTAX;
        }
    }
    if (s->pos >= s->len) {
        return TK_JSON_SYNTAX;
    }
    size_t end = s->pos++;
    return add(s, TK_JSON_STRING, start, end);
}

static size_t digits(const scan_t *s, size_t pos)
{
    size_t n = 0;
    while (pos + n < s->len && s->j->text[pos + n] >= '0' && s->j->text[pos + n] <= '9') {
        n++;
    }
    return n;
}

static int number(scan_t *s)
{
    const char *text = s->j->text;
    size_t start = s->pos;
    size_t pos = start;
    if (text[pos] == '-') {
        pos++;
    }
    size_t whole = digits(s, pos);
    if (whole == 0 || (whole > 1 && text[pos] == '0')) {
        return TK_JSON_SYNTAX;
    }
    pos += whole;
    if (pos < s->len && text[pos] == '.') {
        size_t n = digits(s, pos + 1);
        if (n == 0) {
            return TK_JSON_SYNTAX;
        }
        pos += n + 1;
    }
    if (pos < s->len && (text[pos] == 'e' || text[pos] == 'E')) {
        pos++;
        if (pos < s->len && (text[pos] == '+' || text[pos] == '-')) {
            pos++;
        }
        size_t n = digits(s, pos);
        if (n == 0) {
            return TK_JSON_SYNTAX;
        }
        pos += n;
    }
    s->pos = pos;
    return add(s, TK_JSON_NUMBER, start, pos);
}

static int word(scan_t *s, const char *literal, tk_json_kind_t kind)
{
    size_t n = tk_length(literal);
    if (s->len - s->pos < n || !tk_is(s->j->text + s->pos, n, literal)) {
        return TK_JSON_SYNTAX;
    }
    size_t start = s->pos;
    s->pos += n;
    return add(s, kind, start, s->pos);
}

static int scalar(scan_t *s)
{
    switch (s->j->text[s->pos]) {
    case '"':
        return string(s);
    case 't':
        return word(s, "true", TK_JSON_TRUE);
    case 'f':
        return word(s, "false", TK_JSON_FALSE);
    case 'n':
        return word(s, "null", TK_JSON_NULL);
    default:
        return number(s);
    }
}

/* The newest token is a key: has its object had it before? */
static bool duplicate_key(const tk_json_t *j, int object)
{
    int last = j->count - 1;
    const tk_json_token_t *key = &j->token[last];
    for (int k = object + 1; k < last; k = j->token[k + 1].next) {
        const tk_json_token_t *other = &j->token[k];
        if (other->end - other->start != key->end - key->start) {
            continue;
        }
        size_t n = 0;
        size_t len = (size_t)(key->end - key->start);
        while (n < len && j->text[other->start + n] == j->text[key->start + n]) {
            n++;
        }
        if (n == len) {
            return true;
        }
    }
    return false;
}

static bool in_object(const scan_t *s)
{
    return s->j->token[s->parent[s->depth - 1]].kind == TK_JSON_OBJECT;
}

static int open(scan_t *s, expect_t *expect)
{
    bool object = s->j->text[s->pos] == '{';
    if (s->depth == TK_JSON_DEPTH) {
        return TK_JSON_TOO_DEEP;
    }
    int err = add(s, object ? TK_JSON_OBJECT : TK_JSON_ARRAY, s->pos, s->pos);
    if (err < 0) {
        return err;
    }
    s->parent[s->depth++] = (uint16_t)(s->j->count - 1u);
    s->pos++;
    *expect = object ? KEY_OR_END : VALUE_OR_END;
    return 0;
}

static int close(scan_t *s, expect_t *expect)
{
    if (s->depth == 0 || s->j->text[s->pos] != (in_object(s) ? '}' : ']')) {
        return TK_JSON_SYNTAX;
    }
    tk_json_token_t *t = &s->j->token[s->parent[--s->depth]];
    s->pos++;
    t->end = (uint16_t)s->pos;
    t->next = s->j->count;
    *expect = s->depth == 0 ? DONE : COMMA_OR_END;
    return 0;
}

static int key(scan_t *s, expect_t *expect)
{
    if (s->j->text[s->pos] != '"') {
        return TK_JSON_SYNTAX;
    }
    int err = string(s);
    if (err < 0) {
        return err;
    }
    *expect = COLON;
    return duplicate_key(s->j, s->parent[s->depth - 1]) ? TK_JSON_DUPLICATE : 0;
}

static int step(scan_t *s, expect_t *expect)
{
    char c = s->j->text[s->pos];
    bool end = c == '}' || c == ']';
    switch (*expect) {
    case COMMA_OR_END:
        if (end) {
            return close(s, expect);
        }
        s->pos++;
        *expect = in_object(s) ? KEY : VALUE;
        return c == ',' ? 0 : TK_JSON_SYNTAX;
    case COLON:
        s->pos++;
        *expect = VALUE;
        return c == ':' ? 0 : TK_JSON_SYNTAX;
    case KEY_OR_END:
        return end ? close(s, expect) : key(s, expect);
    case KEY:
        return key(s, expect);
    case VALUE_OR_END:
    case VALUE:
        if (end && *expect == VALUE_OR_END) {
            return close(s, expect);
        }
        if (c == '{' || c == '[') {
            return open(s, expect);
        }
        *expect = s->depth == 0 ? DONE : COMMA_OR_END;
        return scalar(s);
    case DONE:
    default:
        return TK_JSON_SYNTAX;
    }
}

int tk_json_parse(tk_json_t *j, const char *text, size_t len)
{
    scan_t s = {.j = j, .len = len};
    expect_t expect = VALUE;
    j->text = text;
    j->count = 0;
    if (len > UINT16_MAX) {
        return TK_JSON_TOO_LONG;
    }
    while (s.pos < len) {
        char c = text[s.pos];
        if (c == ' ' || c == '\t' || c == '\n' || c == '\r') {
            s.pos++;
            continue;
        }
        int err = step(&s, &expect);
        if (err < 0) {
            return err;
        }
    }
    return expect == DONE ? 0 : TK_JSON_SYNTAX;
}
