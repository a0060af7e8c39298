#include "tk/command.h"
#include "bytes.h"

#define VERSION 1
#define ANSWER  18 /* bytes of one packed answer */

const tk_answer_t *tk_seen_find(const tk_seen_t *s, const tk_uuid_t *id)
{
    for (int i = 0; i < s->count; i++) {
        if (tk_uuid_same(&s->answer[i].id, id)) {
            return &s->answer[i];
        }
    }
    return NULL;
}

void tk_seen_put(tk_seen_t *s, const tk_uuid_t *id, tk_result_t result, tk_error_t error)
{
    int at = -1;
    for (int i = 0; i < s->count; i++) {
        if (tk_uuid_same(&s->answer[i].id, id)) {
            at = i;
        }
    }
    if (at < 0) {
        at = s->next;
        s->next = (uint8_t)((s->next + 1) % TK_SEEN);
        s->count = (uint8_t)(s->count < TK_SEEN ? s->count + 1 : TK_SEEN);
    }
    s->answer[at].id = *id;
    s->answer[at].result = (uint8_t)result;
    s->answer[at].error = (uint8_t)error;
}

size_t tk_seen_pack(const tk_seen_t *s, uint8_t out[TK_SEEN_PACKED])
{
    uint8_t n = s->count < TK_SEEN_KEPT ? s->count : TK_SEEN_KEPT;
    size_t len = 2;
    out[0] = VERSION;
    out[1] = n;
    for (int back = n; back > 0; back--) {
        const tk_answer_t *a = &s->answer[(s->next + TK_SEEN - back) % TK_SEEN];
        tk_copy(out + len, a->id.b, sizeof a->id.b);
        out[len + 16] = a->result;
        out[len + 17] = a->error;
        len += ANSWER;
    }
    tk_put32(out + len, tk_crc32(out, len));
    return len + 4;
}

int tk_seen_unpack(tk_seen_t *s, const uint8_t *data, size_t len)
{
    tk_zero(s, sizeof *s);
    if (len < 6 || data[0] != VERSION || data[1] > TK_SEEN_KEPT || len != 2u + data[1] * (size_t)ANSWER + 4u) {
        return 0;
    }
    if (tk_get32(data + len - 4) != tk_crc32(data, len - 4)) {
        return 0;
    }
    for (int i = 0; i < data[1]; i++) {
        const uint8_t *at = data + 2 + i * ANSWER;
        tk_uuid_t id;
        tk_copy(id.b, at, sizeof id.b);
        tk_seen_put(s, &id, (tk_result_t)at[16], (tk_error_t)at[17]);
    }
    return data[1];
}
