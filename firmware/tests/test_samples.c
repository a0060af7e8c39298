/* test_samples.c FOLDER - the golden messages that the Java and TypeScript twins read too. */
#define _POSIX_C_SOURCE 200809L
#include "board_model.h"
#include "fake.h"
#include "tk/offer.h"
#include "tk_test.h"
#include <dirent.h>
#include <sys/stat.h>

static const char *folder;
static fake_t fake;
static tk_json_t mine;
static tk_json_t theirs;

typedef void (*with_sample_t)(const char *name, const char *text, size_t len);

/* Calls with each file of the kind whose name starts with prefix; returns how many there were. */
static int each(const char *kind, const char *prefix, with_sample_t with)
{
    char path[1024];
    char text[8192];
    int count = 0;
    snprintf(path, sizeof path, "%s/%s", folder, kind);
    DIR *dir = opendir(path);
    struct dirent *entry;
    while (dir != NULL && (entry = readdir(dir)) != NULL) {
        if (strncmp(entry->d_name, prefix, strlen(prefix)) != 0) {
            continue;
        }
        snprintf(path, sizeof path, "%s/%s/%s", folder, kind, entry->d_name);
        FILE *in = fopen(path, "r");
        size_t len = in != NULL ? fread(text, 1, sizeof text, in) : 0;
        if (in != NULL) {
            fclose(in);
        }
        count++;
        with(entry->d_name, text, len);
    }
    if (dir != NULL) {
        closedir(dir);
    }
    return count;
}

static int read_command(const char *text, size_t len)
{
    tk_command_t c;
    const char *field = NULL;
    return tk_command_read(&c, &theirs, text, len, &field);
}

static void must_parse(const char *name, const char *text, size_t len)
{
    int err = read_command(text, len);
    if (err != 0) {
        printf("    refused: %s\n", name);
    }
    CHECK_INT(0, err);
}

static void must_be_refused(const char *name, const char *text, size_t len)
{
    int err = read_command(text, len);
    if (err == 0) {
        printf("    accepted: %s\n", name);
    }
    CHECK(err < 0);
}

TEST(commands_of_today_and_tomorrow_are_read)
{
    CHECK(each("node-command", "valid", must_parse) > 0);
    CHECK(each("node-command", "minimal", must_parse) > 0);
    CHECK(each("node-command", "future", must_parse) > 0);
}

TEST(broken_commands_are_refused)
{
    CHECK(each("node-command", "broken-", must_be_refused) > 0);
}

static const char *my_payload;

static bool same_kind(const tk_json_t *a, int i, const tk_json_t *b, int k)
{
    return a->token[i].kind == b->token[k].kind;
}

/* Every field that is not null in the sample is in mine, with the same JSON type. */
static void must_be_in_mine(const char *name, const char *text, size_t len)
{
    CHECK_INT(0, tk_json_parse(&theirs, text, len));
    CHECK_INT(0, tk_json_parse(&mine, my_payload, strlen(my_payload)));
    for (int k = 1; k < theirs.token[0].next; k = theirs.token[k + 1].next) {
        char key[64] = {0};
        memcpy(key, theirs.text + theirs.token[k].start, (size_t)(theirs.token[k].end - theirs.token[k].start));
        int at = tk_json_find(&mine, 0, key);
        if (at < 0 || (!same_kind(&mine, at, &theirs, k + 1) && theirs.token[k + 1].kind != TK_JSON_NULL)) {
            printf("    %s: %s is missing or of another type in %s\n", name, key, my_payload);
        }
        CHECK(at >= 0);
        CHECK(theirs.token[k + 1].kind == TK_JSON_NULL || same_kind(&mine, at, &theirs, k + 1));
    }
}

static void compare(const char *kind, const char *prefix, const fake_packet_t *p)
{
    my_payload = p->payload;
    CHECK(each(kind, prefix, must_be_in_mine) > 0);
}

static tk_kind_t kind;
static tk_settings_t settings;

static int read_settings(const char *text, size_t len)
{
    const char *field = NULL;
    return tk_settings_read(&settings, kind, &theirs, text, len, &field);
}

static void settings_must_parse(const char *name, const char *text, size_t len)
{
    (void)name;
    CHECK_INT(0, read_settings(text, len));
}

/* The device's id is in the topic; the node does not look at the one in the message. */
static void settings_must_be_refused(const char *name, const char *text, size_t len)
{
    CHECK_INT(strcmp(name, "broken-device_id.json") == 0 ? 0 : -1, read_settings(text, len));
}

TEST(configurations_of_today_and_tomorrow_are_read)
{
    int count = each("config", "valid", settings_must_parse) + each("config", "minimal", settings_must_parse) +
                each("config", "future", settings_must_parse);
    CHECK(count >= 7);
    CHECK(each("config", "broken-", settings_must_be_refused) >= 4);
}

static int32_t set(const char *sample, tk_kind_t of, tk_set_t which)
{
    kind = of;
    CHECK_INT(1, each("config", sample, settings_must_parse));
    return tk_setting_or(&settings, which, INT32_MIN);
}

TEST(every_local_table_is_understood_by_its_kind_and_by_no_other)
{
    CHECK_INT(39000, set("valid-air", TK_DHT22, TK_SET_CRITICAL_HIGH));
    CHECK_INT(26000, set("valid-air", TK_DHT22, TK_SET_CRITICAL_LOW));
    CHECK_INT(34500, set("valid-air", TK_DHT22, TK_SET_COMFORT_HIGH));
    CHECK_INT(3000, set("valid-air", TK_DHT22, TK_SET_AGE));
    CHECK_INT(-500, set("valid-air", TK_DHT22, TK_SET_OFFSET));
    CHECK_INT(37000, set("valid-fan", TK_FAN, TK_SET_ON));
    CHECK_INT(35000, set("valid-fan", TK_FAN, TK_SET_OFF));
    CHECK_INT(60000, set("valid-fan", TK_FAN, TK_SET_VENT_ON));
    CHECK_INT(600000, set("valid-fan", TK_FAN, TK_SET_VENT_EVERY));
    CHECK_INT(37000, set("valid-heater", TK_HEATER, TK_SET_CUTOFF));
    CHECK_INT(30000, set("valid-siren", TK_SIREN, TK_SET_SOUND));
    CHECK_INT(90000, set("valid-siren", TK_SIREN, TK_SET_PAUSE));
    CHECK_INT(INT32_MIN, set("valid-fan", TK_PUMP, TK_SET_ON));
}

TEST(our_status_has_all_fields)
{
    fake_packet_t p;
    fake_init(&fake);
    fake_connect(&fake);
    fake_command(&fake, PUMP, 0xc1, "\"action\":\"on\",\"duration_ms\":300000");
    CHECK(fake_next_on(&fake, "/status", &p));
    compare("status", "minimal", &p);
    compare("status", "valid.json", &p);
    fake_command(&fake, PUMP, 0xc2, "\"action\":\"dance\"");
    CHECK(fake_next_on(&fake, "/status", &p));
    compare("status", "valid-rejected", &p);
}

TEST(our_readings_have_all_fields)
{
    fake_packet_t p;
    fake_init(&fake);
    fake_link_up(&fake);
    fake_connack(&fake, 0);
    CHECK(fake_next_on(&fake, "/sensor", &p));
    compare("sensor", "minimal", &p);
    compare("sensor", "valid.json", &p);
    static const char *const words[] = {"\"metric\":\"temperature\"", "\"unit\":\"Cel\"", "\"metric\":\"humidity\"",
                                        "\"unit\":\"%RH\"", "\"quality\":\"good\""};
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++) {
        CHECK(strstr(p.payload, words[i]) != NULL);
    }
}

TEST(our_heartbeat_and_our_will_have_all_fields)
{
    fake_packet_t p;
    fake_init(&fake);
    fake_link_up(&fake);
    fake_connack(&fake, 0);
    CHECK(fake_next_on(&fake, "/heartbeat", &p));
    compare("heartbeat", "valid.json", &p);
    const tk_event_t pressed = {.kind = TK_BUTTON, .pressed = true};
    tk_node_event(&fake.node, &pressed, fake.now);
    CHECK(fake_next_on(&fake, "/heartbeat", &p));
    compare("heartbeat", "valid-button", &p);
    tk_node_stop(&fake.node, fake.now);
    CHECK(fake_next_on(&fake, "/heartbeat", &p));
    compare("heartbeat", "minimal", &p);
}

static void tell_stop(const char *name, const char *text, size_t len)
{
    (void)name;
    fake_post(&fake, "farm/" FAKE_FARM "/estop", text, len, true);
}

TEST(stops_are_read_and_broken_ones_change_nothing)
{
    fake_init(&fake);
    fake_connect(&fake);
    CHECK(each("estop", "valid", tell_stop) > 0);
    CHECK(fake.node.stop.app);
    CHECK(each("estop", "future", tell_stop) > 0);
    CHECK(fake.node.stop.app);
    CHECK(each("estop", "broken-version", tell_stop) + each("estop", "broken-stops", tell_stop) +
              each("estop", "broken-(message)", tell_stop) ==
          3);
    CHECK(fake.node.stop.app);
    CHECK_INT(3, fake.node.noted[TK_NOTE_BAD_STOP]);
    CHECK(each("estop", "minimal", tell_stop) > 0);
    CHECK(!fake.node.stop.app && !fake.node.stop.button);
}

static const char *read_offer(const char *text, size_t len, tk_offer_t *offer)
{
    bool has_id;
    return tk_json_parse(&theirs, text, len) == 0 ? tk_offer_read(&theirs, offer, &has_id) : "(message)";
}

static void offer_must_be_read(const char *name, const char *text, size_t len)
{
    tk_offer_t offer;
    tk_header_t header;
    const char *wrong = read_offer(text, len, &offer);
    if (wrong != NULL) {
        printf("    %s: refused for %s\n", name, wrong);
    }
    CHECK(wrong == NULL);
    CHECK(tk_header_read(&header, offer.header));
    CHECK_INT(offer.size, TK_HEADER + header.length);
    CHECK_INT(2, header.version[0]);
    CHECK_INT(1, header.version[1]);
}

/* A file broken-X says that X is wrong. */
static void offer_must_name_its_field(const char *name, const char *text, size_t len)
{
    tk_offer_t offer;
    const char *wrong = read_offer(text, len, &offer);
    if (wrong == NULL) {
        printf("    accepted: %s\n", name);
    }
    CHECK(wrong != NULL);
    CHECK_TEXT(wrong, name + strlen("broken-"), strlen(name) - strlen("broken-.json"));
}

TEST(firmware_offers_are_read_and_broken_ones_name_their_field)
{
    CHECK(each("fw-update", "valid", offer_must_be_read) > 0);
    CHECK(each("fw-update", "minimal", offer_must_be_read) > 0);
    CHECK(each("fw-update", "future", offer_must_be_read) > 0);
    CHECK(each("fw-update", "broken-", offer_must_name_its_field) > 0);
}

static void offer_on_the_wire(const char *name, const char *text, size_t len)
{
    (void)name;
    fake_post(&fake, "farm/" FAKE_FARM "/devices/" FAKE_NODE "/fw_update", text, len, false);
}

TEST(our_firmware_status_has_all_fields)
{
    static board_model_t board;
    fake_packet_t p;
    board_new(&board, 1);
    fake_init(&fake);
    fake.config.update = &board.update;
    fake_reboot(&fake);
    fake_connect(&fake);
    CHECK_INT(1, each("fw-update", "minimal", offer_on_the_wire)); /* signed by a key that nobody here knows */
    CHECK(fake_next_on(&fake, "/fw_status", &p));
    compare("fw-status", "minimal", &p);
    compare("fw-status", "valid-failed", &p);
    tk_header_read(&board.update.header, board.update.next.header);
    board.update.kept.offer = board.update.next;
    board.update.kept.state = TK_UPDATE_DOWNLOAD;
    board.update.fresh = true;
    tk_node_poll(&fake.node, fake.now);
    CHECK(fake_next_on(&fake, "/fw_status", &p));
    compare("fw-status", "valid.json", &p);
}

int main(int argc, char **argv)
{
    struct stat s;
    if (argc != 2 || stat(argv[1], &s) != 0) {
        printf("no samples at '%s'\n0 passed, 1 failed\n", argc == 2 ? argv[1] : "");
        return 1;
    }
    folder = argv[1];
    RUN(commands_of_today_and_tomorrow_are_read);
    RUN(broken_commands_are_refused);
    RUN(configurations_of_today_and_tomorrow_are_read);
    RUN(every_local_table_is_understood_by_its_kind_and_by_no_other);
    RUN(our_status_has_all_fields);
    RUN(our_readings_have_all_fields);
    RUN(our_heartbeat_and_our_will_have_all_fields);
    RUN(stops_are_read_and_broken_ones_change_nothing);
    RUN(firmware_offers_are_read_and_broken_ones_name_their_field);
    RUN(our_firmware_status_has_all_fields);
    return tk_test_end();
}
