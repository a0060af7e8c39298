/* test_panel.c - what a board shows without any network. */
#include "tk/panel.h"
#include "fake.h"
#include "tk_test.h"

static fake_t fake;
static char line[TK_LINES][TK_COLUMNS + 1];

static void start(void)
{
    fake_init(&fake);
    fake_connect(&fake);
    fake_advance(&fake, 1000);
}

static bool shows(const char *text)
{
    tk_panel_text(&fake.node, line);
    for (int i = 0; i < TK_LINES; i++) {
        if (strcmp(line[i], text) == 0) {
            return true;
        }
    }
    return false;
}

static void air(int32_t milli)
{
    fake.temperature = milli;
    fake_advance(&fake, 20000);
}

TEST(a_quiet_house_is_shown_with_its_air_and_what_runs_first)
{
    start();
    fake_command(&fake, FAN, 0xc1, "\"action\":\"set_value\",\"value\":40");
    CHECK(shows("ALL WELL"));
    CHECK(shows("AIR 28.0 C 65.2 %"));
    CHECK_TEXT("FAN ON 40%", line[2], strlen(line[2]));
    CHECK(shows("PUMP OFF"));
}

TEST(frost_has_its_sign)
{
    start();
    air(-500);
    CHECK(shows("AIR -0.5 C 65.2 %"));
    air(-1500);
    CHECK(shows("AIR -1.5 C 65.2 %"));
}

TEST(an_alarm_a_stop_and_a_lost_sensor_are_said_without_a_network)
{
    start();
    const tk_event_t down = {.kind = TK_LINK_DOWN};
    tk_node_event(&fake.node, &down, fake.now);
    CHECK(shows("NO HUB"));
    fake.sensor_broken = true;
    fake_advance(&fake, 100000);
    CHECK(shows("SENSOR LOST"));
    CHECK(shows("AIR -- --"));
    fake.sensor_broken = false;
    air(30000);
    const tk_event_t pressed = {.kind = TK_BUTTON, .pressed = true};
    tk_node_event(&fake.node, &pressed, fake.now);
    CHECK(shows("STOPPED: BUTTON"));
    air(36500);
    CHECK(shows("ALARM: HEAT!"));
}

/* Changes of the light within ten seconds. */
static int edges(tk_light_t light)
{
    int count = 0;
    for (uint64_t now = 1; now < 10000; now++) {
        count += tk_panel_lit(light, now) != tk_panel_lit(light, now - 1) ? 1 : 0;
    }
    return count;
}

TEST(each_state_of_the_light_can_be_told_from_the_others)
{
    for (int a = TK_LIGHT_WELL; a <= TK_LIGHT_NOBODYS; a++) {
        CHECK(edges((tk_light_t)a) > 0);
        for (int b = a + 1; b <= TK_LIGHT_NOBODYS; b++) {
            int lit_differently = 0;
            for (uint64_t now = 0; now < 10000; now += 50) {
                lit_differently += tk_panel_lit((tk_light_t)a, now) != tk_panel_lit((tk_light_t)b, now) ? 1 : 0;
            }
            CHECK(lit_differently >= 10);
        }
    }
    CHECK_INT(99, edges(TK_LIGHT_ALARM));
}

TEST(a_board_that_belongs_to_nobody_says_that_it_waits_and_which_it_is)
{
    static const tk_provision_config_t config = {.hardware_id = "a0b1c2d3e4f5"};
    static tk_provision_t p;
    tk_provision_init(&p, &config, NULL, 0);
    memset(line, 'X', sizeof line);
    tk_panel_nobodys(&p, line);
    CHECK_TEXT("WAITING TO BE CLAIMED", line[0], strlen(line[0]));
    CHECK_TEXT("A0B1C2D3E4F5", line[1], strlen(line[1]));
    CHECK_TEXT("NO HUB", line[2], strlen(line[2]));
    CHECK_TEXT("", line[7], strlen(line[7]));
    p.state = TK_PROVISION_REFUSED;
    tk_panel_nobodys(&p, line);
    CHECK_TEXT("REFUSED: WRONG CODE", line[2], strlen(line[2]));
}

TEST(the_worst_is_shown)
{
    start();
    CHECK_INT(TK_LIGHT_WELL, tk_panel_light(&fake.node));
    const tk_event_t pressed = {.kind = TK_BUTTON, .pressed = true};
    tk_node_event(&fake.node, &pressed, fake.now);
    CHECK_INT(TK_LIGHT_STOPPED, tk_panel_light(&fake.node));
    air(36500);
    CHECK_INT(TK_LIGHT_ALARM, tk_panel_light(&fake.node));
    fake.node.safe_mode = true;
    CHECK_INT(TK_LIGHT_SAFE, tk_panel_light(&fake.node));
}

static uint8_t wire[512];
static size_t wired;
static bool nobody;

static int write(void *ctx, const uint8_t *data, size_t len)
{
    (void)ctx;
    if (nobody) {
        return -1;
    }
    memcpy(wire + wired, data, len);
    wired += len;
    return 0;
}

TEST(a_line_is_one_page_of_128_columns_and_a_letter_looks_like_one)
{
    const tk_display_t d = {.write = write};
    wired = 0;
    CHECK_INT(0, tk_display_line(&d, 3, "L?T"));
    CHECK_INT(4 + 129, wired);
    CHECK_INT(0xB3, wire[1]);
    CHECK_INT(0x40, wire[4]);
    const uint8_t *column = wire + 5;
    CHECK_INT(0x7F, column[0]);
    for (int i = 1; i < 5; i++) {
        CHECK_INT(0x40, column[i]);
    }
    for (int i = 5; i < 12; i++) {
        CHECK_INT(0, column[i]); /* the gap, and a sign that there is not */
    }
    CHECK_INT(0x7F, column[14]);
    CHECK_INT(0x01, column[12]);
    for (int i = 18; i < 128; i++) {
        CHECK_INT(0, column[i]);
    }
    CHECK_INT(0, tk_display_line(&d, 0, "A TEXT THAT IS LONGER THAN ITS LINE"));
    nobody = true;
    CHECK(tk_display_line(&d, 0, "X") < 0);
    CHECK(tk_display_begin(&d) < 0);
}

int main(void)
{
    RUN(a_quiet_house_is_shown_with_its_air_and_what_runs_first);
    RUN(frost_has_its_sign);
    RUN(an_alarm_a_stop_and_a_lost_sensor_are_said_without_a_network);
    RUN(each_state_of_the_light_can_be_told_from_the_others);
    RUN(a_board_that_belongs_to_nobody_says_that_it_waits_and_which_it_is);
    RUN(the_worst_is_shown);
    RUN(a_line_is_one_page_of_128_columns_and_a_letter_looks_like_one);
    return tk_test_end();
}
