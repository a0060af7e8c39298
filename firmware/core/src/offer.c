#include "tk/offer.h"
#include "tk/base64.h"

static const char *text_of(const tk_json_t *j, const char *key, size_t *len)
{
    int token = tk_json_find(j, 0, key);
    if (!tk_json_kind_is(j, token, TK_JSON_STRING)) {
        return NULL;
    }
    *len = (size_t)(j->token[token].end - j->token[token].start);
    return j->text + j->token[token].start;
}

static bool url_of(const tk_json_t *j, char out[TK_UPDATE_URL + 1])
{
    size_t len = 0;
    const char *text = text_of(j, "url", &len);
    if (text == NULL || len < 9 || len > TK_UPDATE_URL || !tk_is(text, 8, "https://")) {
        return false;
    }
    for (size_t i = 0; i < len; i++) {
        if (text[i] <= ' ' || text[i] > '~' || text[i] == '\\' || text[i] == '"') {
            return false; /* nothing that could end a request's line */
        }
    }
    tk_copy(out, text, len);
    out[len] = '\0';
    return true;
}

/* An instant, or 0 when it is absent or null. */
static bool instant(const tk_json_t *j, const char *key, uint64_t *out)
{
    int64_t v = 0;
    int token = tk_json_find(j, 0, key);
    *out = 0;
    if (token < 0 || tk_json_kind_is(j, token, TK_JSON_NULL)) {
        return true;
    }
    if (tk_json_number(j, token, 0, &v) != 1 || v < 0) {
        return false;
    }
    *out = (uint64_t)v;
    return true;
}

const char *tk_offer_read(const tk_json_t *j, tk_offer_t *o, bool *has_id)
{
    size_t len = 0;
    int64_t size = 0;
    const char *text = text_of(j, "update_id", &len);
    *has_id = text != NULL && tk_uuid_parse(&o->id, text, len);
    if (!*has_id) {
        return "update_id";
    }
    if (!url_of(j, o->url)) {
        return "url";
    }
    if (tk_json_number(j, tk_json_find(j, 0, "size"), 0, &size) != 1 || size < 0 || size > UINT32_MAX) {
        return "size";
    }
    o->size = (uint32_t)size;
    text = text_of(j, "header", &len);
    if (text == NULL || tk_base64_read(text, len, o->header, TK_HEADER) != TK_HEADER) {
        return "header";
    }
    if (!instant(j, "not_before", &o->not_before_ms)) {
        return "not_before";
    }
    return instant(j, "not_after", &o->not_after_ms) ? NULL : "not_after";
}
