#include "tk/command.h"

static const char *const ACTIONS[] = {"on", "off", "toggle", "set_value", "sequence", "stop"};
static const char *const SOURCES[] = {"user", "schedule", "condition", "emergency", "reconcile"};
static const char *const PRIORITIES[] = {"high", "normal", "low"};

#define COUNT(a) ((int)(sizeof(a) / sizeof(a)[0]))

static int word(const tk_json_t *j, int token, const char *const *words, int count)
{
    for (int i = 0; i < count; i++) {
        if (tk_json_string_is(j, token, words[i])) {
            return i;
        }
    }
    return -1;
}

static bool uuid(const tk_json_t *j, int token, tk_uuid_t *out)
{
    if (!tk_json_kind_is(j, token, TK_JSON_STRING)) {
        return false;
    }
    const tk_json_token_t *t = &j->token[token];
    return tk_uuid_parse(out, j->text + t->start, (size_t)(t->end - t->start));
}

/* Absent and null are the same on our wire. */
static bool given(const tk_json_t *j, int token)
{
    return token >= 0 && !tk_json_kind_is(j, token, TK_JSON_NULL);
}

static bool whole(const tk_json_t *j, int token, int64_t min, int64_t max, int64_t *out)
{
    return tk_json_number(j, token, 0, out) == 1 && *out >= min && *out <= max;
}

/* Null: they are right. Tokens of a step lie one after the other; each ends where the next begins. */
static const char *wrong_steps(tk_steps_t *out, const tk_json_t *j, int list)
{
    int64_t total = 0;
    if (!tk_json_kind_is(j, list, TK_JSON_ARRAY)) {
        return "steps";
    }
    for (int step = list + 1; step < j->token[list].next; step = j->token[step].next) {
        int64_t milli = 0;
        int64_t seconds = 0;
        if (out->count == TK_STEPS || tk_json_number(j, tk_json_find(j, step, "value"), 3, &milli) < 0 || milli < 0 ||
            milli > 100000 || !whole(j, tk_json_find(j, step, "duration_s"), 1, TK_STEP_S, &seconds)) {
            return "steps";
        }
        out->percent[out->count] = (uint8_t)((milli + 500) / 1000);
        out->duration_s[out->count] = (uint16_t)seconds;
        out->count++;
        total += seconds;
    }
    return out->count == 0 || total >= TK_STEP_S ? "steps" : NULL;
}

static const char *wrong_field(tk_command_t *c, const tk_json_t *j)
{
    int64_t n = 0;
    int action = word(j, tk_json_find(j, 0, "action"), ACTIONS, COUNT(ACTIONS));
    int source = word(j, tk_json_find(j, 0, "source"), SOURCES, COUNT(SOURCES));
    int priority = tk_json_find(j, 0, "priority");
    int execution = tk_json_find(j, 0, "execution_id");
    int duration = tk_json_find(j, 0, "duration_ms");
    int value = tk_json_find(j, 0, "value");
    tk_uuid_t ignored;
    if (!c->has_id) {
        return "command_id";
    }
    if (action < 0) {
        return "action";
    }
    if (source < 0) {
        return "source";
    }
    c->action = (uint8_t)action;
    c->source = (uint8_t)source;
    if (given(j, priority) && word(j, priority, PRIORITIES, COUNT(PRIORITIES)) < 0) {
        return "priority";
    }
    if (given(j, execution) && !uuid(j, execution, &ignored)) {
        return "execution_id";
    }
    if (!whole(j, tk_json_find(j, 0, "issued_at"), 0, INT64_MAX, &n)) {
        return "issued_at";
    }
    if (!whole(j, tk_json_find(j, 0, "ttl_ms"), 0, UINT32_MAX, &n)) {
        return "ttl_ms";
    }
    c->ttl_ms = (uint32_t)n;
    if (given(j, duration)) {
        if (!whole(j, duration, 1, TK_MAX_DURATION_MS, &n)) {
            return "duration_ms";
        }
        c->duration_ms = (uint32_t)n;
    }
    c->has_value = given(j, value);
    if (c->has_value) {
        if (tk_json_number(j, value, 3, &n) < 0 || n < 0 || n > 100000) {
            return "value";
        }
        c->percent = (uint8_t)((n + 500) / 1000);
    }
    if (c->action == TK_SEQUENCE) {
        return wrong_steps(&c->steps, j, tk_json_find(j, 0, "steps"));
    }
    return c->action == TK_SET_VALUE && !c->has_value ? "value" : NULL;
}

int tk_command_read(tk_command_t *c, tk_json_t *j, const char *text, size_t len, const char **field)
{
    tk_zero(c, sizeof *c);
    *field = "(message)";
    if (tk_json_parse(j, text, len) < 0 || !tk_json_kind_is(j, 0, TK_JSON_OBJECT)) {
        return -1;
    }
    c->has_id = uuid(j, tk_json_find(j, 0, "command_id"), &c->id);
    *field = wrong_field(c, j);
    return *field == NULL ? 0 : -1;
}
