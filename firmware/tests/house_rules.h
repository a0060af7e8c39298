/* house_rules.h - a node in a test, spoken to as hub, person, schedule and weather. */
#pragma once
#include "fake.h"
#include "tk_test.h"

static fake_t fake;
static fake_packet_t packet;

#define HAS(text) CHECK(strstr(packet.payload, text) != NULL)
#define MINUTE    60000ull

static inline void start(void)
{
    fake_init(&fake);
    fake_connect(&fake);
}

static inline uint8_t value(int device)
{
    return fake.node.device[device].out.value;
}

static inline uint8_t cause(int device)
{
    return fake.node.device[device].cause;
}

static inline void ask(int device, int id, const char *rest)
{
    fake_drop_sent(&fake);
    fake_command(&fake, device, id, rest);
    CHECK(fake_next_on(&fake, "/status", &packet));
}

/* An order of another source than a person; packet holds its answer. */
static inline void from(const char *source, int device, int id, const char *action)
{
    char topic[128];
    char text[300];
    fake_drop_sent(&fake);
    snprintf(topic, sizeof topic, "farm/%s/devices/%s/command", FAKE_FARM, fake_ids[device]);
    snprintf(text, sizeof text,
             "{\"command_id\":\"0199b6a0-0000-7000-8000-0000000000%02x\",\"source\":\"%s\",\"issued_at\":1,"
             "\"ttl_ms\":5000,\"action\":\"%s\"}",
             id, source, action);
    fake_post(&fake, topic, text, strlen(text), false);
    CHECK(fake_next_on(&fake, "/status", &packet));
}

static inline void configure(int device, int version, const char *values)
{
    char topic[128];
    char text[500];
    snprintf(topic, sizeof topic, "farm/%s/devices/%s/config", FAKE_FARM, fake_ids[device]);
    int len = snprintf(text, sizeof text, "{\"device_id\":\"%s\",\"version\":%d,\"issued_at\":1,\"values\":{%s}}",
                       fake_ids[device], version, values);
    fake_post(&fake, topic, text, (size_t)len, true);
    CHECK_INT(version, fake.node.device[device].settings.version);
}

static inline void stop_from_app(int version, const char *stops)
{
    char text[300];
    snprintf(text, sizeof text, "{\"version\":%d,\"timestamp\":1,\"stops\":[%s]}", version, stops);
    fake_post(&fake, "farm/" FAKE_FARM "/estop", text, strlen(text), true);
}
#define APP_STOP "{\"nodes\":null,\"origin\":\"app\",\"fans_after_ms\":300000}"

static inline void press(bool pressed)
{
    const tk_event_t e = {.kind = TK_BUTTON, .pressed = pressed};
    tk_node_event(&fake.node, &e, fake.now);
}

static inline void by_schedule(int device, int id, const char *action)
{
    from("schedule", device, id, action);
}

/* The broker dies; nobody says so but the port. */
static inline void lose_hub(void)
{
    const tk_event_t down = {.kind = TK_LINK_DOWN};
    tk_node_event(&fake.node, &down, fake.now);
}

static inline void air(int32_t milli)
{
    fake.temperature = milli;
    fake_advance(&fake, 20000); /* until every filter believes it */
}
