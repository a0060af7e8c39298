/* test_runs.c - whatever happens, in whatever order, no run is longer than its limit. TK_SEED chooses another story. */
#include "boards.h"
#include "fake.h"
#include "tk_test.h"
#include <stdlib.h>

/* Fewer where each instruction is played. */
#ifndef TK_STORIES
#define TK_STORIES 10000
#endif

#define KIND(k) (&tk_board_virtual.kind[k])

static fake_t fake;

/* Property: whatever happens, in whatever order, no run of heater, pump or feeder is longer than its limit, and the
 * heater is on only with a fresh temperature below its cut-off. */
static uint32_t seed;

static uint32_t roll(uint32_t sides)
{
    seed = seed * 1664525u + 1013904223u;
    return (seed >> 8) % sides;
}

static void something_happens(int step)
{
    static const char *const actions[] = {
        "\"action\":\"on\"", "\"action\":\"off\"", "\"action\":\"on\",\"duration_ms\":7200000",
        "\"action\":\"sequence\",\"steps\":[{\"value\":100,\"duration_s\":900},{\"value\":100,\"duration_s\":900},"
        "{\"value\":0,\"duration_s\":1},{\"value\":100,\"duration_s\":900}]",
        "\"action\":\"set_value\",\"value\":100"};
    static const char *const stops[] = {"", "{\"nodes\":null,\"origin\":\"app\",\"fans_after_ms\":1000}",
                                        "{\"nodes\":null,\"origin\":\"button\",\"by\":null}"};
    static const int machines[] = {PUMP, FAN, HEATER, FEEDER};
    char text[200];
    tk_event_t button = {.kind = TK_BUTTON, .pressed = roll(2) == 0};
    switch (roll(12)) {
    case 0:
        fake_link_up(&fake);
        break;
    case 1:
        fake_connect(&fake);
        break;
    case 2:
        snprintf(text, sizeof text, "{\"version\":%d,\"timestamp\":1,\"stops\":[%s]}", step + 1, stops[roll(3)]);
        fake_post(&fake, "farm/" FAKE_FARM "/estop", text, strlen(text), true);
        break;
    case 3:
        fake.temperature = 10000 + (int32_t)roll(32000);
        break;
    case 4:
        fake.sensor_broken = roll(3) == 0;
        break;
    case 5:
        tk_node_event(&fake.node, &button, fake.now);
        break;
    case 6:
        if (roll(20) == 0) {
            fake_reboot(&fake);
        }
        break;
    default:
        if (fake.node.session != TK_SESSION_UP) {
            fake_connect(&fake);
        }
        fake_command(&fake, machines[roll(4)], (int)roll(250), actions[roll(5)]);
    }
}

/* Whether the output has been off since the last look. */
static bool was_off(int device)
{
    for (int i = 0; i < fake.edges; i++) {
        if (fake.edge[i].device == device && fake.edge[i].value == 0) {
            return true;
        }
    }
    return false;
}

/* One story of so many events from a fresh node, at most so far apart. How often a machine was seen to run. */
static uint64_t live(int events, uint32_t apart_ms)
{
    static const struct {
        int device;
        tk_kind_t kind;
    } rows[] = {{PUMP, TK_PUMP}, {HEATER, TK_HEATER}, {FEEDER, TK_FEEDER}};
    uint64_t since[3] = {0};
    uint64_t runs = 0;
    fake_init(&fake);
    fake_connect(&fake);
    for (int step = 0; step < events; step++) {
        uint32_t boot = fake.config.boot;
        fake.edges = 0;
        something_happens(step);
        fake_drop_sent(&fake);
        fake_advance(&fake, roll(apart_ms));
        for (size_t i = 0; i < 3; i++) {
            const tk_output_t *o = &fake.node.device[rows[i].device].out;
            bool ended = boot != fake.config.boot || was_off(rows[i].device);
            since[i] = o->value == 0 ? 0 : since[i] == 0 || ended ? o->on_since_ms : since[i];
            runs += o->value > 0 ? 1 : 0;
            if (o->value > 0) {
                CHECK_INT(since[i], o->on_since_ms); /* a run is not begun anew under way */
            }
            CHECK(o->value == 0 || o->life || fake.now - since[i] < KIND(rows[i].kind)->max_on_ms);
        }
        const tk_device_t *heater = &fake.node.device[HEATER];
        const tk_sensor_t *air = &fake.node.device[CLIMATE].sense;
        CHECK(heater->out.value == 0 || (fake.now - air->read_at_ms <= 90000 && air->reading[0] < 33000));
        CHECK(heater->out.value == 0 || !fake.node.device[FAN].out.life);
    }
    return runs;
}

static void begin_story(void)
{
    const char *given = getenv("TK_SEED");
    seed = given != NULL ? (uint32_t)strtoul(given, NULL, 10) : 20261124u;
}

TEST(ten_thousand_random_events_on_end_never_run_anything_longer_than_its_limit)
{
    begin_story();
    CHECK(live(10000, 60000) > 500); /* else nothing was tried */
}

TEST(many_random_sequences_never_run_anything_longer_than_its_limit)
{
    begin_story();
    uint64_t runs = 0;
    for (int sequence = 0; sequence < TK_STORIES; sequence++) {
        runs += live(12, 120000);
    }
    CHECK(runs > TK_STORIES / 2);
}

int main(void)
{
    RUN(ten_thousand_random_events_on_end_never_run_anything_longer_than_its_limit);
    RUN(many_random_sequences_never_run_anything_longer_than_its_limit);
    return tk_test_end();
}
