/* test_upgrade.c - offers as they come by MQTT, and what the node answers: the update inside a whole node. */
#include "board_model.h"
#include "fake.h"
#include "tk_test.h"

#define IMAGE 9000
#define TOPIC "farm/" FAKE_FARM "/devices/" FAKE_NODE "/fw_update"

static board_model_t b;
static fake_t fake;
static uint8_t file[TK_HEADER + IMAGE];
static char offer[1200];

static void write_offer(int id, const char *more)
{
    char header[400];
    maker_base64(file, TK_HEADER, header);
    snprintf(offer, sizeof offer,
             "{\"update_id\":\"0199b6a0-0000-7000-8000-0000000000%02x\",\"url\":\"https://hub/fw/1\",\"size\":%d,"
             "\"header\":\"%s\"%s}",
             id, TK_HEADER + IMAGE, header, more);
}

static void start(void)
{
    board_new(&b, 1);
    maker_noise(file + TK_HEADER, IMAGE, 2);
    maker_header(file, file + TK_HEADER, IMAGE, 2, 10, 0);
    maker_sign(b.key, file);
    write_offer(1, "");
    fake_init(&fake);
    fake.config.update = &b.update;
    fake_reboot(&fake);
    fake_link_up(&fake);
    fake_connack(&fake, 0);
}

static void post(void)
{
    fake_drop_sent(&fake);
    fake_post(&fake, TOPIC, offer, strlen(offer), false);
}

static bool said(fake_packet_t *p, const char *what)
{
    return strstr(p->payload, what) != NULL;
}

static void deliver(void)
{
    const tk_event_t bytes = {.kind = TK_IMAGE, .data = file + b.fetch_from, .len = sizeof file - b.fetch_from};
    tk_node_event(&fake.node, &bytes, fake.now);
}

TEST(a_node_with_slots_subscribes_to_its_offers_and_says_in_which_it_runs)
{
    fake_packet_t p;
    int subscribed = 0;
    start();
    while (fake_next(&fake, &p)) {
        subscribed += p.type == TK_MQTT_SUBSCRIBE && strcmp(p.topic, TOPIC) == 0 ? 1 : 0;
        CHECK(strstr(p.topic, "/heartbeat") == NULL || said(&p, "\"slot\":\"b\""));
    }
    CHECK_INT(1, subscribed);
}

TEST(a_node_without_slots_takes_no_offers)
{
    start();
    fake.config.update = NULL;
    fake_reboot(&fake);
    fake_connect(&fake);
    post();
    CHECK_INT(1, fake.node.noted[TK_NOTE_BAD_TOPIC]);
}

TEST(an_offer_is_answered_and_fetched_from_behind_its_header)
{
    fake_packet_t p;
    start();
    post();
    CHECK(fake_next_on(&fake, "/fw_status", &p));
    CHECK(said(&p, "\"update_id\":\"0199b6a0-0000-7000-8000-000000000001\""));
    CHECK(said(&p, "\"state\":\"downloading\",\"reason\":null,\"version\":\"2.10.0\",\"received\":0,\"size\":9256"));
    CHECK(said(&p, "\"firmware_version\":\"2.0.0\""));
    CHECK_INT(1, p.qos);
    tk_node_poll(&fake.node, fake.now);
    CHECK_INT(1, b.fetches);
    CHECK_INT(TK_HEADER, b.fetch_from);
}

TEST(a_refusal_is_told_with_its_reason_until_it_is_acknowledged)
{
    fake_packet_t p;
    start();
    file[30] ^= 1;
    write_offer(2, "");
    post();
    CHECK(fake_next_on(&fake, "/fw_status", &p));
    CHECK(said(&p, "\"state\":\"failed\",\"reason\":\"signature\""));
    fake_link_up(&fake);
    fake_connack(&fake, 0);
    CHECK(fake_next_on(&fake, "/fw_status", &p));
    CHECK(said(&p, "\"reason\":\"signature\""));
    fake_puback(&fake, p.packet);
    fake_link_up(&fake);
    fake_connack(&fake, 0);
    CHECK(!fake_next_on(&fake, "/fw_status", &p));
}

TEST(an_offer_that_is_not_whole_names_its_field)
{
    static const char *const broken[][2] = {{"\"url\":\"https", "\"url\":\"http_"},
                                            {"\"size\":", "\"Size\":"},
                                            {"\"header\":\"", "\"header\":\"?"},
                                            {"\"url\":\"", "\"url\":\"\\n"},
                                            {"not_before\":0", "not_before\":x"}};
    fake_packet_t p;
    start();
    for (int i = 0; i < 5; i++) {
        write_offer(3, ",\"not_before\":0");
        char *at = strstr(offer, broken[i][0]);
        char rest[1200];
        strcpy(rest, at + strlen(broken[i][0]));
        strcpy(at, broken[i][1]);
        strcat(offer, rest);
        post();
        bool json = i != 4;
        CHECK_INT(json, fake_next_on(&fake, "/fw_status", &p));
        CHECK(!json || said(&p, "\"state\":\"failed\",\"reason\":\"offer\""));
        CHECK_INT(i + 1, fake.node.noted[TK_NOTE_BAD_UPDATE]);
    }
    CHECK_INT(TK_UPDATE_IDLE, b.update.kept.state);
}

TEST(an_update_runs_through_inside_the_node_and_waits_for_its_pump)
{
    fake_packet_t p;
    start();
    while (fake_next_on(&fake, "/status", &p)) {
        fake_puback(&fake, p.packet);
    }
    fake_advance(&fake, 30000);
    fake_command(&fake, PUMP, 0xc1, "\"action\":\"on\",\"duration_ms\":300000");
    CHECK_INT(100, fake.node.device[PUMP].out.value);
    post();
    tk_node_poll(&fake.node, fake.now);
    deliver();
    fake_advance(&fake, 10000);
    CHECK_INT(TK_UPDATE_ARMED, b.update.kept.state);
    CHECK(!b.wants_reset);
    fake_advance(&fake, 310000); /* the pump has ended */
    CHECK(b.wants_reset);
    CHECK(fake_next_on(&fake, "/fw_status", &p));
    CHECK_INT(1u << CLIMATE, b.update.kept.sensors);
    b.now = fake.now;
    board_start(&b);
    CHECK_INT(0, b.running);
    fake_reboot(&fake);
    fake_connect(&fake);
    CHECK_INT(TK_UPDATE_SELF_TEST, b.update.kept.state);
    fake_puback(&fake, b.update.packet);
    fake_advance(&fake, 59000);
    CHECK_INT(TK_UPDATE_SELF_TEST, b.update.kept.state);
    fake_advance(&fake, 3000);
    CHECK_INT(TK_UPDATE_CONFIRMED, b.update.kept.state);
    CHECK(fake_next_on(&fake, "/fw_status", &p));
    CHECK(said(&p, "\"state\":\"succeeded\""));
}

TEST(alarms_and_stops_keep_it_from_restarting)
{
    start();
    post();
    tk_node_poll(&fake.node, fake.now);
    deliver();
    const tk_event_t pressed = {.kind = TK_BUTTON, .pressed = true};
    tk_node_event(&fake.node, &pressed, fake.now);
    fake_advance(&fake, 60000);
    CHECK(!b.wants_reset);
    const tk_event_t released = {.kind = TK_BUTTON, .pressed = false};
    tk_node_event(&fake.node, &released, fake.now);
    fake_advance(&fake, 10000);
    CHECK(b.wants_reset);
}

int main(void)
{
    RUN(a_node_with_slots_subscribes_to_its_offers_and_says_in_which_it_runs);
    RUN(a_node_without_slots_takes_no_offers);
    RUN(an_offer_is_answered_and_fetched_from_behind_its_header);
    RUN(a_refusal_is_told_with_its_reason_until_it_is_acknowledged);
    RUN(an_offer_that_is_not_whole_names_its_field);
    RUN(an_update_runs_through_inside_the_node_and_waits_for_its_pump);
    RUN(alarms_and_stops_keep_it_from_restarting);
    return tk_test_end();
}
