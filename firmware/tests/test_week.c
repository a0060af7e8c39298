/* test_week.c - a week of a node's life in seconds: the link comes and goes, the power too, and every reading of the
 * main sensor arrives, in order, none made up. TK_SEED chooses another week. */
#include "fake.h"
#include "tk_test.h"
#include <stdlib.h>

#define SECOND 1000ull
#define MINUTE (60 * SECOND)
#define HOUR   (60 * MINUTE)
#define DAY    (24 * HOUR)
#define WALL   1795420800000ll

static fake_t fake;
static fake_packet_t packet;
static flash_model_t flash;
static uint32_t seed;

#define MOST 40000
static int64_t arrived[MOST]; /* timestamps of the thermometer, as the hub acknowledged them */
static int count;
static int replayed;
static int64_t last_replayed;
static bool in_order;

static uint32_t roll(uint32_t sides)
{
    seed = seed * 1664525u + 1013904223u;
    return (seed >> 8) % sides;
}

static int64_t field(const char *name)
{
    const char *at = strstr(packet.payload, name);
    return at != NULL ? strtoll(at + strlen(name), NULL, 10) : -1;
}

static void start(void)
{
    fake_init(&fake);
    flash_new(&flash, TK_SPOOL_SIZE);
    fake_flash(&fake, &flash);
    fake_reboot(&fake);
    count = 0;
    replayed = 0;
    last_replayed = 0;
    in_order = true;
}

/* The hub acknowledges everything that has come; now and then it is killed before it can. */
static void listen(void)
{
    while (fake_next(&fake, &packet)) {
        if (packet.type != TK_MQTT_PUBLISH || packet.packet == 0) {
            continue;
        }
        if (strstr(packet.topic, "/sensor") != NULL && strstr(packet.topic, fake_ids[CLIMATE]) != NULL &&
            count < MOST) {
            int64_t at = field("\"timestamp\":");
            arrived[count++] = at;
            if (strstr(packet.payload, "\"replayed\":true") != NULL) {
                in_order = in_order && at > last_replayed;
                last_replayed = at;
                replayed++;
            }
        }
        fake_puback(&fake, packet.packet);
    }
    fake_drop_sent(&fake);
}

static void down(void)
{
    const tk_event_t e = {.kind = TK_LINK_DOWN};
    tk_node_event(&fake.node, &e, fake.now);
    fake_drop_sent(&fake);
    last_replayed = 0; /* the next replay begins at the oldest again */
}

static void up(void)
{
    fake_link_up(&fake);
    fake_connack(&fake, 0);
    listen();
}

/* Lives so long; a hub that listens does so within a fifth of a second. */
static void live(uint64_t ms)
{
    uint64_t end = fake.now + ms;
    while (fake.now < end) {
        bool busy = fake.node.session == TK_SESSION_UP && (fake.node.spool.waiting > 0 || fake.sent_len > 0);
        uint64_t step = busy ? 200 : 2500;
        fake_advance(&fake, step < end - fake.now ? step : end - fake.now);
        if (fake.node.session == TK_SESSION_UP) {
            listen();
        }
    }
}

static int by_time(const void *a, const void *b)
{
    int64_t x = *(const int64_t *)a;
    int64_t y = *(const int64_t *)b;
    return x < y ? -1 : x > y ? 1 : 0;
}

/* Longest distance between two readings that arrived, after sorting and without doubles. */
static int64_t longest_gap(void)
{
    int64_t gap = 0;
    qsort(arrived, (size_t)count, sizeof arrived[0], by_time);
    for (int i = 1; i < count; i++) {
        gap = arrived[i] - arrived[i - 1] > gap ? arrived[i] - arrived[i - 1] : gap;
    }
    return gap;
}

static int different(void)
{
    int n = count > 0 ? 1 : 0;
    for (int i = 1; i < count; i++) {
        n += arrived[i] != arrived[i - 1] ? 1 : 0;
    }
    return n;
}

TEST(a_week_with_link_cuts_arrives_whole_and_in_order)
{
    const char *given = getenv("TK_SEED");
    seed = given != NULL ? (uint32_t)strtoul(given, NULL, 10) : 1u;
    start();
    up();
    int cuts = 0;
    while (fake.now < 7 * DAY) {
        live((10 + roll(600)) * MINUTE);
        if (roll(3) == 0) {
            fake.sent_len = 0; /* the last things it said never arrived */
        }
        down();
        live((1 + roll(roll(6) == 0 ? 30 * 60 : 45)) * MINUTE);
        up();
        cuts++;
    }
    live(30 * MINUTE);
    CHECK(cuts > 10);
    CHECK(in_order);
    CHECK_INT(0, fake.node.spool.waiting);
    CHECK_INT(0, fake.node.spool.dropped);
    CHECK(replayed > 1000);
    /* A reading is told each 30 s, with the last sample, which is up to 2.5 s old; a limit tells one more. */
    CHECK(longest_gap() <= 33000);
    CHECK(arrived[0] <= WALL + 5000);
    CHECK(arrived[count - 1] >= WALL + (int64_t)fake.now - 35000);
    CHECK(different() >= (int)(fake.now / 30000) - 1);
}

TEST(seventy_two_hours_alone_lose_nothing_of_the_thermometer)
{
    start();
    live(72 * HOUR);
    CHECK_INT(0, fake.node.spool.dropped);
    up();
    live(9 * MINUTE); /* 8,640 readings at 20 a second are 432 s */
    CHECK_INT(0, fake.node.spool.waiting);
    CHECK(in_order);
    CHECK(longest_gap() <= 33000);
    CHECK(different() >= 72 * 120);
}

TEST(replay_is_not_faster_than_twenty_a_second)
{
    start();
    live(6 * HOUR);
    up();
    int before = replayed;
    live(10 * SECOND);
    CHECK(replayed - before > 150);
    CHECK(replayed - before <= 201);
}

TEST(readings_of_before_a_reset_come_with_their_own_boot_and_number)
{
    start();
    live(1 * HOUR);
    fake_reboot(&fake);
    fake_link_up(&fake);
    fake_connack(&fake, 0);
    fake_advance(&fake, 100);
    bool old = false;
    while (fake_next_on(&fake, "/sensor", &packet)) {
        bool late = strstr(packet.payload, "\"replayed\":true") != NULL;
        old = old || (late && field("\"boot\":") == fake.config.boot - 1 && field("\"seq\":") > 0);
        CHECK(late || field("\"boot\":") == fake.config.boot);
    }
    CHECK(old);
}

TEST(what_the_hub_never_acknowledged_comes_again_after_a_reset)
{
    start();
    up();
    fake_advance(&fake, 30000); /* sent, and the power goes before the answer */
    fake_reboot(&fake);
    int before = replayed;
    up();
    live(5 * SECOND);
    CHECK_INT(before + 2, replayed); /* that one, and the first of the new boot: measured before the link was there */
    CHECK_INT(0, fake.node.spool.waiting);
}

TEST(other_sensors_come_as_means_of_five_minutes)
{
    start();
    fake.config.device[LIGHT].kind = TK_WATER_LEVEL;
    fake.level = 40000;
    fake_reboot(&fake);
    live(1 * HOUR);
    int means = 0;
    fake_link_up(&fake);
    fake_connack(&fake, 0);
    for (int i = 0; i < 400; i++) {
        fake_advance(&fake, 60);
        while (fake_next(&fake, &packet)) {
            if (strstr(packet.topic, fake_ids[LIGHT]) != NULL && strstr(packet.payload, "\"replayed\":true") != NULL) {
                CHECK(strstr(packet.payload, "\"value\":40,\"unit\":\"%\",\"quality\":\"estimated\"") != NULL);
                means++;
            }
            if (packet.packet != 0) {
                fake_puback(&fake, packet.packet);
            }
        }
    }
    CHECK(means >= 11 && means <= 12);
}

TEST(a_time_that_was_not_known_is_told_once_the_clock_is)
{
    start();
    fake.config.boot++;
    tk_node_init(&fake.node, &fake.config, &fake.port, fake.now); /* nobody tells the time */
    live(10 * MINUTE);
    uint32_t waiting = fake.node.spool.waiting;
    CHECK(waiting > 15);
    fake_link_up(&fake);
    fake_connack(&fake, 0);
    fake_drop_sent(&fake);
    live(5 * SECOND);
    CHECK_INT(0, replayed);
    const tk_event_t wall = {.kind = TK_WALL, .wall_offset_ms = WALL};
    tk_node_event(&fake.node, &wall, fake.now);
    live(5 * SECOND);
    CHECK(replayed > 15);
    CHECK(arrived[0] > WALL);
}

int main(void)
{
    RUN(a_week_with_link_cuts_arrives_whole_and_in_order);
    RUN(seventy_two_hours_alone_lose_nothing_of_the_thermometer);
    RUN(replay_is_not_faster_than_twenty_a_second);
    RUN(readings_of_before_a_reset_come_with_their_own_boot_and_number);
    RUN(what_the_hub_never_acknowledged_comes_again_after_a_reset);
    RUN(other_sensors_come_as_means_of_five_minutes);
    RUN(a_time_that_was_not_known_is_told_once_the_clock_is);
    return tk_test_end();
}
