#define _POSIX_C_SOURCE 200809L
#include "config.h"
#include "tk_test.h"

#define NODE "node_id=0199b6a0-0000-7000-8000-0000000000e1\n"
#define REST                                                                                                           \
    "farm_id=0199b6a0-0000-7000-8000-00000000f001\nincarnation=1\nhost=127.0.0.1\nport=18091\nca=/a\ncert=/b\nkey=/"   \
    "c\n"                                                                                                              \
    "state_dir=/d\n"
#define PUMP_LINE "device=pump:0199b6a0-0000-7000-8000-0000000000d1\n"

static config_t config;
static char error[300];

static void read_text(const char *text)
{
    FILE *in = fmemopen((void *)(uintptr_t)text, strlen(text), "r");
    error[0] = '\0';
    config_read(&config, in, "f", error, sizeof error);
    fclose(in);
}

#define CHECK_ERROR(expected, text)                                                                                    \
    do {                                                                                                               \
        read_text(text);                                                                                               \
        CHECK_TEXT(expected, error, strlen(error));                                                                    \
    } while (0)

TEST(a_whole_file_is_read)
{
    CHECK_ERROR("", "# a comment\n\n" NODE REST "sensor_period_s = 5 \r\n" PUMP_LINE
                    "device=dht22:0199b6a0-0000-7000-8000-0000000000d2");
    CHECK_INT(2, config.node.devices);
    CHECK_INT(TK_DHT22, config.node.device[1].kind);
    CHECK_INT(5000, config.node.sensor_period_ms);
    CHECK_INT(18091, config.port);
    CHECK_TEXT("/d", config.state_dir, strlen(config.state_dir));
}

#define LABEL    "hardware_id=a0b1c2d3e4f5\nclaim_code=K7QX-9FTM-2WHD\n"
#define LISTENER "host=127.0.0.1\nport=18092\nca=/a\nstate_dir=/d\n"

static void check_setup(const char *expected, const char *text)
{
    FILE *in = fmemopen((void *)(uintptr_t)text, strlen(text), "r");
    error[0] = '\0';
    config_read_setup(&config, in, "f", error, sizeof error);
    fclose(in);
    CHECK_TEXT(expected, error, strlen(error));
}

TEST(a_board_that_belongs_to_nobody_has_a_label_and_a_listener)
{
    check_setup("", LISTENER LABEL);
    CHECK_TEXT("a0b1c2d3e4f5", config.hardware_id, strlen(config.hardware_id));
    CHECK_TEXT("K7QX-9FTM-2WHD", config.claim_code, strlen(config.claim_code));
    check_setup("f: claim_code is missing", LISTENER "hardware_id=a0b1c2d3e4f5\n");
    check_setup("f: ca is missing", "host=127.0.0.1\nport=18092\nstate_dir=/d\n" LABEL);
    check_setup("f:1: hardware_id is not 12 of 0-9 and a-f", "hardware_id=A0B1C2D3E4F5\n");
    check_setup("f:1: hardware_id is not 12 of 0-9 and a-f", "hardware_id=a0b1\n");
    check_setup("f:1: claim_code has less than 12 characters", "claim_code=K7QX-9FTM\n");
    check_setup("f:1: node_id comes with the claim", NODE);
    check_setup("f:1: device comes with the claim", PUMP_LINE);
    CHECK_ERROR("f:1: claim_code is for --setup", "claim_code=K7QX-9FTM-2WHD\n");
}

TEST(the_period_is_30_s_when_not_given)
{
    CHECK_ERROR("", NODE REST PUMP_LINE);
    CHECK_INT(30000, config.node.sensor_period_ms);
}

TEST(what_is_wrong_is_named_with_its_line)
{
    CHECK_ERROR("f:2: colour is unknown", NODE "colour=red\n" REST PUMP_LINE);
    CHECK_ERROR("f:2: no '=' in this line", NODE "hello\n" REST PUMP_LINE);
    CHECK_ERROR("f:1: node_id is not a UUID", "node_id=7\n" REST PUMP_LINE);
    CHECK_ERROR("f:2: node_id is given twice", NODE NODE REST PUMP_LINE);
    CHECK_ERROR("f:10: port is given twice", NODE REST "port=1\n" PUMP_LINE);
    CHECK_ERROR("f:10: sensor_period_s is out of range", NODE REST "sensor_period_s=0\n" PUMP_LINE);
    CHECK_ERROR("f:10: device has an unknown kind", NODE REST "device=oven:0199b6a0-0000-7000-8000-0000000000d1\n");
    CHECK_ERROR("f:10: device must read kind:id", NODE REST "device=pump\n");
    CHECK_ERROR("f:10: device is not a UUID", NODE REST "device=pump:1\n");
    CHECK_ERROR("f:11: device has an id that another device has", NODE REST PUMP_LINE PUMP_LINE);
}

TEST(what_is_missing_is_named)
{
    CHECK_ERROR("f: node_id is missing", REST PUMP_LINE);
    CHECK_ERROR("f: device is missing", NODE REST);
}

TEST(a_seventeenth_device_is_one_too_many)
{
    char text[2000] = NODE REST;
    for (int i = 0; i < 17; i++) {
        char line[80];
        snprintf(line, sizeof line, "device=light:0199b6a0-0000-7000-8000-0000000001%02x\n", i);
        strcat(text, line);
    }
    CHECK_ERROR("f:26: device is one too many, a node carries at most 16", text);
}

int main(void)
{
    RUN(a_whole_file_is_read);
    RUN(a_board_that_belongs_to_nobody_has_a_label_and_a_listener);
    RUN(the_period_is_30_s_when_not_given);
    RUN(what_is_wrong_is_named_with_its_line);
    RUN(what_is_missing_is_named);
    RUN(a_seventeenth_device_is_one_too_many);
    return tk_test_end();
}
