#include "fake.h"
#include "tk/wire.h"
#include "tk_test.h"

static fake_t fake;
static fake_packet_t packet;

#define HAS(text) CHECK(strstr(packet.payload, text) != NULL)

static void start(void)
{
    fake_init(&fake);
    fake_connect(&fake);
}

/* The hub's retained wish for a device. */
static void configure(int device, int version, const char *values)
{
    char topic[128];
    char payload[500];
    tk_uuid_t farm;
    tk_uuid_t id;
    tk_uuid_parse(&farm, FAKE_FARM, TK_UUID_TEXT);
    tk_uuid_parse(&id, fake_ids[device], TK_UUID_TEXT);
    tk_wire_topic(&farm, &id, "config", topic);
    int len = snprintf(payload, sizeof payload,
                       "{\"device_id\":\"%s\",\"version\":%d,\"issued_at\":1795420800000,\"values\":{%s}}",
                       fake_ids[device], version, values);
    fake_post(&fake, topic, payload, (size_t)len, true);
}

static void beat(void)
{
    fake_drop_sent(&fake);
    fake_advance(&fake, 1);
    CHECK(fake_next_on(&fake, "/heartbeat", &packet));
}

TEST(a_configuration_is_taken_and_said_with_the_next_beat_at_once)
{
    start();
    configure(PUMP, 7, "\"max_on\":120");
    beat();
    HAS("\"config_versions\":{\"0199b6a0-0000-7000-8000-0000000000d0\":7,");
}

TEST(a_device_without_a_configuration_is_named_too)
{
    start();
    fake_drop_sent(&fake);
    fake_advance(&fake, TK_HEARTBEAT_MS);
    CHECK(fake_next_on(&fake, "/heartbeat", &packet));
    HAS("\"config_versions\":{\"0199b6a0-0000-7000-8000-0000000000d0\":0,");
}

TEST(a_run_ends_at_the_longest_time_that_was_set)
{
    start();
    configure(PUMP, 1, "\"max_on\":120");
    fake_command(&fake, PUMP, 0xc1, "\"action\":\"on\",\"duration_ms\":300000");
    fake_advance(&fake, 119000);
    CHECK_INT(1, fake.edges);
    fake_advance(&fake, 1100);
    CHECK_INT(2, fake.edges);
    CHECK_INT(0, fake.edge[1].value);
    CHECK_INT(TK_BY_FAILSAFE, fake.edge[1].cause);
}

TEST(a_run_under_way_is_cut_too)
{
    start();
    fake_command(&fake, PUMP, 0xc1, "\"action\":\"on\"");
    fake_advance(&fake, 60000);
    configure(PUMP, 1, "\"max_on\":30");
    fake_advance(&fake, 10);
    CHECK_INT(2, fake.edges);
    CHECK_INT(0, fake.edge[1].value);
}

TEST(the_boards_own_limit_stays_the_last_word)
{
    start();
    configure(FEEDER, 1, "\"max_on\":3600");
    fake_command(&fake, FEEDER, 0xc1, "\"action\":\"on\"");
    fake_advance(&fake, 60100);
    CHECK_INT(2, fake.edges);
}

TEST(what_has_just_stopped_rests_first)
{
    start();
    configure(PUMP, 1, "\"min_off\":60");
    fake_command(&fake, PUMP, 0xc9, "\"action\":\"on\"");
    CHECK_INT(0, fake.edges); /* a reset counts as the end of a run */
    fake_advance(&fake, 60000);
    fake_command(&fake, PUMP, 0xc1, "\"action\":\"on\"");
    fake_command(&fake, PUMP, 0xc2, "\"action\":\"off\"");
    fake_drop_sent(&fake);
    fake_command(&fake, PUMP, 0xc3, "\"action\":\"on\"");
    CHECK(fake_next_on(&fake, "/status", &packet));
    HAS("\"result\":\"rejected\",\"error\":\"interlock\"");
    CHECK_INT(2, fake.edges);
    fake_advance(&fake, 60000);
    fake_command(&fake, PUMP, 0xc4, "\"action\":\"on\"");
    CHECK_INT(3, fake.edges);
}

TEST(a_sensor_tells_what_it_reads_with_its_offset)
{
    start();
    configure(CLIMATE, 1, "\"temperature_offset\":-0.5,\"humidity_offset\":50");
    CHECK_INT(0, fake.node.device[CLIMATE].settings.version);
    configure(CLIMATE, 1, "\"temperature_offset\":-0.5,\"humidity_offset\":20");
    fake_drop_sent(&fake);
    fake_advance(&fake, 30000);
    CHECK(fake_next_on(&fake, "/sensor", &packet));
    HAS("\"temperature\",\"value\":27.5");
}

TEST(a_sensor_tells_as_often_as_was_set)
{
    start();
    configure(CLIMATE, 1, "\"sample_period\":10");
    fake_advance(&fake, 10000);
    fake_drop_sent(&fake);
    fake_advance(&fake, 20000);
    CHECK(fake_next_on(&fake, "/sensor", &packet));
    CHECK(fake_next_on(&fake, "/sensor", &packet));
    CHECK(!fake_next_on(&fake, "/sensor", &packet));
}

TEST(an_older_version_changes_nothing)
{
    start();
    configure(PUMP, 7, "\"max_on\":120");
    configure(PUMP, 6, "\"max_on\":5");
    CHECK_INT(120000, tk_setting_or(&fake.node.device[PUMP].settings, TK_SET_MAX_ON, 0));
}

TEST(settings_outlive_a_reset_and_corrupt_ones_do_not_count)
{
    start();
    configure(PUMP, 7, "\"max_on\":120");
    configure(CLIMATE, 2, "\"temperature_offset\":-0.5");
    fake_reboot(&fake);
    CHECK_INT(7, fake.node.device[PUMP].settings.version);
    CHECK_INT(120000, tk_setting_or(&fake.node.device[PUMP].settings, TK_SET_MAX_ON, 0));
    CHECK_INT(-500, tk_setting_or(&fake.node.device[CLIMATE].settings, TK_SET_OFFSET, 0));
    fake.settings[10] ^= 1;
    fake_reboot(&fake);
    CHECK_INT(0, fake.node.device[PUMP].settings.version);
}

TEST(a_broken_or_empty_configuration_changes_nothing)
{
    start();
    configure(PUMP, 7, "\"max_on\":120");
    configure(PUMP, 8, "\"max_on\":\"long\"");
    configure(PUMP, 0, "\"max_on\":1");
    configure(PUMP, 9, "\"max_on\":90000");
    CHECK_INT(7, fake.node.device[PUMP].settings.version);
    CHECK_INT(3, fake.node.noted[TK_NOTE_BAD_CONFIG]);
}

TEST(sixteen_configured_devices_fit_one_heartbeat)
{
    fake_init(&fake);
    for (int i = FAKE_DEVICES; i < TK_MAX_DEVICES; i++) {
        fake.config.device[i] = fake.config.device[LIGHT];
        fake.config.device[i].id.b[15] = (uint8_t)(0x10 + i);
    }
    fake.config.devices = TK_MAX_DEVICES;
    fake_reboot(&fake);
    for (int i = 0; i < TK_MAX_DEVICES; i++) {
        fake.node.device[i].settings.version = UINT32_MAX;
    }
    fake.node.spool.dropped = UINT32_MAX;
    fake.node.spool.waiting = UINT32_MAX;
    fake.config.boot = UINT32_MAX;
    fake.config.incarnation = UINT32_MAX;
    fake_link_up(&fake);
    fake_connack(&fake, 0);
    CHECK(fake_next_on(&fake, "/heartbeat", &packet));
    CHECK_INT('}', packet.payload[packet.payload_len - 1]);
}

int main(void)
{
    RUN(a_configuration_is_taken_and_said_with_the_next_beat_at_once);
    RUN(a_device_without_a_configuration_is_named_too);
    RUN(a_run_ends_at_the_longest_time_that_was_set);
    RUN(a_run_under_way_is_cut_too);
    RUN(the_boards_own_limit_stays_the_last_word);
    RUN(what_has_just_stopped_rests_first);
    RUN(a_sensor_tells_what_it_reads_with_its_offset);
    RUN(a_sensor_tells_as_often_as_was_set);
    RUN(an_older_version_changes_nothing);
    RUN(settings_outlive_a_reset_and_corrupt_ones_do_not_count);
    RUN(a_broken_or_empty_configuration_changes_nothing);
    RUN(sixteen_configured_devices_fit_one_heartbeat);
    return tk_test_end();
}
