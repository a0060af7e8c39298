/* fuzz_json.c - any bytes as a JSON text. */
#include "fuzz.h"
#include "tk/json.h"

static void token_is_sound(const tk_json_t *j, size_t len, int i)
{
    const tk_json_token_t *t = &j->token[i];
    int64_t n = 0;
    MUST(t->start <= t->end && t->end <= len);
    MUST(t->next > i && t->next <= j->count);
    MUST(t->kind <= TK_JSON_NULL);
    for (int decimals = 0; decimals <= 3; decimals += 3) {
        int got = tk_json_number(j, i, decimals, &n);
        MUST(got >= -1 && got <= 1);
        MUST(got < 0 || t->kind == TK_JSON_NUMBER);
    }
}

/* Whatever is written as a string is read as one value, if it was UTF-8. */
static void written_is_read(const char *text, size_t len)
{
    static char out[8192];
    static tk_json_t j;
    tk_json_out_t o;
    tk_json_begin(&o, out, sizeof out);
    tk_json_str(&o, text, len);
    if (o.full) {
        return;
    }
    int err = tk_json_parse(&j, out, o.len);
    MUST(err == 0 || err == TK_JSON_NOT_UTF8);
    MUST(err != 0 || (j.count == 1 && j.token[0].kind == TK_JSON_STRING));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t len)
{
    static tk_json_t j;
    int err = tk_json_parse(&j, (const char *)data, len);
    MUST(err <= 0 && err >= TK_JSON_TOO_LONG);
    if (err == 0) {
        MUST(j.count >= 1 && j.count <= TK_JSON_TOKENS && j.token[0].next == j.count);
        for (int i = 0; i < j.count; i++) {
            token_is_sound(&j, len, i);
            tk_json_find(&j, i, "command_id");
            tk_json_string_is(&j, i, "on");
        }
    }
    written_is_read((const char *)data, len);
    return 0;
}
