#include "tk/provision.h"
#include "tk/text.h"

#define KEEP_ALIVE_S 60
#define PING_MS      30000u
#define SILENCE_MS   70000u
#define REFUSED_MS   600000u
#define HEAD         128 /* room for a packet's header and topic before its payload */

static const char *const PARTS[TK_PARTS] = {"identity", "certificate", "ca", "next_ca"};
#define NEEDED (1u << TK_PART_IDENTITY | 1u << TK_PART_CERTIFICATE | 1u << TK_PART_CA)

void tk_provision_init(tk_provision_t *p, const tk_provision_config_t *config, const tk_provision_port_t *port,
                       uint64_t now_ms)
{
    tk_zero(p, sizeof *p);
    p->config = config;
    p->port = port;
    p->now_ms = now_ms;
    p->backoff = (tk_backoff_t){.first_ms = 5000, .most_ms = 120000};
}

static void transmit(tk_provision_t *p, int len)
{
    if (len < 0 || p->port->send(p->port->ctx, p->tx, (size_t)len) < 0) {
        p->state = TK_PROVISION_AWAY;
        p->up = false;
        p->port->hang_up(p->port->ctx);
    }
}

static size_t append(char *out, size_t len, const char *text)
{
    size_t n = tk_length(text);
    tk_copy(out + len, text, n);
    out[len + n] = '\0';
    return len + n;
}

static void topic(const tk_provision_t *p, const char *leaf, char out[64])
{
    size_t len = append(out, append(out, append(out, 0, "provision/"), p->config->hardware_id), "/");
    append(out, len, leaf);
}

static void hex(const uint8_t bytes[TK_HMAC], char out[2 * TK_HMAC + 1])
{
    static const char digits[] = "0123456789abcdef";
    for (int i = 0; i < TK_HMAC; i++) {
        out[2 * i] = digits[bytes[i] >> 4];
        out[2 * i + 1] = digits[bytes[i] & 15];
    }
    out[2 * TK_HMAC] = '\0';
}

/* What is sealed lies in the scratch: nonce, a word, a text. */
static int seal(tk_provision_t *p, const char *word, const char *text, size_t len, char out[2 * TK_HMAC + 1])
{
    uint8_t sum[TK_HMAC];
    size_t at = append((char *)p->tx, 0, p->nonce);
    at = append((char *)p->tx, at, word);
    if (at + len > sizeof p->tx) {
        return -1;
    }
    tk_copy(p->tx + at, text, len);
    int err = p->port->hmac(p->port->ctx, p->tx, at + len, sum);
    hex(sum, out);
    return err;
}

static void member(tk_json_out_t *o, const char *key, const char *value)
{
    tk_json_key(o, key);
    tk_json_text(o, value);
}

static void hello(tk_provision_t *p)
{
    char to[64];
    char proof[2 * TK_HMAC + 1] = "";
    tk_json_out_t o;
    bool proves = p->nonce[0] != '\0' &&
                  seal(p, p->config->hardware_id, p->config->public_key, tk_length(p->config->public_key), proof) == 0;
    tk_json_begin(&o, (char *)p->tx + HEAD, sizeof p->tx - HEAD);
    tk_json_open(&o, '{');
    member(&o, "hardware_id", p->config->hardware_id);
    member(&o, "model", p->config->model);
    member(&o, "firmware_version", p->config->firmware_version);
    member(&o, "public_key", p->config->public_key);
    member(&o, "nonce", proves ? p->nonce : NULL);
    member(&o, "proof", proves ? proof : NULL);
    tk_json_close(&o, '}');
    topic(p, "hello", to);
    const tk_mqtt_post_t post = {
        .topic = to, .payload = (char *)p->tx + HEAD, .payload_len = o.len, .packet = proves ? 2 : 1};
    p->state = proves ? TK_PROVISION_PROVED : TK_PROVISION_HELLO;
    p->next_ms = p->now_ms + 1000 + tk_backoff_next(&p->backoff, p->port->random(p->port->ctx));
    transmit(p, o.full ? -1 : tk_mqtt_write_publish(p->tx, sizeof p->tx, &post));
}

void tk_provision_link(tk_provision_t *p, bool up, uint64_t now_ms)
{
    p->now_ms = now_ms;
    p->up = false;
    p->nonce[0] = '\0'; /* each session has its own */
    if (p->state != TK_PROVISION_CLAIMED && p->state != TK_PROVISION_REFUSED) {
        p->state = TK_PROVISION_AWAY;
    }
    if (up && p->state != TK_PROVISION_CLAIMED) {
        const tk_mqtt_hello_t greeting = {.client_id = p->config->hardware_id, .keep_alive_s = KEEP_ALIVE_S};
        tk_mqtt_reset(&p->rx);
        p->heard_ms = now_ms;
        transmit(p, tk_mqtt_write_connect(p->tx, sizeof p->tx, &greeting));
    }
}

/* Text of a member, or NULL. */
static const char *text_of(const tk_provision_t *p, const char *key, size_t *len)
{
    int token = tk_json_find(&p->json, 0, key);
    if (!tk_json_kind_is(&p->json, token, TK_JSON_STRING)) {
        return NULL;
    }
    *len = (size_t)(p->json.token[token].end - p->json.token[token].start);
    return p->json.text + p->json.token[token].start;
}

static bool is_base64(const char *text, size_t len)
{
    for (size_t i = 0; i < len; i++) {
        char c = text[i];
        bool ok = (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '+' || c == '/' ||
                  (c == '=' && i + 2 >= len);
        if (!ok) {
            return false;
        }
    }
    return len > 0 && len % 4 == 0;
}

/* Without a look at how far they agree: who guesses must not learn from the time it takes. */
static bool same(const char *a, const char *b, size_t len)
{
    uint8_t differ = 0;
    for (size_t i = 0; i < len; i++) {
        differ = (uint8_t)(differ | ((uint8_t)a[i] ^ (uint8_t)b[i]));
    }
    return differ == 0;
}

/* NULL, or why it was refused; so do the next ones answer. */
static const char *take_nonce(tk_provision_t *p, const char *text, size_t len)
{
    for (size_t i = 0; i < len; i++) {
        if (!((text[i] >= '0' && text[i] <= '9') || (text[i] >= 'a' && text[i] <= 'f'))) {
            return "nonce is not hexadecimal";
        }
    }
    if (len != TK_NONCE) {
        return "nonce is not of 64 characters";
    }
    tk_copy(p->nonce, text, len);
    p->nonce[len] = '\0';
    p->have = 0; /* parts are sealed under one nonce or not at all */
    tk_backoff_reset(&p->backoff);
    hello(p);
    return NULL;
}

/* A part is base64 that decodes to a certificate, or for the identity to a JSON object; the port reads it. */
static const char *take_part(tk_provision_t *p)
{
    char own[2 * TK_HMAC + 1];
    size_t name_len = 0;
    size_t len = 0;
    size_t sum_len = 0;
    const char *name = text_of(p, "part", &name_len);
    const char *text = text_of(p, "data", &len);
    const char *sum = text_of(p, "seal", &sum_len);
    int part = 0;
    while (name != NULL && part < TK_PARTS && !tk_is(name, name_len, PARTS[part])) {
        part++;
    }
    if (name == NULL || part == TK_PARTS) {
        return "part is unknown";
    }
    if (text == NULL || !is_base64(text, len)) {
        return "data is not base64";
    }
    if (p->state != TK_PROVISION_PROVED) {
        return "no proof was asked for";
    }
    /* The scratch that held the tokens is written now; the texts lie in the packet. */
    if (sum == NULL || seal(p, PARTS[part], text, len, own) < 0 || sum_len != 2 * TK_HMAC || !same(own, sum, sum_len)) {
        return "seal is not under this board's code";
    }
    if (p->port->stage(p->port->ctx, (tk_part_t)part, text, len) < 0) {
        return "data was not taken";
    }
    p->have = (uint8_t)(p->have | 1u << part);
    return NULL;
}

static const char *finish(tk_provision_t *p)
{
    if (p->state != TK_PROVISION_PROVED) {
        return "no proof was asked for";
    }
    if ((p->have & NEEDED) != NEEDED) {
        return "a part is missing";
    }
    if (p->port->commit(p->port->ctx) < 0) {
        return "the claim was not kept";
    }
    p->state = TK_PROVISION_CLAIMED;
    return NULL;
}

static const char *take(tk_provision_t *p, const tk_mqtt_message_t *m)
{
    char ours[64];
    size_t len = 0;
    topic(p, "claim", ours);
    if (!tk_is(m->topic, m->topic_len, ours) || m->retained) {
        return "not for this board";
    }
    if (p->state == TK_PROVISION_CLAIMED) {
        return "claimed already";
    }
    if (m->truncated || tk_json_parse(&p->json, (const char *)m->payload, m->payload_len) < 0 ||
        !tk_json_kind_is(&p->json, 0, TK_JSON_OBJECT)) {
        return "not an object, or too long";
    }
    const char *nonce = text_of(p, "nonce", &len);
    if (nonce != NULL) {
        return take_nonce(p, nonce, len);
    }
    if (tk_json_find(&p->json, 0, "part") >= 0) {
        return take_part(p);
    }
    int result = tk_json_find(&p->json, 0, "result");
    if (tk_json_string_is(&p->json, result, "refused")) {
        p->state = TK_PROVISION_REFUSED;
        p->nonce[0] = '\0';
        p->next_ms = p->now_ms + REFUSED_MS;
        return NULL;
    }
    return tk_json_string_is(&p->json, result, "claimed") ? finish(p) : "result is unknown";
}

static void packet(tk_provision_t *p)
{
    char ours[64];
    tk_mqtt_message_t m;
    if (tk_mqtt_type(&p->rx) == TK_MQTT_CONNACK && tk_mqtt_connack(&p->rx) == 0) {
        p->up = true;
        topic(p, "claim", ours);
        transmit(p, tk_mqtt_write_subscribe(p->tx, sizeof p->tx, 1, ours));
        if (p->state != TK_PROVISION_REFUSED) {
            hello(p);
        }
        return;
    }
    if (tk_mqtt_type(&p->rx) != TK_MQTT_PUBLISH) {
        return;
    }
    if (tk_mqtt_message(&p->rx, &m) < 0) {
        p->port->hang_up(p->port->ctx);
        return;
    }
    uint16_t id = m.packet;
    const char *why = take(p, &m);
    if (why != NULL) {
        p->refused++;
        p->why = why;
    }
    if (id != 0 && p->up) {
        transmit(p, tk_mqtt_write_puback(p->tx, sizeof p->tx, id));
    }
}

void tk_provision_rx(tk_provision_t *p, const uint8_t *data, size_t len, uint64_t now_ms)
{
    size_t at = 0;
    p->now_ms = now_ms;
    p->heard_ms = now_ms;
    while (at < len) {
        size_t used = 0;
        int whole = tk_mqtt_read(&p->rx, data + at, len - at, &used);
        at += used;
        if (whole < 0) {
            p->up = false;
            p->port->hang_up(p->port->ctx);
            return;
        }
        if (whole > 0) {
            packet(p);
        }
    }
}

uint64_t tk_provision_poll(tk_provision_t *p, uint64_t now_ms)
{
    p->now_ms = now_ms;
    if (!p->up || p->state == TK_PROVISION_CLAIMED) {
        return UINT64_MAX;
    }
    if (now_ms - p->heard_ms >= SILENCE_MS) {
        p->up = false;
        p->port->hang_up(p->port->ctx);
        return UINT64_MAX;
    }
    if (now_ms >= p->next_ms) {
        hello(p); /* the hub may have been started anew; and it is our keep-alive */
    } else if (now_ms - p->heard_ms >= PING_MS) {
        transmit(p, tk_mqtt_write_empty(p->tx, sizeof p->tx, TK_MQTT_PINGREQ));
        return now_ms + PING_MS < p->next_ms ? now_ms + PING_MS : p->next_ms;
    }
    uint64_t ping = p->heard_ms + PING_MS > now_ms ? p->heard_ms + PING_MS : now_ms + PING_MS;
    return ping < p->next_ms ? ping : p->next_ms;
}
