/* test_sequence.c - one order, many switches: what a device does step by step, and what ends it. */
#include "fake.h"
#include "tk_test.h"

static fake_t fake;
static fake_packet_t packet;

#define HAS(text) CHECK(strstr(packet.payload, text) != NULL)
#define FEED                                                                                                           \
    "\"action\":\"sequence\",\"steps\":[{\"value\":100,\"duration_s\":30},{\"value\":0,\"duration_s\":10},"            \
    "{\"value\":100,\"duration_s\":30}]"

static void ask(int device, int id, const char *rest)
{
    fake_drop_sent(&fake);
    fake_command(&fake, device, id, rest);
    CHECK(fake_next_on(&fake, "/status", &packet));
}

static void start(int device, const char *rest)
{
    fake_init(&fake);
    fake_connect(&fake);
    ask(device, 0xc1, rest);
}

/* After so long, and not before, the device says one thing of its own; packet holds it. */
static void next_after(uint64_t ms)
{
    fake_drop_sent(&fake);
    fake_advance(&fake, ms - 1);
    CHECK(!fake_next_news(&fake, &packet));
    fake_drop_sent(&fake);
    fake_advance(&fake, 1);
    CHECK(fake_next_news(&fake, &packet));
}

TEST(the_first_switch_answers_and_each_later_one_speaks_for_itself)
{
    start(FEEDER, FEED);
    HAS("\"state\":\"on\"");
    HAS("c1\",\"result\":\"completed\"");
    HAS("\"off_at\":1795420830000");
    next_after(30000);
    HAS("\"state\":\"off\",\"value\":0,\"previous_state\":\"on\",\"triggered_by\":\"command\",\"command_id\":null");
    next_after(10000);
    HAS("\"state\":\"on\",\"value\":100,\"previous_state\":\"off\",\"triggered_by\":\"command\",\"command_id\":null");
    HAS("\"off_at\":1795420870000");
    next_after(30000);
    HAS("\"state\":\"off\"");
    HAS("\"off_at\":null");
    fake_advance(&fake, 3600000);
    CHECK_INT(4, fake.edges);
}

TEST(a_fan_walks_through_percentages_and_off_at_is_the_end_of_the_whole_run)
{
    start(FAN, "\"action\":\"sequence\",\"steps\":[{\"value\":40,\"duration_s\":5},{\"value\":80,\"duration_s\":5},"
               "{\"value\":80,\"duration_s\":5}]");
    HAS("\"value\":40");
    HAS("\"off_at\":1795420815000");
    next_after(5000);
    HAS("\"state\":\"on\",\"value\":80");
    HAS("\"off_at\":1795420815000");
    next_after(10000);
    HAS("\"state\":\"off\"");
    CHECK_INT(3, fake.edges);
}

TEST(a_sequence_may_begin_with_a_pause)
{
    start(PUMP, "\"action\":\"sequence\",\"steps\":[{\"value\":0,\"duration_s\":2},{\"value\":100,\"duration_s\":3}]");
    HAS("\"state\":\"off\"");
    HAS("\"result\":\"completed\"");
    next_after(2000);
    HAS("\"state\":\"on\"");
    next_after(3000);
    HAS("\"state\":\"off\"");
}

TEST(a_newer_order_ends_it)
{
    start(FEEDER, FEED);
    fake_advance(&fake, 15000);
    ask(FEEDER, 0xc2, "\"action\":\"stop\"");
    HAS("\"state\":\"off\"");
    fake_drop_sent(&fake);
    fake_advance(&fake, 600000);
    CHECK(!fake_next_news(&fake, &packet));
    CHECK_INT(2, fake.edges);
}

TEST(a_newer_sequence_starts_from_its_own_beginning)
{
    start(FEEDER, FEED);
    fake_advance(&fake, 35000);
    ask(FEEDER, 0xc2, "\"action\":\"sequence\",\"steps\":[{\"value\":100,\"duration_s\":7}]");
    HAS("\"state\":\"on\"");
    next_after(7000);
    HAS("\"state\":\"off\"");
    fake_advance(&fake, 600000);
    CHECK_INT(4, fake.edges);
}

TEST(a_refused_order_and_a_repeat_end_nothing)
{
    start(FEEDER, FEED);
    ask(FEEDER, 0xc2, "\"action\":\"set_value\",\"value\":50");
    HAS("\"error\":\"invalid_command\"");
    ask(FEEDER, 0xc1, FEED);
    HAS("c1\",\"result\":\"completed\"");
    next_after(30000);
    HAS("\"state\":\"off\"");
    next_after(10000);
    HAS("\"state\":\"on\"");
}

TEST(max_on_ends_a_run_of_steps_and_with_it_the_sequence)
{
    start(FEEDER,
          "\"action\":\"sequence\",\"steps\":[{\"value\":100,\"duration_s\":40},{\"value\":100,\"duration_s\":40},"
          "{\"value\":0,\"duration_s\":10},{\"value\":100,\"duration_s\":5}]");
    HAS("\"off_at\":1795420860000");
    next_after(60000);
    HAS("\"state\":\"off\"");
    HAS("\"triggered_by\":\"failsafe\"");
    fake_advance(&fake, 600000);
    CHECK_INT(2, fake.edges);
}

TEST(a_step_that_an_interlock_forbids_ends_the_sequence_at_rest)
{
    start(HEATER,
          "\"action\":\"sequence\",\"steps\":[{\"value\":100,\"duration_s\":20},{\"value\":0,\"duration_s\":20},"
          "{\"value\":100,\"duration_s\":20},{\"value\":0,\"duration_s\":20},{\"value\":100,\"duration_s\":20}]");
    next_after(20000);
    fake.temperature = 34000;
    next_after(20000);
    HAS("\"state\":\"off\"");
    HAS("\"triggered_by\":\"failsafe\"");
    HAS("\"error\":\"interlock\"");
    fake.temperature = 28000;
    fake_advance(&fake, 600000);
    CHECK_INT(2, fake.edges);
}

TEST(deadly_heat_ends_a_fans_sequence_and_the_fan_rests_afterwards)
{
    start(FAN, "\"action\":\"sequence\",\"steps\":[{\"value\":40,\"duration_s\":60},{\"value\":0,\"duration_s\":60},"
               "{\"value\":40,\"duration_s\":60}]");
    fake.temperature = 36500;
    fake_drop_sent(&fake);
    fake_advance(&fake, 5000);
    CHECK(fake_next_news(&fake, &packet));
    HAS("\"value\":100");
    HAS("\"triggered_by\":\"life\"");
    fake_advance(&fake, 600000);
    CHECK_INT(100, fake.node.device[FAN].out.value);
    fake.temperature = 30000;
    fake_advance(&fake, 600000);
    CHECK_INT(0, fake.node.device[FAN].out.value);
    int edges = 0;
    for (int i = 0; i < fake.edges; i++) {
        edges += fake.edge[i].device == FAN ? 1 : 0;
    }
    CHECK_INT(3, edges);
}

TEST(an_output_that_does_not_follow_ends_the_sequence_and_is_switched_off)
{
    start(FAN, "\"action\":\"sequence\",\"steps\":[{\"value\":40,\"duration_s\":5},{\"value\":80,\"duration_s\":50}]");
    fake.output_broken = true;
    next_after(5000);
    HAS("\"error\":\"hardware\"");
    fake.output_broken = false;
    fake_advance(&fake, 10000);
    CHECK_INT(0, fake.node.device[FAN].out.value);
}

TEST(a_reset_leaves_the_device_at_rest_and_a_reset_in_the_act_is_unsure)
{
    start(FEEDER, FEED);
    memcpy(fake.kept, fake.kept_in_act, fake.kept_in_act_len);
    fake.kept_len = fake.kept_in_act_len;
    fake_reboot(&fake);
    fake_connect(&fake);
    ask(FEEDER, 0xc1, FEED);
    HAS("\"result\":\"unsure\"");
    fake_advance(&fake, 600000);
    CHECK_INT(0, fake.edges);
}

TEST(what_a_device_cannot_do_is_refused_before_the_first_step)
{
    start(FEEDER,
          "\"action\":\"sequence\",\"steps\":[{\"value\":100,\"duration_s\":5},{\"value\":50,\"duration_s\":5}]");
    HAS("\"error\":\"invalid_command\"");
    CHECK_INT(0, fake.edges);
}

TEST(twenty_steps_are_read_and_one_more_is_refused)
{
    char rest[1200];
    for (int count = 20; count <= 21; count++) {
        int len = snprintf(rest, sizeof rest, "\"action\":\"sequence\",\"steps\":[");
        for (int i = 0; i < count; i++) {
            len += snprintf(rest + len, sizeof rest - (size_t)len, "%s{\"value\":%d,\"duration_s\":100}",
                            i == 0 ? "" : ",", i % 2 == 0 ? 100 : 0);
        }
        snprintf(rest + len, sizeof rest - (size_t)len, "]");
        start(FAN, rest);
        CHECK(strstr(packet.payload, count == 20 ? "\"completed\"" : "\"invalid_command\"") != NULL);
    }
}

TEST(an_hour_or_more_is_refused)
{
    start(FAN,
          "\"action\":\"sequence\",\"steps\":[{\"value\":100,\"duration_s\":3000},{\"value\":0,\"duration_s\":600}]");
    HAS("\"error\":\"invalid_command\"");
}

int main(void)
{
    RUN(the_first_switch_answers_and_each_later_one_speaks_for_itself);
    RUN(a_fan_walks_through_percentages_and_off_at_is_the_end_of_the_whole_run);
    RUN(a_sequence_may_begin_with_a_pause);
    RUN(a_newer_order_ends_it);
    RUN(a_newer_sequence_starts_from_its_own_beginning);
    RUN(a_refused_order_and_a_repeat_end_nothing);
    RUN(max_on_ends_a_run_of_steps_and_with_it_the_sequence);
    RUN(a_step_that_an_interlock_forbids_ends_the_sequence_at_rest);
    RUN(deadly_heat_ends_a_fans_sequence_and_the_fan_rests_afterwards);
    RUN(an_output_that_does_not_follow_ends_the_sequence_and_is_switched_off);
    RUN(a_reset_leaves_the_device_at_rest_and_a_reset_in_the_act_is_unsure);
    RUN(what_a_device_cannot_do_is_refused_before_the_first_step);
    RUN(twenty_steps_are_read_and_one_more_is_refused);
    RUN(an_hour_or_more_is_refused);
    return tk_test_end();
}
