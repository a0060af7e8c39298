/* fake_read.c - what the node has said, packet by packet. */
#include "fake.h"
#include <string.h>

static size_t two(const uint8_t *at)
{
    return (size_t)(at[0] << 8 | at[1]);
}

bool fake_next(fake_t *f, fake_packet_t *p)
{
    size_t shift = 0;
    size_t len = 0;
    memset(p, 0, sizeof *p);
    if (f->sent_at == f->sent_len) {
        return false;
    }
    uint8_t first = f->sent[f->sent_at++];
    do {
        len |= (size_t)(f->sent[f->sent_at] & 127) << shift;
        shift += 7;
    } while ((f->sent[f->sent_at++] & 128) != 0);
    const uint8_t *body = f->sent + f->sent_at;
    f->sent_at += len;
    p->type = first >> 4;
    if (p->type == TK_MQTT_PUBLISH) {
        size_t topic = two(body);
        p->qos = (first >> 1) & 3;
        p->again = (first & 8) != 0;
        p->retained = (first & 1) != 0;
        memcpy(p->topic, body + 2, topic);
        size_t at = 2 + topic;
        if (p->qos > 0) {
            p->packet = (uint16_t)two(body + at);
            at += 2;
        }
        p->payload_len = len - at;
        memcpy(p->payload, body + at, p->payload_len);
    } else if (p->type == TK_MQTT_SUBSCRIBE) {
        memcpy(p->topic, body + 4, two(body + 2));
        p->qos = body[len - 1];
    } else if (p->type == TK_MQTT_PUBACK) {
        p->packet = (uint16_t)two(body);
    }
    return true;
}

static bool ends_in(const char *text, const char *end)
{
    size_t n = strlen(text);
    size_t m = strlen(end);
    return n >= m && strcmp(text + n - m, end) == 0;
}

bool fake_next_on(fake_t *f, const char *leaf, fake_packet_t *p)
{
    while (fake_next(f, p)) {
        if (p->type == TK_MQTT_PUBLISH && ends_in(p->topic, leaf)) {
            return true;
        }
    }
    return false;
}

bool fake_next_news(fake_t *f, fake_packet_t *p)
{
    while (fake_next_on(f, "/status", p)) {
        if (p->packet != 0) {
            return true;
        }
    }
    return false;
}
