#include "tk/backoff.h"
#include "tk/command.h"
#include "tk_test.h"

#define ID "0199b6a0-0000-7000-8000-0000000000c1"

static tk_json_t json;
static tk_command_t command;
static tk_seen_t seen;

static const char *wrong(const char *text)
{
    const char *field = NULL;
    int err = tk_command_read(&command, &json, text, strlen(text), &field);
    return err == 0 ? "" : field;
}

#define CHECK_WRONG(expected, text) CHECK_TEXT(expected, wrong(text), strlen(wrong(text)))
#define BASE                        "\"command_id\":\"" ID "\",\"source\":\"user\",\"issued_at\":1795420800000,\"ttl_ms\":5000"

static tk_uuid_t numbered(int i)
{
    tk_uuid_t id = {{0}};
    id.b[0] = 1;
    id.b[14] = (uint8_t)(i >> 8);
    id.b[15] = (uint8_t)i;
    return id;
}

TEST(a_plain_command_is_read)
{
    CHECK_WRONG("", "{" BASE ",\"action\":\"set_value\",\"value\":39.6,\"duration_ms\":300000}");
    CHECK_INT(TK_SET_VALUE, command.action);
    CHECK_INT(TK_USER, command.source);
    CHECK_INT(40, command.percent);
    CHECK_INT(300000, command.duration_ms);
    CHECK_INT(5000, command.ttl_ms);
}

TEST(the_wrong_field_is_named_and_the_id_still_known)
{
    CHECK_WRONG("action", "{" BASE "}");
    CHECK_WRONG("action", "{" BASE ",\"action\":\"jump\"}");
    CHECK_WRONG("value", "{" BASE ",\"action\":\"set_value\"}");
    CHECK_WRONG("value", "{" BASE ",\"action\":\"set_value\",\"value\":100.1}");
    CHECK_WRONG("value", "{" BASE ",\"action\":\"on\",\"value\":\"full\"}");
    CHECK_WRONG("duration_ms", "{" BASE ",\"action\":\"on\",\"duration_ms\":0}");
    CHECK_WRONG("duration_ms", "{" BASE ",\"action\":\"on\",\"duration_ms\":1.5}");
    CHECK_WRONG("duration_ms", "{" BASE ",\"action\":\"on\",\"duration_ms\":7200001}");
    CHECK_WRONG("priority", "{" BASE ",\"action\":\"on\",\"priority\":1}");
    CHECK_WRONG("execution_id", "{" BASE ",\"action\":\"on\",\"execution_id\":\"x\"}");
    CHECK_WRONG("steps", "{" BASE ",\"action\":\"sequence\"}");
    CHECK(command.has_id);
}

TEST(without_an_id_or_a_life_there_is_no_command)
{
    CHECK_WRONG("command_id", "{\"action\":\"on\",\"source\":\"user\",\"issued_at\":1,\"ttl_ms\":5}");
    CHECK(!command.has_id);
    CHECK_WRONG("ttl_ms",
                "{\"command_id\":\"" ID "\",\"action\":\"on\",\"source\":\"user\",\"issued_at\":1,\"ttl_ms\":null}");
    CHECK_WRONG("issued_at", "{\"command_id\":\"" ID "\",\"action\":\"on\",\"source\":\"user\",\"ttl_ms\":5}");
    CHECK_WRONG("(message)", "[1,2,3]");
    CHECK_WRONG("(message)", "{");
}

TEST(an_id_reads_the_same_in_either_case)
{
    char text[TK_UUID_TEXT];
    tk_uuid_t id;
    CHECK(tk_uuid_parse(&id, "0199B6A0-0000-7000-8000-0000000000C1", 36));
    tk_uuid_text(&id, text);
    CHECK_TEXT(ID, text, sizeof text);
    CHECK(!tk_uuid_parse(&id, "0199b6a000000-7000-8000-0000000000c1", 36));
    CHECK(!tk_uuid_parse(&id, ID, 35));
    CHECK(!tk_uuid_parse(&id, "0199b6a0-0000-7000-8000-0000000000cg", 36));
}

TEST(the_64_newest_ids_are_known_and_no_more)
{
    memset(&seen, 0, sizeof seen);
    for (int i = 0; i < 100; i++) {
        tk_uuid_t id = numbered(i);
        tk_seen_put(&seen, &id, TK_COMPLETED, TK_NO_ERROR);
    }
    tk_uuid_t last_forgotten = numbered(35);
    tk_uuid_t first_known = numbered(36);
    CHECK(tk_seen_find(&seen, &last_forgotten) == NULL);
    CHECK(tk_seen_find(&seen, &first_known) != NULL);
}

TEST(a_known_id_keeps_its_place_and_takes_the_new_answer)
{
    memset(&seen, 0, sizeof seen);
    for (int i = 0; i < TK_SEEN; i++) {
        tk_uuid_t id = numbered(i);
        tk_seen_put(&seen, &id, TK_UNSURE, TK_NO_ERROR);
    }
    tk_uuid_t oldest = numbered(0);
    tk_seen_put(&seen, &oldest, TK_COMPLETED, TK_NO_ERROR);
    tk_uuid_t second = numbered(1);
    CHECK_INT(TK_COMPLETED, tk_seen_find(&seen, &oldest)->result);
    CHECK(tk_seen_find(&seen, &second) != NULL);
    tk_uuid_t fresh = numbered(64);
    tk_seen_put(&seen, &fresh, TK_COMPLETED, TK_NO_ERROR);
    CHECK(tk_seen_find(&seen, &oldest) == NULL);
    CHECK(tk_seen_find(&seen, &second) != NULL);
}

TEST(the_last_8_answers_survive_storage)
{
    uint8_t packed[TK_SEEN_PACKED];
    memset(&seen, 0, sizeof seen);
    for (int i = 0; i < 70; i++) {
        tk_uuid_t id = numbered(i);
        tk_seen_put(&seen, &id, TK_REJECTED, TK_INTERLOCK);
    }
    size_t len = tk_seen_pack(&seen, packed);
    CHECK_INT(TK_SEEN_PACKED, len);
    CHECK_INT(8, tk_seen_unpack(&seen, packed, len));
    tk_uuid_t kept = numbered(62);
    tk_uuid_t lost = numbered(61);
    CHECK(tk_seen_find(&seen, &lost) == NULL);
    CHECK_INT(TK_REJECTED, tk_seen_find(&seen, &kept)->result);
    CHECK_INT(TK_INTERLOCK, tk_seen_find(&seen, &kept)->error);
}

TEST(corrupt_storage_is_an_empty_memory)
{
    uint8_t packed[TK_SEEN_PACKED];
    tk_uuid_t id = numbered(1);
    memset(&seen, 0, sizeof seen);
    tk_seen_put(&seen, &id, TK_COMPLETED, TK_NO_ERROR);
    size_t len = tk_seen_pack(&seen, packed);
    for (size_t i = 0; i < len; i++) {
        packed[i] ^= 4;
        CHECK_INT(0, tk_seen_unpack(&seen, packed, len));
        CHECK_INT(0, tk_seen_unpack(&seen, packed, i));
        packed[i] ^= 4;
    }
    CHECK_INT(1, tk_seen_unpack(&seen, packed, len));
}

TEST(the_wait_between_tries_doubles_and_is_drawn_from_all_of_it)
{
    tk_backoff_t b = {.first_ms = 100, .most_ms = 30000};
    tk_backoff_reset(&b);
    CHECK_INT(0, tk_backoff_next(&b, 0));
    CHECK_INT(200, tk_backoff_next(&b, UINT32_MAX));
    CHECK_INT(200, tk_backoff_next(&b, UINT32_MAX / 2 + 1));
    for (int i = 0; i < 20; i++) {
        CHECK(tk_backoff_next(&b, UINT32_MAX) <= 30000);
    }
    CHECK_INT(30000, tk_backoff_next(&b, UINT32_MAX));
    tk_backoff_reset(&b);
    CHECK_INT(100, tk_backoff_next(&b, UINT32_MAX));
}

int main(void)
{
    RUN(a_plain_command_is_read);
    RUN(the_wrong_field_is_named_and_the_id_still_known);
    RUN(without_an_id_or_a_life_there_is_no_command);
    RUN(an_id_reads_the_same_in_either_case);
    RUN(the_64_newest_ids_are_known_and_no_more);
    RUN(a_known_id_keeps_its_place_and_takes_the_new_answer);
    RUN(the_last_8_answers_survive_storage);
    RUN(corrupt_storage_is_an_empty_memory);
    RUN(the_wait_between_tries_doubles_and_is_drawn_from_all_of_it);
    return tk_test_end();
}
